"""Lines that are nothing but the number of a page: which they are, and whether each stands at the head or the foot.

``Стр. 31`` says that it is a page; ``[31]`` or ``- 31 -`` is one where such lines count on by one, and where they do
not number notes or parts. What stands before the first of them and behind the last tells head from foot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.language.page_labels import CALLED, LABEL, YEARS, follow, labelled, page_value, rise, run_on, steps

Kind = Literal["named", "marked", "wrapped", "signed", "bare"]

FEWEST = 3
"""Lines, at least, that count on; of those that are called pages one less."""
_N = rf"(?P<number>{LABEL})"
_OF = r"(?:\s?(?:of|из|/)\s?\d{1,4})?"
_OPEN, _CLOSE = r"[-–—~*•·=_#]{0,20}\s?[\[({<|]{0,2}\s?", r"\s?[\])}>|]{0,2}\s?[-–—~*•·=_#]{0,20}"
_SIGNS = r"[-–—~*•·=_](?:\s?[-–—~*•·=_]){0,19}\s?"
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("named", re.compile(rf"{_OPEN}{CALLED}{_N}{_OF}\.?{_CLOSE}", re.IGNORECASE)),
    ("named", re.compile(
        rf"<pb\b[^<>]{{0,200}}?\bn\s?=\s?[\"']?{_N}[\"']?[^<>]{{0,200}}>(?:\s?</pb>)?", re.IGNORECASE)),
    ("marked", re.compile(rf"\{{\s?{_N}\s?\}}|\|\s?(?P<barred>\d{{1,4}})\s?\||<\s?(?P<pointed>\d{{1,4}})\s?>")),
    ("wrapped", re.compile(rf"\[{{1,2}}\s?{_N}\s?\]{{1,2}}")),
    ("wrapped", re.compile(r"/{1,2}\s?(?P<number>\d{1,4})\s?/{1,2}")),
    ("wrapped", re.compile(r"\(\s?(?P<number>\d{1,4})\s?\)")),
    ("wrapped", re.compile(r"#(?P<number>\d{1,4})")),
    ("named", re.compile(rf"{_SIGNS}{_N}\s?(?:of|из)\s?\d{{1,4}}\s?{_SIGNS}")),
    ("signed", re.compile(rf"{_SIGNS}{_N}\s?{_SIGNS}")),
    ("bare", re.compile(r"(?:[-–—]\s?)?(?P<number>\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})(?:\.|\s?[-–—])?")),
)
FEW_LINES, HEAD_WORDS = 2, 15
"""Lines at most that may stand before the first number, at its head, or behind the last: a title, a running head. And
words at most of each: a page may be one line."""
PAGE_LINES = 5
"""Lines between two numbers, at least, that show a page and no note."""
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_SMALL = re.compile(r"[a-zа-яё]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines that number pages, with the labels as printed, in order; ``foot`` is None where nothing tells.

    ``clear`` says that they are pages; else they may number anything else.
    """

    labels: dict[int, str]
    foot: bool | None
    kind: Kind
    clear: bool = True


def page_lines(lines: Sequence[str]) -> PageLines | None:
    """Give the lines that number pages, those that are clear first; None where there are none."""
    unclear: PageLines | None = None
    for kind, form in _FORMS:
        found = [(n, m) for n, line in enumerate(lines) if len(line) < 80 and (m := form.fullmatch(line.strip()))]
        numbers = {n: next(at for at in range(1, len(m.groups()) + 1) if m[at]) for n, m in found}
        labels = {n: m[numbers[n]] for n, m in found}
        if len(labels) >= FEWEST - (kind == "named") and _counts(list(labels.values()), kind):
            foot, told = _at_foot(lines, labels, kind)
            called = labelled([(m.string[: m.start(numbers[n])], labels[n]) for n, m in found])
            if told:
                return PageLines(dict(zip(labels, called, strict=True)), foot, kind)
            if unclear is None and (follow(list(labels.values())) or run_on(list(labels.values()))):
                unclear = PageLines(dict(zip(labels, called, strict=True)), foot, kind, clear=False)
    return unclear


def _counts(labels: Sequence[str], kind: Kind) -> bool:
    """Say whether numbers may count pages: they rise, or mostly do, and are no years."""
    return (rise(labels) or run_on(labels)) and (kind == "named" or page_value(labels[0]) not in YEARS)


def _at_foot(lines: Sequence[str], labels: dict[int, str], kind: Kind) -> tuple[bool | None, bool]:
    """Say whether the numbers close their pages, and whether they are numbers of pages at all.

    With words both before the first and behind the last, numbers that do not say that they are pages must cut a
    sentence somewhere, be pages apart, or leap: else they may number notes. Those that say so say where a page begins.
    """
    foot = stands_at_foot(lines, list(labels))
    leaps = set(steps(list(labels.values()))) != {1}
    cut = sum(cuts_sentence(lines, n, n) for n in labels)
    first = page_value(labels[min(labels)])
    if _is_weak(list(labels.values()), kind) and 2 * cut < len(labels) - 1:
        return foot, False
    if foot is not None:
        return foot, True
    if any(n + 1 in labels for n in labels) or not any(line.strip() for line in lines[: min(labels)]):
        return None, False
    if kind in ("named", "marked"):
        return False, True
    apart = all(_full(lines[a:b]) > PAGE_LINES for a, b in pairwise(labels))
    told = kind == "signed" or cut > 0 or apart or leaps
    return (False if kind == "wrapped" else counts_from_foot(lines, list(labels), first)), told


def _is_weak(labels: Sequence[str], kind: Kind) -> bool:
    """Say whether numbers may be of anything unless they cut sentences.

    Notes, parts and chapters count from 1, anew, or in Roman figures, and numbers alone may leap.
    """
    if kind in ("named", "marked"):
        return False
    if not rise(labels):
        return True
    if kind == "bare" and (set(steps(labels)) != {1} or any(map(str.isupper, labels))):
        return True
    return kind in ("wrapped", "bare") and page_value(labels[0]) == 1


def counts_from_foot(lines: Sequence[str], numbers: Sequence[int], first: float) -> bool | None:
    """Say whether numbers between words close their pages, told by the ``first``: typists leave that of page 1 out.

    A 1 closes its page where a sentence goes on over it. Where one goes on over the others but not over it, what stands
    before it is a preface without numbers. None where nothing tells, as in a text from the middle of a book.
    """
    if int(first) != 1:
        return False if int(first) == 2 else None
    cut = [cuts_sentence(lines, n, n) for n in numbers]
    return True if cut[0] else False if 2 * sum(cut[1:]) > len(cut) - 1 else None


def stands_at_foot(lines: Sequence[str], numbers: Sequence[int]) -> bool | None:
    """Say whether lines that number pages close them, told by the words before the first and behind the last.

    A few lines there that are no sentences are a title or a running head. None where that tells nothing.
    """
    before, behind = lines[: numbers[0]], lines[numbers[-1] + 1 :]
    if _is_head(before) and not _is_head(behind):
        return False
    return True if _is_head(behind) and not _is_head(before) else None


def _is_head(lines: Sequence[str]) -> bool:
    """Say whether lines hold nothing, or few that are short and no sentences."""
    if _full(lines) > FEW_LINES:
        return False
    return not any(_ENDED.search(line) or len(line.split()) > HEAD_WORDS for line in lines)


def _full(lines: Sequence[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def cuts_sentence(lines: Sequence[str], first: int, last: int) -> bool:
    """Say whether the words before line ``first`` and behind line ``last`` are of one sentence."""
    before = next((line for line in reversed(lines[:first]) if line.strip()), "")
    after = next((line.strip() for line in lines[last + 1 :] if line.strip()), "")
    return bool(before) and _ENDED.search(before) is None and _SMALL.match(after) is not None
