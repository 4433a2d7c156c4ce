"""The numbers that are printed before the items of lists, and before headings, of an OpenDocument text.

Format: OpenDocument 1.3, part 3, 5.3 (lists), 5.1.2 (headings), 16.30 (list styles). The first paragraph of an item is
numbered. A list goes on with the counts of another one where it says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.reading.books.events import local
from corpus.reading.books.office.odt_styles import OUTLINE, ListLevel, OdtStyles, number_of
from corpus.reading.html.tokens import Token
from corpus.reading.list_numbers import LEVELS, LevelCounts, numeral

_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass
class _List:
    """A list and those within it: their style where they have one of their own, and the counts that they share."""

    counts: LevelCounts
    styles: list[str] = field(default_factory=list)


class OdtLists:
    """Follows lists and their items, and counts paragraphs and headings."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._open: list[_List] = []
        self._named: dict[str, LevelCounts] = {}
        self._last: dict[str, LevelCounts] = {}
        self._outline = LevelCounts()
        self._due = False
        self._begins: int | None = None
        self._depth = 0
        self._apart: list[tuple[int, int]] = []

    @property
    def is_inside(self) -> bool:
        """Whether what is being read stands in a list."""
        return self._depth > 0

    def start(self, token: Token) -> None:
        """Take a start tag."""
        name = token.value
        if name == "list":
            self._begin(token)
        elif name in ("list-item", "numbered-paragraph"):
            self._due, self._begins = True, number_of(local(token, "start-value"))
            if name == "numbered-paragraph":
                self._begin_paragraph(token)
        elif name == "list-header":
            self._due = False

    def end(self, name: str) -> None:
        """Take an end tag."""
        if name in ("list", "numbered-paragraph") and self._depth:
            del self._open[-1].styles[-1 if name == "list" else 0 :]
            self._depth -= 1
            if not self._open[-1].styles:
                self._open.pop()
        if name in ("list", "list-item", "numbered-paragraph"):
            self._due = False

    def begin_apart(self) -> None:
        """Begin what stands apart from the list that it is in, as a note or a box does."""
        self._apart.append((len(self._open), self._depth))
        self._depth, self._due = 0, False

    def end_apart(self) -> None:
        """Go on with the list."""
        if self._apart:
            lists, self._depth = self._apart.pop()
            del self._open[lists:]

    def number_of(self, paragraph: Token) -> str:
        """Give what is printed before a paragraph or heading that begins, empty for a bullet or none."""
        due, self._due = self._due and self.is_inside, False
        if due:
            around = self._open[-1]
            level = min(len(around.styles), LEVELS) - 1
            style = around.styles[-1] or self._styles.list_of(local(paragraph, "style-name"))
            begins, self._begins = self._begins, None
            return _counted(around.counts, level, self._styles.lists.get(style, {}), begins)
        if paragraph.value == "h" and not self.is_inside and local(paragraph, "is-list-header") != "true":
            return self._of_heading(paragraph)
        return ""

    def _of_heading(self, heading: Token) -> str:
        levels = self._styles.lists.get(OUTLINE, {})
        level = min(max(1, number_of(local(heading, "outline-level")) or 1), LEVELS) - 1
        if level not in levels or levels[level].form is None:
            return ""
        again = local(heading, "restart-numbering") == "true"
        begins = number_of(local(heading, "start-value")) if again else None
        return _counted(self._outline, level, levels, levels[level].start if again and begins is None else begins)

    def _begin(self, token: Token) -> None:
        """Begin a list, within the one that is open or on its own."""
        style = local(token, "style-name")
        self._depth += 1
        if self._depth > 1:
            self._open[-1].styles.append(style or self._open[-1].styles[-1])
            return
        goes_on = self._named.get(local(token, "continue-list"))
        if goes_on is None and local(token, "continue-numbering") == "true":
            goes_on = self._last.get(style)
        counts = goes_on or LevelCounts()
        self._last[style] = counts
        if name := local(token, "id"):
            self._named[name] = counts
        self._open.append(_List(counts, [style]))

    def _begin_paragraph(self, token: Token) -> None:
        """Begin a paragraph that is numbered without a list around it; those of one list share their counts."""
        name = f"paragraphs {local(token, 'list-id') or local(token, 'style-name')}"
        level = min(max(1, number_of(local(token, "level")) or 1), LEVELS)
        self._open.append(_List(self._named.setdefault(name, LevelCounts()), [local(token, "style-name")] * level))
        self._depth += 1


def _counted(counts: LevelCounts, level: int, levels: Mapping[int, ListLevel], begins: int | None) -> str:
    """Count a paragraph of a level, and give its number as printed."""
    counts.count(level, {place: one.start for place, one in levels.items()}, begins=begins)
    here = levels.get(level)
    if here is None or here.form is None:
        return ""

    def shown(place: int) -> str:
        one, value = levels.get(place), counts[place] if place <= level else None
        return "" if one is None or one.form is None or value is None else numeral(value, one.form, doubled=one.doubled)

    if here.pattern:
        return _PLACE.sub(lambda found: shown(min(LEVELS, int(found.group(1))) - 1) if int(found.group(1)) else "",
                          here.pattern)
    parts = [part for place in range(max(0, level - here.shown + 1), level + 1) if (part := shown(place))]
    return f"{here.before}{'.'.join(parts)}{here.behind}"
