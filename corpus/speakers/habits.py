"""Labels that end with a full stop instead of a colon, as the Russian book of 1938 prints them.

At the beginning of a line such a label is safe. Inside a paragraph ``Name. Yes.`` may as well be a sentence, so
that there the whole text must speak for it: :func:`habits` finds out how a text sets its labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText
from corpus.speakers.heads import line_heads, setting_of, term_label
from corpus.speakers.label import Label, outside_quotations
from corpus.speakers.label_forms import label_forms, written_small
from corpus.speakers.labels import find_labels, with_address
from corpus.speakers.lead_ins import behind_lead_in
from corpus.speakers.line_starts import LineSpan, lines_in
from corpus.speakers.run_on_sides import run_on_sides
from corpus.speakers.stops import called_out, comma_label, line_labels, sentence_labels, stopped_label
from corpus.speakers.unlabelled import labels_of_nobody
from corpus.speakers.vocabulary import LabelVocabulary

FEWEST = 5
"""Labels inside paragraphs, at least, before a text is taken to set them so."""
FEWEST_OTHERWISE = 3
"""Lines that begin with labels in another form than a known name and a colon, from which a file has labels."""
FEWEST_CAPITALS = 3
"""How often a name in capitals must be a label with a colon before it is one with a stop."""
_RUNNING = frozenset({"para", "item"})
"""Kinds of blocks in which a line may be nothing but a name; a heading is where labels stand so."""


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
    lines = [_behind_lead_ins(text, own) for text, own in zip(texts, lines_in(source), strict=True)]
    listed = any(block.label for block in source.blocks)
    heads = _Heads(texts, lines, found, vocabulary, stops=stops, listed=listed)
    out = []
    firsts = [text[own[0].start : own[0].end] for text, own in zip(texts, lines, strict=True)]
    for block, own, labels, following in zip(source.blocks, lines, found, [*firsts[1:], ""], strict=False):
        if block.label:
            out.append([term_label(block.text, vocabulary)])
        else:
            out.append([with_address(block.text, x) for x in _merged(labels, heads.labels(block, own, following))])
    return out


class _Heads:
    """What the beginnings of a file's lines tell of its labels: the whole file says which signs may end one.

    Where it is ``listed`` who says what, by the source, unknown words that come back (``Yes.``) are answers.
    """

    def __init__(
        self, texts: Sequence[str], lines: Sequence[Sequence[LineSpan]], found: Iterable[list[Label]],
        vocabulary: LabelVocabulary, *, stops: bool, listed: bool,
    ) -> None:
        self._vocabulary, self._stops = vocabulary, stops
        every = [(text[line.start : line.end], line.begins)
                 for text, own in zip(texts, lines, strict=True) for line in own]
        self._setting = setting_of([line for line, _ in every], list(chain.from_iterable(found)), vocabulary)
        forms_set = label_forms((line for line, begins in every if begins), vocabulary)
        self._forms = replace(forms_set, names={}, alone=frozenset()) if listed else forms_set
        beside = [*zip(texts, lines, strict=True)]
        self._misprints = sum(len(self._stopped(text, own)) for text, own in beside) >= FEWEST
        if not self._setting.labelled and sum(self._count(text, own) for text, own in beside) >= FEWEST_OTHERWISE:
            # All labels of a file may have another form than a known name and a colon.
            self._setting = replace(self._setting, labelled=True, common=written_small(line for line, _ in every))

    def labels(self, block: Block, lines: Sequence[LineSpan], following: str) -> list[Label]:
        """Give the labels at the beginnings of a block's lines; ``following`` is the first line behind it."""
        text, vocabulary = block.text, self._vocabulary
        begun = [line for line in lines if line.begins]
        lone = block.kind in _RUNNING or (block.kind == "heading" and self._setting.alone)
        more = self._set_off(text, lines)
        more += line_heads(text, lines, following, vocabulary, self._setting, block.marks, lone=lone)
        more += [*self._stopped(text, lines), *run_on_sides(text)]
        more += labels_of_nobody(text, lines) if self._setting.labelled else ()
        called = [called_out(text, line.start) for line in begun if self._stops]
        called += [comma_label(text, line.start, vocabulary) for line in begun if self._misprints]
        return [*more, *(label for label in called if label)]

    def _count(self, text: str, lines: Sequence[LineSpan]) -> int:
        """Give how many lines begin with a label in whatever form."""
        heads = line_heads(text, lines, "", self._vocabulary, self._setting)
        return len({label.start for label in (*self._set_off(text, lines), *heads)})

    def _set_off(self, text: str, lines: Sequence[LineSpan]) -> list[Label]:
        """Give the labels in forms that the file has of its own."""
        begun = [line for line in lines if line.begins]
        found = [self._forms.label(text, line.start, self._vocabulary) for line in begun]
        found += [self._forms.alone_label(text, line, self._vocabulary) for line in begun]
        return [label for label in found if label]

    def _stopped(self, text: str, lines: Sequence[LineSpan]) -> list[Label]:
        """Give the labels that end with a full stop, where the edition may have such."""
        begun = (line.start for line in lines if line.begins and self._stops)
        return [label for start in begun if (label := stopped_label(text, start, self._vocabulary))]


def _behind_lead_ins(text: str, lines: Sequence[LineSpan]) -> list[LineSpan]:
    """Give the lines of a paragraph without the hours, numbers and signs with which they begin."""
    return [line._replace(start=min(line.end, behind_lead_in(text, line.start))) if line.begins else line
            for line in lines]


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
