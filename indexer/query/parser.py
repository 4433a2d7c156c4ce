"""The query language: a query as typed becomes a tree, with a reading in words and the repairs made.

::

    query  = all { ("OR" | "ИЛИ" | "|") all }
    all    = not { ["AND" | "И"] not }
    not    = { "-" | "NOT" | "НЕ" } near
    near   = part { ("NEAR" | "РЯДОМ") ["/" number] part }
    part   = word ["*" | "~" number] | ["gloss:"] ["~"] '"' words '"' ["~" number] | token query
           | field ":" value | language ":" part | "(" query ")"

Words without quotation marks stand for any of their forms, all in one passage; words joined by a hyphen follow
each other. ``*`` stands for any letters and ``?`` for one, inside words or at the end; ``word~1`` for a word with one
error. ``~"two words"`` is a phrase in any forms, in which ``=word`` is this form. ``gloss:"a phrase"`` may have an
insertion in brackets inside. ``-form:x`` leaves one form out of all words that stand for several. ``ru:(…)`` asks for
passages of which the Russian side, they themselves or their counterparts, answers. Token queries are explained in
:mod:`indexer.query.tokens`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.errors import QueryError
from corpus.language.words import words
from corpus.limits import MAX_QUERY_CHARS, MAX_QUERY_CLAUSES, MAX_QUERY_DEPTH
from indexer.query.lexer import Kind, Lexer, Sign
from indexer.query.tree import (
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    QueryWord,
    Side,
    both,
    changed,
    either,
    is_placed,
    without,
)

_SHOWN = {"or": "OR", "and": "AND", "not": "NOT", "near": "NEAR"}

FORMS_SAID = 8
"""Forms of a word that a reading lists at most."""

KEPT_QUERIES = 256
"""Queries kept as read: a page of results reads one several times, and so does each further page and filter."""

_LANGUAGES = {"ru": "Russian", "en": "English", "de": "German", "fr": "French", "nl": "Dutch"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood. ``str`` of it is the canonical form and reads back to the same tree.

    ``off`` are the forms switched off; the words of the tree know them too.
    """

    root: Node
    repairs: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join([str(self.root), *(f"-form:{form}" for form in self.off)])

    @property
    def reading(self) -> str:
        """What is searched for, in words, with the repairs."""
        return self.said({})

    def said(self, forms: Mapping[str, Sequence[str]]) -> str:
        """Say what is searched for, in words, with the repairs; ``forms`` are those to be listed for a word."""
        text = describe(self.root, forms)
        if self.off:
            text += ", without the form " + ", ".join(f"“{form}”" for form in self.off)
        return f"{text} [{'; '.join(self.repairs)}]" if self.repairs else text


@lru_cache(KEPT_QUERIES)
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
    parser = _Parser(signs, repairs)
    root = parser.query()
    if root is None:
        raise QueryError("The query has no words.", 'Type words, or a "phrase in quotation marks".')
    off = tuple(dict.fromkeys(parser.off))
    return Query(_switched(root, off), tuple(dict.fromkeys(repairs)), off)


def _switched(root: Node, off: tuple[str, ...]) -> Node:
    """Tell every word that stands for several which forms are switched off."""

    def change(phrase: Phrase) -> Phrase:
        own = ("exact", "gap", "person")
        return replace(phrase, items=tuple(
            item if item.how in own else replace(item, off=off) for item in phrase.items))

    return changed(root, change) if off else root


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
        self.off: list[str] = []

    def query(self) -> Node | None:
        """Read parts joined by OR, up to a closing bracket or the end; None where there is none."""
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
        """Read parts that all must hold, joined by AND or by nothing."""
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
        """Read a part with the signs of negation before it; two of them are none."""
        negated = 0
        while self._take("not"):
            negated += 1
        if negated % 2 and (form := self._form()):
            self.off += form
            return None
        part = self._near()
        if part is None and negated:
            self._stray("not")
        return without(part) if part is not None and negated % 2 else part

    def _near(self) -> Node | None:
        """Read parts joined by NEAR, from left to right; parts without places are joined by AND, and that is said."""
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

    def _form(self) -> list[str]:
        """Read ``form:x`` where it stands next; give its words."""
        node = self._signs[self._at].node if self._kind() == "part" else None
        if not isinstance(node, Field) or node.name != "form":
            return []
        self._at += 1
        return [word.form for word in words(node.value)]

    def _part(self) -> Node | None:
        """Read one part: words, a field, a side in brackets or a group; None where none stands here."""
        if form := self._form():
            return Phrase(tuple(map(QueryWord, form)))
        if sign := self._take("part"):
            return sign.node
        if sign := self._take("side"):
            inner = self._part()
            if inner is None:
                self._repairs.append(f"left out {sign.lang}:, which has no words")
            return Side(sign.lang, inner) if inner is not None else None
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


def describe(node: Node, forms: Mapping[str, Sequence[str]] | None = None) -> str:
    """Say in English what a node asks for; ``forms`` are those to be listed for a word."""
    known = forms or {}
    match node:
        case Phrase():
            return _describe_phrase(node, known)
        case Near():
            return f"{describe(node.left, known)} within {node.gap} words of {describe(node.right, known)}"
        case Field():
            return f"{node.name} is {node.value}"
        case Side():
            side = f"on the {_LANGUAGES[node.lang]} side"
            return f"{'not ' * node.absent}{side} {describe(node.part, known)}"
        case Not():
            return f"without {describe(node.part, known)}"
        case And():
            return ", and ".join(describe(part, known) for part in node.parts)
        case Or():
            return "(" + " or ".join(describe(part, known) for part in node.parts) + ")"


def _describe_phrase(phrase: Phrase, forms: Mapping[str, Sequence[str]]) -> str:
    after = " with at most one insertion in brackets" if phrase.gloss else ""
    if not (replace(phrase, gloss=False) if phrase.gloss else phrase).plain:
        said = " followed by ".join(_describe_item(item, forms) for item in phrase.items)
        return said + (f" with at most {phrase.slop} words between" if phrase.slop else "") + after
    shown = " ".join(item.form for item in phrase.items)
    if not phrase.quoted:
        patterns = any(item.how == "pattern" for item in phrase.items)
        listed = "; ".join(filter(None, (_listed(item, forms) for item in phrase.items)))
        return f"words like “{shown}”" if patterns else f"any form of “{shown}”{f': {listed}' if listed else ''}"
    if phrase.slop:
        return f"“{shown}” with at most {phrase.slop} words between{after}"
    return f"exactly “{shown}”{after}"


def _describe_item(item: QueryWord, forms: Mapping[str, Sequence[str]]) -> str:
    match item.how:
        case "exact":
            return f"exactly “{item.form}”"
        case "pattern":
            return f"a word like “{item.form}”"
        case "fuzzy":
            return f"a word like “{item.form}” with at most {item.high} errors"
        case "person":
            return f"the person “{item.form}”"
        case "gap":
            return f"{item.low} words" if item.low == item.high else f"{item.low} to {item.high} words"
        case _:
            listed = _listed(item, forms)
            return f"any form of “{item.form}”{f' ({listed})' if listed else ''}"


def _listed(item: QueryWord, forms: Mapping[str, Sequence[str]]) -> str:
    held = forms.get(item.form, ())
    return ", ".join(held[:FORMS_SAID]) + (" …" if len(held) > FORMS_SAID else "")
