"""Reads FictionBook (FB2): chapters with their titles, notes from their own body, nothing of the pictures.

Format: http://www.gribuser.ru/xml/fictionbook/2.0. Offsets refer to the file as received.
"""

from __future__ import annotations

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.reading.books.entities import Entities
from corpus.reading.books.events import events, local
from corpus.reading.books.open_elements import OpenElements
from corpus.reading.books.writer import BlockWriter
from corpus.reading.html.tokens import Token

_FACES = {"strong": "b", "emphasis": "i", "strikethrough": "s"}
_PARAGRAPHS = frozenset({"p", "v", "subtitle", "text-author", "td", "th", "date"})
_TABLES = frozenset({"table", "tr", "td", "th"})
_QUOTED = frozenset({"cite", "epigraph"})
_NOTE_BODIES = frozenset({"notes", "comments", "footnotes"})
_NAMES = ("first-name", "middle-name", "last-name")
_DESCRIPTION = frozenset({"title-info", "publish-info"})


def read_fb2(raw: str, file: str) -> SourceText:
    """Read a book. Raises SourceRefusedError where it holds no text."""
    reader = _Reader(file)
    entities = Entities(raw, file)
    for token in events(raw, entities):
        reader.read(token)
    blocks = reader.writer.finish()
    if not any(block.text for block in blocks):
        raise SourceRefusedError(Note("book-no-text", name=file, form="FB2"), Note("get-complete"))
    said = reader.described
    return SourceText(file, blocks, raw, said.get("book-title", ""), left_out=tuple(reader.writer.left_out),
                      doubts=entities.doubts, date=said.get("year"),
                      author="; ".join(filter(None, reader.authors)) or None)


class _Reader:
    """Walks through the elements of a book; ``described`` is what it says of itself."""

    def __init__(self, file: str) -> None:
        self.writer = BlockWriter()
        self.described: dict[str, str] = {}
        self._authors: list[dict[str, str]] = []
        self._path = OpenElements(file)
        self._sections = 0
        self._quoted = 0
        self._in_notes = False
        self._note_title: list[str] | None = None
        self._reference: tuple[Token, list[Token]] | None = None

    @property
    def authors(self) -> list[str]:
        """The authors of the book, each by given and family names, else by the name that he goes by."""
        return [" ".join(one[name] for name in _NAMES if name in one) or one.get("nickname", "")
                for one in self._authors]

    def read(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "start":
            self._path.open(token.value)
            self._start(token)
        elif token.kind == "end":
            self._end(token)
            self._path.close(token.value)
        elif "body" in self._path and "binary" not in self._path:
            self._text(token)
        elif self._path.has_any(_DESCRIPTION) and token.value.strip():
            self._describe(token)

    def _describe(self, token: Token) -> None:
        """Take what the book says of itself; what introduces it to buyers is no text of its own."""
        words = " ".join(token.value.split())
        if "annotation" in self._path:
            self.writer.leave_out("markup", words, token.at, token.end)
        elif "author" in self._path and self._authors:
            self._authors[-1].setdefault(self._path.innermost, words)
        elif "translator" not in self._path:
            self.described.setdefault(self._path.innermost, words)

    def _start(self, token: Token) -> None:
        name = token.value
        if name == "author" and "title-info" in self._path:
            self._authors.append({})
        if name == "body":
            self._in_notes = local(token, "name").lower() in _NOTE_BODIES
            self._sections = 0
        elif name == "section":
            self._sections += 1
            if self._in_notes and local(token, "id"):
                self.writer.begin_note(local(token, "id"))
        elif name == "title" and self.writer.note is not None:
            self._note_title = []
        elif name == "stanza":
            self.writer.open(quoted=self._quoted > 0)
        elif name in _TABLES:
            self.writer.cells.begin(name, local(token, "colspan"), local(token, "rowspan"))
        if name in _PARAGRAPHS and self._note_title is None:
            self._paragraph(name)
        elif name in _QUOTED:
            self._quoted += 1
        elif name in _FACES and self.writer.is_open:
            self.writer.face(_FACES[name], on=True)
        elif name == "a" and (local(token, "type") == "note" or self._in_notes):
            self._reference = (token, [])

    def _paragraph(self, name: str) -> None:
        """Begin a paragraph; a verse is a line of its stanza, the paragraphs of a title are its heading."""
        if name == "v" and self.writer.is_open and "stanza" in self._path:
            self.writer.line_end()
        elif "title" in self._path:
            self.writer.open("heading", max(1, self._sections))
        elif name == "subtitle":
            self.writer.open("heading", self._sections + 1)
        else:
            self.writer.open(quoted=self._quoted > 0)

    def _end(self, token: Token) -> None:
        name = token.value
        if name == "section":
            self._sections = max(0, self._sections - 1)
            if self._in_notes:
                self.writer.end_note()
        elif name == "title" and self._note_title is not None:
            label, self._note_title = " ".join("".join(self._note_title).split()), None
            if self.writer.note is not None:
                self.writer.begin_note(self.writer.note, label.strip("[]().*") or label)
        elif name in _QUOTED:
            self._quoted = max(0, self._quoted - 1)
        elif name in _FACES and self.writer.is_open:
            self.writer.face(_FACES[name], on=False)
        elif name == "table":
            self.writer.cells.end(name)
        elif name == "a" and self._reference:
            self._refer(*self._reference)
        elif name in _PARAGRAPHS | {"stanza", "body"} and not (name == "v" and "stanza" in self._path):
            self.writer.close()

    def _text(self, token: Token) -> None:
        if self._note_title is not None:
            self._note_title.append(token.value)
            self.writer.leave_out("note mark", token.value, token.at, token.end)
        elif self._reference:
            self._reference[1].append(token)
        elif "sup" in self._path:
            self.writer.raised(token)
        else:
            self.writer.text(token)

    def _refer(self, token: Token, pieces: list[Token]) -> None:
        """End a reference to a note: its number is lifted out of the text."""
        self._reference = None
        label = "".join(piece.value for piece in pieces).strip()
        self.writer.refer(label.strip("[](){} "), local(token, "href").lstrip("#"))
        if pieces:
            self.writer.leave_out("note mark", label, pieces[0].at, pieces[-1].end)
