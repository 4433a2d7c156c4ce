"""Reads OpenDocument texts (ODT): paragraphs, headings, notes where they are referred to, struck changes left out.

Format: OASIS Open Document Format 1.3, part 3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/). The file is
packed and so has no characters that offsets could count; its text is that of ``content.xml``. A flat one (FODT) is that
text itself, with offsets. Hidden and struck words are listed as left out; a box stands behind the paragraph that it
hangs on.
"""

from __future__ import annotations

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText
from corpus.reading.archive import PackedFile
from corpus.reading.books.events import described, events, local
from corpus.reading.books.styles import is_quotation
from corpus.reading.books.writer import BlockWriter, Suspended
from corpus.reading.encoding import decode
from corpus.reading.html.tokens import Token
from corpus.reading.kinds import refuse_long

CONTENT = "content.xml"
META = "meta.xml"
_SKIPPED = frozenset({
    "tracked-changes", "annotation", "annotation-end", "forms", "index-title-template", "desc", "binary-data",
    "ruby-text",
})
"""What holds no words of the text: struck passages, remarks of those who worked on it, forms, descriptions."""

_DRAWN = frozenset({"frame", "custom-shape", "g", "rect", "object"})
"""What a paragraph may hold that has paragraphs, or a title, of its own."""

_TABLES = {"table": "table", "table-row": "tr", "table-cell": "td", "covered-table-cell": "td"}
"""The parts of tables, and what HTML calls them; a cell that another covers is one of its row."""

_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})


def read_odt(data: bytes, file: str) -> SourceText:
    """Read a document. Raises SourceRefusedError where it is damaged, locked, too large or without words."""
    packed = PackedFile(data, file)
    raw, _ = decode(packed.read(CONTENT), file)
    refuse_long(len(raw), file)
    about = decode(packed.read(META), file)[0] if META in packed else ""
    return _text(raw, about, file).without_offsets()


def read_fodt(raw: str, file: str) -> SourceText:
    """Read a document in one file of XML. Raises SourceRefusedError where it has no words."""
    return _text(raw, raw[: raw.find("<office:styles")], file)


def _text(raw: str, about: str, file: str) -> SourceText:
    reader = _Reader()
    for token in events(raw):
        reader.read(token)
    blocks = reader.writer.finish()
    if not blocks:
        raise SourceRefusedError(f"{file} holds no text.", "Save the document again, or save it as text.")
    said = described(about)
    title = said.get("title") or next((block.text for block in blocks if block.kind == "heading"), "")
    return SourceText(file, blocks, raw, title, left_out=tuple(reader.writer.left_out),
                      author=said.get("initial-creator") or said.get("creator"))


class _Reader:
    """Walks through the elements of ``content.xml``."""

    def __init__(self) -> None:
        self.writer = BlockWriter()
        self._faces: dict[str, tuple[str, ...]] = {}
        self._parents: dict[str, str] = {}
        self._style = ""
        self._spans: list[tuple[str, ...]] = []
        self._skipped = 0
        self._in_text = False
        self._items = 0
        self._citation: list[str] | None = None
        self._notes = 0
        self._owners: list[Suspended] = []
        self._boxes: list[tuple[str, Suspended]] = []
        self._changes = _Changes()
        self._hiding: set[str] = set()
        self._hidden: list[bool] = []

    def read(self, token: Token) -> None:
        """Take the next token."""
        name = token.value
        if token.kind == "start":
            self._changes.read(token)
        if token.kind in ("start", "end") and (self._is_skipped(name) or self._skipped):
            self._skipped += (1 if token.kind == "start" else -1) if self._is_skipped(name) else 0
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(name)
        elif self._skipped or not self._in_text:
            return
        elif self._citation is not None:
            self._citation.append(token.value)
        elif self._changes.struck or any(self._hidden):
            self.writer.leave_out("markup", token.value, token.at, token.end)
        elif self.writer.is_open:
            self.writer.text(token)

    def _is_skipped(self, name: str) -> bool:
        """Whether an element holds no words of the text; a field may be called as the title of a drawing is."""
        return name in _SKIPPED or (name == "title" and bool(self._boxes))

    def _start(self, token: Token) -> None:
        name = token.value
        if name in ("style", "text-properties"):
            self._set_style(token)
        elif name == "body":
            self._in_text = True
        elif name == "section":
            self._hidden.append(local(token, "display") == "none")
        elif self._in_text and name in _DRAWN:
            self._boxes.append((name, self.writer.suspend()))
        elif self._in_text and name in _TABLES:
            self.writer.cells.begin(_TABLES[name], local(token, "number-columns-repeated"))
        elif self._in_text and name in ("p", "h"):
            self._hide(token)
            self._paragraph(token)
        elif self._in_text and name == "span":
            self._hide(token)
            self._spans.append(self._faces.get(local(token, "style-name"), ()))
            self._set(self._spans[-1], on=True)
        else:
            self._point(name)

    def _set_style(self, token: Token) -> None:
        """Take a style, or what one sets of its letters."""
        if token.value == "style":
            self._style = local(token, "name")
            self._parents[self._style] = local(token, "parent-style-name")
        elif self._style and not self._in_text:
            self._faces[self._style] = _faces(token)
            if local(token, "display") == "none":
                self._hiding.add(self._style)

    def _point(self, name: str) -> None:
        """Begin an item of a list, a note, or a space or line in a paragraph."""
        if name == "list-item":
            self._items += 1
        elif name == "note":
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
        if name == "style":
            self._style = ""
        elif name in _TABLES:
            self.writer.cells.end(_TABLES[name])
        elif name == "list-item":
            self._items -= 1
        elif name in ("p", "h") and self._in_text:
            if not self._changes.struck:
                self.writer.close()
            del self._hidden[-1:]
        elif name == "span" and self._spans:
            self._set(self._spans.pop(), on=False)
            del self._hidden[-1:]
        elif name == "section":
            del self._hidden[-1:]
        elif self._boxes and name == self._boxes[-1][0]:
            self.writer.resume_before(self._boxes.pop()[1])
        elif name == "note-body" and self._owners:
            self.writer.end_note()
            self.writer.resume(self._owners.pop())

    def _paragraph(self, token: Token) -> None:
        """Begin a paragraph; one before which the end of the last was struck goes on with that."""
        if self._changes.struck and self.writer.is_open:
            return
        style = local(token, "style-name")
        named = f"{style} {self._parents.get(style, '')}".lower()
        quoted = is_quotation(named)
        if token.value == "h":
            self.writer.open("heading", _level(local(token, "outline-level")))
        elif style == "Title" or self._parents.get(style) == "Title":
            self.writer.open("heading", 1)
        else:
            self.writer.open("item" if self._items else "para", quoted=quoted)

    def _hide(self, token: Token) -> None:
        style = local(token, "style-name")
        self._hidden.append(not self._hiding.isdisjoint({style, self._parents.get(style, "")}))

    def _begin_note(self) -> None:
        """Set a note aside; the paragraph that it interrupts goes on behind it."""
        label, self._citation = "".join(self._citation or ()).strip(), None
        name = f"note-{self._notes}"
        self.writer.refer(label, name)
        self._owners.append(self.writer.suspend())
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


def _level(stated: str) -> int:
    """Give the level of a heading, 1 where the file states none that is a number."""
    return max(1, int(stated)) if stated.isascii() and stated.isdigit() else 1


def _faces(token: Token) -> tuple[str, ...]:
    """Give the type faces that a style sets, as the elements of HTML that do."""
    found = (("b", local(token, "font-weight") in _BOLD), ("i", local(token, "font-style") in _ITALIC))
    return tuple(face for face, on in found if on)
