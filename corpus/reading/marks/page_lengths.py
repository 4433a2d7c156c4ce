"""Pages that marks do not tell: what stands before the first mark, behind the last or between two that leap may be more
than the one page that is counted from the mark beside it. How long the pages of the text are tells that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.language.page_labels import steps
from corpus.model.leaves import bare_label
from corpus.model.notes import Note
from corpus.model.turns import Page

LONGER, TWICE = 1.25, 1.5
"""Times the longest page, beyond which the first or the last stretch is no single page, and one over which numbers leap
holds a page without a number."""
FEWEST = 2
"""Pages between two marks, at least, of which it is known how long they are."""


@dataclass(frozen=True, slots=True)
class PageRuns:
    """Where pages begin in a text: behind the first, at each of the ``edges``; ``pages`` are one more.

    ``doubts`` name pages between which others must stand.
    """

    edges: tuple[int, ...]
    pages: tuple[Page, ...]
    doubts: tuple[Note, ...] = ()


def measured(edges: Sequence[int], labels: Sequence[str], pages: Sequence[Page], length: int) -> PageRuns:
    """Give where pages begin, with none where more than one page must stand, and about where pages must lie between.

    ``edges`` are the places of the marks with these ``labels`` in a text of ``length`` characters; behind each of them
    the next of the ``pages`` begins.
    """
    sizes = [b - a for a, b in pairwise((0, *edges, length))]
    leaps = [0.0, *(_step(one, other) for one, other in pairwise(labels)), 0.0]
    known = [size for size, leap in zip(sizes, leaps, strict=True) if 0 < leap <= 1]
    if len(known) < FEWEST:
        return PageRuns(tuple(edges), tuple(pages))
    longest = max(known)
    out, doubts = list(pages), []
    for at, (leap, size) in enumerate(zip(leaps, sizes, strict=True)):
        if leap > 1 and size > TWICE * longest:
            out[at] = replace(out[at], basis="estimated", margin=leap - 1)
            doubts.append(Note("pages-unmarked", before=bare_label(labels[at - 1]), page=bare_label(labels[at])))
    begins = list(edges)
    if sizes[-1] > LONGER * longest and out[-1].label:
        begins.append(edges[-1] + longest)
        out.append(Page())
    if sizes[0] > LONGER * longest and out[0].label:
        begins.insert(0, edges[0] - longest)
        out.insert(0, Page())
    return PageRuns(tuple(begins), tuple(out), tuple(doubts))


def out_of_order(labels: Sequence[str]) -> Iterator[Note]:
    """Doubt labels that do not only rise: a new count, a number that stands twice, one that is misprinted."""
    odd = [(one, other) for one, other in pairwise(labels) if _step(one, other) < 0 or one == other]
    if odd:
        before, page = map(bare_label, odd[0])
        yield Note("pages-out-of-order", page=page, before=before, count=len(odd))


def _step(one: str, other: str) -> float:
    """Give the step from one label to the next, 0 where nothing tells it."""
    return next(iter(steps([bare_label(one), bare_label(other)])), 0.0)
