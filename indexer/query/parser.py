"""The query language: a query as typed becomes a tree, with the repairs made.

::

    query  = all { ("OR" | "ИЛИ" | "|") all }
    all    = not { ["AND" | "И"] not }
    not    = { "-" | "NOT" | "НЕ" } near
    near   = part { ("NEAR" | "РЯДОМ") ["/" number] part }
    part   = word ["*" | "~" number] | ["gloss:"] ["~"] '"' words '"' ["~" number] | token query
           | field ":" value | language ":" part | "(" query ")"

Words without quotation marks stand for any of their forms, all in one passage; words joined by a hyphen follow
each other. ``*`` stands for any letters and ``?`` for one, inside words or at the end; ``word~1`` for a word with one
error; ``family:word`` for all words derived from the same stem. ``~"two words"`` is a phrase in any forms, in which
``=word`` is this form. ``gloss:"a phrase"`` may have an
insertion in brackets inside. ``-form:x`` leaves one form out of all words that stand for several. ``ru:(…)`` asks for
passages of which the Russian side, they themselves or their counterparts, answers. Token queries are explained in
:mod:`indexer.query.tokens`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.errors import QueryError
from corpus.frozen import frozen
from corpus.language.words import words
from corpus.limits import MAX_QUERY_CHARS, MAX_QUERY_CLAUSES, MAX_QUERY_DEPTH
from corpus.model.notes import Note
from indexer.query.lexer import Kind, Lexer, Sign
from indexer.query.pasted import mended
from indexer.query.tree import (
    Field,
    Near,
    Node,
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

KEPT_QUERIES = 256
"""Queries kept as read: a page of results reads one several times, and so does each further page and filter."""


@frozen
class Query:
    """A query that was understood. ``str`` of it is the canonical form and reads back to the same tree.

    ``off`` are the forms switched off; the words of the tree know them too.
    """

    root: Node
    repairs: tuple[Note, ...] = ()
    off: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join([str(self.root), *(f"-form:{form}" for form in self.off)])


@lru_cache(KEPT_QUERIES)
def parse(text: str) -> Query:
    """Read a query. Raises QueryError where it is empty, or over a limit; slips are repaired."""
    if len(text) > MAX_QUERY_CHARS:
        raise QueryError(
            Note("query-too-long", length=len(text), most=MAX_QUERY_CHARS), Note("query-shorten"),
        )
    whole, repairs = mended(text)
    signs = _balanced(Lexer(whole, repairs.append).signs(), repairs)
    clauses = sum(sign.kind == "part" for sign in signs)
    if clauses > MAX_QUERY_CLAUSES:
        raise QueryError(
            Note("query-too-many", count=clauses, most=MAX_QUERY_CLAUSES), Note("query-quote-instead"),
        )
    parser = _Parser(signs, repairs)
    root = parser.query()
    if root is None:
        raise QueryError(Note("query-empty"), Note("query-type-words"))
    off = tuple(dict.fromkeys(parser.off))
    return Query(_switched(root, off), tuple(dict.fromkeys(repairs)), off)


def read(text: str, *, glosses: bool = False) -> Query:
    """Read a query, with ``glosses`` so that an insertion in brackets may stand inside every phrase.

    Raises QueryError as :func:`parse` does.
    """
    query = parse(text)
    return replace(query, root=changed(query.root, _with_glosses)) if glosses else query


def _with_glosses(phrase: Phrase) -> Phrase:
    return replace(phrase, gloss=len(phrase.items) > 1)


def _switched(root: Node, off: tuple[str, ...]) -> Node:
    """Tell every word that stands for several which forms are switched off."""

    def change(phrase: Phrase) -> Phrase:
        own = ("exact", "gap", "person")
        return replace(phrase, items=tuple(
            item if item.how in own else item._replace(off=off) for item in phrase.items))

    return changed(root, change) if off else root


def _balanced(signs: Sequence[Sign], repairs: list[Note]) -> list[Sign]:
    """Drop brackets that close nothing, close those left open. Raises QueryError where they are too deep."""
    out: list[Sign] = []
    depth = 0
    for sign in signs:
        if sign.kind == ")" and depth == 0:
            repairs.append(Note("query-bracket-stray"))
            continue
        depth += {"(": 1, ")": -1}.get(sign.kind, 0)
        if depth > MAX_QUERY_DEPTH:
            raise QueryError(Note("query-too-deep", most=MAX_QUERY_DEPTH), Note("query-take-away"))
        out.append(sign)
    if depth:
        repairs.append(Note("query-brackets-closed", count=depth))
    return out + [Sign(")")] * depth


class _Parser:
    """Reads balanced signs; as deep as brackets are, which is bounded."""

    def __init__(self, signs: Sequence[Sign], repairs: list[Note]) -> None:
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
                self._repairs.append(Note("query-near-as-and"))
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
                self._repairs.append(Note("query-side-empty", name=sign.lang))
            return Side(sign.lang, inner) if inner is not None else None
        if not self._take("("):
            return None
        inner = self.query()
        self._take(")")
        if inner is None:
            self._repairs.append(Note("query-brackets-empty"))
        return inner

    def _kind(self) -> Kind | None:
        return self._signs[self._at].kind if self._at < len(self._signs) else None

    def _take(self, kind: Kind) -> Sign | None:
        if self._kind() != kind:
            return None
        self._at += 1
        return self._signs[self._at - 1]

    def _stray(self, kind: Kind) -> None:
        self._repairs.append(Note("query-operator-stray", what=_SHOWN[kind]))
