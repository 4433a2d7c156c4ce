"""HTML pages, as of marxists.org and its like: paragraphs and headings with offsets into the page.

The page is read as a stream of tags by the standard library's tolerant parser, which tells where each piece
stands and has no limit of depth, so that unclosed elements of old pages lose nothing.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from corpus.blocks import Block, BlockKind, LeftOut, LeftOutKind, SourceText
from corpus.lines import Lines
from corpus.model import Mark, MarkKind
from corpus.offsets import TextBuilder

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_NAVIGATION = frozenset({"nav", "header", "footer", "menu"})
_NAVIGATION_CLASS = re.compile(r"\b(?:toplink|footer|breadcrumb\w*|nav\w*|menu\w*|sharedaddy|pagination)\b", re.I)
_TYPOGRAPHY: dict[str, MarkKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "struck", "strike": "struck", "del": "struck",
}
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3}|[†‡]|[ivx]{1,5})[\])]?\s*")
_SPACE = re.compile(r"\s+")


@dataclass
class _Draft:
    """A block being read."""

    kind: BlockKind = "para"
    level: int = 0
    centred: bool = False
    navigation: bool = False
    builder: TextBuilder = field(default_factory=TextBuilder)
    marks: list[Mark] = field(default_factory=list)
    linked: int = 0
    start: int | None = None
    end: int = 0
    space: bool = False
    breaks: int = 0


class _Reader(HTMLParser):
    """Collects blocks; every position is an offset into the page."""

    def __init__(self, raw: str, navigation: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.raw = raw
        self.lines = Lines(raw)
        self.drop_navigation = navigation
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.title: list[str] = []
        self.draft = _Draft()
        self.hidden: list[str] = []
        self.navigation = 0
        self.open_marks: list[tuple[str, MarkKind, int]] = []
        self.link: tuple[str, str, int] | None = None
        self.lifted: list[tuple[str, int, int | None]] | None = None

    # -- what the parser calls -------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN or tag == "title":
            self.hidden.append(tag)
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.draft.breaks += 1
            if self.draft.breaks >= 2:
                self.close_block()
        elif tag in _BLOCKS:
            self.close_block()
            self._open_block(tag, values)
        elif tag in _TYPOGRAPHY:
            self.open_marks.append((tag, _TYPOGRAPHY[tag], self._next_offset()))
        elif tag in {"sup", "a"} and self.lifted is None:
            self.link = (tag, values.get("href", ""), self._next_offset())
            if tag == "sup" or values.get("href", "").startswith("#"):
                self.lifted = []

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
            return
        if tag in _NAVIGATION and self.navigation:
            self.close_block()
            self.navigation -= 1
        elif tag in _BLOCKS and tag != "br":
            self.close_block()
        elif tag in _TYPOGRAPHY:
            self._close_mark(tag)
        elif self.link and tag == self.link[0]:
            self._close_link()

    def handle_data(self, data: str) -> None:
        self._text(data, self._position(), None)

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name}")

    # -- text ------------------------------------------------------------------------------------

    def _position(self) -> int:
        line, column = self.getpos()
        return self.lines.start(line) + column

    def _entity(self, literal: str) -> None:
        at = self._position()
        width = len(literal) + (self.raw[at + len(literal) : at + len(literal) + 1] == ";")
        self._text(html.unescape(literal + ";"), at, width)

    def _text(self, data: str, at: int, width: int | None) -> None:
        if self.hidden:
            if self.hidden[-1] == "title":
                self.title.append(data)
                self._leave_out("title", data, at, at + (width or len(data)))
            return
        if self.lifted is not None:
            self.lifted.append((data, at, width))
            return
        self._append(data, at, width)

    def _append(self, data: str, at: int, width: int | None) -> None:
        draft = self.draft
        place = 0
        for gap in _SPACE.finditer(data):
            self._piece(data[place : gap.start()], at + place, width)
            draft.space = True
            place = gap.end()
        self._piece(data[place:], at + place, width)

    def _piece(self, data: str, at: int, width: int | None) -> None:
        if not data:
            return
        draft = self.draft
        if len(draft.builder) and draft.breaks:
            draft.builder.insert("\n")
        elif len(draft.builder) and draft.space:
            draft.builder.insert(" ")
        draft.space, draft.breaks = False, 0
        if draft.start is None:
            draft.start = at
        draft.end = at + (len(data) if width is None else width)
        if self.link and self.link[0] == "a":
            draft.linked += len(data)
        draft.builder.add(data, at, width)

    def _next_offset(self) -> int:
        """Offset in the block's text that the next character will have."""
        waiting = len(self.draft.builder) and (self.draft.space or self.draft.breaks)
        return len(self.draft.builder) + bool(waiting)

    # -- inline elements -------------------------------------------------------------------------

    def _close_mark(self, tag: str) -> None:
        for index in range(len(self.open_marks) - 1, -1, -1):
            if self.open_marks[index][0] == tag:
                _, kind, start = self.open_marks.pop(index)
                if start < len(self.draft.builder):
                    self.draft.marks.append(Mark(kind, start, len(self.draft.builder)))
                return

    def _close_link(self) -> None:
        assert self.link is not None  # noqa: S101 -- narrows the type; the caller has checked
        tag, _, _ = self.link
        pieces, self.lifted = self.lifted, None
        if pieces is not None:
            content = "".join(text for text, _, _ in pieces)
            if _NOTE_MARK.fullmatch(content):
                text, at, width = pieces[-1]
                self._lift(content.strip(), pieces[0][1], at + (width or len(text)), tag)
            else:
                for text, at, width in pieces:
                    self._append(text, at, width)
        self.link = None

    def _lift(self, label: str, start: int, end: int, tag: str) -> None:
        draft = self.draft
        if not len(draft.builder) and tag == "a":
            draft.kind = "note"
        draft.marks.append(Mark("note", len(draft.builder), len(draft.builder), label.strip("[]() ")))
        self._leave_out("note mark", label, start, end)

    # -- blocks ----------------------------------------------------------------------------------

    def _open_block(self, tag: str, values: dict[str, str]) -> None:
        draft = self.draft
        if tag in _NAVIGATION:
            self.navigation += 1
        draft.level = _HEADINGS.get(tag, 0)
        draft.kind = "heading" if draft.level else "item" if tag in {"li", "dd", "dt"} else "para"
        draft.centred = tag == "center" or "center" in values.get("style", "") + values.get("align", "")
        draft.navigation = bool(self.navigation) or bool(_NAVIGATION_CLASS.search(values.get("class", "")))
        if tag == "hr":
            self.blocks.append(Block("", "rule"))

    def close_block(self) -> None:
        """End the block being read; it is kept, or left out where it is navigation."""
        if self.lifted is not None:
            self._close_link()
        draft, self.draft = self.draft, _Draft()
        self.open_marks = [(tag, kind, 0) for tag, kind, _ in self.open_marks]
        text, offsets = draft.builder.build()
        if not text:
            return
        start, end = draft.start or 0, draft.end
        if self.drop_navigation and (draft.navigation or draft.linked >= len(text.replace(" ", "")) > 0):
            self._leave_out("navigation", text, start, end)
            return
        for _, kind, opened in self.open_marks:
            draft.marks.append(Mark(kind, min(opened, len(text)), len(text)))
        marks = tuple(sorted(draft.marks, key=lambda m: (m.start, m.end)))
        self.blocks.append(Block(text, draft.kind, draft.level, offsets, marks, centred=draft.centred))

    def _leave_out(self, kind: LeftOutKind, text: str, start: int, end: int) -> None:
        if text.strip():
            self.left_out.append(LeftOut(kind, _SPACE.sub(" ", text).strip(), start, end))


def read_html(raw: str, file: str, *, navigation: bool = True) -> SourceText:
    """Read a page. ``navigation`` False keeps paragraphs that are nothing but links.

    Offsets of the blocks refer to ``raw``. Never raises: any text is some HTML.
    """
    reader = _Reader(raw, navigation)
    reader.feed(raw)
    reader.close()
    if reader.link:
        reader._close_link()
    reader.close_block()
    title = _SPACE.sub(" ", html.unescape("".join(reader.title))).strip()
    return SourceText(file, tuple(reader.blocks), raw, title, left_out=tuple(reader.left_out))


_LINK = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)""", re.I)


def links(raw: str) -> list[str]:
    """Give the targets of a page's links in order, without fragments: the reading order of an index page."""
    return [target for found in _LINK.findall(raw) if (target := html.unescape(found).split("#")[0])]
