"""The map of a sitting: a lane for each speaker, a bar for each turn as wide as its words, sections and hits marked.

Drawn on the server in units of a drawing that is :data:`WIDTH` wide. Words that are nobody's, also those inside a
labelled turn, have a lane of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.model.turns import Turn
from corpus.model.voice import stretches
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, ngettext
from webapp.presenting.charts import DRAWN, KeyEntry, drawn_name, role_key
from webapp.presenting.passages import person_name
from webapp.wording import labels

WIDTH, NAMES = 1000, 200
"""Width of the drawing, and of the room for names at its left."""

TOP, LANE, BAR, FOOT = 10, 24, 15, 24
"""Height above the lanes, of a lane, of a bar in it, and of the room for the names of sections below."""

LANES = 12
"""Lanes drawn at most; those who say least share the last."""

TARGET = 5.0
"""Width of the least that can be hit with a pointer: bars of a lane that begin within it lead to the first of them."""

MOST_DRAWN = 1_000
"""Bars, and hits, that are drawn one by one; of more, as in a book, those that a pointer could not tell are joined."""

THINNEST = 0.8
"""Width of the bar of the shortest turn."""

SIGN = 6.2
"""Width of a sign of a section's name, measured in the usual typefaces for interfaces at this size."""

Place = tuple[int, int]
"""A place in a part of a text: the number of the turn, from 0, and the offset in its text."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is clicked: its name and address, where it begins and how wide it is, and the path of what is drawn."""

    name: str
    href: str
    x: float
    width: float
    path: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a section begins: its title, as much of it as is drawn, and its address."""

    title: str
    drawn: str
    href: str
    x: float


@dataclass(frozen=True, slots=True)
class Lane:
    """What one speaker says: ``style`` is how the role is drawn, ``first`` the address of the first turn."""

    name: str
    drawn: str
    role: str
    style: str
    y: int
    turns: int
    words: int
    hits: int
    first: str
    bars: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class SittingMap:
    """A map: lanes, the beginnings of sections, and hits with the number of the lane they stand in, from 0.

    ``lang`` is the language of the titles of sections.
    """

    lanes: tuple[Lane, ...]
    sections: tuple[Beginning, ...]
    hits: tuple[tuple[int, Target], ...]
    height: int
    words: int
    hits_total: int
    lang: str = ""

    @property
    def key(self) -> tuple[KeyEntry, ...]:
        """Which role has which colour and pattern."""
        return role_key(lane.style for lane in self.lanes)


@dataclass(frozen=True, slots=True)
class _Grain:
    """How finely a map is drawn: the width of a ``target``, and how far ``apart`` lines are; 0 draws each."""

    target: float = TARGET
    apart: float = 0

    @classmethod
    def of(cls, count: int) -> _Grain:
        """Give the grain of so many bars or hits: the more they are, the fewer targets they share."""
        return cls() if count <= MOST_DRAWN else cls(TARGET * count / MOST_DRAWN, 1.0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one voice within a turn: where they begin among those of the sitting, and how many they are."""

    turn: int
    start: int
    end: int
    speaker: str
    role: str
    at: int
    words: int


def sitting_map(
    held: Held, turns: Sequence[Turn], hits: Sequence[Place],
    to_turn: Callable[[int], str], to_hit: Callable[[int], str],
) -> SittingMap | None:
    """Draw a part of a text; None where nobody speaks in it, or only one and nothing was found.

    ``hits`` are in the order of the text. ``to_turn`` gives the address of a turn counted from 0, ``to_hit`` that of
    a hit counted from 1.
    """
    pieces = list(_pieces(turns))
    if len({piece.speaker for piece in pieces} - {""}) < (1 if hits else 2):
        return None
    words = sum(piece.words for piece in pieces)
    scale = (WIDTH - NAMES) / max(1, words)
    order = _by_words(pieces)
    bars, lines = _Grain.of(len(pieces)), _Grain.of(len(hits))
    of_turn: dict[int, list[_Piece]] = {}
    for piece in pieces:
        of_turn.setdefault(piece.turn, []).append(piece)
    marked = [(number, piece, NAMES + scale * _words_before(turns, piece, place))
              for number, place in enumerate(hits, 1) for piece in of_turn[place[0]] if _holds(piece, place)]
    lanes = []
    for at, speakers in enumerate(order):
        own = [piece for piece in pieces if piece.speaker in speakers]
        count = sum(piece.speaker in speakers for _, piece, _ in marked)
        y = TOP + at * LANE
        lanes.append(_lane(held, own, y, count, to_turn, tuple(_bars(held, own, y, scale, bars, to_turn))))
    lane_of = {speaker: at for at, speakers in enumerate(order) for speaker in speakers}
    drawn_hits = tuple(
        (at, mark) for at in range(len(order))
        for mark in _hit_marks(held, [(n, p, x) for n, p, x in marked if lane_of[p.speaker] == at], at, lines, to_hit))
    height = TOP + LANE * len(order) + FOOT
    return SittingMap(tuple(lanes), _sections(turns, pieces, scale, to_turn), drawn_hits, height, words,
                      len(hits), turns[0].lang if turns else "")


def _pieces(turns: Sequence[Turn]) -> Iterator[_Piece]:
    """Cut turns where speech and narration meet."""
    at = 0
    for number, turn in enumerate(turns):
        for start, end, part in stretches(turn):
            spoken = part == "speech"
            words = len(turn.text[start:end].split())
            speaker = (turn.speaker or turn.label or "") if spoken else ""
            yield _Piece(number, start, end, speaker, (turn.role or "") if speaker else "", at, words)
            at += words


def _by_words(pieces: Sequence[_Piece]) -> list[frozenset[str]]:
    """Give who stands in each lane: those who say most first, what is nobody's last, the many who say least together.
    """
    words: dict[str, int] = {}
    for piece in pieces:
        words[piece.speaker] = words.get(piece.speaker, 0) + piece.words
    named = sorted((speaker for speaker in words if speaker), key=lambda speaker: -words[speaker])
    alone, rest = (named, []) if len(named) <= LANES else (named[:LANES - 1], named[LANES - 1:])
    lanes = [frozenset([speaker]) for speaker in alone] + ([frozenset(rest)] if rest else [])
    return lanes + ([frozenset([""])] if "" in words else [])


def _lane(
    held: Held, own: Sequence[_Piece], y: int, hits: int, to_turn: Callable[[int], str], bars: tuple[Target, ...]
) -> Lane:
    """Make a lane of the turns of one voice, or of several that share it, with how much they say."""
    speakers = list(dict.fromkeys(piece.speaker for piece in own))
    roles = list(dict.fromkeys(piece.role for piece in own))
    several = ngettext("%(num)s other", "%(num)s others", len(speakers))
    name = _voice(held, speakers[0]) if len(speakers) == 1 else several
    style = "nobody" if speakers == [""] else roles[0] if len(roles) == 1 and roles[0] in DRAWN else "other"
    said = ", ".join(labels.named(labels.ROLES, role) for role in roles if role)
    return Lane(name, drawn_name(name), said if len(speakers) == 1 else "", style, y, len({p.turn for p in own}),
                sum(p.words for p in own), hits, to_turn(own[0].turn), bars)


def _bars(
    held: Held, own: Sequence[_Piece], y: int, scale: float, grain: _Grain, to_turn: Callable[[int], str]
) -> Iterator[Target]:
    """Give the bars of a lane, those that lie close together as one target."""
    placed = [(NAMES + piece.at * scale, max(THINNEST, piece.words * scale), piece) for piece in own]
    start = -grain.target

    def group(entry: tuple[float, float, _Piece]) -> float:
        nonlocal start
        if entry[0] >= start + grain.target:
            start = entry[0]
        return start

    for x, members in groupby(placed, group):
        bars = list(members)
        extents = [(left, left + width) for left, width, _ in bars]
        path = "".join(f"M{left:.1f} {y + 4}h{right - left:.1f}v{BAR}h-{right - left:.1f}z"
                       for left, right in (_joined(extents, grain.apart) if grain.apart else extents))
        last = bars[-1]
        turns = sorted({piece.turn for _, _, piece in bars})
        yield Target(_bar_name(_voice(held, bars[0][2].speaker), turns), to_turn(turns[0]), round(x, 1),
                     round(max(TARGET, last[0] + last[1] - x), 1), path)


def _joined(extents: Sequence[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """Join extents that rise where they touch, or lie nearer to each other than ``apart``."""
    found: list[tuple[float, float]] = []
    for left, right in extents:
        if found and left - found[-1][1] < apart:
            found[-1] = found[-1][0], max(right, found[-1][1])
        else:
            found.append((left, right))
    return found


def _bar_name(voice: str, turns: Sequence[int]) -> str:
    first, last = turns[0] + 1, turns[-1] + 1
    if first == last:
        return gettext("%(voice)s, turn %(number)s", voice=voice, number=first)
    return gettext("%(voice)s, turns %(first)s to %(last)s", voice=voice, first=first, last=last)


def _hit_marks(
    held: Held, marked: Sequence[tuple[int, _Piece, float]], at: int, grain: _Grain, to_hit: Callable[[int], str]
) -> Iterator[Target]:
    """Give the marks of hits in a lane, those that lie close together as one target."""
    y, start = TOP + at * LANE + 1, -grain.target
    group: list[tuple[int, _Piece, float]] = []
    for entry in [*marked, None]:
        if group and (entry is None or entry[2] >= start + grain.target):
            number, piece, _ = group[0]
            path = "".join(f"M{x:.1f} {y}v{BAR + 6}" for x in _apart([x for _, _, x in group], grain.apart))
            name = _hits_name(_voice(held, piece.speaker), number, len(group))
            yield Target(name, to_hit(number), round(start - TARGET / 2, 1), round(group[-1][2] - start + TARGET, 1),
                         path)
            group = []
        if entry is not None:
            start = start if group else entry[2]
            group.append(entry)


def _hits_name(voice: str, first: int, count: int) -> str:
    if count == 1:
        return gettext("hit %(number)s, %(voice)s", number=first, voice=voice)
    return ngettext("%(num)s hit from hit %(number)s on, %(voice)s", "%(num)s hits from hit %(number)s on, %(voice)s",
                    count, number=first, voice=voice)


def _apart(places: Sequence[float], apart: float) -> list[float]:
    """Leave out places that rise where they lie nearer than ``apart`` to the last one kept."""
    kept: list[float] = []
    for x in places:
        if not kept or x - kept[-1] >= apart:
            kept.append(x)
    return kept


def _sections(
    turns: Sequence[Turn], pieces: Sequence[_Piece], scale: float, to_turn: Callable[[int], str]
) -> tuple[Beginning, ...]:
    """Give the beginnings of sections; of a long title its end is drawn, which tells it from the others."""
    begins: dict[int, int] = {}
    for piece in pieces:
        begins.setdefault(piece.turn, piece.at)
    starts: list[tuple[str, int]] = []
    for number, turn in enumerate(turns):
        if turn.section and (not starts or starts[-1][0].casefold() != turn.section.casefold()):
            starts.append((turn.section, number))
    edges = [NAMES + begins[number] * scale for _, number in starts] + [WIDTH]
    return tuple(
        Beginning(title, _fitted(title, edge - x), to_turn(number), round(x, 1))
        for (title, number), x, edge in zip(starts, edges, edges[1:], strict=False)
    )


def _fitted(title: str, room: float) -> str:
    """Give as many of the last words of a title as have room; nothing where none has."""
    signs = int(room / SIGN) - 2
    if len(title) <= signs:
        return title
    kept: list[str] = []
    for word in reversed(title.split()):
        if sum(len(each) + 1 for each in kept) + len(word) > signs:
            break
        kept.insert(0, word)
    return f"… {' '.join(kept)}" if kept else ""


def _voice(held: Held, speaker: str) -> str:
    if not speaker:
        return gettext("narration")
    return person_name(held, speaker) if speaker in held.persons else speaker


def _holds(piece: _Piece, place: Place) -> bool:
    return piece.turn == place[0] and piece.start <= place[1] < piece.end


def _words_before(turns: Sequence[Turn], piece: _Piece, place: Place) -> int:
    return piece.at + len(turns[piece.turn].text[piece.start:place[1]].split())
