"""The specimen in every format: the same turns, speakers and pages as from HTML, and every character in its place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from book_files import docx, epub, fb2, html, mhtml, odt, packed, rtf, wxr

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.model.blocks import Block, SourceText
from corpus.reading.formats import read, sniff
from corpus.reading.html.page import read_html
from corpus.reading.marks.page_marks import lift_pages

SPECIMEN = Path(__file__).resolve().parents[4] / "corpus" / "data" / "specimen" / "files"
PAGES = {"ru-specimen": "ru-specimen.html", "en-specimen-summary": "en-specimen-summary.html"}
CHAPTER = 60


def chapters(blocks: tuple[Block, ...]) -> list[list[Block]]:
    rest = iter(blocks)
    return list(iter(lambda: list(islice(rest, CHAPTER)), []))


MAKERS: dict[str, Callable[[SourceText], bytes]] = {
    "epub": lambda text: epub(chapters(lift_pages(text).blocks)),
    "fb2": lambda text: fb2(text.blocks),
    "fb2zip": lambda text: packed({"a/book.fb2": fb2(text.blocks)}),
    "odt": lambda text: odt(text.blocks),
    "docx": lambda text: docx(text.blocks),
    "rtf": lambda text: rtf(text.blocks),
    "mhtml": lambda text: mhtml(text.blocks),
    "wxr": lambda text: wxr([("a", text.blocks)]),
}
WITH_OFFSETS = ("fb2", "mhtml", "wxr")


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest) -> tuple[str, SourceText]:
    file = PAGES[request.param]
    return request.param, read_html((SPECIMEN / file).read_text("utf-8"), file)


def told(edition: str, text: SourceText) -> list[tuple[str | None, ...]]:
    """Give what must be the same in every format."""
    catalogue = load("specimen")
    turns = edition_turns([(text, None)], catalogue.edition(edition), catalogue).turns
    return [(t.kind, t.label, t.speaker, t.sitting, t.page.label, t.page.end, " ".join(t.text.split()))
            for t in turns]


@pytest.mark.parametrize("form", MAKERS)
def test_the_specimen_is_read_as_from_html(page: tuple[str, SourceText], form: str) -> None:
    edition, source = page
    data = MAKERS[form](source)
    assert sniff(data, "file") == form
    (text,) = read(data, form, "file")  # type: ignore[arg-type]
    (again,) = read(html(source.blocks).encode(), "html", "file")
    if form == "wxr":  # the title of the post comes first
        text = SourceText(text.file, text.blocks[1:], text.raw)
    assert told(edition, text) == told(edition, again)


@pytest.mark.parametrize("form", WITH_OFFSETS)
def test_every_character_stands_where_its_offset_says(page: tuple[str, SourceText], form: str) -> None:
    (text,) = read(MAKERS[form](page[1]), form, "file")  # type: ignore[arg-type]
    runs = [(block, run) for block in text.blocks for run in block.offsets.runs]
    assert runs
    same = [(b.text[r.text : r.text + r.length], text.raw[r.source : r.source + r.width])
            for b, r in runs if r.length == r.width]
    assert len(same) > 100
    assert all(a == b for a, b in same)


@pytest.mark.parametrize("form", sorted({*MAKERS} - {*WITH_OFFSETS}))
def test_a_packed_file_has_no_characters_to_point_to(page: tuple[str, SourceText], form: str) -> None:
    (text,) = read(MAKERS[form](page[1]), form, "file")  # type: ignore[arg-type]
    assert text.raw == ""
    assert not any(block.offsets.runs for block in text.blocks)
