"""HTML pages, as of marxists.org and its like: paragraphs and headings with offsets into the page.

The page is read as a stream of tags without any limit of depth, so that unclosed elements of old pages lose
nothing (:mod:`corpus.reading.html.tokens`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from corpus.model.blocks import Block, LeftOut, LeftOutKind, SourceText
from corpus.model.turns import Mark, Page
from corpus.reading.drafts import FACES, Draft, NoteReference, Placed, Typography, numbered, without_stop
from corpus.reading.html.begun import Anchors, LinkBegun, NoteBegun, PageBreakBegun, PassedBegun
from corpus.reading.html.dialogues import with_labels
from corpus.reading.html.linked_text import are_text
from corpus.reading.html.page_names import NOWHERE, NamedPage, named_pages
from corpus.reading.html.semantics import (
    ARROWS,
    is_backlink,
    is_foot_note,
    is_note,
    is_passed_over,
    is_reference,
    page_of,
    printed_page,
)
from corpus.reading.html.tokens import Token, decoded, tokens
from corpus.reading.raised import part_of_number
from corpus.reading.tables import TableCells, with_speaker_cells

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_NAVIGATION = frozenset({"nav", "header", "footer", "menu"})
_OF_LISTS = frozenset({"dl", "dt", "dd"})
_OF_ARTICLES = frozenset({"header", "footer"})
"""Inside these of an article stand its title, date, author and the editor's notes."""

_NAVIGATION_CLASS = re.compile(r"\b(?:toplink|footer|breadcrumb\w*|nav\w*|menu\w*|sharedaddy|pagination)\b", re.I)
_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3}|[†‡]|[ivx]{1,5})[\])]?\s*")
_SPACE = re.compile(r"\s+")


class _Reader:
    """Collects the blocks of a page from its tokens; every position is an offset into the page."""

    def __init__(self, *, drop_navigation: bool, anchors: Anchors | None = None) -> None:
        self.drop_navigation = drop_navigation
        self.anchors = anchors
        self.placed: list[Placed] = []
        self.left_out: list[LeftOut] = []
        self.title: list[str] = []
        self.draft = Draft()
        self.type = Typography()
        self.navigation: list[bool] = []
        self.articles = 0
        self.preformatted = False
        self.link: LinkBegun | None = None
        self.linked: list[tuple[Placed, int, int]] = []
        self.page = Page()
        self.page_break: PageBreakBegun | None = None
        self.named: dict[int, NamedPage] = {}
        self.comments: deque[NamedPage] = deque()
        self.note: NoteBegun | None = None
        self.passed: PassedBegun | None = None
        self.lists = self.terms = 0
        self.cells = TableCells()

    def read(self, token: Token) -> None:
        """Take the next token."""
        while self.comments and self.comments[0].start < token.at:
            self._begin_page(self.comments.popleft().label)
        if self.page_break is not None and self._in_page_break(token):
            return
        if self.passed is not None and self._in_passed(self.passed, token):
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
        """Take a start tag: of a page number, a line end, a block, a typeface or a link."""
        tag = token.value
        if self.note is not None and tag == self.note.tag:
            self.note.depth += 1
        named = self.named.get(token.at, NOWHERE)
        if (label := named.label if named.words else page_of(token)) is not None:
            self._open_page_break(tag, label or named.label)
        elif tag == "br":
            self._break(1)
        elif is_passed_over(token):
            self.passed = PassedBegun(tag)
        elif tag in _BLOCKS:
            self.close_block()
            self._open_block(token)
        elif tag in FACES:
            self.type.begin(tag, self.draft.next_offset())
        elif tag == "sup" or (tag == "a" and token.attribute("href")):
            self._open_link(token)
        if self.page_break is None and (begins := named.label or self._listed_page(token)):
            self._begin_page(begins)
        if token.attributes and not len(self.draft.builder) and (name := token.attribute("id")):
            self.draft.names.append(name)

    def _open_page_break(self, tag: str, label: str) -> None:
        if tag in _BLOCKS:
            self.close_block()
        self.page_break = PageBreakBegun(tag, label)

    def _listed_page(self, token: Token) -> str | None:
        """Give the page that a list of the book says begins at an element."""
        if self.anchors is None or not self.anchors.pages or not token.attributes:
            return None
        return self.anchors.pages.get(token.attribute("id")) or self.anchors.pages.get(token.attribute("name"))

    def _open_link(self, token: Token) -> None:
        target = token.attribute("href")
        if self.link is not None and self.link.pieces is not None:
            self.link.target = self.link.target or target
            self.link.back = self.link.back or is_backlink(token)
            return
        back = is_backlink(token)
        led = target.startswith("#") or (self.anchors is not None and "#" in target)
        held = token.value == "sup" or led or back or is_reference(token)
        self.link = LinkBegun(token.value, [] if held else None, target, back)

    def _end(self, tag: str) -> None:
        """Take an end tag: it closes blocks, typefaces and links, and the navigation or note it began."""
        if tag in _BLOCKS:
            self.close_block()
            if tag in _NAVIGATION and self.navigation:
                self.navigation.pop()
            self.terms = 0 if tag in _OF_LISTS else self.terms
            self.cells.end(tag)
            self.articles -= bool(tag == "article" and self.articles)
            self.preformatted = self.preformatted and tag != "pre"
            if self.note is not None and tag == self.note.tag:
                self.note.depth -= 1
                self.note = self.note if self.note.depth else None
        elif tag in FACES:
            self.draft.marks.extend(self.type.end(tag, len(self.draft.builder)))
        elif self.link and tag == self.link.tag:
            self._close_link()

    def _in_passed(self, held: PassedBegun, token: Token) -> bool:
        """List words that are passed over; a block ends what is passed over within a line."""
        if token.kind in ("text", "entity"):
            self._leave_out("markup", token.value, token.at, token.end)
            return True
        if token.value in _BLOCKS:
            self.passed = None
            return False
        if token.value == held.tag:
            held.depth += 1 if token.kind == "start" else -1
            self.passed = held if held.depth else None
        return True

    def _in_page_break(self, token: Token) -> bool:
        """Take what stands in a page break; False for what ends it unclosed and is to be read as ever."""
        held = self.page_break
        if held is None:
            return False
        if token.kind in ("text", "entity"):
            held.pieces.append(token)
            return True
        if token.kind == "end" and token.value == held.tag:
            self._end_page_break(held)
            return True
        if token.kind == "start" and token.value in _BLOCKS:
            self._end_page_break(held)
            return False
        return token.kind != "hidden"

    def _end_page_break(self, held: PageBreakBegun) -> None:
        """Begin the page; words in the break that are more than its number are text."""
        self.page_break = None
        words = "".join(piece.value for piece in held.pieces)
        label = held.label or printed_page(words)
        if label:
            self._begin_page(label)
        if held.pieces and label and (printed_page(words) or words.strip(" \u200b\n") in ("", label)):
            self._leave_out("furniture", words.strip("\u200b"), held.pieces[0].at, held.pieces[-1].end)
        else:
            for piece in held.pieces:
                self._text(piece)

    def _begin_page(self, label: str) -> None:
        """Begin a page; several elements may name the same one."""
        if label != self.page.label:
            self.page = Page(label, "printed")
            self.draft.begin_page(self.page)

    def _break(self, lines: int) -> None:
        self.draft.breaks += lines
        if self.draft.breaks >= 2:
            self.close_block()

    def _text(self, token: Token) -> None:
        """Take text: words go to the block, white space becomes one space, in preformatted text line ends stay."""
        if token.kind == "entity" and not token.value.isspace():
            self.draft.add(token.value, token.at, token.end, linked=self._linked())
            return
        place = 0
        for gap in _SPACE.finditer(token.value):
            self._piece(token, place, gap.start())
            self.draft.pause(gap.group(), token.at + gap.start())
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
        if (link.back and len(content.strip()) <= 1) or not content.strip(ARROWS):
            self._leave_out("note mark", content, link.pieces[0].at, link.pieces[-1].end)
            return
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
        label = content.strip().strip("[]() ")
        draft.marks.append(Mark("note", len(draft.builder), len(draft.builder), label))
        if link.target and draft.kind != "note" and self.note is None:
            draft.refers.append(NoteReference(link.target, label))
        self._leave_out("note mark", content, link.pieces[0].at, link.pieces[-1].end)

    def _open_block(self, token: Token) -> None:
        """Open a block with what its tag, classes and surroundings say of it: level, kind, place, navigation."""
        draft, tag = self.draft, token.value
        self.cells.begin(tag, token.attribute("colspan"), token.attribute("rowspan"))
        if tag in _OF_LISTS:
            self.lists += tag == "dl"
            self.terms = self.lists if tag == "dt" else 0
        self.articles += tag == "article"
        if tag in _NAVIGATION:
            self.navigation.append(not (self.articles and tag in _OF_ARTICLES))
        self.preformatted = self.preformatted or tag == "pre"
        draft.level = _HEADINGS.get(tag, 0)
        draft.kind = "heading" if draft.level else "item" if tag in {"li", "dd", "dt"} else "para"
        draft.terms = self.terms
        draft.centred = tag == "center" or "center" in token.attribute("style") + token.attribute("align")
        draft.navigation = any(self.navigation) or bool(_NAVIGATION_CLASS.search(token.attribute("class")))
        if is_note(token) or (self.anchors and self.note is None and token.attribute("id") in self.anchors.notes):
            self.note = NoteBegun(tag, token.attribute("id"), at_foot=tag == "aside" or is_foot_note(token))
        if self.note is not None:
            draft.kind, draft.level = "note", 0
        if tag == "hr":
            self.close_links()
            self.placed.append(Placed(Block("", "rule")))

    def close_block(self) -> None:
        """End the block being read; it is kept, or left out where it is navigation."""
        self._close_link()
        draft, self.draft = self.draft, Draft(page=self.page)
        if self.note is not None:
            self.draft.kind = "note"
        text, offsets, marks, page = draft.build(self.type.cut(len(draft.builder)))
        if not text:
            # What is called so is what stands in it first: an item of a list is called, its paragraph is read.
            self.draft.names = draft.names
            return
        block = Block(text, draft.kind, draft.level, offsets, marks, page, centred=draft.centred)
        if self.note is not None and self.anchors is not None:
            first, self.note.begun = not self.note.begun, True
            if first and _NOTE_MARK.fullmatch(text):
                # The number of the note, which its reference bears.
                self._leave_out("note mark", text, draft.start or 0, draft.end)
                return
            block = replace(block, page=Page()) if self.note.at_foot else block
        if block.kind == "note":
            block = without_stop(block)
        names = [self.note.name] if self.note is not None else draft.names if draft.kind == "note" else []
        anchors = (*draft.names, *(name for name in names if name))
        named = tuple(name for name in names if name)
        placed = Placed(block, named, tuple(draft.refers), anchors, draft.terms, self.cells.at)
        if self.drop_navigation and draft.navigation:
            self._leave_out("navigation", text, draft.start or 0, draft.end)
        elif self.drop_navigation and draft.linked >= len("".join(text.split())):
            if self.linked and self.linked[-1][0].block.kind != block.kind:
                self.close_links()
            self.linked.append((placed, draft.start or 0, draft.end))
        else:
            self.close_links()
            self.placed.append(placed)

    def close_links(self) -> None:
        """End a run of blocks that are nothing but links: it stays where most are sentences or speech, and no menu."""
        run, self.linked = self.linked, []
        listed = any(placed.block.kind == "item" for placed, _, _ in run)
        stays = are_text([placed.block.text for placed, _, _ in run], listed=listed)
        for placed, start, end in run:
            if stays:
                self.placed.append(placed)
            else:
                self._leave_out("navigation", placed.block.text, start, end)

    def finish(self) -> list[Placed]:
        """End the page and give its blocks."""
        if self.page_break is not None:
            self._end_page_break(self.page_break)
        self.close_block()
        self.close_links()
        return with_speaker_cells(with_labels(self.placed))

    def _leave_out(self, kind: LeftOutKind, text: str, start: int, end: int) -> None:
        if text.strip():
            self.left_out.append(LeftOut(kind, _SPACE.sub(" ", text).strip(), start, end))


def read_html(raw: str, file: str, *, navigation: bool = True) -> SourceText:
    """Read a page. ``navigation`` False keeps paragraphs that are nothing but links.

    Offsets of the blocks refer to ``raw``. Never raises: any text is some HTML.
    """
    reader = _Reader(drop_navigation=navigation)
    named = named_pages(raw)
    reader.named = {page.start: page for page in named}
    reader.comments.extend(page for page in named if page.way in ("comment", "break"))
    for token in tokens(raw):
        reader.read(token)
    blocks = numbered(reader.finish())
    return SourceText(file, blocks, raw, _title(reader), left_out=tuple(reader.left_out))


def read_chapter(raw: str, page: Page, anchors: Anchors) -> tuple[list[Placed], Page]:
    """Read a page of an e-book (XHTML), which begins on ``page`` of the book.

    Gives the blocks with the notes that they are and refer to, and the page on which it ends.
    """
    reader = _Reader(drop_navigation=False, anchors=anchors)
    reader.page = reader.draft.page = page
    for token in _closed(tokens(raw)):
        reader.read(token)
    return reader.finish(), reader.page


def _closed(found: Iterator[Token]) -> Iterator[Token]:
    """Give an end for elements closed in their own tag, as XHTML has it."""
    for token in found:
        yield token
        if token.kind == "start" and token.attributes.endswith("/") and token.value not in ("br", "hr", "img"):
            yield replace(token, kind="end", attributes="")


def _title(reader: _Reader) -> str:
    return _SPACE.sub(" ", "".join(reader.title)).strip()


_LINK = re.compile(r"""<a\s[^<>]{0,1000}?href\s*=\s*["']?([^"'\s>]+)""", re.I)


def links(raw: str) -> list[str]:
    """Give the targets of a page's links in order, without fragments: the reading order of an index page."""
    return [target for found in _LINK.findall(raw) if (target := decoded(found).split("#")[0])]
