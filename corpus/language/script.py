"""In which script a text is written: the one answer to «is this Russian?»."""

from __future__ import annotations

import re
from typing import Literal

Script = Literal["cyrillic", "other"]

_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def script_of(text: str, *, one_letter: bool = False) -> Script | None:
    """Give the script of most letters of a text, Cyrillic where it has half of them; None without letters.

    With ``one_letter`` a single Cyrillic letter decides. That is for words: recognition and typing put Latin letters
    that look alike into Russian words, seldom the other way round. A text is judged by most of its letters, because
    an English one may quote a Russian word and remains English.
    """
    cyrillic = _CYRILLIC.search(text)
    if cyrillic and one_letter:
        return "cyrillic"
    letters = len(_LETTER.findall(text))
    if not letters:
        return None
    return "cyrillic" if cyrillic and 2 * len(_CYRILLIC.findall(text)) >= letters else "other"


def is_cyrillic(text: str, *, one_letter: bool = False) -> bool:
    """Say whether the script of a text (:func:`script_of`) is Cyrillic; the quick way for single words."""
    return _CYRILLIC.search(text) is not None and (one_letter or script_of(text) == "cyrillic")


def script_language(text: str) -> str:
    """Give the one of the two languages of the editions whose script a text is in: ``ru`` or ``en``."""
    return "ru" if is_cyrillic(text) else "en"
