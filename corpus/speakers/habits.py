"""Labels that end with a full stop instead of a colon, as the Russian book of 1938 prints them.

At the beginning of a line such a label is safe. Inside a paragraph ``Name. Yes.`` may as well be a sentence, so
that there the whole text must speak for it: :func:`habits` finds out how a text sets its labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.language.words import forms
from corpus.speakers.label import Label, outside_quotations
from corpus.speakers.labels import find_labels
from corpus.speakers.stops import line_labels, sentence_labels
from corpus.speakers.vocabulary import LabelVocabulary

FEWEST = 5
"""Labels inside paragraphs, at least, before a text is taken to set them so."""
FEWEST_CAPITALS = 3
"""How often a name in capitals must be a label with a colon before it is one with a stop."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text sets its labels.

    ``stops``: full stops at the beginning of a line make labels; ``inside``: inside a paragraph too.
    ``capitals``: names that are often labels in capitals, folded: with a stop for the colon they are misprinted.
    """

    stops: bool = False
    inside: bool = False
    capitals: frozenset[str] = frozenset()


def habits(texts: Iterable[str], vocabulary: LabelVocabulary, *, stops: bool) -> Habits:
    """Find out how the paragraphs of a text set their labels. ``stops`` says that its edition may use stops."""
    capitals: Counter[str] = Counter()
    lines = inside = 0
    for text in texts:
        capitals.update(" ".join(forms(x.text)) for x in find_labels(text, vocabulary) if x.text.isupper())
        if stops:
            at_lines = {label.start for label in line_labels(text, vocabulary)}
            lines += len(at_lines)
            inside += sum(label.start not in at_lines for label in sentence_labels(text, vocabulary))
    often = frozenset(form for form, number in capitals.items() if number >= FEWEST_CAPITALS)
    return Habits(stops, stops and inside >= FEWEST and inside > lines, often)


def labels_of(text: str, vocabulary: LabelVocabulary, how: Habits) -> list[Label]:
    """Find all labels of a paragraph, with colons and with stops, in order."""
    found = find_labels(text, vocabulary, stops=how.stops)
    more = [
        label for label in (sentence_labels(text, vocabulary) if how.inside or how.capitals else ())
        if how.inside or (label.text.isupper() and " ".join(forms(label.text)) in how.capitals)
    ]
    ordered = sorted([*found, *outside_quotations(text, more)], key=lambda label: (label.start, -label.end))
    ends = [0, *(label.end for label in ordered)]
    return [label for label, end in zip(ordered, ends, strict=False) if label.start >= end]
