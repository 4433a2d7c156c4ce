"""Cutting of words that are too long to be shown whole."""

from __future__ import annotations

MORE = "…"
"""What stands for the words that were cut off."""

_SPACES = " \t\n"
_LOOSE = _SPACES + ",;:–—"


def cut_at_word(text: str, most: int, more: str = MORE) -> str:
    """Give a text whole, or its first words, at most ``most`` signs, and ``more``; only a word too long is cut itself.

    A comma, semicolon, colon or dash goes before ``more``: nothing follows it any more.
    """
    if len(text) <= most:
        return text
    end = max(text.rfind(space, 1, most + 1) for space in _SPACES)
    return text[: end if end > 0 else most].rstrip(_LOOSE) + more
