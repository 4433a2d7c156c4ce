"""Checking a whole document: all of its quotations against what it cites, and its citations against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.model import Turn
from corpus.quotations import Part, Quotation, find_quotations
from corpus.references import Place, Reference, find_references
from corpus.words import forms
from indexer.verify import Checker
from indexer.verify_verdict import Verdict

MIN_CITED_WORDS = 2
"""Shorter quotations are single terms."""
MIN_WORDS = 6
"""Quotations without a citation shorter than this are terms and titles, and are not checked."""
UNMARKED_SCORE = 0.75
"""A paragraph without quotation marks is taken for a quotation where this much of it is found."""
TWO_PAGES = "cited-to-two-pages"
SHINGLE = 4
MIN_SHINGLES = 6
SAME_SHARE = 0.8
"""Share of the shorter quotation's word sequences in the longer one for both to be the same."""

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference of a document, with the quotation and the verdict on it where it has one."""

    document: str
    reference: Reference
    verdict: Verdict | None = None
    page_flags: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """What is wrong with the quotation, or, where none belongs to it, with the pages."""
        return self.verdict.flags if self.verdict else self.page_flags

    def to_json(self) -> dict[str, Any]:
        """Give the citation as the command's JSON has it."""
        data = {"document": self.document, **self.reference.to_json(), "quote": None, "flags": list(self.flags)}
        if self.verdict is not None:
            data |= {"quote": self.verdict.quote, "verdict": self.verdict.verdict, "ref": self.verdict.ref,
                     "refs": list(self.verdict.refs), "differences": [d.to_json() for d in self.verdict.differences]}
        return data


def check_document(turns: Sequence[Turn], checker: Checker, step: Step | None = None) -> list[Verdict]:
    """Check all quotations of a document, in its order; ``turns`` are all of its turns.

    A document in which nothing is marked as a quotation is taken as a list of them, one a paragraph.
    """
    references = find_references(turns, checker.catalogue, checker.names)
    quotations = [q for q in find_quotations(turns, references) if worth_checking(q)]
    if not quotations:
        quotations = _paragraphs(turns)
    verdicts = []
    for number, quotation in enumerate(quotations):
        if step:
            step(number, len(quotations))
        verdicts.append(checker.check_quotation(quotation))
    return contradicted(_retold(verdicts))


def citations(
    document: str, turns: Sequence[Turn], checker: Checker, wanted: Callable[[Reference], bool] = lambda _: True
) -> list[Citation]:
    """Give the references of a document that are wanted, those of trials with the quotations that belong to them."""
    references = find_references(turns, checker.catalogue, checker.names)
    quotations = [q for q in find_quotations(turns, references) if q.reference and q.reference.trial]
    quotations = [q for q in quotations if worth_checking(q)]
    twice = contradicting([(q.text, q.reference.places if q.reference else ()) for q in quotations])
    of: dict[tuple[str, int], Verdict] = {}
    for number, quotation in enumerate(quotations):
        reference = quotation.reference
        if reference is None or not wanted(reference):
            continue
        verdict = checker.check_quotation(quotation)
        if not kept(verdict):
            continue
        verdict = _flagged(verdict, TWO_PAGES) if number in twice else verdict
        key = (reference.ref, reference.start)
        if key not in of or _weight(verdict) > _weight(of[key]):
            of[key] = verdict
    out = []
    for reference in references:
        if wanted(reference):
            found = of.get((reference.ref, reference.start))
            out.append(Citation(document, reference, found, checker.reference_flags(reference)))
    return out


def _weight(verdict: Verdict) -> tuple[int, int]:
    """Prefer quotations that were found, then longer ones, where one citation serves several."""
    return (verdict.ref is not None, len(verdict.quote))


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


def _inside(verdict: Verdict, whole: Sequence[Part]) -> bool:
    quotation = verdict.quotation
    if quotation is None or not quotation.marked:
        return False
    part = quotation.parts[0]
    return any(p.ref == part.ref and p.start <= part.start and part.end <= p.end for p in whole)


def contradicted(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Flag quotations that are cited to two pages of one edition."""
    twice = contradicting([(v.quote, v.cited.places) for v in verdicts])
    return [_flagged(v, TWO_PAGES) if i in twice else v for i, v in enumerate(verdicts)]


def contradicting(quotations: Sequence[tuple[str, Sequence[Place]]]) -> set[int]:
    """Give the numbers of quotations that are the same and are cited to pages of one edition that differ."""
    shingles = [_shingles(text) for text, _ in quotations]
    where: dict[tuple[str, ...], list[int]] = {}
    for number, mine in enumerate(shingles):
        for shingle in mine:
            where.setdefault(shingle, []).append(number)
    found: set[int] = set()
    for number, mine in enumerate(shingles):
        shared = Counter(other for shingle in mine for other in where[shingle] if other != number)
        for other, count in shared.items():
            short = min(len(mine), len(shingles[other]))
            same = short >= MIN_SHINGLES and count >= SAME_SHARE * short
            if same and _apart(quotations[number][1], quotations[other][1]):
                found.add(number)
    return found


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = forms(text)
    return {tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}


def _apart(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Say whether two citations name the same edition and have no page of it in common."""
    for place in one:
        for there in other:
            if place.edition == there.edition and place.pages and there.pages:
                return not set(place.pages) & set(there.pages)
    return False


def _flagged(verdict: Verdict, flag: str) -> Verdict:
    return verdict if flag in verdict.flags else replace(verdict, flags=(*verdict.flags, flag))


def _paragraphs(turns: Sequence[Turn]) -> list[Quotation]:
    return [
        Quotation((Part(t.ref, 0, len(t.text), t.text, t.label, t.speaker),), t.lang, t.origin.line_start,
                  t.origin.line_end, None)
        for t in turns if t.kind in ("speech", "narration") and len(forms(t.text)) >= MIN_CITED_WORDS
    ]
