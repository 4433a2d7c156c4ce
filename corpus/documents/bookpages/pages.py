"""Printed pages of a book whose text has lost them, reconstructed from its contents, its index and its page ends.

Every page so found is an estimate with a margin (``Page.basis`` is ``estimated``): the pages between which it lies with
a probability of 98 percent. A text with pages of its own, or without a contents page whose headings are found in it, is
left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.documents.bookpages.clues import IndexedName, fixed_points, index_references, page_gaps, text_runs
from corpus.model.notes import Note
from corpus.model.turns import Mark, Page, Turn

if TYPE_CHECKING:
    from corpus.documents.bookpages.fit import BookPages

WHY = Note("book-contents")
"""What the pages are concluded from, as ``Turn.inferred`` says it."""


def with_book_pages(turns: Sequence[Turn], raw: str) -> list[Turn]:
    """Give the turns of a document with the pages of its printed edition, where its text ``raw`` tells them.

    Marks of the kind ``page`` say where further pages begin in a turn.
    """
    pages = None if any(turn.page.basis != "none" for turn in turns) else book_pages(turns, raw)
    return [_paged(turn, pages) for turn in turns] if pages else list(turns)


def book_pages(
    turns: Sequence[Turn], raw: str, trusted: Callable[[Sequence[IndexedName]], Sequence[IndexedName]] = tuple
) -> BookPages | None:
    """Give where the printed pages begin in a text, by offsets of ``raw``; None where its contents do not tell.

    ``trusted`` gives the references of the index that are taken as evidence: all, or for a measurement the ones
    that are not asked afterwards whether the pages are right.
    """
    fixed = fixed_points(turns) if raw else []
    if not fixed:
        return None
    from corpus.documents.bookpages.fit import fit_pages

    found = text_runs(turns)
    listed = trusted(index_references(turns, found, raw))
    return fit_pages(page_gaps(found, raw, fixed), fixed, listed)


def _paged(turn: Turn, pages: BookPages) -> Turn:
    """Give a turn with its estimated page and the marks of the pages that begin in it; contents have none."""
    span = turn.offsets.span(0, len(turn.text))
    if span is None or turn.region == "contents":
        return turn
    start = turn.origin.start if turn.origin.start is not None else span[0]
    first, last = pages.page_at(start), pages.page_at(max(start, span[1] - 1))
    if first is None or last is None:
        return turn
    end = str(last[0]) if last[0] > first[0] else None
    page = Page(str(first[0]), "estimated", float(max(first[1], last[1])), end)
    begun = [Mark("page", place, place, str(number)) for offset, number in pages.page_beginnings(start, span[1])
             if (place := _place(turn, offset))]
    marks = tuple(sorted((*turn.marks, *begun), key=lambda mark: (mark.start, mark.end)))
    return replace(turn, page=page, marks=marks, inferred=(*turn.inferred, ("page", WHY)))


def _place(turn: Turn, offset: int) -> int | None:
    """Give the place in the text that comes from ``offset`` of the file or first behind it."""
    for run in turn.offsets.runs:
        if run.source + run.width > offset:
            return run.text + (max(0, offset - run.source) if run.length == run.width else 0)
    return None
