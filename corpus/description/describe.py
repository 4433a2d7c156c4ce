"""Describing a document: each part from the surest place that says it.

What the user says comes first. Kind and persons stand in the title, or in lines of the head that are worded like
one; the day in a field of the site, title, head or closing lines; signatures of archives in the closing lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from corpus.description.colophon import day_of, signature, signatures
from corpus.description.days import Days, day_of_title, days_in
from corpus.description.rules import description_rules
from corpus.description.title import TitleParts, doctype_of_line, read_title
from corpus.language.words import fold
from corpus.model.blocks import Block, SourceText
from corpus.model.description import DescribedPart, Description, DescriptionBasis
from corpus.names.table import NameTable

FIRST_SITE_YEAR = 1991
"""Nothing was posted before there were sites: an earlier day of a post is that of the document it holds."""

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
    days, day_basis = _day(title, source, stated, head, closing, article=not whole or parts.doctype is None)
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


def _day(
    title: str, source: SourceText, stated: StatedFact, head: Sequence[Block], closing: Sequence[Block], *,
    article: bool,
) -> tuple[Days | None, DescriptionBasis]:
    """Give the day from the surest place.

    A post's own day is that of the document where it is older than sites, or where the post is an article of the
    site; else it is the day of posting, and title, head and closing lines are asked. A head that names several days
    in a row of which the post's is one tells how long the document goes on.
    """
    if stated.day:
        day = date.fromisoformat(stated.day)
        return Days(day, day), "given"
    posted = _iso(source.date)
    in_head = [days for block in head for days in days_in(block.text)]
    if posted and posted.year < FIRST_SITE_YEAR:
        longer = next((days for days in in_head if days.first == posted and days.last > posted), None)
        return (longer, "head") if longer else (Days(posted, posted), "site")
    named = day_of_title(title)
    if named:
        return named, "title"
    if in_head:
        return next((days for days in in_head if days.exact), in_head[0]), "head"
    below = next((found for block in closing if (found := day_of(block.text))), None)
    if below:
        return Days(below, below), "closing"
    return (Days(posted, posted) if posted and article else None), "site"


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


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
