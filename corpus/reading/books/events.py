"""The elements and texts of an XML file, each with its place in the file as received.

The file is read as a stream of tags (:mod:`corpus.reading.html.tokens`) and not by a parser of XML: so every
character keeps its place, and a file that breaks off or is not well formed is read as far as it goes. Entities that a
file declares for itself are put in where a reader gives them (:mod:`corpus.reading.books.entities`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.reading.books.entities import Entities
from corpus.reading.html.tokens import CDATA, Token, tokens

_CDATA_END = len("]]>")


def events(raw: str, entities: Entities | None = None) -> Iterator[Token]:
    """Give starts, ends and texts in order, with ``entities`` in place; an element closed in its own tag gives both.

    ``value`` of a start or end is the name without its prefix, in lower case.
    """
    for token in _with_entities(raw, entities) if entities is not None else tokens(raw, hiding=False):
        if token.kind in ("start", "end"):
            named = replace(token, value=token.value.rpartition(":")[2])
            yield named
            if token.kind == "start" and token.attributes.endswith("/"):
                yield replace(named, kind="end", attributes="")
        elif token.kind == "hidden":
            yield replace(token, kind="text", at=token.at + len(CDATA), end=token.end - _CDATA_END)
        else:
            yield token


def _with_entities(raw: str, entities: Entities) -> Iterator[Token]:
    for token in tokens(raw, hiding=False):
        if token.kind in ("text", "entity"):
            yield from entities.put_in(raw, token)
        else:
            yield token


def local(token: Token, name: str) -> str:
    """Give an attribute whatever prefix its namespace has in this file, empty where there is none."""
    return token.attribute(name, prefixed=False)


def described(raw: str) -> dict[str, str]:
    """Give what a file of metadata says, by the names of its elements; the first of a name counts."""
    out: dict[str, str] = {}
    path: list[str] = []
    for token in events(raw):
        if token.kind == "start":
            path.append(token.value)
        elif token.kind == "end":
            del path[-1:]
        elif path and token.value.strip():
            out.setdefault(path[-1], " ".join(token.value.split()))
    return out
