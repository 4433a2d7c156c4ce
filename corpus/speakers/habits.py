"""Labels that end with a full stop instead of a colon, as the Russian book of 1938 prints them.

At the beginning of a line such a label is safe. Inside a paragraph ``Name. Yes.`` may as well be a sentence, so
that there the whole text must speak for it: :func:`habits` finds out how a text sets its labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.language.words import forms
from corpus.model.blocks import SourceText
from corpus.speakers.heads import line_heads, setting_of, term_label
from corpus.speakers.label import Label, outside_quotations
from corpus.speakers.labels import find_labels, with_address
from corpus.speakers.line_starts import LineSpan, lines_in
from corpus.speakers.run_on_sides import run_on_sides
from corpus.speakers.stops import called_out, comma_label, line_labels, sentence_labels, stopped_label
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


def labels_of_file(source: SourceText, vocabulary: LabelVocabulary, *, stops: bool) -> list[list[Label]]:
    """Find the labels of each block of a file, in order. ``stops`` says that its edition may end labels with a stop.

    A label without speakers is that of an unknown voice.
    """
    texts = [block.text for block in source.blocks]
    how = habits(texts, vocabulary, stops=stops)
    found = [labels_of(text, vocabulary, how) for text in texts]
    lines = lines_in(source)
    every = [text[line.start : line.end] for text, own in zip(texts, lines, strict=True) for line in own]
    setting = setting_of(every, [label for labels in found for label in labels], vocabulary)
    stopped = [
        _at_lines(stopped_label, text, own, vocabulary) if stops else [] for text, own in zip(texts, lines, strict=True)
    ]
    misprints = sum(map(len, stopped)) >= FEWEST
    out = []
    firsts = [text[own[0].start : own[0].end] for text, own in zip(texts, lines, strict=True)]
    beside = zip(lines, found, stopped, [*firsts[1:], ""], strict=False)
    for block, (own, labels, at_stops, following) in zip(source.blocks, beside, strict=False):
        if block.label:
            out.append([term_label(block.text, vocabulary)])
            continue
        more = [*line_heads(block.text, own, following, vocabulary, setting, block.marks), *at_stops]
        more += run_on_sides(block.text)
        if stops:
            more += [label for line in own if line.begins and (label := called_out(block.text, line.start))]
        if misprints:
            more += _at_lines(comma_label, block.text, own, vocabulary)
        out.append([with_address(block.text, label) for label in _merged(labels, more)])
    return out


def _at_lines(
    find: Callable[[str, int, LabelVocabulary], Label | None], text: str, lines: Sequence[LineSpan],
    vocabulary: LabelVocabulary,
) -> list[Label]:
    """Give the labels that ``find`` tells at the beginnings of lines at which a speech may begin."""
    return [label for line in lines if line.begins and (label := find(text, line.start, vocabulary))]


def _merged(found: list[Label], heads: list[Label]) -> list[Label]:
    """Put labels of lines among those found before: what begins a line takes in what is found in its own words."""
    longer = [
        head for head in heads
        if not any(label.start <= head.start < label.end or (head.start < label.start < head.end < label.end)
                   for label in found)
    ]
    kept = [x for x in found if not any(head.start <= x.start < head.end for head in longer)]
    ordered = sorted([*kept, *longer], key=lambda label: (label.start, -label.end))
    ends = [0, *(label.end for label in ordered)]
    return [label for label, end in zip(ordered, ends, strict=False) if label.start >= end]


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
