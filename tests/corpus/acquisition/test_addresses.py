"""Fetching an edition from an address: one page, numbered pages, an item of the Internet Archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_site import Answer, Site, serving
from own_play import write_catalogue

from corpus.acquisition.addresses import fetch_address
from corpus.acquisition.carriers import FolderCarrier, WebCarrier
from corpus.acquisition.fetching import Fetched
from corpus.errors import UnknownNameError, WrongUseError
from corpus.limits import FETCH_ATTEMPTS
from corpus.storage.home import Home
from corpus.storage.own_catalogue import catalogue_of
from corpus.storage.sources import read_sources


def page(number: object, around: str = "") -> bytes:
    return f"<html><body><p>VARGA: Number {number}?</p><p>RENN: alpha beta.</p>{around}</body></html>".encode()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home").create()
    write_catalogue(made.path)
    return made


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site({f"/clock/page-{number}.html": page(number) for number in range(1, 6)})) as made:
        yield made


def bring(home: Home, site: Site, path: str, *, again: bool = False) -> Fetched:
    carrier = WebCarrier(pause=0)
    return fetch_address(home, catalogue_of(home), site.address + path, "en-clock", carrier, again=again)


def test_pages_come_until_one_is_missing(home: Home, site: Site) -> None:
    result = bring(home, site, "/clock/page-{1}.html")
    assert len(result.kept) == 5 and not result.missing
    assert [(file.order, file.edition) for file in read_sources(home)] == [(n, "en-clock") for n in range(1, 6)]
    assert [file.name.rpartition("/")[2] for file in read_sources(home)] == [f"page-{n}.html" for n in range(1, 6)]
    site.asked.clear()
    site.pages["/clock/page-6.html"] = page(6)
    second = bring(home, site, "/clock/page-{1}.html")
    assert (len(second.kept), len(second.unchanged)) == (1, 5)
    assert site.asked[1:] == ["/clock/page-6.html", "/clock/page-7.html"], "what is here is not asked for"


def test_pages_come_until_one_repeats_what_another_said(home: Home) -> None:
    """Many sites give their first or last page for every number beyond it, with another date or menu around it."""
    pages = {f"/book?start={n}": page(min(n, 3), f"<!-- asked for {n} -->") for n in range(40)}
    with serving(Site(pages)) as site:
        result = bring(home, site, "/book?start={0}")
    assert len(result.kept) == 4 and not result.missing
    assert len({file.name for file in read_sources(home)}) == 4


def test_each_page_of_a_range_is_wanted(home: Home, site: Site) -> None:
    del site.pages["/clock/page-2.html"]
    result = bring(home, site, "/clock/page-{1..4}.html")
    assert len(result.kept) == 3
    assert [url.rpartition("/")[2] for url, _ in result.missing] == ["page-2.html"]


def test_numbers_are_as_wide_as_the_first(home: Home) -> None:
    with serving(Site({f"/p{n:03d}.html": page(n) for n in (9, 10)})) as site:
        assert len(bring(home, site, "/p{009}.html").kept) == 2


def test_a_site_that_fails_has_not_come_to_its_end(home: Home, site: Site) -> None:
    site.faults["/clock/page-3.html"] = [Answer(b"", 503)] * FETCH_ATTEMPTS
    result = bring(home, site, "/clock/page-{1}.html")
    assert len(result.kept) == 2
    assert [reason for _, reason in result.missing] == ["the server answered 503"]
    assert len(bring(home, site, "/clock/page-{1}.html").kept) == 3


def test_a_first_page_that_is_not_there_is_told(home: Home, site: Site) -> None:
    assert [reason for _, reason in bring(home, site, "/klock/{1}.html").missing] == ["the server answered 404"]
    assert [reason for _, reason in bring(home, site, "/klock.html").missing] == ["the server answered 404"]


def test_what_comes_later_stands_behind(home: Home, site: Site) -> None:
    site.pages["/volume-2.html"] = page("two")
    bring(home, site, "/clock/page-{1..2}.html")
    bring(home, site, "/volume-2.html")
    bring(home, site, "/clock/page-{1..2}.html", again=True)
    assert sorted((file.order, file.name.rpartition("/")[2]) for file in read_sources(home)) == [
        (1, "page-1.html"), (2, "page-2.html"), (3, "volume-2.html")]


@pytest.mark.parametrize("address", ["ftp://example.org/x", "example.org/x", "https:///x", "https://example.org/{x}",
                                     "https://example.org/{1}/{2}", "https://example.org/{9..3}",
                                     "https://example.org/{1..999999}"])
def test_what_is_no_address_is_refused(home: Home, address: str) -> None:
    with pytest.raises(WrongUseError) as met:
        fetch_address(home, catalogue_of(home), address, "en-clock", WebCarrier(pause=0))
    assert met.value.advice
    assert read_sources(home) == ()


def test_an_unknown_edition_is_refused_before_anything_is_asked(home: Home, site: Site) -> None:
    with pytest.raises(UnknownNameError):
        fetch_address(home, catalogue_of(home), site.address, "en-klock", WebCarrier(pause=0))
    assert not site.asked


def item(root: Path, names: list[str], private: tuple[str, ...] = ()) -> FolderCarrier:
    """Lay out an item of the Internet Archive as a mirror in a folder has it."""
    files = [{"name": name, **({"private": "true"} if name in private else {})} for name in names]
    about = root / "archive.org" / "metadata" / "clock1903"
    about.parent.mkdir(parents=True, exist_ok=True)
    about.write_text(json.dumps({"files": files}), "utf-8")
    for name in names:
        path = root / "archive.org" / "download" / "clock1903" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = f"VARGA: Who kept {name}?\n\nRENN: I did.\n".encode()
        path.write_bytes(DJVU if name.endswith(".xml") else plain if name.endswith(".txt") else page(name))
    return FolderCarrier(root)


DJVU = b"""<?xml version="1.0" ?><DjVuXML><BODY><OBJECT width="1000" height="1500"><HIDDENTEXT><PAGECOLUMN><REGION>
<PARAGRAPH><LINE><WORD coords="100,140,300,100">VARGA:</WORD> <WORD coords="320,140,500,100">alpha</WORD>
<WORD coords="520,140,700,100">beta.</WORD></LINE></PARAGRAPH></REGION></PAGECOLUMN></HIDDENTEXT></OBJECT></BODY>
</DjVuXML>"""


@pytest.mark.parametrize(("names", "taken"), [
    (["clock_djvu.txt", "clock_djvu.xml", "clock.pdf"], ["clock_djvu.xml"]),
    (["clock_djvu.txt", "clock_hocr.html"], ["clock_hocr.html"]),
    (["b_djvu.txt", "a_djvu.txt"], ["a_djvu.txt", "b_djvu.txt"]),
])
@pytest.mark.parametrize("kind", ["details", "stream", "download"])
def test_the_text_that_knows_its_pages_is_taken_before_the_plain_one(
    home: Home, tmp_path: Path, names: list[str], taken: list[str], kind: str
) -> None:
    carrier = item(tmp_path / "mirror", names)
    result = fetch_address(
        home, catalogue_of(home), f"https://archive.org/{kind}/clock1903", "en-clock", carrier)
    assert [file.name for file in result.kept] == [f"archive.org/download/clock1903/{name}" for name in taken]
    assert not result.missing


@pytest.mark.parametrize(("answer", "told"), [
    ("{}", "no item of this name"), ('{"is_dark": true, "files": []}', "withdrawn"),
    ('{"files": [{"name": "clock.pdf"}]}', "https://archive.org/download/clock1903/clock.pdf"),
])
def test_an_item_that_has_no_text_to_give_is_told_with_the_cause(
    home: Home, tmp_path: Path, answer: str, told: str
) -> None:
    carrier = item(tmp_path / "mirror", [])
    (tmp_path / "mirror" / "archive.org" / "metadata" / "clock1903").write_text(answer, "utf-8")
    result = fetch_address(home, catalogue_of(home), "https://archive.org/details/clock1903", "en-clock", carrier)
    assert told in str(result.missing[0][1])


def test_a_page_of_the_site_is_no_text_of_an_item_and_is_asked_for_again(home: Home, tmp_path: Path) -> None:
    carrier = item(tmp_path / "mirror", ["clock_djvu.xml"])
    text = tmp_path / "mirror" / "archive.org" / "download" / "clock1903" / "clock_djvu.xml"
    text.write_bytes(page("Item not available"))
    address = "https://archive.org/details/clock1903/page/n5/mode/2up"
    result = fetch_address(home, catalogue_of(home), address, "en-clock", carrier)
    assert [reason for _, reason in result.missing] == ["the answer is a page of the site and not this file"]
    text.write_bytes(DJVU)
    assert len(fetch_address(home, catalogue_of(home), address, "en-clock", carrier).kept) == 1


def test_an_item_whose_texts_are_not_given_out_is_told(home: Home, tmp_path: Path) -> None:
    carrier = item(tmp_path / "mirror", ["clock_djvu.xml", "clock.pdf"], private=("clock_djvu.xml",))
    result = fetch_address(home, catalogue_of(home), "https://archive.org/details/clock1903", "en-clock", carrier)
    assert "no text of its pages" in result.missing[0][1]


def test_the_one_file_that_is_named_is_taken(home: Home, tmp_path: Path) -> None:
    carrier = item(tmp_path / "mirror", ["clock_djvu.txt", "clock_djvu.xml"])
    address = "https://archive.org/download/clock1903/clock_djvu.txt"
    result = fetch_address(home, catalogue_of(home), address, "en-clock", carrier)
    assert [file.name for file in result.kept] == ["archive.org/download/clock1903/clock_djvu.txt"]


def test_an_answer_that_is_no_list_of_files_is_told(home: Home, tmp_path: Path) -> None:
    carrier = item(tmp_path / "mirror", [])
    for answer in ("[]", "{", '{"files": [1]}', '{"files": 3}'):
        (tmp_path / "mirror" / "archive.org" / "metadata" / "clock1903").write_text(answer, "utf-8")
        result = fetch_address(home, catalogue_of(home), "https://archive.org/details/clock1903", "en-clock", carrier)
        assert len(result.missing) == 1
