"""Reads TEI, P5 and P4 (https://tei-c.org/guidelines/): who speaks, pages, notes, directions, as the markup states.

``sp`` with ``speaker`` and ``@who`` is a speech, as ``u`` is in transcripts of what was spoken; ``pb/@n`` begins a
page, ``note`` is a note, ``stage`` a direction. In a text that has speeches, what stands outside of them is nobody's.
Of two readings the one of the source stays (``sic``, ``orig``, ``abbr``); what was struck, and what is no part of the
text (running heads, descriptions of pictures), is listed as left out. What this program exported comes back turn by
turn. Offsets refer to the file as received.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from corpus.errors import SourceRefusedError
from corpus.language.page_labels import as_label
from corpus.model.blocks import Block, BlockKind, SourceText, Stated
from corpus.model.notes import Note
from corpus.model.turns import Basis, Page
from corpus.reading.books.entities import Entities
from corpus.reading.books.events import events, local
from corpus.reading.books.open_elements import OpenElements
from corpus.reading.books.tei_header import TeiHeader, persons_of
from corpus.reading.books.tei_known import Known
from corpus.reading.books.tei_lists import TeiLists
from corpus.reading.books.tei_omissions import SOUNDS, Omissions
from corpus.reading.books.tei_quotes import QUOTED, TeiQuotes
from corpus.reading.books.writer import BlockWriter, Suspended
from corpus.reading.html.tokens import Token

_ROOTS = frozenset({"tei", "tei.2"})
_PARAGRAPHS = frozenset({
    "p", "ab", "l", "item", "cell", "closer", "opener", "salute", "signed", "dateline", "castitem", "titlepart",
    "byline", "docauthor", "docdate", "docimprint", "docedition", "imprimatur", "trailer", "addrline", "zone",
})
_BLOCKS = frozenset({"head", "label", "stage", *_PARAGRAPHS})
_UNITS = frozenset({"sp", "u", "head", "label", "stage", "note", "p", "pb"})
_DIVISION = re.compile(r"div[0-7]?")
_CAPTIONS = frozenset({"figure", "table", "list", "castlist"})
"""Elements whose head is no heading of what follows them."""

_TABLES = {"table": "table", "row": "tr", "cell": "td"}
"""The parts of tables, and what HTML calls them."""

_POINTERS = frozenset({"ref", "ptr", "xref", "xptr"})
_SPEECHES = frozenset({"sp", "u"})
_BROKEN = re.compile("[-\u2010\u00ac\u00ad]\\s*$")
_FACES = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s"))
_BASES: dict[str, Basis] = {"medium": "sequence", "low": "estimated"}
GAP = "[…]"
"""Stands where the markup says that words are missing; phrases are found across it as across any sign."""


def read_tei(raw: str, file: str) -> list[SourceText]:
    """Read every text of a file: one, or those of a ``teiCorpus``. Raises SourceRefusedError where none has words."""
    texts: list[SourceText] = []
    header = TeiHeader()
    entities = Entities(raw, file)
    known = Known.found_in(raw, file)
    reader = _Reader(known, header)
    for token, following in _pairs(events(raw, entities)):
        if token.kind == "end" and token.value in _ROOTS:
            texts += _text(reader, raw, file)
            reader = _Reader(known, header)
        else:
            reader.read(_whole(token, following), following)
    texts += _text(reader, raw, file)
    if not texts:
        raise SourceRefusedError(Note("book-no-text", name=file, form="TEI"), Note("get-complete"))
    return [replace(texts[0], doubts=(*texts[0].doubts, *entities.doubts)), *texts[1:]]


def _pairs(found: Iterator[Token]) -> Iterator[tuple[Token, Token | None]]:
    """Give each token with the one that follows."""
    def ended() -> Iterator[Token | None]:
        yield from found
        yield None

    for token, following in pairwise(ended()):
        if token is not None:
            yield token, following


def _whole(token: Token, following: Token | None) -> Token:
    """Give a text without the hyphen that stands where the markup says that a line ends inside a word."""
    breaks = following is not None and following.value in ("lb", "pb", "cb") and local(following, "break") == "no"
    found = _BROKEN.search(token.value) if breaks and token.kind == "text" else None
    if found is None:
        return token
    return Token("text", token.value[: found.start()], token.at, token.at + found.start())


def _text(reader: _Reader, raw: str, file: str) -> list[SourceText]:
    blocks = reader.finish()
    if not any(block.text for block in blocks):
        return []
    said = reader.about
    return [SourceText(file, blocks, raw, said.get("title", ""), left_out=tuple(reader.writer.left_out),
                       slug=said.get("idno"), date=said.get("date"), author=said.get("author"), lang=said.get("lang"))]


class _Reader:
    """Walks through one text of a file; ``about`` is what its header says."""

    def __init__(self, known: Known, header: TeiHeader) -> None:
        self.writer = BlockWriter()
        self._header = header
        self._known = known
        self._path = OpenElements(known.file)
        self._lists = TeiLists()
        self._faces: list[tuple[str, ...]] = []
        self._raised: list[bool] = []
        self._in_head = False
        self._divisions: list[str | None] = []
        self._voice: Stated | None = None
        self._announced: str | None = None
        self._words: list[str] | None = None
        self._target = ""
        self._held: list[tuple[Suspended | None, list[str] | None]] = []
        self._notes = 0
        self._passed = Omissions()
        self._joined = False
        self._quotes = TeiQuotes()
        self._following: Token | None = None

    @property
    def about(self) -> dict[str, str]:
        """What the header says."""
        return self._header.said

    def finish(self) -> tuple[Block, ...]:
        """End the text and give its blocks, also those that a note stands in with which the file breaks off."""
        while self._held:
            self._end_note()
        self._announce()
        return self.writer.finish()

    def read(self, token: Token, following: Token | None) -> None:
        """Take the next token, and see the one behind it."""
        self._following = following
        if token.kind == "start":
            self._path.open(token.value)
            self._passed.start(token, self._path)
            if not self._passed:
                self._begin(token)
        elif token.kind == "end":
            if not self._passed:
                self._finish(token)
            self._passed.end(token.value)
            self._path.close(token.value)
        elif self._passed:
            if self._passed.kind:
                self.writer.leave_out(self._passed.kind, token.value, token.at, token.end)
        elif self._known.body in self._path:
            self._word(token)
        else:
            self._header.text(token.value)

    def _begin(self, token: Token) -> None:
        if self._known.body in self._path:
            self._start(token)
            return
        if token.value in _ROOTS:
            self._header.begin_text()
        self._header.start(token, self._path)

    def _finish(self, token: Token) -> None:
        if self._known.body not in self._path:
            self._header.end(token.value)
        elif token.value in QUOTED:
            self._quote(self._quotes.end(token), ends=True)
        else:
            self._end(token.value)

    def _quote(self, sign: Token | None, *, ends: bool) -> None:
        """Write the sign of a quotation; the one that ends it stands at its last word."""
        if sign is not None and self.writer.is_open and self._words is None:
            if ends:
                self.writer.together()
            self.writer.text(sign)

    def _word(self, token: Token) -> None:
        self._quotes.pass_by(token)
        if self._words is not None:
            self._words.append(token.value)
        elif self.writer.is_open or (token.value.strip() and not self._known.own):
            self._go_on()
            if any(self._raised):
                self.writer.raised(token)
            else:
                self.writer.text(token)

    def _go_on(self) -> None:
        """Open a paragraph where none is: a speech goes on behind what interrupts it, other words are nobody's."""
        if not self.writer.is_open:
            self._open("para")

    def _start(self, token: Token) -> None:
        name = token.value
        if self._ends_what_is_open(token):
            self.writer.close()
        if name in _TABLES and not self._known.own:
            self._cell(token)
        if name == self._known.body and (lang := local(token, "lang")):
            self.about.setdefault("lang", lang)
        elif _DIVISION.fullmatch(name):
            self._divisions.append(local(token, "n") if local(token, "type") == "sitting" else self._sitting())
        elif name in _SPEECHES:
            self._speech(token)
        elif name == "speaker" or (name in _POINTERS and self._is_reference(token)):
            self._words, self._target = [], local(token, "target").lstrip("#")
        elif name == "note":
            self._begin_note(token)
        elif name == "list":
            self._lists.begin(token)
        else:
            self._block(token)

    def _ends_what_is_open(self, token: Token) -> bool:
        """Whether an element stands by itself, and no paragraph that is open goes on with it."""
        name = token.value
        unit = (name in _UNITS or _DIVISION.fullmatch(name)) and not self._inside()
        return bool(unit) and not (name == "p" and self._goes_on(token))

    def _cell(self, token: Token) -> None:
        """Begin a table, a row, or a cell, which heads its column in a row of labels."""
        name = token.value
        if name == "row":
            self._in_head = local(token, "role") == "label"
        tag = "th" if name == "cell" and self._in_head else _TABLES[name]
        self.writer.cells.begin(tag, local(token, "cols"), local(token, "rows"))

    def _block(self, token: Token) -> None:
        """Begin a heading, a direction or a paragraph, or what stands within one."""
        name = token.value
        if name in ("head", "label") and (name == "head" or self._known.own) and self._path.parent not in _CAPTIONS:
            self.writer.open("heading", max(1, len(self._divisions)), stated=self._stated(Stated()))
        elif (name == "stage" and not self._inside()) or name in SOUNDS:
            self.writer.open("direction", stated=self._stated(Stated()))
        elif name in _PARAGRAPHS or (name in ("head", "label") and not self._inside()):
            self._paragraph(token)
        else:
            self._point(token)

    def _speech(self, token: Token) -> None:
        """Begin a speech; one of several persons together is nobody's in particular."""
        who = [name.removeprefix("p.").removeprefix(f"{self.about.get('idno', '')}.") for name in persons_of(token)]
        label, self._announced = self._announced, None
        name = self._header.persons.get(who[0]) if len(who) == 1 and not label else None
        self._voice = Stated(label, who[0] if len(who) == 1 else None, name=name)

    def _is_reference(self, token: Token) -> bool:
        """Whether a pointer leads to a note."""
        return local(token, "type") == "note" or local(token, "target").lstrip("#") in self._known.notes

    def _point(self, token: Token) -> None:
        """Begin a page, a line, a word or a type face, or show a gap."""
        name = token.value
        if name in ("pb", "surface") and local(token, "n"):
            basis = _BASES.get(local(token, "cert"), "printed")
            self.writer.begin_page(Page(as_label(local(token, "n").strip("[] ")), basis))
        elif name == "lb" or (name == "line" and self.writer.is_open):
            self._line_end(token)
        elif name == "seg" and "u" in self._path and self.writer.is_open:
            self.writer.line_end()
        elif name in ("w", "pc") and not self._known.own:
            self._set_apart(token)
        elif name == "gap" and self._words is None:
            self._go_on()
            self.writer.words(GAP)
        elif name in QUOTED and self._inside() and not self._known.own:
            self._quote(self._quotes.begin(token, self._following), ends=False)
        elif name == "hi":
            rendered = f"{local(token, 'rend')} {local(token, 'rendition')}"
            self._raised.append("sup" in rendered and not self._known.own)
            self._faces.append(tuple(tag for said, tag in _FACES if said in rendered))
            self._set(self._faces[-1], on=True)

    def _set_apart(self, token: Token) -> None:
        """Set a word apart from the one before it, unless either says that they are joined (TEI P5, att.linguistic)."""
        if self._joined or local(token, "join") in ("left", "both"):
            self.writer.together()
        elif token.value == "w":
            self.writer.space()
        self._joined = local(token, "join") in ("right", "both")

    def _end(self, name: str) -> None:
        if _DIVISION.fullmatch(name):
            self.writer.close()
            del self._divisions[-1:]
        elif name in _SPEECHES:
            self.writer.close()
            self._voice = None
        elif name == "speaker" and self._words is not None:
            label, self._words = " ".join("".join(self._words).split()), None
            if self._voice is not None:
                self._voice = Stated(label.rstrip(" :.") if not self._known.own else label, self._voice.speaker)
        elif name in _POINTERS and self._words is not None:
            label, self._words = "".join(self._words).strip(), None
            self._go_on()
            self.writer.refer(label.strip("[]() "), self._target)
        elif name == "note":
            self._end_note()
        elif name == "list":
            self._lists.end()
        elif name == "table" and not self._known.own:
            self.writer.cells.end(name)
        elif name == "hi" and self._faces:
            self._raised.pop()
            self._set(self._faces.pop(), on=False)
        elif (name in _BLOCKS and not self._known.own and not (name == "stage" and self._inside())) or name in SOUNDS:
            self.writer.close()

    def _inside(self) -> bool:
        """Whether the element that has just begun, or ends, stands in a paragraph or heading."""
        return self._path.is_within(_BLOCKS)

    def _goes_on(self, token: Token) -> bool:
        """Whether a paragraph of our own export goes on with what is being written."""
        return self._known.own and self.writer.is_open and (bool(local(token, "prev")) or "sp" in self._path)

    def _paragraph(self, token: Token) -> None:
        if self.writer.note is not None and self.writer.is_open:
            self.writer.space()
        elif self._goes_on(token):
            self.writer.line_end()
        else:
            number = self._lists.number_of(token) if token.value == "item" and not self._known.own else ""
            self._open("item" if token.value == "item" and self._voice is None else "para", number)

    def _open(self, kind: BlockKind, number: str = "") -> None:
        """Open a paragraph of whoever speaks; the ones that follow in the speech go on with it."""
        voice = self._voice
        self.writer.open(kind, stated=self._stated(voice or Stated()), number=number)
        if voice is not None and self.writer.note is None:
            self._voice = Stated(None, voice.speaker, goes_on=True, name=voice.label or voice.name)

    def _stated(self, stated: Stated) -> Stated | None:
        """Give what the markup states of a block; nothing in a text without speeches, whose labels are in its words."""
        if not self._known.spoken:
            return None
        return Stated(stated.label, stated.speaker, self._sitting(), stated.goes_on, stated.name)

    def _sitting(self) -> str | None:
        return self._divisions[-1] if self._divisions else None

    def _line_end(self, token: Token) -> None:
        """End a line: of a heading or note, or of print, where it says nothing and may stand inside a word."""
        if local(token, "break") == "no":
            self.writer.together()
        elif self._known.own or token.value == "line" or self._path.has_any(("head", "note")):
            self.writer.line_end()
        else:
            self.writer.space()

    def _begin_note(self, token: Token) -> None:
        if self._known.own:
            self.writer.open("note", stated=self._stated(Stated()))
            return
        if local(token, "type") == "speaker" and self._known.spoken and not self.writer.is_open:
            # Transcripts of parliaments name who speaks before each utterance (https://clarin-eric.github.io/ParlaMint/).
            self._announce()
            self._words = []
            return
        self._notes += 1
        name, label = local(token, "id") or f"note-{self._notes}", local(token, "n")
        words, self._words = self._words, None
        held = None
        if self.writer.is_open:
            if name not in self._known.notes or words is None:
                self.writer.refer(label, name)
            held = self.writer.suspend()
        self._held.append((held, words))
        self.writer.begin_note(name, label or None)

    def _end_note(self) -> None:
        if self._known.own:
            self.writer.close()
            return
        if self._words is not None and not self._held:
            self._announced, self._words = " ".join("".join(self._words).split()).rstrip(" :."), None
            return
        self.writer.end_note()
        held, self._words = self._held.pop() if self._held else (None, None)
        if held is not None:
            self.writer.resume(held)

    def _announce(self) -> None:
        """Write the name of a speaker whom no speech follows."""
        words, self._announced = self._announced, None
        if words:
            self.writer.open("note", stated=self._stated(Stated()))
            self.writer.words(words)
            self.writer.close()

    def _set(self, faces: tuple[str, ...], *, on: bool) -> None:
        for face in faces:
            self.writer.face(face, on=on)
