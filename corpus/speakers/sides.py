"""Labels of the two sides of an interrogation, ``Question:`` and ``Ответ:``, with whose they are and their number.

In a text that names its speakers they are records read out, or voices that the printer did not name: somebody else than
the speaker before, so that they are of unknown voices. In records of interrogations they have their roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.language.quotation_marks import quoted_spans
from corpus.language.words import fold
from corpus.speakers.label import ASIDE, BULLET, MAX_SMALL, SENTENCE_BEGINS, Label
from corpus.speakers.vocabulary import label_words

MIN_STEM = 5
"""Letters of the name of a voice by whose beginning it is known in every case: ``Вопрос прокурора``."""

_SIDE = re.compile(
    rf"{BULLET}?"
    r"(?P<label>(?P<the>[Tt]he\s)?(?P<word>[^\W\d_]{4,14})(?P<whose>(?:\s[^\W_][\w.'’-]{0,40}){0,4})"
    rf"{ASIDE})\s?(?P<sign>:|\.?\s?[—–]|\.)\s*"
)

_OWNED = re.compile(
    r"(?P<label>(?:[Tt]he\s)?[^\W\d_a-zа-яё](?:[^\W_]|[.-]){0,30}(?:\s[^\W\d_a-zа-яё](?:[^\W_]|[.-]){0,30}){0,3}['’`](?:[sS])?"
    r"\s(?P<word>[^\W\d_]{4,14})"
    rf"{ASIDE})\s?(?::|\.?\s?[—–]|\.)\s*"
)
_RECORD_SIDE = re.compile(
    rf"{BULLET}?(?P<label>(?:(?P<before>[^\W\d_]{{4,16}}(?:[ыои]й|ое|al|er|xt|nd))\s)?(?P<word>[^\W\d_]{{4,8}})"
    r"(?P<number>(?:\s(?:на\sвопрос\s)?(?:№\s?)?\d{1,3}\.?)?)(?P<whose>(?:\s(?:[^\W\d_]\.\s?){0,2}[^\W\d_][\w’'-]{0,40}){0,5})"
    r"(?P<direction>\s?[(\[][^()\[\]\n]{1,120}[)\]])?)\s?(?P<sign>:|;|\.?\s?[—–]|\.)\s*"
)
_INSIDE = re.compile(r"(?:^|(?<=[.?!…»\"”)—–-])\s+)(?P<label>(?:\d{1,3}[.)]\s{1,3})?[^\W\d_a-zа-яё])")


@dataclass(frozen=True, slots=True)
class SideLabel:
    """A label of a side at text[start:end], colon included, as printed, with the role of who asks or answers."""

    start: int
    end: int
    printed: str
    role: Literal["interrogator", "answerer"]


def side_label(text: str, start: int, *, parted: bool) -> Label | None:
    """Give the label of a question or answer that begins at ``start``, of an unknown voice; None without one.

    With ``parted`` a stop or dash ends it as well as a colon (:func:`are_parted`).
    """
    found = _SIDE.match(text, start)
    whose = found["whose"].split() if found else []
    if found is None or not (_is_side(found["the"] or found["word"], found["word"], whose)):
        return None
    # Before a stop or dash a side may be a sentence; with a name beside it that is hardly one.
    named = (bool(whose) and whose[-1][0].isupper() and len(whose[-1]) > MAX_SMALL
             and fold(found["word"]) in label_words().sides and SENTENCE_BEGINS.match(text, found.end()) is not None)
    if not (parted or named or found["sign"] == ":"):
        return None
    if whose and not _are_owners(whose, article=bool(found["the"])):
        return None
    return Label(start, found.end(), found["label"], (), exact=True)


def owned_side(text: str, start: int) -> Label | None:
    """Give the label at ``start`` of what somebody says, named in the possessive, of an unknown voice: ``X's answer:``.
    """
    found = _OWNED.match(text, start)
    if found is None or not _says(found["word"]) or not SENTENCE_BEGINS.match(text, found.end()):
        return None
    return Label(start, found.end(), found["label"], (), exact=True)


def record_side(text: str, start: int, *, parted: bool) -> SideLabel | None:
    """Give the label of a side that begins at ``start`` of a record: ``2. Вопрос Бурину:``, ``Повторный вопрос:``."""
    found = _RECORD_SIDE.match(text, start)
    if found is None:
        return None
    word, sign = found["word"], found["sign"]
    side: Literal["interrogator", "answerer"] = "interrogator" if fold(word) in label_words().asking else "answerer"
    known = fold(word) in label_words().sides
    begins = (found["before"] or word)[0].isupper()
    if not (known and begins and (parted or sign.strip() in (":", ";"))):
        return None
    if not all(_names_voice(w) or len(w) <= MAX_SMALL or _is_quality(w) for w in found["whose"].split()):
        return None
    return SideLabel(start, found.end(), text[start : found.end("label")].rstrip(), side)


def sides_inside(text: str) -> list[int]:
    """Give where labels of sides with a colon begin behind the end of a sentence inside a paragraph of a record.

    Those inside a quotation are none.
    """
    spans = quoted_spans(text)
    return [
        m.start("label") for m in _INSIDE.finditer(text)
        if record_side(text, m.start("label"), parted=False)
        and not any(low <= m.start("label") < high for low, high in spans)
    ]


def whose_side(label: str) -> list[str]:
    """Give the names that a label of a side has, without offices: ``["Бурину"]`` of ``Вопрос обвиняемому Бурину``."""
    found = _RECORD_SIDE.match(f"{label}:")
    words = (found["whose"] + " " + (found["direction"] or "")).split() if found else []
    names = (word.strip("()[].,") for word in words)
    return [name for name in names if len(name) > 1 and name[0].isupper() and name.isalpha() | ("-" in name)]


def are_parted(lines: Iterable[str]) -> bool:
    """Say whether both sides begin lines with a stop or dash behind them: one alone may begin any sentence."""
    found = (_SIDE.match(line) for line in lines)
    return len({fold(m["word"]) for m in found
                if m and not m["the"] and not m["whose"] and _is_side(m["word"], m["word"], ())}) > 1


def _is_side(first: str, word: str, whose: Sequence[str]) -> bool:
    """Say whether a word is a side, or with a name beside it anything said; an article needs that name too."""
    if not first[0].isupper() or (first != word and not whose):
        return False
    return _says(word) if whose else fold(word) in label_words().sides


def _says(word: str) -> bool:
    return fold(word) in label_words().sides or fold(word) in label_words().utterances


def _are_owners(whose: Sequence[str], *, article: bool) -> bool:
    """Say whether words beside a side say whose it is, or without an article what it answers: ``Ответ на вопрос``."""
    last = _may_own(whose[-1]) or (not article and fold(whose[-1]) in label_words().sides)
    return last and all(_may_own(word) or len(word) <= MAX_SMALL for word in whose[:-1])


def _may_own(word: str) -> bool:
    """Say whether a word beside a side may say whose it is."""
    return _names_voice(word) or _is_quality(word)


def _is_quality(word: str) -> bool:
    """Say whether a word behind the side says in what quality somebody is asked or answers, or that several do."""
    return fold(word).startswith(tuple(label_words().qualities))


def _names_voice(word: str) -> bool:
    """Say whether a word behind the side may say whose it is: a name, a number, an office in any case."""
    stems = (voice[:-1] for voice in label_words().voices if len(voice) >= MIN_STEM)
    return word[0].isupper() or word[0].isdigit() or fold(word).startswith(tuple(stems))
