"""Printed page numbers: what a token may mean, and the sequence the tokens of a file agree on.

A number is believed where its neighbours agree: each leaf has candidates at its head and foot, and the
cheapest chain of "number minus leaf" through all leaves is taken (a shift costs more than misread numbers).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.language.roman import roman, roman_value

Style = Literal["arabic", "roman-lower", "roman-upper"]

_EDGE = "-—–−_.,:;·•*[](){}<>«»'\"’‘`“”°~=/\\"
_LOOKALIKES = {
    "0": "OoОоQDU",
    "1": "lIiІі|!",
    "2": "Zz",
    "3": "ЗзЭ",
    "4": "AА",
    "5": "Ss$",
    "6": "Ббb",
    "7": "TТ?",
    "8": "BВв&",
    "9": "gq",
}
_CONFUSED = str.maketrans({sign: digit for digit, signs in _LOOKALIKES.items() for sign in signs})
_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")

_LEADER = re.compile(r"(?:(?:[.·•_]\s*){3}|(?:…\s*){2})\S{1,8}$")

_MISREAD, _SIGN_MORE, _UNREAD, _CONTRADICTED, _SHIFT, _UNNUMBERED = 0.2, 0.4, 0.5, 1.0, 2.5, 0.55
"""Costs of a leaf whose number is confusable with the right one, has a digit more or less at an end, is not there, is
another; of a shift of the sequence between leaves; of a leaf outside any sequence."""

_DIGITS = 4
"""A page number has no more digits."""

_TOKENS = 4096
"""Tokens whose readings are kept: those at the ends of pages come again and again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One possible meaning of a token; ``exact`` if no letter had to be taken for a digit."""

    value: int
    style: Style
    exact: bool


@dataclass(frozen=True, slots=True)
class Numbered:
    """The page label of a leaf and whether the number stands on it as such."""

    label: str | None
    printed: bool


def has_leader(line: str) -> bool:
    """Whether dots lead to the last token of a line, as to the page number of an entry of a contents page."""
    return bool(_LEADER.search(line))


@lru_cache(_TOKENS)
def readings(token: str) -> tuple[Reading, ...]:
    """Give what a token may mean as a page number; most tokens mean nothing."""
    core = token.strip(_EDGE)
    if not core or len(core) > 8:
        return ()
    out: list[Reading] = []
    if core.isascii() and core.isdigit() and len(core) <= _DIGITS:
        return (Reading(int(core), "arabic", True),)
    low = core.lower()
    if _ROMAN.fullmatch(low) and core in (low, core.upper()):
        out.append(Reading(roman_value(low), "roman-lower" if core == low else "roman-upper", True))
    digits = core.translate(_CONFUSED)
    if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS:
        out.append(Reading(int(digits), "arabic", False))
    return tuple(out)


def sequence(found: Sequence[Sequence[Reading]]) -> list[Numbered]:
    """Give each leaf its label from the readings at the head and foot of all leaves."""
    states = _states(found)
    if not states:
        return [Numbered(None, False) for _ in found]
    path = _cheapest(found, states)
    out = [_numbered(i, state, found[i]) for i, state in enumerate(path)]
    printed = {n.label for n in out if n.printed}
    for i, number in enumerate(out):
        if not number.printed and number.label in printed:
            out[i] = Numbered(None, False)
    return out


_State = tuple[Style, int] | None


def _states(found: Sequence[Sequence[Reading]]) -> list[_State]:
    """Give the sequences that at least two leaves support, one of them as printed, or else those of one leaf."""
    votes: Counter[tuple[Style, int]] = Counter()
    perhaps: Counter[tuple[Style, int]] = Counter()
    for i, leaf in enumerate(found):
        # in the order of the leaf, for of sequences with equal votes the first is taken
        exact = dict.fromkeys((r.style, r.value - i) for r in leaf if r.exact)
        votes.update(exact.keys())
        perhaps.update({(r.style, r.value - i) for r in leaf} - exact.keys())
    supported = [s for s, n in votes.most_common(40) if n + perhaps[s] >= 2]
    if not supported and len(found) <= 3:
        supported = [s for s, _ in votes.most_common(4)]
    return [*supported, None] if supported else []


def _cost(index: int, state: _State, leaf: Sequence[Reading]) -> float:
    """Give what it costs that a leaf is in a state of the sequence, by the numbers that were read on it."""
    exact = any(r.exact for r in leaf)
    if state is None:
        return _CONTRADICTED if exact else _UNNUMBERED
    style, offset = state
    if index + offset < 1:
        return 100.0
    hits = [r for r in leaf if r.style == style and r.value == index + offset]
    if hits:
        return 0.0 if any(r.exact for r in hits) else _MISREAD
    if style == "arabic" and any(_has_sign_more(str(r.value), str(index + offset)) for r in leaf if r.style == style):
        return _SIGN_MORE
    return _CONTRADICTED if exact else _UNREAD


def _has_sign_more(one: str, other: str) -> bool:
    """Whether one of two numbers is the other with a digit more at an end: dirt read along, or a digit lost."""
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and len(short) > 1 and (long.startswith(short) or long.endswith(short))


def _cheapest(found: Sequence[Sequence[Reading]], states: list[_State]) -> list[_State]:
    """Follow the cheapest chain of states (Viterbi)."""
    costs = [_cost(0, s, found[0]) for s in states]
    back: list[list[int]] = []
    for i in range(1, len(found)):
        best = min(range(len(states)), key=costs.__getitem__)
        came = [s if costs[s] <= costs[best] + _SHIFT else best for s in range(len(states))]
        costs = [costs[c] + (_SHIFT if c != s else 0.0) + _cost(i, states[s], found[i]) for s, c in enumerate(came)]
        back.append(came)
    state = min(range(len(states)), key=costs.__getitem__)
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    return [states[s] for s in reversed(path)]


def _numbered(index: int, state: _State, leaf: Sequence[Reading]) -> Numbered:
    if state is None:
        return Numbered(None, False)
    style, offset = state
    value = index + offset
    printed = any(r.exact and r.style == style and r.value == value for r in leaf)
    label = str(value) if style == "arabic" else roman(value)
    return Numbered(label.upper() if style == "roman-upper" else label, printed)
