"""Words parted at the ends of lines that a file keeps, as in ``<pre>`` or behind ``<br>``: read as the words they are.

A non-breaking hyphen inside a word that is none of a compound is the same: somebody's line ended there once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.language.russian import is_known
from corpus.language.script import is_cyrillic
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.reading.letterspacing import without_signs
from corpus.reading.pdf.hyphens import HYPHENS, Hyphens

_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_PARTED = re.compile(rf"(?<![\w-]){_WORD}[{HYPHENS}]\n(?=[^\W\d_])")
_NON_BREAKING = re.compile(r"(?<![\w-])[^\W\d_]+\u2011(?=[^\W\d_])")
_REST = re.compile(_WORD)


def with_whole_words(source: SourceText) -> SourceText:
    """Give a text with the words rejoined that are parted; the hyphens that go are listed as left out."""
    if not any(_PARTED.search(block.text) or "\u2011" in block.text for block in source.blocks):
        return source
    hyphens = Hyphens.seen_in(line for block in source.blocks for line in block.text.split("\n"))
    blocks: list[Block] = []
    left_out = list(source.left_out)
    for block in source.blocks:
        cuts = sorted({*_line_ends(block.text, hyphens), *_inside(block.text, hyphens)})
        for cut in cuts:
            span = block.offsets.span(cut, cut + 1) or (None, None)
            if block.text[cut] != "\n":
                left_out.append(LeftOut("furniture", block.text[cut], span[0], span[1], block.sheet))
        blocks.append(without_signs(block, cuts) if cuts else block)
    return replace(source, blocks=tuple(blocks), left_out=tuple(left_out))


def _line_ends(text: str, hyphens: Hyphens) -> Iterator[int]:
    """Give the line ends inside words, and their hyphens where these only divided the word."""
    for found in _PARTED.finditer(text):
        rest = _REST.match(text, found.end())
        stays, _ = hyphens.stays(found.group()[:-1], rest.group() if rest else "")
        yield from range(found.end() - (1 if stays else 2), found.end())


def _inside(text: str, hyphens: Hyphens) -> Iterator[int]:
    """Give the non-breaking hyphens inside words that are known without them."""
    for found in _NON_BREAKING.finditer(text):
        rest = _REST.match(text, found.end())
        left, right = found.group()[:-1], rest.group() if rest else ""
        whole = (left + right).lower()
        known = is_known(whole) if is_cyrillic(whole) else bool(hyphens.seen[whole])
        if right and known and not hyphens.stays(f"{left}-", right)[0]:
            yield found.end() - 1
