"""From a query tree to the passages and places that answer it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.errors import QueryError
from indexer.arrays import Mask
from indexer.concordance import Concordance
from indexer.filters import Columns
from indexer.spans import Spans, near, shortest, union
from indexer.tree import And, Field, Near, Node, Not, Or, Phrase, both


@dataclass(frozen=True, slots=True)
class Answer:
    """Passages that answer, the occurrences in them, and the words to be marked; None where these are the same."""

    passages: Mask
    hits: Spans
    marks: Spans | None = None

    @property
    def marked(self) -> Spans:
        """Words to be marked. Some may be outside the occurrences."""
        return self.hits if self.marks is None else self.marks

    def within(self, passages: Mask, concordance: Concordance) -> Answer:
        """Give the answer with only these passages; an occurrence is where it begins."""
        if not len(self.hits):
            return Answer(passages, self.hits)
        owner = concordance.token_passage[self.hits.starts]
        return Answer(passages, self.hits.where(passages[owner]), self.marks)


def evaluate(node: Node, concordance: Concordance, columns: Columns) -> Answer:
    """Answer a query tree. As deep as the tree is, which the query language bounds."""
    match node:
        case Phrase() | Near():
            hits, marks = placed(node, concordance)
            mask = np.zeros(len(columns), dtype=np.bool_)
            mask[concordance.token_passage[hits.starts]] = True
            return Answer(mask, hits, None if marks is hits else marks)
        case Field():
            return Answer(columns.mask(node.name, (node.value,)), Spans.none())
        case Not():
            return Answer(~evaluate(node.part, concordance, columns).passages, Spans.none())
        case And() | Or():
            parts = [evaluate(part, concordance, columns) for part in node.parts]
            join = np.logical_and if isinstance(node, And) else np.logical_or
            mask = join.reduce([part.passages for part in parts])
            plain = all(part.marks is None for part in parts)
            every = union(part.within(mask, concordance).hits for part in parts)
            return Answer(mask, every, None if plain else union(part.marked for part in parts))


def placed(node: Node, concordance: Concordance) -> tuple[Spans, Spans]:
    """Give the occurrences of a part that has places, and the words to be marked."""
    match node:
        case Phrase():
            return concordance.phrase(node)
        case Or():
            found = [placed(part, concordance) for part in node.parts]
            return union(hits for hits, _ in found), union(marks for _, marks in found)
        case Near():
            left, right = placed(node.left, concordance)[0], placed(node.right, concordance)[0]
            hits = near(left, right, node.gap, concordance.same_turn)
            sides = union([shortest(left), shortest(right)])
            joined = np.isin(sides.starts, hits.starts) | np.isin(sides.ends, hits.ends)
            return hits, sides.where(joined)
        case _:
            raise QueryError("NEAR joins words and phrases only.")


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
