"""Describing a document: each part from the surest place that says it.

What the user says comes first. Kind and persons stand in the title, or in lines of the head that are worded like
one; the day in a field of the site, title, head or closing lines; signatures of archives in the closing lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.description.colophon import signature, signatures
from corpus.description.dating import DatedPlaces, dated
from corpus.description.rules import description_rules
from corpus.description.title import TitleParts, doctype_of_line, read_title
from corpus.language.words import fold
from corpus.model.blocks import Block, SourceText
from corpus.model.description import DescribedPart, Description, DescriptionBasis
from corpus.names.table import NameTable

HEAD_BLOCKS = 14
"""Paragraphs of a head at most: stamps, the office, whom it goes to, kind, name and day."""

HEAD_CHARS = 200
"""A longer paragraph is running text, with which the head ends."""

CLOSING_BLOCKS = 12
"""Paragraphs at the end in which closing lines are looked for, notes apart."""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """What the user or the site says of a text besides the text itself; ``day`` is an ISO date."""

    day: str | None = None
    collections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    year: int | None = None


def describe(source: SourceText, title: str, stated: StatedFact, table: NameTable, *, whole: bool) -> Description:
    """Describe a document by its title, the text and what is stated of it.

    ``whole`` False leaves head and closing lines aside, as in a text that quotes other documents.
    """
    collections = stated.collections or source.collections
    head = _head(source.blocks) if whole else []
    closing = _closing(source.blocks) if whole else []
    parts, basis = _title_parts(title, head, collections, table)
    found: dict[DescribedPart, tuple[object, DescriptionBasis]] = {
        "doctype": (parts.doctype, basis), "authors": (parts.authors, basis), "addressees": (parts.addressees, basis),
        "questioned": (parts.questioned, basis), "collections": (collections, "site"),
        "tags": (stated.tags or source.tags, "site"), "archives": (_archives(closing), "closing"),
    }
    days, day_basis = dated(DatedPlaces(
        title, stated.day, source.date, [block.text for block in head], [block.text for block in closing],
        (*collections, *(stated.tags or source.tags)), stated.year, article=not whole or parts.doctype is None))
    if days:
        found["day"] = (days, day_basis)
    return Description(
        parts.doctype, days.first.isoformat() if days else None, days.last.isoformat() if days else None, parts.authors,
        parts.addressees, parts.questioned, collections, stated.tags or source.tags, _archives(closing),
        bases=tuple((part, of) for part, (value, of) in found.items() if value), bound=days.bound if days else None,
    )


def _title_parts(
    title: str, head: Sequence[Block], collections: Sequence[str], table: NameTable
) -> tuple[TitleParts, DescriptionBasis]:
    """Read the title; where it says nothing, the lines of the head, and then what the collection is."""
    parts = read_title(title, table)
    if parts.doctype:
        return parts, "title"
    for block in head:
        if doctype_of_line(block.text):
            return read_title(block.text, table), "head"
    kinds = description_rules().collections
    of_site = next((kinds[fold(name)] for name in collections if fold(name) in kinds), None)
    return TitleParts(of_site), "site"


def _head(blocks: Sequence[Block]) -> list[Block]:
    """Give the short paragraphs before the running text, the title of the post apart."""
    out: list[Block] = []
    for block in islice(_running(blocks), HEAD_BLOCKS):
        if len(block.text) > HEAD_CHARS:
            break
        out.append(block)
    return out


def _closing(blocks: Sequence[Block]) -> list[Block]:
    return list(_running(blocks))[-CLOSING_BLOCKS:]


def _running(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the paragraphs with words; a rule above notes ends them."""
    for block in blocks:
        if block.kind == "rule":
            return
        if block.text.strip() and block.kind != "note" and block.level != 1:
            yield block


def _archives(closing: Sequence[Block]) -> tuple[str, ...]:
    """Give the signatures of paragraphs that begin with one: others stand in a sentence that cites another document."""
    beginning = (block for block in closing if (first := signature(block.text)) and _begins(block.text, first))
    return tuple(dict.fromkeys(found for block in beginning for found in signatures(block.text)))


def _begins(text: str, first: str) -> bool:
    return " ".join(text.split()).startswith(first)
