"""Searching: a request becomes passages in an order, and those become hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import compress, islice
from typing import get_args

import numpy as np

from corpus.limits import MAX_ROWS
from corpus.model.notes import Note
from corpus.model.pages import page_of
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import voice
from indexer.arrays.columns import TEXT_FILTERS
from indexer.arrays.files import Ints, Numbers, Places, firsts, ranges
from indexer.arrays.spans import Spans, union
from indexer.concordance.concordance import Concordance
from indexer.concordance.likeness import nearest
from indexer.query.parser import KEPT_QUERIES
from indexer.query.tree import Phrase
from indexer.results import Counted, Hit, Request, Result, Sort
from indexer.search.counted import counted_texts
from indexer.search.executor import EmbeddedExecutor, Executor
from indexer.search.fields import Fields
from indexer.search.meaning import meant_filters, there_are
from indexer.search.narrowing import Narrowing
from indexer.search.outcome import Outcome
from indexer.search.understood import understood
from indexer.turns.store import TurnStore

SUGGESTED = 5
"""Words suggested at most."""

_COUNTED: tuple[Counted, ...] = get_args(Counted)


class Searcher:
    """Answers requests from one generation."""

    def __init__(
        self, turns: TurnStore, concordance: Concordance, fields: Fields, dates: Ints,
        turn_passages: Places, bounds: tuple[Ints, Ints],
    ) -> None:
        self.turns = turns
        self.concordance = concordance
        self.fields = fields
        self.columns = fields.columns
        self.executor: Executor = EmbeddedExecutor(concordance, fields)
        self._understood = lru_cache(KEPT_QUERIES)(partial(understood, fields=fields, concordance=concordance))
        self.dates = dates
        self.turn_passages = turn_passages
        self.bounds = bounds

    def answered_by(self, executor: Executor) -> Searcher:
        """Give a searcher of the same generation whose queries another executor answers."""
        other = copy(self)
        other.executor = executor
        return other

    def outcome(self, request: Request) -> Outcome:
        """Find the passages that answer, in order. Raises QueryError."""
        asked = self._understood(request.query, request.glosses)
        given = _merged(request.filters, asked.fields)
        filters, meant = meant_filters(given, self.fields) if given else ({}, ())
        query = asked.query
        if meant or asked.written:
            query = replace(query, repairs=(*query.repairs, *meant, *asked.written))
        narrowing = self.fields.narrowing(filters, regions=request.regions or "region" in filters,
                                          texts=counted_texts(self.turns.texts, request.counted))
        found = self.executor.answer(asked.asked, narrowing, each=request.facets)
        kept = found.passages if narrowing.passages is None else found.passages & narrowing.passages
        sort = request.sort or self._default_sort(asked.looked_for, kept.numbers)
        keys = self._sort_keys(kept.numbers, sort, asked.ranked_by)
        return Outcome(asked, query, filters, narrowing, found, kept, self.concordance, sort, keys)

    def search(self, request: Request) -> Result:
        """Answer a request. Raises QueryError."""
        outcome = self.outcome(request)
        limit, offset = max(0, request.limit), max(0, request.offset)
        repairs = outcome.query.repairs
        if limit > MAX_ROWS:
            repairs += (Note("query-rows-cut", most=MAX_ROWS),)
        page = outcome.page(offset, min(limit, MAX_ROWS))
        forms = self._forms_found(outcome)
        missing, lacking = outcome.understood.missing, outcome.narrowing.lacking
        if lacking:
            missing = tuple(dict.fromkeys((*missing, *lacking)))
        asked, away = self.searched(outcome.narrowing), outcome.found.unsearched
        turns = self._turns_of_texts(outcome.passages)
        often = turns.tolist()
        return Result(
            query=request.query,
            understood=outcome.understood.shown,
            hits_total=outcome.hits_total,
            passages_total=outcome.passages_total,
            searched=tuple([info for info in asked if info.id not in away]) if away else asked,
            unsearched=tuple([info for info in asked if info.id in away]) if away else (),
            hits=self.hits(outcome, page),
            facets=self.executor.facets(outcome) if request.facets else (),
            repairs=repairs,
            glosses=request.glosses,
            names=tuple(word for word in forms if self.concordance.is_name(word)),
            families=tuple(item.form for phrase in outcome.looked_for for item in phrase.items if item.how == "family"),
            missing=missing,
            forms=forms,
            sort=outcome.sort,
            turns_total=sum(often),
            found_in=tuple(compress(self.columns.values["text"], often[1:])),
            only_turns=outcome.only_turns,
            there=there_are((one for one in missing if ":" in one), self.fields) if missing else {},
            turns_counted=self._turns_counted(outcome, turns) if request.facets and request.counted == "all" else {},
            suggestions={
                word: near
                for word in missing
                if ":" not in word and (near := nearest(self.concordance, word, SUGGESTED))
            },
        )

    def turns_total(self, passages: Places) -> int:
        """Count the turns of passages that rise."""
        return int(np.count_nonzero(firsts(self.concordance.passage_turn.take(passages))))

    def _turns_of_texts(self, passages: Places) -> Places:
        """Count the turns of passages that rise by their texts: one number a code of texts, that of none included."""
        codes = self.columns.codes["text"].take(self.first_passages(passages))
        return np.bincount(codes, minlength=len(self.columns.values["text"]) + 1)

    def first_passages(self, passages: Places) -> Places:
        """Give of passages that rise the first of each turn."""
        return passages.compress(firsts(self.concordance.passage_turn.take(passages)))

    def _turns_counted(self, outcome: Outcome, turns: Places) -> dict[Counted, int]:
        """Count the turns of a search of all texts by what is counted; nothing where a filter names texts.

        ``turns`` are those of each text by its code.
        """
        if outcome.filters and any(outcome.filters.get(name) for name in TEXT_FILTERS):
            return {}
        return dict(zip(_COUNTED, (self._counts @ turns).tolist(), strict=True))

    @cached_property
    def _counts(self) -> Places:
        """Say which texts count: a row a way of counting, 1 or 0 for each code of texts, that of none included."""
        names = ["", *self.columns.values["text"]]
        counted = [counted_texts(self.turns.texts, one) for one in _COUNTED]
        return np.array([[texts is None or name in texts for name in names] for texts in counted], dtype=np.int64)

    @cached_property
    def speaker_ranks(self) -> Ints:
        """The rank of each speaker by the alphabet, by code from 0."""
        return alphabetical(self.columns.values["speaker"])

    def hit(self, outcome: Outcome, passage: int) -> Hit:
        """Make the hit for a passage. A phrase that runs on into the next passages brings those with it."""
        return self.hits(outcome, np.array([passage], dtype=np.int64))[0]

    def hits(self, outcome: Outcome, passages: Places) -> tuple[Hit, ...]:
        """Make the hits for passages, in the order given."""
        concordance = self.concordance
        high = concordance.passage_tokens.take(passages + 1)
        first, last = outcome.found.hits.within(concordance.passage_tokens.take(passages), high)
        lengths = (last - first).tolist()
        found = outcome.found.hits.at(first if _one_each(lengths) else ranges(first, last))
        until = passages if found.words else self._last_passages(found, lengths, passages, high)
        turns = concordance.passage_turn.take(passages)
        starts, ends = self.bounds[0].take(passages), self.bounds[1].take(until)
        marks = self._marked_ranges(outcome.found.marks, found, lengths, starts, ends)
        rows = zip(
            passages.tolist(), turns.tolist(), (passages - self.turn_passages.take(turns) + 1).tolist(),
            starts.tolist(), ends.tolist(), marks,
            outcome.scores(passages), strict=True,
        )
        labels = outcome.found.labels if len(outcome.found.labels) else None
        return tuple([self._hit(labels, *row) for row in rows])

    def _last_passages(self, found: Spans, lengths: list[int], passages: Places, high: Places) -> Places:
        """Give the passage in which the last of the occurrences of each passage ends; one number a passage.

        ``found`` are the occurrences of one passage after the other, ``lengths`` how many each of ``passages`` has,
        ``high`` the token behind it.
        """
        until = passages.copy()
        finals = iter(found.ends.tolist())
        for number, (length, end) in enumerate(zip(lengths, high.tolist(), strict=True)):
            # The last to start may end before another.
            final = max(islice(finals, length), default=0)
            if final > end:
                until[number] = self.concordance.passage_of(final - 1)
        return until

    def _hit(
        self, labels: Places | None, passage: int, number: int, paragraph: int, start: int, end: int,
        marks: tuple[tuple[int, int], ...], score: float | None,
    ) -> Hit:
        """Make one hit from what :meth:`hits` has worked out for all of a page at once.

        ``labels`` are the occurrences in labels, None where there are none.
        """
        turn, spoken = self.turns.at(number), True
        text = turn.text[start:end]
        # Most have no marks, and a page of hits asks for each.
        if turn.marks:
            page, spoken = page_of(turn, start, end), not _narrated(turn, start, end)
            turn = turn if page is turn.page else replace(turn, page=page)
        return Hit(turn, text, start, end, paragraph, marks, spoken, score,
                   () if labels is None else self.concordance.labelled.spans_in(labels, passage))

    def searched(self, narrowing: Narrowing) -> tuple[TextInfo, ...]:
        """Give the texts that the filters left."""
        return tuple(info for info in self.turns.texts if info.id in narrowing.texts)

    def _marked_ranges(
        self, marks: Spans | None, found: Spans, lengths: list[int], starts: Places, ends: Places
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        """Give the ranges of characters to be marked in each passage; those that overlap are one.

        ``found`` are the occurrences of one passage after the other, ``lengths`` how many each has; ``marks`` the
        words to be marked, None where these are the same. A passage is the characters ``starts`` … ``ends`` - 1 of its
        turn, from which the ranges count.
        """
        if marks is not None:
            pairs = iter(found.pairs())
            parts = [union(_inside(marks, low, high) for low, high in islice(pairs, length)) for length in lengths]
            lengths = [len(part) for part in parts]
            empty = Spans.none()
            found = Spans(np.concatenate([empty.starts, *(part.starts for part in parts)]),
                          np.concatenate([empty.ends, *(part.ends for part in parts)]))
        single, first = _one_each(lengths), self.concordance.token_start.take(found.starts)
        before, behind = (starts, ends) if single else (starts.repeat(lengths), ends.repeat(lengths))
        begins = first - before
        last = self.concordance.token_ends(found.starts if found.words else found.ends - 1)
        closes = np.minimum(last, behind) - before
        marked = zip(begins.tolist(), closes.tolist(), strict=True)
        if single:
            return zip(marked)
        overlap = False
        if not found.words:
            owner = np.arange(len(lengths)).repeat(lengths)
            overlap = bool(((begins[1:] < closes[:-1]) & (owner[1:] == owner[:-1])).any())
        return (tuple(_joined(islice(marked, length)) if overlap else islice(marked, length)) for length in lengths)

    def _default_sort(self, wanted: Sequence[Phrase], kept: Places) -> Sort:
        """Choose the order: by relevance only where single words are asked for in several trials.

        A phrase is looked for to be read where it stands, and one trial is read from its beginning.
        """
        ranked = wanted and not any(len(phrase.items) > 1 for phrase in wanted)
        many_trials = ranked and np.count_nonzero(np.bincount(self.columns.codes["trial"].take(kept))) > 1
        return "relevance" if many_trials else "record"

    def _sort_keys(self, passages: Places, sort: Sort, wanted: Sequence[Phrase]) -> Numbers | Places | None:
        """Give what the passages are sorted by, by relevance for ``wanted``; None for the order of the record.

        One number a passage, least first. Scores have a minus, as the best comes first.
        """
        match sort:
            case "relevance":
                if not len(passages) or not wanted:
                    return None
                return -self.executor.scores(wanted, passages)
            case "date":
                return self.dates[passages]
            case "speaker":
                return self.speaker_ranks[self.columns.codes["speaker"][passages]]
            case "page":
                return self.page_keys(passages)
            case _:
                return None

    def page_keys(self, passages: Places) -> Places:
        """Give for each passage the number of its first page, for sorting; those without stand last.

        One 64-bit number a passage.
        """
        labels = self.columns.values["page"]
        table = np.array([_LAST, *(int(label) if label.isdecimal() else _LAST for label in labels)], dtype=np.int64)
        pages = self.columns.pages
        has = pages.at[passages + 1] > pages.at[passages]
        first = np.zeros(len(passages), dtype=np.int64)
        first[has] = pages.values[pages.at[passages[has]]]
        keys: Places = table[first]
        return keys

    def _forms_found(self, outcome: Outcome) -> dict[str, tuple[str, ...]]:
        """Give the words found for each word that stands for several, those of most occurrences in the answer first.

        Where nothing answers, they are those that were looked for and occur.
        """
        out: dict[str, tuple[str, ...]] = {}
        # One word in all texts is found wherever it occurs.
        everywhere = not outcome.passages_total or (
            outcome.narrowing.passages is None and isinstance(outcome.node, Phrase) and len(outcome.node.items) == 1)
        for phrase in outcome.looked_for:
            for item in phrase.items:
                if item.how not in ("exact", "person", "gap"):
                    wanted = self.concordance.wanted(item)
                    often = self.concordance.frequencies(wanted) if everywhere \
                        else self.concordance.frequencies_in(wanted, outcome.kept)
                    order = np.argsort(-often, kind="stable")[: np.count_nonzero(often)]
                    out[item.form] = tuple(self.concordance.words.word(wanted[at]) for at in order.tolist())
        return out


_LAST = 1 << 40
"""The page of passages without one, behind all that a book can have."""


def _narrated(turn: Turn, start: int, end: int) -> bool:
    """Say whether words of a passage are narration inside a labelled turn."""
    said = voice(turn, ((start, end),))
    return said.mixed or said.narrated


def _one_each(lengths: Sequence[int]) -> bool:
    """Say whether each passage has one occurrence, as most have of a rare word."""
    return lengths.count(1) == len(lengths)


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges that overlap, in order of their beginnings."""
    joined: list[tuple[int, int]] = []
    last = 0
    for begin, close in ranges:
        if begin >= last:
            joined.append((begin, close))
        elif close > last:
            joined[-1] = (joined[-1][0], close)
        last = max(last, close)
    return joined


def _inside(marks: Spans, low: int, high: int) -> Spans:
    """Give the marks that lie within tokens low … high - 1."""
    part = marks.at(np.arange(*np.searchsorted(marks.starts, [low, high])))
    return part.where(part.ends <= high)


def alphabetical(values: list[str]) -> Ints:
    """Give for each code of a column the rank of its value; no value stands last.

    N values give N + 1 ranks of 32 bits, by code from 0.
    """
    table = np.full(len(values) + 1, len(values), dtype=np.int32)
    for rank, code in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        table[code + 1] = rank
    return table


def _merged(*sources: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for source in sources:
        for name, values in source.items():
            out[name] = tuple(dict.fromkeys((*out.get(name, ()), *values)))
    return out
