"""HTML pages, as of marxists.org and its like: paragraphs and headings with offsets into the page.

The page is read as a stream of tags without any limit of depth, so that unclosed elements of old pages lose
nothing (:mod:`corpus.reading.html.tokens`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from corpus.model.blocks import Block, BlockKind, LeftOut, LeftOutKind, SourceText
from corpus.model.offsets import TextBuilder
from corpus.model.turns import Mark, MarkKind
from corpus.reading.html.tokens import Token, decoded, tokens
from corpus.reading.raised import BEHIND, part_of_number

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_NAVIGATION = frozenset({"nav", "header", "footer", "menu"})
_OF_ARTICLES = frozenset({"header", "footer"})
"""Inside these of an article stand its title, date, author and the editor's notes."""

MAX_LINK_WORDS = 25
"""A longer paragraph that is one link is text that leads to its scan or source."""

MIN_SENTENCE_WORDS = 10
"""So many words with a full stop are a sentence; fewer may be an entry of a contents page."""

_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’»)\]]*$")
_LABELLED = re.compile(r"[^\W\d_][^.:!?\n]{0,60}:\s+\S+\s+\S")
_NAVIGATION_CLASS = re.compile(r"\b(?:toplink|footer|breadcrumb\w*|nav\w*|menu\w*|sharedaddy|pagination)\b", re.I)
_TYPOGRAPHY: dict[str, MarkKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "struck", "strike": "struck", "del": "struck",
}
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3}|[†‡]|[ivx]{1,5})[\])]?\s*")
_PAGE_CLASS = re.compile(r"(?:^|\s)(?:ws-)?(?:pagenum|page-?num(?:ber)?|pageno|pagebreak)(?:\s|$)", re.I)
"""How pages of Gutenberg, Wikisource and EPUB name what says that a page of the print begins."""

_PAGE_NUMBER = re.compile(r"(?:\d{1,4}|[ivxlc]{1,8})(?=\W*$)", re.I)
_SPACE = re.compile(r"\s+")


@dataclass
class _Draft:
    """A block being read."""

    kind: BlockKind = "para"
    level: int = 0
    centred: bool = False
    navigation: bool = False
    builder: TextBuilder = field(default_factory=TextBuilder)
    tail: str = ""
    marks: list[Mark] = field(default_factory=list)
    linked: int = 0
    start: int | None = None
    end: int = 0
    space: bool = False
    breaks: int = 0

    def next_offset(self) -> int:
        """Give the offset in the block's text that the next character will have."""
        return len(self.builder) + bool(len(self.builder) and (self.space or self.breaks))

    def add(self, text: str, at: int, end: int, *, linked: bool) -> None:
        """Append a piece without white space, which stands at raw[at:end], behind the space due before it."""
        if len(self.builder) and (self.breaks or self.space):
            self.builder.insert("\n" if self.breaks else " ")
            self.tail += " "
        self.space, self.breaks = False, 0
        self.tail = (self.tail + text)[-BEHIND:]
        self.start = at if self.start is None else self.start
        self.end = end
        self.linked += len(text) if linked else 0
        self.builder.add(text, at, end - at)


@dataclass
class _Link:
    """A link or superscript being read; ``pieces`` are held back until it is known whether it is a note mark."""

    tag: str
    pieces: list[Token] | None


_PAGE_TAGS = frozenset({"span", "a", "div", "hr", "small", "i", "b"})
MAX_PAGE_MARK = 40
"""Characters inside an element that says that a page begins; a longer one holds text."""


@dataclass
class _PageMark:
    """An element that says that a page begins: its tag, the number it states, where it stands, what is in it."""

    tag: str
    label: str
    at: int
    text: str = ""
    depth: int = 1


def _page_mark(token: Token) -> _PageMark | None:
    """Give the page mark that begins with a start tag, None for other elements."""
    label = token.attribute("data-page-number")
    if "pagebreak" in token.attribute("epub:type"):
        return _PageMark(token.value, label or token.attribute("title"), token.at)
    named = _PAGE_CLASS.search(token.attribute("class"))
    return _PageMark(token.value, label, token.at) if label or named else None


class _Typography:
    """Which kinds of type are on, and since which offset of the block's text."""

    def __init__(self) -> None:
        self._depth: Counter[str] = Counter()
        self._since: dict[MarkKind, int] = {}

    def begin(self, tag: str, offset: int) -> None:
        """Open an element; elements of one kind within each other are one stretch."""
        self._depth[tag] += 1
        self._since.setdefault(_TYPOGRAPHY[tag], offset)

    def end(self, tag: str, offset: int) -> list[Mark]:
        """Close an element at ``offset``; gives the mark of the stretch that ends with it."""
        kind = _TYPOGRAPHY[tag]
        self._depth[tag] = max(0, self._depth[tag] - 1)
        if kind not in self._since or any(self._depth[t] for t, k in _TYPOGRAPHY.items() if k == kind):
            return []
        start = self._since.pop(kind)
        return [Mark(kind, start, offset)] if start < offset else []

    def cut(self, length: int) -> list[Mark]:
        """End the block, ``length`` characters long: what is on goes on in the next one."""
        marks = [Mark(kind, start, length) for kind, start in self._since.items() if start < length]
        self._since = dict.fromkeys(self._since, 0)
        return marks


class _Reader:
    """Collects the blocks of a page from its tokens; every position is an offset into the page."""

    def __init__(self, *, drop_navigation: bool) -> None:
        self.drop_navigation = drop_navigation
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.title: list[str] = []
        self.draft = _Draft()
        self.type = _Typography()
        self.navigation: list[bool] = []
        self.articles = 0
        self.preformatted = False
        self.link: _Link | None = None
        self.linked: list[tuple[Block, int, int]] = []
        self.page_mark: _PageMark | None = None

    def read(self, token: Token) -> None:
        """Take the next token."""
        if self.page_mark and self._goes_on(self.page_mark, token):
            return
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token.value)
        elif token.kind == "title":
            self.title.append(token.value)
            self._leave_out("title", token.value, token.at, token.end)
        elif token.kind == "hidden":
            self._leave_out("markup", token.value, token.at, token.end)
        elif self.link and self.link.pieces is not None:
            self.link.pieces.append(token)
        else:
            self._text(token)

    def _start(self, token: Token) -> None:
        tag = token.value
        if tag in _PAGE_TAGS and (mark := _page_mark(token)):
            self.page_mark = mark
        elif tag == "br":
            self._break(1)
        elif tag in _BLOCKS:
            self.close_block()
            self._open_block(token)
        elif tag in _TYPOGRAPHY:
            self.type.begin(tag, self.draft.next_offset())
        elif tag == "sup" or (tag == "a" and token.attribute("href")):
            if self.link is not None and self.link.pieces is not None:
                return
            held = tag == "sup" or token.attribute("href").startswith("#")
            self.link = _Link(tag, [] if held else None)

    def _goes_on(self, mark: _PageMark, token: Token) -> bool:
        """Take what stands inside a page mark; at its end, set it where the text goes on."""
        if token.kind in ("text", "entity"):
            mark.text += token.value
        if token.value == mark.tag:
            mark.depth += (token.kind == "start") - (token.kind == "end")
        if mark.depth > 0 and len(mark.text) <= MAX_PAGE_MARK:
            return True
        self.page_mark = None
        if found := _PAGE_NUMBER.search(mark.label or mark.text.strip()):
            at = self.draft.next_offset()
            self.draft.marks.append(Mark("page", at, at, found.group()))
        if mark.text.strip(" \u200b"):
            self._leave_out("furniture", mark.text, mark.at, token.end)
        return True

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.close_block()
            if tag in _NAVIGATION and self.navigation:
                self.navigation.pop()
            self.articles -= bool(tag == "article" and self.articles)
            self.preformatted = self.preformatted and tag != "pre"
        elif tag in _TYPOGRAPHY:
            self.draft.marks.extend(self.type.end(tag, len(self.draft.builder)))
        elif self.link and tag == self.link.tag:
            self._close_link()

    def _break(self, lines: int) -> None:
        self.draft.breaks += lines
        if self.draft.breaks >= 2:
            self.close_block()

    def _text(self, token: Token) -> None:
        if token.kind == "entity" and not token.value.isspace():
            self.draft.add(token.value, token.at, token.end, linked=self._linked())
            return
        place = 0
        for gap in _SPACE.finditer(token.value):
            self._piece(token, place, gap.start())
            self.draft.space = True
            if self.preformatted and "\n" in gap.group():
                self._break(gap.group().count("\n"))
            place = gap.end()
        self._piece(token, place, len(token.value))

    def _piece(self, token: Token, start: int, end: int) -> None:
        if start < end:
            self.draft.add(token.value[start:end], token.at + start, token.at + end, linked=self._linked())

    def _linked(self) -> bool:
        return self.link is not None and self.link.tag == "a"

    def _close_link(self) -> None:
        """End a link or superscript: a note mark is lifted out of the text, all else belongs to it."""
        link, self.link = self.link, None
        if link is None or not link.pieces:
            return
        content = "".join(piece.value for piece in link.pieces)
        due = self.draft.space or self.draft.breaks
        if link.tag == "sup" and not due and (figure := part_of_number(self.draft.tail, content)):
            self.draft.add(figure, link.pieces[0].at, link.pieces[-1].end, linked=False)
            return
        if not _NOTE_MARK.fullmatch(content):
            for piece in link.pieces:
                self._text(piece)
            return
        draft = self.draft
        if not len(draft.builder) and link.tag == "a":
            draft.kind = "note"
        draft.marks.append(Mark("note", len(draft.builder), len(draft.builder), content.strip().strip("[]() ")))
        self._leave_out("note mark", content, link.pieces[0].at, link.pieces[-1].end)

    def _open_block(self, token: Token) -> None:
        draft, tag = self.draft, token.value
        self.articles += tag == "article"
        if tag in _NAVIGATION:
            self.navigation.append(not (self.articles and tag in _OF_ARTICLES))
        self.preformatted = self.preformatted or tag == "pre"
        draft.level = _HEADINGS.get(tag, 0)
        draft.kind = "heading" if draft.level else "item" if tag in {"li", "dd", "dt"} else "para"
        draft.centred = tag == "center" or "center" in token.attribute("style") + token.attribute("align")
        draft.navigation = any(self.navigation) or bool(_NAVIGATION_CLASS.search(token.attribute("class")))
        if tag == "hr":
            self.close_links()
            self.blocks.append(Block("", "rule"))

    def close_block(self) -> None:
        """End the block being read; it is kept, or left out where it is navigation."""
        self._close_link()
        draft, self.draft = self.draft, _Draft()
        text, offsets = draft.builder.build()
        typed = self.type.cut(len(text))
        if not text:
            return
        marks = tuple(sorted([*draft.marks, *typed], key=lambda m: (m.start, m.end)))
        block = Block(text, draft.kind, draft.level, offsets, marks, centred=draft.centred)
        if self.drop_navigation and draft.navigation:
            self._leave_out("navigation", text, draft.start or 0, draft.end)
        elif self.drop_navigation and draft.linked >= len("".join(text.split())):
            self.linked.append((block, draft.start or 0, draft.end))
        else:
            self.close_links()
            self.blocks.append(block)

    def close_links(self) -> None:
        """End a run of blocks that are nothing but links: sentences among them stay unless most are a menu's."""
        run, self.linked = self.linked, []
        evident = [_is_evident_text(block.text) for block, _, _ in run]
        for (block, start, end), is_text in zip(run, evident, strict=True):
            if is_text and 2 * sum(evident) > len(run):
                self.blocks.append(block)
            else:
                self._leave_out("navigation", block.text, start, end)

    def _leave_out(self, kind: LeftOutKind, text: str, start: int, end: int) -> None:
        if text.strip():
            self.left_out.append(LeftOut(kind, _SPACE.sub(" ", text).strip(), start, end))


def _is_evident_text(text: str) -> bool:
    """Whether words that are all one link, or links, are text all the same: a sentence, a label with its speech."""
    words = len(text.split())
    sentence = words >= MIN_SENTENCE_WORDS and bool(_SENTENCE_END.search(text))
    return sentence or words > MAX_LINK_WORDS or bool(_LABELLED.match(text))


def read_html(raw: str, file: str, *, navigation: bool = True) -> SourceText:
    """Read a page. ``navigation`` False keeps paragraphs that are nothing but links.

    Offsets of the blocks refer to ``raw``. Never raises: any text is some HTML.
    """
    reader = _Reader(drop_navigation=navigation)
    for token in tokens(raw):
        reader.read(token)
    reader.close_block()
    reader.close_links()
    title = _SPACE.sub(" ", "".join(reader.title)).strip()
    return SourceText(file, tuple(reader.blocks), raw, title, left_out=tuple(reader.left_out))


_LINK = re.compile(r"""<a\s[^>]{0,1000}?href\s*=\s*["']?([^"'\s>]+)""", re.I)


def links(raw: str) -> list[str]:
    """Give the targets of a page's links in order, without fragments: the reading order of an index page."""
    return [target for found in _LINK.findall(raw) if (target := decoded(found).split("#")[0])]
