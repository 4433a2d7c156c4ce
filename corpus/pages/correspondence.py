"""Page concordance: which pages of two editions hold the same passage, how that is known and how sure.

A citation that gives both pages ties them (``cited together``). Between two such ties a page is interpolated
(``interpolated``), with a margin that grows with the distance. A facsimile has the pages of its original
(``facsimile``). Pages of turns that were paired across languages come from :mod:`indexer.checking.page_concordance`
(``aligned``). Contents tables check a pair: both pages must lie in one sitting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import ceil
from typing import Any, Literal

from corpus.catalogue.catalogue import Catalogue, Edition
from corpus.references.reference import Reference

Basis = Literal["cited together", "aligned", "interpolated", "facsimile"]
Check = Literal["", "agrees", "disagrees"]

FIELDS = ("left", "left_pages", "right", "right_pages", "basis", "margin", "passages", "document", "line", "contents")
"""The columns of the table that is exported."""
MAX_GAP = 80
"""Pages of either edition between two ties beyond which nothing is interpolated."""
GAP_MARGIN = 8
"""The margin of an interpolated page is this part of the pages between the ties, and at least one."""


@dataclass(frozen=True, slots=True)
class PagePair:
    """Pages of two editions with the same passage. ``right`` may be another work, as a newspaper.

    ``margin`` is in pages of the right side. ``document`` and ``line`` cite both together; ``passages`` counts the
    pairs of aligned turns; ``contents`` tells what the contents of both books say to it.
    """

    left: str
    left_pages: tuple[str, ...]
    right: str
    right_pages: tuple[str, ...]
    document: str = ""
    line: int | None = None
    basis: Basis = "cited together"
    margin: float = 0.0
    passages: int = 0
    contents: Check = ""

    @property
    def turned(self) -> PagePair:
        """The same pair read from the other side."""
        return replace(self, left=self.right, left_pages=self.right_pages, right=self.left,
                       right_pages=self.left_pages)

    def row(self) -> list[str]:
        """Give the fields as a table has them, in the order of FIELDS."""
        values = (getattr(self, name) for name in FIELDS)
        return [" ".join(v) if isinstance(v, tuple) else "" if v is None else str(v) for v in values]

    def to_json(self) -> dict[str, Any]:
        """Give the pair as a JSON object."""
        return {"left": {"edition": self.left, "pages": list(self.left_pages)},
                "right": {"edition": self.right, "pages": list(self.right_pages)},
                "basis": self.basis, "margin": self.margin, "document": self.document or None, "line": self.line,
                "passages": self.passages or None, "contents": self.contents or None}


def page_pairs(references: Iterable[tuple[str, Reference]]) -> list[PagePair]:
    """Give the pairs that references of documents state; each document with its id.

    Citations in one bracket are of one passage, also where one is of another work.
    """
    out = []
    brackets: dict[tuple[str, str, int], list[tuple[str, tuple[str, ...], int | None]]] = {}
    for document, reference in references:
        placed = [(p.edition, p.pages, reference.line) for p in reference.places if p.edition and p.pages]
        if not reference.trial and reference.kind == "periodical" and reference.pages:
            placed = [(reference.work, reference.pages, reference.line)]
        brackets.setdefault((document, reference.ref, reference.start), []).extend(placed)
    for (document, _, _), placed in brackets.items():
        for (left, mine, line), (right, theirs, _) in combinations(placed, 2):
            if left != right:
                out.append(PagePair(left, mine, right, theirs, document, line))
    return sorted(out, key=_order)


def _order(pair: PagePair) -> tuple[Any, ...]:
    return (pair.left, pair.right, _number(pair.left_pages), pair.basis, pair.document, pair.line or 0)


def _number(pages: Sequence[str]) -> tuple[int, str]:
    first = pages[0] if pages else ""
    return (int(first) if first.isdigit() else 0, first)


def checked(pair: PagePair, catalogue: Catalogue) -> PagePair:
    """Say whether both pages lie in one sitting by the contents of both books, where these have pages."""
    sides = [_sittings(catalogue.editions.get(name), pages)
             for name, pages in ((pair.left, pair.left_pages), (pair.right, pair.right_pages))]
    if not all(sides):
        return pair
    return replace(pair, contents="agrees" if sides[0] & sides[1] else "disagrees")


def _sittings(entry: Edition | None, pages: Sequence[str]) -> set[str]:
    """Give the sittings in which pages lie by the contents, and those next to them where a page is shared."""
    if entry is None:
        return set()
    begins = [(int(s.page), s) for s in entry.contents if s.page and s.page.isdigit()]
    out: set[str] = set()
    for page in (int(p) for p in pages if p.isdigit()):
        before = [s for start, s in begins if start <= page]
        for section in (*before[-1:], *(s for start, s in begins if start == page)):
            out |= {s for s in (section.sitting, section.through) if s}
    return out


def interpolated(pairs: Sequence[PagePair], page: str) -> PagePair | None:
    """Give the page of the right edition that answers a page of the left one, from the ties on both sides of it.

    ``pairs`` are ties of the same two editions. None where a side is missing, too far or not in order.
    """
    ties = sorted({(_middle(p.left_pages), _middle(p.right_pages), p.margin) for p in pairs
                   if all(x.isdigit() for x in (*p.left_pages, *p.right_pages))})
    if not page.isdigit() or not ties:
        return None
    at = float(page)
    for low, high in pairwise(ties):
        if not low[0] < at < high[0]:
            continue
        here, there = high[0] - low[0], high[1] - low[1]
        if there < 0 or max(here, there) > MAX_GAP:
            return None
        found = round(low[1] + there * (at - low[0]) / here)
        margin = max(1, ceil(there / GAP_MARGIN)) + max(low[2], high[2])
        first = pairs[0]
        return PagePair(first.left, (page,), first.right, (str(found),), basis="interpolated", margin=margin)
    return None


def _middle(pages: Sequence[str]) -> float:
    return (int(pages[0]) + int(pages[-1])) / 2
