"""Particulars of the user's own files: what the user says of them, held to the catalogue, and what the list says."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from corpus.catalogue.catalogue import Catalogue
from corpus.documents.rules import known_languages
from corpus.errors import WrongUseError
from corpus.limits import MAX_NAME_BYTES
from corpus.model.turns import TextKind
from corpus.storage.sources import OWN_NAMES, SourceFile

_IDENTIFIER = re.compile(r"[^\W_A-ZА-ЯЁ](?:[^\WA-ZА-ЯЁ]|-){0,79}")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the user says of a document's author, its publication and its ``day`` (ISO); it wins over what is found."""

    author: str | None = None
    year: int | None = None
    publisher: str | None = None
    published_in: str | None = None
    day: str | None = None

    def given_fields(self) -> dict[str, Any]:
        """Give what is said, by the names of the fields of an entry."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of the files; ``reserved`` are names that the caller lets no document have."""

    edition: str | None = None
    document: str | None = None
    kind: TextKind | None = None
    title: str | None = None
    lang: str | None = None
    reserved: frozenset[str] = frozenset()
    imprint: Imprint = field(default_factory=Imprint)

    def agrees(self, held: SourceFile) -> bool:
        """Whether what the user says of the files is what the list says."""
        said = ((self.kind, held.kind), (self.title, held.title), (self.lang, held.lang),
                *((value, getattr(held, name)) for name, value in self.imprint.given_fields().items()))
        return all(given in (None, known) for given, known in said)

    def joined(self, held: SourceFile) -> dict[str, Any]:
        """Give the fields of an entry that the user may say, as the list has them where the user is silent."""
        listed = {one.name: getattr(held, one.name) for one in fields(Imprint)}
        return {"kind": self.kind or held.kind, "title": self.title or held.title, "lang": self.lang or held.lang,
                **listed, **self.imprint.given_fields()}


def check(wanted: Wanted, catalogue: Catalogue) -> None:
    """Refuse options that exclude each other, and an identifier or language that is none or is taken.

    Raises UnknownNameError for an unknown edition, WrongUseError for all else.
    """
    if wanted.edition and wanted.imprint.given_fields():
        raise WrongUseError("The catalogue says who published an edition: --edition excludes --author, --year, "
                            "--publisher, --place and --date.", "Leave them out.")
    if wanted.edition and (wanted.document or wanted.kind):
        raise WrongUseError("An edition is no document: --edition excludes --document and --kind.",
                            "Leave one of them out.")
    _check_language(wanted, catalogue)
    if wanted.document and not (
        _IDENTIFIER.fullmatch(wanted.document) and len(wanted.document.encode()) <= MAX_NAME_BYTES
    ):
        raise WrongUseError(f"{wanted.document!r} is no identifier.",
                            f"Use up to 80 lower-case letters, digits and hyphens, of {MAX_NAME_BYTES} bytes at most.")
    if wanted.document in OWN_NAMES | wanted.reserved | catalogue.editions.keys():
        raise WrongUseError(f"{wanted.document!r} is taken.", "Choose another --document identifier.")


def _check_language(wanted: Wanted, catalogue: Catalogue) -> None:
    """Refuse a language that no text of the program is in, or another one than the edition's."""
    edition = catalogue.edition(wanted.edition) if wanted.edition else None
    known = known_languages() | {one.lang for one in catalogue.editions.values()}
    if wanted.lang is not None and wanted.lang not in known:
        raise WrongUseError(f"{wanted.lang[:40]!r} is no language known here.",
                            f"Known are: {', '.join(sorted(known))}. Without --lang the language is found out.")
    if edition and wanted.lang not in (None, edition.lang):
        raise WrongUseError(f"The edition {edition.id} is in another language ({edition.lang}).", "Leave --lang out.")
