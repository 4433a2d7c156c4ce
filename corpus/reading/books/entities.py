"""Entities that an XML file declares for itself, put in place of what refers to them, within limits.

Format: https://www.w3.org/TR/xml/#sec-entity-decl. Nothing is read from other files: what an entity would bring from
one is missing, and said to be. What expands beyond measure is refused
(https://en.wikipedia.org/wiki/Billion_laughs_attack).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_EXPANDED_CHARS, MAX_EXPANDED_DEPTH
from corpus.model.notes import Note
from corpus.reading.doctype import subset_of
from corpus.reading.html.tokens import Token, tokens

NAME_CHARS = 200
"""Characters of a name in a doubt, at most."""

_DECLARATION = re.compile(
    r"""(?P<comment><!--|<\?)|<!ENTITY\s++(?P<name>[^\s%"'<>&;]{1,100})\s++"""
    r"""(?:"(?P<a>[^"]*+)"|'(?P<b>[^']*+)'|(?:SYSTEM|PUBLIC\s++(?:"[^"]*+"|'[^']*+'))\s++["'](?P<file>[^"'<>]{1,400}))""")
_REFERENCE = re.compile(r"&([^\s&;<>#%\"']{1,100});")
_NUMERIC = re.compile(r"&#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});")


class Entities:
    """The entities of one file.

    ``missing`` names the files whose text was referred to and is not here, and the entities that the file does not
    declare, nor HTML either, which stand in the text as they are written.
    """

    def __init__(self, raw: str, file: str) -> None:
        self._file = file
        self._values: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._expanded = 0
        self.missing: dict[str, None] = {}
        for name, value, other in _declared(subset_of(raw)):
            if other is not None:
                self._files.setdefault(name, other)
            else:
                self._values.setdefault(name, value)  # the first declaration binds (XML, 4.2)

    @property
    def doubts(self) -> tuple[Note, ...]:
        """What is missing, to be told."""
        return tuple(Note("part-missing", name=name[:NAME_CHARS]) for name in self.missing)

    def put_in(self, raw: str, token: Token) -> Iterator[Token]:
        """Give a text or entity with what it refers to in its place; what that has bears the place of the reference."""
        written = raw[token.at : token.end] if token.kind == "entity" else token.value
        place = 0
        for found in _REFERENCE.finditer(written):
            name = found.group(1)
            if name not in self._values:
                if name in self._files or f"{name};" not in html5:
                    self.missing[self._files.get(name, found.group())] = None
                continue
            if found.start() > place:
                yield replace(token, value=written[place : found.start()], at=token.at + place,
                              end=token.at + found.start())
            yield from self._expansion(name, token.at + found.start(), token.at + found.end())
            place = found.end()
        if not place:
            yield token
        elif place < len(written):
            yield replace(token, value=written[place:], at=token.at + place)

    def _expansion(self, name: str, at: int, end: int) -> Iterator[Token]:
        """Give the tokens that an entity stands for, its words one by one."""
        value = self._whole_value(name, 0)
        self._count(len(value))
        for token in tokens(value, hiding=False):
            if token.kind in ("text", "entity"):
                for number, word in enumerate(re.split(r"(\s+)", token.value)):
                    if word:
                        yield Token("entity", " " if number % 2 else word, at, end)
            else:
                yield replace(token, at=at, end=end)

    def _whole_value(self, name: str, depth: int) -> str:
        """Give the text of an entity with those within it in their places."""
        if name not in self._whole:
            if depth > MAX_EXPANDED_DEPTH:
                raise self._refused()
            pieces, place, size = [], 0, 0
            value = self._values[name]
            for found in _REFERENCE.finditer(value):
                if found.group(1) in self._values:
                    pieces += [value[place : found.start()], self._whole_value(found.group(1), depth + 1)]
                    place = found.end()
                    size += len(pieces[-1])
                    if size > MAX_EXPANDED_CHARS:
                        raise self._refused()
            self._whole[name] = "".join([*pieces, value[place:]])
        return self._whole[name]

    def _count(self, size: int) -> None:
        self._expanded += size
        if self._expanded > MAX_EXPANDED_CHARS:
            raise self._refused()

    def _refused(self) -> SourceRefusedError:
        return SourceRefusedError(Note("entities-expand", name=self._file), Note("save-expanded"))


def _declared(subset: str) -> Iterator[tuple[str, str, str | None]]:
    """Give name, value and other file of each general entity that is declared outside comments."""
    place = 0
    while found := _DECLARATION.search(subset, place):
        place = found.end()
        if found["comment"]:
            close = subset.find("-->" if found["comment"] == "<!--" else "?>", place)
            if close < 0:
                return
            place = close
        else:
            value = found["a"] if found["a"] is not None else found["b"]
            # Characters by their numbers count at once, so that &#38; may begin a reference (XML, 4.4.5).
            yield found["name"], _NUMERIC.sub(lambda one: html.unescape(one.group()), value or ""), found["file"]
