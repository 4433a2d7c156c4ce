"""Counting the values of all filters at once: the values of all columns are numbered through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from indexer.arrays.columns import COLUMN, TEXT_FILTERS, UNKNOWN, Columns
from indexer.arrays.files import Ints, Lists, Mask, Places, firsts, ranges, starts
from indexer.arrays.passages import FEW
from indexer.concordance.concordance import Concordance
from indexer.results import DESCRIBED, FILTERS, Facet
from indexer.search.described import DescribedTexts, unknown_alone
from indexer.search.outcome import Outcome

Counted = tuple[tuple[str, int], ...]
"""Values and in how many turns each stands; most frequent first, equal counts by the alphabet."""

LISTED = ("page", "mentions")
"""Filters of which a passage may have several values."""

VOICES = ("speaker", "role")
"""Filters of which some passages of a turn may have no value: narration within it is nobody's."""


class Facets:
    """The facets of a generation. An edition and a document are both texts, and the facets of either are told apart."""

    def __init__(self, columns: Columns, concordance: Concordance, described: DescribedTexts) -> None:
        names = dict.fromkeys(COLUMN.get(name, name) for name in FILTERS if name not in (*LISTED, *DESCRIBED))
        self._described = described
        values = columns.values
        self._editions = columns.editions
        self._counter = FacetCounter(
            {name: ([UNKNOWN, *values[name]], columns.codes[name]) for name in names},
            {"page": ([UNKNOWN, *values["page"]], columns.pages),
             "mentions": ([UNKNOWN, *values["person"]], concordance.named)},
            concordance.passage_turn,
        )
        self._mixed = {name: MixedTurns(columns.codes[name], concordance.passage_turn) for name in VOICES}

    def facets_of(self, outcome: Outcome) -> tuple[Facet, ...]:
        """Count the turns that answer, by value; for a filter that is set, those that all others leave.

        So a count says what choosing the value would give.
        """
        filters = outcome.narrowing.filters
        own = {column: outcome.without_filter(name) for name in filters
               if (column := COLUMN.get(name, name)) in self._counter.names}
        counted = self._counter.counts(outcome.passages, own)
        texts = self._texts_among(outcome.passages) if "text" in own else counted["text"]
        described = {**dict.fromkeys(DESCRIBED, unknown_alone(texts)), **{
            name: self._described.counts(name, self._texts_among(outcome.without_filter(name)) if name in filters
                                         else texts)
            for name in DESCRIBED if name in filters or name not in self._described.nowhere
        }}
        within = {name: mixed.among(own.get(name, outcome.passages)) for name, mixed in self._mixed.items()}
        less = {name: less_unknown(counted[name], count) for name, count in within.items()}
        shown = {**counted, **less, **described, **self._of_texts(counted["text"]),
                 "mentions": tuple([pair for pair in counted["mentions"] if pair[0] != UNKNOWN])}
        return tuple([Facet(name, shown[name], within.get(name, 0)) for name in FILTERS])

    def _texts_among(self, passages: Places) -> Counted:
        """Count the turns of each text among passages, which rise."""
        return self._counter.counts_of("text", passages)

    def _of_texts(self, counted: Counted) -> dict[str, Counted]:
        """Tell editions from documents in the counts of texts."""
        return {name: tuple([pair for pair in counted if (pair[0] in self._editions) == (name == "edition")])
                for name in TEXT_FILTERS}


def less_unknown(counted: Counted, within: int) -> Counted:
    """Take turns that have a value beside none from those of none, and put the values in order again."""
    if not within:
        return counted
    less = [(value, count - within * (value == UNKNOWN)) for value, count in counted]
    return tuple(sorted((pair for pair in less if pair[1]), key=lambda pair: (-pair[1], pair[0])))


class MixedTurns:
    """Turns of which some passages have a value of a column and others none: speech with narration within it."""

    def __init__(self, codes: Ints, turns: Ints) -> None:
        """Take the codes of a column, 0 where a passage has no value, and the turn of each passage."""
        held = np.zeros((2, int(turns[-1]) + 1 if len(turns) else 0), dtype=np.bool_)
        held[(codes > 0).astype(np.int8), turns] = True
        self._mixed: Mask = (held[0] & held[1])[turns]
        self._some = bool(self._mixed.any())
        self._codes, self._turns = codes, turns

    def among(self, passages: Places) -> int:
        """Count the turns of which passages with a value and passages with none are both among these."""
        if not self._some:
            return 0
        mixed = passages.compress(self._mixed.take(passages))
        if not len(mixed):
            return 0
        turns, valued = self._turns.take(mixed), self._codes.take(mixed) > 0
        # Passages rise, so that those of a turn are next to each other.
        first = firsts(turns).nonzero()[0]
        both = np.logical_or.reduceat(valued, first) & ~np.logical_and.reduceat(valued, first)
        return int(np.count_nonzero(both))


class FacetCounter:
    """Counts the turns that have each value of columns of one value a passage, and of others that list several."""

    def __init__(
        self, columns: Mapping[str, tuple[Sequence[str], Ints]], lists: Mapping[str, tuple[Sequence[str], Lists]],
        turns: Ints,
    ) -> None:
        """Take the names of each column's values by code, that of none included, the codes, and passages' turns.

        ``turns`` numbers the turn of each passage, and rises.
        """
        self.names = (*columns, *lists)
        valued = [names for names, _ in (*columns.values(), *lists.values())]
        self._starts = np.concatenate([[0], np.cumsum([len(names) for names in valued])])
        self._size = int(self._starts[-1])
        bounds = self._starts.tolist()
        self._spans = dict(zip(self.names, pairwise(bounds), strict=True))
        self._values = [name for names in valued for name in names]
        self._named = np.array(self._values, dtype=np.object_)
        several = {name: _SeveralValued(codes) for name, (_, codes) in lists.items()}
        single = {**{name: codes for name, (_, codes) in columns.items()},
                  **{name: listed.first for name, listed in several.items()}}
        self._columns = {
            name: _TurnValues(codes[:, np.newaxis], {0: several[name]} if name in several else {}, turns, high - low)
            for (name, codes), (low, high) in zip(single.items(), pairwise(bounds), strict=True)
        }
        numbered = [codes + start for codes, start in zip(single.values(), bounds[:-1], strict=True)]
        # A passage a row: few passages are then few places in memory.
        rows = np.stack(numbered, axis=1).astype(np.int32)
        self._all = _TurnValues(rows, {self._spans[name][0]: listed for name, listed in several.items()}, turns,
                                self._size)
        # One number sorts by column, count and alphabet, and sooner than three keys.
        span = (len(turns) + 2) * self._size
        order = np.zeros(self._size, dtype=np.int64)
        for number, (low, high) in enumerate(self._spans.values()):
            order[sorted(range(low, high), key=self._values.__getitem__)] = np.arange(high - low) + number * span
        self._order = order

    def counts(self, passages: Places, own: Mapping[str, Places]) -> dict[str, Counted]:
        """Count the turns of each column among ``passages``, or among the passages that ``own`` names for it.

        Passages rise. A turn of several passages counts once for each value that it has among them.
        """
        few = not own and len(passages) * len(self.names) * FEW < self._size
        codes, often = self._counted_few(passages) if few else self._counted(passages, own)
        bounds = codes.searchsorted(self._starts).tolist()
        order = (self._order.take(codes) - often * self._size).argsort()
        pairs = list(zip(self._named.take(codes.take(order)).tolist(), often.take(order).tolist(), strict=True))
        return {name: tuple(pairs[bounds[at] : bounds[at + 1]]) for at, name in enumerate(self.names)}

    def counts_of(self, name: str, passages: Places) -> Counted:
        """Count the turns of one column among passages, which rise; in the order of its values."""
        low, high = self._spans[name]
        often = self._columns[name].counts(passages).tolist()
        return tuple(pair for pair in zip(self._values[low:high], often, strict=True) if pair[1])

    def _counted(self, passages: Places, own: Mapping[str, Places]) -> tuple[Places, Places]:
        """Give the values that occur, and in how many turns; each is numbered through all columns, one entry a value.
        """
        counts = self._all.counts(passages)
        for name, others in own.items():
            low, high = self._spans[name]
            counts[low:high] = self._columns[name].counts(others)
        codes = counts.nonzero()[0]
        return codes, counts[codes]

    def _counted_few(self, passages: Places) -> tuple[Places, Places]:
        """Give the same of a few passages, without an array of all values."""
        codes = self._all.of_turns(passages)
        codes.sort()
        fresh = np.empty(len(codes) + 1, dtype=np.bool_)
        fresh[0] = fresh[-1] = True
        np.not_equal(codes[1:], codes[:-1], out=fresh[1:-1])
        bounds = fresh.nonzero()[0]
        return codes[bounds[:-1]], bounds[1:] - bounds[:-1]


class _TurnValues:
    """The values of some columns, each once for a turn, whatever number of its passages have it."""

    def __init__(self, rows: Ints, further: Mapping[int, _SeveralValued], turns: Ints, size: int) -> None:
        """Take a row of values a passage, below ``size``, lists of further ones by the number at which theirs begin,

        and the turn of each passage.
        """
        self._rows = rows
        self._further = _numbered_through(further, len(rows))
        self._turns = turns
        self._size = size

    def counts(self, passages: Places) -> Places:
        """Count the turns of passages, which rise, that have each value: one number a value."""
        return np.bincount(self.of_turns(passages), minlength=self._size)

    def of_turns(self, passages: Places) -> Ints:
        """Give the values of the turns of passages, which rise, each once a turn; in no order."""
        turns = self._turns.take(passages)
        same = turns[1:] == turns[:-1]
        if not np.count_nonzero(same):
            return self._of(passages)
        shared = np.zeros(len(passages), dtype=np.bool_)
        shared[1:] = same
        shared[:-1] |= same
        # Only turns of several passages can have a value twice: only their values are sorted.
        once = self._of_shared(passages.compress(shared), turns.compress(shared))
        return np.concatenate([self._of(passages.compress(~shared)), once])

    def _of(self, passages: Places) -> Ints:
        """Give all values of passages."""
        first, (_, low, high) = self._rows.take(passages, axis=0).ravel(), self._listed(passages)
        return np.concatenate([first, self._further.values.take(ranges(low, high))]) if len(low) else first

    def _of_shared(self, passages: Places, turns: Ints) -> Places:
        """Give the values of passages each once a turn; ``turns`` are those of the passages."""
        first = turns.astype(np.int64)[:, np.newaxis] * self._size + self._rows.take(passages, axis=0)
        listed, low, high = self._listed(passages)
        owners, values = listed.repeat(high - low), self._further.values.take(ranges(low, high))
        keys = np.concatenate([first.ravel(), turns.take(owners).astype(np.int64) * self._size + values])
        keys.sort()
        once: Places = keys[firsts(keys)] % self._size
        return once

    def _listed(self, passages: Places) -> tuple[Places, Places, Places]:
        """Give which of the passages have values behind the first, and where these start and end; one entry each."""
        at = self._further.at
        low, high = at.take(passages), at.take(passages + 1)
        owners = (high > low).nonzero()[0]
        return owners, low.take(owners), high.take(owners)


class _SeveralValued:
    """Lists of values as a column of the first of each, 0 where it is empty, and the further ones."""

    def __init__(self, lists: Lists) -> None:
        lengths = np.diff(lists.at)
        self._lists = lists
        self.first: Ints = np.zeros(len(lengths), dtype=np.int32)
        held = lengths > 0
        self.first[held] = lists.values[lists.at[:-1][held]]

    def further_values(self) -> tuple[Ints, Places]:
        """Give the values behind the first of each list, laid end to end, and the number of the list of each."""
        at = self._lists.at
        several = (np.diff(at) > 1).nonzero()[0]
        low, high = at[several] + 1, at[several + 1]
        return self._lists.values[ranges(low, high)], several.repeat(high - low)


def _numbered_through(columns: Mapping[int, _SeveralValued], passages: int) -> Lists:
    """Join the further values of columns of lists, each numbered from where those of its column begin, by passage."""
    listed = [(start, *column.further_values()) for start, column in columns.items()]
    values = np.concatenate([np.zeros(0, dtype=np.int32), *(found + start for start, found, _ in listed)])
    owners = np.concatenate([np.zeros(0, dtype=np.int64), *(owned for _, _, owned in listed)])
    return Lists(values.take(owners.argsort(kind="stable")), starts(np.bincount(owners, minlength=passages)))
