"""What a book without page numbers still tells of its printed pages: contents, index, and traces of page ends.

The contents page says on which page a heading stands, the index on which pages a name; and where a page ended,
a converted text often shows notes in the midst of the text, a sentence cut in two, or a wide gap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import ceil
from typing import Literal

from corpus.documents.rules import rules
from corpus.language.sound_keys import consonant_key
from corpus.language.words import forms, words
from corpus.model.turns import Turn

GapKind = Literal["feed", "note, cut", "note", "cut", "wide", "rule", "part", "section", "heading", "plain", "foot",
                  "inside", "end"]

LINE = 65
"""Characters in a printed line."""
NOTE_SIZE = 0.8
"""Size of a line of a note in lines of the text."""
HEADING_LINES = 3.0
PART_LINES = 6.0
"""Lines of the page that a heading, and one with which a part of the book begins, take beyond its words."""
INSIDE = 3 * LINE
"""Characters between two places in a paragraph where a page may begin."""
WIDE = 4
"""Line ends in a row that are more than the space between paragraphs."""
MIN_SHARED = 0.6
MIN_NAME = 4
MIN_SOUND = 3
MIN_FIXED = 2
MAX_OFF = 3.0
MAX_OFF_SHARE = 0.25
MAX_PAGES = 3000
MAX_ENTRY = 400
"""Characters of an entry of a contents page."""
MAX_MATCHES = 2000
"""Pairs of entries and headings that are looked at; a text with more of them plays a trick."""
MAX_PAIRS = 2_000_000
"""Entries times headings that are looked at: a contents page of 1,500 entries, each of which is found."""
MAX_SPACE = 1000
"""Characters between two paragraphs that are looked at."""

_ENTRY_PAGE = re.compile(r"(?<!\d)(?P<page>\d{1,4})\.?\s*$")
_LEADERS = ".…·_"
_LISTED = re.compile(
    r"(?<!\d)(?P<pages>\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:\s*[,;]\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})?)*)(?![\w’')])"
)
_PART = re.compile(rf"\W*(?:{rules().headings.chapter})\s+[\w]+\b|\W*(?:\d{{1,2}}|[IVXLC]+)\.\s", re.I)
_BRACKETED = re.compile(r"\([^()]*\)")
_RULED = re.compile(r"\n[^\S\n]*(?:[-_*]\s*){3,}\n")


@dataclass(frozen=True, slots=True)
class TextRun:
    """What stands in one run in the file, from ``start`` to ``end``; ``goes_on`` where it is the rest of a turn."""

    start: int
    end: int
    turn: Turn
    goes_on: bool

    @property
    def is_note(self) -> bool:
        """Whether it is a note."""
        return self.turn.region == "footnote"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A heading that the contents page puts on a page; ``part`` where a page probably begins with it."""

    offset: int
    page: int
    part: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where a page may begin: its offset in the file, the lines of text before it, and what it looks like."""

    offset: int
    lines: float
    kind: GapKind


@dataclass(frozen=True, slots=True)
class IndexedName:
    """A name that the index puts on ``page``, and the offsets in the file where it stands."""

    page: int
    offsets: tuple[int, ...]


def text_runs(turns: Sequence[Turn]) -> list[TextRun]:
    """Give the pieces of the running text in the order of the file; a turn cut by notes or a page end has several."""
    out = []
    for turn in turns:
        if turn.region == "contents" or turn.origin.start is None:
            continue
        cuts = [0, *sorted({m.start for m in turn.marks if m.kind == "pause"}), len(turn.text)]
        for first, last in pairwise(cuts):
            span = turn.offsets.span(first, last)
            if span:
                out.append(TextRun(span[0] if first else min(span[0], turn.origin.start), span[1], turn, first > 0))
    return sorted(out, key=lambda p: (p.start, p.end))


def fixed_points(turns: Sequence[Turn]) -> list[Fixed]:
    """Give the headings that a contents page puts on pages, both rising; empty where fewer than two are found."""
    listed, heads = _contents(turns), _headings(turns)
    if len(listed) < MIN_FIXED or not heads:
        return []
    chain = _chain([(words_, page) for words_, page, _ in listed], [(start, words_) for start, words_, _ in heads])
    numbered = sum(part for _, _, part in listed) >= MIN_FIXED
    regions = {start: region for start, _, region in heads}
    found = [
        Fixed(start, listed[i][1], listed[i][2] or not numbered or regions[start] in ("index", "front"))
        for i, start in chain
    ]
    found = _plausible(found)
    return found if len(found) >= MIN_FIXED else []


def _contents(turns: Sequence[Turn]) -> list[tuple[list[str], int, bool]]:
    """Give the entries of the contents: folded words, page, and whether a part of the book begins with it."""
    lines = (line for turn in turns if turn.region == "contents" for line in turn.text.split("\n"))
    entries = (_entry(line) for line in lines if len(line) <= MAX_ENTRY)
    return [(forms(title), page, bool(_PART.match(title))) for title, page in filter(None, entries)]


def _entry(line: str) -> tuple[str, int] | None:
    """Give title and page of a line that ends in a page, whatever leads to it."""
    page = _ENTRY_PAGE.search(line)
    end = page.start() if page else 0
    while end and (line[end - 1] in _LEADERS or line[end - 1].isspace()):
        end -= 1
    title = line[:end]
    return (title, int(page["page"])) if page and any(sign.isalnum() for sign in title) else None


def _headings(turns: Sequence[Turn]) -> list[tuple[int, list[str], str]]:
    """Give the headings of the text, and the short lines of its index: offset in the file, folded words, region."""
    return [
        (turn.origin.start, forms(turn.text), turn.region) for turn in turns
        if turn.origin.start is not None and turn.region != "contents"
        and (turn.kind == "heading" or (turn.region == "index" and len(turn.text) < LINE))
    ]


def _plausible(found: list[Fixed]) -> list[Fixed]:
    """Leave out headings far from where their neighbours let expect them: a misread page, or another heading."""
    while len(found) > MIN_FIXED:
        rates = sorted((b.page - a.page) / (b.offset - a.offset) for a, b in pairwise(found) if b.page > a.page)
        worst, at = 0.0, 0
        for i, point in enumerate(found):
            before, after = found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None
            if before and after:
                rate = (after.page - before.page) / (after.offset - before.offset)
                span = after.page - before.page
            else:
                rate = rates[len(rates) // 2] if rates else 0.0
                span = abs(point.page - (before or after or point).page)
            base = before or after or point
            off = abs(base.page + rate * (point.offset - base.offset) - point.page) / (MAX_OFF + MAX_OFF_SHARE * span)
            worst, at = max((worst, at), (off, i))
        if worst <= 1:
            break
        del found[at]
    return found


def _chain(
    listed: Sequence[tuple[list[str], int]], heads: Sequence[tuple[int, list[str]]]
) -> list[tuple[int, int]]:
    """Pair entries with headings, in order, so that they share most words and lie where their pages let expect them."""
    if len(listed) * len(heads) > MAX_PAIRS:
        return []
    pages, starts = [page for _, page in listed], [start for start, _ in heads]
    distinct = [(start, set(head)) for start, head in heads]
    spread, width = max(1, max(pages) - min(pages)), max(1, starts[-1] - starts[0])
    best: list[tuple[float, int, int, int]] = []
    for i, (title, page) in enumerate(listed):
        titled = set(title)
        for start, head in distinct:
            shared = len(titled & head) / max(1, len(titled | head))
            if shared < MIN_SHARED:
                continue
            if len(best) == MAX_MATCHES:
                return []
            off = abs((page - min(pages)) / spread - (start - starts[0]) / width)
            behind = [
                (score, k) for k, (score, j, at, _) in enumerate(best)
                if j < i and at < start and pages[j] <= page
            ]
            score, before = max(behind, default=(0.0, -1))
            best.append((score + shared - min(off, MIN_SHARED), i, start, before))
    chain = []
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    while at >= 0:
        chain.append((best[at][1], best[at][2]))
        at = best[at][3]
    return chain[::-1]


def page_gaps(found: Sequence[TextRun], raw: str, fixed: Sequence[Fixed]) -> list[Gap]:
    """Give the places where pages may begin, in order, and the end of the text, which the index does not belong to."""
    parts = {point.offset: point.part for point in fixed}
    out: list[Gap] = []
    lines = 0.0
    before: TextRun | None = None
    last = max((p.start for p in found if p.turn.region != "index"), default=0)
    for piece in (p for p in found if p.start <= max(last, fixed[-1].offset)):
        if before is None or piece.start > out[-1].offset:
            out.append(Gap(piece.start, lines, _kind(before, piece, raw, parts)))
        size = NOTE_SIZE if piece.is_note else 1.0
        for at in range(piece.start + INSIDE, piece.end - INSIDE // 2, INSIDE):
            word = raw.find(" ", at, piece.end) + 1
            if word > out[-1].offset:
                out.append(Gap(word, lines + size * (word - piece.start) / LINE, "inside"))
        lines += size * ceil((piece.end - piece.start) / LINE)
        if piece.turn.kind == "heading":
            lines += PART_LINES if parts.get(piece.start) else HEADING_LINES
        before = piece
    return [*out, Gap(before.end, lines, "end")] if before else []


def _kind(before: TextRun | None, piece: TextRun, raw: str, parts: dict[int, bool]) -> GapKind:
    """Tell what stands between two runs of text, by which a page may end: the surest sign first."""
    between = raw[max(before.end, piece.start - MAX_SPACE) : piece.start] if before else ""
    if piece.start in parts:
        return "part" if parts[piece.start] else "section"
    if "\f" in between:
        return "feed"
    if piece.is_note:
        return "foot"
    if before is not None and before.is_note:
        return "note, cut" if piece.goes_on else "note"
    if piece.goes_on:
        return "cut"
    if _RULED.search(between):
        return "rule"
    if between.count("\n") >= WIDE:
        return "wide"
    return "heading" if piece.turn.kind == "heading" else "plain"


def index_references(turns: Sequence[Turn], found: Sequence[TextRun], raw: str) -> list[IndexedName]:
    """Give the names of the index with their pages and the places where they stand in the text."""
    listed = [(name, page) for turn in turns if turn.region == "index" for name, page in entries(turn.text)]
    places = _places(found, raw, {name for name, _ in listed})
    return [IndexedName(page, tuple(places[name])) for name, page in listed if places[name]]


def entries(text: str) -> Iterator[tuple[str, int]]:
    """Give the name and page of each reference in a paragraph of an index.

    The name is its first telling word, which is the surname or the subject; entries may run on.
    """
    at = 0
    for match in _LISTED.finditer(_BRACKETED.sub(lambda m: " " * len(m.group()), text)):
        head = text[at : match.start()]
        at = match.end()
        telling = (f for f in forms(head) if len(f) > 1 and not f.isdigit() and f not in rules().joins.open)
        name = next(telling, None)
        if name is None:
            continue
        for item in re.split(r"[,;]", match["pages"]):
            first, _, last = (part.strip() for part in item.replace("–", "-").partition("-"))
            low = int(first)
            high = int(first[: len(first) - len(last)] + last) if last else low
            if 0 < low <= high <= min(MAX_PAGES, low + LINE):
                yield from ((name, page) for page in range(low, high + 1))


def _places(found: Sequence[TextRun], raw: str, names: set[str]) -> dict[str, list[int]]:
    """Give the offsets in the file at which names stand: as words that begin so, or sound so in either script."""
    out: dict[str, list[int]] = {name: [] for name in names}
    known = _IndexNames(names)
    for piece in found:
        if piece.turn.region != "index":
            for word in words(raw[piece.start : piece.end]):
                for name in known.names_like(word.form):
                    out[name].append(piece.start + word.start)
    return out


class _IndexNames:
    """The names of an index, for a word to be recognised as one."""

    def __init__(self, names: set[str]) -> None:
        self.names = sorted(names)
        self.sounds: dict[str, list[str]] = {}
        for name in self.names:
            sound = consonant_key(name)
            if len(sound) >= MIN_SOUND:
                self.sounds.setdefault(sound, []).append(name)
        self.met: dict[str, tuple[str, ...]] = {}

    def names_like(self, form: str) -> tuple[str, ...]:
        """Give the names that a folded word may stand for."""
        if form not in self.met:
            low = bisect_left(self.names, form[:MIN_NAME])
            begun = [name for name in takewhile(lambda n: n <= form, self.names[low:])
                     if form == name or (form.startswith(name) and len(name) >= MIN_NAME)]
            sound = consonant_key(form) if len(form) >= MIN_NAME else ""
            heard = [name for key in (sound, sound[:-1]) for name in self.sounds.get(key, ())]
            self.met[form] = tuple(dict.fromkeys(begun + heard))
        return self.met[form]
