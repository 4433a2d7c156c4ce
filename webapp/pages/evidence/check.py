"""Quotations checked: a pasted text or a file against the texts held."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import filterfalse
from typing import Any

from flask import Response, render_template, request, stream_template

from corpus.errors import WrongUseError
from corpus.ingest.unkept import turns_of_bytes, turns_of_text
from corpus.limits import MAX_QUERY_CHARS
from corpus.model.turns import Turn
from indexer.checking.citations import CheckedCitation
from indexer.checking.verdict import Verdict
from webapp.books.books import Books
from webapp.i18n.i18n import gettext, number
from webapp.pages.evidence.cited import citation_views
from webapp.pages.evidence.report_file import choices, report_of, written
from webapp.pages.evidence.verdicts import parts, summary
from webapp.presenting.examples import quoting
from webapp.presenting.passages import text_link
from webapp.server.apart import answered_apart
from webapp.server.places import CHECKS, QUOTATIONS
from webapp.server.security import MAX_FORM_BYTES
from webapp.server.site import current_books, site

MAX_CHARS = 800_000
"""Characters checked at once: a chapter of 100,000 words, in Russian too."""

LONG_CHARS = 20_000
"""From this length on a check takes seconds, and its answer is sent while it goes on: first how far it is."""

STEPS = 50
"""How often it is told how far a long check is, at most."""


@site.get("/check")
def check() -> Any:
    """Show the form; a short quotation, or that an example is wanted, may stand in the address."""
    books = current_books()
    asked = _short() or request.args.get("example")
    return _short_checked() if asked else render_template("evidence/check.html", **form_context(books))


def _short() -> str:
    return request.args.get("text", "")[:MAX_QUERY_CHARS].strip()


@answered_apart(QUOTATIONS)
def _short_checked() -> str:
    books = current_books()
    text = _short() or quoting(books)
    found = check_context(books, text) if text else form_context(books)
    return render_template("evidence/check.html", **found)


@site.post("/check")
@answered_apart(CHECKS)
def checked() -> str | Response:
    """Check a pasted text or a file. Sent by POST, since texts are too long for an address."""
    books = current_books()
    name, data = file_sent()
    found = file_context(books, data, name) if data else check_context(books, request.form.get("text", ""))
    if not found["work"].long:
        return render_template("evidence/check.html", **found)
    page = stream_template("evidence/check.html", **found)
    return Response(_pieces(page, found["work"]), content_type="text/html; charset=utf-8")


def file_sent() -> tuple[str, bytes]:
    """Give name and bytes of the file sent along; nothing where there is none."""
    file = request.files.get("file")
    return (file.filename, file.stream.read()) if file and file.filename else ("", b"")


class RunningCheck:
    """The check of one text; the page that shows it goes through the steps, and then has its report.

    A reader who leaves closes the page, and with it the steps: the check ends.
    """

    def __init__(self, books: Books, turns: list[Turn]) -> None:
        self.books, self._turns = books, turns
        self.long = sum(len(turn.text) for turn in turns) >= LONG_CHARS
        self.running = True
        self.report: dict[str, Any] = {}

    def steps(self) -> Iterator[tuple[int, int]]:
        """Check, and give how many quotations are done, and of how many, so often that it is seen to go on."""
        checking = self.books.citing.check(self._turns)
        told = -1
        try:
            while True:
                done, total = next(checking)
                if self.long and done * STEPS // total > told:
                    told = done * STEPS // total
                    yield done, total
        except StopIteration as end:
            self.report = self._report(*end.value)
            self.running = False
        finally:
            checking.close()

    def _report(self, verdicts: list[Verdict], cited: list[CheckedCitation]) -> dict[str, Any]:
        held, searched = self.books.held, self.books.checker.searched
        found, counted = parts(held, verdicts), summary(verdicts)
        told = {(q.reference.ref, q.reference.start) for v in verdicts if (q := v.quotation) and q.reference}

        def alone(citation: CheckedCitation) -> bool:
            place = (citation.reference.ref, citation.reference.start)
            return bool(citation.reasons or citation.others) and place not in told

        return {
            "parts": found,
            "count": len(verdicts),
            "summary": counted,
            "doubtful": citation_views(held, filter(alone, cited)),
            "cited": citation_views(held, filterfalse(alone, cited)),
            "searched": [text_link(held, held.infos[name]) for name in (*searched.editions, *searched.documents)],
            "forms": choices(),
            "saved": written(report_of(held, found, counted)),
        }


def _pieces(page: Iterator[str], work: RunningCheck) -> Iterator[str]:
    """Give a page in pieces: what stands before the steps and each step at once, all that stands behind them in one."""
    waiting: list[str] = []
    for piece in page:
        waiting.append(piece)
        if work.running:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)


def form_context(books: Books) -> dict[str, Any]:
    """Give what the empty form needs."""
    return {"asked": "", "work": None, "most": MAX_CHARS, "megabytes": MAX_FORM_BYTES // 1_000_000,
            "example": bool(books.held.infos)}


def check_context(books: Books, asked: str) -> dict[str, Any]:
    """Make a text ready to be checked. Raises WrongUseError and SourceRefusedError for what cannot be read."""
    _measured(len(asked))
    if not asked.strip():
        raise WrongUseError(gettext("There is nothing to check."), gettext("Paste a text with quotations."))
    work = RunningCheck(books, turns_of_text(asked, books.held.catalogue))
    return {**form_context(books), "work": work, "asked": asked}


def file_context(books: Books, data: bytes, name: str) -> dict[str, Any]:
    """Make a file ready to be checked (text, Markdown, HTML, PDF, DOCX). Raises as :func:`check_context` does."""
    turns = turns_of_bytes(data, name, books.held.catalogue)
    _measured(sum(len(turn.text) for turn in turns))
    return {**form_context(books), "work": RunningCheck(books, turns)}


def _measured(length: int) -> None:
    if length > MAX_CHARS:
        raise WrongUseError(
            gettext("The text has %(length)s characters; at most %(most)s are checked at once.",
                    length=number(length), most=number(MAX_CHARS)),
            gettext("Check it in parts, or with the command `trials verify FILE`."),
        )
