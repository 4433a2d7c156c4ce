"""The concordance of a generation: where every word stands, and which words go with which.

Files (arrays of :mod:`indexer.arrays.files`): ``tokens`` the corpus as word numbers; ``positions`` the tokens of each
word; ``token.start`` and ``token.length`` the characters of each token in the turn's text; ``passage.tokens`` and
``turn.passages`` where each passage and turn starts; ``glosses`` the tokens of insertions in brackets;
``mention.first``, ``mention.end``, ``mention.person`` where persons are named. Names in labels
are apart (:mod:`indexer.concordance.label_words`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import translate
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.errors import QueryError
from corpus.language.script import is_cyrillic
from corpus.limits import MAX_EXPANSION, MAX_QUERY_CLAUSES
from corpus.model.notes import Note
from indexer.arrays.files import Ints, Lists, Mask, Places, firsts, load, starts
from indexer.arrays.passages import PassageSet
from indexer.arrays.spans import Spans, in_order, ordered, shortest, union
from indexer.concordance.label_words import Labelled
from indexer.concordance.layers import LEMMA, LayerTable, NamesTable
from indexer.concordance.lexicon import Lexicon
from indexer.concordance.persons import Persons
from indexer.concordance.postings import Postings
from indexer.query.tree import Phrase, QueryWord

Wanted = range | list[int]
"""Numbers of words: one word, those with one beginning, or any."""

_NO_WORDS = frozenset({"gap", "person"})
"""What an item may be that stands for no words of its own."""

PersonCodes = Callable[[str], Iterable[int]]
"""Gives the codes of the persons that are called so."""


class Stream:
    """Tokens one after the other, and the token of the corpus that each of them is."""

    def __init__(self, tokens: Ints, at: Places | None = None) -> None:
        self.tokens = tokens
        self._at = at

    def real(self, places: Places) -> Places:
        """Give the tokens of the corpus at these places of the stream, one for each."""
        return places if self._at is None else self._at[places]

    def own(self, places: Places) -> Places:
        """Give the places in the stream of tokens of the corpus; those that are not in it are left out."""
        if self._at is None:
            return places
        found = np.searchsorted(self._at, places)
        found[found == len(self._at)] = 0
        return found[self._at[found] == places] if len(self._at) else found[:0]


class Concordance:
    """Answers where words and phrases stand. Read-only; may be used by several threads."""

    def __init__(self, place: Path) -> None:
        self.words = Lexicon.load(place, "words")
        self.lemmas = LayerTable(place, LEMMA)
        self.names = NamesTable(place)
        self.layers = (self.lemmas, self.names)
        self.persons = Persons(place, self.names.keys_of, self.names.keys_like)
        self.tokens: Ints = load(place, "tokens")
        self.positions = Lists.load(place, "positions")
        self.token_start: Ints = load(place, "token.start")
        self._token_length: Ints = load(place, "token.length")
        self.passage_tokens: Places = load(place, "passage.tokens")
        self.passage_turn: Ints = load(place, "passage.turn")
        self.postings = Postings(place, len(self.passage_turn))
        self._paragraphs: Ints = load(place, "passage.paragraph")
        self._glosses: Ints = load(place, "glosses")
        self.labelled = Labelled(place)
        self._mentions = tuple(load(place, f"mention.{name}") for name in ("first", "end", "person"))
        self._whole = Stream(self.tokens)
        self._known: dict[QueryWord, Wanted] = {}

    def wanted(self, item: QueryWord) -> Wanted:
        """Give the numbers of the words an item stands for. Raises QueryError where they are too many."""
        found = self._known.get(item)
        if found is None:
            found = self._looked_up(item)
            # Finding, marking, ranking and reporting all ask for the words of one query.
            if len(self._known) >= MAX_QUERY_CLAUSES:
                self._known.clear()
            self._known[item] = found
        return found

    def _looked_up(self, item: QueryWord) -> Wanted:
        """Find the words an item stands for, without the forms left out. Raises QueryError over the limit."""
        number = self.words.find(item.form)
        if item.how == "exact":
            return range(0) if number is None else range(number, number + 1)
        found = self._several(item, number)
        if item.off:
            dropped = {self.words.find(form) for form in item.off}
            found = [word for word in found if word not in dropped]
        if len(found) > MAX_EXPANSION:
            raise QueryError(
                Note("query-pattern-wide", what=item.form, count=len(found), most=MAX_EXPANSION),
                Note("query-more-letters"),
            )
        return found

    def _several(self, item: QueryWord, number: int | None) -> Wanted:
        """Give the words of an item that may stand for more than one."""
        match item.how:
            case "pattern":
                return self._pattern(item.form)
            case "fuzzy":
                return self._fuzzy(item.form, item.high)
            case "family":
                from indexer.concordance.families import family

                return sorted(family((item.form, *self.lemmas.keys(item.form, number)), self.words)
                              | set(self.joined(item.form, number)))
            case "forms" | "lemma":
                found = self.joined(item.form, number)
                if item.how == "lemma":
                    script = is_cyrillic(item.form, one_letter=True)
                    found = [word for word in found if is_cyrillic(self.words.word(word), one_letter=True) == script]
                return found
            case _:
                return []

    def joined(self, form: str, number: int | None) -> list[int]:
        """Give the numbers of the words that are forms of this one, in any layer, itself included."""
        found = self.names.joined(form, number)
        # What is typed as a name only is no form of another word, as in the index itself.
        if number is not None or not found:
            found |= self.lemmas.joined(form, number)
        else:
            own = set(self.names.keys_of(form))
            found |= {
                word for word in self.lemmas.joined(form, None) if own & set(self.lemmas.keys("", word))
            }
        return sorted(found | ({number} if number is not None else set()))

    def words_of(self, item: QueryWord) -> list[str]:
        """Give the words an item stands for."""
        return [self.words.word(number) for number in self.wanted(item)]

    def is_name(self, form: str) -> bool:
        """Whether a word is a surname in any spelling that the index has."""
        return bool(self.names.joined(form, self.words.find(form)))

    def keys(self, form: str) -> tuple[str, ...]:
        """Give the keys of a word's forms in all layers, as far as the index has them."""
        number = self.words.find(form)
        return tuple(key for layer in self.layers for key in layer.keys(form, number))

    def frequency(self, wanted: Wanted) -> int:
        """Give how often the words occur."""
        if isinstance(wanted, range):
            at = self.positions.at
            return int(at[wanted.stop] - at[wanted.start]) if wanted else 0
        return int(self.frequencies(wanted).sum())

    def frequencies(self, wanted: Wanted) -> Places:
        """Give how often each of the words occurs, one number of 64 bits a word."""
        numbers = np.array(wanted, dtype=np.int64)
        counts: Places = self.positions.at[numbers + 1] - self.positions.at[numbers]
        return counts

    def frequencies_in(self, wanted: Wanted, passages: PassageSet) -> Places:
        """Give how often each of the words occurs in some passages, one number a word."""
        mask = passages.mask
        return np.array([self.postings.often_in(word, mask) for word in wanted], dtype=np.int64)

    def places(self, wanted: Wanted) -> Ints:
        """Give the tokens that are one of the words, rising; 32-bit integers, one an occurrence."""
        if isinstance(wanted, range):
            found = self.positions.range(wanted.start, wanted.stop) if wanted else self.positions.values[:0]
        else:
            found = self.positions.join(wanted)
        return np.sort(found) if len(wanted) > 1 else found

    def tokens_in(self, passages: range) -> Ints:
        """Give the words of passages that follow each other, as numbers in their order."""
        return self.tokens[self.passage_tokens[passages.start] : self.passage_tokens[passages.stop]]

    def passages_of(self, tokens: Places) -> Places:
        """Give the passage of each of these tokens."""
        passages: Places = self.passage_tokens.searchsorted(tokens, side="right") - 1
        return passages

    def passage_of(self, token: int) -> int:
        """Give the passage of a token."""
        return int(self.passage_tokens.searchsorted(token, side="right")) - 1

    def token_ends(self, tokens: Places) -> Places:
        """Give the character of the turn's text behind each of these tokens."""
        ends: Places = np.add(self.token_start[tokens], self._token_length[tokens], dtype=np.int64)
        return ends

    def token_end(self, token: int) -> int:
        """Give the character of the turn's text behind a token."""
        return int(self.token_start[token]) + int(self._token_length[token])

    def token_mask(self, passages: Mask) -> Mask:
        """Tell which tokens of the corpus stand in these passages; one bool a token for one bool a passage."""
        return passages.repeat(np.diff(self.passage_tokens))

    def same_turn(self, first: Places, last: Places) -> Mask:
        """Tell which pairs of tokens stand in one turn, one bool a pair; none of ``last`` is before its ``first``."""
        same: Mask = last < self._turn_bounds.take(self._turn_bounds.searchsorted(first, side="right"))
        return same

    @cached_property
    def _turn_bounds(self) -> Places:
        """The token behind each turn."""
        final = np.flatnonzero(np.diff(self.passage_turn, append=-1))
        bounds: Places = self.passage_tokens[final + 1]
        return bounds

    def paragraphs(self, passages: PassageSet) -> PassageSet | None:
        """Give all passages of the paragraphs that these are parts of; None where these are all of them."""
        parted = self._parted
        if parted is None or not (parted[passages.numbers] if passages.few else parted & passages.mask).any():
            return None
        held = np.zeros(int(self._paragraphs[-1]) + 1, dtype=np.bool_)
        held[self._paragraphs[passages.numbers]] = True
        return PassageSet.of_mask(held[self._paragraphs])

    @cached_property
    def _parted(self) -> Mask | None:
        """The passages of paragraphs that have several, one bool a passage; None where none has."""
        mask = np.bincount(self._paragraphs)[self._paragraphs] > 1
        return mask if mask.any() else None

    def mentions(self, codes: Iterable[int]) -> Spans:
        """Give where the persons of these codes are named."""
        first, end, person = self._mentions
        held = np.isin(person, list(codes))
        return ordered(first[held].astype(np.int64), end[held].astype(np.int64))

    @cached_property
    def named(self) -> Lists:
        """The persons named in each passage, each once."""
        first, _, person = self._mentions
        size = int(person.max(initial=0)) + 1
        pairs = self.passages_of(first) * size + person
        # They are nearly in order, which a stable sort makes use of: it takes a hundredth of the time of np.unique.
        pairs.sort(kind="stable")
        pairs = pairs[firsts(pairs)]
        counts = np.bincount(pairs // size, minlength=len(self.passage_turn))
        return Lists((pairs % size).astype(np.int32), starts(counts))

    def mentioned(self) -> Places:
        """Count how often the person of each code is named: one number a code, from 0."""
        return np.bincount(self._mentions[2])

    def in_labels(self, phrase: Phrase) -> Places:
        """Give the rows of :attr:`labelled` at which a phrase begins, for words that follow each other; rising."""
        if phrase.slop or not _NO_WORDS.isdisjoint([item.how for item in phrase.items]):
            return self.labelled.rows([])
        return self.labelled.rows(*[self.wanted(item) for item in phrase.items])

    def phrase(self, phrase: Phrase, codes: PersonCodes) -> tuple[Spans, Spans]:
        """Give the places of a phrase, and the words to be marked there: those of the phrase itself.

        ``codes`` gives the codes of the persons that an item names.
        """
        if not _NO_WORDS.isdisjoint([item.how for item in phrase.items]):
            if len(phrase.items) == 1:
                spans = self.mentions(codes(phrase.items[0].form))
                return spans, spans
            spans = self._sequence(phrase, codes, self._whole)
            return (union([spans, self._sequence(phrase, codes, self._read)]) if phrase.gloss else spans,) * 2
        wanted = [self.wanted(item) for item in phrase.items]
        if not all(wanted):
            return Spans.none(), Spans.none()
        if len(wanted) == 1:
            spans = Spans(self.places(wanted[0]), 1)
            return spans, spans
        if phrase.slop:
            spans, chain = in_order([self.places(words) for words in wanted], phrase.slop, self.same_turn)
            return spans, Spans(np.unique(np.concatenate(chain)), 1)
        spans = self._adjacent(wanted, self._whole)
        if phrase.gloss:
            spans = union([spans, self._adjacent(wanted, self._read)])
        return spans, spans

    @cached_property
    def _read(self) -> Stream:
        """The stream without the words of insertions in brackets."""
        kept = np.ones(len(self.tokens), dtype=np.bool_)
        kept[self._glosses] = False
        at = np.flatnonzero(kept)
        return Stream(self.tokens[at], at)

    def _adjacent(self, wanted: list[Wanted], stream: Stream) -> Spans:
        """Start from the rarest word and look at its neighbours, the next rarest first."""
        length = len(wanted)
        order = sorted(range(length), key=lambda at: self.frequency(wanted[at]))
        # What numbers places in arrays is best of 64 bits.
        starts = stream.own(self.places(wanted[order[0]])).astype(np.int64) - order[0]
        starts = starts.compress((starts >= 0) & (starts <= len(stream.tokens) - length))
        for at in order[1:]:
            if not len(starts):
                break
            starts = starts.compress(is_one(stream.tokens.take(starts + at), wanted[at]))
        first, last = stream.real(starts), stream.real(starts + length - 1)
        whole = self.same_turn(first, last)
        return Spans(first.compress(whole), length if stream is self._whole else last.compress(whole) + 1)

    def _sequence(self, phrase: Phrase, codes: PersonCodes, stream: Stream) -> Spans:
        """Follow the items from left to right, with gaps between; of places inside each other the shortest."""
        found: Spans | None = None
        low = high = 0
        for item in phrase.items:
            if item.how == "gap":
                low, high = item.low, item.high
                continue
            here = self._item_spans(item, codes, stream)
            found = here if found is None else _following(found, here, low, high)
            low = high = 0
        if found is None or not len(found):
            return Spans.none()
        real = Spans(stream.real(found.starts), stream.real(found.ends - 1) + 1)
        return shortest(real.where(self.same_turn(real.starts, real.ends - 1)))

    def _item_spans(self, item: QueryWord, codes: PersonCodes, stream: Stream) -> Spans:
        if item.how != "person":
            return Spans(stream.own(self.places(self.wanted(item))), 1)
        spans = self.mentions(codes(item.form))
        if stream is self._whole:
            return spans
        kept = spans.where(np.isin(spans.starts, stream.real(stream.own(spans.starts))))
        kept = kept.where(np.isin(kept.ends - 1, stream.real(stream.own(kept.ends - 1))))
        return Spans(stream.own(kept.starts), stream.own(kept.ends - 1) + 1)

    def _fuzzy(self, form: str, errors: int) -> list[int]:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        # An error changes the length by one at most: most words are too long or too short to be looked at.
        near = [self._by_length[length] for length in range(len(form) - errors, len(form) + errors + 1)
                if length in self._by_length]
        return sorted(numbers[at] for numbers, words in near for _, _, at in
                      extract(form, words, scorer=OSA.distance, score_cutoff=errors, limit=None))

    @cached_property
    def _by_length(self) -> dict[int, tuple[list[int], list[str]]]:
        """The words of each length, their numbers and they themselves."""
        out: dict[int, tuple[list[int], list[str]]] = {}
        for number, word in enumerate(self.all_words):
            numbers, words = out.setdefault(len(word), ([], []))
            numbers.append(number)
            words.append(word)
        return out

    @cached_property
    def all_words(self) -> list[str]:
        """The words of the index by their numbers."""
        return [self.words.word(number) for number in range(len(self.words))]

    def _pattern(self, pattern: str) -> Wanted:
        literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
        begins = self.words.with_prefix(literal)
        if pattern == literal + "*":
            return begins
        # Its translation never goes back over a star, so that many stars cost no more than one.
        expression = re.compile(translate(pattern))
        return [number for number in begins if expression.fullmatch(self.words.word(number))]


def _following(left: Spans, right: Spans, low: int, high: int) -> Spans:
    """Give the stretches from a span of the left to one of the right that begins low … high tokens after it."""
    starts, ends = [], []
    for between in range(low, high + 1):
        wanted = left.ends + between
        first = np.searchsorted(right.starts, wanted, side="left")
        last = np.searchsorted(right.starts, wanted, side="right")
        counts = last - first
        index = np.repeat(first, counts) + np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        starts.append(np.repeat(left.starts, counts))
        ends.append(right.ends[index])
    return ordered(np.concatenate(starts), np.concatenate(ends))


def is_one(tokens: Ints, wanted: Wanted) -> Mask:
    """Tell which tokens are one of the words: one bool a token."""
    if isinstance(wanted, range):
        inside: Mask = (tokens >= wanted.start) & (tokens < wanted.stop)
        return inside
    return np.isin(tokens, np.array(wanted, dtype=tokens.dtype))
