"""Posts as the JSON interface of WordPress gives them, with offsets into the JSON file.

Format: https://developer.wordpress.org/rest-api/reference/posts/ — a list of posts or one post, each with
``title.rendered``, ``content.rendered`` (HTML), ``slug``, ``link`` and ``date``; the names of its categories and tags
where they were asked for (``_embed``), else as the classes of its page have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap, TextBuilder
from corpus.reading.html.page import read_html

_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_PLAIN = re.compile(r'[^"\\]+')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class _Located(str):
    """A string of the JSON file that knows where its literal begins."""

    at: int


def _parse_string(raw: str, begin: int, strict: bool = True) -> tuple[_Located, int]:
    value, end = json.decoder.scanstring(raw, begin, strict)  # type: ignore[attr-defined]
    located = _Located(value)
    located.at = begin
    return located, end


class _Decoder(json.JSONDecoder):
    """The standard decoder in its pure-Python form, which lets strings remember their place.

    It takes a line feed within a string, as which a line separator of Unicode is decoded, which JSON allows there.
    """

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.parse_string = _parse_string
        self.scan_once = py_make_scanner(self)


def literal_offsets(raw: str, begin: int) -> tuple[str, OffsetMap]:
    """Decode the JSON string literal whose first character after the quote is raw[begin], with its map."""
    builder = TextBuilder()
    place = begin
    while True:
        plain = _PLAIN.match(raw, place)
        builder.add(plain.group() if plain else "", place)
        place = plain.end() if plain else place
        found = _ESCAPE.match(raw, place)
        if found is None:
            return builder.build()
        place = _add_escape(builder, raw, found)


def _add_escape(builder: TextBuilder, raw: str, found: re.Match[str]) -> int:
    """Add what a JSON escape stands for, two of them where they are one character; give where the text goes on."""
    code, short = found.groups()
    end = found.end()
    if short:
        builder.add(_SHORT.get(short, short), found.start(), end - found.start())
        return end
    value = int(code, 16)
    low = _ESCAPE.match(raw, end) if 0xD800 <= value < 0xDC00 else None
    if low and low.group(1) and 0xDC00 <= int(low.group(1), 16) < 0xE000:
        value = 0x10000 + ((value - 0xD800) << 10) + int(low.group(1), 16) - 0xDC00
        end = low.end()
    builder.add(_sound(chr(value)), found.start(), end - found.start())
    return end


def read_posts(raw: str, file: str) -> list[SourceText]:
    """Read every post of the file. Raises SourceRefusedError where it holds none."""
    try:
        data, end = _Decoder().raw_decode(raw, len(raw) - len(raw.lstrip("\ufeff \t\r\n")))
        if raw[end:].strip():
            raise ValueError(f"something follows its end at character {end}")
    except (ValueError, RecursionError) as error:
        raise SourceRefusedError(Note("json-unsound", name=file, error=str(error)), Note("save-posts-again")) from error
    posts: list[dict[str, Any]] = [p for p in (data if isinstance(data, list) else [data]) if _is_post(p)]
    if not posts:
        raise SourceRefusedError(Note("json-no-posts", name=file), Note("give-posts"))
    return [_read_post(post, raw, file) for post in posts]


def _is_post(post: Any) -> bool:
    return isinstance(post, dict) and isinstance(_rendered(post, "content"), _Located)


def _rendered(post: dict[str, Any], name: str) -> Any:
    part = post.get(name)
    return part.get("rendered") if isinstance(part, dict) else None


def _read_post(post: dict[str, Any], raw: str, file: str) -> SourceText:
    """Read one post: its title as a heading, its content as HTML, offsets led back through both to the JSON file."""
    markup, outer = literal_offsets(raw, _rendered(post, "content").at)
    inner = read_html(markup, file, navigation=False)
    title = _rendered(post, "title")
    blocks: list[Block] = []
    left_out = [_follow(item, outer) for item in inner.left_out]
    if isinstance(title, _Located):
        text, title_map = literal_offsets(raw, title.at)
        heading = read_html(text, file, navigation=False).blocks
        blocks += [replace(b, kind="heading", level=1, offsets=b.offsets.through(title_map)) for b in heading]
    blocks += [replace(block, offsets=block.offsets.through(outer)) for block in inner.blocks]
    left_out.extend(_excerpt(post, raw, file))
    return SourceText(
        file, tuple(blocks), raw, " ".join(b.text for b in blocks if b.level == 1), left_out=tuple(left_out),
        slug=_text(post.get("slug")), url=_text(post.get("link")), date=_text(post.get("date")),
        collections=_terms(post, "category", "category-"), tags=_terms(post, "post_tag", "tag-"),
    )


def _terms(post: dict[str, Any], taxonomy: str, prefix: str) -> tuple[str, ...]:
    """Give the names of the categories or tags of a post."""
    embedded = post.get("_embedded")
    groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
    terms = [term for group in groups or () if isinstance(group, list) for term in group if isinstance(term, dict)]
    named = [unescape(_text(term.get("name")) or "") for term in terms if term.get("taxonomy") == taxonomy]
    if not named and isinstance(classes := post.get("class_list"), list):
        named = [_sound(name.removeprefix(prefix)) for name in classes
                 if isinstance(name, str) and name.startswith(prefix)]
    return tuple(name for name in named if name)


def _excerpt(post: dict[str, Any], raw: str, file: str) -> Iterator[LeftOut]:
    """Give the site's own excerpt of the post, which says again how the post begins."""
    excerpt = _rendered(post, "excerpt")
    if isinstance(excerpt, _Located):
        markup, outer = literal_offsets(raw, excerpt.at)
        for block in read_html(markup, file, navigation=False).blocks:
            if span := block.offsets.span(0, len(block.text)):
                yield _follow(LeftOut("duplicate", block.text, *span), outer)


def _follow(item: LeftOut, outer: OffsetMap) -> LeftOut:
    span = outer.span(item.start or 0, item.end or 0)
    return replace(item, start=span[0], end=span[1]) if span else item


def _text(value: Any) -> str | None:
    return _sound(value) if isinstance(value, str) and value else None


def _sound(text: str) -> str:
    """Give a text without half characters, which JSON can name and no file can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
