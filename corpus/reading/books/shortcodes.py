"""Shortcodes of WordPress in the text of posts: ``[gallery ids="1"]`` and what stands between two of a pair.

Their site would put something in their place (https://codex.wordpress.org/Shortcode_API); an export has them as they
were typed. Those that refer to a note hold its text. A word in brackets alone is an editor's, as ``[sic]``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model.blocks import Block, LeftOut
from corpus.model.cutting import without_spans
from corpus.model.turns import Mark

_CODE = re.compile(
    r"""\[(?P<name>[a-z][a-z0-9_-]{1,30})(?P<given>(?:\s{1,5}[a-z][\w-]{0,30}=(?:["”″»“][^"\]”″»“]{0,400}["”″»“]|"""
    r"""'[^'\]]{0,400}'|[^\s"'\]]{1,200})){0,20})\s{0,5}/?\]|\[/(?P<end>[a-z][a-z0-9_-]{1,30})\]""")
_ALONE = frozenset({"gallery", "embed", "playlist", "toc"})
"""Shortcodes that stand without attributes and alone."""

_NOTES = frozenset({"footnote", "fn", "ref", "note", "efn_note", "mfn"})
"""Shortcodes that hold a note, as the widespread extensions for notes call them."""


def lift_shortcodes(blocks: Sequence[Block]) -> tuple[list[Block], list[LeftOut]]:
    """Give blocks without shortcodes, the notes that some hold behind their block, and what was left out."""
    out: list[Block] = []
    left_out: list[LeftOut] = []
    notes = 0
    for block in blocks:
        codes = _codes(block.text)
        if not codes:
            out.append(block)
            continue
        spans, held = _spans(codes)
        rest, moved = without_spans(block, spans, "markup", [])
        marks = [Mark("note", moved(start), moved(start), str(notes + place)) for place, (start, _, _) in
                 enumerate(held, 1)]
        rest = replace(rest, marks=(*rest.marks, *marks))
        left_out += [_left_out(block, code) for code in codes]
        out += [rest] if rest.text else []
        for _, low, high in held:
            notes += 1
            out.append(replace(block, kind="note", level=0, text=block.text[low:high],
                               offsets=block.offsets.slice(low, high), marks=(Mark("note", 0, 0, str(notes)),)))
    return out, left_out


def _codes(text: str) -> list[re.Match[str]]:
    """Give the shortcodes of a text: those with attributes, in pairs, or known to stand alone."""
    found = [*_CODE.finditer(text)] if "[" in text else []
    ends = {match["end"] for match in found if match["end"]}
    begun = {match["name"] for match in found if match["name"]}
    return [match for match in found if (match["end"] in begun if match["end"] else
                                         match["given"] or match["name"] in ends | _ALONE)]


def _spans(codes: Sequence[re.Match[str]]) -> tuple[list[tuple[int, int]], list[tuple[int, int, int]]]:
    """Give what is cut out, and of each note in it where it is referred to, begins and ends."""
    spans: list[tuple[int, int]] = []
    notes: list[tuple[int, int, int]] = []
    for number, code in enumerate(codes):
        if spans and code.start() < spans[-1][1]:
            continue
        close = next((other for other in codes[number + 1 :] if other["end"] == code["name"]), None)
        if code["name"] in _NOTES and close is not None:
            notes.append((code.start(), code.end(), close.start()))
        spans.append((code.start(), close.end() if notes and notes[-1][0] == code.start() and close else code.end()))
    return spans, notes


def _left_out(block: Block, code: re.Match[str]) -> LeftOut:
    start, end = block.offsets.span(code.start(), code.end()) or (None, None)
    return LeftOut("markup", code.group(), start, end)
