r"""Reads Rich Text Format (RTF): paragraphs, headings by their outline level, type faces, notes in their place.

Format: Rich Text Format Specification 1.9.1 (Microsoft, 2008). What a tracked change struck, hidden words, remarks,
running heads and feet are no text and are listed as left out. The text of a box stands behind the paragraph that it
hangs on. A text that is written in codes has no characters that offsets could count.

Tokens, sets of characters, signs and destinations without text are striprtf's (BSD). The structure is our own: as a
whole striprtf gives plain words and no more, passes over notes, boxes, faces, styles and levels of headings, and gives
struck and hidden words as text. Of the others (looked at in 2026) rtfparse gives a tree without meaning and needs
extract-msg (GPL), RTFDE reads mail within RTF only, pyth is of Python 2, aspose-words-foss reads RTF as an old DOC.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.errors import SourceRefusedError
from corpus.language.roman import roman
from corpus.limits import MAX_NESTED
from corpus.model.blocks import Block, SourceText
from corpus.model.notes import Note
from corpus.reading.books.office.rtf_fields import words_of_field
from corpus.reading.books.office.rtf_rows import ROWS, RowEdges
from corpus.reading.books.office.rtf_text import CodePages, RtfToken, rtf_tokens, whole
from corpus.reading.books.office.rtf_words import (
    BOXES,
    ENTERED,
    FACES,
    LISTED_AS,
    OUTER,
    PARTS,
    PASSED,
    PLACES,
    SAID,
    SIGNS,
)
from corpus.reading.books.office.styles import heading_level, is_quotation
from corpus.reading.books.writer import BlockWriter, Suspended
from corpus.reading.html.tokens import Token
from corpus.reading.kinds import refuse_long

_CELLS = {"cell": ("td",), "row": ("tr", "td")}
"""What ends a cell or a row of a table, and what HTML calls what then begins."""


def read_rtf(data: bytes, file: str) -> SourceText:
    """Read a document. Raises SourceRefusedError where it is damaged, too large or without words."""
    reader = _Reader(data, file)
    for token in rtf_tokens(data):
        reader.read(token)
    blocks = reader.finish()
    if not blocks:
        raise SourceRefusedError(Note("file-no-text", name=file), Note("save-or-as-text"))
    refuse_long(sum(len(block.text) for block in blocks), file)
    title = reader.info.get("title") or next((block.text for block in blocks if block.kind == "heading"), "")
    text = SourceText(file, blocks, "", title, left_out=tuple(reader.writer.left_out))
    return text.without_offsets()


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a group: where its words go, and how they are set.

    ``place`` is ``text``, ``passed``, ``outer`` (heads and feet), ``fonts``, ``styles``, ``listed`` (the number of an
    item), ``remark``, ``code`` (of a field), ``info``, or the name of what the document says of itself.
    """

    place: str = "text"
    faces: frozenset[str] = frozenset()
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    font: int | None = None
    skip: int = 1
    style: int = 0
    level: int = 0
    listed: bool = False
    in_table: bool = False


class _Reader:
    """Walks through the tokens of a document; ``info`` is what it says of itself."""

    def __init__(self, data: bytes, file: str) -> None:
        self.writer = BlockWriter()
        self.info: dict[str, str] = {}
        self._data, self._file = data, file
        self._pages = CodePages()
        self._state = _State()
        self._stack: list[tuple[_State, str, Suspended | None]] = []
        self._begun, self._starred = False, False
        self._bytes, self._words, self._listed, self._code = b"", "", "", ""
        self._skipped = 0
        self._levels: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._in_table = False
        self._rows = RowEdges()
        self._counts = {"footnote": 0, "endnote": 0}

    def finish(self) -> tuple[Block, ...]:
        """End the text and give its blocks."""
        self._flush()
        while self._stack:
            self._close()
        self.writer.set_faces(frozenset())
        return self.writer.finish()

    def read(self, token: RtfToken) -> None:
        """Take the next token."""
        if token.kind == "open":
            self._flush()
            if len(self._stack) >= MAX_NESTED:
                raise SourceRefusedError(Note("nested-too-deep", name=self._file, most=MAX_NESTED), Note("may-harm"))
            self._stack.append((self._state, "", None))
            self._begun, self._starred, self._skipped = True, False, 0
        elif token.kind == "close":
            self._flush()
            if self._stack:
                self._close()
            self._begun, self._skipped = False, 0
        elif token.kind == "sign" and token.value == "*" and self._begun:
            self._starred = True
        else:
            self._take(token)
            self._begun = self._starred = False

    def _take(self, token: RtfToken) -> None:
        """Take a word, sign or text; the signs behind a character of Unicode are passed over."""
        if token.kind == "bytes":
            given = token.data[self._skipped :]
            self._skipped = max(0, self._skipped - len(token.data))
            if given and self._words:
                self._flush()
            self._bytes += given
        elif self._skipped and not (token.kind == "word" and token.value == "u"):
            self._skipped -= 1
        elif token.kind == "word" and token.value == "u":
            self._decode()
            self._words += chr((token.number or 0) % 0x10000)
            self._skipped = self._state.skip
        else:
            self._flush()
            if token.kind == "word" and self._begun and self._enter(token.value, token.end):
                return
            self._control(token)

    def _enter(self, name: str, end: int) -> bool:
        """Begin the destination that a group is; False for one that is none."""
        state = self._state
        if name != "ud" and (name in PASSED or state.place == "passed" or (self._starred and name not in ENTERED)):
            self._state = replace(state, place="passed")
            return True
        if name == "ud":
            # Stands within what is passed over, in which the same words stand in a code page.
            self._state = replace(state, place=self._stack[-2][0].place if len(self._stack) > 1 else "text")
        elif name in PLACES or name in OUTER:
            self._state = replace(state, place=PLACES.get(name, "outer"))
        elif name in BOXES or name == "footnote":
            self._aside(name, end)
        else:
            return False
        return True

    def _aside(self, name: str, end: int) -> None:
        """Begin a note or box: what is being written is set aside."""
        before, _, _ = self._stack[-1]
        self.writer.set_faces(frozenset())
        if name == "footnote":
            kind = "endnote" if self._data[end : end + 8].lstrip().startswith(rb"\ftnalt") else "footnote"
            self._counts[kind] += 1
            number = self._counts[kind]
            label, called = (str(number) if kind == "footnote" else roman(number)), f"{kind}-{number}"
            self._begin()
            self.writer.refer(label, called)
            held = self.writer.suspend()
            self.writer.begin_note(called, label)
        else:
            self._begin()  # the box may stand before the words of the paragraph that it hangs on
            held = self.writer.suspend()
        self._stack[-1] = (before, name, held)
        self._state = _State(font=self._state.font, skip=self._state.skip)

    def _close(self) -> None:
        """End a group."""
        ended = self._state.place
        self._state, name, held = self._stack.pop()
        if ended == "listed" != self._state.place:
            self._number()
        elif ended == "code" != self._state.place:
            self._field()
        if held is None:
            return
        self.writer.set_faces(frozenset())
        if name == "footnote":
            self.writer.end_note()
            self.writer.resume(held)
        else:
            self.writer.resume_before(held)

    def _control(self, token: RtfToken) -> None:
        """Take a control word or sign."""
        name, number, state = token.value, token.number, self._state
        if state.place == "info":
            self._state = replace(state, place=name if name in SAID else state.place)
        elif state.place == "passed":
            return
        elif name in PARTS:
            self._end_paragraph()
            if name == "row":
                self._rows.end()
            if name in _CELLS and self._in_table:
                for tag in _CELLS[name]:
                    self.writer.cells.begin(tag)
        elif name == "line":
            self._end_line()
        elif name in SIGNS:
            self._write(SIGNS[name])
        elif name == "outlinelevel" and state.place == "styles":
            self._levels[state.style] = (number or 0) + 1
        elif name in ROWS:
            self._rows.state(name, number or 0)
        elif not self._set_state(name, number):
            self._pages.state(token, state.font if state.place == "fonts" else None)

    def _set_state(self, name: str, number: int | None) -> bool:
        """Take a control word that sets words or paragraphs in a way; False for others."""
        state, on = self._state, number != 0
        if name in FACES or name == "ulnone":
            face = {FACES.get(name, "u")}
            self._state = replace(state, faces=state.faces | face if on and name in FACES else state.faces - face)
        elif name == "plain":
            self._state = replace(state, faces=frozenset(), hidden=False, struck=False, raised=False)
        elif name == "pard":
            self._state = replace(state, style=0, level=0, listed=False, in_table=False)
        elif name in ("v", "deleted", "super", "nosupersub"):
            what = {"v": "hidden", "deleted": "struck"}.get(name, "raised")
            self._state = replace(state, **{what: on and name != "nosupersub"})  # type: ignore[arg-type]
        elif name in ("f", "uc", "s", "outlinelevel"):
            given = {"f": ("font", number), "uc": ("skip", 1 if number is None else max(0, number)),
                     "s": ("style", number or 0), "outlinelevel": ("level", (number or 0) + 1)}
            self._state = replace(state, **dict([given[name]]))  # type: ignore[arg-type]
        elif name in ("ls", "intbl"):
            self._state = replace(state, **{"listed" if name == "ls" else "in_table": True})  # type: ignore[arg-type]
        else:
            return False
        return True

    def _decode(self) -> None:
        """Decode the bytes that wait; those of one sign may stand apart."""
        data, self._bytes = self._bytes, b""
        if data:
            self._words += self._pages.decode(data, self._state.font)

    def _flush(self) -> None:
        """Write the words that wait where words of this place go."""
        self._decode()
        words, self._words = self._words, ""
        if words:
            self._write(whole(words))

    def _write(self, words: str) -> None:
        state = self._state
        if state.place == "styles":
            self._names[state.style] = self._names.get(state.style, "") + words
        elif state.place in SAID:
            self.info[state.place] = (self.info.get(state.place, "") + words).strip()
        elif state.place in LISTED_AS:
            self.writer.leave_out(LISTED_AS[state.place], words, 0, 0)
        elif state.place == "listed":
            self._listed += words
        elif state.place == "code":
            self._code += words
        elif state.place != "text":
            return
        elif state.hidden or state.struck:
            self.writer.leave_out("hidden" if state.hidden else "markup", words, 0, 0)
        else:
            self._text(words)

    def _number(self) -> None:
        """Take the number of an item; a bullet is none, be it the letter that Word sets as one."""
        words, self._listed = self._listed.strip(), ""
        self._state = replace(self._state, listed=True)
        if self._state.place == "text" and words != "o" and any(sign.isalnum() for sign in words):
            self._begin(number=words)

    def _field(self) -> None:
        """Write the words that the code of a field holds; those printed small above them are listed."""
        code, self._code = self._code, ""
        words, shown = words_of_field(code)
        if words:
            self._write(words)
        if self._state.place == "text":
            self.writer.leave_out("markup", shown, 0, 0)

    def _text(self, words: str) -> None:
        if words.strip() or self.writer.is_open:
            self._begin()
            self.writer.set_faces(self._state.faces)
            write = self.writer.raised if self._state.raised else self.writer.text
            write(Token("text", words, 0, len(words)))

    def _begin(self, *, number: str = "") -> None:
        """Open a paragraph, a heading or an item where none is open."""
        if self.writer.is_open:
            return
        state = self._state
        if state.place == "text":
            self._begin_table()
        name = self._names.get(state.style, "") if state.style else ""
        level = state.level or self._levels.get(state.style, 0) or heading_level(name)
        if 0 < level < 10 and self.writer.note is None:
            self.writer.open("heading", level, number=number)
        else:
            self.writer.open("item" if state.listed else "para", quoted=is_quotation(name), number=number)

    def _begin_table(self) -> None:
        """Begin a table or end it where the paragraph to be opened stands in another place than the one before."""
        inside = self._state.in_table
        if self._in_table and (not inside or self._rows.are_of_another_table()):
            self.writer.cells.end("table")
            self._in_table = False
        if inside and not self._in_table:
            self._rows.begin()
            for tag in ("table", "tr", "td"):
                self.writer.cells.begin(tag)
        self._in_table = inside

    def _end_line(self) -> None:
        if self._state.place == "text" and not self._state.struck:
            self.writer.line_end()

    def _end_paragraph(self) -> None:
        """End a paragraph, unless a tracked change struck its end."""
        if self._state.place == "text" and not self._state.struck:
            self.writer.set_faces(frozenset())
            self.writer.close()
