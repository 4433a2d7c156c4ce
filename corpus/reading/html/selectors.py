"""Which elements of a page a selector of a style sheet names, as the elements begin and end.

A selector is read by cssselect, https://www.w3.org/TR/selectors-4/, and cut into steps: what it asks of one element,
and how that stands to the element of the step before. It is remembered which steps each element has met, so that no
element is looked at twice. What a selector asks that is not known of an element before it ends, as ``:last-child``, or
changes while a page is read, as ``:hover``, is not understood: such a selector names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from cssselect import SelectorError, parse
from cssselect.parser import (
    Attrib,
    Class,
    CombinedSelector,
    Element,
    Hash,
    Matching,
    Negation,
    Pseudo,
    SpecificityAdjustment,
    Tree,
)

from corpus.limits import MAX_SELECTOR_CHARS
from corpus.reading.html.tokens import Token

Specificity = tuple[int, int, int]

_ONE = re.compile(r"(?:[^,()]++|\((?:[^()]++|\([^()]*+\))*+\))++")
"""One selector of several that commas part; commas in brackets are its own."""


@dataclass(frozen=True, slots=True)
class Compound:
    """What a step asks of an element: ``names`` (tag, ``.class``, ``#identifier``) and attributes that it has.

    Of each group in ``one_of`` it is at least one, of ``none_of`` none. ``first`` wants the first child.
    """

    names: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str, str], ...] = ()
    one_of: tuple[tuple[Compound, ...], ...] = ()
    none_of: tuple[Compound, ...] = ()
    first: bool = False

    def is_of(self, names: frozenset[str], token: Token, *, first: bool) -> bool:
        """Say whether an element is so."""
        return (
            self.names <= names
            and (first or not self.first)
            and all(_has(token, *one) for one in self.attributes)
            and all(any(one.is_of(names, token, first=first) for one in group) for group in self.one_of)
            and not any(one.is_of(names, token, first=first) for one in self.none_of)
        )


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector: what is asked of each element, each with the sign that ties it to the one before (none, first)."""

    steps: tuple[tuple[str, Compound], ...]
    specificity: Specificity


def selectors(written: str) -> Iterator[tuple[str, Selector | None]]:
    """Give the selectors that stand before the declarations of a rule, as written, and None for one not understood."""
    for one in _ONE.findall(written):
        yield one, _selector(one.strip()) if len(one) <= MAX_SELECTOR_CHARS else None


def _selector(written: str) -> Selector | None:
    try:
        [found] = parse(written)
        if found.pseudo_element is not None:
            return None
        return Selector(tuple(reversed([*_steps(found.parsed_tree)])), found.specificity())
    except (SelectorError, LookupError, ValueError):
        return None


def _steps(tree: Tree) -> Iterator[tuple[str, Compound]]:
    """Give the steps of a selector, the last first. Raises LookupError for what is not understood."""
    while isinstance(tree, CombinedSelector):
        yield tree.combinator, _asked(tree.subselector)
        tree = tree.selector
    yield "", _asked(tree)


def _asked(tree: Tree) -> Compound:
    """Give what is asked of one element. Raises LookupError for what is not understood."""
    names: set[str] = set()
    attributes: list[tuple[str, str, str]] = []
    one_of: list[tuple[Compound, ...]] = []
    none_of: list[Compound] = []
    first = False
    while not isinstance(tree, Element):
        if isinstance(tree, Class):
            names.add(f".{tree.class_name}")
        elif isinstance(tree, Hash):
            names.add(f"#{tree.id}")
        elif isinstance(tree, Attrib):
            attributes.append((tree.attrib.lower(), tree.operator, _wanted(tree)))
        elif isinstance(tree, Matching | SpecificityAdjustment):
            one_of.append(tuple(_asked(one) for one in tree.selector_list))
        elif isinstance(tree, Negation):
            none_of.append(_asked(tree.subselector))
        elif isinstance(tree, Pseudo) and tree.ident == "first-child":
            first = True
        else:
            raise LookupError(tree)
        tree = tree.selector
    if tree.element:
        names.add(tree.element.lower())
    return Compound(frozenset(names), tuple(attributes), tuple(one_of), tuple(none_of), first)


def _wanted(tree: Attrib) -> str:
    return "" if tree.value is None else str(tree.value.value)


def _has(token: Token, name: str, operator: str, wanted: str) -> bool:
    """Say whether an element has an attribute of some value, https://www.w3.org/TR/selectors-4/#attribute-selectors."""
    value = token.attribute(name)
    if operator == "exists":
        return bool(value) or token.has_flag(name)
    if operator == "~=":
        return wanted in value.split()
    if operator == "|=":
        return value == wanted or value.startswith(f"{wanted}-")
    if operator == "^=":
        return bool(wanted) and value.startswith(wanted)
    if operator == "$=":
        return bool(wanted) and value.endswith(wanted)
    if operator == "*=":
        return bool(wanted) and wanted in value
    return value == wanted


@dataclass(slots=True)
class Place:
    """What an element is to those in it. Sets of steps are numbers whose bits are steps, those that are met:

    ``met`` by it, ``above`` by it or what it stands in, ``last`` by its last child, ``before`` by any of its children.
    """

    met: int = 0
    above: int = 0
    last: int = 0
    before: int = 0
    empty: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """A step, its ``bit``, that of the step before it, and which selector is met with it (None: it goes on)."""

    asked: Compound
    sign: str
    bit: int
    before: int
    ends: int | None


class Selectors:
    """Says which of some selectors name an element, from what its surroundings have met."""

    def __init__(self, given: Sequence[Selector]) -> None:
        self._named: dict[str, list[_Step]] = {}
        bit = 1
        for place, selector in enumerate(given):
            before = 0
            for number, (sign, asked) in enumerate(selector.steps, 1):
                ends = place if number == len(selector.steps) else None
                key = max(asked.names, key=lambda name: (name[0] in ".#", name), default="*")
                self._named.setdefault(key, []).append(_Step(asked, sign, bit, before, ends))
                before, bit = bit, bit << 1

    def naming(self, token: Token, names: Iterable[str], around: Place) -> tuple[list[int], Place]:
        """Give the places of the selectors that name the element of a start tag, and what it is to those in it.

        ``names`` are its tag, ``.classes`` and ``#identifier``, ``around`` is what it stands in, which learns of it.
        """
        own = frozenset(names)
        met = [
            step for name in (*own, "*") for step in self._named.get(name, ())
            if _follows(step, around) and step.asked.is_of(own, token, first=around.empty)
        ]
        bits = reduce(or_, (step.bit for step in met), 0)
        around.last, around.empty = bits, False
        around.before |= bits
        place = Place(bits, around.above | bits if bits else around.above)
        return sorted(step.ends for step in met if step.ends is not None), place


def _follows(step: _Step, around: Place) -> bool:
    """Say whether the step before is met where the sign of a step wants it: ``around`` is what an element stands in."""
    if not step.sign:
        return True
    where = {" ": around.above, ">": around.met, "+": around.last, "~": around.before}.get(step.sign, 0)
    return bool(step.before & where)
