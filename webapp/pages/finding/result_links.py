"""The addresses of a page of results: each variation of the search that it shows."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.results import Sort
from webapp.i18n.i18n import gettext
from webapp.models.models import Link, Steps
from webapp.presenting.asking import KWIC, MARK, PARALLEL, PASSAGES, PER_PAGE, SORTS, Ask, around_mark
from webapp.wording import labels


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the concordance; ``on`` says that the lines are sorted by one of its ``sorts``."""

    style: str
    on: bool
    sorts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ResultLinks:
    """What leads from a page of results to its variations. ``sort`` is the order in force, ``total`` counts results.

    ``paired`` says that texts are held in two languages.
    """

    ask: Ask
    sort: Sort
    total: int
    paired: bool = False

    @property
    def without_filters(self) -> str:
        """The search without filters."""
        return self.ask.href(filters={})

    @property
    def with_regions(self) -> str | None:
        """The search in contents pages and indexes of books too; None where they are searched."""
        return None if self.ask.regions else self.ask.href(regions=True)

    @property
    def in_numbers(self) -> str:
        """The search in numbers."""
        return self.ask.href("statistics", view=PASSAGES, sort=None)

    @property
    def views(self) -> list[Link]:
        """The views, each in its own usual order."""
        named = [(PASSAGES, gettext("passages")), (KWIC, gettext("concordance"))]
        if self.paired or self.ask.view == PARALLEL:
            named.append((PARALLEL, gettext("concordance in both languages")))
        return [Link(name, self.ask.href(view=view, sort=None), on=self.ask.view == view) for view, name in named]

    @property
    def sorts(self) -> list[Link]:
        """The orders of this view."""
        before, after = around_mark(self.ask.href(sort=MARK))
        return [Link(labels.named(labels.SORTS, sort), f"{before}{sort}{after}", on=sort == self.sort)
                for sort in SORTS[self.ask.view]]

    @property
    def heads(self) -> list[Head]:
        """The columns of the concordance, each with the orders it can be sorted by."""
        columns: tuple[tuple[str, tuple[tuple[Sort, str], ...]], ...] = (
            ("who", (("speaker", gettext("Speaker")),)),
            ("ref", (("record", gettext("Place")), ("date", gettext("Date")), ("page", gettext("Page")))),
            ("left", (("left", gettext("before")),)),
            ("node", (("node", gettext("found")),)),
            ("right", (("right", gettext("after")),)),
        )
        return [Head(style, any(sort == self.sort for sort, _ in sorts),
                     tuple(self._sorted(sort, name) for sort, name in sorts)) for style, sorts in columns]

    @property
    def first(self) -> int:
        """The number of the first result on this page, counted from 1."""
        return (self.ask.number - 1) * PER_PAGE[self.ask.view] + 1

    @property
    def steps(self) -> Steps:
        """The way to the pages of results before and after."""
        number = self.ask.number
        last = max(1, -(-self.total // PER_PAGE[self.ask.view]))
        return Steps(number, last, self.ask.href(number=number - 1) if number > 1 else None,
                     self.ask.href(number=number + 1) if number < last else None)

    @property
    def fields_of_all(self) -> list[tuple[str, str]]:
        """The fields of a form that asks for all that was found, whatever page of it is shown."""
        shown = self.ask.parameters(number=1, view=PASSAGES, sort=None)
        rows = ((name, value if isinstance(value, list) else [value]) for name, value in shown.items())
        return [(name, str(one)) for name, values in rows for one in values]

    def _sorted(self, sort: Sort, name: str) -> Link:
        return Link(name, self.ask.href(sort=sort), on=sort == self.sort)
