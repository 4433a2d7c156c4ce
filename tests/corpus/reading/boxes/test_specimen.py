"""The specimen as recognised pages, in every format of them and both languages: the turns, speakers and pages of it."""

from __future__ import annotations

import gzip
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from boxed import Lines, alto, djvu, djvu_xml, hocr, page_xml

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.ingest.run import ingest
from corpus.language.words import forms
from corpus.model.blocks import SourceText
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.reading.marks.page_marks import lift_pages
from corpus.storage.home import Home
from corpus.storage.library import Library

FILES = Path(__file__).resolve().parents[4] / "corpus" / "data" / "specimen" / "files"
SOURCES = {"ru-specimen": "ru-specimen.html", "en-specimen": "en-specimen.pdf"}
SPECIMEN = load("specimen")
MEASURE = 62
"""Signs of a line."""
WRONG = 0.005
"""Share of the words that may be wrong."""


@cache
def source(edition: str) -> SourceText:
    data = (FILES / SOURCES[edition]).read_bytes()
    [text] = formats.read(data, formats.sniff(data, SOURCES[edition]), SOURCES[edition])
    return lift_pages(text)


@cache
def printed(edition: str) -> tuple[Lines, ...]:
    """Set the specimen line by line on its own pages; a page that begins in a line begins with the next one."""
    pages: dict[str, list[str]] = {}
    for block in source(edition).blocks:
        begins = [(mark.start, mark.label or "") for mark in block.marks if mark.kind == "page"]
        page, at = block.page.label or "", 0
        for number, line in enumerate(textwrap.wrap(block.text, MEASURE)):
            while begins and begins[0][0] <= at:
                page = begins.pop(0)[1]
            rows = pages.setdefault(page, [])
            rows.append(f">{line}" if not number else line)
            at += len(line) + 1
    return tuple([f"{'THE FERRY' if edition[0] == 'e' else 'ДЕЛО О ПАРОМЕ'} {page}", *rows]
                 for page, rows in pages.items())


MAKERS: dict[str, Callable[[Sequence[Lines], Path], bytes]] = {
    "hocr": lambda pages, _: gzip.compress(hocr(pages).encode()),
    "alto": lambda pages, _: alto(pages).encode(), "djvuxml": lambda pages, _: djvu_xml(pages).encode(), "djvu": djvu,
}


def turns_of(text: SourceText, edition: str) -> list[Turn]:
    return list(edition_turns([(text, None)], SPECIMEN.edition(edition), SPECIMEN).turns)


@cache
def true_turns(edition: str) -> list[Turn]:
    return turns_of(source(edition), edition)


def words(turns: Sequence[Turn]) -> Counter[str]:
    return Counter(word for turn in turns for word in forms(f"{turn.label or ''} {turn.text}"))


def said(turns: Sequence[Turn]) -> list[tuple[str | None, ...]]:
    return [(turn.speaker, turn.label, turn.page.label) for turn in turns if turn.kind == "speech"]


def assert_same(found: Sequence[Turn], edition: str) -> None:
    truth = true_turns(edition)
    wanted, had = words(truth), words(found)
    assert sum((wanted - had).values()) + sum((had - wanted).values()) <= WRONG * wanted.total(), (
        wanted - had, had - wanted)
    assert said(found) == said(truth)


@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("edition", SOURCES)
def test_the_specimen_is_read_as_from_its_source(edition: str, form: str, tmp_path: Path) -> None:
    data = MAKERS[form](printed(edition), tmp_path)
    assert formats.sniff(data, "file") == form
    [text] = formats.read(data, formats.sniff(data, "file"), "file")
    assert_same(turns_of(text, edition), edition)


@pytest.mark.parametrize("edition", SOURCES)
def test_a_folder_of_pages_is_read_as_its_source(edition: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, page in enumerate(printed(edition), 1):
        (folder / f"page_{number:04}.xml").write_text(page_xml(page), "utf-8")
    home = Home(tmp_path / "home", "specimen").create()
    add(home, SPECIMEN, [folder], Wanted(edition=edition))
    ingest(home)
    assert_same(list(Library(home).turns(edition)), edition)
