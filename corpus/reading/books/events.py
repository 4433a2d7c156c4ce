"""The elements and texts of an XML file, each with its place in the file as received.

The file is read as a stream of tags (:mod:`corpus.reading.html.tokens`) and not by a parser of XML: so every
character keeps its place, a file that breaks off or is not well formed is read as far as it goes, and entities that a
file declares for itself are never expanded (https://en.wikipedia.org/wiki/Billion_laughs_attack).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_NESTED
from corpus.reading.html.tokens import CDATA, Token, tokens

_CDATA_END = len("]]>")


def refuse_nested(path: Sequence[str], file: str) -> None:
    """Raise SourceRefusedError where more elements stand within each other than any document has."""
    if len(path) > MAX_NESTED:
        raise SourceRefusedError(f"{file} has more than {MAX_NESTED:,} elements within each other.",
                                 "It may be damaged or made to do harm; save it again with another program.")


def events(raw: str) -> Iterator[Token]:
    """Give starts, ends and texts in order; an element closed in its own tag gives both.

    ``value`` of a start or end is the name without its prefix, in lower case.
    """
    for token in tokens(raw, hiding=False):
        if token.kind in ("start", "end"):
            named = replace(token, value=token.value.rpartition(":")[2])
            yield named
            if token.kind == "start" and token.attributes.endswith("/"):
                yield replace(named, kind="end", attributes="")
        elif token.kind == "hidden":
            yield replace(token, kind="text", at=token.at + len(CDATA), end=token.end - _CDATA_END)
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
