"""The signs of a query: words, phrases, fields, operators and brackets.

Nothing typed is an error here except limits that are named; what cannot be meant is left out and said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from corpus.limits import MAX_FUZZY, MAX_SLOP
from corpus.model.notes import Note
from indexer.query.items import fuzzy, items
from indexer.query.tree import Field, How, Node, Phrase, QueryWord
from indexer.results import FIELDS

Kind = Literal["part", "(", ")", "or", "and", "not", "near", "side"]

NEAR_GAP = 10
"""Words allowed between two parts where NEAR has no number."""

FIELD_NAMES = {
    **{name: name for name in FIELDS}, "doc": "document", "language": "lang", "person": "person", "form": "form",
    "family": "family",
}
"""Names that may stand before a colon."""

SIDES = ("ru", "en", "de", "fr", "nl")
"""Languages that may stand before a colon: that side of an aligned passage is meant."""

_OPERATORS: dict[str, Kind] = {
    "AND": "and", "И": "and", "OR": "or", "ИЛИ": "or", "NOT": "not", "НЕ": "not",
}
_NEAR = re.compile(r"(?:NEAR|РЯДОМ)(?:/(\d{1,6}))?")
_FIELD = re.compile(r"([A-Za-z]+):(\S*)", re.DOTALL)
_SLOP = re.compile(r"~(\d{1,6})?")
_SPACED = re.compile(r"\s+([^\W_][^\s()|\[\]:\"«»„“”‟~]*)")
_UNSPACED = frozenset({"family", "form", "to", "only", "region"})
"""Fields that a blank behind the colon makes plain words again: they are common in running text."""
_LOWER = {"or": "OR", "and": "AND", "или": "ИЛИ"}
"""Operators written small, which are words: a hint is due. The Russian «и» stands in too many quotations for one."""
_MINUS = "-\u2010\u2011\u2012\u2013\u2212"
_CLOSERS = {
    '"': '"', "«": "»", "»": "«»", "„": "“”‟\"", "“": "”“", "”": "”", "‟": "”‟", "'": "'", "‘": "’‘", "‚": "‘’",
}
_DOUBLE = '"«»„“”‟'
_SINGLE = "'‘‚"
_TOKENS = "[" + _DOUBLE
_NO_MARKS = str.maketrans(dict.fromkeys(_DOUBLE, " "))
# Brackets inside a word belong to it: an abbreviation with one letter in brackets.
_CHUNK = re.compile(rf"(?:(?<=\w)\([^\s()]*\)|[^\s()|{_DOUBLE}])+")


class Sign(NamedTuple):
    """A piece of the query. ``node`` is set where ``kind`` is part; ``gap`` where it is near, ``lang`` where side."""

    kind: Kind
    node: Node | None = None
    gap: int = 0
    lang: str = ""


class Lexer:
    """Cuts a query into signs; ``repairs`` collects what was mended."""

    def __init__(self, text: str, repair: Callable[[Note], None]) -> None:
        self._text = text
        self._repair = repair
        self._at = 0
        self._signs: list[Sign] = []

    def signs(self) -> list[Sign]:
        """Give all signs in order."""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char.isspace():
                self._at += 1
            elif char in "()":
                self._emit(Sign("(" if char == "(" else ")"), 1)
            elif char == "|":
                self._emit(Sign("or"), len(re.match(r"\|+", self._text[self._at :]).group()))  # type: ignore[union-attr]
            elif char in _TOKENS and "[" in self._text and (sequence := self._token_query()):
                self._emit(Sign("part", sequence[0]) if sequence[0] else None, sequence[1])
            elif char in _DOUBLE or (char in _SINGLE and self._single_closes()):
                self._phrase()
            elif char == "~" and self._opens(self._at + 1):
                self._at += 1
                self._phrase("forms")
            elif char in _MINUS and self._negates():
                self._emit(Sign("not"), 1)
            else:
                self._chunk()
        return self._signs

    def _emit(self, sign: Sign | None, width: int) -> None:
        if sign:
            self._signs.append(sign)
        self._at += width

    def _opens(self, at: int) -> bool:
        """Say whether a quotation opens here."""
        return self._text[at : at + 1] in tuple(_DOUBLE)

    def _negates(self) -> bool:
        """Say whether a minus negates what follows: it does at the beginning of a word, and not inside one."""
        before = self._text[self._at - 1] if self._at else " "
        after = self._text[self._at + 1 : self._at + 2]
        return (before.isspace() or before in "(|" or before in _MINUS) and bool(after) and not after.isspace()

    def _single_closes(self) -> bool:
        """Say whether a single quotation mark opens a quotation: it has to close, as it may be an apostrophe."""
        before = self._text[self._at - 1] if self._at else " "
        if not (before.isspace() or before in "(|" or before in _MINUS):
            return False
        signs = re.escape(_CLOSERS[self._text[self._at]])
        return re.compile(rf"[{signs}](?=[\s()|~]|$)").search(self._text, self._at + 1) is not None

    def _token_query(self) -> tuple[Phrase | None, int] | None:
        """Read the token query that begins here, if one does: its phrase and its length."""
        # Loaded late: its patterns are long, and most queries are plain words.
        from indexer.query.tokens import token_query

        return token_query(self._text, self._at, self._repair)

    def _phrase(self, how: How = "exact", gloss: bool = False) -> None:
        """Read quoted words and the distance behind them (``~3``) into one sign."""
        content = self._quoted()
        near = _SLOP.match(self._text, self._at)
        slop = 0
        if near:
            self._at = near.end()
            slop = self._bounded(int(near.group(1) or 0))
        found = items(content, how)
        if found:
            several = len(found) > 1
            self._signs.append(Sign("part", Phrase(found, slop if several else 0, gloss and several)))
        else:
            self._repair(Note("query-quotes-empty"))

    def _quoted(self) -> str:
        """Give what stands in the quotation marks that open here, and go past them."""
        opener = self._text[self._at]
        start = self._at + 1
        ends = [at for sign in _CLOSERS[opener] if (at := self._close(sign, start, opener)) >= 0]
        if not ends and opener in _DOUBLE:
            ends = [at for sign in _DOUBLE if (at := self._text.find(sign, start)) >= 0]
        if not ends:
            self._repair(Note("query-quote-closed"))
        end = min(ends, default=len(self._text))
        self._at = end + 1
        return self._text[start:end]

    def _close(self, sign: str, start: int, opener: str) -> int:
        if opener in _SINGLE:
            found = re.compile(rf"{re.escape(sign)}(?=[\s()|~]|$)").search(self._text, start)
            return found.start() if found else -1
        return self._text.find(sign, start)

    def _bounded(self, gap: int) -> int:
        if gap > MAX_SLOP:
            self._repair(Note("query-distance-cut", gap=gap, most=MAX_SLOP))
        return min(gap, MAX_SLOP)

    def _chunk(self) -> None:
        """Read what stands up to the next space, bracket or quotation mark: an operator, a field, or words.

        Operators are tried first, so that AND is none of the words; fields next, as what stands before a colon may be
        a word where it names no field.
        """
        match = _CHUNK.match(self._text, self._at)
        chunk = match.group() if match else self._text[self._at]
        self._at += len(chunk)
        if chunk in _OPERATORS:
            self._signs.append(Sign(_OPERATORS[chunk]))
            return
        if chunk in _LOWER and self._signs and self._signs[-1].kind in ("part", ")") and self._text[self._at :].strip():
            self._repair(Note("query-lower-operator", word=chunk, sign=_LOWER[chunk]))
        if near := _NEAR.fullmatch(chunk):
            gap = NEAR_GAP if near.group(1) is None else self._bounded(int(near.group(1)))
            self._signs.append(Sign("near", gap=gap))
        elif (field := _FIELD.fullmatch(chunk)) and self._named(field.group(1).lower(), field.group(2)):
            return
        else:
            self._words(chunk)

    def _named(self, name: str, value: str) -> bool:
        """Read what stands after a name and a colon; tell whether the name means anything."""
        if name in SIDES and (value or self._opens(self._at) or self._text[self._at : self._at + 1] in ("(", "~")):
            self._signs.append(Sign("side", lang=name))
            self._at -= len(value)
            return True
        if name == "gloss" and (value == "~" or not value) and self._opens(self._at):
            self._phrase("forms" if value else "exact", gloss=True)
            return True
        return self._field(name, value)

    def _field(self, name: str, value: str) -> bool:
        """Read a value of a field; tell whether the name is one and a value follows."""
        if name not in FIELD_NAMES:
            return False
        if not value and self._opens(self._at):
            value = self._quoted()
        elif not value:
            spaced = _SPACED.match(self._text, self._at)
            if not spaced or name in _UNSPACED or spaced.group(1) in _OPERATORS:
                return False
            value, self._at = spaced.group(1), spaced.end()
            self._repair(Note("query-field-spaced", name=name, value=value))
        value = " ".join(value.translate(_NO_MARKS).split()).casefold()
        if not value:
            self._repair(Note("query-field-empty", name=name))
        elif name == "family":
            found = items(value, "family")
            if found:
                self._signs.append(Sign("part", Phrase(found)))
        elif name == "person":
            self._signs.append(Sign("part", Phrase((QueryWord(value, "person"),))))
        else:
            self._signs.append(Sign("part", Field(FIELD_NAMES[name], value)))
        return True

    def _words(self, chunk: str) -> None:
        """Read a chunk as words; a number behind a tilde is an error allowed in one word, or is left out."""
        body, tilde, number = chunk.rpartition("~")
        if tilde and body and (not number or number.isdigit()):
            if self._fuzzy(body, number):
                return
            self._repair(Note("query-tilde-stray", mark=f"~{number}"))
            chunk = body
        name, colon, _ = chunk.partition(":")
        if colon and name.isalpha() and name.isascii() and not chunk.endswith(":"):
            self._repair(Note("query-field-unknown", name=name))
        found = items(chunk, "forms")
        if found:
            self._signs.append(Sign("part", Phrase(found)))


    def _fuzzy(self, body: str, number: str) -> bool:
        """Read ``word~1``; tell whether it is one word."""
        found = items(body, "exact")
        if len(found) != 1 or found[0].how != "exact":
            return False
        errors = int(number[:6]) if number else 1
        if errors > MAX_FUZZY:
            self._repair(Note("query-errors-cut", errors=errors, most=MAX_FUZZY))
        self._signs.append(Sign("part", fuzzy(found[0].form, errors)))
        return True
