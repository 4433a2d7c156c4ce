"""Reads TEI P5 (https://tei-c.org/guidelines/p5/): who speaks, pages, notes, directions, as the markup states them.

``sp`` with ``speaker`` and ``@who`` is a speech, ``pb/@n`` begins a page, ``note`` is a note, ``stage`` a direction. In
a text that has speeches, what stands outside of them is nobody's. What this program exported comes back turn by turn.
Offsets refer to the file as received.
"""

from __future__ import annotations

from corpus.errors import SourceRefusedError
from corpus.model.blocks import SourceText, Stated
from corpus.model.turns import Basis, Page
from corpus.reading.books.events import events, local
from corpus.reading.books.writer import BlockWriter, Suspended
from corpus.reading.html.tokens import Token

_ROOTS = frozenset({"tei", "tei.2"})
_PARAGRAPHS = frozenset({"p", "ab", "l", "item", "cell", "closer", "opener", "salute", "signed", "dateline"})
_BLOCKS = frozenset({"head", "label", "stage", *_PARAGRAPHS})
_UNITS = frozenset({"sp", "head", "label", "stage", "note", "div", "p", "pb"})
_FACES = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s"))
_BASES: dict[str, Basis] = {"medium": "sequence", "low": "estimated"}
_PROGRAM = "trials"
MAX_LEVEL = 6


def read_tei(raw: str, file: str) -> list[SourceText]:
    """Read every text of a file: one, or those of a ``teiCorpus``. Raises SourceRefusedError where none has words."""
    texts: list[SourceText] = []
    own = f'ident="{_PROGRAM}"' in raw[: raw.find("<text")]
    spoken = "<sp " in raw or "<sp>" in raw
    reader = _Reader(own=own, spoken=spoken)
    for token in events(raw):
        if token.kind == "end" and token.value in _ROOTS:
            texts += _text(reader, raw, file)
            reader = _Reader(own=own, spoken=spoken)
        else:
            reader.read(token)
    texts += _text(reader, raw, file)
    if not texts:
        raise SourceRefusedError(f"{file} is a TEI document without text.", "Get a complete copy of it.")
    return texts


def _text(reader: _Reader, raw: str, file: str) -> list[SourceText]:
    blocks = reader.writer.finish()
    if not any(block.text for block in blocks):
        return []
    said = reader.said
    return [SourceText(file, blocks, raw, said.get("title", ""), left_out=tuple(reader.writer.left_out),
                       slug=said.get("idno"), date=said.get("date"), author=said.get("author"), lang=said.get("lang"))]


class _Reader:
    """Walks through one text; ``said`` is what its header says. ``own`` says that this program has written it."""

    def __init__(self, *, own: bool, spoken: bool) -> None:
        self.writer = BlockWriter()
        self.said: dict[str, str] = {}
        self._own, self._spoken = own, spoken
        self._path: list[str] = []
        self._faces: list[tuple[str, ...]] = []
        self._divisions: list[str | None] = []
        self._voice: Stated | None = None
        self._words: list[str] | None = None
        self._held: list[Suspended] = []
        self._notes = 0
        self._skipped = 0

    def read(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "start":
            self._path.append(token.value)
            self._skipped += self._skipped > 0 or (token.value == "note" and local(token, "type") == "correction")
            if not self._skipped and "text" in self._path:
                self._start(token)
        elif token.kind == "end":
            if not self._skipped and "text" in self._path:
                self._end(token.value)
            self._skipped -= self._skipped > 0
            if token.value in self._path:
                del self._path[len(self._path) - 1 - self._path[::-1].index(token.value):]
        elif self._skipped or not self._path:
            return
        elif "text" not in self._path:
            self._describe(token.value)
        elif self._words is not None:
            self._words.append(token.value)
        elif self.writer.is_open or not self._own:
            self.writer.text(token)

    def _describe(self, words: str) -> None:
        name = self._path[-1]
        wanted = {"title": "titlestmt", "author": "titlestmt", "idno": "publicationstmt", "date": "sourcedesc"}
        if wanted.get(name) in self._path and words.strip():
            self.said.setdefault(name, " ".join(words.split()))

    def _start(self, token: Token) -> None:
        name = token.value
        if name in _UNITS and not self._inside() and not (name == "p" and self._goes_on(token)):
            self.writer.close()
        if name == "text" and (lang := token.attribute("xml:lang")):
            self.said.setdefault("lang", lang)
        elif name == "div":
            self._divisions.append(local(token, "n") if local(token, "type") == "sitting" else self._sitting())
        elif name == "sp":
            self._voice = Stated(speaker=_person(local(token, "who"), self.said.get("idno", "")))
        elif name in ("speaker", "ref") and (name == "speaker" or local(token, "type") == "note"):
            self._words = []
        elif name in ("head", "label") and (name == "head" or self._own):
            level = min(MAX_LEVEL, max(1, len(self._divisions)))
            self.writer.open("heading", level, stated=self._stated(Stated()))
        elif name == "stage" and not self._inside():
            self.writer.open("direction", stated=self._stated(Stated()))
        elif name == "note":
            self._begin_note(token)
        elif name in _PARAGRAPHS:
            self._paragraph(token)
        else:
            self._point(token)

    def _point(self, token: Token) -> None:
        """Begin a page, a line or a type face."""
        name = token.value
        if name == "pb" and local(token, "n"):
            basis = _BASES.get(local(token, "cert"), "printed")
            self.writer.begin_page(Page(local(token, "n").strip("[] "), basis))
        elif name == "lb":
            self._line_end(token)
        elif name == "hi":
            self._faces.append(tuple(tag for said, tag in _FACES if said in local(token, "rend")))
            self._set(self._faces[-1], on=True)

    def _end(self, name: str) -> None:
        if name == "div":
            self.writer.close()
            del self._divisions[-1:]
        elif name == "sp":
            self.writer.close()
            self._voice = None
        elif name == "speaker" and self._words is not None:
            label, self._words = " ".join("".join(self._words).split()), None
            if self._voice is not None:
                self._voice = Stated(label.rstrip(" :.") if not self._own else label, self._voice.speaker)
        elif name == "ref" and self._words is not None:
            label, self._words = "".join(self._words).strip(), None
            self.writer.refer(label, "")
        elif name == "note":
            self._end_note()
        elif name == "hi" and self._faces:
            self._set(self._faces.pop(), on=False)
        elif name in _BLOCKS and not self._own:
            self.writer.close()

    def _inside(self) -> bool:
        """Whether the element that has just begun stands in a paragraph or heading."""
        return not _BLOCKS.isdisjoint(self._path[:-1])

    def _goes_on(self, token: Token) -> bool:
        """Whether a paragraph of our own export goes on with what is being written."""
        return self._own and self.writer.is_open and (bool(local(token, "prev")) or "sp" in self._path)

    def _paragraph(self, token: Token) -> None:
        if self.writer.note is not None and self.writer.is_open:
            self.writer.space()
        elif self._goes_on(token):
            self.writer.line_end()
        elif self._voice is not None:
            self.writer.open(stated=self._stated(self._voice))
            self._voice = Stated(None, self._voice.speaker, goes_on=True, name=self._voice.label or self._voice.name)
        else:
            self.writer.open("item" if token.value == "item" else "para", stated=self._stated(Stated()))

    def _stated(self, stated: Stated) -> Stated | None:
        """Give what the markup states of a block; nothing in a text without speeches, whose labels are in its words."""
        if not self._spoken:
            return None
        return Stated(stated.label, stated.speaker, self._sitting(), stated.goes_on, stated.name)

    def _sitting(self) -> str | None:
        return self._divisions[-1] if self._divisions else None

    def _line_end(self, token: Token) -> None:
        """End a line: of a heading or note, or of print, where it says nothing and may stand inside a word."""
        if local(token, "break") == "no":
            self.writer.together()
        elif self._own or not {"head", "note"}.isdisjoint(self._path):
            self.writer.line_end()
        else:
            self.writer.space()

    def _begin_note(self, token: Token) -> None:
        if self._own:
            self.writer.open("note", stated=self._stated(Stated()))
            return
        self._notes += 1
        name, label = f"note-{self._notes}", local(token, "n")
        if self.writer.is_open:
            self.writer.refer(label, name)
            self._held.append(self.writer.suspend())
        self.writer.begin_note(name, label or None)

    def _end_note(self) -> None:
        if self._own:
            self.writer.close()
            return
        self.writer.end_note()
        if self._held:
            self.writer.resume(self._held.pop())

    def _set(self, faces: tuple[str, ...], *, on: bool) -> None:
        for face in faces:
            self.writer.face(face, on=on)


def _person(who: str, text_id: str) -> str | None:
    """Give the person that a pointer names: its last part in our own exports, its name in others."""
    name = who.split(" ")[0].lstrip("#").removeprefix("p.")
    return name.removeprefix(f"{text_id}.") or None
