"""Sentences in an edition that were written after it: what a later editor put in, or whoever put it on a site.

A year later than the print, or an editor's mark, shows them. Each is told; in a speech its words are nobody's where
it cannot be the speaker's: nobody names years so far ahead, or years in which somebody lived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.data_files import load_data
from corpus.language.sentences import sentences
from corpus.language.words import forms
from corpus.model.lines import located
from corpus.model.notes import Note
from corpus.model.turns import Mark, Turn
from corpus.unspoken.sitting_headings import date_words

MOST_AHEAD = 15
"""Years ahead of the print of which people still speak: plans for five years, sentences for ten."""
SHOWN_WORDS = 12
"""Words of the sentence that are told, up to what shows it."""

_YEAR = re.compile(
    r"(?<![\d.,])(?P<since>1[5-9]\d\d\s?[-–—]\s?)?(?P<year>1[89]\d\d|20\d\d)(?P<till>\s?[-–—]\s?\d{2,4})?(?![\d%]|[.,]\d)"
)
_BRACKETED = re.compile(r"\[[^\[\]]{1,600}\]|\([^()]{1,600}\)")
_CLOSED = re.compile(r"[.?!…]\s*$")
_NEAR = 24
"""Characters before and behind a number in which words are looked for that make it a year."""


@dataclass(frozen=True, slots=True)
class _EditorWords:
    """``data/editors.toml``."""

    before: frozenset[str]
    behind: frozenset[str]
    signed: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Later:
    """text[start:end] is later than the print; what shows it ends at ``shown``. ``certain``: no speaker said it."""

    start: int
    end: int
    shown: int
    year: int | None
    certain: bool

    def note(self, text: str) -> Note:
        """Give the note on it, with the last words up to what shows it."""
        words = " ".join(text[self.start : self.shown].split()[-SHOWN_WORDS:])
        if self.year is None:
            return Note("words-of-editor", words=words)
        return Note("later-than-print", year=self.year, words=words)


@cache
def _data() -> _EditorWords:
    return load_data("editors.toml", _EditorWords)


def with_later_words(turns: Iterable[Turn], printed: int) -> tuple[list[Turn], list[Note]]:
    """Give the turns of an edition printed in the year ``printed``, with later sentences marked, and the doubts."""
    out: list[Turn] = []
    doubts: list[Note] = []
    for turn in turns:
        found = list(_found(turn.text, turn.lang, printed))
        if found:
            notes = [later.note(turn.text) for later in found]
            doubts += [located(note, turn.origin) for note in notes]
            more = [Mark("narration", x.start, x.end, "narration-later") for x in found if x.certain]
            marks = sorted((*turn.marks, *more), key=lambda m: (m.start, m.end, m.kind))
            turn = replace(
                turn, inferred=(*turn.inferred, ("words", notes[0])),
                marks=tuple(marks) if turn.kind == "speech" else turn.marks,
            )
        out.append(turn)
    return out, doubts


def _found(text: str, lang: str, printed: int) -> Iterator[_Later]:
    """Give what is later than the print, in order: each sentence once."""
    signed = [match for pattern in _data().signed for match in pattern.finditer(text)]
    years = [match for match in _YEAR.finditer(text) if _last(match) > printed and _is_year(text, match)]
    done = 0
    for match in sorted([*signed, *years], key=lambda m: m.start()) if signed or years else ():
        if match.start() < done:
            continue
        start, end = _around(text, match.start(), sentences(text, lang), bracketed=match in signed)
        within = [year for year in years if start <= year.start() < end]
        sure = next((year for year in within if _is_certain(year, printed)), None)
        shown = match if match in signed else sure or match
        year = None if match in signed else _last(shown)
        yield _Later(start, end, shown.end(), year, certain=year is None or sure is not None)
        done = end


def _around(text: str, at: int, spans: Sequence[tuple[int, int]], *, bracketed: bool) -> tuple[int, int]:
    """Give the sentence that holds a place, with the one before a dash; brackets around it that are a sentence.

    With ``bracketed`` whatever brackets are around it.
    """
    bracket = next((m for m in _BRACKETED.finditer(text) if m.start() < at < m.end()), None)
    if bracket and (bracketed or _CLOSED.search(text[: bracket.start()][-4:])):
        return bracket.span()
    number = max((i for i, (start, _) in enumerate(spans) if start <= at), default=0)
    first = number - 1 if number and spans[number][0] == at and text[at] in "—–-" else number
    return spans[first][0], spans[number][1]


def _last(match: re.Match[str]) -> int:
    """Give a year, or the later one of two: ``1946-49``."""
    year, till = match["year"], re.sub(r"\D", "", match["till"] or "")
    return max(int(year), int(year[: 4 - len(till)] + till)) if len(till) in (2, 4) else int(year)


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Say whether a number is a year and no count: in brackets, in a range, or beside a word that makes it one."""
    if match["since"] or match["till"] or text[match.start() - 1 : match.start()] in ("(", "["):
        return True
    before = forms(text[max(0, match.start() - _NEAR) : match.start()])
    behind = forms(text[match.end() : match.end() + _NEAR])
    dated = not date_words().isdisjoint(before[-2:])
    return dated or not _data().before.isdisjoint(before[-1:]) or not _data().behind.isdisjoint(behind[:1])


def _is_certain(match: re.Match[str], printed: int) -> bool:
    """Say whether no speaker of the record can have said it: a span of years that ends later, or a year far ahead."""
    lived = match["since"] or (match["till"] and int(match["year"]) > printed)
    return bool(lived) or _last(match) > printed + MOST_AHEAD
