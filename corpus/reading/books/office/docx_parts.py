"""The parts that a Word document consists of beside its text: notes, lists, heads and feet, remarks.

Format: Open Packaging Conventions, ECMA-376, part 2; what a part is, the relation to it says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
"""An element of lxml, which has no types."""


def parts(document: Document, kinds: Collection[str]) -> Iterator[tuple[str, Element]]:
    """Give kind and root of each part of some kinds, as relations call them: ``footnotes``, ``numbering``."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in kinds and not relation.is_external:
            yield kind, parse_xml(relation.target_part.blob)
