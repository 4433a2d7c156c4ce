"""The reader of a page: it takes one token after the other and gives blocks, each character with its place.

What it knows of elements is in the modules beside it: what stands around a block (:mod:`.surroundings`), page breaks
(:mod:`.page_breaks`), links and notes (:mod:`.begun`), paragraphs of nothing but links (:mod:`.linked_text`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from corpus.model.blocks import Block, LeftOut, LeftOutKind
from corpus.model.turns import Mark, Page
from corpus.reading.drafts import FACES, Draft, NoteReference, Placed, Typography, without_stop
from corpus.reading.html.begun import Anchors, LinkBegun, NoteBegun, PassedBegun, is_note_mark
from corpus.reading.html.dialogues import with_labels
from corpus.reading.html.elements import BLOCKS
from corpus.reading.html.linked_text import LinkedRun, is_linked, is_way
from corpus.reading.html.page_breaks import PageBreak
from corpus.reading.html.page_names import NOWHERE, NamedPage
from corpus.reading.html.semantics import (
    is_backlink,
    is_foot_note,
    is_note,
    is_reference,
    page_of,
    passed_over,
)
from corpus.reading.html.surroundings import Surroundings
from corpus.reading.html.tokens import Token
from corpus.reading.html.unseen import APART, Unseen
from corpus.reading.html.web_parts import is_text_there
from corpus.reading.list_numbers import with_number
from corpus.reading.tables import TableCells, with_speaker_cells

_SPACE = re.compile(r"\s+")
_HIDDEN_AS: dict[str, LeftOutKind] = {"": "markup", APART: "navigation"}
"""As what hidden words are listed, by what their token says of them; those of other elements are hidden."""


@dataclass(frozen=True, slots=True)
class KnownOfPage:
    """What is known of a page before its first token is read.

    ``pages`` are those that its markup names, ``lengths`` the items of lists that count down, by the places of their
    tags, ``unseen`` is what it hides. ``anchors`` is what a book says of its chapter, None for a page that is none.
    """

    pages: tuple[NamedPage, ...] = ()
    lengths: Mapping[int, int] = field(default_factory=dict)
    unseen: Unseen = field(default_factory=Unseen)
    anchors: Anchors | None = None
    drop_navigation: bool = True


class PageReader:
    """Collects the blocks of a page from its tokens; every position is an offset into the page."""

    def __init__(self, known: KnownOfPage, page: Page | None = None) -> None:
        self.left_out: list[LeftOut] = []
        self.set_apart: list[str] = []
        """Words that stand where pages have their navigation, and are text."""
        self.title: list[str] = []
        self.page = page or Page()
        self._known = known
        self._named = {page.start: page for page in known.pages}
        self._comments = deque(page for page in known.pages if page.way in ("comment", "break"))
        self._placed: list[Placed] = []
        self._draft = Draft(page=self.page)
        self._type = Typography()
        self._around = Surroundings(known.lengths)
        self._cells = TableCells()
        self._link: LinkBegun | None = None
        self._linked = LinkedRun()
        self._page_break: PageBreak | None = None
        self._note: NoteBegun | None = None
        self._passed: PassedBegun | None = None

    def read(self, token: Token) -> None:
        """Take the next token."""
        while self._comments and self._comments[0].start < token.at:
            self._begin_page(self._comments.popleft().label)
        if self._page_break is not None and self._in_page_break(self._page_break, token):
            return
        if self._passed is not None and self._in_passed(self._passed, token):
            return
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token.value)
        elif token.kind == "title":
            self.title.append(token.value)
            self._leave_out("title", token.value, token.at, token.end)
        elif token.kind == "hidden":
            self._leave_out(_HIDDEN_AS.get(token.attributes, "hidden"), token.value, token.at, token.end)
        elif self._link is not None and self._link.pieces is not None:
            self._link.pieces.append(token)
        else:
            self._text(token)

    def finish(self) -> list[Placed]:
        """End the page and give its blocks."""
        if self._page_break is not None:
            self._end_page_break(self._page_break)
        self._close_block()
        self._end_links()
        return with_speaker_cells(with_labels(self._placed))

    def _start(self, token: Token) -> None:
        """Take a start tag: of a page number, a line end, a block, a typeface or a link."""
        tag = token.value
        if self._note is not None and tag == self._note.tag:
            self._note.depth += 1
        named = self._named.get(token.at, NOWHERE)
        if (label := named.label if named.words else page_of(token)) is not None:
            self._open_page_break(tag, label or named.label)
        elif tag == "br":
            self._break(1)
        elif kind := "hidden" if token.at in self._known.unseen.within else passed_over(token):
            self._passed = PassedBegun(tag, kind)
        elif tag in BLOCKS:
            self._close_block()
            self._open_block(token)
        elif tag in FACES:
            self._type.begin(tag, self._draft.next_offset())
        elif tag == "sup" or (tag == "a" and token.attribute("href")):
            self._open_link(token)
        if self._page_break is None and (begins := named.label or self._listed_page(token)):
            self._begin_page(begins)
        if token.attributes and not len(self._draft.builder) and (name := token.attribute("id")):
            self._draft.names.append(name)

    def _end(self, tag: str) -> None:
        """Take an end tag: it closes blocks, typefaces and links, and the note that it began."""
        if tag in BLOCKS:
            self._close_block()
            self._around.end(tag)
            self._cells.end(tag)
            if self._note is not None and tag == self._note.tag:
                self._note.depth -= 1
                self._note = self._note if self._note.depth else None
        elif tag in FACES:
            self._draft.marks.extend(self._type.end(tag, len(self._draft.builder)))
        elif self._link and tag == self._link.tag:
            self._close_link()

    def _in_passed(self, held: PassedBegun, token: Token) -> bool:
        """List words that are passed over; False for a tag before which they end, and that is to be read as ever."""
        if token.kind in ("text", "entity"):
            self._leave_out(held.kind, token.value, token.at, token.end)
            return True
        if held.ends_before(token):
            self._passed = None
            return False
        self._passed = held if held.take(token) else None
        return True

    def _listed_page(self, token: Token) -> str | None:
        """Give the page that a list of the book says begins at an element."""
        return self._known.anchors.page_at(token) if self._known.anchors else None

    def _open_page_break(self, tag: str, label: str) -> None:
        if tag in BLOCKS:
            self._close_block()
        self._page_break = PageBreak(tag, label)

    def _in_page_break(self, held: PageBreak, token: Token) -> bool:
        """Take what stands in a page break; False for what is to be read as ever."""
        taken = held.take(token)
        if taken in ("ends it", "ends before"):
            self._end_page_break(held)
        return taken in ("held", "ends it")

    def _end_page_break(self, held: PageBreak) -> None:
        """Begin the page; words in the break that are more than its number are text."""
        self._page_break = None
        if held.label:
            self._begin_page(held.label)
        if held.is_number_only:
            self._leave_out("furniture", held.words.strip("\u200b"), held.pieces[0].at, held.pieces[-1].end)
        else:
            for piece in held.pieces:
                self._text(piece)

    def _begin_page(self, label: str) -> None:
        """Begin a page; several elements may name the same one."""
        if label != self.page.label:
            self.page = Page(label, "printed")
            self._draft.begin_page(self.page)

    def _break(self, lines: int) -> None:
        self._draft.breaks += lines
        if self._draft.breaks >= 2:
            self._close_block()

    def _text(self, token: Token) -> None:
        """Take text: words go to the block, white space becomes one space, in preformatted text line ends stay."""
        if token.kind == "entity" and not token.value.isspace():
            self._draft.add(token.value, token.at, token.end, linked=self._in_link())
            return
        place = 0
        for gap in _SPACE.finditer(token.value):
            self._piece(token, place, gap.start())
            self._draft.pause(gap.group(), token.at + gap.start())
            if self._around.keeps_lines and "\n" in gap.group():
                self._break(gap.group().count("\n"))
            place = gap.end()
        self._piece(token, place, len(token.value))

    def _piece(self, token: Token, start: int, end: int) -> None:
        if start < end:
            self._draft.add(token.value[start:end], token.at + start, token.at + end, linked=self._in_link())

    def _in_link(self) -> bool:
        return self._link is not None and self._link.tag == "a"

    def _open_link(self, token: Token) -> None:
        target = token.attribute("href")
        if self._link is not None and self._link.pieces is not None:
            self._link.target = self._link.target or target
            self._link.back = self._link.back or is_backlink(token)
            return
        back = is_backlink(token)
        led = target.startswith("#") or (self._known.anchors is not None and "#" in target)
        held = token.value == "sup" or led or back or is_reference(token)
        self._link = LinkBegun(token.value, [] if held else None, target, back)
        self._draft.links += token.value == "a"

    def _close_link(self) -> None:
        """End a link or superscript: a note mark is lifted out of the text, all else belongs to it."""
        link, self._link = self._link, None
        if link is None or not link.pieces:
            return
        draft, start, end = self._draft, link.pieces[0].at, link.pieces[-1].end
        if link.leads_back:
            self._leave_out("note mark", link.words, start, end)
        elif link.tag == "sup" and (figure := draft.figure(link.words)):
            draft.add(figure, start, end, linked=False)
        elif (label := link.note_label) is not None:
            self._refer(link, label)
            self._leave_out("note mark", link.words, start, end)
        else:
            for piece in link.pieces:
                self._text(piece)
            draft.within += len(link.words) if link.tag == "a" else 0

    def _refer(self, link: LinkBegun, label: str) -> None:
        """Mark a reference to a note; a link that begins a block is the number of the note that the block is."""
        draft = self._draft
        if not len(draft.builder) and link.tag == "a":
            draft.kind = "note"
        draft.marks.append(Mark("note", len(draft.builder), len(draft.builder), label))
        if link.target and draft.kind != "note" and self._note is None:
            draft.refers.append(NoteReference(link.target, label))

    def _open_block(self, token: Token) -> None:
        """Open a block with what its tag, classes and surroundings say of it."""
        draft, tag, anchors = self._draft, token.value, self._known.anchors
        self._around.begin(token)
        self._cells.begin(tag, token.attribute("colspan"), token.attribute("rowspan"))
        self._around.describe(draft, token)
        if is_note(token) or (anchors and self._note is None and anchors.is_note(token)):
            self._note = NoteBegun(tag, token.attribute("id"), at_foot=tag == "aside" or is_foot_note(token))
            if tag == "li":
                self._around.numbers.take()  # it is the number of the note, which its reference bears
        if self._note is not None:
            draft.kind, draft.level = "note", 0
        if tag == "hr":
            self._end_links()
            self._placed.append(Placed(Block("", "rule")))

    def _close_block(self) -> None:
        """End the block being read; it is kept, or left out where it is navigation."""
        self._close_link()
        draft, self._draft = self._draft, Draft(page=self.page)
        if self._note is not None:
            self._draft.kind = "note"
        text, offsets, marks, page = draft.build(self._type.cut(len(draft.builder)))
        if not text:
            # What is called so is what stands in it first: an item of a list is called, its paragraph is read.
            self._draft.names = draft.names
            return
        block = Block(text, draft.kind, draft.level, offsets, marks, page, centred=draft.centred)
        placed = self._as_text(block, draft) if self._note is None else self._as_note(self._note, block, draft)
        if placed is not None:
            self._keep(placed, draft)

    def _as_text(self, block: Block, draft: Draft) -> Placed:
        """Give a block of the text, or a note that only what links to it tells."""
        names = tuple(name for name in draft.names if name) if block.kind == "note" else ()
        block = without_stop(block) if block.kind == "note" else block
        return Placed(block, names, tuple(draft.refers), tuple(draft.names), draft.terms, self._cells.cell,
                      self._around.numbers.take())

    def _as_note(self, note: NoteBegun, block: Block, draft: Draft) -> Placed | None:
        """Give a block of a note that the page calls one; None for the number of the note in a book."""
        if self._known.anchors is not None:
            first, note.begun = not note.begun, True
            if first and is_note_mark(block.text):
                # The number of the note, which its reference bears.
                self._leave_out("note mark", block.text, draft.start or 0, draft.end)
                return None
            block = replace(block, page=Page()) if note.at_foot else block
        names = (note.name,) if note.name else ()
        block = with_number(without_stop(block), self._around.numbers.take())
        return Placed(block, names, tuple(draft.refers), (*draft.names, *names), draft.terms, self._cells.cell)

    def _keep(self, placed: Placed, draft: Draft) -> None:
        """Keep a block; navigation is left out, and what is nothing but links waits for what follows it."""
        text, start, end = placed.block.text, draft.start or 0, draft.end
        if not self._known.drop_navigation:
            self._placed.append(placed)
        elif draft.navigation and not is_text_there(placed.block, linked=draft.linked > 0):
            self._leave_out("navigation", text, start, end)
        elif is_linked(text, draft.linked):
            if not self._linked.takes(placed):
                self._end_links()
            self._linked.add(placed, start, end, draft.links)
        elif is_linked(text, draft.linked + draft.within) and is_way(text):
            self._leave_out("navigation", text, start, end)
        else:
            if draft.navigation:
                self.set_apart.append(text)
            self._end_links(followed=True)
            self._placed.append(placed)

    def _end_links(self, *, followed: bool = False) -> None:
        """End a run of blocks that are nothing but links, behind which text may stand."""
        for one in self._linked.end(preceded=bool(self._placed), followed=followed):
            if one.stays:
                self._placed.append(one.placed)
            else:
                self._leave_out("navigation", one.placed.block.text, one.start, one.end)

    def _leave_out(self, kind: LeftOutKind, text: str, start: int, end: int) -> None:
        if text.strip():
            self.left_out.append(LeftOut(kind, _SPACE.sub(" ", text).strip(), start, end))
