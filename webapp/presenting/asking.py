"""What an address asks for: a search, a page of a list, a passage with its content mark; and its variations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, get_args

from flask import request
from werkzeug.datastructures import MultiDict

from corpus.errors import QueryError, WrongUseError
from corpus.limits import MAX_QUERY_CHARS, MAX_ROWS
from corpus.model.notes import Note
from indexer.results import FILTERS, Counted, Request, Sort
from webapp.i18n.i18n import gettext
from webapp.server.forgiving import SLIPS
from webapp.server.links import quoted, to
from webapp.server.parameters import given, present

PASSAGES, KWIC, PARALLEL = "passages", "kwic", "parallel"
PER_PAGE = {PASSAGES: 20, KWIC: 50, PARALLEL: 25}
"""Results on one page, for each view."""

SORTS: dict[str, tuple[Sort, ...]] = {
    PASSAGES: ("record", "relevance", "date", "speaker", "page"),
    **dict.fromkeys((KWIC, PARALLEL), ("record", "node", "left", "right", "speaker", "date", "page")),
}
"""Orders offered in each view."""

MAX_NUMBER = 100_000
"""Number of a page of results above which nothing can stand."""

MAX_DIGEST = 64
"""Digits of a content mark: as many as SHA-256 has."""

MARK = " value "
"""Stands for a value while an address is made that many have but for it; no value that is read has spaces around it."""

_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Ask:
    """A search as the address has it. ``number`` counts pages of results from 1.

    ``regions`` also searches contents pages and indexes of books. ``counted`` says which texts are, None leaves it to
    the page.
    """

    query: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    view: str = PASSAGES
    number: int = 1
    regions: bool = False
    counted: Counted | None = None

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> Ask:
        """Read the parameters of an address. Raises WrongUseError where one has a value it cannot have."""
        filters = {name: _values(args, name) for name in given(args, FILTERS)}
        return cls(
            args.get("q", "").strip(),
            {name: values for name, values in filters.items() if values},
            choice(args, "sort", get_args(Sort)),
            choice(args, "view", tuple(PER_PAGE)) or PASSAGES,
            whole_number(args, "n", 1, MAX_NUMBER) or 1,
            choice(args, "regions", ("1",)) == "1",
            choice(args, "counted", get_args(Counted)),
        )

    @property
    def blank(self) -> bool:
        """Whether nothing is asked."""
        return not self.query and not self.filters

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """Give the parameters of this search, or of one that differs by ``changes``; defaults are left out.

        A change other than of ``number`` goes back to the first page of results.
        """
        # A page of results names thirty variations, so that no copy of the search is made for each.
        changed = changes.get
        query, view = changed("query", self.query), changed("view", self.view)
        sort, counted = changed("sort", self.sort), changed("counted", self.counted)
        number = changed("number", 1 if changes else self.number)
        shown: dict[str, Any] = {"q": query} if query else {}
        for name, values in changed("filters", self.filters).items():
            shown[name] = list(values)
        if sort:
            shown["sort"] = sort
        if view != PASSAGES:
            shown["view"] = view
        if changed("regions", self.regions):
            shown["regions"] = 1
        if counted:
            shown["counted"] = counted
        if number > 1:
            shown["n"] = number
        return shown

    def href(self, page: str = "search", /, **changes: Any) -> str:
        """Give the address of a page for this search, or for one that differs by ``changes``."""
        return to(page, **self.parameters(**changes))

    def fields(self, without: str = "") -> list[tuple[str, str]]:
        """Give the fields that carry filters, but for one, and the view along with a form."""
        kept = [(name, value) for name, values in self.filters.items() if name != without for value in values]
        kept += [("view", self.view)] if self.view != PASSAGES else []
        return kept + ([("counted", self.counted)] if self.counted else [])

    def toggled(self, name: str, value: str) -> dict[str, tuple[str, ...]]:
        """Give the filters with one value more, or without it where it is set."""
        values = self.filters.get(name, ())
        changed = tuple(v for v in values if v != value) if value in values else (*values, value)
        return {**{n: v for n, v in self.filters.items() if n != name}, **({name: changed} if changed else {})}

    @property
    def listing(self) -> str:
        """The query that lists what the filters leave, for a search without words."""
        name, values = next(iter(self.filters.items()), ("", ()))
        return " OR ".join(f'{name}:"{value.replace(chr(34), "")}"' for value in values)

    def request(self, facets: bool = True) -> Request:
        """Give the question to the index. Raises WrongUseError beyond the last page that can be shown."""
        size = PER_PAGE[self.view]
        return Request(self.query or self.listing, self.filters, self.sort, size, (self.number - 1) * size, facets,
                       self.regions, counted=self.counted or "all")


def around_mark(address: str) -> tuple[str, str]:
    """Give what stands in an address before and behind :data:`MARK`, which is the last value that a reader typed."""
    before, _, after = address.rpartition(quoted(MARK))
    return before, after


def asked() -> Ask:
    """Give the search that the address of the request asks for. Raises QueryError and WrongUseError."""
    ask = Ask.read(present().args)
    if len(ask.query) > MAX_QUERY_CHARS:
        raise QueryError(
            Note("query-too-long", length=len(ask.query), most=MAX_QUERY_CHARS), Note("query-shorten")
        )
    return ask


def page_number() -> int:
    """Give the number of the page of a list that the address of the request asks for. Raises WrongUseError."""
    return whole_number(request.args, "n", 1, MAX_NUMBER) or 1


def digest() -> str | None:
    """Give the content mark of a permanent link. Raises WrongUseError where it is none."""
    # A link in running text often brings the sign behind it along.
    mark = request.args.get("h", "").strip().rstrip(SLIPS).lower()
    if mark and (len(mark) > MAX_DIGEST or not _DIGITS.issuperset(mark)):
        raise WrongUseError(gettext("The link is damaged: what follows “h=” is no content mark."),
                            gettext("Leave it out to open what stands there now."))
    return mark or None


def _values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v.strip() for v in args.getlist(name) if v.strip()))


def choice(args: MultiDict[str, str], name: str, choices: tuple[Any, ...]) -> Any:
    """Read a parameter that has one of few values; None where it is not given. Raises WrongUseError."""
    value = args.get(name, "")
    if not value:
        return None
    if value not in choices:
        raise WrongUseError(
            gettext("The address has %(name)s=%(value)s, which there is not.", name=name, value=value[:40]),
            gettext("Possible are: %(choices)s.", choices=", ".join(choices)),
        )
    return value


def whole_number(args: MultiDict[str, str], name: str, low: int, high: int = MAX_ROWS) -> int | None:
    """Read a parameter that counts. Raises WrongUseError where it is no number from ``low`` to ``high``."""
    value = args.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 9 and low <= int(value) <= high):
        raise WrongUseError(
            gettext("The address has %(name)s=%(value)s, which there is not.", name=name, value=value[:40]),
            gettext("Give a whole number from %(low)s to %(high)s.", low=low, high=high),
        )
    return int(value)


def question(ask: Ask, limit: int | None, offset: int | None) -> Request:
    """Give a search with limit and offset of its own instead of the number of a page."""
    asked = ask.request()
    return replace(asked, limit=asked.limit if limit is None else limit,
                   offset=asked.offset if offset is None else offset)
