"""The query tree: what a query means once it has been read.

``str`` of a node is the canonical form, which reads back to an equal node. Nodes are made by :func:`both`,
:func:`either` and :func:`without`, which keep trees of equal meaning equal: no nested AND in AND, no double
negation, no group of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

How = Literal["exact", "forms", "pattern"]


@dataclass(frozen=True, slots=True)
class Item:
    """One word of a phrase: this ``form``, any form of the word, or a pattern with ``*`` and ``?``."""

    form: str
    how: How = "exact"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, with at most ``slop`` others between them in all. One word is a phrase."""

    items: tuple[Item, ...]
    slop: int = 0

    @property
    def quoted(self) -> bool:
        """Whether quotation marks say it: exact forms, or words that may stand apart."""
        return self.slop > 0 or any(item.how == "exact" for item in self.items)

    def __str__(self) -> str:
        if not self.quoted:
            return "-".join(item.form for item in self.items)
        text = '"' + " ".join(item.form for item in self.items) + '"'
        return f"{text}~{self.slop}" if self.slop else text


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts in either order with at most ``gap`` words between them."""

    left: Node
    right: Node
    gap: int

    def __str__(self) -> str:
        left = str(self.left) if isinstance(self.left, Near) else _inside(self.left)
        return f"{left} NEAR/{self.gap} {_inside(self.right)}"


@dataclass(frozen=True, slots=True)
class Field:
    """A value a passage must have: ``speaker:vyshinsky``."""

    name: str
    value: str

    def __str__(self) -> str:
        plain = self.value and not any(sign.isspace() or sign in _QUOTED_IN_VALUES for sign in self.value)
        return f"{self.name}:{self.value}" if plain else f'{self.name}:"{self.value}"'


@dataclass(frozen=True, slots=True)
class Not:
    """Passages that do not answer ``part``."""

    part: Node

    def __str__(self) -> str:
        return f"-{_inside(self.part)}"


@dataclass(frozen=True, slots=True)
class And:
    """Passages that answer all parts."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(str(part) if isinstance(part, Not | Near) else _inside(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """Passages that answer one part or more."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(str(part) if isinstance(part, Not | Near | And) else _inside(part) for part in self.parts)


Node = Phrase | Near | Field | Not | And | Or

_QUOTED_IN_VALUES = "()|\"'«»„“”‟‘’*"


def _inside(node: Node) -> str:
    return str(node) if isinstance(node, Phrase | Field) else f"({node})"


def both(parts: Iterable[Node]) -> Node:
    """Join parts of which all must hold; at least one is needed."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(parts: Iterable[Node]) -> Node:
    """Join parts of which one must hold; at least one is needed."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def without(part: Node) -> Node:
    """Negate a part."""
    return part.part if isinstance(part, Not) else Not(part)


def is_placed(node: Node) -> bool:
    """Whether the part has places in the text, so that another can be near it."""
    if isinstance(node, Or):
        return all(is_placed(part) for part in node.parts)
    return isinstance(node, Phrase | Near)


def phrases(node: Node) -> Iterator[Phrase]:
    """Give the words and phrases that are looked for, from left to right, without those to be absent."""
    match node:
        case Phrase():
            yield node
        case Near():
            yield from phrases(node.left)
            yield from phrases(node.right)
        case And() | Or():
            for part in node.parts:
                yield from phrases(part)
        case Field() | Not():
            return
