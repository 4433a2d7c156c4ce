"""Which of several places of a quotation is meant: told by what is cited, and by who is said to speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.checking.comparing.corpus_words import CorpusWords
from indexer.checking.comparing.matching import Placement
from indexer.checking.comparing.quote import Quote
from indexer.checking.coverage import Coverage, page_fits
from indexer.checking.verdict import Cited


class Preference(NamedTuple):
    """What one place of a quotation is preferred by to another, the weightiest first; the least is the best.

    Where a place is comes before how well it fits: who names a book wants to hear what that book says, be it another
    reading. The page comes behind the fit, as pages are cited wrongly more often than books, and many are estimated.
    """

    other_book: bool
    """It is in no cited edition."""
    other_trial: bool
    """It is not in the cited trial; without one, in no edition but a document."""
    misfit: float
    """Words that differ, less the words that are found: a long match is worth some differences."""
    other_page: bool
    labels_unsaid: int
    """Speakers that are named and do not speak there."""
    first_word: int
    """Its first word in the corpus, so that equals stay in the order of the record."""


class Chooser:
    """Chooses among the places at which a quotation was found in one index."""

    def __init__(self, source: CorpusWords, coverage: Coverage) -> None:
        self._source, self._coverage = source, coverage

    def best(self, found: Sequence[Placement], quote: Quote, cited: Cited) -> Placement:
        """Give the place that is meant, of one or more."""
        return min(found, key=lambda place: self._preference(place, quote, cited)) if len(found) > 1 else found[0]

    def _preference(self, found: Placement, quote: Quote, cited: Cited) -> Preference:
        """Give what a place is preferred by to the other places of the same words."""
        info = self._source.index.texts[found.text]
        pages = self._coverage.cited_pages(info.id, cited.places)
        return Preference(
            other_book=not any(self._coverage.same_book(info.id, place.edition) for place in cited.places),
            other_trial=info.trial != cited.trial if cited.trial else info.id != cited.document if cited.document
            else not info.is_edition,
            misfit=found.changes - len(quote.words) * found.score,
            other_page=bool(pages) and not page_fits(*self._source.pages_of(found), pages),
            labels_unsaid=self._labels_unsaid(found, quote, cited),
            first_word=found.first,
        )

    def _labels_unsaid(self, found: Placement, quote: Quote, cited: Cited) -> int:
        """Count the labels of a quotation that are not those of the text at a place."""
        labelled = self._source.label_places(found, quote)
        unsaid = sum(self._source.speaker_at(at) not in quote.words[n].speakers for n, at in labelled)
        named = cited.named
        said = self._source.speakers_of(found) if named else set()
        return unsaid + (bool(named) and not said & set(named)) + (said == {None})
