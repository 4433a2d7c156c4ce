"""The concordance of a generation: where every word stands, and which words go with which.

Files (arrays of :mod:`indexer.arrays`): ``tokens`` the corpus as word numbers; ``positions`` the tokens of each
word; ``token.passage``, ``token.start``, ``token.end`` the passage of each token and its characters in the
turn's text; ``passage.tokens`` and ``turn.passages`` where each passage and turn starts.
"""

from __future__ import annotations

import re
from fnmatch import translate
from pathlib import Path

import numpy as np

from corpus.errors import QueryError
from corpus.limits import MAX_EXPANSION
from indexer.arrays import Ints, Lists, Mask, Places, load
from indexer.layers import LAYERS, LayerTable
from indexer.lexicon import Lexicon
from indexer.spans import Spans, in_order
from indexer.tree import Item, Phrase

Wanted = range | list[int]
"""Numbers of words: one word, those with one beginning, or any."""


class Concordance:
    """Answers where words and phrases stand. Read-only; may be used by several threads."""

    def __init__(self, place: Path) -> None:
        self.words = Lexicon.load(place, "words")
        self.layers = tuple(LayerTable(place, layer) for layer in LAYERS)
        self.tokens: Ints = load(place, "tokens")
        self.positions = Lists.load(place, "positions")
        self.token_passage: Ints = load(place, "token.passage")
        self.token_start: Ints = load(place, "token.start")
        self.token_end: Ints = load(place, "token.end")
        self.passage_tokens: Places = load(place, "passage.tokens")
        self.passage_turn: Ints = load(place, "passage.turn")

    def wanted(self, item: Item) -> Wanted:
        """Give the numbers of the words an item stands for. Raises QueryError where they are too many."""
        if item.how == "pattern":
            found = self._pattern(item.form)
        else:
            number = self.words.find(item.form)
            if item.how == "exact":
                return range(0) if number is None else range(number, number + 1)
            joined = {word for layer in self.layers for word in layer.joined(item.form, number)}
            found = sorted(joined | ({number} if number is not None else set()))
        if len(found) > MAX_EXPANSION:
            raise QueryError(
                f"“{item.form}” stands for {len(found):,} different words; at most {MAX_EXPANSION:,} are looked for.",
                "Give more letters of it.",
            )
        return found

    def keys(self, form: str) -> tuple[str, ...]:
        """Give the keys of a word's forms in all layers, as far as the index has them."""
        number = self.words.find(form)
        return tuple(key for layer in self.layers for key in layer.keys(form, number))

    def fitting(self, pattern: str) -> list[str]:
        """Give the words that fit a pattern."""
        return [self.words.word(number) for number in self._pattern(pattern)]

    def frequency(self, wanted: Wanted) -> int:
        """Give how often the words occur."""
        at = self.positions.at
        if isinstance(wanted, range):
            return int(at[wanted.stop] - at[wanted.start]) if wanted else 0
        return sum(int(at[number + 1] - at[number]) for number in wanted)

    def places(self, wanted: Wanted) -> Places:
        """Give the tokens that are one of the words, in order."""
        if isinstance(wanted, range):
            found = self.positions.range(wanted.start, wanted.stop) if wanted else self.positions.values[:0]
        else:
            found = self.positions.join(wanted)
        places = found.astype(np.int64)
        if len(wanted) > 1:
            places.sort()
        return places

    def same_turn(self, first: Places, last: Places) -> Mask:
        """Tell which pairs of tokens stand in one turn."""
        turn = self.passage_turn
        same: Mask = turn[self.token_passage[first]] == turn[self.token_passage[last]]
        return same

    def phrase(self, phrase: Phrase) -> tuple[Spans, Spans]:
        """Give the places of a phrase, and the words to be marked there: those of the phrase itself."""
        wanted = [self.wanted(item) for item in phrase.items]
        if not all(wanted):
            return Spans.none(), Spans.none()
        if len(wanted) == 1:
            spans = Spans.of_words(self.places(wanted[0]))
            return spans, spans
        if phrase.slop:
            spans, chain = in_order([self.places(words) for words in wanted], phrase.slop, self.same_turn)
            return spans, Spans.of_words(np.unique(np.concatenate(chain)))
        spans = self._adjacent(wanted)
        return spans, spans

    def _adjacent(self, wanted: list[Wanted]) -> Spans:
        """Start from the rarest word and look at its neighbours, the next rarest first."""
        length = len(wanted)
        order = sorted(range(length), key=lambda at: self.frequency(wanted[at]))
        starts = self.places(wanted[order[0]]) - order[0]
        starts = starts[(starts >= 0) & (starts <= len(self.tokens) - length)]
        for at in order[1:]:
            if not len(starts):
                break
            starts = starts[_is_one(self.tokens[starts + at], wanted[at])]
        return Spans.of_words(starts[self.same_turn(starts, starts + length - 1)], length)

    def _pattern(self, pattern: str) -> Wanted:
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        begins = self.words.beginning(literal)
        if pattern == literal + "*":
            return begins
        # Its translation never goes back over a star, so that many stars cost no more than one.
        expression = re.compile(translate(pattern))
        return [number for number in begins if expression.fullmatch(self.words.word(number))]


def _is_one(tokens: Ints, wanted: Wanted) -> Mask:
    if isinstance(wanted, range):
        inside: Mask = (tokens >= wanted.start) & (tokens < wanted.stop)
        return inside
    return np.isin(tokens, np.array(wanted, dtype=tokens.dtype))
