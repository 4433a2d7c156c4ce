"""The query language: a query as typed becomes a tree, with a reading in words and the repairs made.

::

    query  = all { ("OR" | "ИЛИ" | "|") all }
    all    = not { ["AND" | "И"] not }
    not    = { "-" | "NOT" | "НЕ" } near
    near   = part { ("NEAR" | "РЯДОМ") ["/" number] part }
    part   = word | word "*" | '"' words '"' ["~" number] | field ":" value | "(" query ")"

Words without quotation marks stand for any of their forms, all in one passage; words joined by a hyphen follow
each other. ``*`` stands for any letters and ``?`` for one, inside words or at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import QueryError
from corpus.limits import MAX_QUERY_CHARS, MAX_QUERY_CLAUSES, MAX_QUERY_DEPTH
from indexer.lexer import Kind, Lexer, Sign
from indexer.tree import And, Field, Near, Node, Not, Or, Phrase, both, either, is_placed, without

_SHOWN = {"or": "OR", "and": "AND", "not": "NOT", "near": "NEAR"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood. ``str`` of it is the canonical form and reads back to the same tree."""

    root: Node
    repairs: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.root)

    @property
    def reading(self) -> str:
        """What is searched for, in words, with the repairs."""
        said = describe(self.root)
        return f"{said} [{'; '.join(self.repairs)}]" if self.repairs else said


def parse(text: str) -> Query:
    """Read a query. Raises QueryError where it is empty, or over a limit; slips are repaired."""
    if len(text) > MAX_QUERY_CHARS:
        raise QueryError(
            f"The query has {len(text):,} characters; at most {MAX_QUERY_CHARS:,} are read.",
            "Search for a shorter part of it.",
        )
    repairs: list[str] = []
    signs = _balanced(Lexer(text, repairs.append).signs(), repairs)
    clauses = sum(sign.kind == "part" for sign in signs)
    if clauses > MAX_QUERY_CLAUSES:
        raise QueryError(
            f"The query has {clauses} words and phrases; at most {MAX_QUERY_CLAUSES} are read.",
            "Put a passage in quotation marks to find exactly that.",
        )
    root = _Parser(signs, repairs).query()
    if root is None:
        raise QueryError("The query has no words.", 'Type words, or a "phrase in quotation marks".')
    return Query(root, tuple(dict.fromkeys(repairs)))


def _balanced(signs: Sequence[Sign], repairs: list[str]) -> list[Sign]:
    """Drop brackets that close nothing, close those left open. Raises QueryError where they are too deep."""
    out: list[Sign] = []
    depth = 0
    for sign in signs:
        if sign.kind == ")" and depth == 0:
            repairs.append("left out a bracket that closes nothing")
            continue
        depth += {"(": 1, ")": -1}.get(sign.kind, 0)
        if depth > MAX_QUERY_DEPTH:
            raise QueryError(
                f"The query has more than {MAX_QUERY_DEPTH} brackets inside each other.", "Take some away."
            )
        out.append(sign)
    if depth:
        repairs.append("closed a bracket" if depth == 1 else f"closed {depth} brackets")
    return out + [Sign(")")] * depth


class _Parser:
    """Reads balanced signs; as deep as brackets are, which is bounded."""

    def __init__(self, signs: Sequence[Sign], repairs: list[str]) -> None:
        self._signs = signs
        self._repairs = repairs
        self._at = 0

    def query(self) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self._all()
            if part is not None:
                parts.append(part)
            if not self._take("or"):
                return either(parts) if parts else None
            if part is None or self._kind() in (None, "or", ")"):
                self._stray("or")

    def _all(self) -> Node | None:
        parts: list[Node] = []
        while (kind := self._kind()) not in (None, "or", ")"):
            if kind == "and":
                self._at += 1
                if not parts or self._kind() in (None, "or", ")", "and"):
                    self._stray("and")
            elif (part := self._not()) is not None:
                parts.append(part)
        return both(parts) if parts else None

    def _not(self) -> Node | None:
        negated = 0
        while self._take("not"):
            negated += 1
        part = self._near()
        if part is None and negated:
            self._stray("not")
        return without(part) if part is not None and negated % 2 else part

    def _near(self) -> Node | None:
        while self._take("near"):
            self._stray("near")
        left = self._part()
        while left is not None and (sign := self._take("near")):
            right = self._part()
            if right is None:
                self._stray("near")
            elif is_placed(left) and is_placed(right):
                left = Near(left, right, sign.gap)
            else:
                self._repairs.append("NEAR joins words and phrases only and was read as AND")
                left = both([left, right])
        return left

    def _part(self) -> Node | None:
        if sign := self._take("part"):
            return sign.node
        if not self._take("("):
            return None
        inner = self.query()
        self._take(")")
        if inner is None:
            self._repairs.append("left out empty brackets")
        return inner

    def _kind(self) -> Kind | None:
        return self._signs[self._at].kind if self._at < len(self._signs) else None

    def _take(self, kind: Kind) -> Sign | None:
        if self._kind() != kind:
            return None
        self._at += 1
        return self._signs[self._at - 1]

    def _stray(self, kind: Kind) -> None:
        self._repairs.append(f"left out {_SHOWN[kind]}, which joins nothing")


def describe(node: Node) -> str:
    """Say in English what a node asks for."""
    match node:
        case Phrase():
            return _describe_phrase(node)
        case Near():
            return f"{describe(node.left)} within {node.gap} words of {describe(node.right)}"
        case Field():
            return f"{node.name} is {node.value}"
        case Not():
            return f"without {describe(node.part)}"
        case And():
            return ", and ".join(describe(part) for part in node.parts)
        case Or():
            return "(" + " or ".join(describe(part) for part in node.parts) + ")"


def _describe_phrase(phrase: Phrase) -> str:
    shown = " ".join(item.form for item in phrase.items)
    if not phrase.quoted:
        patterns = any(item.how == "pattern" for item in phrase.items)
        return f"words like “{shown}”" if patterns else f"any form of “{shown}”"
    if phrase.slop:
        return f"“{shown}” with at most {phrase.slop} words between"
    return f"exactly “{shown}”"
