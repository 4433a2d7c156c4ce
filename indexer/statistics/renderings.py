"""Renderings on the other side: the words of the sentences that stand for those in which a query is found.

Whether a word of the other language belongs to what was asked for is told by how often the two stand in paired turns
together, against how often each does at all (Dice's coefficient), and by Dunning's log-likelihood ratio. Of turns that
are paired, only the sentences that belong to those with the query are looked at. Two neighbouring words that both
belong to it are one rendering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from corpus.alignment.sentences import sentence_pairs
from corpus.model.turns import Turn
from indexer.arrays.files import Ints, Mask, Places
from indexer.results import Request
from indexer.search.outcome import Outcome
from indexer.search.searcher import Searcher

SURE = 6.63
"""Log-likelihood from which a pairing of words is no chance, at one in a hundred."""

SHOWN = 20
"""Renderings given at most."""

LEAST = 2
"""Turns in which a rendering stands at least."""

MIN_LETTERS = 2
"""Letters of a word that can be a rendering: single ones are prepositions and initials."""

MOST_TURNS = 400
"""Turns with the query whose sentences are compared at most; of more, as many evenly spread over the record."""

WHOLE = 0.7
"""Share of its turns in which a word stands beside the same other one, for the two to be one rendering."""

Key = tuple[int, ...]
"""One word, or two that follow each other, by the numbers of their forms."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """Words of the other language: ``forms`` as they occur, most frequent first, in ``turns`` of ``of`` paired turns.

    ``dice`` is 0 to 1, ``likelihood`` Dunning's ratio. ``ref`` is a turn in which it stands.
    """

    forms: tuple[str, ...]
    turns: int
    of: int
    dice: float
    likelihood: float
    ref: str


def renderings(searcher: Searcher, query: str, lang: str) -> tuple[Rendering, ...]:
    """Give the words in ``lang`` that stand where the query stands on the other side, the surest first.

    Raises QueryError.
    """
    return _Renderings(searcher, lang).renderings_of(query)


class _Renderings:
    """Answers for one language; ``key`` numbers the forms of each word of the index."""

    def __init__(self, searcher: Searcher, lang: str) -> None:
        self.searcher, self.concordance, self.lang = searcher, searcher.concordance, lang
        self.sides = searcher.fields.counterparts
        self.spoken: Mask = self.sides.in_language(lang)
        self.key = self._form_numbers()

    def renderings_of(self, query: str) -> tuple[Rendering, ...]:
        """Give the renderings of a query; see :func:`renderings`.

        Words alone are judged first, by how many turns have each: of pairs of words, of which there are many more,
        only those whose two words have passed are then counted.
        """
        outcome = self.searcher.outcome(Request(query, sort="record"))
        turn = self.concordance.passage_turn
        passages = outcome.order[~self.spoken[outcome.order]]
        found = [number for number in np.unique(turn[passages]).tolist() if len(self._paired_turns([number]))]
        every = self._paired_turns(np.unique(turn[~self.spoken]).tolist())
        if not found or not len(every):
            return ()
        chosen = [found[at] for at in np.unique(np.linspace(0, len(found) - 1, MOST_TURNS).astype(int)).tolist()]
        seen, forms, places = self._count_answers(outcome, chosen)
        counted = [key for key, turns in seen.items() if turns >= LEAST]
        scored = {}
        everywhere = self._turns_with_each(every)
        for key in counted:
            common = int(everywhere[key[0]]) if len(key) == 1 else 0
            if common:
                scored[key] = _score(seen[key], len(chosen), common, len(every))
        sure = {key: score for key, score in scored.items() if score}
        for key in counted:
            if len(key) > 1 and all((one,) in sure for one in key):
                score = _score(seen[key], len(chosen), self._turns_with_both(key, every), len(every))
                if score:
                    sure[key] = score
        best = sorted(_without_parts(sure, seen).items(), key=lambda one: (-one[1][1], -one[1][0], one[0]))[:SHOWN]
        return tuple(
            Rendering(
                tuple(form for form, _ in forms[key].most_common()), seen[key], len(chosen), dice, ratio, places[key]
            )
            for key, (dice, ratio) in best
        )

    def _form_numbers(self) -> Ints:
        """Give each word the number of its form: of a name, else of its word, else its own; 0 for what is none.

        One number of 32 bits a word of the index. Names come last and win, as a name is no form of another word.
        """
        size = len(self.concordance.words)
        out = np.arange(1, size + 1, dtype=np.int64)
        first = size + 1
        for layer in self.concordance.layers:
            last = layer.last_keys()
            out = np.where(last >= 0, first + last, out)
            first += layer.size
        words = self.concordance.words
        short = [n for n in range(size) if len(form := words.word(n)) < MIN_LETTERS or form.isdigit()]
        out[short] = 0
        return out.astype(np.int32)

    def _paired_turns(self, turns: Iterable[int]) -> Ints:
        """Give the turns in the language that turns are paired with: rising, each once."""
        others = self.sides.paired_turns(np.fromiter(turns, dtype=np.int64))
        first = self.searcher.turn_passages[others]
        return others[self.spoken[first]]

    def _turns_with_each(self, turns: Ints) -> Places:
        """Count in how many of the turns each form stands: one number a form, by its number from 0."""
        keys, owners = self._forms_in_order(turns)
        unique = np.unique(owners * (int(self.key.max()) + 1) + keys)
        return np.bincount(unique % (int(self.key.max()) + 1), minlength=int(self.key.max()) + 1)

    def _turns_with_both(self, key: Key, turns: Ints) -> int:
        """Count in how many of the turns two forms follow each other."""
        keys, owners = self._forms_in_order(turns)
        both = (keys[:-1] == key[0]) & (keys[1:] == key[1]) & (owners[:-1] == owners[1:])
        return len(np.unique(owners[:-1][both]))

    def _forms_in_order(self, turns: Ints) -> tuple[Places, Places]:
        """Give the forms of the words of turns in order, and the turn of each; one entry a word, 64 bits."""
        concordance = self.concordance
        held = np.zeros(len(self.searcher.turn_passages), dtype=np.bool_)
        held[turns] = True
        lengths = np.diff(concordance.passage_tokens)
        passages = held[concordance.passage_turn]
        owners = concordance.passage_turn[passages].repeat(lengths[passages])
        tokens = concordance.tokens[concordance.token_mask(passages)]
        return self.key[tokens].astype(np.int64), owners.astype(np.int64)

    def _count_answers(
        self, outcome: Outcome, turns: Sequence[int]
    ) -> tuple[Counter[Key], dict[Key, Counter[str]], dict[Key, str]]:
        """Count in how many turns each form answers the query, how it is written, and where it stands first."""
        seen: Counter[Key] = Counter()
        forms: dict[Key, Counter[str]] = {}
        places: dict[Key, str] = {}
        for number in turns:
            answers = list(self._answers(number, self._hits_in(outcome, number)))
            seen.update({key for key, _, _ in answers})
            for key, form, ref in answers:
                forms.setdefault(key, Counter())[form] += 1
                places.setdefault(key, ref)
        return seen, forms, places

    def _hits_in(self, outcome: Outcome, number: int) -> list[int]:
        """Give the characters of a turn at which the query is found; none where it is found in no words."""
        low, high = self._token_range(number)
        starts = outcome.answer.hits.starts
        inside = starts[np.searchsorted(starts, low) : np.searchsorted(starts, high)]
        found: list[int] = self.concordance.token_start[inside].tolist()
        return found

    def _token_range(self, number: int) -> tuple[int, int]:
        """Give the first token of a turn and the one behind it."""
        passages, bounds = self.searcher.turn_passages, self.concordance.passage_tokens
        return int(bounds[passages[number]]), int(bounds[passages[number + 1]])

    def _answers(self, number: int, hits: list[int]) -> Iterator[tuple[Key, str, str]]:
        """Give the forms, as they are written, of the sentences that answer those with a hit in a turn."""
        own = self.searcher.turns.at(number)
        done: set[tuple[str, int]] = set()
        for other in self._paired_turns([number]).tolist():
            turn = self.searcher.turns.at(other)
            low, high = self._token_range(other)
            starts = self.concordance.token_start[low:high]
            for start, end in self._sentences_answering(own, turn, hits):
                if (turn.ref, start) in done:
                    continue
                done.add((turn.ref, start))
                words = self.concordance.tokens[low:high][(starts >= start) & (starts < end)].tolist()
                for word in words:
                    if self.key[word]:
                        yield (int(self.key[word]),), self.concordance.words.word(word), turn.ref
                for one, two in pairwise(words):
                    if self.key[one] and self.key[two]:
                        form = f"{self.concordance.words.word(one)} {self.concordance.words.word(two)}"
                        yield (int(self.key[one]), int(self.key[two])), form, turn.ref

    def _sentences_answering(self, own: Turn, other: Turn, hits: list[int]) -> list[tuple[int, int]]:
        """Give the sentences of the other turn that belong to those with a hit; the whole turn where none does."""
        spans = [
            (place.start, place.end)
            for pair in sentence_pairs([own], [other])
            if any(place.start <= hit < place.end for place in pair.left for hit in hits)
            for place in pair.right
        ]
        return spans or [(0, len(other.text))]


def _without_parts(
    sure: dict[Key, tuple[float, float]], seen: Counter[Key]
) -> dict[Key, tuple[float, float]]:
    """Leave out words that mostly stand beside the same other one, and pairs whose words mostly do not."""
    whole = {
        key for key in sure if len(key) > 1 and all(seen[key] >= WHOLE * seen[(one,)] for one in key)
    }
    parts = {one for key in whole for one in key}
    return {
        key: score for key, score in sure.items() if key in whole or (len(key) == 1 and key[0] not in parts)
    }


def _score(both: int, left: int, right: int, total: int) -> tuple[float, float] | None:
    """Give Dice's coefficient and the log-likelihood; None where the word is as common elsewhere."""
    right = max(both, right)
    ratio = _likelihood(both, left, right, total)
    if both < LEAST or ratio < SURE or both * total <= left * right:
        return None
    return 2 * both / (left + right), ratio


def _likelihood(both: int, left: int, right: int, total: int) -> float:
    cells = (
        (both, left * right), (left - both, left * (total - right)),
        (right - both, (total - left) * right), (total - left - right + both, (total - left) * (total - right)),
    )
    return 2 * sum(seen * log(seen * total / expected) for seen, expected in cells if seen > 0 and expected > 0)
