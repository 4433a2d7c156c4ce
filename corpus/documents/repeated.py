"""What the page of a site prints again of a document: its title with the site's name, and a heading run in.

The first printing always stays, and so does whatever a document says of itself at its head.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.language.run_in import run_in
from corpus.language.words import forms
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans

Words = tuple[str, ...]

FEWEST = 3
"""Words, at least, of a title or heading that is known again: fewer may be the label of a speech."""


def without_repeated(source: SourceText) -> SourceText:
    """Give a document without what its page prints twice; these words are among what is left out.

    That is a paragraph that is the title of the page, where the title has more words than the heading it holds, or
    at the end of the page where it stood before; and a heading that the paragraph behind it begins with.
    """
    title = tuple(forms(source.title))
    out: list[Block] = []
    gone: list[LeftOut] = []
    seen: list[Words] = []
    heading: Words = ()
    for number, block in enumerate(source.blocks):
        said = tuple(forms(block.text)) if len(block.text) <= 2 * len(source.title) or block.kind == "heading" else ()
        if block.kind == "para":
            last = number + 1 == len(source.blocks)
            if len(title) >= FEWEST and said == title and (_names_site(title, seen) or (last and title in seen)):
                block, _ = without_spans(block, [(0, len(block.text))], "title", gone)
            elif spans := [span for span in run_in(block.text, heading) if span[0] == 0 and span[1] < len(block.text)]:
                block, _ = without_spans(block, spans, "duplicate", gone)
        heading = said if block.kind == "heading" and len(said) >= FEWEST else ()
        seen.append(said)
        if block.text or block.kind == "rule":
            out.append(block)
    return replace(source, blocks=tuple(out), left_out=(*source.left_out, *gone)) if gone else source


def _names_site(title: Words, seen: Iterable[Words]) -> bool:
    """Say whether the title of a page is that of the document and the name of its site."""
    joined = f" {' '.join(title)} "
    return any(len(words) >= FEWEST and words != title and f" {' '.join(words)} " in joined for words in seen)
