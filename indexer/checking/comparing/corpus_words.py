"""The corpus as quotation checking sees it: turns, speakers, pages and wording by the number of a word."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from corpus.model.pages import page_of
from corpus.model.turns import Page, Turn
from indexer.arrays.files import Places
from indexer.checking.comparing.differences import Difference, SourceWord
from indexer.checking.comparing.matching import Placement
from indexer.checking.comparing.quote import Quote
from indexer.generation.index import Index

LABEL_WORDS = 6
"""Words behind a label among which one must have a place for the label to be compared."""


class CorpusWords:
    """Reads one index by the numbers of its words."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.concordance = index.stream
        self._turns, self._columns = index.turn_store, index.columns

    def text_starts(self) -> Places:
        """Give the first word of each text, and the end of the last: N + 1 numbers of 64 bits for N texts."""
        total = len(self.concordance.tokens)
        out = [total]
        for info in reversed(self.index.texts):
            span = self._turns.span(info.id)
            out.append(self.index.first_word(span.start) if span else out[-1])
        return np.array(out[::-1], dtype=np.int64)

    def turn_at(self, place: int) -> Turn:
        """Give the turn of a word."""
        return self._turns.at(self._turn_number(place))

    def _turn_number(self, place: int) -> int:
        return int(self.concordance.passage_turn[self.concordance.passage_of(place)])

    def turns_of(self, found: Placement) -> list[Turn]:
        """Give the turns in which words of a quotation stand, in order."""
        numbers = {self._turn_number(s.source) for s in found.steps if s.source is not None and s.quote is not None}
        return [self._turns.at(number) for number in sorted(numbers)]

    def speaker_at(self, place: int) -> str | None:
        """Give who says a word; None for narration."""
        return self._columns.value("speaker", self.concordance.passage_of(place))

    def speakers_of(self, found: Placement) -> set[str | None]:
        """Give who says the words that fit; None for narration."""
        return {self.speaker_at(s.source) for s in found.steps if s.same and s.source is not None}

    def span_in_first(self, found: Placement) -> tuple[int, int]:
        """Give the characters that a quotation takes of the turn in which it begins."""
        number = self._turn_number(found.first)
        places = [s.source for s in found.steps if s.source is not None and s.source >= found.first]
        last = max(place for place in places if self._turn_number(place) == number)
        return int(self.concordance.token_start[found.first]), self.concordance.token_end(last)

    def pages_of(self, found: Placement) -> tuple[Page, Page]:
        """Give the page on which a quotation begins and the one on which it ends."""
        begins, ends = self._page(found.first), self._page(found.last)
        return replace(begins, end=None), replace(ends, label=ends.end or ends.label, end=None)

    def _page(self, place: int) -> Page:
        start, end = int(self.concordance.token_start[place]), self.concordance.token_end(place)
        return page_of(self.turn_at(place), start, end)

    def word_at(self, place: int) -> SourceWord:
        """Give a word, folded and as printed."""
        form = self.concordance.words.word(int(self.concordance.tokens[place]))
        return SourceWord(form, self.text_between(place, place))

    def text_between(self, low: int, high: int) -> str:
        """Give the text from one word to another, across turns."""
        out = []
        place = low
        while place <= high:
            number = self._turn_number(place)
            end = place
            while end < high and self._turn_number(end + 1) == number:
                end += 1
            text = self._turns.at(number).text
            out.append(text[int(self.concordance.token_start[place]) : self.concordance.token_end(end)])
            place = end + 1
        return " ".join(out)

    def label_places(self, found: Placement, quote: Quote) -> list[tuple[int, int]]:
        """Give for each label of a quotation its first word that has a place: numbers of the word and the place."""
        at = _places(found)
        out = []
        for number, word in enumerate(quote.words):
            if word.label is not None:
                near = range(number, min(number + LABEL_WORDS, len(quote.words)))
                out += [(number, at[i]) for i in near if i in at][:1]
        return out

    def added_labels(self, found: Placement, quote: Quote) -> list[Difference]:
        """Give the labels that stand before words nobody is named as saying."""
        return [
            Difference("label-added", quote.words[number].label or "", "")
            for number, place in self.label_places(found, quote) if self.speaker_at(place) is None
        ]

    def added_emphasis(self, found: Placement, quote: Quote) -> list[Difference]:
        """Give stretches that are set off in the quotation and not in the text."""
        at = _places(found)
        out: list[Difference] = []
        run: list[int] = []
        for number in range(len(quote.words) + 1):
            on = number < len(quote.words) and quote.words[number].stressed and not quote.words[number].inserted
            if on and number in at and not self._set_off(at[number]):
                run.append(number)
            elif run:
                low, high = quote.words[run[0]].start, quote.words[run[-1]].end
                out.append(Difference("emphasis", quote.text[low:high], self.text_between(at[run[0]], at[run[-1]])))
                run = []
        return out

    def unsure_words(self, found: Placement) -> str:
        """Give the words of the source that its recogniser was not sure of, in order; nothing where there are none."""
        if not any(mark.kind == "unsure" for turn in self.turns_of(found) for mark in turn.marks):
            return ""
        places = sorted({step.source for step in found.steps if step.source is not None})
        return " ".join(self.text_between(place, place) for place in places if self._is_unsure(place))

    def _is_unsure(self, place: int) -> bool:
        turn, start = self.turn_at(place), int(self.concordance.token_start[place])
        return any(m.kind == "unsure" and m.start <= start < m.end for m in turn.marks)

    def _set_off(self, place: int) -> bool:
        turn, start = self.turn_at(place), int(self.concordance.token_start[place])
        return any(m.kind in ("bold", "italic", "underline") and m.start <= start < m.end for m in turn.marks)


def _places(found: Placement) -> dict[int, int]:
    return {s.quote: s.source for s in found.steps if s.quote is not None and s.source is not None and s.same}
