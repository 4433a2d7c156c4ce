"""Printed pages of books that have lost them: invented books of nonsense words whose pages are known."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from growth import assert_grows

from corpus.catalogue import catalogue
from corpus.documents.bookpages.clues import Fixed, Gap, IndexedName, _chain, entries
from corpus.documents.bookpages.fit import MOST_NAMES, _Chain, fit_pages
from corpus.documents.bookpages.pages import WHY, with_book_pages
from corpus.documents.turns import document_turns
from corpus.model.turns import Turn
from corpus.reading.markdown.reader import read_markdown
from corpus.speakers.labels import LabelVocabulary

LINE, LINES = 62, 30
SYLLABLES = ("ba", "de", "fi", "go", "lu", "mar", "nes", "pol", "rin", "sto", "tev", "vix", "zum", "quo", "hel")
NAMES = ("Tarbolin", "Wexmoor", "Quindle", "Ostrabel", "Fennimar", "Kolvest", "Drumhart", "Sibbeling")

CONTENTS = "Contents\n\n" + "".join(f"{name} ..... {number}\n\n" for number, name in enumerate(NAMES[:4], 1))
HEADINGS = [f"# {name}\n\nalpha beta." for name in NAMES[:4]]


@dataclass
class Book:
    """A book as converted: its text, and the page that begins at each of ``starts``."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    contents: list[tuple[str, int]] = field(default_factory=list)
    index: dict[str, list[int]] = field(default_factory=dict)

    def page(self, offset: int) -> int:
        return self.pages[bisect_right(self.starts, offset) - 1]


class Printer:
    """Sets a book. ``traces``: cut paragraphs and notes stay at the page ends; otherwise they are mended."""

    def __init__(self, seed: int, chapters: int = 7, *, traces: bool = True, words: str = "Chapter") -> None:
        self.chance = random.Random(seed)  # noqa: S311 (filler, not secrets)
        self.traces, self.words = traces, words
        self.book, self.page, self.left = Book(), 0, 0
        self.body: list[str] = []
        self.size = 0
        self.notes = 0
        self.starts: list[tuple[int, int]] = []
        for number in range(1, chapters + 1):
            self._chapter(number)

    def _word(self) -> str:
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.randint(1, 4)))

    def _put(self, text: str) -> None:
        self.body.append(text)
        self.size += len(text)

    def _turn_page(self) -> None:
        self.page += 1
        self.starts.append((self.size, self.page))
        self.left = LINES + self.chance.randint(-2, 2)
        self.noted = self.traces and self.chance.random() < 0.35
        self.left -= 5 if self.noted else 0

    def _foot(self) -> None:
        if self.noted:
            self.notes += 1
            filler = " ".join(self._word() for _ in range(40))
            self._put(f"---\n\n<sup>{self.notes}</sup> {filler.capitalize()}.\n\n")

    def _chapter(self, number: int) -> None:
        self.notes = 0
        if self.page:
            self._foot()
        self._turn_page()
        title = f"{self.words} {number}. {self._word().capitalize()} {self._word()} {self._word()}"
        self.book.contents.append((title, self.page))
        self._put(f"# {title}\n\n")
        self.left -= 6
        for _ in range(self.chance.randint(25, 60)):
            self._paragraph()

    def _paragraph(self) -> None:
        lines = self.chance.choice([2, 3, 5, 8, 11, 15])
        while lines:
            if self.left <= 0:
                if self.traces:
                    self._put("\n\n")
                    self._foot()
                self._turn_page()
            now = min(lines, self.left)
            self._lines(now, last=now == lines)
            lines -= now
            self.left -= now
        self._put(".\n\n")
        if self.left <= 0:
            self._foot()
            self._turn_page()

    def _lines(self, count: int, *, last: bool) -> None:
        out: list[str] = []
        length = 0
        while length < LINE * count - (self.chance.randint(0, 30) if last else 0):
            word = self._word()
            if self.chance.random() < 0.004:
                word = self.chance.choice(NAMES)
                self.book.index.setdefault(word, []).append(self.page)
            out.append(word)
            length += len(word) + 1
        if last and not self.traces:
            out[0] = out[0].capitalize()
        self._put(" ".join(out) + ("" if last else " " if not self.traces else ""))

    def printed(self, *, index: bool = True) -> Book:
        contents = "".join(f"{title} ..... {page}\n\n" for title, page in self.book.contents)
        front = f"# A Book\n\nTable of Contents\n\n{contents}"
        listed = "".join(f"- {name} ..... {', '.join(map(str, sorted(set(pages))))}\n"
                         for name, pages in sorted(self.book.index.items()))
        self.book.text = front + "".join(self.body) + (f"# Index\n\n{listed}" if index else "")
        self.book.starts = [len(front) + start for start, _ in self.starts]
        self.book.pages = [page for _, page in self.starts]
        return self.book


def turns_of(text: str) -> list[Turn]:
    names = LabelVocabulary(catalogue.load("specimen"), None, interrogation=True)
    return document_turns(read_markdown(text, "book.md"), "book", "citing", "en", names)[0]


def errors(book: Book, turns: list[Turn]) -> Iterator[tuple[int, float]]:
    """Give by how many pages each paragraph is wrong, with the margin it states."""
    for turn in turns:
        if turn.page.basis == "estimated" and turn.origin.start is not None and turn.region != "index":
            assert turn.page.label is not None and turn.page.margin is not None
            yield abs(int(turn.page.label) - book.page(turn.origin.start)), turn.page.margin


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("index", [True, False])
def test_pages_come_from_contents_and_page_ends(seed: int, index: bool) -> None:
    book = Printer(seed).printed(index=index)
    found = list(errors(book, turns_of(book.text)))
    assert len(found) > 200
    assert sum(error <= 1 for error, _ in found) >= 0.98 * len(found)
    assert sum(error <= margin for error, margin in found) >= 0.98 * len(found)
    assert sum(error == 0 for error, _ in found) >= 0.9 * len(found)


@pytest.mark.parametrize("seed", range(2))
def test_where_nothing_shows_page_ends_the_margin_says_how_sure_it_is(seed: int) -> None:
    book = Printer(seed, traces=False).printed()
    found = list(errors(book, turns_of(book.text)))
    assert sum(error <= margin for error, margin in found) >= 0.97 * len(found)
    assert sum(error <= 1 for error, _ in found) >= 0.95 * len(found)


def test_a_turn_says_where_further_pages_begin_in_it() -> None:
    book = Printer(5).printed()
    turns = turns_of(book.text)
    marks = [(turn, mark) for turn in turns for mark in turn.marks if mark.kind == "page"]
    assert len(marks) > 40
    right = 0
    for turn, mark in marks:
        span = turn.offsets.span(mark.start, mark.start + 1)
        assert span is not None and mark.label is not None
        right += book.page(span[0]) == int(mark.label)
        assert turn.page.end is not None and int(turn.page.label or 0) < int(mark.label) <= int(turn.page.end)
    assert right >= 0.9 * len(marks)
    assert all(("page", WHY) in turn.inferred for turn, _ in marks)


def test_a_misread_page_of_the_contents_misleads_nothing() -> None:
    book = Printer(6, chapters=9).printed()
    title, page = book.contents[4]
    text = book.text.replace(f"{title} ..... {page}", f"{title} ..... {page + 1000 if page > 99 else page + 60}", 1)
    shift = len(text) - len(book.text)
    book.starts = [start + shift for start in book.starts]
    found = list(errors(book, turns_of(text)))
    assert sum(error <= 1 for error, _ in found) >= 0.95 * len(found)


def test_without_contents_or_with_pages_of_its_own_nothing_is_estimated() -> None:
    book = Printer(7).printed()
    bare = book.text[book.text.index("# " + book.contents[0][0]) :]
    assert {turn.page.basis for turn in turns_of(bare)} == {"none"}
    turns = turns_of(book.text)
    assert with_book_pages(turns, book.text) == turns


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarbolin, Axel.....12, 40", [("tarbolin", 12), ("tarbolin", 40)]),
        ("Tarbolin, Axel12, 40", [("tarbolin", 12), ("tarbolin", 40)]),
        ("Wexmoor 7–9; 21", [("wexmoor", 7), ("wexmoor", 8), ("wexmoor", 9), ("wexmoor", 21)]),
        ("Wexmoor 123-5", [("wexmoor", 123), ("wexmoor", 124), ("wexmoor", 125)]),
        ("The Quindle (May 4, 1911) ... 8", [("quindle", 8)]),
        ("Quindle Hearing, 2nd 15, 26 Ostrabel, P.....3", [("quindle", 15), ("quindle", 26), ("ostrabel", 3)]),
        ("see Wexmoor", []),
    ],
)
def test_entries_of_an_index(text: str, expected: list[tuple[str, int]]) -> None:
    assert list(entries(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Contents\n\n" + "".join(f"Alpha ..... {n}\n\n" for n in range(1, 2500)) + "# Alpha\n\nbeta.\n\n" * 2500,
        "Contents\n\nAlpha ..... 1\n\nBeta ..... 5\n\nGamma ..... 9000\n\nDelta ..... 9999\n\n"
        "# Alpha\n\nx.\n\n# Beta\n\nx.\n\n# Gamma\n\nx.\n\n# Delta\n\nx.",
        CONTENTS + ("\n" * 20_000).join(HEADINGS),
        CONTENTS.replace(" 2", " 1").replace(" 3", " 1").replace(" 4", " 1") + "\n\n".join(HEADINGS),
    ],
    ids=["all alike", "too many pages", "wide gaps", "one page"],
)
def test_contents_that_play_tricks_cost_no_time(text: str) -> None:
    assert {turn.page.basis for turn in turns_of(text)} == {"none"}


def fitting(pages: int, chapter: int, names: int) -> Callable[[], object]:
    """Give the work on a book of so many pages, of which each ``chapter``-th begins a chapter."""
    lines, each = 30, 6
    places = [Gap(number * 100, number * lines / each, "plain") for number in range(pages * each + 1)]
    gaps = [*places[:-1], Gap(places[-1].offset, places[-1].lines, "end")]
    fixed = [Fixed(page * each * 100, page + 1, True) for page in range(0, pages, chapter)]
    listed = [IndexedName(page, tuple(range(page * 550, page * 550 + 300, 100))) for page in range(2, pages)] * names
    return partial(fit_pages, gaps, fixed, listed)


@pytest.mark.parametrize(("chapter", "names"), [(10, 0), (10, 8), (2, 0)])
def test_time_grows_with_the_pages_of_a_book(chapter: int, names: int) -> None:
    assert fitting(20, chapter, names)() is not None
    assert_grows(lambda pages: fitting(pages, chapter, names), 100)


def test_an_index_that_puts_everything_on_one_page_takes_no_longer_than_a_full_one() -> None:
    gaps = [Gap(number * 100, number * 5.0, "plain") for number in range(600)]
    fixed = [Fixed(page * 600, page + 1, True) for page in range(0, 100, 20)]
    for many in (MOST_NAMES, 50 * MOST_NAMES):
        chain = _Chain(gaps, [(6 * page, page + 1) for page in range(0, 100, 20)],
                       [IndexedName(30, tuple(range(0, 60_000, 700)))] * many)
        assert len(chain.names[30]) == MOST_NAMES
    assert fit_pages(gaps, fixed, [IndexedName(30, (5,))] * 10_000) is not None


def test_contents_and_headings_that_are_all_alike_are_passed_over() -> None:
    def chaining(size: int) -> Callable[[], object]:
        listed = [([f"a{number}", "b"], number) for number in range(size)]
        return partial(_chain, listed, [(number * 10, [f"c{number}", "b"]) for number in range(size)])

    assert chaining(375)() == []
    assert_grows(chaining, 375)
