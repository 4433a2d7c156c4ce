"""Printed pages of a part of a turn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.model.turns import Page, Turn

MAX_PAGES_BETWEEN = 500
"""Pages filled in between the first and the last of a turn; a longer gap is an error of the source."""


def page_of(turn: Turn, start: int, end: int) -> Page:
    """Give the page on which turn.text[start:end] begins and ends.

    Where the turn runs over several pages and none of their beginnings is marked in it, that is the turn's.
    """
    if not turn.marks:
        return turn.page
    marks = [mark for mark in turn.marks if mark.kind == "page" and mark.label is not None]
    if not marks:
        return turn.page
    before = [mark.label for mark in marks if mark.start <= start]
    within = [mark.label for mark in marks if mark.start < end]
    first = before[-1] if before else turn.page.label
    return replace(turn.page, label=first, end=within[-1] if within else first)


def page_labels(turn: Turn, start: int, end: int) -> tuple[str, ...]:
    """Give the labels of all pages on which words of turn.text[start:end] may stand."""
    page = page_of(turn, start, end)
    inside = [m.label for m in turn.marks if m.kind == "page" and m.label and start < m.start < end]
    last = page.end or page.label
    labels = [page.label, *inside, last]
    if page.label and last and page.label.isdecimal() and last.isdecimal() and not inside:
        between = range(int(page.label) + 1, int(last))
        labels.extend(str(number) for number in between[:MAX_PAGES_BETWEEN])
    return tuple(dict.fromkeys(label for label in labels if label))


def page_json(page: Page) -> dict[str, Any]:
    """Give a page as the command's JSON has it."""
    return {"label": page.label, "basis": page.basis, "margin": page.margin, "end": page.end}


def page_cells(page: Page) -> tuple[str, str]:
    """Give the page for a table: as printed or counted from its neighbours, and in a cell of its own as estimated.

    One of the two is empty; both are where there is no page. An estimate that runs over pages is a range.
    """
    if page.basis != "estimated":
        return page.label or "", ""
    last = page.end if page.end != page.label else None
    return "", "–".join(filter(None, (page.label, last)))
