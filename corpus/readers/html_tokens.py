"""The tags, entities and texts of an HTML page, each with its place.

The tokens are read in one pass whatever the page holds: what is no tag is text, so that a broken page loses
nothing. The rules follow https://html.spec.whatwg.org/multipage/parsing.html#tokenization, except that an
element which is never closed hides nothing behind it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
"""Elements that show no text of the page."""

MAX_QUOTED_TAG_CHARS = 1_000
"""A ``>`` inside a quoted attribute is looked through within so many characters of the tag's beginning."""
MAX_ATTRIBUTE_CHARS = 4_000
"""Attributes are read from so many characters of a tag."""

TokenKind = Literal["text", "entity", "start", "end", "hidden", "title"]

_SIGN = re.compile(r"[<&]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});?")
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,100})")
_QUOTED_TAG = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_OPEN_VALUE = re.compile(r"""=\s*(?:"[^"]*|'[^']*)$""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the page at raw[at:end].

    ``value`` is the text, the decoded entity, the name of the tag in lower case, or the words that the page
    holds without showing them. ``attributes`` is the source of a start tag's attributes.
    """

    kind: TokenKind
    value: str
    at: int
    end: int
    attributes: str = ""

    def attribute(self, name: str) -> str:
        """Give the value of an attribute of a start tag, empty where it has none."""
        for found in _ATTRIBUTE.finditer(self.attributes[:MAX_ATTRIBUTE_CHARS]):
            if found.group(1).lower() == name:
                return decoded(found.group(2) or found.group(3) or found.group(4) or "")
        return ""


def decoded(text: str) -> str:
    """Give a text with its entities decoded; as it is where one of them is a number beyond measure."""
    try:
        return html.unescape(text)
    except ValueError:
        return text


class _Ahead:
    """Finds the next place of a string, remembering it, so that a page is searched once and not once a tag."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._next: dict[str, int] = {}

    def find(self, wanted: str, start: int) -> int:
        """Give the first place of ``wanted`` at or behind ``start``, which never falls; -1 where there is none."""
        held = self._next.get(wanted)
        if held is None or 0 <= held < start:
            found = re.compile(re.escape(wanted), re.I).search(self.raw, start)
            held = self._next[wanted] = found.start() if found else -1
        return held


def tokens(raw: str) -> Iterator[Token]:
    """Give the tokens of a page in order. Comments and declarations give none."""
    ahead = _Ahead(raw)
    place = 0
    while place < len(raw):
        sign = _SIGN.search(raw, place)
        if sign is None:
            yield Token("text", raw[place:], place, len(raw))
            return
        at = sign.start()
        if at > place:
            yield Token("text", raw[place:at], place, at)
        if raw[at] == "&":
            token = _entity(raw, at)
            place = token.end
            yield token
            continue
        end = _skipped(raw, at, ahead)
        if end is not None:
            if raw.startswith("<![CDATA[", at):
                yield Token("hidden", raw[at + 9 : end - 3], at, end)
            place = end
            continue
        tag = _tag(raw, at, ahead)
        place = tag.end
        yield tag
        if tag.kind == "start" and (inner := _inside(raw, tag, ahead)):
            yield inner
            place = inner.end


def _entity(raw: str, at: int) -> Token:
    found = _ENTITY.match(raw, at)
    if found is None:
        return Token("text", "&", at, at + 1)
    value = html.unescape(found.group())
    return Token("text" if value == found.group() else "entity", value, at, found.end())


def _skipped(raw: str, at: int, ahead: _Ahead) -> int | None:
    """Give the end of a comment, a declaration or a CDATA section that begins at ``at``."""
    if raw.startswith("<!--", at):
        if raw.startswith((">", "->"), at + 4):
            return raw.index(">", at + 4) + 1
        end = ahead.find("-->", at + 4)
        if end >= 0:
            return end + 3
    elif raw.startswith("<![CDATA[", at) and (end := ahead.find("]]>", at)) >= 0:
        return end + 3
    if raw.startswith(("<!", "<?"), at) and (end := ahead.find(">", at)) >= 0:
        return end + 1
    return None


def _tag(raw: str, at: int, ahead: _Ahead) -> Token:
    """Give the tag that begins at ``at``; a sign that begins none is text."""
    name = _NAME.match(raw, at)
    close = ahead.find(">", at) if name else -1
    if name is None or close < 0:
        return Token("text", "<", at, at + 1)
    end = close + 1
    if _OPEN_VALUE.search(raw, max(name.end(), close - MAX_QUOTED_TAG_CHARS), close):
        whole = _QUOTED_TAG.match(raw, name.end(), at + MAX_QUOTED_TAG_CHARS)
        end = whole.end() if whole else end
    kind: TokenKind = "end" if name.group(1) else "start"
    return Token(kind, name.group(2).lower(), at, end, raw[name.end() : end - 1])


def _inside(raw: str, tag: Token, ahead: _Ahead) -> Token | None:
    """Give what stands between a tag that hides its text and its end."""
    if (tag.value not in HIDDEN and tag.value != "title") or tag.attributes.endswith("/"):
        return None
    end = ahead.find(f"</{tag.value}", tag.end)
    if end < 0:
        return None
    inner = decoded(_TAG.sub(" ", raw[tag.end : end]))
    return Token("title" if tag.value == "title" else "hidden", inner, tag.end, end)
