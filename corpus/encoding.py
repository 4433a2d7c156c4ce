"""Turning bytes into text: the encoding is detected, not assumed."""

from __future__ import annotations

import codecs
import re

from corpus.errors import SourceRefusedError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_CYRILLIC_PAGES = ("cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5")


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Give the text of a file and the name of its encoding.

    A byte order mark decides; then UTF-8 where it fits; then what the file declares, where that fits;
    then the likeliest code page. Raises SourceRefusedError for binary data and for text that fits nothing.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, name, file)
    if b"\x00" in data:
        raise SourceRefusedError(f"{file} is not text: it holds NUL bytes.",
                                 "Give a PDF, HTML, text, Markdown or WordPress JSON file.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
            if name != "utf-8":
                return data.decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass
    return _likeliest(data, file, broken)


def _likeliest(data: bytes, file: str, broken: UnicodeDecodeError) -> tuple[str, str]:
    if _mostly_utf8(data):
        raise SourceRefusedError(
            f"{file} is UTF-8 with broken bytes, the first at byte {broken.start}.",
            "Get a sound copy of the file, or save it again as UTF-8.",
        )
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    for name in ([best.encoding] if best else []) + list(_CYRILLIC_PAGES):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if sum(ch.isprintable() or ch.isspace() for ch in text[:20_000]) >= 0.99 * len(text[:20_000]):
            return text, name
    raise SourceRefusedError(f"The encoding of {file} could not be found out.", "Save the file as UTF-8 and try again.")


def _mostly_utf8(data: bytes) -> bool:
    """Say whether a file that is no sound UTF-8 was meant as UTF-8: most of its multi-byte signs are sound."""
    text = data.decode("utf-8", "replace")
    sound = sum(ch > "\x7f" and ch != "\ufffd" for ch in text)
    return sound > 4 * text.count("\ufffd")


def _strictly(data: bytes, name: str, file: str) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except UnicodeDecodeError as error:
        raise SourceRefusedError(f"{file} says it is {name}, but byte {error.start} does not fit.",
                                 "Get a sound copy of the file, or save it again as UTF-8.") from error
