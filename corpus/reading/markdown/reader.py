"""Reads Markdown and plain text: essays and books made from OCR or EPUB, protocols typed by hand.

The format is that of CommonMark (https://spec.commonmark.org) as converters write it, with ``<sup>`` or
Unicode superscripts for note marks, ``[^1]`` footnotes, hard line breaks, and tab or dot leaders on contents
pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Mark
from corpus.reading.markdown.blocks import Chunk, chunks
from corpus.reading.markdown.inline import read_inline
from corpus.reading.pdf.hyphens import Hyphens

_STARRED = re.compile(r"([*†‡]{1,3})(?=[^\s*†‡])(?![^*\n]{1,80}\*)")
"""The sign of a note; words between stars are set off, and no note."""
_BRACKET_NOTE = re.compile(r"\[(\d{1,3})\]\s*(?=\S)")
_SPEECH = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ. '’-]{2,40}:\s")
"""A label in capitals: what it begins is no note."""
_CERTAIN = re.compile(
    r"\]\((?:https?:|#|/|\./)[^\s()]{1,400}\)|<(?:sup|em|i|b|strong|br|p|div|span|a)\b[^<>\n]{0,400}>|^\[\^[^\]\s]{1,40}\]:"
    r"|^[ ]{0,3}#{1,6}[ ][^\n]*\S|^(?:=|-){3,}[ ]*$",
    re.M,
)
"""Links, tags, notes, headings: each alone tells Markdown."""

_MARKDOWN = re.compile(
    r"(?P<bold>(?<![\w*])\*\*(?=[^\W\d_])[^*\n]{1,400}(?<=[\w.,:;!?)»”])\*\*(?![\w*]))"
    r"|(?P<italic>(?<![\w*])\*(?=[^\W\d_])[^*\n]{2,400}(?<=[\w.,:;!?)»”])\*(?![\w*]))"
    r"|(?P<underline>(?<![\w_])_(?=[^\W\d_])[^_\n]{2,400}(?<=[^\W_])_(?![\w_]))"
    r"|(?P<escape>\\[*_#\[\]()>.+-])|(?P<quoted>^>[ ])|(?P<item>^[*+][ ]\S)"
    , re.M,
)
"""Signs of which two kinds tell Markdown."""



def read_markdown(raw: str, file: str, *, plain: bool = False) -> SourceText:
    """Read a Markdown or, with ``plain``, a plain text; ``raw`` is the decoded file, ``file`` its name.

    Raises SourceRefusedError where there is no text.
    """
    if not raw.strip():
        raise SourceRefusedError(Note("file-empty", name=file), Note("give-text"))
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    join = _hyphens(raw)
    for chunk in chunks(raw, plain=plain):
        if chunk.kind == "rule":
            start, end = chunk.spans[0]
            blocks.append(Block("", "rule", centred=chunk.centred))
            left_out.append(LeftOut("markup", raw[start:end], start, end))
            continue
        block, rest = _block(raw, chunk, join, plain)
        left_out.extend(rest)
        if block.text:
            blocks.append(block)
    if not any(block.text for block in blocks):
        raise SourceRefusedError(Note("file-no-words", name=file), Note("give-text"))
    title = next((b.text for b in blocks if b.kind == "heading"), "")
    return SourceText(file, tuple(blocks), raw, title, left_out=tuple(left_out))


def is_markdown(raw: str) -> bool:
    """Whether a text is written in Markdown: its signs pair up or stand where nothing else puts them.

    A star between figures, a dash before a speech, or a struck ``~~300~~`` alone are signs of a plain text.
    """
    return len({found.lastgroup for found in _MARKDOWN.finditer(raw)}) > 1 or bool(_CERTAIN.search(raw))


def _block(raw: str, chunk: Chunk, join: Callable[[str, str], str], plain: bool) -> tuple[Block, tuple[LeftOut, ...]]:
    """Make a block of a chunk; a paragraph that begins with a note's star or number is that note."""
    read = read_inline(raw, chunk.spans, join, plain=plain)
    block = Block(read.text, chunk.kind, chunk.level, read.offsets, read.marks, centred=chunk.centred)
    if chunk.kind == "note" and read.text.startswith(":"):
        return _cut(block, 1, None), read.left_out
    if chunk.kind == "para" and (star := _STARRED.match(read.text)):
        return replace(_cut(block, star.end(), star.group(1)), kind="note"), read.left_out
    number = _BRACKET_NOTE.match(read.text) if chunk.kind == "para" else None
    if number and not _SPEECH.match(read.text, number.end()):
        return replace(_cut(block, number.end(), number.group(1)), kind="note"), read.left_out
    return block, read.left_out


def _cut(block: Block, size: int, label: str | None) -> Block:
    """Take the first characters off a block, keeping the number of its note as a mark."""
    size += len(block.text[size:]) - len(block.text[size:].lstrip())
    marks = [Mark("note", 0, 0, label)] if label else []
    marks += [replace(m, start=max(0, m.start - size), end=max(0, m.end - size)) for m in block.marks]
    offsets: OffsetMap = block.offsets.slice(size, len(block.text))
    return replace(block, text=block.text[size:], offsets=offsets, marks=tuple(marks))


def _hyphens(raw: str) -> Callable[[str, str], str]:
    """Give the judge of hyphens at line ends: the rules, the text's own words and the dictionary, as for pages."""
    known: list[Hyphens] = []

    def join(left: str, right: str) -> str:
        if not known:
            known.append(Hyphens.seen_in(raw.split("\n")))
        stays, _ = known[0].stays(left, right)
        return "-" if stays else ""

    return join
