"""Names of files that are safe on any disk."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath

from corpus.limits import MAX_NAME_BYTES

_UNSAFE = re.compile(r"[^\w.-]+")


def safe_name(name: str) -> str:
    """Give a file name that is safe on any disk: letters, digits, dots and hyphens, in at most MAX_NAME_BYTES.

    What is too long loses its beginning, so that the ending stays. Signs that are no UTF-8 become ``_``.
    """
    cleaned = _UNSAFE.sub("_", Path(printable(name).replace("\\", "/")).name).strip("._ ") or "file"
    return cleaned.encode()[-MAX_NAME_BYTES:].decode("utf-8", "ignore").lstrip("._ ") or "file"


def same_on_disk(name: str) -> str:
    """Give what names have in common that are one file on some disks: those of macOS and Windows do not tell capitals
    apart, nor a letter with its accent from a letter and an accent. A home may be moved to one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def printable(name: str) -> str:
    """Give a name with ``?`` for what is no UTF-8 in it, as names of old archives have it."""
    return name.encode("utf-8", "replace").decode("utf-8")


def beginning(text: str, most: int) -> str:
    """Give the beginning of a text that fits into so many bytes of UTF-8."""
    return text.encode()[:most].decode("utf-8", "ignore")


def stays_inside(name: str) -> bool:
    """Whether a name is a path below the folder it is meant for: relative, without steps up, NUL, backslash or half
    signs."""
    path = PurePosixPath(name)
    if name != printable(name):
        return False
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and not set("\0\\") & set(name)
