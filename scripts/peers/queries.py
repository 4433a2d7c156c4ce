"""The questions of the benchmark, chosen from a corpus by how often their words occur."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.language.words import forms
from corpus.model.passages import passages
from corpus.storage.library import Library
from indexer.results import Request

Words = tuple[str, ...]

COMMON = 60
"""The most frequent words, in each language, of which the phrases of common words consist."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question any engine can be asked: phrases joined by AND or OR, one absent, a beginning or a likeness.

    ``filters`` are values every passage must have; ``exact`` says that all engines must count the same;
    ``shown`` is how many passages are given, 0 where only counts are asked for.
    """

    kind: str
    parts: tuple[Words, ...] = ()
    any_part: bool = False
    absent: Words = ()
    prefix: str = ""
    fuzzy: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    exact: bool = True
    shown: int = 20

    @property
    def ranked(self) -> bool:
        """Whether the best come first; phrases come in the order of the record."""
        return not any(len(part) > 1 for part in self.parts)

    @property
    def text(self) -> str:
        """The question in our query language."""
        said = [f'"{" ".join(part)}"' for part in self.parts]
        said += [f"{self.prefix}*"] if self.prefix else []
        said += [f"{self.fuzzy}~1"] if self.fuzzy else []
        joined = (" OR " if self.any_part else " ").join(said)
        return f'{joined} -"{" ".join(self.absent)}"' if self.absent else joined

    def without(self, name: str) -> Ask:
        """The question without one of its filters."""
        return replace(self, filters={other: value for other, value in self.filters.items() if other != name})

    def request(self) -> Request:
        """The question as a request for twenty passages and all counts."""
        filters = {name: (value,) for name, value in self.filters.items()}
        return Request(self.text, filters, "relevance" if self.ranked and self.shown else "record",
                       self.shown, 0, True, True)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with the values that filters ask for."""

    words: list[str]
    values: dict[str, str]


def held_passages(library: Library) -> Iterator[Passage]:
    """Give the passages of a library as the peers get them: their words, folded, and the values of their columns."""
    for info in library.texts:
        for turn in library.turns(info.id):
            values = {"trial": info.trial, "edition": info.id, "lang": turn.lang, "speaker": turn.speaker,
                      "role": turn.role, "sitting": turn.sitting, "kind": info.kind, "page": turn.page.label}
            for part in passages(turn):
                yield Passage(folded(turn.text[part.start : part.end]), {k: v for k, v in values.items() if v})


class Questions:
    """Makes questions of every kind from the passages of a corpus."""

    def __init__(self, passages: Sequence[Passage], seed: int, each: int) -> None:
        self._passages = passages
        self._chance = random.Random(seed)  # noqa: S311
        self._each = each
        counts: dict[str, Counter[str]] = {}
        for passage in passages:
            counts.setdefault(passage.values["lang"], Counter()).update(passage.words)
        self._ranked = [[word for word, _ in count.most_common()] for count in counts.values()]
        self._counts = sum(counts.values(), Counter())
        self._commonest = {word for ranked in self._ranked for word in ranked[:COMMON]}
        # Eight of the commonest words hardly ever stand together.
        self._frequent = {word for ranked in self._ranked for word in ranked[: 10 * COMMON]}

    def all(self) -> Iterator[Ask]:
        """Give the questions, kind by kind."""
        kinds: dict[str, Callable[[str], Ask]] = {
            "rare term": lambda kind: Ask(kind, ((self._term(2, 12),),)),
            "middling term": lambda kind: Ask(kind, ((self._term(60, 300),),)),
            "common term": lambda kind: Ask(kind, ((self._common(),),)),
            "2-word phrase": lambda kind: Ask(kind, (self._phrase(2),)),
            "4-word phrase": lambda kind: Ask(kind, (self._phrase(4),)),
            "8-word phrase": lambda kind: Ask(kind, (self._phrase(8),)),
            "2 common words": lambda kind: Ask(kind, (self._phrase(2, self._commonest),)),
            "4 common words": lambda kind: Ask(kind, (self._phrase(4, self._commonest),)),
            "8 common words": lambda kind: Ask(kind, (self._phrase(8, self._frequent),)),
            "2 terms AND": lambda kind: Ask(kind, self._pair(20, 2_000)),
            "3 common AND": lambda kind: Ask(kind, self._together(3)),
            "2 terms OR": lambda kind: Ask(kind, self._pair(20, 2_000), any_part=True),
            "4 common OR": lambda kind: Ask(kind, tuple((self._common(),) for _ in range(4)), any_part=True),
            "term NOT phrase": lambda kind: Ask(kind, ((self._common(),),), absent=self._phrase(2)),
            "term + filter": lambda kind: self._filtered(kind, 1),
            "phrase + filter": lambda kind: self._filtered(kind, 2),
            "facets": lambda kind: Ask(kind, ((self._chance.choice((self._common, self._middling))(),),), shown=0),
            "prefix": lambda kind: Ask(kind, prefix=self._prefix()),
            "fuzzy": lambda kind: Ask(kind, fuzzy=self._long(), exact=False),
        }
        for kind, make in kinds.items():
            yield from (make(kind) for _ in range(self._each))

    def frequent(self, occurrences: int) -> str:
        """Give a word that occurs at least so often, the least frequent of these; else the most frequent."""
        enough = [word for word, count in self._counts.items() if count >= occurrences]
        return min(enough, key=self._counts.__getitem__) if enough else self._counts.most_common(1)[0][0]

    def _term(self, low: int, high: int) -> str:
        return self._chance.choice([w for w, n in self._counts.items() if low <= n <= high and w.isalpha()])

    def _middling(self) -> str:
        return self._term(60, 300)

    def _common(self) -> str:
        return self._chance.choice(self._chance.choice(self._ranked)[:COMMON])

    def _long(self) -> str:
        while len(word := self._term(20, 500)) < 6:
            pass
        return word

    def _prefix(self) -> str:
        return self._long()[: self._chance.randint(3, 4)]

    def _phrase(self, length: int, among: set[str] | None = None) -> Words:
        while True:
            found = self._chance.choice(self._passages).words
            if len(found) < length:
                continue
            at = self._chance.randrange(len(found) - length + 1)
            cut = tuple(found[at : at + length])
            if among is None or among.issuperset(cut):
                return cut

    def _pair(self, low: int, high: int) -> tuple[Words, ...]:
        while True:
            found = {w for w in self._chance.choice(self._passages).words if low <= self._counts[w] <= high}
            if len(found) > 1:
                return tuple((word,) for word in self._chance.sample(sorted(found), 2))

    def _together(self, number: int) -> tuple[Words, ...]:
        while True:
            found = self._commonest.intersection(self._chance.choice(self._passages).words)
            if len(found) >= number:
                return tuple((word,) for word in self._chance.sample(sorted(found), number))

    def _filtered(self, kind: str, length: int) -> Ask:
        while True:
            passage = self._chance.choice(self._passages)
            values = {name: passage.values[name] for name in ("speaker", "trial") if name in passage.values}
            if len(values) == 2:
                within = [passage.words[at : at + length] for at in range(len(passage.words) - length + 1)]
                common = [tuple(cut) for cut in within if self._commonest.issuperset(cut)]
                if common:
                    return Ask(kind, (self._chance.choice(common),), filters=values)


def folded(text: str) -> list[str]:
    """Give the words of a text as every engine gets them."""
    return forms(text)
