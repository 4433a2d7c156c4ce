"""Passages in another language and the translations printed behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.documents_paragraphs import Para
from corpus.documents_rules import rules

_PAGE_MARK = re.compile(r"[<(\[/]?\s*(?:p|pp|c|с|стр|s)?\.?\s*\d{1,4}\s*:?\s*[>)\]/]")
_CITED = re.compile(r"\([^()]*\d[^()]*\)[.,]?[\"”»]?$")
MAX_MARKER_WORDS = 3
ENOUGH = 0.7


@dataclass(frozen=True, slots=True)
class Translation:
    """Paragraphs by their place: ``original[i]`` is rendered by ``english[i]`` where both have as many."""

    original: tuple[int, ...]
    english: tuple[int, ...]


def is_page_mark(para: Para) -> bool:
    """Say whether a paragraph is only the page turn of a quoted work: ``<p. 254>``, ``/ 64 /``."""
    return bool(_PAGE_MARK.fullmatch(para.text.strip()))


def cited(text: str) -> bool:
    """Say whether a paragraph ends with a citation in brackets."""
    return bool(_CITED.search(text.rstrip()))


def is_marker(para: Para) -> bool:
    """Say whether a paragraph only announces a translation."""
    text = para.text.strip()
    words = text.rstrip(" :.").lower()
    return text.endswith(":") and len(words.split()) <= MAX_MARKER_WORDS and words in rules().markers


def translations(paras: Sequence[Para], langs: Sequence[str], main: str) -> list[Translation]:
    """Find the passages with a marker between them and their translation.

    The original is the unbroken run in another language before the marker (the last paragraph where the
    language could not be told); the translation has as many paragraphs,
    or fewer where one ends with the citation.
    """
    out: list[Translation] = []
    for at, para in enumerate(paras):
        if not is_marker(para):
            continue
        original = _before(paras, langs, main, at)
        english = _behind(paras, langs, main, at, original)
        out.append(Translation(tuple(original), tuple(english)))
    return out


def _before(paras: Sequence[Para], langs: Sequence[str], main: str, at: int) -> list[int]:
    found: list[int] = []
    for i in range(at - 1, -1, -1):
        if is_page_mark(paras[i]) and found:
            continue
        if langs[i] == main or is_marker(paras[i]) or paras[i].region not in ("body", "heading"):
            break
        found.insert(0, i)
    previous = at - 1
    if not found and previous >= 0 and paras[previous].kind == "para" and not is_marker(paras[previous]):
        found = [previous]
    return found


def _behind(
    paras: Sequence[Para], langs: Sequence[str], main: str, at: int, original: Sequence[int]
) -> list[int]:
    found: list[int] = []
    headed = any(paras[i].kind == "heading" for i in original)
    length, whole = 0, sum(len(paras[i].text) for i in original)
    for i in range(at + 1, len(paras)):
        if len(found) == len(original):
            break
        if is_page_mark(paras[i]):
            continue
        foreign = langs[i] != main and found
        if foreign or is_marker(paras[i]) or (paras[i].kind == "heading" and not headed):
            break
        found.append(i)
        length += len(paras[i].text)
        if cited(paras[i].text) and length > ENOUGH * whole:
            break
    return found
