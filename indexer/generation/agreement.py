"""Whoosh and the concordance held to each other: both are asked the same of the words, speakers and pages of a corpus.

Questions are made at random from passages of the index, so that they have answers, anew each time. Each is words, forms
and values joined by AND, OR and NOT: what both structures hold. A difference is damage that no checksum shows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

import numpy as np

from indexer.arrays.files import Mask
from indexer.generation.index import Index
from indexer.query.tree import And, Field, Node, Not, Or, Phrase, QueryWord

QUESTIONS = 60
"""Questions of one comparison: half a second."""

_COLUMNS = {"speaker": "speaker", "role": "role", "sitting": "sitting", "edition": "text", "lang": "lang"}
"""Fields with the columns that hold the same, beside the page, of which a passage may have several."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question that is answered otherwise by Whoosh and by the concordance, and how many passages each finds."""

    query: str
    engine: int
    concordance: int


def disagreements(index: Index, chance: random.Random, wanted: int = QUESTIONS) -> Iterator[Disagreement]:
    """Ask ``wanted`` questions made by ``chance``, and give those that are answered in two ways."""
    size = len(index.columns)
    for _ in range(wanted if size else 0):
        question = _question(index, chance, chance.randrange(size))
        found = set(np.flatnonzero(_mask(index, question)).tolist())
        told = index.engine().documents(question)
        if told != found:
            yield Disagreement(str(question), len(told), len(found))


def _question(index: Index, chance: random.Random, passage: int) -> Node:
    """Make a question from what a passage has."""
    held: list[Node] = [*_words(index, chance, passage), *_values(index, passage)]
    first, second, third = chance.choices(held, k=3)
    return chance.choice([
        first, And((first, second)), Or((first, second)), And((first, Not(second))), And((Or((first, second)), third)),
        Or((And((first, second)), Not(third))),
    ])


def _words(index: Index, chance: random.Random, passage: int) -> Iterator[Phrase]:
    """Give some words of a passage, as they are and with their forms."""
    tokens = index.stream.tokens_in(range(passage, passage + 1))
    for token in chance.sample(range(len(tokens)), min(3, len(tokens))):
        form = index.stream.words.word(int(tokens[token]))
        yield Phrase((QueryWord(form),))
        yield Phrase((QueryWord(form, "forms"),))


def _values(index: Index, passage: int) -> Iterator[Field]:
    """Give the values that a passage has."""
    for name, column in _COLUMNS.items():
        value = index.columns.value(column, passage)
        if value is not None:
            yield Field(name, value)
    for code in index.columns.pages[passage].tolist():
        yield Field("page", index.columns.values["page"][code - 1])


def _mask(index: Index, node: Node) -> Mask:
    """Give the passages that answer, each by itself, from the arrays."""
    match node:
        case And():
            return reduce(and_, (_mask(index, part) for part in node.parts))
        case Or():
            return reduce(or_, (_mask(index, part) for part in node.parts))
        case Not():
            return ~_mask(index, node.part)
        case Phrase():
            mask = np.zeros(len(index.columns), dtype=np.bool_)
            mask[index.stream.postings.of(index.stream.wanted(node.items[0]))[0]] = True
            return mask
        case Field():
            return _having(index, node)
    raise TypeError(f"{node} is no question for both")


def _having(index: Index, field: Field) -> Mask:
    """Give the passages with exactly this value."""
    columns = index.columns
    if field.name != "page":
        column = _COLUMNS[field.name]
        values = columns.values[column]
        held: Mask = columns.codes[column] == (values.index(field.value) + 1 if field.value in values else -1)
        return held
    code = columns.values["page"].index(field.value) + 1
    mask = np.zeros(len(columns), dtype=np.bool_)
    mask[np.searchsorted(columns.pages.at, np.flatnonzero(columns.pages.values == code), side="right") - 1] = True
    return mask
