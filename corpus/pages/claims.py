"""What citing documents say of the pages of editions: these quoted words stand on that page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.language.words import forms
from corpus.model.turns import Turn

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue
    from corpus.references.quotations import Quotation
    from corpus.references.reference import Reference

LONG = 8
"""Words of a quotation for which a citation further behind in its paragraph is taken too."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The words ``quoted`` stand on the pages ``first`` to ``last`` of an edition, as a ``document`` says in a line.

    ``quoted`` are forms of words, ``printed`` the pages as the document prints them.
    """

    edition: str
    quoted: tuple[str, ...]
    first: int
    last: int
    document: str
    line: int | None
    printed: str

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Claim:
        """Read what was written of one: its fields by name."""
        return cls(**{**data, "quoted": tuple(data["quoted"])})


def claims_of(document: Sequence[Turn], catalogue: Catalogue) -> list[Claim]:
    """Give what a citing document says of the pages of editions."""
    # Late: whoever only holds claims needs none of these.
    from corpus.references.finding import find_references
    from corpus.references.quotations import find_quotations
    from corpus.references.works import TrialNames

    references = find_references(document, catalogue, TrialNames(catalogue))
    editions = sorted({place.edition for reference in references for place in reference.places if place.edition})
    quotations = find_quotations(document, references) if editions else []
    return [claim for edition in editions for claim in _claims(edition, quotations, document[0].text_id)]


def _claims(edition: str, quotations: Sequence[Quotation], document: str) -> Iterator[Claim]:
    for quotation, reference in _cited(quotations, edition):
        places = [place for place in reference.places if place.edition == edition]
        pages = [int(page) for place in places for page in place.pages if page.isdecimal()]
        if pages:
            printed = str(pages[0]) if len(pages) == 1 else f"{pages[0]}-{pages[-1]}"
            quoted = tuple(form for part in quotation.parts for form in forms(part.text))
            yield Claim(edition, quoted, pages[0], pages[-1], document, reference.line, printed)


def _cited(quotations: Sequence[Quotation], edition: str) -> Iterator[tuple[Quotation, Reference]]:
    for quotation in quotations:
        reference = quotation.reference or (quotation.perhaps if quotation.length >= LONG else None)
        if reference is not None and reference.cites(edition):
            yield quotation, reference
