"""Numbers set small, ``<sup>31</sup>``, that are of pages: those of notes stand close behind words, and twice."""

from __future__ import annotations

import re
from collections import Counter

from corpus.language.page_labels import CALLED, LABEL, YEARS, page_value

FAR = 800
"""Characters of markup from one number to the next that are usual for pages, and not for notes."""
BLOCKS_A_PAGE = 1.5
"""Paragraphs for each number, at least, where all begin one: fewer are numbers of paragraphs, or of notes."""
_NEAR = 300
"""Characters of markup before a number in which the word or block before it is looked for."""

_BEGUN = r"(?:\s|<(?:small|b|i|em|strong|font|span)(?:\s[^<>]{0,100})?>){0,4}"
_ENDED = r"(?:\s|</(?:small|b|i|em|strong|font|span)>){0,4}"
_SMALL = re.compile(
    rf"<(?P<tag>sup|sub|small)(?:\s[^<>]{{1,200}})?>{_BEGUN}[\[(|]?\s?(?:{CALLED})?(?P<label>{LABEL})\s?[\])|]?{_ENDED}</(?P=tag)>|"
    rf"<(?P<set>font|span)\s[^<>]{{0,200}}(?:size|align|colou?r)[^<>]{{1,200}}>\s?(?P<other>{LABEL})\s?</(?P=set)>",
    re.IGNORECASE)
"""A number in an element that is set small, raised or pale; marks in brackets are told by their signs elsewhere."""
_TAGS = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"<(?:p|div|td|li|br|blockquote|h[1-6])\b", re.IGNORECASE)


def small_numbers(raw: str) -> list[re.Match[str]]:
    """Give the numbers set small that may be of pages, with their labels; none where they are of anything else."""
    found = list(_SMALL.finditer(raw))
    counts = Counter(map(small_label, found))
    if not found or page_value(small_label(found[0])) in YEARS:
        return []
    pages = [one for before, one in zip([None, *found], found, strict=False)
             if counts[small_label(one)] == 1 and _is_apart(raw, one, before)]
    begin = sum(_begins_block(_markup_before(raw, one)) for one in pages)
    blocks = len(_BLOCK.findall(raw, pages[0].start(), pages[-1].end())) if pages else 0
    return pages if begin < len(pages) or blocks >= BLOCKS_A_PAGE * (len(pages) - 1) else []


def small_label(found: re.Match[str]) -> str:
    """Give the label that a number set small is."""
    return found["label"] or found["other"]


def _is_apart(raw: str, found: re.Match[str], before: re.Match[str] | None) -> bool:
    """Say whether a number stands behind no word, and begins a block, stands before a word, or far from the last."""
    markup = _markup_before(raw, found)
    if _begins_block(markup):
        return True
    words = _TAGS.sub("", markup)
    behind_space = not words or words[-1].isspace()
    far = before is None or found.start() - before.end() >= FAR
    return behind_space and (far or raw[found.end() : found.end() + 1].isalpha())


def _markup_before(raw: str, found: re.Match[str]) -> str:
    """Give the markup before a number, from the end of a tag on."""
    return raw[max(0, found.start() - _NEAR) : found.start()]


def _begins_block(markup: str) -> bool:
    """Say whether no word stands between the last beginning of a block and the end of ``markup``."""
    last = max((one.start() for one in _BLOCK.finditer(markup)), default=None)
    return last is not None and not _TAGS.sub("", markup[last:]).strip()
