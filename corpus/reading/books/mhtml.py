"""Reads pages saved with all their parts (MHTML, RFC 2557): the page itself, as HTML, or those in its frames.

Offsets refer to the file as received where the page is written in it in the clear or as quoted-printable (RFC 2045,
6.7), which is how browsers save; of a page in base64, and of frames, they are not known. What stands in windows within
the page (``iframe``), as advertisements do, is listed as left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from itertools import islice

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_SAVED_PARTS
from corpus.model.blocks import LeftOut, SourceText
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap, TextBuilder
from corpus.reading.encoding import decode
from corpus.reading.html.page import read_html

_HEAD = re.compile(r"(?:[A-Za-z-]{2,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){1,40}")
_OF_MAIL = re.compile(r"^(?:MIME-Version|Content-Type):", re.I | re.M)
_PAGE = re.compile(r"^Content-Type:\s*(?:text/html|multipart/alternative)", re.I | re.M)
_SENT = re.compile(r"^(?:To|Received|Delivered-To|Return-Path|Message-ID):", re.I | re.M)
"""Headers of letters, which saved pages have not."""

_FRAMES = re.compile(r"<frameset\b", re.I)
_ESCAPE = re.compile(rb"=([0-9A-Fa-f]{2})|=[ \t]*\r?\n|\r\n")


def is_mhtml(head: str) -> bool:
    """Say whether a file begins with the headers of a saved page, and not of a letter."""
    found = _HEAD.match(head.replace("\r\n", "\n"))
    if found is None or not _OF_MAIL.search(found.group()):
        return False
    return "multipart/related" in head.lower() or bool(_PAGE.search(found.group()) and not _SENT.search(found.group()))


def read_mhtml(data: bytes, raw: str, file: str) -> SourceText:
    """Read a saved page; ``raw`` is the decoded file. Raises SourceRefusedError where it holds no page."""
    message, parts = _parts(data, file)
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise SourceRefusedError(Note("mhtml-no-html", name=file), Note("save-page"))
    page, others = pages[0], pages[1:]
    address = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "") or None
    markup, outer = _decoded(page, raw, file)
    text = read_html(markup, file, address=address or "")
    if others and _FRAMES.search(markup):
        return replace(_framed(text, others, raw, file), url=address)
    left_out = [LeftOut("markup", words) for part in others if (words := _words(part, raw, file))]
    if outer is None:
        bare = text.without_offsets()
        return replace(bare, url=address, left_out=(*bare.left_out, *left_out))
    placed = text.through(outer, raw)
    return replace(placed, url=address, left_out=(*placed.left_out, *left_out))


def _parts(data: bytes, file: str) -> tuple[Message, list[Message]]:
    """Give a message with all its parts. Raises SourceRefusedError for more than any page has, wide or deep."""
    try:
        message = message_from_bytes(data, policy=compat32)
        parts = list(islice(message.walk(), MAX_SAVED_PARTS + 1))
    except RecursionError as error:  # the library goes down into messages within messages by calling itself
        raise SourceRefusedError(Note("messages-nested", name=file), Note("save-page")) from error
    if len(parts) > MAX_SAVED_PARTS:
        raise SourceRefusedError(Note("parts-too-many", name=file, most=MAX_SAVED_PARTS), Note("save-page"))
    return message, parts


def _framed(text: SourceText, frames: Sequence[Message], raw: str, file: str) -> SourceText:
    """Give the text of the frames of a page in the order of the file, below the title of the page."""
    read = [read_html(_decoded(frame, raw, file)[0], file) for frame in frames]
    whole = replace(text, blocks=tuple(block for one in (text, *read) for block in one.blocks),
                    left_out=tuple(item for one in (text, *read) for item in one.left_out))
    return whole.without_offsets()


def _words(part: Message, raw: str, file: str) -> str:
    """Give the words of a page within the page."""
    return " ".join(block.text for block in read_html(_decoded(part, raw, file)[0], file).blocks if block.text)


def _decoded(page: Message, raw: str, file: str) -> tuple[str, OffsetMap | None]:
    """Give the page's markup and where its characters stand in the file; None where that is not known."""
    payload = page.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    markup = _in_charset(data, str(page.get_content_charset() or ""), file)
    written = str(page.get_payload())
    start = raw.find(written) if written.isascii() else raw.find(markup)
    if start < 0 or not markup:
        return markup, None
    if not written.isascii() or "quoted-printable" not in str(page.get("Content-Transfer-Encoding", "")).lower():
        same = raw.startswith(markup, start)
        return markup, OffsetMap.from_lists([[0, start, len(markup), len(markup)]]) if same else None
    mapped, outer = _unquoted(written, start, str(page.get_content_charset() or "utf-8"))
    return (mapped, outer) if mapped else (markup, None)


def _in_charset(data: bytes, charset: str, file: str) -> str:
    """Decode the page as its part says, or as its bytes tell."""
    try:
        return data.decode(charset)
    except (LookupError, UnicodeError):
        return decode(data, file)[0]


def _unquoted(written: str, start: int, charset: str) -> tuple[str, OffsetMap]:
    """Undo quoted-printable with the place of every character; nothing where the charset does not fit.

    Bytes that stand for one character together are taken together.
    """
    source = written.encode("ascii")
    pieces: list[tuple[bytes, int, int]] = []
    place = 0
    for found in _ESCAPE.finditer(source):
        pieces.append((source[place : found.start()], place, found.start()))
        byte = bytes([int(found.group(1), 16)]) if found.group(1) else b"\n" if found.group() == b"\r\n" else b""
        pieces.append((byte, found.start(), found.end()))
        place = found.end()
    pieces.append((source[place:], place, len(source)))
    builder = TextBuilder()
    held, begun = b"", 0
    try:
        for data, low, high in pieces:
            begun = begun if held else low
            held += data
            text = _whole(held, charset)
            if text is not None and text:
                builder.add(text, start + begun, high - begun)
                held = b""
        if held:
            return "", OffsetMap()
    except (LookupError, UnicodeError):
        return "", OffsetMap()
    return builder.build()


def _whole(data: bytes, charset: str) -> str | None:
    """Give the characters that bytes stand for, None while the last one lacks bytes."""
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        if error.end == len(data) and len(data) < MAX_BYTES_A_CHARACTER:
            return None
        raise


MAX_BYTES_A_CHARACTER = 5
