"""Exports say the right thing in the programs that people bring them into: title, authors, year, language, pages.

pandoc and a server of Zotero's translators are tried where they are at hand.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from clients import AUTHORS, READERS, TITLES, UNREAD, passage, works
from exported import ABOUT, extract, written
from lantern import BELOW, BOOKS, CASES, CATALOGUE

from corpus.citation.styles import FOR_PROGRAMS, cite, cite_together, described
from corpus.citation.tex import tex
from corpus.errors import UnknownNameError
from corpus.export.passages import Extract
from corpus.model.turns import Page

READER = pytest.mark.parametrize("reader", READERS)


def typed(text: str) -> str:
    """Give a text with the quotation marks of a typewriter: pandoc sets those of print."""
    return text.translate(str.maketrans("“”‘’„", "\"\"\"'\"")).replace("'", '"')


@READER
def test_every_program_reads_the_same(reader: str) -> None:
    form, read = READERS[reader]
    held = works()
    got = read(written(form, [one for _, extracts in held for one in extracts]).decode())
    assert len(got) == len(held)
    same = typed if reader.startswith("pandoc") else str
    for one, (info, _) in zip(got, held, strict=True):
        if info.id.removeprefix("work-") not in UNREAD.get(reader, ()):
            assert same(one.title) == same(info.title)
        names = tuple(same(part) for name in one.authors for part in name)
        assert names == tuple(map(same, AUTHORS[info.author or ""]))
        assert (one.year, one.lang, one.kind.lower()) == (str(info.year), info.lang, "book")
        assert one.pages == ("12", "32–33")
        assert not one.size, "the page cited is not how many pages a book has"


@READER
def test_one_work_is_one_record_and_two_editions_are_two(reader: str) -> None:
    form, read = READERS[reader]
    rows = [extract(replace(CASES[case], ref=f"{CASES[case].text_id}/{n:04d}"), BOOKS[CASES[case].text_id])
            for n, case in enumerate(("en-printed", "ru-printed", "en-range", "en-sequence", "ru-range", "en-none"))]
    got = read(written(form, rows).decode())
    assert [(one.lang, one.pages) for one in got] == [("en", ("36", "36–38")), ("ru", ("54", "54–55"))]
    assert [one.title for one in got] == [CATALOGUE.editions[name].title for name in ("en-lantern", "ru-lantern")] or (
        reader.startswith("pandoc"))


@READER
def test_an_estimated_page_is_none(reader: str) -> None:
    form, read = READERS[reader]
    info = replace(BOOKS["essay"], id="guess", author="Quill, Ann")
    rows = [passage(info, 1, Page("77", "estimated", margin=2.0)), passage(info, 2, Page())]
    text = written(form, rows).decode()
    [one] = read(text)
    assert one.pages == () and not one.size and not re.search(r"\b77\b", text)


@READER
def test_a_document_of_an_archive_has_no_page(reader: str) -> None:
    form, read = READERS[reader]
    row = extract(CASES["document-letter"], BOOKS["note"], below=BELOW["document-letter"])
    text = written(form, [row]).decode()
    [one] = read(text)
    assert (one.title, one.year, one.lang, one.pages) == ("Letter to the Board of Harbours", "1931", "en", ())
    assert one.authors == (("Oslan", "Tomas Rem"),)
    assert one.kind.lower() in {"manuscript", "manscpt", "unpublished"}
    assert "HARBOUR ARCHIVE. F. 17" in text


def test_two_documents_of_one_text_are_two_works() -> None:
    rows = [extract(replace(CASES["document-interrogation"], ref=f"x/{case}"), BOOKS["dopros"], below=BELOW[case])
            for case in ("document-interrogation", "document-letter")]
    items = json.loads(written("csl-json", rows))
    assert [item["id"] for item in items] == ["dopros", "dopros-2"]
    assert len({item["archive_location"] for item in items}) == 2


def test_a_report_that_names_no_publisher_is_a_book() -> None:
    info = replace(BOOKS["ru-web"], publisher=None)
    text = written("ris", [extract(CASES["ru-site"], info)]).decode()
    assert text.startswith("TY  - ELEC"), "it stands on a site"
    alone = replace(CASES["ru-printed"], text_id="ru-web")
    assert cite(alone, info, CATALOGUE, "ris").plain.startswith("TY  - BOOK")
    assert cite(alone, info, CATALOGUE, "bibtex").plain.startswith("@book")
    assert json.loads(cite(alone, info, CATALOGUE, "csl-json").plain)[0]["type"] == "book"


@pytest.mark.parametrize("style", sorted(FOR_PROGRAMS))
def test_several_citations_make_one_file(style: str) -> None:
    places = [described(CASES[case], BOOKS[CASES[case].text_id], CATALOGUE, style, base_url=ABOUT.base_url)
              for case in ("en-printed", "en-range", "document-book")]
    got = READERS[{"bibtex": "pybtex", "ris": "rispy"}.get(style, "pandoc-csl-json")][1](cite_together(style, places))
    assert [one.pages for one in got] == [("36", "36–38"), ("11–12",)]


def test_only_programs_have_such_files() -> None:
    with pytest.raises(UnknownNameError):
        cite_together("mla", [])


@READER
def test_what_a_reader_noted_stands_at_its_passage(reader: str) -> None:
    form = READERS[reader][0]
    info = replace(BOOKS["essay"], id="noted", author="Quill, Ann")
    rows: list[Extract] = [
        replace(passage(info, 1, Page("3", "printed")), note="my remark", judgement="confirms"),
        passage(info, 2, Page("4", "printed")),
    ]
    text = written(form, rows).decode()
    first, second = text.index("burned."), text.rindex("burned.")
    assert first < text.index("confirms: my remark") < second or form == "csl-json"
    assert text.count("https://trials.example/noted/") >= 2


def test_text_for_tex_is_balanced_and_joins_no_signs() -> None:
    assert tex("{a} & 5% -- b") == r"\{a\} \& 5\% -{}- b"
    assert tex("}{") == r"\vphantom{\{}\}\{\vphantom{\}}"
    assert tex("'' ?! ---") == "'{}' ?{}! -{}-{}-"
    assert all(tex(title).count("{") == tex(title).count("}") for title in TITLES.values())
