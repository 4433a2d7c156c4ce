"""Checking a whole document: all of its quotations against what it cites, and its citations against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.language.words import forms
from corpus.model.turns import Turn
from corpus.references.archives import ArchivalNumber, numbered
from corpus.references.finding import find_references
from corpus.references.quotations import Quotation, QuotedPart, find_quotations
from corpus.references.reference import Reference
from indexer.checking.checker import Checker
from indexer.checking.verdict import Verdict
from indexer.checking.warnings import Other, Quoted, contradictions, quoted

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
    """Find the citations and quotations of a document; ``turns`` are all of its turns."""
    references = find_references(turns, checker.catalogue, checker.names)
    quotations = [q for q in find_quotations(turns, references) if worth_checking(q)]
    return Cites(document, tuple(references), tuple(quoted(document, quotations, checker.labels)),
                 tuple(numbered(turns, references)))


def check_document(
    turns: Sequence[Turn], checker: Checker, step: Step | None = None, beside: Sequence[Cites] = (),
    cites: Cites | None = None,
) -> list[Verdict]:
    """Check all quotations of a document, in its order; ``turns`` are all of its turns.

    A document in which nothing is marked as a quotation is taken as a list of them, one a paragraph. ``beside`` are
    other documents whose quotations may contradict these, ``cites`` what the document cites where that is read.
    """
    cites = cites or read_cites("", turns, checker)
    mine = cites.quotations or tuple(quoted("", _paragraphs(turns), checker.labels))
    verdicts = []
    for number, quotation in enumerate(mine):
        if step:
            step(number, len(mine))
        verdicts.append(checker.check_quotation(quotation.quotation))
    others = contradictions([*mine, *(q for other in beside for q in other.quotations)])
    flagged = [contradicted(v, o) for v, o in zip(verdicts, others[: len(mine)], strict=True)]
    return _retold(flagged)


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
    return [
        Quotation((QuotedPart(t.ref, 0, len(t.text), t.text, t.label, t.speaker),), t.lang, t.origin.line_start,
                  t.origin.line_end, None)
        for t in turns if t.kind in ("speech", "narration") and len(forms(t.text)) >= MIN_CITED_WORDS
    ]
