"""The verdict on a quotation at the place that was chosen: differences, flags, the page and the words there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.catalogue.catalogue import Catalogue
from corpus.model.notes import Note
from corpus.model.turns import Page, Turn
from indexer.checking.comparing.corpus_words import CorpusWords
from indexer.checking.comparing.differences import Compared, Difference, differences
from indexer.checking.comparing.locating import APART_PLACES
from indexer.checking.comparing.matching import Matcher, Placement
from indexer.checking.comparing.quote import Labels, Quote
from indexer.checking.comparing.surroundings import negation_outside
from indexer.checking.coverage import Coverage, page_fits
from indexer.checking.verdict import Cited, Searched, Verdict, is_exact

FEW_WORDS = 8
"""Words of a quotation that may stand in many places by themselves; longer ones are repeated where editions are."""


class Judge:
    """Judges quotations by the places at which they stand in one index."""

    def __init__(
        self, source: CorpusWords, matcher: Matcher, coverage: Coverage, catalogue: Catalogue, labels: Labels,
        searched: Searched,
    ) -> None:
        self._source, self._matcher, self._coverage = source, matcher, coverage
        self._catalogue, self._labels, self._searched = catalogue, labels, searched

    def verdict(self, found: Placement, quote: Quote, cited: Cited) -> Verdict:
        """Make the verdict on a quotation from the place that was chosen: differences, flags, page and words there."""
        source = self._source
        first, info = source.turn_at(found.first), source.index.texts[found.text]
        start, end = source.pages_of(found)
        listed = self._differences(found, quote)
        places = self._count_places(quote) if found.exact else 0
        flags, reasons = self._remarks(found, (first, start, end), quote, cited, listed)
        if places > 1 and len(quote.words) <= FEW_WORDS:
            reasons.append(Note("many-places", count=places))
        return Verdict(
            quote.text, "exact" if is_exact(listed, apart=found.apart) else "near", self._searched, first.ref,
            tuple(dict.fromkeys(turn.ref for turn in source.turns_of(found))),
            replace(start, end=end.label if end.label != start.label else None), info.id,
            source.text_between(found.first, found.last) if not found.apart else "", tuple(listed),
            tuple(dict.fromkeys(flags)), cited, score=found.score, link=first.permalink, reasons=tuple(reasons),
            span=source.span_in_first(found), places=places,
            page_compared=bool(self._coverage.cited_pages(info.id, cited.places)) and self._tells_page(first, start),
        )

    def _differences(self, found: Placement, quote: Quote) -> list[Difference]:
        source = self._source
        compared = Compared(quote, source.word_at, source.text_between, self._matcher.frequency, self._labels)
        return [
            *differences(found.steps, compared, apart=found.apart), *source.added_emphasis(found, quote),
            *source.added_labels(found, quote), *(Difference("emphasis", note, "") for note in quote.notes),
        ]

    def _remarks(
        self, found: Placement, place: tuple[Turn, Page, Page], quote: Quote, cited: Cited, listed: Sequence[Difference]
    ) -> tuple[list[str], list[Note]]:
        """Give the flags of a place, the gravest first, and the reasons that explain them.

        ``place`` are the first turn there, and the pages on which the words begin and end.
        """
        first, start, end = place
        reasons = list(self.page_reasons(cited, speakers_named(quote, cited)))
        negated = any(difference.kind == "negation" for difference in listed)
        placed = self._place_flags(first, start, end, cited, sure=found.bits >= APART_PLACES * self._matcher.place_bits)
        flags = [
            *(["negation-changed"] if negated else []), *(reason.code for reason in reasons),
            *(["spliced"] if found.apart else []),
            *(["other-speaker"] if self._is_other_speaker(found, quote, cited) else []), *placed,
        ]
        if "other-page" in placed:
            reasons += self._expected(first, start, end, cited)
        outside = None if found.apart or negated else negation_outside(self._source, found, cited.before, cited.after)
        if outside:
            flags.append("negation-outside")
            reasons.append(Note("negation-outside", words=outside))
        if unsure := self._source.unsure_words(found):
            flags.append("words-unsure")
            reasons.append(Note("quotes-unsure", words=unsure))
        return flags, reasons

    def _tells_page(self, turn: Turn, start: Page) -> bool:
        return start.label is not None or self._coverage.pages_expected(turn) is not None

    def _count_places(self, quote: Quote) -> int:
        """Count where the words stand one behind the other in the texts that are searched."""
        return len(self._matcher.exact_starts(self._matcher.look_up(quote.words)))

    def _expected(self, turn: Turn, start: Page, end: Page, cited: Cited) -> tuple[Note, ...]:
        """Give the pages on which the words stand instead of those cited: their own, or those of their section."""
        pages = (start.label, end.label or start.label) if start.label else self._coverage.pages_expected(turn)
        if pages is None:
            return ()
        cited_pages = self._coverage.cited_pages(turn.text_id, cited.places)
        last = pages[1] if pages[1] != pages[0] else None
        return (Note("other-page", edition=turn.text_id, page=", ".join(cited_pages), first=pages[0], last=last),)

    def _place_flags(self, turn: Turn, start: Page, end: Page, cited: Cited, *, sure: bool) -> list[str]:
        """Give the flags of where the words stand; ``sure`` that they are too many to stand elsewhere too."""
        info = self._source.index.text(turn.text_id)
        if cited.trial is None or not info.is_edition:
            return []
        if info.trial != cited.trial:
            return ["other-trial"]
        langs = {self._catalogue.editions[p.edition].lang for p in cited.places if p.edition}
        if langs and info.lang not in langs:
            return ["other-language"]
        pages = self._coverage.cited_pages(info.id, cited.places)
        if start.label is None:
            told = sure or self._coverage.holding_of(cited.trial, info.id, pages).here
            return ["other-page"] if told and not self._coverage.may_stand(turn, pages) else []
        return [] if page_fits(start, end, pages) else ["other-page"]

    def page_reasons(self, cited: Cited, speakers: Sequence[str]) -> tuple[Note, ...]:
        """Give what is wrong with cited pages, and whether the ``speakers`` can appear there."""
        found = [self._coverage.page_beyond(place.edition, place.pages) for place in cited.places]
        if cited.trial:
            found.append(self._coverage.cannot_speak(cited.trial, cited.edition, cited.pages, speakers))
        return tuple(reason for reason in found if reason is not None)

    def _is_other_speaker(self, found: Placement, quote: Quote, cited: Cited) -> bool:
        """Say whether somebody else speaks at a place than a label of the quotation, or its citation, names."""
        for number, place in self._source.label_places(found, quote):
            speaker, labels = self._source.speaker_at(place), quote.words[number].speakers
            if speaker and labels and speaker not in labels:
                return True
        said = self._source.speakers_of(found) - {None}
        return bool(cited.named and said) and not said & set(cited.named)


def speakers_named(quote: Quote, cited: Cited) -> tuple[str, ...]:
    """Give who a quotation is said to be spoken by: in its citation, by the author, or by its own labels."""
    if cited.speaker:
        return (cited.speaker,)
    if len(cited.speakers) == 1:
        return cited.speakers
    return tuple(dict.fromkeys(p for word in quote.words for p in word.speakers))
