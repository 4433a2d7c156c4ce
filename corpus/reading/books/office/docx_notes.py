"""Foot- and endnotes of a Word document: their paragraphs, and the numbers that Word prints for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.reading.books.office.docx_parts import Element, parts
from corpus.reading.list_numbers import Form, numeral

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}
"""Kinds of notes, with the form of their numbers where the document states none (ECMA-376, 17.11.17 and 17.11.18)."""

FORMS: dict[str, Form] = {
    "decimalZero": "decimal-zero", "lowerLetter": "letter", "upperLetter": "capital", "lowerRoman": "roman",
    "upperRoman": "roman-capital", "russianLower": "russian", "russianUpper": "russian-capital",
}
"""Forms of numbers by their names in Word (ECMA-376, 17.18.59); the others are given in figures."""


class WordNotes:
    """The notes of a document by name: ``footnote-2`` is the footnote that the file numbers 2."""

    def __init__(self, document: Document) -> None:
        self._notes = dict(_notes(document))
        self._counts = dict.fromkeys(_KINDS, 0)
        self._forms = {kind: _form(document, kind) for kind in _KINDS}

    def names(self) -> list[str]:
        """Give the names of the notes that were not taken yet."""
        return list(self._notes)

    def take(self, name: str) -> Element:
        """Give the element that holds a note's paragraphs, once; None where there is no such note, or no more."""
        return self._notes.pop(name, None)

    def next_label(self, kind: str) -> str:
        """Give the number of the next reference to a note of a kind, as it is printed."""
        self._counts[kind] += 1
        return numeral(self._counts[kind], FORMS.get(self._forms[kind], "decimal"), doubled=True)


def _notes(document: Document) -> Iterator[tuple[str, Element]]:
    for kind, part in parts(document, [f"{kind}s" for kind in _KINDS]):
        for note in part:
            if note.get(f"{_W}type") in (None, "normal"):
                yield f"{kind.removesuffix('s')}-{note.get(f'{_W}id')}", note


def _form(document: Document, kind: str) -> str:
    """Give the form of the numbers of a kind of notes, which each section or the document states."""
    places = (document.element.body.iter(f"{_W}sectPr"), [document.settings.element])
    found = (section.find(f"{_W}{kind}Pr/{_W}numFmt") for place in places for section in place)
    return next((str(form.get(f"{_W}val")) for form in found if form is not None), _KINDS[kind])
