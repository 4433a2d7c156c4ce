"""Lines that are nothing but the number of a page: which they are, and whether each stands at the head or the foot.

``Стр. 31`` says that it is a page; ``[31]`` or ``- 31 -`` is one where such lines count on by one, and where they do
not number notes or parts. What stands before the first of them and behind the last tells head from foot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from corpus.language.roman import roman_value

Kind = Literal["named", "marked", "wrapped", "signed", "bare"]

FEWEST = 3
"""Lines, at least, that count on; of those that are called pages one less."""
MAX_STEP = 2
"""Usual step from one number that is called a page to the next; some editions mark every second one."""

_N = r"(?P<number>\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})"
_OF = r"(?:\s?(?:of|из|/)\s?\d{1,4})?"
_OPEN, _CLOSE = r"[-–—~*•·=_#]{0,20}\s?[\[({<|]{0,2}\s?", r"\s?[\])}>|]{0,2}\s?[-–—~*•·=_#]{0,20}"
_SIGNS = r"[-–—~*•·=_](?:\s?[-–—~*•·=_]){0,19}\s?"
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("named", re.compile(
        rf"{_OPEN}(?:страница|стр|с|page|pages|pg|p|seite|s)(?![^\W\d_])\.?\s?(?:no\.?|№)?\s?{_N}{_OF}\.?{_CLOSE}",
        re.IGNORECASE)),
    ("named", re.compile(
        rf"<pb\b[^<>]{{0,200}}?\bn\s?=\s?[\"']?{_N}[\"']?[^<>]{{0,200}}>(?:\s?</pb>)?", re.IGNORECASE)),
    ("marked", re.compile(rf"\{{\s?{_N}\s?\}}|\|\s?(?P<barred>\d{{1,4}})\s?\||<\s?(?P<pointed>\d{{1,4}})\s?>")),
    ("wrapped", re.compile(rf"\[{{1,2}}\s?{_N}\s?\]{{1,2}}")),
    ("wrapped", re.compile(r"/{1,2}\s?(?P<number>\d{1,4})\s?/{1,2}")),
    ("wrapped", re.compile(r"\(\s?(?P<number>\d{1,4})\s?\)")),
    ("named", re.compile(rf"{_SIGNS}{_N}\s?(?:of|из)\s?\d{{1,4}}\s?{_SIGNS}")),
    ("signed", re.compile(rf"{_SIGNS}{_N}\s?{_SIGNS}")),
    ("bare", re.compile(r"(?P<number>\d{1,4}|[ivxlc]{1,8})\.?")),
)
FEW_LINES = 2
"""Lines at most that may stand before the first number, at its head, or behind the last: a title, a running head."""
PAGE_LINES = 5
"""Lines between two numbers, at least, that show a page and no note."""
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_SMALL = re.compile(r"[a-zа-яё]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines that number pages, with the labels as printed, in order; ``foot`` is None where nothing tells."""

    labels: dict[int, str]
    foot: bool | None
    kind: Kind


def page_lines(lines: Sequence[str]) -> PageLines | None:
    """Give the lines that number pages, None where there are none."""
    for kind, form in _FORMS:
        found = [(n, m) for n, line in enumerate(lines) if len(line) < 80 and (m := form.fullmatch(line.strip()))]
        labels = {n: next(group for group in m.groups() if group) for n, m in found}
        if len(labels) >= FEWEST - (kind == "named") and _counts(list(labels.values()), kind):
            foot, told = _at_foot(lines, labels, kind)
            if told:
                return PageLines(labels, foot, kind)
    return None


def before_first(label: str) -> str | None:
    """Give the label of the page before one, None where that is the first, or not told by a figure."""
    return str(int(label) - 1) if label.isdigit() and int(label) > 1 else None


def _counts(labels: Sequence[str], kind: Kind) -> bool:
    """Say whether numbers count pages: up by one, called pages also by leaps; Roman ones may come first."""
    values = [_value(label) for label in labels]
    steps = [b - a for (a, one), (b, other) in pairwise(zip(values, labels, strict=True))
             if one.isdigit() == other.isdigit()]
    if not steps or any(not one.isdigit() for one in labels[1:] if labels[0].isdigit()):
        return False
    if kind == "named":
        return min(steps) > 0 and (1 in steps or median(steps) <= MAX_STEP)
    return set(steps) == {1} and (values[0] > 1 or kind in ("marked", "signed"))


def _value(label: str) -> int:
    return int(label) if label.isdigit() else roman_value(label.lower())


def _at_foot(lines: Sequence[str], labels: dict[int, str], kind: Kind) -> tuple[bool | None, bool]:
    """Say whether the numbers close their pages, and whether they are numbers of pages at all.

    With words both before the first and behind the last, numbers that do not say that they are pages must cut a
    sentence somewhere, or be pages apart: else they may number notes. Those that say so say where a page begins.
    """
    foot = stands_at_foot(lines, list(labels))
    if foot is not None:
        return foot, True
    if any(n + 1 in labels for n in labels) or not any(line.strip() for line in lines[: min(labels)]):
        return None, False
    if kind in ("named", "marked"):
        return False, True
    if kind == "signed":
        return (True, True) if labels[min(labels)] == "1" else (None, True)
    apart = all(_full(lines[a:b]) > PAGE_LINES for a, b in pairwise(labels))
    return (False if kind == "wrapped" else None), apart or any(cuts_sentence(lines, n, n) for n in labels)


def stands_at_foot(lines: Sequence[str], numbers: Sequence[int]) -> bool | None:
    """Say whether lines that number pages close them, told by the words before the first and behind the last.

    A few lines there that are no sentences are a title or a running head. None where that tells nothing.
    """
    before, behind = lines[: numbers[0]], lines[numbers[-1] + 1 :]
    if _is_head(before) and not _is_head(behind):
        return False
    return True if _is_head(behind) and not _is_head(before) else None


def _is_head(lines: Sequence[str]) -> bool:
    """Say whether lines hold nothing, or few that are no sentences."""
    return _full(lines) <= FEW_LINES and not any(_ENDED.search(line) for line in lines)


def _full(lines: Sequence[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def cuts_sentence(lines: Sequence[str], first: int, last: int) -> bool:
    """Say whether the words before line ``first`` and behind line ``last`` are of one sentence."""
    before = next((line for line in reversed(lines[:first]) if line.strip()), "")
    after = next((line.strip() for line in lines[last + 1 :] if line.strip()), "")
    return bool(before) and _ENDED.search(before) is None and _SMALL.match(after) is not None
