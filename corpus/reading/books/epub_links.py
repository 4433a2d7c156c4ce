"""What the parts of an e-book say of each other by their links: where printed pages begin, and what are notes.

Pages stand in the list of pages of the navigation document (https://www.w3.org/TR/epub-33/#sec-nav-pagelist) or of the
NCX (http://www.daisy.org/z3986/2005/Z3986-2005.html), notes are what marks in the text lead to. Names are those of the
parts in the archive.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from corpus.language.page_labels import as_label
from corpus.reading.books.events import events, local
from corpus.reading.html.tokens import decoded

_LISTS = frozenset({"page-list", "doc-pagelist"})
_MARK = re.compile(
    r"""(?P<before>.)?(?P<sup><sup\b[^<>]{0,200}>\s{0,5})?<a\s(?P<a>[^<>]{0,500}?)href\s*=\s*["'](?P<href>[^"'<>]{1,400})["']"""
    r"""(?P<z>[^<>]{0,500})>(?P<in>\s{0,5}<sup\b[^<>]{0,200}>)?\s{0,5}(?P<label>[\[({]?(?:\d{1,3}|\*{1,3}|[†‡])[\])}]?)\s{0,5}<""",
    re.I | re.S)
_PLACE = re.compile(r"""\b(?:id|name)\s?=\s?["']([^"'<>]{1,200})["']""", re.I)
_NAMED = re.compile(r"note", re.I)


def resolved(folder: str, href: str) -> str:
    """Give the name that an address means, relative to a folder of the archive."""
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def target_of(part: str, href: str) -> tuple[str, str]:
    """Give the part and the place in it that a link in a part leads to."""
    path, _, name = href.partition("#")
    return (resolved(posixpath.dirname(part), path) if path else part), unquote(name)


def listed_pages(raw: str, part: str) -> Iterator[tuple[str, str, str]]:
    """Give part, place in it (empty: its beginning) and label of each page that a navigation document or NCX lists."""
    path: list[str] = []
    depth = 0
    href, label = "", ""
    for token in events(raw):
        name = token.value
        if token.kind == "start":
            path.append(name)
            if name == "nav" and _LISTS & {*local(token, "type").split(), *local(token, "role").split()}:
                depth = len(path)
            if name == "pagetarget" or (name == "a" and depth):
                href, label = local(token, "href"), ""
            elif name == "content" and "pagetarget" in path:
                href = local(token, "src")
        elif token.kind == "end":
            if name in ("a", "pagetarget") and href and label:
                yield *target_of(part, href), as_label(label)
                href = label = ""
            depth = 0 if name == "nav" else depth
            del path[-1:]
        elif href or "pagetarget" in path:
            label = " ".join(f"{label}{token.value}".split())


def notes_led_to(chapters: Sequence[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Give for each chapter, as name and text, the places in it that marks of notes in the text before them lead to.

    A mark is raised, called a note, in brackets, or stands directly behind a word; a number that begins a line leads to
    a chapter, and one that leads back is the note's own.
    """
    places = {name: number for number, (name, _) in enumerate(chapters)}
    out: dict[str, set[str]] = {name: set() for name in places}
    for number, (chapter, raw) in enumerate(chapters):
        own = {found[1]: found.start() for found in _PLACE.finditer(raw)}
        for found in _MARK.finditer(raw):
            part, name = target_of(chapter, decoded(found["href"]))
            if name and places.get(part, -1) >= number and _is_mark(found) and not (
                part == chapter and own.get(name, -1) < found.start()
            ):
                out[part].add(name)
    return {name: frozenset(led) for name, led in out.items()}


def _is_mark(found: re.Match[str]) -> bool:
    behind = (found["before"] or ">") not in ">" and not (found["before"] or "").isspace()
    return bool(found["sup"] or found["in"] or behind or found["label"][0] in "[({*†‡"
                or _NAMED.search(found["a"] + found["z"]))


def pages_by_part(pages: Iterator[tuple[str, str, str]]) -> Mapping[str, dict[str, str]]:
    """Give the labels of pages by part and place."""
    out: dict[str, dict[str, str]] = {}
    for part, place, label in pages:
        out.setdefault(part, {}).setdefault(place, label)
    return out
