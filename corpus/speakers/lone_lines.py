"""Names that are a line of their own, what they say in the next: of the vocabulary, or of somebody nobody knows.

In a text that names its speakers such a line is no part of what was said before it. One that is the heading of a
sitting or of a part is no name either (:mod:`corpus.unspoken.part_headings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.speakers.label import MAX_UNKNOWN_CHARS, SENTENCE_BEGINS, Label, bare_name
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
    text: str, lines: Sequence[LineSpan], number: int, following: str, vocabulary: LabelVocabulary, *,
    alone: bool, common: frozenset[str],
) -> Label | None:
    """Give the label that line ``number`` of a paragraph is, before a sentence in the next line, ``following``.

    ``alone`` says that the labels of the file stand so: else such a label is doubted. ``common`` are the words that the
    file writes small. Another name behind it makes both a list of persons.
    """
    line = lines[number]
    said = text[line.start : line.end].rstrip()
    before = text[: line.start].rstrip()
    if not breaks_off(text, lines, number) or (before and not alone and not ends_sentence(before)):
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


def breaks_off(text: str, lines: Sequence[LineSpan], number: int) -> bool:
    """Say whether a line ends before it is full: it is the last of its paragraph, the text itself ends it, or the first
    word of the next had room in it."""
    if number + 1 == len(lines):
        return True
    line, following = lines[number], lines[number + 1]
    if "\n" in text[line.end - 1 : following.start]:
        return True
    first = text[following.start : following.end].partition(" ")[0]
    return line.end - line.start + len(first) + 1 < max(one.end - one.start for one in lines)


def _names(following: str, vocabulary: LabelVocabulary) -> bool:
    """Say whether a line begins with a label itself, or is nothing but a name."""
    labelled = any(label.start == 0 for label in find_labels(following, vocabulary))
    return labelled or bool(bare_name(following, vocabulary))
