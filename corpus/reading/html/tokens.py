"""The tags, entities and texts of an HTML page, each with its place.

The tokens are read in one pass whatever the page holds: what is no tag is text, so that a broken page loses
nothing. The rules follow https://html.spec.whatwg.org/multipage/parsing.html#tokenization, except that an
element which is never closed hides nothing behind it.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.reading.doctype import doctype_end

HIDDEN = frozenset({
    "script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video", "canvas",
})
"""Elements that show no text of the page, but for a template that is the page's own (``shadowrootmode``) and the words
of a drawing."""

MAX_QUOTED_TAG_CHARS = 1_000
"""A ``>`` inside a quoted attribute is looked through within so many characters of the tag's beginning."""
MAX_ATTRIBUTE_CHARS = 4_000
"""Attributes are read from so many characters of a tag."""

OF_WORDS = frozenset({"template", "noscript"})
"""Hidden elements that hold words of the page for other cases: their tokens bear the tag as attributes."""

TokenKind = Literal["text", "entity", "start", "end", "hidden", "title"]

_SIGN = re.compile(r"[<&]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});?")
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,100})")
_QUOTED_TAG = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_OPEN_VALUE = re.compile(r"""=\s*(?:"[^"]*|'[^']*)$""")
_ATTRIBUTE = re.compile(r"""(?<![^\s=/>"'])([^\s=/>"']++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"<[^<>]*>")
_PAGE = re.compile(r"""\bsrcdoc\s{0,5}=\s{0,5}(["'])""", re.I)
CDATA = "<![CDATA["
"""Begins text in XML in which no sign is markup."""


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

    def attribute(self, name: str, *, prefixed: bool = True) -> str:
        """Give the value of an attribute of a start tag, empty where it has none.

        ``prefixed`` False takes any prefix: whoever writes XML chooses the prefix of a namespace.
        """
        for found in _ATTRIBUTE.finditer(self.attributes[:MAX_ATTRIBUTE_CHARS]):
            given = found.group(1).lower()
            if given == name or (not prefixed and given.rpartition(":")[2] == name):
                return decoded(found.group(2) or found.group(3) or found.group(4) or "")
        return ""

    def has_flag(self, name: str) -> bool:
        """Say whether a start tag has an attribute, whatever its value, or none."""
        bare = _QUOTED.sub("", self.attributes[:MAX_ATTRIBUTE_CHARS]).lower()
        return name in bare and any(word.partition("=")[0].rstrip("/") == name for word in bare.split())


def decoded(text: str) -> str:
    """Give a text with its entities decoded; as it is where one of them is a number beyond measure."""
    try:
        return html.unescape(text)
    except ValueError:
        return text


def without_tags(markup: str) -> str:
    """Give the words of a piece of markup that is not shown."""
    return decoded(_TAG.sub(" ", markup))


def contents(raw: str, tag: str) -> Iterator[str]:
    """Give what stands in each element with a ``tag`` that hides its words, as it is in the file."""
    ends = [found.start() for found in re.finditer(f"</{tag}", raw, re.I)]
    last = -1
    for found in re.finditer(rf"<{tag}(?=[\s>])[^<>]{{0,1000}}>", raw, re.I):
        at = bisect_left(ends, found.end())
        if last < at < len(ends):
            last = at
            yield raw[found.end() : ends[at]]


class _Ahead:
    """Finds the next place of a string, remembering it, so that a page is searched once and not once a tag."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._next: dict[str, int] = {}
        self._typed = False

    def find(self, wanted: str, start: int) -> int:
        """Give the first place of ``wanted`` at or behind ``start``, which never falls; -1 where there is none."""
        held = self._next.get(wanted)
        if held is None or 0 <= held < start:
            held = self._next[wanted] = self._search(wanted, start)
        return held

    def doctype_end(self, at: int) -> int:
        """Give where the document type of the file ends that begins at ``at``, -1 where none does: it has but one."""
        if self._typed or self.raw[at : at + 9].lower() != "<!doctype":
            return -1
        self._typed = True
        return doctype_end(self.raw, at)[0]

    def _search(self, wanted: str, start: int) -> int:
        """Search for ``wanted``; the case of a tag's name does not matter."""
        if not wanted.startswith("</"):
            return self.raw.find(wanted, start)
        found = re.compile(re.escape(wanted), re.I).search(self.raw, start)
        return found.start() if found else -1


def tokens(raw: str, *, hiding: bool = True) -> Iterator[Token]:
    """Give the tokens of a page in order. Comments and declarations give none.

    ``hiding`` False reads other markup, in which no element hides its text and ``title`` holds paragraphs.
    """
    ahead = _Ahead(raw)
    begun = place = typed = 0
    while sign := _SIGN.search(raw, place):
        at = sign.start()
        found = _entity(raw, at) if raw[at] == "&" else (
            None if at < typed else _skipped(raw, at, ahead) or _tag(raw, at, ahead))
        if found is None:
            place = at + 1
            continue
        if at > begun:
            yield Token("text", raw[begun:at], begun, at)
        if found.value:
            yield found
        begun = place = found.end
        if hiding and found.kind == "start" and (inner := _inside(raw, found, ahead)):
            yield inner
            begun = place = inner.end
        elif hiding and found.kind == "start" and found.value == "textarea":
            typed = ahead.find("</textarea", found.end)  # in what is typed into a form no sign is markup
    if begun < len(raw):
        yield Token("text", raw[begun:], begun, len(raw))


def _entity(raw: str, at: int) -> Token | None:
    found = _ENTITY.match(raw, at)
    value = html.unescape(found.group()) if found else ""
    if found is None or value == found.group():
        return None
    return Token("entity", value, at, found.end())


def _skipped(raw: str, at: int, ahead: _Ahead) -> Token | None:
    """Give the comment, declaration or CDATA section that begins at ``at``: only the last has a value."""
    end, value = -1, ""
    if raw.startswith("<!--", at):
        if raw.startswith((">", "->"), at + 4):
            end = raw.index(">", at + 4) + 1
        elif (close := ahead.find("-->", at + 4)) >= 0:
            end = close + 3
    elif raw.startswith(CDATA, at) and (close := ahead.find("]]>", at)) >= 0:
        end, value = close + 3, raw[at + len(CDATA) : close]
    elif (typed := ahead.doctype_end(at)) >= 0:
        end = typed
    if end < 0 and raw.startswith(("<!", "<?"), at) and (close := ahead.find(">", at)) >= 0:
        end = close + 1
    return Token("hidden", value, at, end) if end >= 0 else None


def _tag(raw: str, at: int, ahead: _Ahead) -> Token | None:
    """Give the tag that begins at ``at``, or None where the sign begins none and is text."""
    name = _NAME.match(raw, at)
    close = ahead.find(">", at) if name else -1
    if name is None or close < 0:
        return None
    end = close + 1
    if name.group(2).lower() == "iframe" and (page := _PAGE.search(raw, name.end(), close)):
        # A page within the page is as long as it is.
        ended = ahead.find(page.group(1), page.end())
        close = raw.find(">", ended) if ended >= 0 else -1
        end = close + 1 if close >= 0 else end
    elif _OPEN_VALUE.search(raw, max(name.end(), close - MAX_QUOTED_TAG_CHARS), close):
        whole = _QUOTED_TAG.match(raw, name.end(), at + MAX_QUOTED_TAG_CHARS)
        end = whole.end() if whole else end
    kind: TokenKind = "end" if name.group(1) else "start"
    return Token(kind, name.group(2).lower(), at, end, raw[name.end() : end - 1])


def _inside(raw: str, tag: Token, ahead: _Ahead) -> Token | None:
    """Give what stands between a tag that hides its text and its end."""
    if (tag.value not in HIDDEN and tag.value != "title") or tag.attributes.endswith("/"):
        return None
    end = ahead.find(f"</{tag.value}", tag.end)
    if end <= tag.end or (tag.value == "template" and tag.attribute("shadowrootmode")):
        return None
    if tag.value == "svg" and 0 <= ahead.find("</text", tag.end) < end:
        return None
    inner = without_tags(raw[tag.end : end])
    if tag.value == "title":
        return Token("title", inner, tag.end, end)
    return Token("hidden", inner, tag.end, end, tag.value if tag.value in OF_WORDS else "")
