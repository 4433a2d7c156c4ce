"""Lists of the court at the head of a sitting: offices with whoever holds them, which are no speeches.

``Secretary: O. Lind`` is set as a label before its speech is. It is an entry of a list where nothing but names stands
behind the office (or an office behind the name), and where other entries stand beside it, each of another office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from corpus.data_files import load_data
from corpus.language.words import fold
from corpus.model.blocks import Block, SourceText
from corpus.model.cutting import block_part
from corpus.speakers.line_starts import lines_in

FEWEST, AT_HEAD = 3, 2
"""Entries, at least, of a list among speeches, and of one at the head of a file or behind a heading."""
MOST_WORDS = 30
"""Words of an entry at most."""
OFFICE_WORDS = 8
"""Words of an office at most."""
BETWEEN = 14
"""Words at most of a line between two entries that is none: how the sitting was opened."""

_SIGN = re.compile(r"(?<!\s)\s*(?::|\s[—–-](?=\s))\s*|,\s+(?=[^\W\d_])")
_END = re.compile(r";\s*|(?<=[^\W\d_])\.\s+(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d+")
_SPOKEN = re.compile(r"[?!…\"«“„]")


@dataclass(frozen=True, slots=True)
class _ListWords:
    """``data/court_lists.toml``."""

    stems: tuple[str, ...]
    beside: frozenset[str]


def _is_office(word: str) -> bool:
    return fold(word).startswith(load_data("court_lists.toml", _ListWords).stems)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of block ``block``, text[start:end] of it, and its offices where it is nothing but entries of a list.

    ``names`` says that there is nothing but names in it.
    """

    block: int
    start: int
    end: int
    text: str
    offices: tuple[str, ...] = ()
    names: bool = False


def part_court_lists(source: SourceText) -> tuple[SourceText, frozenset[int]]:
    """Give a text with the lists of its court as blocks of their own, and the numbers of these."""
    lines = list(_lines(source))
    listed = frozenset(
        (line.block, line.start) for first, end in _runs(source, lines) for line in lines[first:end]
    )
    if not listed:
        return source, frozenset()
    blocks: list[Block] = []
    numbers: set[int] = set()
    of_block = {n: list(group) for n, group in groupby(lines, key=attrgetter("block"))}
    for n, block in enumerate(source.blocks):
        own = of_block.get(n, [])
        edges = [line.start for i, line in enumerate(own)
                 if i and ((n, line.start) in listed or (n, own[i - 1].start) in listed)]
        for start, end in zip([0, *edges], [*edges, len(block.text)], strict=True):
            if (n, own[0].start if own and start == 0 else start) in listed:
                numbers.add(len(blocks))
            blocks.append(block_part(block, start, len(block.text[:end].rstrip())) if edges else block)
    return replace(source, blocks=tuple(blocks)), frozenset(numbers)


def _lines(source: SourceText) -> Iterator[_Line]:
    for n, (block, spans) in enumerate(zip(source.blocks, lines_in(source), strict=True)):
        for start, end, _ in spans if block.kind != "note" else ():
            text = block.text[start:end].strip()
            yield _Line(n, start, end, text, _offices(text), bool(text) and _are_names(_words(text)))


def _runs(source: SourceText, lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Give the stretches of lines that are lists: entries, each of another office, with names between them."""
    at, spoken = 0, False
    while at < len(lines):
        end, offices = _run(lines, at)
        headed = not spoken or (at > 0 and source.blocks[lines[at - 1].block].kind == "heading")
        if len(offices) >= (AT_HEAD if headed else FEWEST):
            yield at, end
            at = end
        else:
            spoken = spoken or ":" in lines[at].text
            at += 1


def _run(lines: Sequence[_Line], first: int) -> tuple[int, set[str]]:
    """Give the end of the list that begins with line ``first``, and its offices; that line where it is no entry."""
    offices: set[str] = set()
    at = end = first
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.offices:
            if not offices.isdisjoint(line.offices):
                break
            offices.update(line.offices)
            end = at = at + 1
        elif _is_title(line.text) and following and following.names:
            offices.add(fold(line.text.rstrip(" :")))
            end = at = at + 2
        elif offices and line.names and lines[at - 1].text.endswith(","):
            end = at = at + 1
        elif offices and at == end and _may_stand_between(line):
            at += 1
        else:
            break
    return end, offices


def _may_stand_between(line: _Line) -> bool:
    """Say whether a line may stand between two entries: a name more, or how the sitting was opened."""
    return line.names or (":" not in line.text and len(line.text.split()) <= BETWEEN)


def _offices(text: str) -> tuple[str, ...]:
    """Give the offices of a line that is nothing but entries of a list, folded; none for other lines."""
    if len(text.split()) > MOST_WORDS or _SPOKEN.search(text):
        return ()
    found = [_entry(part) for part in _segments(text.rstrip(" .;,"))]
    return tuple(found) if all(found) else ()


def _segments(text: str) -> Iterator[str]:
    """Part a line at semicolons and full stops; the stop behind an initial or an abbreviation ends nothing."""
    beside, start = load_data("court_lists.toml", _ListWords).beside, 0
    for sign in _END.finditer(text):
        last = _words(text[start : sign.start()])[-1:]
        if sign.group()[0] == ";" or (last and len(last[0]) > 1 and fold(last[0]) not in beside):
            yield text[start : sign.start()]
            start = sign.end()
    yield text[start:]


def _entry(text: str) -> str:
    """Give the office of one entry: ``Secretary: O. Lind``, ``Lind — secretary``, ``LIND, Secretary``."""
    for sign in _SIGN.finditer(text):
        before, behind = text[: sign.start()], text[sign.end() :]
        of_office = _is_title(before) or (_is_beside(before) and any(map(_is_office, _words(behind))))
        if of_office and "," not in sign.group() and _are_names(_words(behind)):
            return fold(before)
        if ":" not in sign.group() and _is_title(behind) and _are_names(_words(before)):
            return fold(behind)
    return ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_title(text: str) -> bool:
    """Say whether words are an office or a side of the court, and nothing else."""
    words = _words(text.rstrip(" :"))
    beside = load_data("court_lists.toml", _ListWords).beside
    return (0 < len(words) <= OFFICE_WORDS and any(map(_is_office, words))
            and all(_is_office(word) or fold(word) in beside for word in words))


def _is_beside(text: str) -> bool:
    """Say whether words are such as stand beside offices, and nothing else: ``Present``."""
    words = _words(text)
    return bool(words) and all(fold(word) in load_data("court_lists.toml", _ListWords).beside for word in words)


def _are_names(words: Sequence[str]) -> bool:
    """Say whether words are names, with initials, titles and offices beside them."""
    beside = load_data("court_lists.toml", _ListWords).beside
    named = [word for word in words if not _is_office(word) and fold(word) not in beside]
    return bool(named) and all(word[0].isupper() for word in named)
