"""From sheets of placed words to a text: the stages after the pages of a file are opened, whatever format it has.

The way: words, lines, columns → numbers of lines, running heads and page numbers taken out → paragraphs → text with
pages marked. The words stay as the text layer has them; what is taken out is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.language.script import is_cyrillic
from corpus.model.blocks import LeftOut, SourceText
from corpus.model.notes import Note
from corpus.reading.pdf.columns import leaves
from corpus.reading.pdf.contents import without_contents
from corpus.reading.pdf.drop_capitals import with_initials
from corpus.reading.pdf.flow import flow, style_of
from corpus.reading.pdf.foot_notes import with_foot_notes
from corpus.reading.pdf.furniture import Bare, strip
from corpus.reading.pdf.hyphens import Hyphens
from corpus.reading.pdf.labels import Repair, repaired
from corpus.reading.pdf.layout_doubts import layout_doubts
from corpus.reading.pdf.line_numbers import without_line_numbers
from corpus.reading.pdf.lines import Line
from corpus.reading.pdf.page_numbers import Numbered
from corpus.reading.pdf.paragraphs import groups
from corpus.reading.pdf.pieces import UNREADABLE, Sheet
from corpus.reading.pdf.text import Report, block_of

_UNREADABLE_SHARE = 0.1
"""A sheet with more unreadable signs than this is reported."""


def read_sheets(
    pages: Sequence[Sheet], file: str, *, title: str = "", doubts: Sequence[Note] = (), stated: Sequence[str] = ()
) -> SourceText:
    """Read sheets to a text; ``doubts`` are those met before, ``stated`` the page labels that the file states."""
    pages, initials = with_initials(pages)
    unnumbered, counted = without_line_numbers(leaves(pages))
    stripped, used = _with_stated_labels(strip(unnumbered), stated)
    bares, contents = without_contents(stripped)
    lines, dirt = flow(bares)
    items, labels = repaired(lines)
    style = style_of(items)
    hyphens = Hyphens.seen_in(item.text for item in items)
    report = Report()
    made = [block_of(group, hyphens, style.size, report) for group in groups(items, style)]
    blocks = with_foot_notes(made, hyphens, report.left_out)
    left_out = [
        *(_furniture(line, b.leaf.sheet) for b in bares for line in b.furniture),
        *(LeftOut("furniture", text, sheet=sheet) for sheet, text in dirt),
        *(LeftOut("furniture", text, sheet=sheet) for sheet, text in counted),
        *(LeftOut("navigation", text, sheet=sheet) for sheet, text in contents),
        *(LeftOut("duplicate", text, sheet=page.number) for page in pages for text in page.repeated),
        *report.left_out,
    ]
    return SourceText(
        file,
        blocks,
        title=title,
        lang=_language(b.text for b in blocks),
        left_out=tuple(sorted(left_out, key=lambda entry: entry.sheet or 0)),
        doubts=(
            *doubts, *_sheet_doubts(pages), *initials, *layout_doubts(bare.leaf for bare in bares),
            *([Note("pages-stated")] if used else _label_doubts(bares)), *_word_doubts(report, labels),
        ),
    )


def _furniture(line: Line, sheet: int) -> LeftOut:
    first, last = line.words[0], line.words[-1]
    end = None if last.at is None else last.at + len(last.text)
    return LeftOut("furniture", line.text, first.at, end, sheet=sheet)


def _with_stated_labels(bares: Sequence[Bare], stated: Sequence[str]) -> tuple[Sequence[Bare], bool]:
    """Give the leaves with the labels that the file states, where none is printed on any of them.

    They are numbers of a sequence, not printed ones: whoever made the file counted.
    """
    if not stated or any(bare.number.label for bare in bares) or len({bare.leaf.sheet for bare in bares}) != len(bares):
        return bares, False
    return [replace(bare, number=Numbered(stated[bare.leaf.sheet - 1] or None, False)) for bare in bares], True


def _sheet_doubts(pages: Sequence[Sheet]) -> list[Note]:
    out = [Note("pdf-sheet-broken", sheet=page.number, faults=page.faults) for page in pages if page.faults]
    empty = [page.number for page in pages if not page.pieces and not page.faults]
    if empty:
        out.append(Note("sheets-empty", sheets=tuple(empty)))
    if twice := [page.number for page in pages if page.second_layer]:
        out.append(Note("sheets-of-two-layers", sheets=tuple(twice)))
    for page in pages:
        text = "".join(p.text for p in page.pieces)
        unknown = text.count(UNREADABLE)
        if unknown > _UNREADABLE_SHARE * len(text):
            out.append(Note("sheet-unreadable", sheet=page.number, unknown=unknown, all=len(text)))
    return out


def _label_doubts(bares: Sequence[Bare]) -> list[Note]:
    """Give what is doubtful about page numbers: those that were counted, misread, or are missing."""
    out = []
    counted = []
    for bare in bares:
        number, sheet = bare.number, bare.leaf.sheet
        if number.label and not number.printed:
            counted.append(Note("page-of-sheet", page=number.label, sheet=sheet))
        if number.label and bare.misread:
            out.append(Note("page-misread", sheet=sheet, read=bare.misread, page=number.label))
    if counted:
        out.insert(0, Note("pages-counted", pages=tuple(counted)))
    unknown = [bare.leaf.sheet for bare in bares if bare.number.label is None]
    if unknown and len(unknown) == len(bares):
        out.append(Note("pages-absent"))
    elif unknown:
        out.append(Note("pages-unknown", sheets=tuple(unknown)))
    return out


def _word_doubts(report: Report, labels: Sequence[Repair]) -> list[Note]:
    return [
        *(Note("word-rejoined", sheet=sheet, word=word) for sheet, word in report.rejoined),
        *(Note("label-repaired", sheet=sheet, read=read, label=label) for sheet, read, label in labels),
    ]


def _language(texts: Iterable[str]) -> str | None:
    """Give ``ru`` where most letters are Cyrillic; Latin letters leave the language open."""
    return "ru" if is_cyrillic(" ".join(text[:400] for text in texts)) else None
