"""Quotation checking: is a quotation word for word what the text held says, and does it stand where it is cited?

Verdicts: ``exact`` the quoted words stand there one behind the other (type and added labels aside) · ``near`` the
passage is there, with differences · ``absent`` it is not in what was searched · ``not held`` the cited edition or
sitting is not in the library. Differences are those of :mod:`indexer.checking.comparing.differences`. Flags:
``negation-changed`` · ``other-page`` · ``other-speaker`` · ``other-trial`` · ``other-language`` ·
``page-beyond-book`` · ``speaker-cannot-appear`` · ``negation-outside`` (a negation was cut off beside the words) ·
``words-unsure`` (for the recogniser of a scan) · ``citation-not-understood`` (page and work are not checked) ·
``spliced`` (pieces of two places); and of a document's quotations among themselves and beside those of others
(:mod:`indexer.checking.warnings`) ``cited-to-two-pages`` · ``quoted-differently``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from corpus.catalogue.catalogue import Catalogue
from corpus.language.script import script_language
from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.references.belonging import unread_bracket
from corpus.references.quotations import Quotation, marked_first, quoted_inside
from corpus.references.reference import CitedPlace, Reference
from corpus.references.works import TrialNames
from indexer.arrays.files import Mask
from indexer.checking.attribution import Attribution
from indexer.checking.choosing import Chooser
from indexer.checking.comparing.corpus_words import CorpusWords
from indexer.checking.comparing.locating import locate
from indexer.checking.comparing.matching import Matcher
from indexer.checking.comparing.quote import Labels, Quote, mended, quote_of_parts, read_quote
from indexer.checking.coverage import Coverage
from indexer.checking.judging import Judge, speakers_named
from indexer.checking.standing_alone import cut_citation
from indexer.checking.verdict import Cited, Searched, Verdict, flagged_unread
from indexer.generation.index import Index

__all__ = ["Checker", "Cited", "Searched", "Verdict", "verify"]

_UNREAD = frozenset({"secondary", "report"})
"""Kinds of works of which nothing is known: not the trials, nor any work that is often cited."""
SURE_SCORE = 0.8
"""A likeness below this is taken for chance where the cited place itself is not here."""
INSTEAD_SCORE = 0.85
"""A near match in the cited trial that is preferred to an exact one elsewhere."""
WORSE = 0.1
"""So much less alike it may be than a near match elsewhere, and is preferred all the same."""


def verify(
    quote: str, index: Index, catalogue: Catalogue, *, trial: str | None = None, pages: Sequence[str] | None = None,
    speaker: str | None = None,
) -> Verdict:
    """Check one quotation. A citation behind it, as in ``"…" (1936 Trial 41)``, is read where nothing else is said."""
    return Checker(index, catalogue).check(quote, trial=trial, pages=pages, speaker=speaker)


class Checker:
    """Checks quotations against the editions and cited documents of one index; made once for many quotations."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue
        self.labels = Labels(catalogue)
        self.attribution = Attribution(self.labels)
        self.names = TrialNames(catalogue)
        self.coverage = Coverage(index, catalogue)
        texts = index.texts
        chosen = [number for number, info in enumerate(texts) if info.kind != "citing"]
        self.searched = Searched(
            tuple(texts[n].id for n in chosen if texts[n].is_edition),
            tuple(texts[n].id for n in chosen if not texts[n].is_edition),
        )
        self._titles = {tuple(forms(title)) for info in texts for title in (
            info.title, *(section.title for section in index.sections(info.id) if section.title))}
        self.source = CorpusWords(index)
        self.matcher = Matcher(self.source.concordance, self.source.text_starts(), chosen)
        self._chooser = Chooser(self.source, self.coverage)
        self._judge = Judge(self.source, self.matcher, self.coverage, catalogue, self.labels, self.searched)

    def check(
        self, text: str, *, trial: str | None = None, pages: Sequence[str] | None = None, speaker: str | None = None
    ) -> Verdict:
        """Check a quotation that stands alone."""
        body, cited = cut_citation(text, self.names)
        if trial is not None:
            edition = self.names.edition(trial, script_language(body))
            cited = Cited(trial, (CitedPlace(edition.id if edition else None, tuple(pages or ())),), speaker)
        elif speaker is not None:
            cited = replace(cited, speaker=speaker)
        found = self._check(self._read_quote(body), cited)
        marked = marked_first(body) if found.verdict != "exact" else None
        if marked is not None:
            found = self._in_marks(*marked, cited)
        return replace(found, quote=text.strip())

    def _in_marks(self, quoted: str, outside: str, cited: Cited) -> Verdict:
        """Check words in quotation marks; what the author says behind them tells who speaks, or cites something."""
        speakers = self.attribution.around("", outside) or self.attribution.cited(outside.strip(" .,;"))
        found = self._check(self._read_quote(quoted), replace(cited, speakers=speakers, after=outside))
        return flagged_unread(found, unread_bracket(outside, 0, ()))

    def _read_quote(self, text: str) -> Quote:
        """Read a quotation; what looks like a label is taken for words where the text has it so."""
        quote = read_quote(text, self.labels)
        if any(word.label for word in quote.words):
            whole = read_quote(text)
            if len(self.matcher.exact_starts(self.matcher.look_up(whole.words))):
                return whole
        return quote

    def check_quotation(self, quotation: Quotation) -> Verdict:
        """Check a quotation of a document against what the document cites it from."""
        reference, perhaps = quotation.reference, quotation.perhaps
        quote = quote_of_parts(quotation.parts, self.labels)
        said = self._said(quotation)
        if reference is None and perhaps is not None and perhaps.trial:
            found = self._check(quote, replace(said, trial=perhaps.trial, places=perhaps.places))
            there = found.text_id and self.index.text(found.text_id).trial == perhaps.trial
            if (there and "other-page" not in found.flags) or (not found.text_id and not quotation.unread):
                served = replace(quotation, reference=perhaps)
                return replace(found, quotation=served, why=found.why or Note("citation-behind"))
        cited = said
        if reference is not None:
            cited = self._cited(reference, quote, said)
        found = self._check(quote, cited)
        marked = quoted_inside(quotation.text) if found.verdict != "exact" else None
        if marked is not None:
            # The author's own words stand around what is quoted.
            within = self._check(read_quote(marked, self.labels), cited)
            found = within if within.verdict == "exact" else found
        why = found.why or (reference.because if reference else None)
        return self._with_unread(replace(found, quotation=quotation, why=why), quotation)

    def _said(self, quotation: Quotation) -> Cited:
        """Give what the author says of a quotation in prose: who speaks, and the words around it."""
        speakers = self.attribution.cited(quotation.reference.literal) if quotation.reference else ()
        speakers = self.attribution.around(quotation.before, quotation.after) or speakers
        return Cited(speakers=speakers, before=quotation.before, after=quotation.after)

    def _cited(self, reference: Reference, quote: Quote, said: Cited) -> Cited:
        """Give where a reference says that a quotation stands.

        A title of several trials means the one in which the words are; an archive signature the document that bears it.
        """
        if reference.kind == "archive" and (document := self.coverage.document_of(reference.literal)):
            return replace(said, document=document)
        if reference.kind == "report" and reference.pages:
            found = self._check(quote, said)
            info = self.index.text(found.text_id) if found.text_id else None
            if info and info.is_edition and info.trial:
                edition = self.names.edition(info.trial, info.lang)
                return replace(said, trial=info.trial,
                               places=(CitedPlace(edition.id if edition else None, reference.pages),))
        return replace(said, trial=reference.trial, places=reference.places, other=reference.trial is None)

    def _with_unread(self, found: Verdict, quotation: Quotation) -> Verdict:
        """Flag a quotation of a text held whose citation names nothing that is known: nothing of it was checked."""
        reference = quotation.reference
        unread = quotation.unread
        if reference is not None and reference.kind in _UNREAD and found.cited.trial is None:
            unread = reference.literal
        return flagged_unread(found, unread)

    def is_title(self, text: str) -> bool:
        """Say whether words in quotation marks are the title of a text held, which quotes nothing of it."""
        return tuple(forms(text)) in self._titles

    def page_reasons(self, reference: Reference) -> tuple[Note, ...]:
        """Give what is wrong with the pages of a citation, whatever it quotes."""
        return self._judge.page_reasons(Cited(reference.trial, reference.places), ())

    def _check(self, quote: Quote, cited: Cited) -> Verdict:
        """Find where a quotation stands, choose among the places by what is cited, and judge that place.

        The cited trial is preferred: a place in it wins over a better one elsewhere, unless it is much worse, as
        quotations are changed more often than they are cited to a wrong trial.
        """
        empty = Verdict(quote.text, "absent", self.searched, cited=cited)
        if not quote.words:
            return empty
        words = self.matcher.look_up(quote.words)
        if not len(self.matcher.exact_starts(words)):
            whole = mended(quote, self.matcher.frequency)
            if whole.words != quote.words:
                quote, words = whole, self.matcher.look_up(whole.words)
        found = locate(self.matcher, words)
        mine = self._of_trial(cited.trial)
        if cited.trial and mine.any() and (not found or not mine[found[0].text]):
            inside = [f for f in found if mine[f.text]] or locate(self.matcher, words, mine)
            if inside and (not found or inside[0].score >= min(INSTEAD_SCORE, found[0].score - WORSE)):
                found = inside
        if not found:
            return self._answered(self._not_found(empty, cited, speakers_named(quote, cited)), quote, cited)
        best = self._chooser.best(found, quote, cited)
        if not best.exact and best.score < SURE_SCORE and not self._is_held(cited):
            return self._not_found(empty, cited, speakers_named(quote, cited))
        return self._judge.verdict(best, quote, cited)

    def _is_held(self, cited: Cited) -> bool:
        """Say whether any of the cited places is here; a quotation cited from nowhere can stand anywhere."""
        if cited.trial is None or not cited.places:
            return True
        return any(self.coverage.holding_of(cited.trial, place.edition, place.pages).here for place in cited.places)

    def _of_trial(self, trial: str | None) -> Mask:
        """Tell which texts are editions of a trial: one bool for each text of the index."""
        return np.array([info.trial == trial and info.is_edition for info in self.index.texts], dtype=bool)

    def _not_found(self, empty: Verdict, cited: Cited, speakers: Sequence[str]) -> Verdict:
        """Give the verdict on a quotation without a place: absent, or not held where nothing cited is here."""
        reasons = self._judge.page_reasons(cited, speakers)
        empty = replace(empty, flags=tuple(r.code for r in reasons), reasons=reasons)
        if cited.document:
            return replace(empty, why=Note("document-without-it", document=cited.document))
        if cited.other:
            return replace(empty, verdict="not held", why=Note("work-not-held"))
        if cited.trial is None:
            return empty
        held = [self.coverage.holding_of(cited.trial, place.edition, place.pages) for place in cited.places]
        why = held[0].why if held and not any(h.here for h in held) else None
        spoken = self.coverage.in_language(cited.trial, script_language(empty.quote))
        if not spoken and (why is None or why.code != "edition-not-held"):
            why = Note("language-not-held", trial=cited.trial)
        if why is not None:
            return replace(empty, verdict="not held", why=why)
        return empty

    def _answered(self, missing: Verdict, quote: Quote, cited: Cited) -> Verdict:
        """Add the passage in a language that is held, where the language of the quotation is not: found by a citing
        document that has the words beside their translation."""
        if missing.verdict != "not held" or not cited.trial or self.coverage.in_language(
                cited.trial, script_language(quote.text)):
            return missing
        for found in locate(self._citing, self._citing.look_up(quote.words))[:1]:
            for turn in self.source.turns_of(found):
                for other in (other for _, others in self.index.counterparts(turn.ref) for other in others):
                    there = self._check(read_quote(other.text, self.labels), Cited(cited.trial))
                    if there.ref and self.index.text(there.text_id or "").trial == cited.trial:
                        reason = Note("answered-elsewhere", document=turn.text_id)
                        return replace(missing, counterpart=there.ref, reasons=(*missing.reasons, reason))
        return missing

    @cached_property
    def _citing(self) -> Matcher:
        """What finds quotations in the citing documents, which are no place where one stands."""
        numbers = [number for number, info in enumerate(self.index.texts) if info.kind == "citing"]
        return Matcher(self.source.concordance, self.source.text_starts(), numbers)
