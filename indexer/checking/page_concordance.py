"""The page concordance of what is held: pages tied by citations, by aligned turns, and by facsimiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median_low

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import UnknownNameError
from corpus.model.pages import page_labels
from corpus.model.turns import Turn
from corpus.pages.correspondence import PagePair, checked, interpolated, page_pairs
from corpus.references.page_numbers import read_pages
from corpus.references.reference import Reference
from indexer.generation.index import Index

STRAY = 2
"""Pages by which a counterpart may lie from the middle one of its page."""


class PageConcordance:
    """Pages of editions that hold the same passages. ``references`` are those of all citing documents."""

    def __init__(self, index: Index, catalogue: Catalogue, references: Iterable[tuple[str, Reference]]) -> None:
        self.index, self.catalogue = index, catalogue
        found = [*page_pairs(references), *aligned(index)]
        self.pairs = [checked(pair, catalogue) for pair in found]

    def facsimiles(self, edition: str) -> list[str]:
        """Give the other editions with the same pages."""
        entry = self.catalogue.editions.get(edition)
        book = (entry.facsimile_of if entry else None) or edition
        return [e.id for e in self.catalogue.editions.values() if e.id != edition and book in (e.id, e.facsimile_of)]

    def table(self, edition: str) -> list[PagePair]:
        """Give all pairs of an edition with others, the edition on the left. Raises UnknownNameError."""
        if edition not in self.catalogue.editions and all(info.id != edition for info in self.index.texts):
            raise UnknownNameError(f"There is no edition {edition!r} in the catalogue.",
                                   "`trials sources` lists the editions.")
        names = {edition, *self.facsimiles(edition)}
        mine = [pair for pair in self.pairs if pair.left in names]
        mine += [pair.turned for pair in self.pairs if pair.right in names]
        return sorted(mine, key=lambda p: (p.right, p.basis, _number(p.left_pages)))

    def of_page(self, edition: str, page: str) -> list[PagePair]:
        """Give what answers one page in other editions: known pairs, else what lies between them.

        Raises UnknownNameError.
        """
        by: dict[str, list[PagePair]] = defaultdict(list)
        for pair in self.table(edition):
            by[pair.right].append(pair)
        out = [PagePair(edition, (page,), other, (page,), basis="facsimile")
               for other in (self.facsimiles(edition) if self._may_have(edition, page) else ())]
        for pairs in by.values():
            known = [pair for pair in pairs if page in pair.left_pages]
            between = None if known else interpolated(pairs, page)
            out += known or ([checked(between, self.catalogue)] if between else [])
        return out

    def _may_have(self, edition: str, page: str) -> bool:
        """Whether a text that was typed is a page, and none behind the last one that the book can have."""
        entry = self.catalogue.editions.get(edition)
        last = entry.last_page if entry else None
        return read_pages(page) is not None and (last is None or not page.isdecimal() or int(page) <= last)


def aligned(index: Index) -> Iterator[PagePair]:
    """Give for each page of an edition the pages of its counterparts, where both have pages.

    A page that has several counterparts has the range of them; the margin is that of the estimated pages in it.
    """
    for info in index.texts:
        if not info.is_edition or info.paged == "none":
            continue
        found: dict[tuple[str, str], list[tuple[list[str], float]]] = defaultdict(list)
        for turn in index.turns(info.id):
            mine, margin = _pages(turn)
            for _, others in index.counterparts(turn.ref) if len(mine) == 1 else ():
                for other in others:
                    theirs, more = _pages(other)
                    if theirs and info.id < other.text_id and index.text(other.text_id).is_edition:
                        found[other.text_id, mine[0]].append((theirs, max(margin, more)))
        for (other_id, page), rows in sorted(found.items(), key=lambda row: (row[0][0], _number((row[0][1],)))):
            labels = _near([label for labels, _ in rows for label in labels])
            yield PagePair(info.id, (page,), other_id, labels, basis="aligned", passages=len(rows),
                           margin=max(margin for _, margin in rows))


def _near(labels: Sequence[str]) -> tuple[str, ...]:
    """Give the labels in order, without those far from the others: of turns paired across a long stretch."""
    ordered = sorted(set(labels), key=lambda label: _number((label,)))
    if not all(label.isdigit() for label in labels):
        return tuple(ordered)
    middle = median_low(int(label) for label in labels)
    return tuple(label for label in ordered if abs(int(label) - middle) <= STRAY)


def _pages(turn: Turn) -> tuple[list[str], float]:
    """Give the pages of a turn and their margin; none where they are not known."""
    return list(page_labels(turn, 0, len(turn.text))), turn.page.margin or 0.0


def _number(pages: tuple[str, ...]) -> tuple[int, str]:
    first = pages[0] if pages else ""
    return (int(first) if first.isdigit() else 0, first)
