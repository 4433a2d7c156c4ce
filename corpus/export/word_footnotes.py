"""Footnotes in a Word document, which python-docx has no call for (ECMA-376, part 1, 17.11).

A part of its own holds the notes; a run in the text refers to each by its number. Word asks for two notes that draw
the line above the notes; both are named in the settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from corpus.citation.rich_text import Span
from corpus.export.xml_text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TEXT, _MARK = "Footnote Text", "Footnote Reference"
_LINES = (("separator", -1), ("continuationSeparator", 0))


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order in which they are added."""

    def __init__(self, document: Document) -> None:
        _styles(document)
        self._root: Any = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        settings = document.settings.element
        listed = OxmlElement("w:footnotePr")
        for kind, number in _LINES:
            self._note(number, kind).append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:{kind}/></w:r></w:p>"))
            line = OxmlElement("w:footnote")
            line.set(qn("w:id"), str(number))
            listed.append(line)
        # The schema wants this before the settings of compatibility.
        before = settings.find(qn("w:compat"))
        settings.insert(settings.index(before) if before is not None else len(settings), listed)
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0

    def add(self, paragraph: Paragraph, spans: tuple[Span, ...]) -> int:
        """Set the mark of a new note at the end of a paragraph and its words into the note. Gives its number."""
        self._count += 1
        run = paragraph.add_run()
        # By its identifier: looking a style up by name takes longer than all the rest.
        run._r.style = _id(_MARK)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self._count))
        run._r.append(mark)
        body = parse_xml(
            f"<w:p {nsdecls('w')}><w:pPr><w:pStyle w:val=\"{_id(_TEXT)}\"/></w:pPr>"
            f"<w:r><w:rPr><w:rStyle w:val=\"{_id(_MARK)}\"/></w:rPr><w:footnoteRef/></w:r></w:p>"
        )
        for span in (Span(" "), *spans):
            body.append(_run(span))
        self._note(self._count).append(body)
        return self._count

    def _note(self, number: int, kind: str | None = None) -> Any:
        note = OxmlElement("w:footnote")
        if kind:
            note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        self._root.append(note)
        return note


def _run(span: Span) -> Any:
    run = OxmlElement("w:r")
    if span.italic:
        face = OxmlElement("w:rPr")
        face.append(OxmlElement("w:i"))
        run.append(face)
    for number, line in enumerate(clean(span.text).split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _id(style: str) -> str:
    return style.replace(" ", "")


def _styles(document: Document) -> None:
    """Add the two styles of notes under the names and identifiers that Word gives them."""
    text = document.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size, text.paragraph_format.space_after = Pt(9), Pt(0)
    mark = document.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
