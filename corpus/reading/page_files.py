"""Names of files that hold one page each, as recognisers, scanners and archivists write them: ``page_0011.txt``.

``page_ix`` is a page, ``л.31об`` or ``f31v`` the back of a leaf; ``031l`` and ``031r`` are the halves of a spread, of
which no name tells the pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.language.page_labels import ROMAN
from corpus.language.roman import roman_value
from corpus.model.leaves import leaf_label
from corpus.reading.pdf.hyphens import is_parted

LEAST_FILES, MOST_STEP = 3, 3
"""Fewer files may be parts of any kind. Empty pages are left out, but not many in a row."""

MOST_WORDS = 1_500
"""Files of more words are no single pages."""
CUT_SHARE = 0.2
"""Share of the ends of files at which a sentence goes on, at least, where their names do not call them pages."""
HEAD_SHARE = 0.4
"""Share of the pages on which a running head stands, at least."""

FEW_LEAPS = 2
"""So many pages follow another at once for each that leaps, at least: leaves that were not copied."""
_FRONT_MATTER = -1000.0
"""Pages with Roman numbers come before the others."""

_CALLED = r"(?:страница|(?P<leaf>лист|л|folio|fol|leaf)|стр|с|page|pg|p|f)"
_SIDES = r"об\w{0,5}\.?|verso|v|recto|r|left|l|right|лев\w{0,4}|прав\w{0,4}|[ab]"
_SIDE = rf"(?:[-_ .]?(?P<side>{_SIDES}))?"
_NAMED = re.compile(
    rf"(?:^|.*[-_ .]){_CALLED}[-_ .]{{0,2}}(?:0*(?P<number>\d{{1,4}}){_SIDE}|(?<=[-_ .])(?P<roman>{ROMAN}))", re.I)
_BEHIND = re.compile(rf"(?:^|.*[-_ .])0*(?P<number>\d{{1,4}})[-_ ]?{_CALLED}", re.I)
_SIDED = re.compile(rf"(?P<before>.{{0,200}}?)(?<!\d)0*(?P<number>\d{{1,4}})[-_ .]?(?P<side>{_SIDES})", re.I)
_SPREAD = re.compile(
    r"(?P<before>.{0,200}?)(?<![\d])0*(?P<first>\d{1,4})(?:\s?[-–—_]\s?(?:p|pp|с|стр)?[._]?0*(?P<last>\d{1,4}))?", re.I)
ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
"""How words end that a sentence ends with."""
GOES_ON = re.compile(r"[«“\"'(—–-]*\s*[a-zа-яё]")
"""How words begin that go on with a sentence."""
_ENDING = re.compile(r"\.[^\W\d_]\w{0,7}$")
_RUSSIAN = ("лист", "л")
SCANNED = "leaf"
"""What archive.org calls the pictures of a scan, by number (https://archive.org/developers/): no leaves of the print.
A leaf of the print has sides."""
_BACKS, _LEAVES = ("об", "v"), ("об", "v", "recto")
_LEFTS, _RIGHTS = ("l", "лев", "a"), ("r", "прав", "b")


@dataclass(frozen=True, slots=True)
class PageName:
    """What the name of a file counts: a page, a leaf, or half of a spread.

    ``called`` says that it calls itself a page or leaf, ``before`` is what stands before the number otherwise, and
    ``leaf`` what calls it a leaf.
    """

    number: int
    side: str = ""
    roman: str = ""
    called: bool = True
    before: str = ""
    leaf: str = ""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """The place of a file among others: ``label`` is its page where the names tell it, or the first of several."""

    order: float
    label: str | None
    unit: float = 1
    more: int = 0
    """How many pages the file holds behind the first."""

    def precedes(self, other: PagePlace) -> bool:
        """Whether nothing lies between this page and another."""
        return other.order - self.order - self.more == self.unit


def page_number(name: str) -> PageName | None:
    """Give the page that the name of a file calls itself, None where it does not."""
    stem = name.rpartition("/")[2]
    for _ in range(2):
        stem, ending = _ENDING.sub("", stem), stem
        if found := _NAMED.fullmatch(stem) or _BEHIND.fullmatch(stem):
            groups = found.groupdict()
            roman = (groups.get("roman") or "").lower()
            number = roman_value(roman) if roman else int(found["number"])
            return PageName(number, (groups.get("side") or "").lower(), roman, leaf=(found["leaf"] or "").lower())
        if stem == ending:
            break
    return None


def _sided(name: str) -> PageName | None:
    """Give the leaf or half of a spread that a name counts which calls itself no page."""
    stem = _ENDING.sub("", name.rpartition("/")[2])
    found = _SIDED.fullmatch(stem)
    if found is None:
        return None
    return PageName(int(found["number"]), found["side"].lower(), called=False, before=found["before"])


def page_places(names: Sequence[str]) -> list[tuple[int, PagePlace]]:
    """Give the places of files that their names call pages, leaves or halves of spreads, in the order of these.

    Each with its number among ``names``; none where one is no such name, or two are the same. A few may be parts of
    anything, and so may those that leap often, or whose names differ by more.
    """
    if spreads := _spreads(names):
        return spreads
    read = _read_names(names)
    sides = {one.side for one in read} - {""}
    leaves = any(side.startswith(_LEAVES) for side in sides)
    if not read or not (read[0].called or leaves or any(side.startswith(_LEFTS) for side in sides)):
        return []
    unit, told = 0.5 if sides else 1.0, leaves or not (sides or all(one.leaf == SCANNED for one in read))
    places = [PagePlace(_order(one, leaves=leaves), _label(one, leaves=leaves) if told else None, unit) for one in read]
    ordered = sorted(enumerate(places), key=lambda item: item[1].order)
    return ordered if _count_pages([place.order for _, place in ordered], names) else []


def _spreads(names: Sequence[str]) -> list[tuple[int, PagePlace]]:
    """Give the places of files of which most hold two pages, ``8-9.txt``; none where names count anything else."""
    found = [_SPREAD.fullmatch(_ENDING.sub("", name.rpartition("/")[2])) for name in names]
    read = [one for one in found if one]
    if len(names) < LEAST_FILES or len(read) < len(names) or len({one["before"].lower() for one in read}) > 1:
        return []
    ends = [(int(one["first"]), int(one["last"] or one["first"])) for one in read]
    ordered = sorted(enumerate(ends), key=lambda item: item[1])
    steps = [low - high for (_, (_, high)), (_, (low, _)) in pairwise(ordered)]
    pairs = sum(high - low == 1 for low, high in ends)
    if 2 * pairs <= len(names) or any(high - low > 1 for low, high in ends) or not _follow_on(steps):
        return []
    return [(number, PagePlace(low, str(low), 1, high - low)) for number, (low, high) in ordered]


def _follow_on(steps: Sequence[int]) -> bool:
    """Say whether numbers rise and mostly follow each other at once."""
    return min(steps) > 0 and 2 * steps.count(1) >= len(steps)


def _count_pages(orders: Sequence[float], names: Sequence[str]) -> bool:
    """Say whether places rise, those of Roman numbers for themselves, and hardly leap."""
    parts = ([order for order in orders if (order < 0) is front] for front in (True, False))
    steps = [b - a for part in parts for a, b in pairwise(part)]
    far = sum(step > MOST_STEP for step in steps)
    return min(steps, default=0) > 0 and (not far or (FEW_LEAPS * far <= len(steps) - far and _alike(names)))


def _read_names(names: Sequence[str]) -> list[PageName]:
    """Give what all names count in one way; none where they do not, or are few."""
    for way in (page_number, _sided):
        read = [one for name in names if (one := way(name)) is not None]
        if len(read) == len(names) >= LEAST_FILES and len({one.before for one in read}) == 1:
            return read
    return []


def _order(name: PageName, *, leaves: bool) -> float:
    """Give the place of a page, the back of a leaf or the right half of a spread half a number behind the other."""
    second = name.side.startswith(_BACKS if leaves else _RIGHTS)
    return name.number + 0.5 * second + (_FRONT_MATTER if name.roman else 0)


def _label(name: PageName, *, leaves: bool) -> str:
    if name.roman:
        return name.roman
    if not (leaves or name.leaf):
        return str(name.number)
    russian = name.side.startswith("об")
    return leaf_label(f"{name.number}{' об.' if russian else name.side[:1]}", russian=russian or name.leaf in _RUSSIAN)


def _alike(names: Sequence[str]) -> bool:
    """Say whether names differ by their last number alone."""
    return len({re.sub(r"\d+\D*$", "", _ENDING.sub("", name.rpartition("/")[2])) for name in names}) == 1


def counted_numbers(names: Sequence[str]) -> list[int]:
    """Give the numbers by which alone the names of files differ, ``scan-007.txt``; none where these do not rise.

    They count the files of a scan, or parts of any kind: only what the files hold tells that each is a page.
    """
    parts = [re.split(r"(\d{1,6})", name.rpartition("/")[2]) for name in names]
    if len(names) < LEAST_FILES or len({len(part) for part in parts}) > 1:
        return []
    differing = [n for n, column in enumerate(zip(*parts, strict=True)) if len({_plain(each) for each in column}) > 1]
    if len(differing) != 1 or not parts[0][differing[0]].isdigit():
        return []
    numbers = [int(part[differing[0]]) for part in parts]
    return numbers if all(0 < b - a <= MOST_STEP for a, b in pairwise(numbers)) else []


def sentences_run_on(edges: Sequence[tuple[str, str]]) -> bool:
    """Say whether sentences go on from file to file often enough for pages that were cut where they were full.

    ``edges`` are the first and the last words of each.
    """
    cut = sum(is_parted(last) or (ENDED.search(last) is None and GOES_ON.match(first) is not None)
              for (_, last), (first, _) in pairwise(edges))
    return cut > 0 and cut >= CUT_SHARE * (len(edges) - 1)


def _plain(part: str) -> str:
    return part.lstrip("0") if part.isdigit() else part
