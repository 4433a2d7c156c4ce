"""What pages of a site print again beside their heading: the title of the page, and a heading run into its paragraph.

Neither is of the record. Both are left out, listed and told: a title as ``title``, a heading as ``duplicate``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from corpus.catalogue.catalogue import Edition, Trial
from corpus.editions.sections import MAX_HEADING_CHARS
from corpus.language.run_in import run_in
from corpus.language.words import forms
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.cutting import without_spans
from corpus.unspoken.part_headings import in_capitals
from corpus.unspoken.sitting_headings import date_words, is_only_sitting, opens_section, sitting_of

Words = tuple[str, ...]
FirstLabel = Callable[[str], int | None]
"""Gives where the first label of a text begins."""

FEWEST = 3
"""Words, at least, that a title must share in a row."""
SHARED, KNOWN = 0.6, 0.8
"""Share of a title that stands in a row where it is printed again, and of the words there that headings know."""
MAX_TITLE_WORDS = 40

_ENDS = re.compile(r"[.?!…][»”\"')\]]*\s*$")


def without_repeated(source: SourceText, edition: Edition, trial: Trial, first_label: FirstLabel) -> SourceText:
    """Give a file's text without page titles and headings that it prints twice; these are among what is left out.

    ``first_label`` gives where the first label of a paragraph begins: what stands before it at the head of a file may
    be a title. A stretch that alone tells the sitting stays.
    """
    titles = _titles(source)
    untold = None if any(sitting_of(" ".join(title), trial) for title in titles) else trial
    known = {word for title in titles for word in title}.union(date_words(), *map(forms, _names(edition, trial)))
    out: list[Block] = []
    gone: list[LeftOut] = []
    heading: Words = ()
    at_head = True
    for number, block in enumerate(source.blocks):
        short = block.kind == "heading" or len(block.text) <= MAX_HEADING_CHARS
        said = tuple(forms(block.text)) if short else ()
        if block.kind == "heading":
            heading = said
        elif block.kind == "para":
            opening = first_label(block.text) if at_head else None
            beginning = block.text[:opening]
            whole = beginning == block.text
            edge = at_head or number + 1 == len(source.blocks) or said in titles[:1]
            titled = edge and _is_title(beginning, titles, known) and not _is_needed(beginning, untold, whole=whole)
            at_head = at_head and titled and whole
            if titled:
                block, _ = without_spans(block, [(0, len(beginning.rstrip()))], "title", gone)
            elif heading:
                block, _ = without_spans(block, list(run_in(block.text, heading)), "duplicate", gone)
        if block.text or block.kind == "rule":
            out.append(block)
    return replace(source, blocks=tuple(out), left_out=(*source.left_out, *gone)) if gone else source


def _is_needed(text: str, untold: Trial | None, *, whole: bool) -> bool:
    """Say whether what looks like a title stays: as a heading of the record, or as all that tells the sitting.

    ``untold`` is the trial, where no title of the page tells which of its sittings this is.
    """
    return (whole and _heads(text)) or (untold is not None and sitting_of(text, untold) is not None)


def _titles(source: SourceText) -> list[Words]:
    """Give the title of the page, and its headings."""
    texts = [source.title, *(block.text for block in source.blocks if block.kind == "heading")]
    return [words for words in (tuple(forms(text)) for text in texts) if words]


def _names(edition: Edition, trial: Trial) -> tuple[str, ...]:
    """Give how edition and trial are called: pages of a site put that beside their title."""
    return edition.title, edition.short_title, trial.title_en, trial.title_ru


def _heads(text: str) -> bool:
    """Say whether a paragraph is a heading of the record: it opens a sitting or section, or stands in capitals."""
    return is_only_sitting(text) or opens_section(text) or in_capitals(text)


def _is_title(text: str, titles: Sequence[Words], known: set[str]) -> bool:
    """Say whether a text says what the titles of its page say, and next to nothing else. A sentence must be one."""
    said = tuple(forms(text))
    if not FEWEST <= len(said) <= MAX_TITLE_WORDS:
        return False
    if _ENDS.search(text):
        return said in titles
    shared = max((_in_a_row(title, said) for title in titles if len(title) >= FEWEST), default=0.0)
    return shared >= SHARED and sum(word in known for word in said) >= KNOWN * len(said)


def _in_a_row(title: Words, said: Words) -> float:
    """Give the share of a title that stands in a row in what is said, or of that if it is shorter; 0 of few words."""
    size = SequenceMatcher(None, title, said, autojunk=False).find_longest_match().size
    return size / min(len(title), len(said)) if size >= FEWEST else 0.0
