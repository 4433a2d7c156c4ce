"""From ranges to pieces: how a text with its marks and its matches reaches a template.

No HTML is made here. A text is cut at every edge of a range and at every paragraph; the template wraps
the pieces, which keeps escaping in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from corpus.model.turns import Mark

STYLES = frozenset({"bold", "italic", "underline", "struck", "narration", "unsure"})


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of text in one dress, or a point (``note``, ``page``) with its label and no text.

    ``match`` numbers the occurrence it belongs to, from 0; ``starts`` is True on the first piece of that.
    ``sentence`` is the offset at which its sentence begins, where sentences are set apart.
    """

    text: str
    styles: frozenset[str] = frozenset()
    match: int | None = None
    starts: bool = False
    point: str | None = None
    label: str = ""
    sentence: int | None = None


Paragraph = tuple[TextPiece, ...]


def paragraphs(
    text: str, marks: Iterable[Mark] = (), matches: Sequence[tuple[int, int]] = (),
    sentences: Sequence[tuple[int, int]] = (),
) -> list[Paragraph]:
    """Cut a text into paragraphs of pieces. ``matches`` and ``sentences`` are sorted ranges that do not overlap."""
    spans = [m for m in marks if m.kind in STYLES and m.end > m.start]
    points = sorted((m for m in marks if m.kind in ("note", "page")), key=lambda m: m.start)
    ranges = [*((m.start, m.end) for m in spans), *((m.start, m.start) for m in points), *matches, *sentences]
    edges = _edges(text, ranges)
    out: list[list[TextPiece]] = [[]]
    # The end of the text is an edge too: a point may stand there, behind the last piece.
    for start, end in pairwise([*edges, len(text)]):
        out[-1].extend(TextPiece("", point=m.kind, label=m.label or "") for m in points if m.start == start)
        if text[start:end] == "\n":
            out.append([])
        elif end > start:
            out[-1].append(_piece(text, start, end, spans, matches, sentences))
    return [tuple(paragraph) for paragraph in out if paragraph]


def by_occurrence(cut: Iterable[Paragraph], numbers: Sequence[int]) -> list[Paragraph]:
    """Number matches by the occurrence that each belongs to, one number a match; the first of these begins it."""
    firsts = {number: numbers.index(number) for number in numbers}

    def numbered(piece: TextPiece) -> TextPiece:
        if piece.match is None:
            return piece
        number = numbers[piece.match]
        return replace(piece, match=number, starts=piece.starts and firsts[number] == piece.match)

    return [tuple(map(numbered, paragraph)) for paragraph in cut]


def _edges(text: str, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Give the offsets, sorted, at which a text is cut: the ends of ranges that lie in it, and those of its lines."""
    edges = {0, len(text)} | {edge for each in ranges for edge in each}
    edges |= {edge for line_end in re.finditer(r"\n", text) for edge in line_end.span()}
    return sorted(edge for edge in edges if 0 <= edge <= len(text))


def _piece(
    text: str, start: int, end: int, spans: list[Mark], matches: Sequence[tuple[int, int]],
    sentences: Sequence[tuple[int, int]],
) -> TextPiece:
    """Give the stretch from ``start`` to ``end``, which no edge of a range cuts, with what holds of all of it."""
    number = next((n for n, (low, high) in enumerate(matches) if low <= start < high), None)
    return TextPiece(
        text[start:end],
        frozenset(m.kind for m in spans if m.start <= start < m.end),
        number,
        number is not None and matches[number][0] == start,
        sentence=next((low for low, high in sentences if low <= start < high), None),
    )


def end_of(cut: Sequence[Paragraph], most: int, *, last: bool) -> list[Paragraph]:
    """Give the first (or ``last``) ``most`` characters of a text, cut between words, with … where the rest stood.

    The number of the page on which the shown part begins, or the rest ends, stays.
    """
    if sum(len(piece.text) for paragraph in cut for piece in paragraph) <= most:
        return list(cut)
    step = -1 if last else 1
    shown, page = _shown_part(cut, most, last=last)
    end = shown.pop() if shown else ()
    known = last and end and end[0].point == "page"
    gap = (TextPiece("… " if last else " …"), *([page] if page and not known else []))
    return [*shown, (*gap, *end) if last else (*end, *gap)][::step]


def _shown_part(cut: Sequence[Paragraph], most: int, *, last: bool) -> tuple[list[Paragraph], TextPiece | None]:
    """Give the paragraphs within ``most`` characters, from the shown end inwards, and the page mark beside them."""
    room, step = most, -1 if last else 1
    shown: list[Paragraph] = []
    page: TextPiece | None = None
    for paragraph in cut[::step]:
        kept: list[TextPiece] = []
        for piece in paragraph[::step]:
            if room > 0:
                part = _within(piece.text, room, last=last)
                kept += [replace(piece, text=part)] if part or piece.point else []
                room = room - len(piece.text) if part == piece.text else 0
            elif piece.point == "page" and not (last and page):
                page = piece
        if kept:
            shown.append(tuple(kept[::step]))
    return shown, page


def _within(text: str, room: int, *, last: bool) -> str:
    """Give as many whole words of a text's beginning or end as there is room for."""
    if len(text) <= room:
        return text
    cut = len(text) - room if last else room
    if text[cut - 1].isspace() or text[cut].isspace():
        return text[cut:].lstrip() if last else text[:cut].rstrip()
    return text[cut:].partition(" ")[2] if last else text[:cut].rpartition(" ")[0]


def pieces(text: str, matches: Sequence[tuple[int, int]] = ()) -> Paragraph:
    """Cut a text of one line at its matches, sorted ranges that do not overlap; paragraph ends become spaces."""
    number = count()
    return tuple(TextPiece(piece, match=next(number), starts=True) if found else TextPiece(piece)
                 for piece, found in found_pieces(text, matches))


def found_pieces(text: str, matches: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """Cut a text of one line at its matches, as :func:`pieces` does; each piece with whether it is one."""
    line = text.replace("\n", " ")
    out: list[tuple[str, bool]] = []
    at = 0
    for start, end in matches:
        if start > at:
            out.append((line[at:start], False))
        if end > start:
            out.append((line[start:end], True))
        at = end
    if at < len(line):
        out.append((line[at:], False))
    return tuple(out)


def window(text: str, matches: Sequence[tuple[int, int]], width: int = 560) -> tuple[int, int]:
    """Give the part of a long passage to show: about ``width`` characters with the first match in the middle."""
    if len(text) <= width:
        return 0, len(text)
    first = matches[0][0] if matches else 0
    last = max((end for _, end in matches if end - first < width // 2), default=first)
    spare = max(0, width - (last - first)) // 2
    low = max(0, min(first - spare, len(text) - width))
    high = min(len(text), max(last + spare, low + width))
    if low:
        low = text.rfind(" ", 0, low + 1) + 1
    if high < len(text):
        space = text.find(" ", high)
        high = space if space >= 0 else len(text)
    return low, high
