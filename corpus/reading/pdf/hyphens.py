"""Words parted at a line end or a page end: whether the hyphen is only the printer's or belongs to the word.

The text itself is the first witness: the same word elsewhere, inside a line. Then come the rules of both
languages, then (Russian) the dictionary; without any evidence the hyphen goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.language.russian import is_known
from corpus.model.blocks import Block
from corpus.model.offsets import TextBuilder
from corpus.model.turns import Mark

HYPHENS = "-\u2010\u00ad¬"
"""Signs that part a word at a line end: hyphen-minus, hyphen, soft hyphen, the not-sign of old encodings."""

STRAYS = "'\"‘’“”„‚«`,._"
"""Signs a recogniser puts before the second part of a word."""

_NEVER_REAL = "\u00ad¬"
_PARTED = re.compile(rf"[^\W_][{HYPHENS}]$")
_STRAY = re.compile(rf"(?<=[^\W_][{HYPHENS}])[.,:;'`’‘°_~]$")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)

_PARTICLES = frozenset({"нибудь", "либо", "таки"})
_TO = re.compile(
    r"(?:кто|кого|кому|кем|что|чего|чему|чем|где|как|куда|когда|откуда|отчего|почему|зачем|сколько|чей|чья|чь[еёи]"
    r"|как(?:ой|ая|ое|ие|ого|ому|им|ом|ую|их|ими)|котор(?:ый|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми)|так|все|всё)"
)
_FIRST_PARTS = frozenset({"кое", "кой", "из", "вице", "экс", "обер", "унтер", "северо", "юго"})
_AFTER_IZ = frozenset({"за", "под"})
_TENS = frozenset({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"})
_UNITS = re.compile(r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third"
                    r"|fourth|fifth|sixth|seventh|eighth|ninth)s?")
_ENGLISH_FIRST = frozenset({"half", "self", "ex", "vice", "non", "so", "well", "anti", "all"})
"""Before these, as before the first parts of compounds found inside lines, a hyphen stays when the whole second part
is also found as a word of the text."""


@dataclass(slots=True)
class Hyphens:
    """Decides on the hyphens of one text.

    ``seen`` counts the words that stand inside its lines; ``firsts`` are the first parts of its compounds.
    """

    seen: Counter[str] = field(default_factory=Counter)
    firsts: frozenset[str] = frozenset()

    @classmethod
    def seen_in(cls, lines: Iterable[str]) -> Hyphens:
        """Collect the words of a text; the last word of a line counts only if it is whole."""
        found: list[str] = []
        for line in lines:
            words = [m.group().lower() for m in _TOKEN.finditer(line)]
            if words and is_parted(without_stray(line)):
                words.pop()
            found += words
        seen = Counter(found)
        return cls(seen, frozenset(word.split("-", 1)[0] for word in seen if "-" in word))

    def stays(self, before: str, after: str) -> tuple[bool, bool]:
        """Say whether the hyphen between two parts of a word stays, and whether that is doubtful.

        ``before`` ends with the hyphen; both may carry punctuation at their outer ends.
        """
        sign = before[-1]
        left, right = _last(before[:-1]), _first(after)
        if sign in _NEVER_REAL:
            return False, False
        if not left or not right:
            return True, True
        by_form = _by_form(left, right)
        if by_form is not None:
            return by_form, False
        whole, joined = f"{left}-{right}".lower(), f"{left}{right}".lower()
        kept, gone = self.seen[whole], self.seen[joined]
        if not (kept or gone):
            kept, gone = (max(self.seen[other] for other in _other_number(word)) for word in (whole, joined))
        if kept or gone:
            return kept > gone, bool(kept and gone)
        return self._by_language(left.lower(), right.lower())

    def apart(self, before: str, after: str) -> bool:
        """Whether two words look whole, so that the hyphen between them is a speck."""
        left, right = _last(before[:-1]).lower(), _first(after).lower()
        return bool(self.seen[left] and self.seen[right] and not self.seen[left + right])

    def _by_language(self, left: str, right: str) -> tuple[bool, bool]:
        if _RUSSIAN.search(left):
            return _russian(left, right)
        if left.rsplit("-", 1)[-1] in _TENS and _UNITS.fullmatch(right.split("-")[0]):
            return True, False
        if (left in _ENGLISH_FIRST or left in self.firsts) and self.seen[right] and len(right) > 3:
            return True, True
        return False, False


def is_parted(line: str) -> bool:
    """Whether a line ends inside a word."""
    return bool(_PARTED.search(line))


def joined_over_page(before: Block, after: Block, hyphens: Hyphens) -> tuple[Block, bool]:
    """Join two blocks that a page end parts, and say whether a hyphen went that only parted a word.

    A page mark stands between them where the page of ``after`` has a label.
    """
    builder = TextBuilder()
    parted = is_parted(before.text)
    gone = parted and not hyphens.stays(before.text.split()[-1], after.text.split()[0])[0]
    size = len(before.text) - gone
    builder.append(before.text[:size], before.offsets.slice(0, size))
    if not parted:
        builder.insert(" ")
    shift = len(builder)
    builder.append(after.text, after.offsets)
    text, offsets = builder.build()
    turned = [Mark("page", shift, shift, after.page.label)] if after.page.label else []
    marks = [replace(mark, start=mark.start + shift, end=mark.end + shift) for mark in after.marks]
    return replace(before, text=text, offsets=offsets, marks=(*before.marks, *turned, *marks)), gone


def without_stray(word: str) -> str:
    """Give a word without the speck that was read after its closing hyphen."""
    return _STRAY.sub("", word)


def _last(text: str) -> str:
    found = _TOKEN.findall(text)
    return found[-1] if found and text.endswith(found[-1]) else ""


def _first(text: str) -> str:
    found = _TOKEN.match(text.lstrip(STRAYS))
    return found.group() if found else ""


def _by_form(left: str, right: str) -> bool | None:
    """Decide by digits and capitals alone, where they decide."""
    if left[-1].isdigit() or right[0].isdigit():
        return True
    tail = left.rsplit("-", 1)[-1]
    if right[0].isupper() and not (tail.isupper() and right.isupper() and len(tail) > 1):
        return True
    return None


def _other_number(word: str) -> tuple[str, ...]:
    """Give the English plurals or singulars that a word may stand beside."""
    singular = (word.removesuffix("es"), word.removesuffix("s")) if word.endswith("s") else ()
    return (f"{word}s", f"{word}es", *singular)


def _russian(left: str, right: str) -> tuple[bool, bool]:
    particle = right in _PARTICLES or (right == "то" and _TO.fullmatch(left.rsplit("-", 1)[-1]))
    if particle or (left in _FIRST_PARTS and (left != "из" or right in _AFTER_IZ)):
        return True, False
    head = left.rsplit("-", 1)[-1]
    if is_known(head + right):
        return False, False
    if is_known(f"{head}-{right}"):  # по-прежнему, which prints of before 1956 have in one word
        return True, True
    if len(head) < 3 or len(right) < 3:
        return False, False
    both = is_known(head) and is_known(right)
    return both, both
