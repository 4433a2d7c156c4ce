"""Two languages side by side, row by row: the same rows for a sitting in two editions and for the reading page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from werkzeug.datastructures import MultiDict

from corpus.model.turns import TextInfo, Turn
from webapp.books.books import Books
from webapp.books.pairs import Partner
from webapp.i18n.i18n import gettext
from webapp.models.models import Link, TurnView
from webapp.presenting.asking import choice
from webapp.presenting.passages import confidence, text_link, turn_view, with_margins
from webapp.wording import labels

STACKED = "stacked"
"""The layout in which the other language stands below each turn, not beside it."""

FOLDED = 3
"""Rows in a row without a partner from which they are folded: one or two are read on the way."""


@dataclass(frozen=True, slots=True)
class Opposite:
    """What stands opposite: the turns of one text, with the sign of how sure that is, and what it means."""

    views: tuple[TurnView, ...]
    text: Link
    sign: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: turns and what stands opposite. ``above`` says of a side that is empty that it stands in a row before.

    One side may be empty. ``in_place`` marks a pair inside one text.
    """

    left: tuple[TurnView, ...]
    right: tuple[Opposite, ...] = ()
    above: bool = False
    in_place: bool = False

    @property
    def alone(self) -> str:
        """Which side stands without the other, empty where both are there."""
        return "" if (self.right and self.left) or self.above else "left" if self.left else "right"


@dataclass(frozen=True, slots=True)
class RowRun:
    """Rows that follow each other; ``first`` is the number of the first. ``empty`` is said in place of an empty side.

    ``folded`` tells what a run is that is folded away, empty for the others; ``open`` shows it all the same.
    """

    rows: tuple[RowView, ...]
    first: int
    empty: str = ""
    folded: str = ""
    open: bool = False


def stacked(args: MultiDict[str, str]) -> bool:
    """Whether an address asks for one language below the other. Raises WrongUseError for another layout."""
    return bool(choice(args, "layout", (STACKED,)))


def layout_links(beside: str, below: str, *, is_stacked: bool) -> list[Link]:
    """Give the ways to both layouts, by their addresses."""
    return [Link(gettext("beside each other"), beside, on=not is_stacked),
            Link(gettext("one below the other"), below, on=is_stacked)]


def runs(rows: Sequence[RowView], left_empty: str, right_empty: str, of: TextInfo, at: str = "") -> list[RowRun]:
    """Fold what has no partner. ``left_empty`` and ``right_empty`` are said where a side has nothing.

    A run with a hit, or with the turn whose anchor is ``at``, is open. Inside one text nothing is folded: there most
    paragraphs have no partner, and are read.
    """
    out: list[RowRun] = []
    first = 1
    for side, members in groupby(rows, key=lambda row: row.alone):
        found = tuple(members)
        number, first = first, first + len(found)
        empty = {"left": right_empty, "right": left_empty}.get(side, "")
        if not empty or len(found) < FOLDED:
            out.append(RowRun(found, number, empty))
            continue
        views = [view for row in found for view in (*row.left, *(v for other in row.right for v in other.views))]
        count = labels.turns(len(views)) if of.is_edition else labels.passages(len(views))
        wanted = any(view.anchor == at or _has_hit(view) for view in views)
        out.append(RowRun(found, number, "", f"{count}: {empty}", wanted))
    return out


def _has_hit(view: TurnView) -> bool:
    return any(piece.match is not None for paragraph in view.paragraphs for piece in paragraph)


def opposite_views(books: Books, turns: Sequence[Turn], prefix: str = "") -> dict[str, TurnView]:
    """Make turns ready that stand opposite, by reference; sentences are set apart, pages stand where they change.

    Their anchors begin with ``prefix``, by default their language, as both sides are numbered alike.
    """
    views = with_margins(turns, (turn_view(books, turn, by_sentence=True) for turn in turns))
    return {turn.ref: replace(view, anchor=f"{prefix or turn.lang}-{view.anchor}")
            for turn, view in zip(turns, views, strict=True)}


def opposite(books: Books, partner: Partner, views: Sequence[TurnView]) -> Opposite:
    """Give turns of another text as what stands opposite."""
    text = books.held.infos[partner.turns[0].text_id]
    return Opposite(tuple(views), text_link(books.held, text), *confidence(partner.pair))


@dataclass(slots=True)
class _Row:
    """A row that is being gathered: the turns of the text, what they are paired with, and whose references."""

    turns: list[Turn]
    partners: list[Partner] = field(default_factory=list)
    fresh: list[Partner] = field(default_factory=list)
    refs: frozenset[str] = frozenset()


def reading_rows(books: Books, text: TextInfo, turns: Sequence[Turn], views: Sequence[TurnView]) -> list[RowView]:
    """Give the rows of a page of a text: each turn with what other languages have in its place.

    Turns that are paired with the same words are one row; so are the two sides of a pair inside the text.
    """
    gathered = list(_gather(books, turns))
    own = {turn.ref: view for turn, view in zip(turns, views, strict=True)}
    ready = dict(own)
    by_text: dict[str, list[Turn]] = {}
    for turn in dict.fromkeys(t for row in gathered for p in row.fresh for t in p.turns if t.ref not in own):
        by_text.setdefault(turn.text_id, []).append(turn)
    for name, others in by_text.items():
        ready |= opposite_views(books, sorted(others, key=lambda t: t.ordinal), name)
    return [_row_view(books, text, row, ready) for row in gathered]


def _gather(books: Books, turns: Sequence[Turn]) -> Iterator[_Row]:
    """Put turns into rows."""
    shown: set[str] = set()
    row = _Row([])
    for turn in turns:
        if turn.ref in shown:
            continue
        partners = [p for p in books.pairs.partners(turn) if p.turns[0].lang != turn.lang]
        refs = frozenset(t.ref for p in partners for t in p.turns)
        if refs and refs == row.refs:
            row.turns.append(turn)
            continue
        if row.turns:
            yield row
        fresh = [left for p in partners
                 if (left := replace(p, turns=tuple(t for t in p.turns if t.ref not in shown))).turns]
        row = _Row([turn], partners, fresh, refs)
        shown |= refs
    if row.turns:
        yield row


def _row_view(books: Books, text: TextInfo, row: _Row, ready: dict[str, TurnView]) -> RowView:
    left = tuple(ready[turn.ref] for turn in row.turns)
    right = tuple(opposite(books, p, [ready[t.ref] for t in p.turns]) for p in row.fresh)
    if not any(t.text_id == text.id for p in row.fresh for t in p.turns):
        return RowView(left, right, above=bool(row.partners) and not row.fresh)
    if row.turns[0].lang == text.lang or len(right) > 1:
        return RowView(left, right, in_place=True)
    # In a pair inside a text the language of the text stands first, whichever is printed first.
    return RowView(right[0].views, (replace(right[0], views=left),), in_place=True)
