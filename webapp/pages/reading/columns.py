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
from webapp.models.models import Counterpart, Link, TurnView
from webapp.presenting.passages import counterpart, text_link
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
class ColumnRow:
    """A turn with what stands in its place in the other language; ``above`` that it stands with an earlier turn."""

    view: TurnView
    others: tuple[Counterpart, ...] = ()
    above: bool = False


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Turns that begin on one page of a PDF; those of another source have no leaf."""

    leaf: PageImage | None
    rows: tuple[ColumnRow, ...]


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


def parameter(on: Sequence[str]) -> dict[str, str]:
    """Give the parameter of an address that asks for these columns; none where it is the text alone."""
    return {} if not on or tuple(on) == (TEXT,) else {"show": "-".join(on)}


def groups(
    books: Books, text: TextInfo, turns: Sequence[Turn], views: Sequence[TurnView], on: Sequence[str], query: str
) -> list[ColumnGroup]:
    """Put turns into rows, each with its other language where that is asked for, and these beside their pages."""
    rows = with_others(books, text, turns, views) if OTHER in on else [ColumnRow(view) for view in views]
    if IMAGE not in on:
        return [ColumnGroup(None, tuple(rows))]
    out = []
    for sheet, members in groupby(zip(turns, rows, strict=True), key=lambda pair: pair[0].origin.sheet):
        found = list(members)
        out.append(ColumnGroup(leaf(found[0][0], sheet, query), tuple(row for _, row in found)))
    return out


def leaf(turn: Turn, sheet: int | None, query: str) -> PageImage | None:
    """Give the page on which a turn begins; None where its source has no pages."""
    if sheet is None:
        return None
    boxes = to("boxes", number=sheet, ref=turn.ref, q=query) if query else None
    return PageImage(sheet, to("sheet", number=sheet, ref=turn.ref), boxes)


def with_others(books: Books, text: TextInfo, turns: Sequence[Turn], views: Sequence[TurnView]) -> list[ColumnRow]:
    """Set beside each turn what other languages have in its place; what belongs to several stands with the first."""
    shown: set[tuple[str, ...]] = set()
    rows = []
    for turn, view in zip(turns, views, strict=True):
        partners = [p for p in books.pairs.partners(turn) if p.turns[0].lang != text.lang]
        keys = [tuple(t.ref for t in p.turns) for p in partners]
        new = tuple(counterpart(books.held, p, turn) for p, key in zip(partners, keys, strict=True) if key not in shown)
        shown.update(keys)
        rows.append(ColumnRow(view, new, above=bool(keys) and not new))
    return rows


def opposite_texts(books: Books, text: TextInfo, turns: Sequence[Turn]) -> list[Link]:
    """Give the texts in other languages that stand beside these turns."""
    found = dict.fromkeys(p.turns[0].text_id for turn in turns for p in books.pairs.partners(turn)
                          if p.turns[0].lang != text.lang)
    return [text_link(books.held, books.held.infos[name]) for name in found]
