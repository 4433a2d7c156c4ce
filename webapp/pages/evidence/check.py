"""Quotations checked: a pasted text against the texts held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request

from corpus.errors import WrongUseError
from corpus.ingest.unkept import NAME, turns_of_bytes, turns_of_text
from corpus.limits import MAX_QUERY_CHARS
from corpus.model.notes import Note, Value
from corpus.model.turns import Turn
from indexer.checking.verdict import Verdict
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext, ngettext, number
from webapp.models.diffs import side_by_side
from webapp.models.highlight import Paragraph, TextPiece
from webapp.models.models import Link, Speaker
from webapp.models.words import Words
from webapp.pages.evidence.cited import OtherView, citation_views, other_view
from webapp.presenting.passages import speaker, text_link
from webapp.server.apart import answered_apart
from webapp.server.links import passage_href
from webapp.server.places import CHECKS, QUOTATIONS
from webapp.server.security import MAX_FORM_BYTES
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.check import DIFFERENCES, FLAGS, SIGNS, VERDICTS
from webapp.wording.notes import Names, told
from webapp.wording.sentences import words_in

MAX_CHARS = 800_000
"""Characters checked at once: a chapter of 100,000 words, in Russian too."""

CONTEXT_CHARS = 160
"""Signs of the author's sentence shown on each side of a quotation."""


@site.get("/check")
def check() -> Any:
    """Show the form; a short quotation may stand in the address."""
    current_books()
    return _short_checked() if _short() else render_template("evidence/check.html", **form_context())


def _short() -> str:
    return request.args.get("text", "")[:MAX_QUERY_CHARS].strip()


@answered_apart(QUOTATIONS)
def _short_checked() -> str:
    return render_template("evidence/check.html", **check_context(current_books(), _short()))


@site.post("/check")
@answered_apart(CHECKS)
def checked() -> str:
    """Check a pasted text or a file. The one form sent by POST, since texts are too long for an address."""
    books = current_books()
    name, data = file_sent()
    found = file_context(books, data, name) if data else check_context(books, request.form.get("text", ""))
    return render_template("evidence/check.html", **found)


def file_sent() -> tuple[str, bytes]:
    """Give name and bytes of the file sent along; nothing where there is none."""
    file = request.files.get("file")
    return (file.filename, file.stream.read()) if file and file.filename else ("", b"")


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A quotation with its verdict, and the text's own words beside it where it was found."""

    verdict: str
    sign: str
    tone: str
    quote: Paragraph
    source: Paragraph
    lang: str
    place: Link | None
    page: str
    speaker: Speaker | None
    cited: Words | None
    line: int | None
    differences: list[tuple[str, str, str]]
    flags: list[str]
    why: tuple[Words, ...]
    reasons: list[tuple[Words, ...]]
    others: list[OtherView]
    group: str
    page_check: str
    where: str
    before: str
    after: str


GROUPS = {"differ": N_("Differ, or something is wrong"), "absent": N_("Not found"), "not-held": N_("Not held here"),
          "exact": N_("Word for word, as cited")}
"""The parts of the report, the worst first."""

PAGE_CHECKS = {"agrees": N_("page agrees"), "differs": N_("page differs"), "not checked": N_("page not checked")}
"""What became of the cited page."""


def group_of(verdict: Verdict) -> str:
    """Give the part of the report in which a verdict stands: an exact quotation with a flag is none to pass over."""
    if verdict.verdict in ("absent", "not held"):
        return verdict.verdict.replace(" ", "-")
    return "differ" if verdict.verdict == "near" or verdict.flags else "exact"


def _grouped(views: list[VerdictView]) -> list[tuple[str, str, list[VerdictView]]]:
    """Give the parts that have quotations: name for the address, heading, quotations in the order of the text."""
    parts = [(name, gettext(title), [v for v in views if v.group == name]) for name, title in GROUPS.items()]
    return [part for part in parts if part[2]]


def _where(verdict: Verdict, turns: dict[str, Turn]) -> str:
    """Say where in a text without lines a quotation stands: its heading and the number of its paragraph or note."""
    part = verdict.quotation.parts[0] if verdict.quotation else None
    turn = turns.get(part.ref) if part else None
    if turn is None or (verdict.quotation and verdict.quotation.line):
        return ""
    number_ = number(turn.ordinal)
    place = gettext("note, paragraph %(number)s", number=number_) if turn.kind == "note" else gettext(
        "paragraph %(number)s", number=number_)
    return f"{turn.section}, {place}" if turn.section else place


def _named(note: Note) -> Note:
    """Give a note that calls a paragraph of the text by its number and not by our name for it."""
    def plain(value: Value) -> Value:
        if isinstance(value, Note):
            return _named(value)
        if isinstance(value, str) and value.startswith(f"{NAME}/"):
            return gettext("paragraph %(number)s", number=number(int(value.rpartition("/")[2])))
        return value

    return replace(note, values=tuple((name, plain(value)) for name, value in note.values))


def form_context() -> dict[str, Any]:
    """Give what the empty form needs."""
    return {"asked": "", "verdicts": None, "most": MAX_CHARS, "megabytes": MAX_FORM_BYTES // 1_000_000}


def check_context(books: Books, asked: str) -> dict[str, Any]:
    """Check the quotations of a text. Raises WrongUseError and SourceRefusedError for what cannot be read."""
    _measured(len(asked))
    if not asked.strip():
        raise WrongUseError(gettext("There is nothing to check."), gettext("Paste a text with quotations."))
    return {**_checked(books, turns_of_text(asked, books.held.catalogue)), "asked": asked}


def file_context(books: Books, data: bytes, name: str) -> dict[str, Any]:
    """Check the quotations of a file (text, Markdown, HTML, PDF, DOCX). Raises as :func:`check_context` does."""
    turns = turns_of_bytes(data, name, books.held.catalogue)
    _measured(sum(len(turn.text) for turn in turns))
    return _checked(books, turns)


def _measured(length: int) -> None:
    if length > MAX_CHARS:
        raise WrongUseError(
            gettext("The text has %(length)s characters; at most %(most)s are checked at once.",
                    length=number(length), most=number(MAX_CHARS)),
            gettext("Check it in parts, or with the command `trials verify FILE`."),
        )


def _checked(books: Books, turns: list[Turn]) -> dict[str, Any]:
    held = books.held
    verdicts, cited = books.citing.check(turns)
    of = {turn.ref: turn for turn in turns}
    views = [verdict_view(held, verdict, _where(verdict, of)) for verdict in verdicts]
    searched = books.checker.searched
    return {
        **form_context(),
        "cited": citation_views(held, cited),
        "verdicts": views,
        "groups": _grouped(views),
        "summary": summary(verdicts),
        "searched": [text_link(held, held.infos[name]) for name in (*searched.editions, *searched.documents)],
    }


def summary(verdicts: list[Verdict]) -> str:
    """Count the quotations by verdict."""
    counted = ", ".join(f"{gettext(name)}: {number(count)}" for key, name in VERDICTS.items()
                        if (count := sum(v.verdict == key for v in verdicts)))
    total = ngettext("%(num)s quotation", "%(num)s quotations", len(verdicts))
    return f"{total} — {counted}" if counted else total


def place_link(held: Held, verdict: Verdict) -> Link | None:
    """Give the way to the passage that a quotation was held against, called by its text; None where there is none."""
    if not (verdict.text_id and verdict.ref):
        return None
    text = held.infos[verdict.text_id]
    return Link(held.short_title(text), passage_href(verdict.ref), lang=text.lang)


def verdict_view(held: Held, verdict: Verdict, where: str = "") -> VerdictView:
    """Make a verdict ready for the page."""
    left, right = side_by_side(verdict.quote, verdict.source) if verdict.source else ((TextPiece(verdict.quote),), ())
    turn = held.turn(verdict.ref) if verdict.ref else None
    text = held.infos[verdict.text_id] if verdict.text_id else None
    quotation, names = verdict.quotation, Names(held.catalogue.editions)
    lang = quotation.lang if quotation else None
    return VerdictView(
        gettext(VERDICTS[verdict.verdict]), SIGNS[verdict.verdict], verdict.verdict.replace(" ", "-"), left, right,
        text.lang if text else lang or "",
        place_link(held, verdict),
        labels.page(verdict.page) if verdict.page else "",
        speaker(held, turn, (verdict.span,) if verdict.span else ()) if turn else None,
        words_in(quotation.reference.literal, quotation.lang) if quotation and quotation.reference else None,
        quotation.line if quotation else None,
        [(labels.named(DIFFERENCES, d.kind), d.quote, d.source) for d in verdict.differences],
        [labels.named(FLAGS, flag) for flag in verdict.flags],
        told(_named(verdict.why), lang, names) if verdict.why else (),
        [told(reason, None, names) for reason in verdict.reasons],
        [other_view(held, other, lang or "") for other in verdict.others],
        group_of(verdict), gettext(PAGE_CHECKS[verdict.page_check]) if verdict.page_check else "", where,
        " ".join(quotation.before.split())[-CONTEXT_CHARS:] if quotation else "",
        " ".join(quotation.after.split())[:CONTEXT_CHARS] if quotation else "",
    )
