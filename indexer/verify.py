"""Quotation checking: is a quotation word for word what the text held says, and does it stand where it is cited?

Verdicts: ``exact`` the quoted words stand there one behind the other (type and added labels aside) · ``near`` the
passage is there, with differences · ``absent`` it is not in what was searched · ``not held`` the cited edition or
sitting is not in the library. Differences are those of :mod:`indexer.verify_differences`. Flags: ``negation-changed`` ·
``other-page`` · ``other-speaker`` · ``other-trial`` · ``other-language`` · ``page-beyond-book`` ·
``speaker-cannot-appear`` · ``cited-to-two-pages`` · ``spliced`` (pieces of two places).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from corpus.catalogue import Catalogue
from corpus.model import Page, Turn
from corpus.quotations import Quotation
from corpus.references import Place, Reference
from corpus.references_items import Item
from corpus.references_scan import scan
from corpus.references_works import TrialNames
from indexer.arrays import Mask
from indexer.reader import Index
from indexer.verify_differences import HARMLESS, Difference, Sides, SourceWord, differences
from indexer.verify_held import Coverage, page_at, page_fits
from indexer.verify_locate import locate
from indexer.verify_match import Found, Matcher
from indexer.verify_quote import Labels, Quote, quote_of_parts, read_quote

Answer = Literal["exact", "near", "absent", "not held"]
KEPT_TURNS = 512
"""Turns kept in memory between two looks at them."""
INSTEAD_SCORE = 0.85
"""A near match in the cited trial that is preferred to an exact one elsewhere."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The texts that were searched."""

    editions: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quotation is said to stand. ``places`` are editions with their pages, the main one first."""

    trial: str | None = None
    places: tuple[Place, ...] = ()
    speaker: str | None = None
    other: bool = False

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the main edition."""
        return self.places[0].pages if self.places else ()

    @property
    def edition(self) -> str | None:
        """The main edition."""
        return self.places[0].edition if self.places else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one quotation. ``ref`` and ``page`` are where it stands, ``source`` the words there.

    ``score`` is the share of what it says that was found; ``why`` tells what is not held, or why a work was assumed.
    """

    quote: str
    verdict: Answer
    searched: Searched
    ref: str | None = None
    refs: tuple[str, ...] = ()
    page: Page | None = None
    text_id: str | None = None
    source: str = ""
    differences: tuple[Difference, ...] = ()
    flags: tuple[str, ...] = ()
    cited: Cited = field(default_factory=Cited)
    why: str = ""
    score: float = 0.0
    link: str | None = None
    quotation: Quotation | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the verdict as the command's JSON has it."""
        reference = self.quotation.reference if self.quotation else None
        page = self.page
        return {
            "quote": self.quote,
            "verdict": self.verdict,
            "ref": self.ref,
            "refs": list(self.refs),
            "page": None if page is None else {"label": page.label, "basis": page.basis, "margin": page.margin,
                                               "end": page.end},
            "source": self.source,
            "differences": [d.to_json() for d in self.differences],
            "flags": list(self.flags),
            "why": self.why,
            "score": round(self.score, 3),
            "line": self.quotation.line if self.quotation else None,
            "line_end": self.quotation.line_end if self.quotation else None,
            "cited": None if reference is None else reference.to_json(),
            "link": self.link,
            "searched": {"editions": list(self.searched.editions), "documents": list(self.searched.documents)},
        }


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
        self.names = TrialNames(catalogue)
        self.coverage = Coverage(index, catalogue)
        texts = index.texts
        chosen = [number for number, info in enumerate(texts) if info.kind != "citing"]
        self.searched = Searched(
            tuple(texts[n].id for n in chosen if texts[n].is_edition),
            tuple(texts[n].id for n in chosen if not texts[n].is_edition),
        )
        self._kept: dict[int, Turn] = {}
        self.concordance = index._concordance
        self._turns = index._turns
        self._columns = index._columns
        self.matcher = Matcher(self.concordance, self._text_starts(), chosen)

    def _text_starts(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        turns = self.index._turn_passages
        passages = self.concordance.passage_tokens
        starts = [self._turns.span(info.id).start for info in self.index.texts]
        ends = [len(turns) - 1 if len(turns) > len(self._turns) else len(turns)]
        first = [int(turns[n]) if n < len(turns) else len(passages) - 1 for n in starts + ends]
        tokens = len(self.concordance.tokens)
        return np.array([int(passages[n]) if n < len(passages) else tokens for n in first[:-1]] + [tokens], dtype=np.int64)

    def check(
        self, text: str, *, trial: str | None = None, pages: Sequence[str] | None = None, speaker: str | None = None
    ) -> Verdict:
        """Check a quotation that stands alone."""
        body, cited = self._cited(text)
        if trial is not None:
            edition = self.names.edition(trial, _script(body))
            cited = Cited(trial, (Place(edition.id if edition else None, tuple(pages or ())),), speaker)
        elif speaker is not None:
            cited = replace(cited, speaker=speaker)
        return replace(self._check(self._read(body), cited), quote=text.strip())

    def _read(self, text: str) -> Quote:
        """Read a quotation; what looks like a label is taken for words where the text has it so."""
        quote = read_quote(text, self.labels)
        if any(word.label for word in quote.words):
            whole = read_quote(text)
            if len(self.matcher.exact(self.matcher.words(whole.words))):
                return whole
        return quote

    def check_quotation(self, quotation: Quotation) -> Verdict:
        """Check a quotation of a document against what the document cites it from."""
        reference, perhaps = quotation.reference, quotation.perhaps
        quote = quote_of_parts(quotation.parts, self.labels)
        if reference is None and perhaps is not None and perhaps.trial:
            found = self._check(quote, Cited(perhaps.trial, perhaps.places))
            if found.text_id and self.index.text(found.text_id).trial == perhaps.trial:
                return replace(found, quotation=replace(quotation, reference=perhaps), why="the next citation behind it")
        cited = Cited()
        if reference is not None:
            cited = Cited(reference.trial, reference.places, other=reference.trial is None)
        found = self._check(quote, cited)
        why = found.why or (reference.because or "" if reference else "")
        return replace(found, quotation=quotation, why=why)

    def reference_flags(self, reference: Reference) -> tuple[str, ...]:
        """Give the flags of a citation without a quotation: what its pages alone show."""
        return self._page_flags(Cited(reference.trial, reference.places), (), reference.edition)

    def _cited(self, text: str) -> tuple[str, Cited]:
        """Cut a citation off that ends a text."""
        end = len(text.rstrip(" .\n"))
        items: list[Item] = []
        for item in reversed(scan(text, self.names, note=False)):
            if item.end < end - 1 or not (item.trials or item.style == "edition"):
                break
            items.insert(0, item)
            if item.first:
                end = len(text[: item.start].rstrip())
        first = next((i for i in items if len(i.trials) == 1), None)
        if first is None:
            return text, Cited()
        trial = first.trials[0]
        places = []
        for item in items:
            edition = self.names.edition(trial, item.lang or "en")
            places.append(Place(edition.id if edition else None, item.pages.labels if item.pages else ()))
        return text[:end], Cited(trial, tuple(places))

    def _check(self, quote: Quote, cited: Cited) -> Verdict:
        empty = Verdict(quote.text, "absent", self.searched, cited=cited)
        if not quote.words:
            return empty
        words = self.matcher.words(quote.words)
        found = locate(self.matcher, words)
        mine = self._of_trial(cited.trial)
        if cited.trial and mine.any() and (not found or not mine[found[0].text]):
            inside = [f for f in found if mine[f.text]] or locate(self.matcher, words, mine)
            if inside and (inside[0].score >= INSTEAD_SCORE or not found or not found[0].exact):
                found = inside
        if not found:
            return self._missing(empty, cited, self._speakers(quote, cited))
        best = min(found, key=lambda f: self._rank(f, quote, cited)) if len(found) > 1 else found[0]
        return self._verdict(best, quote, cited)

    def _of_trial(self, trial: str | None) -> Mask:
        return np.array([info.trial == trial and info.is_edition for info in self.index.texts], dtype=bool)

    def _missing(self, empty: Verdict, cited: Cited, speakers: Sequence[str]) -> Verdict:
        flags = self._page_flags(cited, speakers, None)
        if cited.other:
            return replace(empty, verdict="not held", flags=flags, why="the work cited is no trial and is not here")
        if cited.trial is None:
            return replace(empty, flags=flags)
        held = [self.coverage.held(cited.trial, place.edition, place.pages) for place in cited.places]
        if held and not any(h.here for h in held):
            return replace(empty, verdict="not held", flags=flags, why=held[0].why)
        return replace(empty, flags=flags)

    def _rank(self, found: Found, quote: Quote, cited: Cited) -> tuple[float, ...]:
        """Order places: the cited edition, the cited trial, the fewest changes, the cited page, the speaker named."""
        info = self.index.texts[found.text]
        book = not any(self.coverage.same_book(info.id, place.edition) for place in cited.places)
        pages = self._cited_pages(info.id, cited)
        page = bool(pages) and not page_fits(*self._pages(found), pages)
        elsewhere = info.trial != cited.trial if cited.trial else not info.is_edition
        return (book, elsewhere, found.changes - len(quote.words) * found.score, page,
                self._unsaid(found, quote, cited), found.first)

    def _unsaid(self, found: Found, quote: Quote, cited: Cited) -> int:
        """Count the labels of a quotation that are not those of the text at a place."""
        unsaid = sum(self._speaker_at(at) not in quote.words[n].speakers for n, at in self._labelled(found, quote))
        said = self._said(found) if cited.speaker else set()
        return unsaid + (cited.speaker is not None and cited.speaker not in said) + (said == {None})

    def _said(self, found: Found) -> set[str | None]:
        """Give who says the words that fit; None for narration."""
        return {self._speaker_at(s.source) for s in found.steps if s.same and s.source is not None}

    def _verdict(self, found: Found, quote: Quote, cited: Cited) -> Verdict:
        first = self._turn_at(found.first)
        info = self.index.texts[found.text]
        sides = Sides(quote, self._word, self._stretch, self.matcher.frequency, self.labels)
        listed = differences(found.steps, sides)
        listed += self._stressed(quote, found) + self._added_labels(found, quote)
        start, end = self._pages(found)
        flags = list(self._page_flags(cited, self._speakers(quote, cited), cited.edition))
        if any(d.kind == "negation" for d in listed):
            flags.insert(0, "negation-changed")
        if found.apart:
            flags.append("spliced")
        if self._other_speakers(found, quote, cited):
            flags.append("other-speaker")
        flags += self._place_flags(info.id, start, end, cited)
        harmless = all(d.kind in HARMLESS for d in listed) and not found.apart
        return Verdict(
            quote.text, "exact" if harmless else "near", self.searched, first.ref,
            tuple(dict.fromkeys(t.ref for t in self._turns_of(found))),
            replace(start, end=end.label if end.label != start.label else None), info.id,
            self._stretch(found.first, found.last) if not found.apart else "", tuple(listed),
            tuple(dict.fromkeys(flags)), cited, score=found.score, link=first.permalink,
        )

    def _place_flags(self, text_id: str, start: Page, end: Page, cited: Cited) -> list[str]:
        info = self.index.text(text_id)
        if cited.trial is None or not info.is_edition:
            return []
        if info.trial != cited.trial:
            return ["other-trial"]
        langs = {self.catalogue.editions[p.edition].lang for p in cited.places if p.edition}
        if langs and info.lang not in langs:
            return ["other-language"]
        pages = self._cited_pages(text_id, cited)
        return [] if page_fits(start, end, pages) else ["other-page"]

    def _cited_pages(self, text_id: str, cited: Cited) -> tuple[str, ...]:
        """Give the cited pages of the book a text has the pages of."""
        return next((p.pages for p in cited.places if self.coverage.same_book(p.edition, text_id)), ())

    def _page_flags(self, cited: Cited, speakers: Sequence[str], edition: str | None) -> tuple[str, ...]:
        flags = []
        if any(self.coverage.beyond(place.edition, place.pages) for place in cited.places):
            flags.append("page-beyond-book")
        if cited.trial and self.coverage.cannot_speak(cited.trial, edition or cited.edition, cited.pages, speakers):
            flags.append("speaker-cannot-appear")
        return tuple(flags)

    def _speakers(self, quote: Quote, cited: Cited) -> tuple[str, ...]:
        if cited.speaker:
            return (cited.speaker,)
        return tuple(dict.fromkeys(p for word in quote.words for p in word.speakers))

    def _labelled(self, found: Found, quote: Quote) -> list[tuple[int, int]]:
        """Give for each label of a quotation its first word that has a place: numbers of the word and the place."""
        at = {s.quote: s.source for s in found.steps if s.quote is not None and s.source is not None and s.same}
        out = []
        for number, word in enumerate(quote.words):
            if word.label is not None:
                out += [(number, at[i]) for i in range(number, min(number + 6, len(quote.words))) if i in at][:1]
        return out

    def _other_speakers(self, found: Found, quote: Quote, cited: Cited) -> list[str]:
        wrong = []
        for number, place in self._labelled(found, quote):
            speaker = self._speaker_at(place)
            if speaker and quote.words[number].speakers and speaker not in quote.words[number].speakers:
                wrong.append(speaker)
        if cited.speaker:
            said = self._said(found) - {None}
            wrong += [] if not said or cited.speaker in said else [str(next(iter(said)))]
        return wrong

    def _added_labels(self, found: Found, quote: Quote) -> list[Difference]:
        return [
            Difference("label-added", quote.words[number].label or "", "")
            for number, place in self._labelled(found, quote) if self._speaker_at(place) is None
        ]

    def _stressed(self, quote: Quote, found: Found) -> list[Difference]:
        """Give stretches that are set off in the quotation and not in the text."""
        at = {s.quote: s.source for s in found.steps if s.quote is not None and s.source is not None and s.same}
        out: list[Difference] = []
        run: list[int] = []
        for number in range(len(quote.words) + 1):
            on = number < len(quote.words) and quote.words[number].stressed and not quote.words[number].inserted
            if on and number in at and not self._set_off(at[number]):
                run.append(number)
            elif run:
                low, high = quote.words[run[0]].start, quote.words[run[-1]].end
                out.append(Difference("emphasis", quote.text[low:high], self._stretch(at[run[0]], at[run[-1]])))
                run = []
        return out

    def _set_off(self, place: int) -> bool:
        turn, start = self._turn_at(place), int(self.concordance.token_start[place])
        return any(m.kind in ("bold", "italic", "underline") and m.start <= start < m.end for m in turn.marks)

    def _turn_at(self, place: int) -> Turn:
        return self._turn(int(self.concordance.passage_turn[self.concordance.token_passage[place]]))

    def _turn(self, number: int) -> Turn:
        """Give a turn; those of one quotation are asked for again and again."""
        if number not in self._kept:
            if len(self._kept) >= KEPT_TURNS:
                self._kept.clear()
            self._kept[number] = self._turns.at(number)
        return self._kept[number]

    def _turns_of(self, found: Found) -> list[Turn]:
        numbers = sorted({
            int(self.concordance.passage_turn[self.concordance.token_passage[s.source]])
            for s in found.steps if s.source is not None and s.quote is not None
        })
        return [self._turn(number) for number in numbers]

    def _speaker_at(self, place: int) -> str | None:
        return self._columns.value("speaker", int(self.concordance.token_passage[place]))

    def _pages(self, found: Found) -> tuple[Page, Page]:
        return (page_at(self._turn_at(found.first), int(self.concordance.token_start[found.first])),
                page_at(self._turn_at(found.last), int(self.concordance.token_start[found.last])))

    def _word(self, place: int) -> SourceWord:
        form = self.concordance.words.word(int(self.concordance.tokens[place]))
        return SourceWord(form, self._stretch(place, place))

    def _stretch(self, low: int, high: int) -> str:
        """Give the text between two words of the corpus, across turns."""
        out = []
        place = low
        while place <= high:
            turn = int(self.concordance.passage_turn[self.concordance.token_passage[place]])
            end = place
            while end < high and int(self.concordance.passage_turn[self.concordance.token_passage[end + 1]]) == turn:
                end += 1
            text = self._turn(turn).text
            out.append(text[int(self.concordance.token_start[place]) : int(self.concordance.token_end[end])])
            place = end + 1
        return " ".join(out)


def _script(text: str) -> str:
    return "ru" if sum("\u0400" <= c <= "\u04ff" for c in text) * 2 > sum(c.isalpha() for c in text) else "en"
