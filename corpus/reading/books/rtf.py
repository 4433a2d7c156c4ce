r"""Reads Rich Text Format (RTF) through striprtf: paragraphs, headings by their outline level, notes in their place.

Format: Rich Text Format Specification 1.9.1 (Microsoft, 2008). The library leaves out notes and levels; so each note is
moved behind the text first and led by a sign of its own, as each heading is. Type faces are not read, and a text that
is written in codes has no characters that offsets could count.
"""

from __future__ import annotations

import re

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_TEXT_CHARS
from corpus.model.blocks import SourceText
from corpus.reading.books.writer import BlockWriter
from corpus.reading.html.tokens import Token

_TOKEN = re.compile(r"\\(?:[a-z]{1,32}(-?\d{1,10})? ?|'[0-9a-fA-F]{2}|[^a-z])|[{}]", re.S)
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote\b ?")
_LEVEL = re.compile(r"\\outlinelevel([0-8])(?!\d) ?")
_MARK, _BODY, _HEAD, _END = "\ue000", "\ue001", "\ue003", "\ue002"
"""Signs of the private use area that stand for a reference, the beginning of a note, a heading, and the end of each."""

_SIGN = re.compile(f"([{_MARK}{_BODY}{_HEAD}])(\\d{{1,6}}){_END}")
MAX_LEVEL = 6


def read_rtf(data: bytes, file: str) -> SourceText:
    """Read a document. Raises SourceRefusedError where it is damaged, too large or without words."""
    from striprtf.striprtf import rtf_to_text

    raw = _notes_behind(data.decode("latin-1"))
    raw = _LEVEL.sub(lambda found: _coded(_HEAD, int(found.group(1)) + 1), raw)
    try:
        text: str = rtf_to_text(raw, errors="replace")
    except (ValueError, IndexError, KeyError, LookupError) as error:
        raise SourceRefusedError(f"{file} is no sound RTF document.", "Save it again, or save it as text.") from error
    if len(text) > MAX_TEXT_CHARS:
        raise SourceRefusedError(f"{file} has {len(text):,} characters, more than {MAX_TEXT_CHARS:,}.", "Split it.")
    writer = BlockWriter()
    for line in text.split("\n"):
        _line(writer, line)
    blocks = writer.finish()
    if not blocks:
        raise SourceRefusedError(f"{file} holds no text.", "Save it again, or save it as text.")
    return SourceText(file, blocks).without_offsets()


def _notes_behind(raw: str) -> str:
    """Move the notes behind the text, where each becomes a paragraph; signs tell where each was and which it is."""
    kept: list[str] = []
    notes: list[str] = []
    place = 0
    while found := _NOTE.search(raw, place):
        end = _group_end(raw, found.start())
        if end is None:
            break
        number = len(notes) + 1
        kept += [raw[place : found.start()], _coded(_MARK, number)]
        notes.append(rf"\par\pard {_coded(_BODY, number)}{{{raw[found.end() : end - 1]}}}")
        place = end
    rest = raw[place:]
    close = rest.rfind("}")
    if close < 0:
        close = len(rest)
    return "".join([*kept, rest[:close], *notes, rest[close:]])


def _coded(sign: str, number: int) -> str:
    r"""Give a sign with its number as RTF: ``\u`` takes code units as signed numbers of 16 bits."""
    return rf"{{\uc1\u{ord(sign) - 0x10000}?{number}\u{ord(_END) - 0x10000}?}}"


def _group_end(raw: str, start: int) -> int | None:
    """Give where the group that begins at ``start`` has ended, None where it never does."""
    depth = 0
    for token in _TOKEN.finditer(raw, start):
        if token.group() == "{":
            depth += 1
        elif token.group() == "}":
            depth -= 1
            if depth == 0:
                return token.end()
    return None


def _line(writer: BlockWriter, line: str) -> None:
    """Write a line of the text as a paragraph, or as a further one of the note that it stands in."""
    place = 0
    for sign in _SIGN.finditer(line):
        _words(writer, line[place : sign.start()])
        place = sign.end()
        if sign.group(1) == _BODY:
            writer.end_note()
            writer.begin_note(sign.group(2), sign.group(2))
        elif sign.group(1) == _HEAD:
            writer.open("heading", min(MAX_LEVEL, int(sign.group(2))))
        else:
            writer.refer(sign.group(2), sign.group(2))
    _words(writer, line[place:])
    writer.close()


def _words(writer: BlockWriter, text: str) -> None:
    if text.strip():
        writer.text(Token("text", text, 0, len(text)))
