"""Labels of the two sides of an interrogation, ``Question:`` and ``Ответ:``, in a text that names its speakers.

There they are records read out, or voices that the printer did not name: somebody else than the speaker before, so that
they are of unknown voices. In records of interrogations the two are labels of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.language.words import fold
from corpus.speakers.label import BULLET, MAX_SMALL, Label
from corpus.speakers.vocabulary import label_words

MIN_STEM = 5
"""Letters of the name of a voice by whose beginning it is known in every case: ``Вопрос прокурора``."""

_SIDE = re.compile(
    rf"{BULLET}?"
    r"(?P<label>(?P<word>[^\W\d_]{4,8})(?P<whose>(?:\s[^\W_][\w.'’-]{0,40}){0,4})(?:\s?[(\[][^()\[\]\n]{1,120}[)\]])?)"
    r"\s?(?P<sign>:|\.?\s?[—–]|\.)\s*"
)


def side_label(text: str, start: int, *, parted: bool) -> Label | None:
    """Give the label of a question or answer that begins at ``start``, of an unknown voice; None without one.

    With ``parted`` a stop or dash ends it as well as a colon (:func:`are_parted`).
    """
    found = _SIDE.match(text, start)
    if found is None or not _is_side(found["word"]) or not (parted or found["sign"] == ":"):
        return None
    whose = found["whose"].split()
    if whose and not (_names_voice(whose[-1]) and all(_names_voice(w) or len(w) <= MAX_SMALL for w in whose)):
        return None
    return Label(start, found.end(), found["label"], (), exact=True)


def are_parted(lines: Iterable[str]) -> bool:
    """Say whether both sides begin lines with a stop or dash behind them: one alone may begin any sentence."""
    found = (_SIDE.match(line) for line in lines)
    return len({fold(m["word"]) for m in found if m and not m["whose"] and _is_side(m["word"])}) > 1


def _is_side(word: str) -> bool:
    return word[0].isupper() and fold(word) in label_words().sides


def _names_voice(word: str) -> bool:
    """Say whether a word behind the side may say whose it is: a name, a number, an office in any case."""
    stems = (voice[:-1] for voice in label_words().voices if len(voice) >= MIN_STEM)
    return word[0].isupper() or word[0].isdigit() or fold(word).startswith(tuple(stems))
