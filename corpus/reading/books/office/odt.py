"""Reads OpenDocument texts (ODT): paragraphs, headings, lists, notes where they are referred to.

Format: OASIS Open Document Format 1.3, part 3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/). The file is
packed and so has no characters that offsets could count; its text is that of ``content.xml``. A flat one (FODT) is that
text itself, with offsets. Hidden and struck words are listed as left out; a box stands behind the paragraph that it
hangs on.
"""

from __future__ import annotations

from itertools import chain

from corpus.errors import SourceRefusedError
from corpus.model.blocks import BlockKind, SourceText
from corpus.model.notes import Note
from corpus.reading.archive import PackedFile
from corpus.reading.books.events import described, events, local
from corpus.reading.books.office.odt_lists import OdtLists
from corpus.reading.books.office.odt_styles import OdtStyles, number_of
from corpus.reading.books.office.styles import heading_level, is_quotation
from corpus.reading.books.writer import BlockWriter, Suspended
from corpus.reading.encoding import decode
from corpus.reading.html.tokens import Token
from corpus.reading.kinds import refuse_long

CONTENT = "content.xml"
STYLES = "styles.xml"
META = "meta.xml"
_SKIPPED = frozenset({
    "tracked-changes", "annotation", "annotation-end", "forms", "index-title-template", "desc", "binary-data",
    "ruby-text", "number",
})
"""What holds no words of the text: struck passages, remarks of those who worked on it, forms, descriptions, and the
number of a paragraph as it was when the document was saved."""

_DRAWN = frozenset({"frame", "custom-shape", "g", "rect", "object"})
"""What a paragraph may hold that has paragraphs, or a title, of its own."""

_TABLES = {"table": "table", "table-row": "tr", "table-cell": "td", "covered-table-cell": "td"}
"""The parts of tables, and what HTML calls them; a cell that another covers is one of its row."""

_TOLD = frozenset({"tracked-changes", "annotation", "ruby-text"})
"""Those of them that are listed: what was struck, remarks, what is printed small above words."""

_ABOUT = frozenset({"creator", "date", "creator-initials", "initials"})
"""What a change or remark says of itself."""

_OUTER = frozenset({f"{part}{which}" for part in ("header", "footer") for which in ("", "-left", "-first")})


def read_odt(data: bytes, file: str) -> SourceText:
    """Read a document. Raises SourceRefusedError where it is damaged, locked, too large or without words."""
    packed = PackedFile(data, file)
    raw, _ = decode(packed.read(CONTENT), file)
    refuse_long(len(raw), file)
    about = decode(packed.read(META), file)[0] if META in packed else ""
    styles = decode(packed.read(STYLES), file)[0] if STYLES in packed else ""
    refuse_long(len(styles), file)
    return _text(raw, about, styles, file).without_offsets()


def read_fodt(raw: str, file: str) -> SourceText:
    """Read a document in one file of XML. Raises SourceRefusedError where it has no words."""
    return _text(raw, raw[: raw.find("<office:styles")], "", file)


def _text(raw: str, about: str, styles: str, file: str) -> SourceText:
    """Read a document whose styles of its own stand in ``raw``, and those that it shares in ``styles``."""
    reader = _Reader()
    for token in chain(events(styles), events(raw)):
        reader.read(token)
    blocks = reader.writer.finish()
    if not blocks:
        raise SourceRefusedError(Note("file-no-text", name=file), Note("save-or-as-text"))
    said = described(about)
    title = said.get("title") or next((block.text for block in blocks if block.kind == "heading"), "")
    # Its creator is whoever sat at the computer, no author that a citation may name.
    return SourceText(file, blocks, raw, title, left_out=tuple(reader.writer.left_out))


class _Reader:
    """Walks through the elements of ``content.xml``."""

    def __init__(self) -> None:
        self.writer = BlockWriter()
        self._styles = OdtStyles()
        self._lists = OdtLists(self._styles)
        self._spans: list[tuple[str, ...]] = []
        self._raised: list[bool] = []
        self._skipped: list[str] = []
        self._within = ""
        self._in_text = False
        self._outer = False
        self._citation: list[str] | None = None
        self._notes = 0
        self._owners: list[Suspended] = []
        self._boxes: list[tuple[str, Suspended]] = []
        self._changes = _Changes()
        self._hidden: list[bool] = []
        self._hiding = 0
        self._number = ""

    def read(self, token: Token) -> None:
        """Take the next token."""
        name = token.value
        if token.kind == "start":
            self._changes.read(token)
        if token.kind in ("start", "end") and (self._is_skipped(name) or self._skipped):
            self._skip(token)
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(name)
        elif self._skipped or not self._in_text:
            self._pass_over(token)
        elif self._citation is not None:
            self._citation.append(token.value)
        elif self._changes.struck or self._hiding:
            self.writer.leave_out("hidden" if self._hiding else "markup", token.value, token.at, token.end)
        elif self.writer.is_open and any(self._raised):
            self.writer.raised(token)
        elif self.writer.is_open:
            self.writer.text(token)

    def _pass_over(self, token: Token) -> None:
        """Take words that are none of the text."""
        if not self._skipped:
            if self._outer:
                self.writer.leave_out("furniture", token.value, token.at, token.end)
        elif self._skipped[0] == "number":
            self._take_number(token.value)
        elif self._skipped[0] in _TOLD and self._within not in _ABOUT:
            self.writer.leave_out("markup", token.value, token.at, token.end)

    def _skip(self, token: Token) -> None:
        """Follow an element without words of the text to its end."""
        self._within = token.value if token.kind == "start" else ""
        if self._is_skipped(token.value):
            if token.kind == "start":
                self._skipped.append(token.value)
            else:
                del self._skipped[-1:]

    def _is_skipped(self, name: str) -> bool:
        """Whether an element holds no words of the text; a field may be called as the title of a drawing is."""
        return name in _SKIPPED or (name == "title" and bool(self._boxes))

    def _take_number(self, words: str) -> None:
        """Take the number of a paragraph where the styles give it none."""
        if self.writer.is_open:
            self.writer.number(words)
        else:
            self._number = words

    def _start(self, token: Token) -> None:
        name = token.value
        if name == "body":
            self._in_text = True
        elif not self._in_text:
            self._outer = self._outer or name in _OUTER
            self._styles.start(token)
        elif name == "section":
            self._hide(local(token, "display") == "none")
        elif name in _DRAWN:
            self._boxes.append((name, self.writer.suspend()))
            self._lists.begin_apart()
        elif name in _TABLES:
            self.writer.cells.begin(_TABLES[name], local(token, "number-columns-repeated"))
        elif name in ("p", "h"):
            self._hide(self._styles.hides(local(token, "style-name")))
            self._paragraph(token)
        elif name == "span":
            self._hide(self._styles.hides(local(token, "style-name")))
            self._raised.append(self._styles.raises(local(token, "style-name")))
            self._spans.append(self._styles.faces(local(token, "style-name")))
            self._set(self._spans[-1], on=True)
        else:
            self._lists.start(token)
            self._point(name)

    def _point(self, name: str) -> None:
        """Begin a note, or a space or line in a paragraph."""
        if name == "note":
            self._notes += 1
        elif name == "note-citation":
            self._citation = []
        elif name == "note-body":
            self._begin_note()
        elif name in ("s", "tab"):
            self.writer.space()
        elif name == "line-break":
            self.writer.line_end()

    def _end(self, name: str) -> None:
        if not self._in_text:
            self._outer = self._outer and name not in _OUTER
            self._styles.end(name)
        elif name in _TABLES:
            self.writer.cells.end(_TABLES[name])
        elif name in ("p", "h"):
            if not self._changes.struck:
                self.writer.close()
            self._show()
        elif name == "span" and self._spans:
            self._raised.pop()
            self._set(self._spans.pop(), on=False)
            self._show()
        elif name == "section":
            self._show()
        elif self._boxes and name == self._boxes[-1][0]:
            self.writer.resume_before(self._boxes.pop()[1])
            self._lists.end_apart()
        elif name == "note-body" and self._owners:
            self.writer.end_note()
            self.writer.resume(self._owners.pop())
            self._lists.end_apart()
        else:
            self._lists.end(name)

    def _paragraph(self, token: Token) -> None:
        """Begin a paragraph; one before which the end of the last was struck goes on with that."""
        if self._changes.struck and self.writer.is_open:
            return
        style = local(token, "style-name")
        base = self._styles.parents.get(style, "")
        number, self._number = self._lists.number_of(token) or self._number, ""
        level = max(1, number_of(local(token, "outline-level")) or 1) if token.value == "h" else _level_of(style, base)
        if level:
            self.writer.open("heading", level, number=number)
        else:
            kind: BlockKind = "item" if self._lists.is_inside else "para"
            self.writer.open(kind, quoted=is_quotation(f"{style} {base}".lower()), number=number)

    def _hide(self, hidden: bool) -> None:
        """Begin an element that may hide its words."""
        self._hidden.append(hidden)
        self._hiding += hidden

    def _show(self) -> None:
        """End such an element."""
        self._hiding -= self._hidden.pop() if self._hidden else 0

    def _begin_note(self) -> None:
        """Set a note aside; the paragraph that it interrupts goes on behind it."""
        label, self._citation = "".join(self._citation or ()).strip(), None
        name = f"note-{self._notes}"
        self.writer.refer(label, name)
        self._owners.append(self.writer.suspend())
        self._lists.begin_apart()
        self.writer.begin_note(name, label)

    def _set(self, faces: tuple[str, ...], *, on: bool) -> None:
        for face in faces:
            self.writer.face(face, on=on)


class _Changes:
    """What was struck and stands in the text all the same, as it does in a document saved while changes were shown.

    The changes are listed before the text; those of a kind begin and end in it by their names (part 3, 5.5).
    """

    def __init__(self) -> None:
        self._region = ""
        self._struck: set[str] = set()
        self._open: set[str] = set()

    @property
    def struck(self) -> bool:
        """Whether what is being read was struck."""
        return bool(self._open)

    def read(self, token: Token) -> None:
        """Take a start tag."""
        if token.value == "changed-region":
            self._region = local(token, "id")
        elif token.value == "deletion":
            self._struck.add(self._region)
        elif token.value == "change-start" and local(token, "change-id") in self._struck:
            self._open.add(local(token, "change-id"))
        elif token.value == "change-end":
            self._open.discard(local(token, "change-id"))


def _level_of(style: str, base: str) -> int:
    """Give the level of the headings that a style of paragraphs, or the one that it is made of, is for by its name."""
    return next(filter(None, (heading_level(name.replace("_20_", " ")) for name in (style, base))), 0)
