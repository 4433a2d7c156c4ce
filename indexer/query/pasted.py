"""Queries pasted from a page: what print and web put between the words is taken out, and that is said."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from corpus.data_files import convert, read_table
from corpus.frozen import frozen
from corpus.language.quotation_marks import quoted_spans
from corpus.language.words import has_words
from corpus.model.notes import Note

_DATA = Path(__file__).parents[1] / "data" / "pasted.toml"

_BRACKETS = frozenset("[(")
_HYPHENS = "-\u2010\u00ac"
_BROKEN = re.compile(rf"(?<![^\W\d_])(?P<first>[^\W\d_]{{2,}}+)[{_HYPHENS}]\s++(?P<rest>[^\W\d_]{{2,}})")
_INVISIBLE = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))


@frozen
class _Pasted:
    """``data/pasted.toml``."""

    left_out: re.Pattern[str]
    joining: frozenset[str]


@cache
def _data() -> _Pasted:
    return convert(read_table(_DATA), _Pasted, _DATA)


def mended(text: str) -> tuple[str, list[Note]]:
    """Give a query without signs that are not seen, marks of notes, pages in brackets and hyphens at ends of lines.

    A word that such a hyphen parts is looked for with and without it. A query of nothing else stays as it is.
    """
    notes: list[Note] = []
    seen = text.translate(_INVISIBLE)
    if seen != text:
        notes.append(Note("query-invisible", count=len(text) - len(seen)))
    plain = seen
    if not _BRACKETS.isdisjoint(seen):  # what is left out has one; most queries have none and need no data
        plain = _data().left_out.sub(lambda mark: _left_out(mark, notes), seen)
    whole = _with_whole_words(plain, notes)
    return (whole, notes) if has_words(whole) else (text, [])


def _left_out(mark: re.Match[str], notes: list[Note]) -> str:
    notes.append(Note("query-mark-left-out", mark=mark.group().strip()))
    return " "


def _with_whole_words(text: str, notes: list[Note]) -> str:
    """Join the words that a hyphen at the end of a line parts: in a phrase both ways of it, else the word both ways."""
    if not _BROKEN.search(text):
        return text
    out, at = [], 0
    for start, end in quoted_spans(text):
        phrase = text[start:end]
        one, other = _joined(phrase, "", notes), _joined(phrase, "-", [])
        alone = text[end : end + 1] != "~" and text[start - 1 : start] not in ("~", ":")
        both = one if one == other or not alone else f"({one} OR {other})"
        out += [_joined_plain(text[at:start], notes), both]
        at = end
    return "".join([*out, _joined_plain(text[at:], notes)])


def _joined(text: str, hyphen: str, notes: list[Note]) -> str:
    """Give a text with its parted words joined by ``hyphen``."""
    return _BROKEN.sub(lambda broken: _whole(broken, hyphen, notes), text)


def _joined_plain(text: str, notes: list[Note]) -> str:
    return _BROKEN.sub(lambda broken: _either_way(broken, notes), text)


def _either_way(broken: re.Match[str], notes: list[Note]) -> str:
    one, other = _whole(broken, "", notes), _whole(broken, "-", [])
    return one if one == other else f"({one} OR {other})"


def _whole(broken: re.Match[str], hyphen: str, notes: list[Note]) -> str:
    """Join one word; a hyphen before a capital or a word that joins, «two- and», is none of a line's end."""
    first, rest = broken["first"], broken["rest"]
    if rest[0].isupper() or rest in _data().joining:
        return broken.group()
    notes.append(Note("query-line-hyphen", word=f"{first}-{rest}"))
    return f"{first}{hyphen}{rest}"
