"""Recognised pages with boxes in a file of XML: ALTO, PAGE, and the XML of DjVu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from corpus.errors import SourceRefusedError
from corpus.model.notes import Note
from corpus.reading.boxes.alto import alto_pages
from corpus.reading.boxes.djvu_xml import djvu_xml_pages
from corpus.reading.boxes.page_xml import page_xml_pages
from corpus.reading.boxes.words import BoxedPage

READERS: dict[str, Callable[[Element], Iterator[BoxedPage]]] = {
    "alto": alto_pages, "page": page_xml_pages, "djvuxml": djvu_xml_pages,
}

_DECLARATIONS = tuple("<!ENTITY".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""How an entity is declared, in the encodings that the parser reads: no recogniser declares any."""


def xml_pages(data: bytes, form: str, file: str) -> list[BoxedPage]:
    """Read the pages of a file; ``form`` is ``alto``, ``page`` or ``djvuxml``. Raises SourceRefusedError."""
    if any(declaration in data for declaration in _DECLARATIONS):
        raise SourceRefusedError(Note("entities-own", name=file), Note("save-otherwise"))
    try:
        root = fromstring(data, XMLParser())  # noqa: S314 -- no entities, in the worker
    except ParseError as error:
        raise SourceRefusedError(Note("xml-unsound", name=file, error=str(error)), Note("get-complete")) from error
    return list(READERS[form](root))
