"""Page numbers as citations print them, and the pages they stand for.

Forms read: ``12`` · ``p. 12`` · ``pp. 12, 15`` · ``12-15`` · ``86-7`` (86 and 87) · ``592-3`` · ``48; 62; 65`` ·
``x, xii`` · ``99ff.`` · ``309 et seq.`` · ``34 n.18`` · ``246 col. 2`` · ``p. 13, note`` · ``с. 52`` · ``л.д. 53``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.references.rules import rules

MAX_RANGE = 400
"""A longer range is a slip of the pen; only its ends are taken."""

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}|[lc]x{0,3}(?:ix|iv|v?i{0,3}))"
NUMBER = rf"(?:\d{{1,4}}|{_ROMAN})"
SIGN, SUFFIX = rules().pages.sign, rules().pages.suffix
_RANGE = rf"{NUMBER}(?: ?[-–—] ?{NUMBER})?{SUFFIX}?"
LIST = rf"{_RANGE}(?:(?: ?[,;] ?| and | и |, and ){SIGN}?{_RANGE})*"
SIGNED = rf"{SIGN} ?{LIST}"
"""With its sign: ``pp. 40, 42, 47-8``."""

_ONE = re.compile(rf"(?:{SIGN})? ?(?P<first>{NUMBER})(?: ?[-–—] ?(?P<last>{NUMBER}))?")
_ALL = re.compile(rf" ?(?:{SIGN})? ?{LIST}[.,]?\s*")


@dataclass(frozen=True, slots=True)
class CitedPages:
    """``labels`` are all pages meant, in order and once each; ``printed`` is how the citation has them."""

    labels: tuple[str, ...]
    printed: str


def expand(first: str, last: str | None) -> list[str]:
    """Give the pages from ``first`` to ``last``; a last page with fewer digits lacks those it shares (86-7)."""
    if not last or not first.isdigit() or not last.isdigit():
        return [page for page in (first, last) if page]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    low, high = int(first), int(last)
    if high < low or high - low > MAX_RANGE:
        return list(dict.fromkeys((first, last)))
    return [str(page) for page in range(low, high + 1)]


def read_pages(text: str) -> CitedPages | None:
    """Read a text that is nothing but page numbers, or give None."""
    if not _ALL.fullmatch(text):
        return None
    labels: list[str] = []
    for match in _ONE.finditer(_without_notes(text)):
        labels.extend(expand(match["first"], match["last"]))
    return CitedPages(tuple(dict.fromkeys(labels)), text.strip(" .,")) if labels else None


def _without_notes(text: str) -> str:
    return re.sub(SUFFIX, "", text)
