"""What it costs to pair turns, to join them, to leave them alone.

Costs are negative logarithms of odds: below zero, two turns are likelier a pair than not. The figures are
in ``data/align.toml`` and here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpus.alignment.band import CellBand, Places, Values
from corpus.alignment.clues import clues
from corpus.alignment.dictionary import meanings
from corpus.alignment.figures import Profile, figures
from corpus.alignment.groups import LinkedPlaces, SharedClues
from corpus.alignment.lexicon import LexicalClues
from corpus.alignment.moves import Move, move_named
from corpus.errors import UnknownNameError
from corpus.language.sound_keys import consonant_key
from corpus.model.turns import Turn

RATIO = 1.18
"""English characters to one Russian, measured on pairs of this subject's literature."""

LOG_SD = 0.136
"""Standard deviation of the logarithm of that ratio between long passages."""

CHAR_VARIANCE = 6.8
"""Variance for each character, which makes short turns uncertain: the figure of Gale and Church (1993)."""

UNRELATED_SD = 1.3
"""Standard deviation of the logarithm of the ratio between turns that have nothing to do with each other."""

SHORTEST = 0.2
"""A condensed turn has at least about this share of the length of a translation."""

WORST_LENGTH = 8.0
"""Most that a length out of proportion costs; beyond this it says no more."""

OTHER_SPEAKER = 10.0
UNKNOWN_SPEAKER = 1.0
"""One side does not say who speaks. Both figures: measured on turns with known pairs."""

SAME_SPEAKER = -0.7
"""Half of all turns would be the prosecutor's by chance: little is learned from the same speaker."""

OTHER_ENDING = 1.5
"""One turn ends with a question mark, the other does not."""

CLUE = 0.6
"""Cost taken off for each unit of a shared clue's rarity."""

MISSED = 0.2
"""Cost for each unit of rarity of a name or number that only one of the two has."""

WORD = 0.4
"""The same gain for words that the lexicon holds for equal: it is learned, and sometimes wrongly."""

MEANT, UNSAID = 0.5, 0.15
"""The same gain, and cost, for words that the dictionary holds for equal."""

MOST_CLUES = 12.0
"""Most that shared clues take off."""

TOLD = 1.0
"""Most that another speaker costs behind the first of joined turns, where an edition tells in the third person."""

WITHIN = 0.6
"""Share of a gap that a turn costs between two that are joined: who joins answers leaves the question out."""

EXCHANGE = 1.5
"""What it costs beside the joins that a question and its answer are printed as two of each."""

FURTHER = 0.5
"""What each turn costs beyond two that are joined."""

_KIND_COST = {
    frozenset({"speech", "narration"}): 2.0,
    frozenset({"narration", "direction"}): 1.0,
    frozenset({"direction", "note"}): 2.0,
    frozenset({"speech", "direction"}): 5.0,
    frozenset({"heading", "direction"}): 4.0,
    frozenset({"heading", "narration"}): 4.0,
}
_FAR_KINDS = 8.0


@dataclass(frozen=True, slots=True)
class SegmentCosts:
    """What the moves through sentences or paragraphs cost of themselves (``[segments]`` of the data)."""

    moves: dict[Move, float]
    temper: float
    shortened: bool


def relation(left: str, right: str) -> str:
    """Say how an edition whose record is ``left`` stands to one whose record is ``right``."""
    return figures().relations.get(left, {}).get(right, "full")


def profile(name: str) -> Profile:
    """Give the costs of a relation, or of the record of the right edition to a verbatim left one.

    Raises UnknownNameError for a name that is neither.
    """
    profiles, records = figures().profiles, figures().relations["verbatim"]
    if name not in profiles and name not in records:
        raise UnknownNameError(
            f"There is no relation of editions called {name!r}.",
            f"Known are: {', '.join([*profiles, *records])}.",
        )
    return profiles[records.get(name, name)]


def segment_costs(*, condensed: bool = False) -> SegmentCosts:
    """Give the costs for sentences or paragraphs inside of turns that belong together."""
    segments = figures().segments
    data = segments.condensed if condensed else segments.full
    return SegmentCosts({move_named(name): cost for name, cost in data.moves.items()}, data.temper, condensed)


def costs(
    left: Sequence[Turn],
    right: Sequence[Turn],
    how: Profile,
    cells: CellBand,
    more: LexicalClues | None = None,
    *,
    fragment: float = np.inf,
    abridged: float = np.inf,
) -> dict[Move, Values]:
    """Weigh the moves through two non-empty lists of turns, each by the cell where it ends: shape (cells,), float32.

    ``more`` are lexical clues for each turn. What does not fit between the two lists costs infinity. The first and the
    last of the left may be parts of turns: where one is the shorter, its length costs ``fragment`` at most. Where any
    of the left may be ``abridged``, that is what it costs beside a length between its partner's and a part of that.
    """
    i, j = cells.rows - 1, cells.columns - 1
    who = _table(left, right, i, j, _speaker_name, _speaker_cost)
    who += _table(left, right, i, j, lambda t: t.kind, _kind_cost)
    ends = _table(left, right, i, j, lambda t: asks(t.text), lambda a, b: OTHER_ENDING * (a != b))
    shared = _shared_clues(left, right, cells, more)
    lengths = _lengths(left), _lengths(right)

    def together(group: LinkedPlaces) -> Values:
        """Weigh turns that belong together."""
        here, there = group.lengths(*lengths)
        length = length_cost(here, there, shortened=how.shortened)
        if abridged < np.inf:
            length = np.minimum(length, length_cost(there, here, shortened=True) + np.float32(abridged))
        if group.joined == 0:
            edge = (group.left[0] == 0) | (group.left[0] == len(left) - 1)
            length[edge & (here < there) & (length > fragment)] = fragment
        clue = sum(clues.cost(group) for clues in shared)
        cost = _voices(who, group, how) + ends[group.pairs[-1]] + length + np.maximum(clue, -MOST_CLUES)
        cost += how.merge + (group.joined - 1) * FURTHER if group.joined else 0.0
        cost[~group.fits] = np.inf
        return cost

    def weigh(move: Move) -> Values:
        cost = np.full(len(cells), EXCHANGE if len(move.links) > 1 else 0.0, np.float32)
        for step in move.links:
            cost += together(LinkedPlaces(cells, move, step))
        for side, gap, alone, first in (
            (left, how.gap_left, move.alone[0], cells.rows - move.left),
            (right, how.gap_right, move.alone[1], cells.columns - move.right),
        ):
            each = np.array([gap * figures().kinds[t.kind] for t in side], np.float32)
            for at in alone:
                cost += each[np.maximum(first + at, 0)] * np.float32(WITHIN if move.links else 1.0)
        return cost

    return {move: weigh(move) for move in map(move_named, ("a-a", "a-", "-a", *how.joins))}


def _shared_clues(
    left: Sequence[Turn], right: Sequence[Turn], cells: CellBand, more: LexicalClues | None
) -> list[SharedClues]:
    """Give what the two sides share: numbers and names, what the dictionary knows, and ``more`` that was learned."""
    names = [[clues(t.text, t.lang) for t in side] for side in (left, right)]
    words = [[meanings(t.text, t.lang) for t in side] for side in (left, right)]
    found = [
        SharedClues(names[0], names[1], cells, CLUE, MISSED),
        SharedClues(words[0], words[1], cells, MEANT, UNSAID),
    ]
    return [*found, SharedClues(more[0], more[1], cells, WORD, 0.0)] if more else found


def _voices(who: Values, group: LinkedPlaces, how: Profile) -> Values:
    """Give the cost of the speaker of a group that fits least; of those behind the first one little in a retelling."""
    cost = who[group.pairs[-1]]
    for places in group.pairs[-2::-1]:
        cost = who[places] + np.clip(cost, 0, TOLD) if how.shortened else np.maximum(cost, who[places])
    return cost


def asks(text: str) -> bool:
    """Say whether a text ends with a question mark."""
    return text.rstrip(" '\"»”").endswith("?")


def english_length(text: str, lang: str) -> float:
    """Give the characters that a translation into English should have; 1 at least."""
    return max(1, len(text)) * (RATIO if lang == "ru" else 1.0)


def _lengths(turns: Sequence[Turn]) -> Values:
    return np.array([english_length(t.text, t.lang) for t in turns], np.float32)


def length_cost(here: Values, there: Values, *, shortened: bool) -> Values:
    """Compare lengths in characters: the odds of the ratio between translations to that between unrelated turns.

    ``here`` and ``there`` have one shape, which the costs have too (float32). The logarithm of the ratio is normal
    around 0, with a variance that falls with the length (Gale and Church 1993).
    """
    sd = np.sqrt(LOG_SD**2 + CHAR_VARIANCE / np.sqrt(here * there))
    sd = np.minimum(sd, UNRELATED_SD)
    ratio = np.log(there / here)
    by_pair = (ratio / sd) ** 2 / 2 + np.log(sd)
    if shortened:
        # Down to SHORTEST of a translation's length, any length is as likely as any other.
        inside = np.clip(-ratio, 0, -np.log(SHORTEST))
        beyond = ratio + inside
        by_pair = (beyond / sd) ** 2 / 2 + np.log(-np.log(SHORTEST) / np.sqrt(2 * np.pi) + sd)
    by_chance = np.minimum(ratio**2 / (2 * UNRELATED_SD**2), 4.0) + np.log(UNRELATED_SD)
    cost: Values = np.minimum(by_pair - by_chance, WORST_LENGTH).astype(np.float32)
    return cost


def _table(
    left: Sequence[Turn],
    right: Sequence[Turn],
    i: Places,
    j: Places,
    name: Callable[[Turn], Any],
    cost: Callable[[Any, Any], float],
) -> Values:
    """Weigh a property of turns: the cost of each two of its values, for the turns at ``i`` and ``j``.

    Gives float32 in the shape of ``i``. Properties have few values, so that each two are weighed only once.
    """
    here, there = [name(t) for t in left], [name(t) for t in right]
    rows, columns = sorted(set(here), key=str), sorted(set(there), key=str)
    small = np.array([[cost(a, b) for b in columns] for a in rows], np.float32)
    at_row, at_column = {a: k for k, a in enumerate(rows)}, {b: k for k, b in enumerate(columns)}
    ours, theirs = np.array([at_row[a] for a in here]), np.array([at_column[b] for b in there])
    spread: Values = small[ours[i], theirs[j]]
    return spread


def _speaker_name(turn: Turn) -> tuple[str, str]:
    """Give the person, or the key of the label where the person is not known, or nothing."""
    if turn.speaker:
        return "person", turn.speaker
    return ("label", consonant_key(turn.label)) if turn.label else ("", turn.kind)


def _speaker_cost(left: tuple[str, str], right: tuple[str, str]) -> float:
    if "" in (left[0], right[0]):
        same_voice = left[0] == right[0] and "speech" not in (left[1], right[1])
        return 0.0 if same_voice else UNKNOWN_SPEAKER
    if left[0] != right[0]:
        return UNKNOWN_SPEAKER
    return SAME_SPEAKER if left == right else OTHER_SPEAKER


def _kind_cost(left: str, right: str) -> float:
    return 0.0 if left == right else _KIND_COST.get(frozenset({left, right}), _FAR_KINDS)
