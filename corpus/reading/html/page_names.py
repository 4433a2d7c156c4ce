"""Pages that only markup tells: ``<a id="page_31"></a>``, ``<pb n="31"/>``, ``<!-- page 31 -->``, ``data-page="31"``.

One such name may be the top of a part of a site, and a number in an element may cite a page: they are pages only where
they count on. Comments and page breaks say what they are, and may leap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.language.page_labels import BACK, CALLED, FRONT, LABEL, follow, labelled, rise
from corpus.language.page_signs import PageSigns
from corpus.model.notes import Note
from corpus.reading.html.semantics import PAGES, roles
from corpus.reading.html.small_numbers import small_label, small_numbers
from corpus.reading.html.tokens import Token

FEWEST = 3
"""Names that count pages, at least."""
MOST_FIGURES = 4
"""Figures of the number of a page."""

_NUMBER = rf"(?P<label>{LABEL})"
_COMMENT = re.compile(
    rf"<!--\s{{0,9}}(?:(?:begin|start|pb|начало)\w{{0,4}}\s)?(?:of\s)?[\[(|=-]{{0,3}}\s?(?:{CALLED})?{_NUMBER}\s?[\])|=-]{{0,3}}"
    r"(?:\s(?:begin|start|начина)\w{0,5})?\s{0,9}-->", re.IGNORECASE)
_INSTRUCTION = re.compile(
    rf"<\?(?:pb|page|page-?break)\s{{1,9}}(?:\w{{1,9}}\s?=\s?)?[\"']?(?:{CALLED})?{_NUMBER}\b[^<>]{{0,200}}>",
    re.IGNORECASE)
_TAG = re.compile(
    r"<(?P<tag>a|span|div|section|article|p|hr|img|pb|small|sup|mark|b|i|em|strong|h[1-6])\s(?P<attributes>[^<>]{1,400})>"
    r"(?P<empty>\s{0,5}</(?:a|span|div|p|pb|small|sup|b|i)>)?", re.IGNORECASE)
_WORDS = re.compile(rf"\s{{0,5}}(?:{CALLED})?{_NUMBER}\s{{0,5}}</(?P<tag>\w{{1,6}})>", re.IGNORECASE)
"""The number of a page alone in its element; what stands in brackets says it in any text."""
_NAME = re.compile(
    rf"(?P<word>page|pg|p|стр|с|folio|fol|f|leaf|лист|л)[._-]?(?P<label>\d{{1,4}}(?:{BACK}|{FRONT})?|(?<=[._-])[ivxlc]{{1,8}})",
    re.IGNORECASE)
_CALLED = re.compile(rf"(?:{CALLED}){_NUMBER}", re.IGNORECASE)
_ALONE = re.compile(rf"(?:{CALLED})?{_NUMBER}", re.IGNORECASE)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:pages?|pb|pg|pageref|page-?break|page-?num(?:ber)?|page-?no|folio|stranica|str|стр)(?:$|[\s_-])",
    re.IGNORECASE)
_NUMBERED = re.compile(r"\s{0,5}[\[(]?\d")
_LINKED = re.compile(r"href\s?=\s?[\"']?#\d", re.IGNORECASE)
"""A link to a number: to a note, or back from it."""
_DATA = ("data-page", "data-page-number", "data-pagenumber", "data-pagenum", "data-page-num", "data-page-no", "data-pb",
         "data-page-label")
_SCAN = re.compile(r"leaf[_-]?0*\d{1,4}", re.IGNORECASE)
_LEAPING = frozenset({"comment", "break", "role"})
"""Ways that say that a page begins, and so may leave pages out."""


@dataclass(frozen=True, slots=True)
class NamedPage:
    """Markup at raw[start:end] that names a page; ``words`` says that the words in its element only number it.

    ``called`` is what its number is called.
    """

    start: int
    end: int
    label: str
    way: str
    words: bool = False
    called: str = ""


NOWHERE = NamedPage(0, 0, "", "")
"""What names no page."""


def named_pages(raw: str) -> tuple[NamedPage, ...]:
    """Give the pages that markup names, of the way that is the surest and counts; none where they do not rise."""
    found = [*_comments(raw), *_tags(raw), *_set_small(raw)]
    for way in ("break", "comment", "role", "data", "words", "page", "p", "number", "small"):
        named = [one for one in found if one.way == way]
        labels = [label for label, _ in groupby(one.label for one in named)]
        if len(labels) < FEWEST or not (rise(labels) if way in _LEAPING else follow(labels)):
            continue
        # Paragraphs are named ``p1`` too, and notes by their number alone: such names count from more than one.
        if way in ("p", "number", "small") and (labels[0] == "1" or (way == "number" and _LINKED.search(raw))):
            continue
        if all(map(_is_scan, named)):
            continue
        called = labelled([(one.called, one.label) for one in named])
        return tuple(replace(one, label=label) for one, label in zip(named, called, strict=True))
    return ()


def scans_named(raw: str) -> Note | None:
    """Say that markup names the pictures of a scan, ``leaf12``, None where it names no others or none.

    archive.org numbers them so (https://archive.org/developers/): they are no leaves of the print, which have sides.
    """
    scans = [one for one in _tags(raw) if _is_scan(one)] if _SCAN.search(raw) else []
    return Note("scan-numbers", mark=f"{scans[0].called}{scans[0].label}", count=len(scans)) if scans else None


def _is_scan(named: NamedPage) -> bool:
    return _SCAN.fullmatch(f"{named.called}{named.label}") is not None


def page_markup(raw: str) -> PageSigns | None:
    """Give the markup of pages in a plain text, which writers set there by hand; None where there is none."""
    named = named_pages(raw) if "<" in raw else ()
    if not named:
        return None
    return PageSigns(tuple((one.start, one.end) for one in named), tuple(one.label for one in named), clear=True)


def _comments(raw: str) -> Iterator[NamedPage]:
    for way, pattern in (("comment", _COMMENT), ("break", _INSTRUCTION)):
        for found in pattern.finditer(raw):
            yield NamedPage(*found.span(), _bare(found["label"]), way, called=_before(found))


def _tags(raw: str) -> Iterator[NamedPage]:
    for found in _TAG.finditer(raw):
        token = Token("start", found["tag"].lower(), found.start(), found.end(), found["attributes"].rstrip("/"))
        yield from _ways_of(raw, found, token)


def _set_small(raw: str) -> Iterator[NamedPage]:
    for found in small_numbers(raw):
        label = small_label(found)
        yield NamedPage(*found.span(), _bare(label), "small", words=True, called=found.group().partition(label)[0])


def _ways_of(raw: str, found: re.Match[str], token: Token) -> Iterator[NamedPage]:
    """Give what one tag names, in all ways."""
    span, empty = found.span(), bool(found["empty"])
    if token.value == "pb":
        if named := _ALONE.fullmatch(token.attribute("n").strip()):
            yield _with_name(span, named, "break")
        return
    said = (token.attribute(name) for name in ("title", "aria-label", "id", "name"))
    is_break = not roles(token).isdisjoint(PAGES)
    for text in said if is_break else ():
        if named := _ALONE.fullmatch(text.strip()) or _NAME.fullmatch(text.strip()):
            yield _with_name(span, named, "role")
            return
    for name in _DATA:
        if named := _ALONE.fullmatch(token.attribute(name).strip()):
            yield _with_name(span, named, "data")
            return
    classed = bool(_CLASS.search(token.attribute("class")))
    words = _WORDS.match(raw, found.end()) if classed and not empty else None
    if words and words["tag"].lower() == token.value:
        yield NamedPage(found.start(), words.end(), _bare(words["label"]), "words", words=True, called=_before(words))
    # An anchor before the number that it names is told by that: see mixed_marks.
    elif not _NUMBERED.match(raw, found.end()):
        yield from _by_name(span, token, empty=empty or token.value == "hr", classed=classed)


def _by_name(span: tuple[int, int], token: Token, *, empty: bool, classed: bool) -> Iterator[NamedPage]:
    """Give what the name or title of an element calls a page; only where it is ``empty`` may that be a mere number."""
    for name in ("id", "name", "title"):
        given = token.attribute(name).strip()
        if found := _NAME.fullmatch(given):
            long = len(found["word"]) > 1
            if long or empty:
                yield _with_name(span, found, "page" if long else "p")
            return
        if empty and (name == "title" or classed) and (found := (_ALONE if classed else _CALLED).fullmatch(given)):
            yield _with_name(span, found, "page")
            return
        if empty and given.isdecimal() and len(given) <= MOST_FIGURES:
            yield NamedPage(*span, _bare(given), "number")
            return


def _with_name(span: tuple[int, int], found: re.Match[str], way: str) -> NamedPage:
    return NamedPage(*span, _bare(found["label"]), way, called=_before(found))


def _before(found: re.Match[str]) -> str:
    return found.string[found.start() : found.start("label")]


def _bare(label: str) -> str:
    return label.lstrip("0") or label
