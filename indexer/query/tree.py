"""The query tree: what a query means once it has been read.

``str`` of a node is the canonical form, which reads back to an equal node. Nodes are made by :func:`both`,
:func:`either` and :func:`without`, which keep trees of equal meaning equal: no nested AND in AND, no double
negation, no group of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from corpus.frozen import frozen

How = Literal["exact", "forms", "pattern", "fuzzy", "lemma", "family", "person", "gap"]


class QueryWord(NamedTuple):
    """One word of a phrase, or words of no matter; a tuple, as what it stands for is looked up five times a query.

    ``exact`` this ``form``; ``forms`` any form of the word, names in both scripts; ``lemma`` any form in its own
    script; ``family`` words derived from the same stem, too;
    ``pattern`` with ``*`` and ``?``; ``fuzzy`` any word within ``high`` errors; ``person`` words that name the
    person called so; ``gap`` low … high words, whatever they are. ``off`` are forms that are left out.
    """

    form: str
    how: How = "exact"
    low: int = 0
    high: int = 0
    off: tuple[str, ...] = ()


@frozen
class Phrase:
    """Words that follow each other, with at most ``slop`` others between them in all. One word is a phrase.

    With ``gloss`` an insertion of a few words in brackets may stand between any two.
    """

    items: tuple[QueryWord, ...]
    slop: int = 0
    gloss: bool = False

    @property
    def quoted(self) -> bool:
        """Whether quotation marks say it: exact forms, or words that may stand apart."""
        return self.slop > 0 or self.gloss or any(item.how == "exact" for item in self.items)

    @property
    def plain(self) -> bool:
        """Whether it is of words, forms and patterns only, all of one kind beside patterns."""
        hows = {item.how for item in self.items} - {"pattern"}
        return not self.gloss and (hows <= {"exact"} or (hows == {"forms"} and not self.slop))

    @property
    def gapped(self) -> bool:
        """Whether some of its items stand for no word in particular."""
        return any(item.how == "gap" for item in self.items)

    def __str__(self) -> str:
        hows = {item.how for item in self.items}
        if len(self.items) == 1 and (text := _single(self.items[0])):
            return text
        if hows & {"fuzzy", "lemma", "family", "person", "gap"}:
            return " ".join(map(_token, self.items))
        prefix = "gloss:" if self.gloss else ""
        after = f"~{self.slop}" if self.slop else ""
        if "forms" not in hows:
            return f'{prefix}"{" ".join(item.form for item in self.items)}"{after}' if self.quoted else (
                "-".join(item.form for item in self.items))
        if not self.quoted:
            return "-".join(item.form for item in self.items)
        inner = " ".join("=" * (item.how == "exact") + item.form for item in self.items)
        return f'{prefix}~"{inner}"{after}'


def _single(item: QueryWord) -> str:
    match item.how:
        case "fuzzy":
            return f"{item.form}~{item.high}"
        case "person" | "family":
            return str(Field(item.how, item.form))
        case _:
            return ""


def _token(item: QueryWord) -> str:
    """Give an item as the token query writes it."""
    match item.how:
        case "exact" | "pattern":
            return f'"{item.form}"'
        case "gap":
            return "[]" if item.low == item.high == 1 else f"[]{{{item.low},{item.high}}}"
        case "fuzzy":
            return f'[fuzzy="{item.form}~{item.high}"]'
        case _:
            return f'[{item.how}="{item.form}"]'


@frozen
class Near:
    """Two parts in either order with at most ``gap`` words between them."""

    left: Node
    right: Node
    gap: int

    def __str__(self) -> str:
        left = str(self.left) if isinstance(self.left, Near) else _inside(self.left)
        return f"{left} NEAR/{self.gap} {_inside(self.right)}"


@frozen
class Field:
    """A value a passage must have: ``speaker:vyshinsky``."""

    name: str
    value: str

    def __str__(self) -> str:
        plain = self.value and not any(sign.isspace() or sign in _QUOTED_IN_VALUES for sign in self.value)
        return f"{self.name}:{self.value}" if plain else f'{self.name}:"{self.value}"'


@frozen
class Side:
    """Passages of which the side in language ``lang`` answers ``part``: they themselves, or their counterparts.

    With ``absent`` those that have such a side, which does not answer.
    """

    lang: str
    part: Node
    absent: bool = False

    def __str__(self) -> str:
        return f"{'-' * self.absent}{self.lang}:({self.part})"


@frozen
class Not:
    """Passages that do not answer ``part``."""

    part: Node

    def __str__(self) -> str:
        return f"-{_inside(self.part)}"


@frozen
class And:
    """Passages that answer all parts."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(str(part) if isinstance(part, Not | Near) else _inside(part) for part in self.parts)


@frozen
class Or:
    """Passages that answer one part or more."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(str(part) if isinstance(part, Not | Near | And) else _inside(part) for part in self.parts)


Node = Phrase | Near | Field | Side | Not | And | Or

_QUOTED_IN_VALUES = "()|[]{}\"'«»„“”‟‘’*~"


def _inside(node: Node) -> str:
    text = str(node)
    # A token query goes on with the tokens and quoted words beside it.
    return text if isinstance(node, Phrase | Field | Side) and "[" not in text else f"({text})"


def both(parts: Iterable[Node]) -> Node:
    """Join parts of which all must hold; at least one is needed."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(parts: Iterable[Node]) -> Node:
    """Join parts of which one must hold; at least one is needed."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def without(part: Node) -> Node:
    """Negate a part. A side in a language is then to be there and not to answer."""
    if isinstance(part, Side):
        return replace(part, absent=not part.absent)
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
        case Side(absent=False):
            yield from phrases(node.part)
        case And() | Or():
            for part in node.parts:
                yield from phrases(part)
        case _:
            return


def fields(node: Node) -> Iterator[Field]:
    """Give all values that are asked for anywhere in a query, from left to right, with those to be absent."""
    match node:
        case Field():
            yield node
        case Side() | Not():
            yield from fields(node.part)
        case And() | Or():
            for part in node.parts:
                yield from fields(part)
        case _:
            return


def replaced(node: Node, change: Callable[[Phrase], Node]) -> Node:
    """Give the tree with what is to stand in the place of every phrase; what is near others must have places."""
    match node:
        case Phrase():
            return change(node)
        case Near():
            return Near(replaced(node.left, change), replaced(node.right, change), node.gap)
        case Side():
            return replace(node, part=replaced(node.part, change))
        case Not():
            return without(replaced(node.part, change))
        case And():
            return both(replaced(part, change) for part in node.parts)
        case Or():
            return either(replaced(part, change) for part in node.parts)
        case Field():
            return node


def changed(
    node: Node, change: Callable[[Phrase], Phrase], valued: Callable[[Field], Field] = lambda field: field
) -> Node:
    """Give the tree with every phrase changed, and every value that is asked for by ``valued``."""
    match node:
        case Phrase():
            return change(node)
        case Near():
            return Near(changed(node.left, change), changed(node.right, change), node.gap)
        case Side():
            return replace(node, part=changed(node.part, change, valued))
        case Not():
            return Not(changed(node.part, change, valued))
        case And() | Or():
            return type(node)(tuple(changed(part, change, valued) for part in node.parts))
        case Field():
            return valued(node)
