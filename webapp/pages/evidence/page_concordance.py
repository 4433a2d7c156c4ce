"""The page concordance of an edition: which pages of other editions, in either language, answer its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from flask import Response, make_response, render_template, request

from corpus.errors import UnknownNameError
from corpus.language.script import script_language
from corpus.pages.correspondence import FIELDS, PagePair
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, ngettext
from webapp.models.models import Link
from webapp.presenting.passages import edition_head, text_link
from webapp.server.links import to
from webapp.server.parameters import refuse_ignored
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.check import BASES, CONTENTS

MAX_LABEL = 12
"""Characters of a page label asked for."""


@site.get("/texts/<text_id>/pages")
def pages(text_id: str) -> str:
    """Show which pages of other editions answer those of an edition."""
    return render_template("evidence/pages.html", **pages_context(current_books(), text_id, request.args))


@site.get("/texts/<text_id>/pages.<any(csv, json):extension>")
def pages_file(text_id: str, extension: str) -> Response:
    """Give the page concordance of an edition as a file."""
    data, kind = table_file(current_books(), text_id, extension)
    refuse_ignored()
    answer = make_response(data)
    answer.content_type = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{text_id}-pages.{extension}"'
    return answer


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """A row of the table. Pages lead to the text where they are held; ``how`` is what the pair rests on."""

    left: list[Link]
    right: list[Link]
    margin: str
    basis: str
    how: Link | None
    line: str
    contents: str


@dataclass(frozen=True, slots=True)
class ConcordanceTable:
    """The rows of one other edition or work."""

    other: Link
    rows: list[ConcordanceRow]


def pages_context(books: Books, text_id: str, args: Mapping[str, str]) -> dict[str, Any]:
    """Give the table of an edition, and what answers one page that is asked for. Raises UnknownNameError."""
    held = books.held
    entry = held.catalogue.editions.get(text_id) or held.infos.get(text_id)
    if entry is None:
        raise UnknownNameError(gettext("No edition is called so, here or in the catalogue."),
                               gettext("The list of texts has them all."))
    found = books.citing.page_concordance()
    asked = args.get("page", "").strip()[:MAX_LABEL]
    return {
        **edition_head(text_id, entry),
        "ready": found is not None,
        "asked": asked,
        "answers": tables(held, found.of_page(text_id, asked)) if found and asked else None,
        "tables": tables(held, found.table(text_id)) if found else [],
        "facsimiles": [_edition(held, name) for name in found.facsimiles(text_id)] if found else [],
    }


def tables(held: Held, pairs: Sequence[PagePair]) -> list[ConcordanceTable]:
    """Group pairs by the other edition. Left to the table as a file is what has no page there, or is no edition: one
    citation often names a page of the report beside the page of a newspaper.
    """
    known = held.catalogue.editions.keys() | held.infos.keys()
    by: dict[str, list[PagePair]] = {}
    for pair in (pair for pair in pairs if pair.right_pages and pair.right in known):
        by.setdefault(pair.right, []).append(pair)
    return [ConcordanceTable(_edition(held, name), [_row(held, pair) for pair in found]) for name, found in by.items()]


def _row(held: Held, pair: PagePair) -> ConcordanceRow:
    margin = f"±{pair.margin:g}" if pair.margin else ""
    return ConcordanceRow(_pages(held, pair.left, pair.left_pages), _pages(held, pair.right, pair.right_pages), margin,
                   labels.named(BASES, pair.basis), _how(held, pair),
                   gettext("line %(line)s", line=pair.line) if pair.line and not pair.passages else "",
                   labels.named(CONTENTS, pair.contents))


def _pages(held: Held, text_id: str, found: Sequence[str]) -> list[Link]:
    here = text_id in held.infos and held.infos[text_id].paged != "none"
    return [Link(label, to("page", text_id=text_id, label=label) if here else "") for label in found]


def _how(held: Held, pair: PagePair) -> Link | None:
    if pair.passages:
        return Link(ngettext("%(num)s passage", "%(num)s passages", pair.passages), "")
    text = held.infos.get(pair.document)
    if text is None:
        return None
    return Link(text.title, to("citations", text_id=text.id), lang=text.lang)


def _edition(held: Held, name: str) -> Link:
    if name in held.infos:
        return text_link(held, held.infos[name])
    entry = held.catalogue.editions.get(name)
    if entry is None:
        return Link(name, "", lang=script_language(name))
    return Link(entry.title, to("text", text_id=name), lang=entry.lang)


def table_file(books: Books, text_id: str, extension: str) -> tuple[str, str]:
    """Give the table as CSV or JSON, with its media type. Raises UnknownNameError."""
    found = books.citing.page_concordance()
    rows = found.table(text_id) if found else []
    if extension == "json":
        return json.dumps([pair.to_json() for pair in rows], ensure_ascii=False, indent=1), "application/json"
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([FIELDS, *(pair.row() for pair in rows)])
    return out.getvalue(), "text/csv; charset=utf-8"
