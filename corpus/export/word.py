"""Passages as a Word document: the words with their speaker, a footnote with each citation, the works at the end.

Made by python-docx, in memory: its length has a limit. With a claim, a table of sources stands before the passages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.catalogue.catalogue import Catalogue
from corpus.citation.locus import Locus, locus_of
from corpus.citation.rich_text import Span
from corpus.citation.sequence import NoteSequence
from corpus.citation.wording import citation_words
from corpus.errors import WrongUseError
from corpus.export.passages import OMITTED, About, Extract, cited
from corpus.export.xml_text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MAX_PASSAGES = 5_000
"""More make a document that takes minutes to open; Word numbers at most 32,767 notes."""


_COLUMNS = {"number": 1.0, "place": 6.0, "judgement": 3.0, "note": 5.0}
"""Columns of the table of sources, with their widths in centimetres."""


def docx(extracts: Iterable[Extract], about: About, catalogue: Catalogue, style: str) -> bytes:
    """Make the document. Raises WrongUseError where there are more passages than a document should have."""
    import docx as word

    from corpus.export.word_footnotes import Footnotes

    held = _few(extracts)
    said = citation_words(about.lang).export
    document = word.Document()
    # Upright, so that the italics of a source could be told from those of a style.
    document.styles["Quote"].font.italic = False
    _head(document, about, said)
    if about.claim or any(e.judgement or e.note for e in held):
        document.add_heading(said["sources"], 1)
        _table(document, held, about, catalogue, said)
        document.add_heading(said["passages"], 1)
    notes, footnotes = NoteSequence(style), Footnotes(document)
    place: tuple[str, str | None] | None = None
    for extract in held:
        here = (extract.info.id, extract.turn.sitting)
        if here != place:
            document.add_heading(clean(_place(extract, about, catalogue)), 2)
            place = here
        last = _passage(document, extract)
        footnotes.add(last, notes.note(*cited(extract, about, catalogue, style)))
    _lists(document, notes, held, said)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _few(extracts: Iterable[Extract]) -> list[Extract]:
    held: list[Extract] = []
    for extract in extracts:
        held.append(extract)
        if len(held) > MAX_PASSAGES:
            raise WrongUseError(f"A Word document holds at most {MAX_PASSAGES:,} passages; these are more.",
                                "Narrow the query, or export as tei, csv or jsonl, which have no limit.")
    return held


def _head(document: Document, about: About, said: dict[str, str]) -> None:
    title = clean(about.title or about.claim or about.query or said["passages"])
    document.add_heading(title, 0)
    made = datetime.combine(about.made, time())
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:255], "trials", ""
    properties.created = properties.modified = made
    rows = (("claim", about.claim), ("query", about.query), ("reading", about.reading),
            ("made", about.made.isoformat()), ("state", f"{about.state}. {about.held}"),
            ("missing", ", ".join(about.missing)))
    for name, value in rows:
        if value:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{said[name]}: ").bold = True
            paragraph.add_run(clean(value))
    for line in about.introduction.splitlines():
        if line.strip():
            document.add_paragraph(clean(line))


def _table(document: Document, held: Sequence[Extract], about: About, catalogue: Catalogue, said: dict[str, str]
           ) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(said[name]).bold = True
    for number, extract in enumerate(held, 1):
        locus = locus_of(extract.turn, catalogue, about.lang, year=None, spans=extract.spans)
        where = ", ".join(filter(None, (locus.name, _place(extract, about, catalogue), _page(extract, about))))
        values = (str(number), where, said.get(extract.judgement, extract.judgement), extract.note)
        for cell, text in zip(table.add_row().cells, values, strict=True):
            cell.text = clean(text)
    for row in table.rows:
        for cell, width in zip(row.cells, _COLUMNS.values(), strict=True):
            cell.width = Cm(width)


def _place(extract: Extract, about: About, catalogue: Catalogue) -> str:
    locus = locus_of(extract.turn, catalogue, about.lang, year=None)
    edition = catalogue.editions.get(extract.info.id)
    title = edition.short_title if edition else extract.info.title
    return ": ".join(filter(None, (title, locus.sitting_full)))


def _page(extract: Extract, about: About) -> str:
    """Give the printed page; one that is not printed is none here."""
    page = extract.page
    if page.label is None or page.basis not in ("printed", "sequence"):
        return ""
    return Locus(about.lang, (clean(page.label), clean(page.end or page.label))).page_called()


def _passage(document: Document, extract: Extract) -> Paragraph:
    """Set the words of a passage, bold where they were found. Gives the paragraph that the note belongs to."""
    turn = extract.turn
    paragraph = document.add_paragraph()
    # By its identifier: looking a style up by name takes longer than all the rest.
    paragraph._p.style = "Quote"
    if label := extract.voice.label:
        paragraph.add_run(clean(f"{label}: ")).bold = True
    before: int | None = None
    for start, end in extract.spans or ((0, len(turn.text)),):
        if before is not None and start > before:
            paragraph.add_run(OMITTED)
        before = end
        _words(paragraph, extract, start, start + len(turn.text[start:end].rstrip()))
    for own in filter(None, (extract.note, extract.warning)):
        document.add_paragraph(clean(own))
    return paragraph


def _words(paragraph: Paragraph, extract: Extract, low: int, high: int) -> None:
    at = low
    for start, end in extract.matches:
        if low <= start and end <= high:
            paragraph.add_run(clean(extract.turn.text[at:start]))
            paragraph.add_run(clean(extract.turn.text[start:end])).bold = True
            at = end
    paragraph.add_run(clean(extract.turn.text[at:high]))


def _lists(document: Document, notes: NoteSequence, held: Sequence[Extract], said: dict[str, str]) -> None:
    document.add_heading(said["works"], 1)
    for work in notes.works():
        _spans(document.add_paragraph(), work)
    document.add_heading(said["rights"], 1)
    for line in dict.fromkeys(f"{extract.info.title}: {extract.rights}" for extract in held):
        document.add_paragraph(clean(line))


def _spans(paragraph: Paragraph, spans: Sequence[Span]) -> None:
    for span in spans:
        paragraph.add_run(clean(span.text)).italic = span.italic or None
