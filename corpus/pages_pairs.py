"""Page concordance: which pages of two editions hold the same passage, where a citation gives both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from corpus.references import Reference


@dataclass(frozen=True, slots=True)
class PagePair:
    """Pages of two editions with the same passage; ``document`` and ``line`` say so."""

    left: str
    left_pages: tuple[str, ...]
    right: str
    right_pages: tuple[str, ...]
    document: str
    line: int | None

    def to_json(self) -> dict[str, Any]:
        """Give the pair as a JSON object."""
        return {"left": {"edition": self.left, "pages": list(self.left_pages)},
                "right": {"edition": self.right, "pages": list(self.right_pages)},
                "basis": "cited together", "document": self.document, "line": self.line}


def page_pairs(references: Iterable[tuple[str, Reference]]) -> list[PagePair]:
    """Give the pairs that references of documents state, by editions and pages; each document with its id."""
    out = []
    for document, reference in references:
        placed = [p for p in reference.places if p.edition and p.pages]
        out += [
            PagePair(a.edition or "", a.pages, b.edition or "", b.pages, document, reference.line)
            for a, b in combinations(placed, 2)
        ]
    return sorted(out, key=lambda p: (p.left, p.right, _number(p.left_pages[0]), p.document, p.line or 0))


def _number(page: str) -> tuple[int, str]:
    return (int(page) if page.isdigit() else 0, page)
