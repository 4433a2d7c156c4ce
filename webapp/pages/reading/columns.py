"""Up to three columns beside each other while reading: picture of the page, text, other language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from werkzeug.datastructures import MultiDict

from corpus.errors import WrongUseError
from corpus.model.turns import TextInfo, Turn
from webapp.books.books import Books
from webapp.i18n.i18n import gettext
from webapp.models.models import Link, TurnView
from webapp.pages.reading.parallel import STACKED, RowRun, reading_rows, runs
from webapp.presenting.passages import text_link
from webapp.server.links import to

IMAGE, TEXT, OTHER = "image", "text", "other"
COLUMNS = (IMAGE, TEXT, OTHER)
"""Names of the columns in addresses, from left to right; the keys 1, 2 and 3 turn them off and on."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a PDF beside its turns: addresses of its picture and of the boxes of the words found."""

    number: int
    image: str
    boxes: str | None


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Turns that begin on one page of a PDF; those of another source have no leaf.

    They stand as ``views``, or in rows with the other language beside them.
    """

    leaf: PageImage | None
    views: tuple[TurnView, ...] = ()
    runs: tuple[RowRun, ...] = ()


def chosen(args: MultiDict[str, str], possible: Sequence[str]) -> tuple[str, ...]:
    """Give the columns an address asks for, of those that are possible; the text where it asks for none of them.

    Raises WrongUseError for a column that there is not.
    """
    asked = [name for name in args.get("show", TEXT).split("-") if name]
    if not set(asked) <= set(COLUMNS):
        raise WrongUseError(gettext("The address has %(name)s=%(value)s, which there is not.", name="show",
                                    value=args["show"][:40]),
                            gettext("Possible are: %(choices)s.", choices="-".join(COLUMNS)))
    return tuple(name for name in possible if name in asked) or (TEXT,)


def possible(books: Books, text: TextInfo, name: str | None) -> tuple[str, ...]:
    """Say which columns a part of a text has."""
    has = {IMAGE: books.held.has_sheets(text.id, name), TEXT: True, OTHER: books.pairs.cross_languages(text.id, name)}
    return tuple(column for column in COLUMNS if has[column])


def switches(
    there: Sequence[str], on: Sequence[str], address: Callable[[Sequence[str]], str]
) -> list[tuple[int, Link]]:
    """Give key and link of each column that can be turned off or on; none where there is only the text.

    ``address`` gives the address of the present place with other columns.
    """
    names = {IMAGE: gettext("page image"), TEXT: gettext("text"), OTHER: gettext("other language")}
    out = []
    for key, name in enumerate(COLUMNS, 1):
        if name in there and len(there) > 1:
            after = [n for n in COLUMNS if (n in on) != (n == name)]
            out.append((key, Link(names[name], address(after), on=name in on)))
    return out


def parameter(on: Sequence[str], *, below: bool = False) -> dict[str, str]:
    """Give the parameters of an address that asks for these columns; none where it is the text alone.

    ``below`` asks for the other language below each turn.
    """
    shown = {} if not on or tuple(on) == (TEXT,) else {"show": "-".join(on)}
    return shown | ({"layout": STACKED} if below else {})


def groups(
    books: Books, text: TextInfo, turns: Sequence[Turn], views: Sequence[TurnView], on: Sequence[str], query: str,
    at: str = "",
) -> list[ColumnGroup]:
    """Put turns into rows, each with its other language where that is asked for, and these beside their pages.

    ``at`` is the anchor of the turn that is landed on.
    """
    empty = gettext("nothing in the other language") if opposite_texts(books, text, turns) else ""
    out = []
    for sheet, members in groupby(zip(turns, views, strict=True),
                                  key=lambda pair: pair[0].origin.sheet if IMAGE in on else None):
        of_sheet, shown = zip(*members, strict=True)
        page = leaf(of_sheet[0], sheet, query)
        if OTHER in on:
            rows = reading_rows(books, text, of_sheet, shown)
            out.append(ColumnGroup(page, runs=tuple(runs(rows, "", empty, text, at))))
        else:
            out.append(ColumnGroup(page, shown))
    return out


def leaf(turn: Turn, sheet: int | None, query: str) -> PageImage | None:
    """Give the page on which a turn begins; None where its source has no pages."""
    if sheet is None:
        return None
    boxes = to("boxes", number=sheet, ref=turn.ref, q=query) if query else None
    return PageImage(sheet, to("sheet", number=sheet, ref=turn.ref), boxes)


def opposite_texts(books: Books, text: TextInfo, turns: Sequence[Turn]) -> list[Link]:
    """Give the other texts that stand beside these turns in another language."""
    found = dict.fromkeys(p.turns[0].text_id for turn in turns for p in books.pairs.partners(turn)
                          if p.turns[0].lang != turn.lang and p.turns[0].text_id != text.id)
    return [text_link(books.held, books.held.infos[name]) for name in found]
