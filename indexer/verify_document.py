"""Checking a whole document: all of its quotations against what it cites, and its citations against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.model import Turn
from corpus.quotations import Part, Quotation, find_quotations
from corpus.references import Reference, find_references
from corpus.words import forms
from indexer.verify import Checker, Verdict

MIN_CITED_WORDS = 2
"""Shorter quotations are single terms."""
MIN_WORDS = 6
"""Quotations without a citation shorter than this are terms and titles, and are not checked."""
UNMARKED_SCORE = 0.75
"""A paragraph without quotation marks is taken for a quotation where this much of it is found."""
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

    def to_json(self) -> dict[str, Any]:
        """Give the citation as the command's JSON has it."""
        data = {"document": self.document, **self.reference.to_json(), "quote": None, "flags": []}
        if self.verdict is not None:
            data |= {"quote": self.verdict.quote, "verdict": self.verdict.verdict, "ref": self.verdict.ref,
                     "refs": list(self.verdict.refs), "flags": list(self.verdict.flags),
                     "differences": [d.to_json() for d in self.verdict.differences]}
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


def citations(document: str, turns: Sequence[Turn], checker: Checker) -> list[Citation]:
    """Give all references of a document, those of trials with the quotations that belong to them."""
    references = find_references(turns, checker.catalogue, checker.names)
    quotations = find_quotations(turns, references)
    cited = [q for q in quotations if q.reference and q.reference.trial and worth_checking(q)]
    verdicts = contradicted(_retold([checker.check_quotation(q) for q in cited]))
    of: dict[tuple[str, int], Verdict] = {}
    for verdict in verdicts:
        reference = verdict.quotation.reference if verdict.quotation else None
        if reference is not None:
            key = (reference.ref, reference.start)
            if key not in of or _weight(verdict) > _weight(of[key]):
                of[key] = verdict
    out = []
    for reference in references:
        verdict_of = of.get((reference.ref, reference.start)) if reference.trial else None
        if verdict_of is None and reference.trial:
            flags = checker.reference_flags(reference)
            verdict_of = None if not flags else Verdict("", "absent", checker.searched, flags=flags)
        out.append(Citation(document, reference, verdict_of))
    return out


def _weight(verdict: Verdict) -> tuple[int, int]:
    """Prefer quotations that were found, then longer ones, where one citation serves several."""
    return (verdict.ref is not None, len(verdict.quote))


def worth_checking(quotation: Quotation) -> bool:
    """Say whether a quotation is more than a term set off by quotation marks."""
    length = quotation.length
    return length >= (MIN_CITED_WORDS if quotation.reference and quotation.reference.trial else MIN_WORDS)


def _retold(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Drop unmarked paragraphs that are the author's retelling, and what is quoted inside those that are not."""
    kept = [
        v for v in verdicts
        if v.quotation is None or v.quotation.marked
        or (v.verdict in ("exact", "near") and v.score >= UNMARKED_SCORE)
    ]
    whole = [p for v in kept if v.quotation and not v.quotation.marked for p in v.quotation.parts]
    return [v for v in kept if not _inside(v, whole)]


def _inside(verdict: Verdict, whole: Sequence[Part]) -> bool:
    quotation = verdict.quotation
    if quotation is None or not quotation.marked:
        return False
    part = quotation.parts[0]
    return any(p.ref == part.ref and p.start <= part.start and part.end <= p.end for p in whole)


def contradicted(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Flag quotations that are cited to two pages of one edition."""
    out = list(verdicts)
    shingles = [_shingles(v.quote) for v in out]
    where: dict[tuple[str, ...], list[int]] = {}
    for number, mine in enumerate(shingles):
        for shingle in mine:
            where.setdefault(shingle, []).append(number)
    for number, mine in enumerate(shingles):
        others: dict[int, int] = {}
        for shingle in mine:
            for other in where[shingle]:
                others[other] = others.get(other, 0) + 1
        for other, shared in others.items():
            short = min(len(mine), len(shingles[other]))
            long = short >= MIN_SHINGLES and shared >= SAME_SHARE * short
            if other != number and long and _apart(out[number], out[other]):
                out[number] = _flagged(out[number], "cited-to-two-pages")
    return out


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = forms(text)
    return {tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}


def _apart(one: Verdict, other: Verdict) -> bool:
    """Say whether two quotations are cited to the same edition and have no page of it in common."""
    for place in one.cited.places:
        for there in other.cited.places:
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
