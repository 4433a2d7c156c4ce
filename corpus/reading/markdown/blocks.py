"""The blocks of a Markdown or plain text: which lines belong together, and as what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.model.blocks import BlockKind

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:\s+|$)(.*?)(?:\s+#+)?\s*$")
_RULE = re.compile(r"\s*(?:([-_])(?:\s*\1){2,}|(\\?\*)(?:\s*\\?\*){2,})\s*$")
_UNDERLINE = re.compile(r"\s*(=+|-{3,})\s*$")
_ITEM = re.compile(r"\s*(?:(?:[-+•*]|[-+] \\?\*|\\[*•])\s+)(?=\S)")
_NUMBERED = re.compile(r"\s*\d{1,3}[.)]\s+(?=\S)")
_NOTE = re.compile(r"\s*(?:<sup>\s*(?:\d{1,3}|[*†‡a-z])\s*</sup>|[⁰¹²³⁴-⁹]+\s|\[\^[^\[\]\s]+\]:)\s*(?=\S)")
_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_ENTRY_BACKWARDS = re.compile(r"(?:\d{1,4}|[ivxlc]+)\s*(?:\.{3}|…|\t|(?: \.){3})")
ENTRY_END = 200
"""Characters at the end of a line within which leaders and page of an entry stand."""
_INDENT = re.compile(r"(?: {2,}|\t)\S")
_HEAD = re.compile(
    r"[ \t\u00a0]*(?P<head>[^\W\d_a-zа-яё][^\W_]*\.?(?:[ -][^\W\d_]+\.?){0,3}?)"
    r"(?:\s*\([^()\n]{1,80}\))?\s*(?P<end>[:.])(?=\s|$)"
)
MAX_SETEXT = 80
LONG_LINE = 120
FEW_BLANKS = 0.02
SOME_LONG = 0.05
FULL = 0.7
OFTEN = {":": 3, ".": 5}
"""How often words before a colon or a stop begin a line before they are taken for a label that begins a paragraph."""
MIN_HEAD = 4
"""Letters of a label before a stop at least: answers of one word stand there too."""


@dataclass(slots=True)
class Chunk:
    """Lines that make one block: spans raw[start:end] without markers and outer white space."""

    kind: BlockKind
    spans: list[tuple[int, int]] = field(default_factory=list)
    level: int = 0
    centred: bool = False


def chunks(raw: str, *, plain: bool = False) -> Iterator[Chunk]:
    """Cut a text into blocks, in order; in a ``plain`` text no sign at the beginning of a line is markup."""
    split = _paragraph_style(raw)
    current: Chunk | None = None
    for start, end in _lines(raw):
        line = raw[start:end]
        if not line.strip():
            if current:
                yield current
            current = None
            continue
        begun = _begin(line, start, current, plain)
        if begun is None and current and not split(line):
            current.spans.append(_trim(raw, start, end))
            if is_entry(line) and current.kind == "para":
                yield current
                current = None
            continue
        if begun and begun.level and current and not begun.spans:
            current.kind, current.level = "heading", begun.level
            yield current
            current = None
            continue
        if current:
            yield current
        current = begun or Chunk("para", [_trim(raw, start, end)])
        if current.kind in ("heading", "rule") or (is_entry(line) and current.kind == "para"):
            if current.kind == "para":
                current.kind = "item"
            yield current
            current = None
    if current:
        yield current


def _begin(line: str, start: int, current: Chunk | None, plain: bool) -> Chunk | None:
    """Give the block a line begins by its form, or None where it is running text.

    A block with a level and no spans says that the lines before it are a heading (underlined with ``===``).
    """
    quoted = _QUOTED.match(line)
    if quoted:
        return None if current else Chunk("para", [_shrink(line, start, quoted.end())])
    if current and len(current.spans) == 1 and current.kind == "para" and (under := _UNDERLINE.match(line)):
        first, last = current.spans[0]
        if last - first <= MAX_SETEXT:
            return Chunk("heading", [], 1 if under.group(1)[0] == "=" else 2)
    if heading := _HEADING.match(line):
        return Chunk("heading", [(start + heading.start(2), start + heading.end(2))], len(heading.group(1)))
    if rule := _RULE.match(line):
        return Chunk("rule", [_shrink(line, start, 0)], centred=rule.group(2) is not None)
    if note := _NOTE.match(line):
        marker = note.end() if "[^" not in note.group() else line.index("[")
        return Chunk("note", [_shrink(line, start, 0 if "[^" not in note.group() else marker)])
    return _begin_item(line, start, current, plain)


def _begin_item(line: str, start: int, current: Chunk | None, plain: bool) -> Chunk | None:
    """Give the item of a list that a line begins; in plain text a bullet may be a dash of dialogue and stays."""
    item = _ITEM.match(line)
    if item and plain:
        return Chunk("para", [_shrink(line, start, 0)])
    if item:
        nested = _ITEM.match(line, item.end())
        return Chunk("item", [_shrink(line, start, (nested or item).end())])
    if _NUMBERED.match(line) and (current is None or current.kind == "item"):
        return Chunk("item", [_shrink(line, start, 0)])
    return None


def _shrink(line: str, start: int, skip: int) -> tuple[int, int]:
    body = line[skip:]
    return start + skip + len(body) - len(body.lstrip()), start + len(line.rstrip())


def _trim(raw: str, start: int, end: int) -> tuple[int, int]:
    line = raw[start:end]
    quoted = _QUOTED.match(line)
    return _shrink(line, start, quoted.end() if quoted else 0)


def _lines(raw: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(raw):
        end = raw.find("\n", start)
        end = len(raw) if end < 0 else end
        yield start, end
        start = end + 1


class _Style:
    """How a text sets its paragraphs: with labels that come back, and without blank lines one a line or by indent."""

    def __init__(self, lines: list[str]) -> None:
        full = [line for line in lines if line.strip()]
        self.heads = label_heads(full)
        crowded = bool(full) and len(lines) - len(full) < max(1, FEW_BLANKS * len(lines)) and len(full) > 1
        indented = sum(bool(_INDENT.match(line)) for line in full)
        some = crowded and 0 < indented < len(full)
        self.by_indent = some and (indented < len(full) // 2 or _is_wrapped(full))
        wide = sum(len(line) > LONG_LINE for line in full)
        self.by_line = crowded and not self.by_indent and wide > SOME_LONG * len(full)

    def __call__(self, line: str) -> bool:
        return self.by_line or (self.by_indent and bool(_INDENT.match(line))) or head_of(line) in self.heads


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether the lines that go on in a line without indent are full."""
    going_on = [len(line) for line, following in pairwise(lines) if not _INDENT.match(following)]
    return bool(going_on) and median(going_on) >= FULL * max(map(len, lines))


def label_heads(lines: Iterable[str]) -> frozenset[str]:
    """Give the words before a colon or stop that begin lines so often that they are labels; see :func:`head_of`."""
    heads = Counter(head_of(line) for line in lines)
    return frozenset(head for head, number in heads.items() if head and number >= OFTEN[head[-1]])


def is_entry(line: str) -> bool:
    """Say whether a line ends as those of a table of contents do: leaders or a tab, and a page.

    Only its end is looked at, as looking for leaders from everywhere takes the square of their length.
    """
    bare = line.rstrip()
    found = _ENTRY_BACKWARDS.match(bare[: -ENTRY_END - 1 : -1])
    return found is not None and "\n" not in bare[: len(bare) - found.end()]


def head_of(line: str) -> str:
    """Give the words that may be a label at the beginning of a line, with their colon or stop."""
    found = _HEAD.match(line)
    if not found or (found["end"] == "." and len(found["head"]) < MIN_HEAD):
        return ""
    return found["head"].rstrip(".") + found["end"]


def _paragraph_style(raw: str) -> _Style:
    return _Style(raw.split("\n"))
