"""Excerpts as books print them, made of the specimen: each is paired with both sittings of the other language.

They begin and end in the middle of turns, leave turns out, shorten them, join two places, in their order or another,
print two answers as one, and are translated loosely. What is marked as sure must be right.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from align_gold import ENGLISH, RUSSIAN, edition, known, links
from own_play import LINES
from tiny import tiny_turn

from corpus.alignment.turns import align
from corpus.model.turns import Turn

TURNS, PLACES = 14, 6
Gold = defaultdict[str, set[str]]
Kind = Callable[[list[Turn], int, random.Random, Gold], list[Turn]]


def _share(turn: Turn, begin: float, end: float) -> Turn:
    words = turn.text.split()
    return replace(turn, text=" ".join(words[int(len(words) * begin) : max(1, int(len(words) * end))]) or turn.text)


def whole(turns: list[Turn], start: int, _made: random.Random, _gold: Gold) -> list[Turn]:
    return turns[start : start + TURNS]


def cut_at_its_ends(turns: list[Turn], start: int, _made: random.Random, _gold: Gold) -> list[Turn]:
    first, *middle, last = turns[start : start + TURNS]
    return [_share(first, 0.5, 1), *middle, _share(last, 0, 0.5)]


def with_turns_left_out(turns: list[Turn], start: int, made: random.Random, _gold: Gold) -> list[Turn]:
    first, *middle, last = turns[start : start + TURNS]
    return [first, *(turn for turn in middle if made.random() > 0.3), last]


def abridged(turns: list[Turn], start: int, _made: random.Random, _gold: Gold) -> list[Turn]:
    return [_share(turn, 0, 0.5) if len(turn.text.split()) > 8 else turn for turn in turns[start : start + TURNS]]


def of_two_places(turns: list[Turn], start: int, made: random.Random, _gold: Gold) -> list[Turn]:
    other = start + TURNS + made.randrange(15, 50)
    return [*turns[start : start + 8], *turns[other : other + 8]]


def of_two_places_turned(turns: list[Turn], start: int, made: random.Random, gold: Gold) -> list[Turn]:
    both = of_two_places(turns, start, made, gold)
    return [*both[8:], *both[:8]]


def with_answers_joined(turns: list[Turn], start: int, made: random.Random, gold: Gold) -> list[Turn]:
    out, rest = [], turns[start : start + TURNS]
    while rest:
        turn, *rest = rest
        if len(rest) > 3 and turn.kind == "speech" and turn.speaker == rest[1].speaker and made.random() < 0.25:
            gold[turn.ref] |= gold[rest[1].ref]
            turn = replace(turn, text=f"{turn.text} {rest[1].text}")
            rest = rest[2:]
        out.append(turn)
    return out


def loosely_translated(turns: list[Turn], start: int, made: random.Random, _gold: Gold) -> list[Turn]:
    """Two fifths of the names stand as pronouns, and lengths differ by a half."""
    out = []
    for turn in turns[start : start + TURNS]:
        words = [word for word in turn.text.split() if not word[:1].isupper() or made.random() > 0.4] or ["?"]
        text = " ".join((words * 2)[: max(1, int(len(words) * made.uniform(0.65, 1.5)))])
        out.append(replace(turn, text=text.rstrip(".?!") + ("?" if turn.text.rstrip().endswith("?") else ".")))
    return out


def excerpts(kind: Kind, side: str) -> Iterator[tuple[list[Turn], Gold]]:
    """Give excerpts of one kind in one language, with the turns of the other that each of their turns may go with."""
    made, turns = random.Random(7), edition(RUSSIAN if side == "ru" else ENGLISH)  # noqa: S311
    for _ in range(PLACES):
        gold: Gold = defaultdict(set)
        for russian, english in known():
            one, other = (russian, english) if side == "ru" else (english, russian)
            gold[one].add(other)
        few = kind(turns, made.randrange(len(turns) - 80), made, gold)
        yield [replace(turn, sitting=None) for turn in few], gold


FLOORS: tuple[tuple[Kind, float, float], ...] = (
    (whole, 0.99, 0.99), (cut_at_its_ends, 0.99, 0.99), (with_turns_left_out, 0.98, 0.97), (abridged, 0.99, 0.97),
    (of_two_places, 0.99, 0.99), (of_two_places_turned, 0.99, 0.99), (with_answers_joined, 0.99, 0.99),
    (loosely_translated, 0.98, 0.98),
)
"""Shares of turns that go with their own, speakers known and unknown."""


@pytest.mark.parametrize("nameless", [False, True], ids=["speakers known", "speakers unknown"])
@pytest.mark.parametrize(("kind", "known_floor", "nameless_floor"), FLOORS, ids=[kind.__name__ for kind, *_ in FLOORS])
def test_excerpts_of_every_kind(kind: Kind, known_floor: float, nameless_floor: float, nameless: bool) -> None:
    right = total = wrong = 0
    for side, other in (("ru", ENGLISH), ("en", RUSSIAN)):
        sittings = [replace(turn, sitting=None) for turn in edition(other)]
        for few, gold in excerpts(kind, side):
            asked = [replace(turn, speaker=None) for turn in few] if nameless else few
            pairs = align(asked, sittings) if side == "ru" else align(sittings, asked)
            found, marked = (
                {pair if side == "ru" else pair[::-1] for pair in links(pairs, sure=only)} for only in (False, True))
            partners = [gold[turn.ref] & {to for one, to in found if one == turn.ref} for turn in few if gold[turn.ref]]
            right += sum(map(bool, partners))
            total += sum(bool(gold[turn.ref]) for turn in few)
            wrong += sum(to not in gold[one] for one, to in marked)
    assert right >= (nameless_floor if nameless else known_floor) * total
    assert not wrong


@pytest.mark.parametrize("lacking", [range(0), range(18, 30), range(12), range(40, 64)], ids=str)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_edition_that_lacks_pages_is_paired_where_it_has_them(lang: str, lacking: range) -> None:
    """The play of six persons, of which one edition lost a stretch of lines."""
    sides = {
        side: [tiny_turn(words, ref=f"{side}/{at}", speaker=line[0], lang=side) for at, line in enumerate(LINES)
               if (words := line[1 if side == "en" else 2]) and not (side == lang and at in lacking)]
        for side in ("ru", "en")}
    held = [{turn.ref.split("/")[1] for turn in side} for side in sides.values()]
    gold = {(f"ru/{at}", f"en/{at}") for at in held[0] & held[1]}
    found = links(align(sides["ru"], sides["en"]))
    assert 2 * len(found & gold) >= 0.97 * (len(found) + len(gold))
