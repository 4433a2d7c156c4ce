"""From a query tree to the passages and places that answer it."""

from __future__ import annotations

from dataclasses import field, replace

import numpy as np

from corpus.errors import QueryError
from corpus.frozen import frozen
from corpus.model.notes import Note
from indexer.arrays.files import Places, ranges, starts
from indexer.arrays.passages import PassageSet, all_of, any_of
from indexer.arrays.spans import Spans, near, shortest, union
from indexer.concordance.concordance import Concordance
from indexer.query.tree import And, Field, Near, Node, Not, Or, Phrase, Side, both
from indexer.search.fields import Fields

_LOOKED_UP = 32
"""Occurrences of one passage are looked up sooner than those of so many are counted through."""


@frozen
class Answer:
    """Passages that answer, the occurrences in them, and the words to be marked; None where these are the same.

    A long paragraph is cut into several passages. ``reach`` are those of which the paragraph answers: words stand
    together where they stand in one paragraph; None where these are the same. ``looked_for`` tells whether there are
    occurrences to be found at all. ``labels`` are occurrences in labels, rows of
    :class:`indexer.concordance.label_words.Labelled`. ``often`` counts the occurrences in each passage,
    where that is known without them. ``unsearched`` are the ids of texts of which nothing could be asked.
    """

    passages: PassageSet
    hits: Spans
    marks: Spans | None = None
    reach: PassageSet | None = None
    looked_for: bool = False
    labels: Places = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    often: Places | None = None
    unsearched: tuple[str, ...] = ()

    def occurrences_in(self, passages: PassageSet, concordance: Concordance) -> int | None:
        """Give the number of occurrences in some of its passages, where that is known without a look at them."""
        if len(self.labels):
            return None
        if len(passages) == len(self.passages):
            return len(self.hits)
        if not passages.few and self.often is None:
            return None
        first, last = self._hit_numbers(passages, concordance)
        return int((last - first).sum())

    def _hit_numbers(self, passages: PassageSet, concordance: Concordance) -> tuple[Places, Places]:
        """Give for each of these passages the numbers of the occurrences that begin in it: first, last + 1.

        Both have one entry a passage of ``passages``, which are among those that answer.
        """
        if self.often is not None and not len(self.labels) and len(self.passages) <= _LOOKED_UP * len(passages):
            at = starts(self.often)
            kept = passages.mask.take(self.passages.numbers).nonzero()[0]
            return at[kept], at[kept + 1]
        tokens = concordance.passage_tokens
        return self.hits.within(tokens[passages.numbers], tokens[passages.numbers + 1])

    @property
    def occurrences(self) -> int:
        """Number of occurrences, those in labels included."""
        return len(self.hits) + len(self.labels)

    @property
    def reached(self) -> PassageSet:
        """Passages of which the paragraph answers."""
        return self.passages if self.reach is None else self.reach

    @property
    def marked(self) -> Spans:
        """Words to be marked. Some may be outside the occurrences."""
        return self.hits if self.marks is None else self.marks

    def limited_to(self, passages: PassageSet, concordance: Concordance) -> Answer:
        """Give the answer with only these of its passages; an occurrence is where it begins."""
        if len(passages) == len(self.passages):
            return replace(self, passages=passages)
        labels = concordance.labelled.rows_within(self.labels, passages.mask) if len(self.labels) else self.labels
        if not len(self.hits):
            return replace(self, passages=passages, labels=labels, often=None)
        if passages.few or self.often is not None:
            hits = self.hits.at(ranges(*self._hit_numbers(passages, concordance)))
        else:
            hits = self.hits.where(passages.mask.take(concordance.passages_of(self.hits.starts)))
        return Answer(passages, hits, self.marks, self.reach, self.looked_for, labels)


class Evaluator:
    """Answers query trees. As deep as the tree is, which the query language bounds."""

    def __init__(self, concordance: Concordance, fields: Fields) -> None:
        self.concordance = concordance
        self.fields = fields

    def answer(self, node: Node) -> Answer:
        """Give the passages that answer, and the occurrences."""
        match node:
            case Phrase() | Near():
                return self._words_found(node)
            case Field():
                return Answer(PassageSet.of_mask(self.fields.mask(node.name, (node.value,))), Spans.none())
            case Not():
                return Answer(~self.answer(node.part).reached, Spans.none())
            case Side():
                return self._side_answer(node)
            case And() | Or():
                return self._parts_joined(node)

    def _words_found(self, node: Phrase | Near) -> Answer:
        """Answer for words that have places: the passages in which one begins, and those of the whole paragraph.

        Of a single word the postings tell passages and counts without a look at its places.
        """
        concordance = self.concordance
        hits, marks = self.places_of(node)
        often: Places | None = None
        if isinstance(node, Phrase) and len(node.items) == 1 and node.items[0].how not in ("person", "gap"):
            numbers, often = concordance.postings.of(concordance.wanted(node.items[0]))
            passages = PassageSet(len(self.fields.columns), numbers.astype(np.int64, copy=False))
        else:
            passages = PassageSet.of_owners(concordance.passages_of(hits.starts), len(self.fields.columns))
        labels = self._labels(node)
        if len(labels):
            begun = np.sort(concordance.labelled.passages_of(labels))
            passages |= PassageSet.of_owners(begun, len(self.fields.columns))
        reach = concordance.paragraphs(passages)
        return Answer(passages, hits, None if marks is hits else marks, reach, looked_for=True, labels=labels,
                      often=often)

    def _parts_joined(self, node: And | Or) -> Answer:
        """Join the answers of the parts: what holds of a paragraph, and the occurrences in the passages that answer."""
        parts = [self.answer(part) for part in node.parts]
        join = all_of if isinstance(node, And) else any_of
        reach = join(part.reached for part in parts)
        passages = _passages_joined(node, parts, reach)
        inside = parts if isinstance(node, Or) else [
            # Where no part reaches over a paragraph, what answers is among the passages of each.
            part.limited_to(passages if reach is passages else part.passages & passages, self.concordance)
            for part in parts
        ]
        marks = None if all(part.marks is None for part in parts) else union(part.marked for part in parts)
        same = reach is passages or (isinstance(node, Or) and all(part.reach is None for part in parts))
        return Answer(
            passages, union(part.hits for part in inside), marks, None if same else reach,
            looked_for=any(part.looked_for for part in parts), labels=_labels_joined(inside),
        )

    def _labels(self, node: Phrase | Near) -> Places:
        """Give the rows of labels in which a phrase stands."""
        return self.concordance.in_labels(node) if isinstance(node, Phrase) else np.zeros(0, dtype=np.int64)

    def places_of(self, node: Node) -> tuple[Spans, Spans]:
        """Give the occurrences of a part that has places, and the words to be marked."""
        match node:
            case Phrase():
                return self.concordance.phrase(node, self.fields.person_codes)
            case Or():
                found = [self.places_of(part) for part in node.parts]
                return union(hits for hits, _ in found), union(marks for _, marks in found)
            case Near():
                left, right = self.places_of(node.left)[0], self.places_of(node.right)[0]
                hits = near(left, right, node.gap, self.concordance.same_turn)
                sides = union([shortest(left), shortest(right)])
                joined = np.isin(sides.starts, hits.starts) | np.isin(sides.ends, hits.ends)
                return hits, sides.where(joined)
            case _:
                raise QueryError(Note("query-near-only"))

    def side_found(self, part: Node) -> Answer:
        """Answer the inner part of a side, in all texts."""
        return self.answer(part)

    def _side_answer(self, node: Side) -> Answer:
        """The occurrences are those in the passages that are that side themselves."""
        inner = self.side_found(node.part)
        counterparts = self.fields.counterparts
        has, answers = counterparts.sides_answering(node.lang, inner.passages.mask)
        if node.absent:
            return Answer(PassageSet.of_mask(has & ~answers), Spans.none())
        own = inner.limited_to(inner.passages.where(answers & counterparts.in_language(node.lang)), self.concordance)
        return Answer(PassageSet.of_mask(has & answers), own.hits, own.marks, labels=own.labels)


def _passages_joined(node: And | Or, parts: list[Answer], reach: PassageSet) -> PassageSet:
    """Give the passages that answer; ``reach`` are those of the paragraphs that do."""
    if isinstance(node, Or):
        return any_of(part.passages for part in parts)
    found = [part.passages for part in parts if part.looked_for]
    if not found or all(part.reach is None for part in parts):
        return reach
    # Of a paragraph that answers, the passages where something was found.
    return reach & any_of(found)


def _labels_joined(parts: list[Answer]) -> Places:
    """Give the occurrences in labels of all parts, each once and rising."""
    if not any(len(part.labels) for part in parts):
        return parts[0].labels
    return np.unique(np.concatenate([part.labels for part in parts]))


def split_fields(root: Node) -> tuple[Node | None, dict[str, tuple[str, ...]]]:
    """Part a query into what is looked for and the values asked of every passage, which act as filters."""
    parts = root.parts if isinstance(root, And) else (root,)
    fields: dict[str, tuple[str, ...]] = {}
    rest: list[Node] = []
    for part in parts:
        if isinstance(part, Field):
            fields[part.name] = (*fields.get(part.name, ()), part.value)
        else:
            rest.append(part)
    return (both(rest) if rest else None), fields
