"""Passages as tables and lines: JSON Lines, CSV (RFC 4180, UTF-8) exact or made safe for spreadsheets, plain text."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from corpus.catalogue.catalogue import Catalogue
from corpus.citation.sequence import NoteSequence
from corpus.export.passages import About, Extract, cited
from corpus.model.pages import page_cells

Column = Callable[[Extract, About], object]
"""Gives the cell of a passage; None leaves it empty."""


def _field(name: str) -> Column:
    return lambda extract, _: extract.fields.get(name)


def _page(name: str) -> Column:
    return lambda extract, _: extract.fields["page"][name]


CSV_COLUMNS: dict[str, Column] = {
    **{name: _field(name) for name in ("ref", "edition", "document", "lang", "ordinal", "kind", "sitting", "section",
                                       "speaker", "label", "role")},
    "page": lambda extract, _: page_cells(extract.page)[0],
    "page_basis": _page("basis"),
    "text": _field("text"),
    "page_end": lambda extract, _: extract.page.end if page_cells(extract.page)[0] else None,
    "page_margin": _page("margin"),
    "found": lambda extract, _: " | ".join(extract.turn.text[start:end] for start, end in extract.matches),
    "link": lambda extract, about: about.link(extract),
    "rights": lambda extract, _: extract.rights,
    "judgement": lambda extract, _: extract.judgement,
    "note": lambda extract, _: extract.note,
    "warning": lambda extract, _: extract.warning,
    "query": lambda _, about: about.query,
    "claim": lambda _, about: about.claim,
    "made": lambda _, about: about.made.isoformat(),
    "state": lambda _, about: about.state,
    "narration": lambda extract, _: " ".join(f"{a}-{b}" for a, b in extract.fields.get("narration", ())),
    "trial": _field("trial"),
    "page_estimated": lambda extract, _: page_cells(extract.page)[1],
}
"""The columns of a table in their order. Programs read them by name, so that new ones come last.

``page`` holds no estimate: who counts or cites by it meets printed pages only.
"""

FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠"
"""A cell that begins with one of these is a formula to some spreadsheet (OWASP, CSV injection)."""

_BOM = "\ufeff"


def jsonl(extracts: Iterable[Extract], about: About) -> Iterator[str]:
    """Give one turn a line, with the fields of the command's JSON; ``export`` says query, day and state."""
    for extract in extracts:
        row = {**extract.fields, "link": about.link(extract), "rights": extract.rights}
        at = row["span"][0] if "span" in row else 0
        row |= {"matches": [[a - at, b - at] for a, b in extract.matches]} if extract.matches else {}
        row |= {name: value for name, value in (("judgement", extract.judgement), ("note", extract.note),
                                                ("warning", extract.warning)) if value}
        yield json.dumps({**row, "export": about.marks}, ensure_ascii=False, default=about.said) + "\n"


def csv_exact(extracts: Iterable[Extract], about: About) -> Iterator[str]:
    """Give a table with every cell exactly as it is. A spreadsheet may take a cell for a formula.

    ``narration`` lists the characters of a whole turn that are nobody's, whoever its label names.
    """
    for row in _rows(extracts, about):
        yield _line(row, "\n")


def csv_safe(extracts: Iterable[Extract], about: About) -> Iterator[str]:
    """Give a table for spreadsheets: what would be a formula has an apostrophe before it, a mark says UTF-8."""
    yield from safe_table(_rows(extracts, about))


def safe_table(rows: Iterable[list[str]]) -> Iterator[str]:
    """Write rows for spreadsheets: what would be a formula has an apostrophe before it, a mark says UTF-8."""
    yield _BOM
    for row in rows:
        yield _line([f"'{cell}" if cell[:1] and cell[0] in FORMULA_SIGNS else cell for cell in row], "\r\n")


def _rows(extracts: Iterable[Extract], about: About) -> Iterator[list[str]]:
    yield [*CSV_COLUMNS]
    for extract in extracts:
        cells = [column(extract, about) for column in CSV_COLUMNS.values()]
        yield ["" if cell is None else str(cell) for cell in cells]


def _line(cells: list[str], end: str) -> str:
    out = StringIO()
    csv.writer(out, lineterminator=end).writerow(cells)
    return out.getvalue()


def text(extracts: Iterable[Extract], about: About, catalogue: Catalogue, style: str) -> Iterator[str]:
    """Give the words quoted, each with its citation below, and the works cited at the end."""
    yield "".join(f"{line}\n" for line in (about.title, about.claim, about.introduction, about.query, about.reading,
                                           f"{about.made.isoformat()} · {about.state} · {about.held}") if line)
    notes, rights = NoteSequence(style), dict[str, str]()
    for number, extract in enumerate(extracts, 1):
        rights[extract.info.id] = extract.rights
        said = extract.voice
        label = f"{said.label}: " if said.label else ""
        note = "".join(span.text for span in notes.note(*cited(extract, about, catalogue, style)))
        own = "".join(f"\n    {line}" for line in (extract.judgement, extract.note, extract.warning) if line)
        yield f"\n{number}. {label}{extract.quoted}\n    {note}\n    {about.link(extract)}{own}\n"
    yield "\n" + "".join("".join(span.text for span in work) + "\n" for work in notes.works())
    yield "\n" + "".join(f"{name}: {said}\n" for name, said in rights.items())
