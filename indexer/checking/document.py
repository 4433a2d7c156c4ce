"""Checking a whole document: all of its quotations against what it cites, and its citations against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.language.words import forms
from corpus.model.turns import Turn
from corpus.references.archives import ArchivalNumber, numbered
from corpus.references.finding import find_references
from corpus.references.places import DocumentPlaces
from corpus.references.quotations import Quotation, QuotedPart, find_quotations
from corpus.references.reference import Reference
from indexer.checking.checker import Checker
from indexer.checking.verdict import Verdict
from indexer.checking.warnings import DIFFERENTLY, Other, Quoted, contradictions, quoted

MIN_CITED_WORDS = 2
"""Shorter quotations are single terms."""
MIN_WORDS = 6
"""Quotations without a citation shorter than this are terms and titles, and are not checked."""
UNMARKED_SCORE = 0.75
"""A paragraph without quotation marks is taken for a quotation where this much of it is found."""

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Cites:
    """What a document cites and quotes, as read; nothing of it is compared with the texts yet."""

    document: str
    references: tuple[Reference, ...]
    quotations: tuple[Quoted, ...]
    numbers: tuple[ArchivalNumber, ...]


def read_cites(document: str, turns: Sequence[Turn], checker: Checker) -> Cites:
    """Find the citations and quotations of a document; ``turns`` are all of its turns.

    ``document`` is empty for one in no library: what stands where is then told by its lines, notes and paragraphs.
    """
    references = find_references(turns, checker.catalogue, checker.names)
    places = None if document else DocumentPlaces(turns)
    if places:
        references = [_placed(reference, places) for reference in references]
    quotations = [q for q in find_quotations(turns, references) if worth_checking(q) and not checker.is_title(q.text)]
    if places:
        quotations = [replace(q, place=places.place(q.parts[0].ref, q.parts[0].start)) for q in quotations]
    return Cites(document, tuple(references), tuple(quoted(document, quotations, checker.labels)),
                 tuple(numbered(turns, references)))


def _placed(reference: Reference, places: DocumentPlaces) -> Reference:
    because = places.with_places(reference.because) if reference.because else None
    return replace(reference, because=because, place=places.place(reference.ref, reference.start))


class DocumentCheck:
    """Checks the quotations of a document one by one, so that whoever waits can be told how far it is, or stop it.

    ``turns`` are all of its turns. A document in which nothing is marked as a quotation is taken as a list of them, one
    a paragraph. ``beside`` are other documents whose quotations may contradict these, ``cites`` what the document cites
    where that is read.
    """

    def __init__(
        self, turns: Sequence[Turn], checker: Checker, beside: Sequence[Cites] = (), cites: Cites | None = None
    ) -> None:
        cites = cites or read_cites("", turns, checker)
        self.quotations = cites.quotations or tuple(quoted("", _paragraphs(turns), checker.labels))
        self._checker, self._beside = checker, beside

    def verdicts(self) -> Iterator[Verdict]:
        """Give the verdict on each quotation by itself, as it is made."""
        for quotation in self.quotations:
            yield self._checker.check_quotation(quotation.quotation)

    def together(self, verdicts: Sequence[Verdict]) -> list[Verdict]:
        """Give the verdicts on all quotations with what contradicts each, without retellings."""
        others = contradictions([*self.quotations, *(q for other in self._beside for q in other.quotations)])
        exact = {(q.quotation.parts[0].ref, q.quote.text)
                 for q, v in zip(self.quotations, verdicts, strict=True) if v.verdict == "exact"}
        mine = [
            # Two that are word for word stand in two places of the record, whatever they have in common.
            [o for o in those if v.verdict != "exact" or o.flag != DIFFERENTLY or (o.ref, o.quote) not in exact]
            for v, those in zip(verdicts, others, strict=False)
        ]
        return _retold([contradicted(v, o) for v, o in zip(verdicts, mine, strict=True)])


def check_document(
    turns: Sequence[Turn], checker: Checker, step: Step | None = None, beside: Sequence[Cites] = ()
) -> list[Verdict]:
    """Check all quotations of a document, in its order, as :class:`DocumentCheck` does."""
    check = DocumentCheck(turns, checker, beside)
    verdicts = []
    for number, verdict in enumerate(check.verdicts()):
        if step:
            step(number, len(check.quotations))
        verdicts.append(verdict)
    return check.together(verdicts)


def worth_checking(quotation: Quotation) -> bool:
    """Say whether a quotation is more than a term set off by quotation marks."""
    length = quotation.length
    return length >= (MIN_CITED_WORDS if quotation.reference and quotation.reference.trial else MIN_WORDS)


def kept(verdict: Verdict) -> bool:
    """Say whether an unmarked paragraph is a quotation after all; what is marked is always kept."""
    quotation = verdict.quotation
    if quotation is None or quotation.marked:
        return True
    return verdict.verdict in ("exact", "near") and verdict.score >= UNMARKED_SCORE


def _retold(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Drop unmarked paragraphs that are the author's retelling, and what is quoted inside those that are not."""
    left = [v for v in verdicts if kept(v)]
    whole = [p for v in left if v.quotation and not v.quotation.marked for p in v.quotation.parts]
    return [v for v in left if not _inside(v, whole)]


def _inside(verdict: Verdict, whole: Sequence[QuotedPart]) -> bool:
    quotation = verdict.quotation
    if quotation is None or not quotation.marked:
        return False
    part = quotation.parts[0]
    return any(p.ref == part.ref and p.start <= part.start and part.end <= p.end for p in whole)


def contradicted(verdict: Verdict, others: Sequence[Other]) -> Verdict:
    """Add to a verdict what contradicts the citation."""
    flags = dict.fromkeys((*verdict.flags, *(other.flag for other in others)))
    return replace(verdict, flags=tuple(flags), others=tuple(others)) if others else verdict


def _paragraphs(turns: Sequence[Turn]) -> list[Quotation]:
    places = DocumentPlaces(turns)
    return [
        Quotation((QuotedPart(t.ref, 0, len(t.text), t.text, t.label, t.speaker),), t.lang, t.origin.line_start,
                  t.origin.line_end, None, place=places.place(t.ref))
        for t in turns if t.kind in ("speech", "narration") and len(forms(t.text)) >= MIN_CITED_WORDS
    ]
