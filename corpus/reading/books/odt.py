"""Reads OpenDocument texts (ODT): paragraphs, headings, notes where they are referred to, struck changes left out.

Format: OASIS Open Document Format 1.3, part 3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/). The file is
packed and so has no characters that offsets could count; its text is that of ``content.xml``.
"""

from __future__ import annotations

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.blocks import SourceText
from corpus.reading.archive import PackedFile
from corpus.reading.books.events import described, events, local
from corpus.reading.books.writer import BlockWriter, Suspended
from corpus.reading.encoding import decode
from corpus.reading.html.tokens import Token

CONTENT = "content.xml"
META = "meta.xml"
_SKIPPED = frozenset({"tracked-changes", "annotation", "annotation-end", "forms", "index-title-template"})
"""What holds no words of the text: struck passages, remarks of those who worked on it, forms."""

_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})
_QUOTATION = ("quot", "цитата")
MAX_LEVEL = 6


def read_odt(data: bytes, file: str) -> SourceText:
    """Read a document. Raises SourceRefusedError where it is damaged, locked, too large or without words."""
    packed = PackedFile(data, file)
    raw, _ = decode(packed.read(CONTENT), file)
    if len(raw) > MAX_TEXT_CHARS:
        raise SourceRefusedError(f"{file} has {len(raw):,} characters, more than {MAX_TEXT_CHARS:,}.", "Split it.")
    reader = _Reader()
    for token in events(raw):
        reader.read(token)
    blocks = reader.writer.finish()
    if not blocks:
        raise SourceRefusedError(f"{file} holds no text.", "Save the document again, or save it as text.")
    said = described(decode(packed.read(META), file)[0]) if META in packed else {}
    title = said.get("title") or next((block.text for block in blocks if block.kind == "heading"), "")
    text = SourceText(file, blocks, "", title, author=said.get("initial-creator") or said.get("creator"))
    return text.without_offsets()


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

    def read(self, token: Token) -> None:
        """Take the next token."""
        name = token.value
        if token.kind in ("start", "end") and (name in _SKIPPED or self._skipped):
            self._skipped += (1 if token.kind == "start" else -1) if name in _SKIPPED else 0
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(name)
        elif self._skipped or not self._in_text:
            return
        elif self._citation is not None:
            self._citation.append(token.value)
        elif self.writer.is_open:
            self.writer.text(token)

    def _start(self, token: Token) -> None:
        name = token.value
        if name == "style":
            self._style = local(token, "name")
            self._parents[self._style] = local(token, "parent-style-name")
        elif name == "text-properties" and self._style and not self._in_text:
            self._faces[self._style] = _faces(token)
        elif name == "body":
            self._in_text = True
        elif name == "list-item":
            self._items += 1
        elif name in ("p", "h") and self._in_text:
            self._paragraph(token)
        elif name == "span" and self._in_text:
            self._spans.append(self._faces.get(local(token, "style-name"), ()))
            self._set(self._spans[-1], on=True)
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
        elif name == "list-item":
            self._items -= 1
        elif name in ("p", "h") and self._in_text:
            self.writer.close()
        elif name == "span" and self._spans:
            self._set(self._spans.pop(), on=False)
        elif name == "note-body" and self._owners:
            self.writer.end_note()
            self.writer.resume(self._owners.pop())

    def _paragraph(self, token: Token) -> None:
        style = local(token, "style-name")
        named = f"{style} {self._parents.get(style, '')}".lower()
        quoted = any(word in named for word in _QUOTATION)
        if token.value == "h":
            self.writer.open("heading", _level(local(token, "outline-level")))
        elif style == "Title" or self._parents.get(style) == "Title":
            self.writer.open("heading", 1)
        else:
            self.writer.open("item" if self._items else "para", quoted=quoted)

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


def _level(stated: str) -> int:
    """Give the level of a heading, 1 where the file states none that is a number."""
    return min(MAX_LEVEL, max(1, int(stated))) if stated.isascii() and stated.isdigit() else 1


def _faces(token: Token) -> tuple[str, ...]:
    """Give the type faces that a style sets, as the elements of HTML that do."""
    found = (("b", local(token, "font-weight") in _BOLD), ("i", local(token, "font-style") in _ITALIC))
    return tuple(face for face, on in found if on)
