"""Passages in another language and the translations printed behind them, found by the line between the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.documents.rules import rules

_PAGE_MARK = re.compile(r"[<(\[/]?\s*+(?:(?:p|pp|c|с|стр|s)\s*+)?(?:\.\s*+)?\d{1,4}\s*+(?::\s*+)?[>)\]/]")
_CITED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)[.,]?[\"”»]?$")
_BY = re.compile(r" (?:by|from|с)\b.*")
_LEAD = re.compile(r"[(\[]?([^\W\d_][^:.\n]{1,50}):\s+(?=\S)")
MAX_MARKER_WORDS = 3
MAX_NAME_WORDS = 4

CITED = -1.5
"""Odds, as a negative logarithm, for a translation's end at a citation in brackets."""

AS_MANY = -3.0
"""The same for an end after as many paragraphs as the original has."""

LEADS_ON = 5.0
"""The same for an end at a colon: the author's words before the next quotation."""


class Paragraph(Protocol):
    """What is asked of a paragraph: its text, whether it is a ``heading``, and its region. Turns have it too."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def kind(self) -> str:
        """Heading or another."""

    @property
    def region(self) -> str:
        """Part of the document."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Paragraphs by their place: ``original[i]`` is rendered by ``translation[i]`` where both have as many.

    ``marker`` is the place of the line between them.
    """

    original: tuple[int, ...]
    translation: tuple[int, ...]
    marker: int = -1


def is_page_mark(para: Paragraph) -> bool:
    """Say whether a paragraph is only the page turn of a quoted work: ``<p. 254>``, ``/ 64 /``."""
    return bool(_PAGE_MARK.fullmatch(para.text.strip()))


def closing_citation(text: str) -> str | None:
    """Give the citation in brackets that ends a paragraph, without its brackets, or None."""
    found = _CITED.search(text.rstrip())
    return found.group(1).strip() if found and any(c.isdigit() for c in found.group(1)) else None


def ends_with_citation(text: str) -> bool:
    """Say whether a paragraph ends with a citation in brackets."""
    return closing_citation(text) is not None


def is_marker(para: Paragraph) -> bool:
    """Say whether a paragraph only announces a translation."""
    text = para.text.strip()
    words = _BY.sub("", text.rstrip(" :.")).lower()
    long = len(text.split()) > MAX_MARKER_WORDS + MAX_NAME_WORDS
    return text.endswith(":") and not long and words in rules().pairs.markers


def marker_size(para: Paragraph) -> int:
    """Give the characters of an announcement with which a translation begins, as ``Translation: …``; mostly 0."""
    found = _LEAD.match(para.text)
    words = _BY.sub("", found.group(1)).lower() if found else ""
    return found.end() if found and words in rules().pairs.markers else 0


def translations(paras: Sequence[Paragraph], langs: Sequence[str], main: str) -> list[Translation]:
    """Find the passages with a marker between them and their translation.

    The original is the unbroken run in another language before the marker (the last paragraph where the
    language could not be told); the marker may also begin the translation itself. The translation ends where the
    two fit best: mostly after as many paragraphs, or fewer or more where lengths and names say so.
    """
    out: list[Translation] = []
    for at, para in enumerate(paras):
        lead = 0 if is_marker(para) else marker_size(para)
        if not lead and not is_marker(para):
            continue
        original = _before(paras, langs, main, at)
        if lead and (langs[at] != main or not original or langs[original[0]] == main):
            continue
        behind = following(paras, langs, main, range(at + 1, len(paras)), original)
        candidates = [at, *behind] if lead else behind
        texts = [(paras[i].text[lead if i == at else 0 :], main) for i in candidates]
        end = best_end([(paras[i].text, langs[i]) for i in original], texts)
        out.append(Translation(tuple(original), tuple(candidates[:end]), at))
    return out


def _before(paras: Sequence[Paragraph], langs: Sequence[str], main: str, at: int) -> list[int]:
    """Give the paragraphs before ``at`` that may be its original: a run in another language, else the one just
    before."""
    found: list[int] = []
    for i in range(at - 1, -1, -1):
        if is_page_mark(paras[i]) and found:
            continue
        if langs[i] == main or is_marker(paras[i]) or paras[i].region not in ("body", "heading", "quotation"):
            break
        found.insert(0, i)
    previous = at - 1
    if not found and previous >= 0 and paras[previous].kind != "heading" and not is_marker(paras[previous]):
        found = [previous]
    return found


def following(
    paras: Sequence[Paragraph], langs: Sequence[str], main: str, places: Iterable[int], original: Sequence[int]
) -> list[int]:
    """Give those of the ``places``, as far as they run, that may hold a translation of the ``original``."""
    found: list[int] = []
    headed = any(paras[i].kind == "heading" for i in original)
    for i in places:
        if len(found) >= 2 * len(original) + 2:
            break
        if is_page_mark(paras[i]):
            continue
        foreign = langs[i] != main and found
        if foreign or is_marker(paras[i]) or (paras[i].kind == "heading" and not headed):
            break
        found.append(i)
    return found


def best_end(original: Sequence[tuple[str, str]], candidates: Sequence[tuple[str, str]]) -> int:
    """Give how many of the ``candidates`` translate the ``original``; both are texts with their languages."""
    if not original or not candidates:
        return 0
    fits = weigh_ends(original, candidates)
    return fits.index(min(fits)) + 1


def weigh_ends(original: Sequence[tuple[str, str]], candidates: Sequence[tuple[str, str]]) -> list[float]:
    """Weigh the first 1, 2 … of non-empty ``candidates`` as the whole translation: negative logarithms of odds."""
    from corpus.alignment.segments import (  # needs numpy, which not every reader of a document does
        Segment,
        costs_by_end,
    )

    costs = costs_by_end([Segment(*s) for s in original], [Segment(*s) for s in candidates])
    for at, (text, _) in enumerate(candidates):
        if text.rstrip().endswith(":") and not original[-1][0].rstrip().endswith(":"):
            costs[at] += LEADS_ON
        if ends_with_citation(text):
            costs[at] += CITED
        if at + 1 == len(original):
            costs[at] += AS_MANY
    return costs
