"""The citations of documents, each with its quotation, the verdict on that, and what contradicts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.model.notes import Note
from corpus.pages.correspondence import PagePair
from corpus.references.archives import ArchivalNumber, two_numbers
from corpus.references.reference import Reference
from indexer.checking.checker import Checker
from indexer.checking.document import Cites, contradicted, kept
from indexer.checking.verdict import Verdict
from indexer.checking.warnings import TWO_NUMBERS, Other, contradictions, reason_json

Against = dict[tuple[str, str, int], list[Other]]
"""What contradicts a quotation or a numbered document, by document, reference of its turn, and offset there."""


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """A reference of a document, with the quotation and the verdict on it where it has one.

    ``reasons`` say why its pages are doubtful, ``others`` which citations contradict it. ``through`` is the pair of
    pages by which it concerns a page of another edition than the one it names.
    """

    document: str
    reference: Reference
    verdict: Verdict | None = None
    reasons: tuple[Note, ...] = ()
    others: tuple[Other, ...] = ()
    through: PagePair | None = None

    @property
    def flags(self) -> tuple[str, ...]:
        """What is wrong with the quotation, the pages or the number."""
        found = self.verdict.flags if self.verdict else tuple(reason.code for reason in self.reasons)
        return tuple(dict.fromkeys((*found, *(other.flag for other in self.others))))

    def to_json(self) -> dict[str, Any]:
        """Give the citation as the command's JSON has it."""
        data = {"document": self.document, **self.reference.to_json(), "quote": None, "flags": list(self.flags),
                "reasons": [reason_json(r) for r in self.reasons], "others": [o.to_json() for o in self.others],
                "through": self.through.to_json() if self.through else None}
        if self.verdict is not None:
            data |= {"quote": self.verdict.quote, "verdict": self.verdict.verdict, "ref": self.verdict.ref,
                     "refs": list(self.verdict.refs), "differences": [d.to_json() for d in self.verdict.differences]}
        return data


def against(documents: Sequence[Cites]) -> Against:
    """Compare what documents quote and cite with each other, and within each."""
    everything = [quote for cites in documents for quote in cites.quotations]
    out: Against = {
        quote.key: others for quote, others in zip(everything, contradictions(everything), strict=True) if others
    }
    numbers = [(cites.document, number) for cites in documents for number in cites.numbers]
    of = {id(number): document for document, number in numbers}
    for one, other in two_numbers([number for _, number in numbers]):
        for mine, theirs in ((one, other), (other, one)):
            named = Other(TWO_NUMBERS, of[id(theirs)], theirs.ref, theirs.line, theirs.literal)
            out.setdefault((of[id(mine)], *mine.key), []).append(named)
    return out


def citations(
    cites: Cites, checker: Checker, found: Against, wanted: Callable[[Reference], bool] = lambda _: True,
    known: Sequence[Verdict] = (),
) -> list[CheckedCitation]:
    """Give the references of a document that are wanted, those of trials with the quotations that belong to them.

    ``known`` are verdicts on its quotations that need not be found again.
    """
    verdicts = _verdicts(cites, checker, found, wanted, {id(v.quotation): v for v in known if v.quotation})
    out = []
    for plain, number in (*((r, _number_in(r, cites.numbers)) for r in cites.references), *_prose(cites)):
        reference = _with_number(plain, number)
        if not wanted(reference):
            continue
        verdict = verdicts.get((reference.ref, reference.start))
        others = [*(verdict.others if verdict else ())]
        if number is not None:
            others += found.get((cites.document, *number.key), [])
        elif verdict is None:
            others += _of_quotations(cites, plain, found)
        reasons = verdict.reasons if verdict else checker.page_reasons(reference)
        out.append(CheckedCitation(cites.document, reference, verdict, reasons, tuple(others)))
    return sorted(out, key=lambda c: (len(c.reference.ref), c.reference.ref, c.reference.start))


def _with_number(reference: Reference, number: ArchivalNumber | None) -> Reference:
    """Give the number of an archival document its name; what stands behind an archive's name is no page."""
    if number is None or reference.kind != "archive" or reference.issue:
        return reference
    return replace(reference, issue=number.number, pages=tuple(p for p in reference.pages if p != number.number))


def _of_quotations(cites: Cites, reference: Reference, found: Against) -> Iterable[Other]:
    """Give what contradicts the quotations of a citation that are not compared with the texts: of other works."""
    for quote in cites.quotations:
        if quote.quotation.reference is reference:
            yield from found.get(quote.key, ())


def _verdicts(
    cites: Cites, checker: Checker, found: Against, wanted: Callable[[Reference], bool], known: dict[int, Verdict]
) -> dict[tuple[str, int], Verdict]:
    """Check the quotations of trials, and keep one verdict a citation, by its reference and offset.

    Of several quotations that one citation serves, :func:`_weight` says which stands for it.
    """
    out: dict[tuple[str, int], Verdict] = {}
    for quote in cites.quotations:
        reference = quote.quotation.reference
        if reference is None or not reference.trial or not wanted(reference):
            continue
        verdict = known.get(id(quote.quotation)) or checker.check_quotation(quote.quotation)
        if not kept(verdict):
            continue
        verdict = contradicted(verdict, found.get(quote.key, ()))
        key = (reference.ref, reference.start)
        if key not in out or _weight(verdict) > _weight(out[key]):
            out[key] = verdict
    return out


def _weight(verdict: Verdict) -> tuple[int, int]:
    """Prefer quotations that were found, then longer ones, where one citation serves several."""
    return (verdict.ref is not None, len(verdict.quote))


def _number_in(reference: Reference, numbers: Sequence[ArchivalNumber]) -> ArchivalNumber | None:
    return next((n for n in numbers if n.ref == reference.ref and n.start < reference.end and reference.start < n.end),
                None)


def _prose(cites: Cites) -> Iterable[tuple[Reference, ArchivalNumber]]:
    """Give the archival documents that are named by number outside every other citation."""
    for number in cites.numbers:
        if not any(_number_in(reference, (number,)) for reference in cites.references):
            yield Reference(number.ref, number.line, number.literal, number.start, number.end, "prose", "archive",
                            number.archive, issue=number.number, closing=False), number
