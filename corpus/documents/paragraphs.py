"""Paragraphs of a document between reading and turns: blocks that can be joined and carry their notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.documents.rules import rules
from corpus.language.script import is_cyrillic
from corpus.model.blocks import Block, BlockKind, SourceText
from corpus.model.offsets import OffsetMap, TextBuilder
from corpus.model.turns import Mark, Page, Region

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
"""A word by itself: letters within sums of files and identifiers, as of ``en-1901``, are none of any language."""
MIN_LANGUAGE_WORDS = 3
LANGUAGE_LEAD = 1.5


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph with the notes printed at its foot.

    ``barrier`` says that a separator stands before it, ``quoted`` that the source sets it as a quotation,
    ``label`` that it sets it as the label of what follows.
    ``end_page`` is the label of the last page of a joined paragraph.
    """

    text: str
    kind: BlockKind = "para"
    level: int = 0
    marks: tuple[Mark, ...] = ()
    offsets: OffsetMap = field(default_factory=OffsetMap)
    page: Page = field(default_factory=Page)
    end_page: str | None = None
    sheet: int | None = None
    end_sheet: int | None = None
    region: Region = "body"
    notes: tuple[Para, ...] = ()
    barrier: bool = False
    quoted: bool = False
    centred: bool = False
    label: bool = False

    @property
    def span(self) -> tuple[int, int] | None:
        """Give the characters of the source it stands on, or None where the source is no text."""
        return self.offsets.span(0, len(self.text))

    def cut(self, size: int) -> Para:
        """Give the paragraph without its first ``size`` characters."""
        marks = [
            replace(m, start=max(0, m.start - size), end=m.end - size) for m in self.marks if m.end >= size
        ]
        offsets = self.offsets.slice(size, len(self.text))
        return replace(self, text=self.text[size:], marks=tuple(marks), offsets=offsets)


def paragraph(source: SourceText, block: Block) -> Para:
    """Make a paragraph of a block."""
    span = block.offsets.span(0, len(block.text)) if source.raw else None
    quoted = block.quoted
    if span:
        line = source.raw.rfind("\n", 0, span[0]) + 1
        quoted = source.raw[line : span[0]].lstrip().startswith(">")
    return Para(
        block.text, block.kind, block.level, block.marks, block.offsets, block.page, block.page.end, block.sheet,
        block.sheet, quoted=quoted, centred=block.centred,
        label=block.label,
    )


def join_paragraphs(first: Para, second: Para, glue: str, *, pause: bool = True) -> Para:
    """Join two paragraphs; ``glue`` stands between them and nowhere in the source."""
    builder = TextBuilder()
    builder.append(first.text, first.offsets)
    at = len(builder)
    builder.insert(glue)
    shift = len(builder)
    builder.append(second.text, second.offsets)
    text, offsets = builder.build()
    marks = [*first.marks, *([Mark("pause", at, at)] if pause else [])]
    marks += [replace(m, start=m.start + shift, end=m.end + shift) for m in second.marks]
    return replace(
        first, text=text, offsets=offsets, marks=tuple(marks), notes=first.notes + second.notes,
        end_page=second.end_page or second.page.label or first.end_page, end_sheet=second.end_sheet,
    )


def join_run(run: Sequence[Para]) -> Para:
    """Join paragraphs that are one, in time with their length; a word broken off by a hyphen goes on in the next."""
    if len(run) == 1:
        return run[0]
    builder, broken = TextBuilder(), False
    marks: list[Mark] = []
    for number, para in enumerate(run):
        if number:
            marks.append(Mark("pause", len(builder), len(builder)))
            builder.insert("" if broken else " ")
        shift = len(builder)
        marks += [replace(m, start=m.start + shift, end=m.end + shift) for m in para.marks]
        builder.append(para.text, para.offsets)
        broken = para.text.endswith("-")
    text, offsets = builder.build()
    ends = (para.end_page or para.page.label for para in reversed(run[1:]))
    return replace(
        run[0], text=text, offsets=offsets, marks=tuple(marks),
        notes=tuple(note for para in run for note in para.notes),
        end_page=next(filter(None, ends), run[0].end_page), end_sheet=run[-1].end_sheet,
    )


def language(text: str, otherwise: str) -> str:
    """Give the language of a text by its letters and small words, or ``otherwise`` where they do not tell."""
    if is_cyrillic(text):
        return "ru"
    counts = Counter(word.lower() for word in _WORD.findall(text))
    votes = {name: sum(counts[w] for w in words) for name, words in rules().languages.items()}
    best = max(votes, key=lambda name: votes[name])
    enough = votes[best] >= MIN_LANGUAGE_WORDS and votes[best] >= LANGUAGE_LEAD * votes.get(otherwise, 0)
    return best if enough else otherwise


def main_language(texts: Iterable[str]) -> str:
    """Give the language in which most of a document is written, English where nothing tells."""
    letters: Counter[str] = Counter()
    for text in texts:
        letters[language(text, "")] += len(text)
    del letters[""]
    return letters.most_common(1)[0][0] if letters else "en"
