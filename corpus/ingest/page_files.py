"""Files of one page each, as recognisers write them (``page_0011.txt``): the numbers of the files are page labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.model.blocks import SourceText
from corpus.model.notes import Note
from corpus.model.turns import Page
from corpus.reading.pdf.hyphens import is_parted
from corpus.storage.sources import SourceFile

_NUMBERED = re.compile(r"(?:^|[-_ .])(?:page|pg|p|стр|с)[-_ ]?0*(\d{1,4})\.\w{1,8}", re.I)
_LEAST_FILES, _MOST_CHARS = 3, 8_000
"""Fewer files, or longer ones, may be parts of any kind."""

Read = Sequence[tuple[SourceFile, SourceText]]


def with_pages_of_files(group: Read) -> tuple[Read, list[Note]]:
    """Give the files of an edition with the pages that their names count (basis ``sequence``), and the doubts.

    They are as they came unless each is a text without pages, as short as a page, and the numbers rise by one.
    """
    found = [_NUMBERED.search(file.name.rpartition("/")[2]) for file, _ in group]
    numbers = [int(match.group(1)) for match in found if match]
    short = all(file.format == "text" and len(text.raw) <= _MOST_CHARS for file, text in group)
    paged = any(block.page.basis != "none" for _, text in group for block in text.blocks)
    rises = len(numbers) == len(group) and all(n == numbers[0] + i for i, n in enumerate(numbers))
    if len(group) < _LEAST_FILES or not (short and rises) or paged:
        return group, []
    out, notes = [], [Note("pages-of-files", first=str(numbers[0]), last=str(numbers[-1]))]
    for number, (file, text) in zip(numbers, group, strict=True):
        page = Page(str(number), "sequence", end=str(number))
        out.append((file, replace(text, blocks=tuple(replace(block, page=page) for block in text.blocks))))
        if number != numbers[-1] and text.blocks and is_parted(text.blocks[-1].text):
            notes.append(Note("word-broken-at-file-end", word=text.blocks[-1].text.split()[-1]).placed(file.name))
    return out, notes
