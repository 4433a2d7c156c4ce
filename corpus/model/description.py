"""What is known of a document as a whole: its day, kind, author, addressee, who was questioned, where it is kept.

Every part says from what it is known (:data:`DescriptionBasis`), as a page does.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from corpus.frozen import frozen

DescriptionBasis = Literal["given", "title", "site", "head", "closing"]
"""``given`` by the user, read in the ``title``, stated by a field of the ``site``, read in the ``head`` of the text
(what stands before its first paragraph of running text), or in its ``closing`` lines."""

DayBound = Literal["from", "until", "about", "between"]
"""What a day is where a document does not have it exactly: the first or the last that it may be of, one near to it, or
one of those from the first to the last."""

DescribedPart = Literal["doctype", "day", "authors", "addressees", "questioned", "collections", "tags", "archives"]


@frozen
class Named:
    """Somebody whom a document names: ``name`` in the nominative, initials first, as printed otherwise.

    ``person`` is the identifier in the catalogue or the table of names, None where it is not known who that is or the
    name is that of an office.
    """

    name: str
    person: str | None = None

    @property
    def speaker(self) -> str:
        """What stands for the person as a speaker: the identifier, without one the name."""
        return self.person or self.name


@frozen
class Description:
    """What is known of a document. ``day`` and ``until`` are ISO dates, the first and last day; equal for one day.

    With a ``bound`` the day is not exactly known.

    ``doctype`` is an identifier of ``data/doctypes.toml``. ``archives`` are signatures as printed. ``bases`` has the
    basis of each part that is known.
    """

    doctype: str | None = None
    day: str | None = None
    until: str | None = None
    authors: tuple[Named, ...] = ()
    addressees: tuple[Named, ...] = ()
    questioned: tuple[Named, ...] = ()
    collections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()
    bases: tuple[tuple[DescribedPart, DescriptionBasis], ...] = ()
    bound: DayBound | None = None

    def basis(self, part: DescribedPart) -> DescriptionBasis | None:
        """Give from what a part is known, None where it is not."""
        return dict(self.bases).get(part)

    def to_json(self) -> dict[str, Any]:
        """Give the description as a JSON object, the bases by the name of their part."""
        return {**asdict(self), "bases": dict(self.bases)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Description:
        """Read what :meth:`to_json` wrote."""
        people = {part: tuple(Named(**one) for one in data[part]) for part in ("authors", "addressees", "questioned")}
        lists = {part: tuple(data[part]) for part in ("collections", "tags", "archives")}
        return cls(**{**data, **people, **lists, "bases": tuple(data["bases"].items())})
