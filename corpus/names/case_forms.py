"""Case forms of Russian surnames, by their endings.

The six singular cases (and the plural of a family) by the rules of A. A. Zaliznyak, «Грамматический словарь русского
языка» (1977), section on surnames, as the Russian grammars of the Academy give them. Both usages are given where usage
wavers (Гринько, Гриньки). All forms are folded: lower case, ё as е.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from corpus.language.words import fold
from corpus.names.surname_words import surname_words

SURNAMES_KEPT = 8_192
"""Surnames of which the forms are kept: those of a large catalogue, in either gender."""

_SIBILANTS = "жшчщц"
_VELARS = "гкх"


@lru_cache(SURNAMES_KEPT)
def case_forms(surname: str, *, feminine: bool = False, plural: bool = True) -> frozenset[str]:
    """Give every case form of a surname in the nominative, compounds included (``тер-ваганяна``, ``фрица давида``).

    ``feminine`` says that the bearer is a woman: a surname that ends in a consonant then never changes. Without
    ``plural`` those of a family are left out.
    """
    *heads, last = re.split(r"([-\s]+)", fold(surname.strip()))
    out = set()
    for form, case in _paradigm(last, feminine):
        if case == "pl" and not plural:
            continue
        out.add("".join([*(_head(head, case, feminine) for head in heads), form]))
        out.add("".join([*heads, form]))
    return frozenset(out)


_NAMES = ("nom", "gen", "dat", "acc", "ins", "pre")


def _head(part: str, case: str, feminine: bool) -> str:
    """Give a first part, or what stands between parts, as it goes with the last part in ``case``."""
    if part in surname_words().unchanged or not part[0].isalpha():
        return part
    return next((form for form, name in _paradigm(part, feminine) if name == case), part)


def _paradigm(name: str, feminine: bool) -> list[tuple[str, str]]:
    """Give (form, case) pairs; a case may have several forms."""
    for fits, make in _RULES:
        if fits(name, feminine):
            return [(form, case) for case, forms in make(name) for form in forms.split()]
    return [(name, case) for case in _NAMES]


_Made = list[tuple[str, str]]


def _cases(stem: str, *endings: str, plural: str = "") -> _Made:
    made = [(case, " ".join(stem + e.strip("0") for e in ending.split("/"))) for case, ending in
            zip(_NAMES, endings, strict=True)]
    if plural:
        made.append(("pl", " ".join(stem + ending for ending in plural.split("/"))))
    return made


def _possessive(name: str) -> _Made:
    """Give Иванов, Ягодин."""
    return _cases(name, "0", "а", "у", "а", "ым", "е", plural="ы/ых/ым/ыми")


def _possessive_feminine(name: str) -> _Made:
    """Give Иванова, Ягодина."""
    return _cases(name[:-1], "а", "ой", "ой", "у", "ой/ою", "ой")


def _adjective(name: str) -> _Made:
    """Give Троцкий, Толстой, Белый."""
    stem, soft = name[:-2], name[-2] == "и" and name[-3] not in _VELARS + _SIBILANTS
    if soft:
        return _cases(stem, "ий", "его", "ему", "его", "им", "ем", plural="ие/их/им/ими")
    first = name[-2:]
    high = "и" if stem[-1] in _VELARS + _SIBILANTS else "ы"
    return _cases(stem, first, "ого", "ому", "ого", high + "м", "ом", plural=f"{high}е/{high}х/{high}м/{high}ми")


def _adjective_feminine(name: str) -> _Made:
    """Give Троцкая."""
    return _cases(name[:-2], "ая", "ой", "ой", "ую", "ой/ою", "ой")


def _consonant(name: str) -> _Made:
    """Give Радек, Ольберг, Ратайчак; Райх, Шац."""
    instrumental = "ем/ом" if name[-1] in _SIBILANTS else "ом"
    return _cases(name, "0", "а", "у", "а", instrumental, "е", plural="и/ы/ов/ей/ам/ами/ах")


def _fleeting(name: str) -> _Made:
    """Give surnames in -ек, -ец, -ок, which keep or drop the vowel: Турок, Турока or Турка."""
    short = name[:-2] + name[-1]
    kept, dropped = _consonant(name), _cases(short, "0", "а", "у", "а", "ом/ем", "е")
    return [(case, f"{forms} {other}") for (case, forms), (_, other) in zip(kept[1:], dropped[1:], strict=False)] + [
        ("nom", name)
    ]


def _soft(name: str) -> _Made:
    """Give Пикель, Врубель."""
    return _cases(name[:-1], "ь", "я", "ю", "я", "ем", "е", plural="и/ей")


def _short_i(name: str) -> _Made:
    """Give Гайдай, Дзюбей."""
    return _cases(name[:-1], "й", "я", "ю", "я", "ем", "е", plural="и/ев")


def _in_a(name: str) -> _Made:
    """Give Ягода, Сковорода; Глинка."""
    stem = name[:-1]
    genitive = "и" if stem[-1] in _VELARS + _SIBILANTS else "ы"
    instrumental = "ей/ею" if stem[-1] in _SIBILANTS else "ой/ою"
    return _cases(stem, "а", genitive, "е", "у", instrumental, "е", plural=f"{genitive}/ам/ами/ах")


def _in_ya(name: str) -> _Made:
    """Give Берия, Заря."""
    dative = "и" if name.endswith("ия") else "е"
    return _cases(name[:-1], "я", "и", dative, "ю", "ей/ею", dative)


def _in_ko(name: str) -> _Made:
    """Give Гринько: unchanged in the written language, but changed as Гринька in that of the time."""
    return _cases(name[:-1], "о", "о/и/а", "о/е/у", "о/у/а", "о/ой/ом", "о/е", plural="и")


def _ends(*endings: str, feminine: bool | None = None) -> Callable[[str, bool], bool]:
    def fits(name: str, female: bool) -> bool:
        return len(name) > 2 and name.endswith(endings) and feminine in (None, female)

    return fits


_CONSONANTS = tuple("бвгджзклмнпрстфхцчшщ")
_RULES: tuple[tuple[Callable[[str, bool], bool], Callable[[str], _Made]], ...] = (
    (_ends("ова", "ева", "ина", "ына", feminine=True), _possessive_feminine),
    (_ends("ая", feminine=True), _adjective_feminine),
    (_ends(*_CONSONANTS, "ь", "й", feminine=True), lambda name: _cases(name, *["0"] * 6)),
    (_ends("ов", "ев", "ин", "ын"), _possessive),
    (_ends("ий", "ый", "ой"), _adjective),
    (_ends("ек", "ец", "ок"), _fleeting),
    (_ends("ко"), _in_ko),
    (_ends("ь"), _soft),
    (_ends("й"), _short_i),
    (_ends("а"), _in_a),
    (_ends("я"), _in_ya),
    (_ends(*_CONSONANTS), _consonant),
)
