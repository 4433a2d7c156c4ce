"""Names that are a line of their own, what they say in the next: of the vocabulary, or of somebody nobody knows.

In a text that names its speakers such a line is no part of what was said before it. One that is the heading of a
sitting or of a part is no name either (:mod:`corpus.unspoken.part_headings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.speakers.label import MAX_LOOK_BACK, MAX_UNKNOWN_CHARS, SENTENCE_BEGINS, Label, bare_name
from corpus.speakers.labels import find_labels
from corpus.speakers.line_starts import LineSpan, ends_sentence
from corpus.speakers.run_on_sides import side_of
from corpus.speakers.strangers import stranger_label
from corpus.speakers.stray import stray_label
from corpus.speakers.vocabulary import LabelVocabulary
from corpus.unspoken.part_headings import heads_part

_GLUED = re.compile(r"\w\.(?:\w{2}|$)")
"""The end of a sentence before a name, or behind it; not the stop of an initial."""
MIN_CHARS = 3
"""Letters of a name that nobody knows, at least: shorter lines are numbers of a list."""


def lone_label(
    text: str, line: LineSpan, following: str, vocabulary: LabelVocabulary, *, alone: bool, common: frozenset[str]
) -> Label | None:
    """Give the label that a line which breaks off is, before a sentence in the next line, ``following``.

    ``alone`` says that the labels of the file stand so: else such a label is doubted. ``common`` are the words that the
    file writes small. Another name behind it makes both a list of persons.
    """
    said = text[line.start : line.end].rstrip()
    before = text[max(0, line.start - MAX_LOOK_BACK) : line.start].rstrip()
    if before and not alone and not ends_sentence(before):
        return None
    if not SENTENCE_BEGINS.match(following.lstrip()) or _names(following, vocabulary):
        return None
    label = lone_name(said, vocabulary, alone=alone, common=common)
    return Label(line.start, line.start + len(said), label.text, label.speakers, label.exact) if label else None


def lone_name(line: str, vocabulary: LabelVocabulary, *, alone: bool, common: frozenset[str]) -> Label | None:
    """Give the label that a line is of which all is a name; one without speakers is that of an unknown voice."""
    name = line.rstrip(" :")
    if heads_part(name) or side_of(name) is not None:
        return None
    if speakers := bare_name(name, vocabulary):
        return Label(0, len(line), name, speakers, exact=alone)
    if not MIN_CHARS <= len(name) <= MAX_UNKNOWN_CHARS or _GLUED.search(name):
        return None
    # What is a label before a colon is one on its line.
    said = f"{name}: A"
    unknown = stranger_label(said, 0, vocabulary, common=common, upper=name.isupper()) or stray_label(
        said, 0, vocabulary, small=False)
    return Label(0, len(line), name, (), exact=True) if unknown and unknown.text == name else None


def broken_off(text: str, lines: Sequence[LineSpan]) -> frozenset[int]:
    """Give the numbers of the lines of a paragraph that end before they are full.

    Such a line is the last, or the text itself ends it, or the first word of the next one had room in it.
    """
    longest = max((line.end - line.start for line in lines), default=0)
    cut = {number for number, (line, following) in enumerate(pairwise(lines))
           if "\n" in text[line.end - 1 : following.start] or _has_room(text, line, following, longest)}
    return frozenset({*cut, len(lines) - 1})


def _has_room(text: str, line: LineSpan, following: LineSpan, longest: int) -> bool:
    """Say whether the first word of the ``following`` line would not have made a line longer than the ``longest``."""
    first = text[following.start : following.end].partition(" ")[0]
    return line.end - line.start + len(first) + 1 < longest


def _names(following: str, vocabulary: LabelVocabulary) -> bool:
    """Say whether a line begins with a label itself, or is nothing but a name."""
    labelled = any(label.start == 0 for label in find_labels(following, vocabulary))
    return labelled or bool(bare_name(following, vocabulary))
