"""Printed pages of a part of a turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from operator import attrgetter
from typing import Any, Protocol

from corpus.model.leaves import bare_label, is_leaf
from corpus.model.turns import Mark, Page, Turn

_START = attrgetter("start")

MAX_PAGES_BETWEEN = 500
"""Pages filled in between the first and the last of a turn; a longer gap is an error of the source."""


class Paged(Protocol):
    """A turn, or the paragraph that becomes one."""

    @property
    def page(self) -> Page:
        """Where it begins and ends."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Among others those where pages begin in it."""


class TurnPages:
    """The pages that a turn runs over, asked for its parts: each is found without looking through all marks."""

    def __init__(self, turn: Paged) -> None:
        self._page = turn.page
        marks = sorted((mark for mark in turn.marks if mark.kind == "page" and mark.label is not None), key=_START)
        self._starts = [mark.start for mark in marks]
        self._labels = [mark.label for mark in marks]

    def page(self, start: int, end: int) -> Page:
        """Give the page on which characters ``start`` to ``end`` begin and end.

        Where the turn runs over several pages and none of their beginnings is marked in it, that is the turn's.
        """
        if not self._starts:
            return self._page
        before, within = bisect_right(self._starts, start), bisect_left(self._starts, end)
        first = self._labels[before - 1] if before else self._page.label
        return replace(self._page, label=first, end=self._labels[within - 1] if within else first)

    def labels(self, start: int, end: int) -> tuple[str, ...]:
        """Give the labels as printed of all pages on which words of characters ``start`` to ``end`` may stand."""
        page = self.page(start, end)
        between = self._labels[bisect_right(self._starts, start) : bisect_left(self._starts, end)]
        inside = [label for label in between if label]
        last = page.end or page.label
        labels = [page.label, *inside, last]
        if page.label and last and page.label.isdecimal() and last.isdecimal() and not inside:
            unmarked = range(int(page.label) + 1, int(last))
            labels.extend(str(number) for number in unmarked[:MAX_PAGES_BETWEEN])
        return tuple(dict.fromkeys(bare_label(label) for label in labels if label))


def page_of(turn: Paged, start: int, end: int) -> Page:
    """Give the page on which turn.text[start:end] begins and ends, as :meth:`TurnPages.page` does for many parts."""
    return TurnPages(turn).page(start, end) if turn.marks else turn.page


def page_labels(turn: Turn, start: int, end: int) -> tuple[str, ...]:
    """Give the labels of all pages on which words of turn.text[start:end] may stand."""
    return TurnPages(turn).labels(start, end)


def page_json(page: Page) -> dict[str, Any]:
    """Give a page as the command's JSON has it: its labels as printed, and whether they are of pages or leaves."""
    label, end = (shown and bare_label(shown) for shown in (page.label, page.end))
    unit = "leaf" if is_leaf(page.label) else "page"
    return {"label": label, "basis": page.basis, "margin": page.margin, "end": end, "unit": unit}


def page_cells(page: Page) -> tuple[str, str]:
    """Give the page for a table: as printed or counted from its neighbours, and in a cell of its own as estimated.

    One of the two is empty; both are where there is no page. An estimate that runs over pages is a range.
    """
    if page.basis != "estimated":
        return page.label or "", ""
    last = page.end if page.end != page.label else None
    return "", "–".join(filter(None, (page.label, last)))
