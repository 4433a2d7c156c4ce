"""Whole archives: paged, resumed, conditional; each post once; posts of an edition filed there; one bad post alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archive_site import ArchiveSite, invented_rows
from local_site import Answer, serving

from corpus.acquisition import archives
from corpus.acquisition.archives import fetch_archive
from corpus.acquisition.carriers import FolderCarrier, WebCarrier
from corpus.acquisition.fetching import Fetched
from corpus.catalogue.catalogue import Archive, Catalogue, Source, SourcePage, load
from corpus.ingest.run import ingest
from corpus.storage.home import Home
from corpus.storage.sources import read_sources

POSTS = "http://archive.example/wp-json/wp/v2/posts"
ARCHIVE = Archive("lamps", "archive.example", POSTS, POSTS.replace("posts", "categories"),
                  POSTS.replace("posts", "tags"), "ru", "invented")
PAGE = 10
COUNT = 2 * PAGE + 3


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArchiveSite]:
    monkeypatch.setattr(archives, "ARCHIVE_PAGE_POSTS", PAGE)
    with serving(ArchiveSite(rows=invented_rows(COUNT, 200))) as running:
        assert isinstance(running, ArchiveSite)
        yield running


def fetched(home: Home, site: ArchiveSite, catalogue: Catalogue | None = None, *, again: bool = False) -> Fetched:
    return fetch_archive(home, catalogue or load("specimen"), ARCHIVE, WebCarrier(site.address, pause=0.0), again=again)


def pages(site: ArchiveSite) -> list[str]:
    return [path.partition("page=")[2].partition("page=")[2] for path in site.asked if "/posts?" in path]


def test_every_post_is_kept_once_as_received(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    result = fetched(home, site)
    files = read_sources(home)
    assert (len(result.kept), len(files), result.missing) == (COUNT, COUNT, [])
    assert pages(site) == ["1", "2", "3"]
    assert len({file.document for file in files}) == COUNT
    assert {file.collections for file in files} == {("Маяк",), ("Письма",)}
    post = json.loads((home.sources / files[7].name).read_text("utf-8"))
    assert (post["id"], post["slug"]) == (files[7].post, "lamp-7")
    site.asked.clear()
    again = fetched(home, site)
    assert (again.kept, len(again.unchanged), pages(site)) == ([], COUNT, ["3"])


@pytest.mark.parametrize("broken", [1, 2, 3])
def test_an_interrupted_run_goes_on_with_its_page(tmp_path: Path, site: ArchiveSite, broken: int) -> None:
    home = Home(tmp_path / "home")

    class Interrupted(WebCarrier):
        def get(self, url: str) -> bytes:
            if f"&page={broken}" in url and "posts" in url:
                raise KeyboardInterrupt
            return super().get(url)

    with pytest.raises(KeyboardInterrupt):
        fetch_archive(home, load("specimen"), ARCHIVE, Interrupted(site.address, pause=0.0))
    assert len(read_sources(home)) == (broken - 1) * PAGE
    site.asked.clear()
    fetched(home, site)
    assert len(read_sources(home)) == COUNT
    assert pages(site) == [str(page) for page in range(max(1, broken - 1), 4)]


def test_what_was_changed_or_added_is_brought(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    fetched(home, site)
    site.modified[105] = "2021-05-06T07:08:09"
    site.texts[105] = "<p>ВОПРОС: Ново?</p><p>ОТВЕТ: Ново.</p>"
    site.rows = [*site.rows, replace(site.rows[0], id=9000, slug="lamp-new")]
    plain = fetched(home, site)
    assert ([file.post for file in plain.kept], plain.changed) == ([9000], [])
    again = fetched(home, site, again=True)
    assert ([file.post for file in again.changed], again.kept) == ([105], [])
    assert len(read_sources(home)) == COUNT + 1


def test_a_time_that_a_wrong_clock_set_hides_no_later_change(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    site.modified[103] = "2099-01-01T00:00:00"
    fetched(home, site)
    site.modified[105] = "2021-05-06T07:08:09"
    site.texts[105] = "<p>ВОПРОС: Ново?</p><p>ОТВЕТ: Ново.</p>"
    assert [file.post for file in fetched(home, site, again=True).changed] == [105]


def test_a_damaged_file_is_brought_again(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    fetched(home, site)
    file = home.sources / read_sources(home)[3].name
    held = file.read_bytes()
    file.unlink()
    fetched(home, site)
    assert json.loads(file.read_bytes())["id"] == json.loads(held)["id"]


def test_posts_of_an_edition_are_filed_there(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    catalogue = load("specimen")
    edition = next(iter(catalogue.editions.values()))
    page = SourcePage(f"{POSTS}?slug=lamp-8", "http://archive.example/lamp-8/", "A sitting")
    source = Source(edition.id, edition.trial, page.link, "archive.example", "ru", "html", "part", "high", "invented",
                    fetch=True, pages=(page,))
    result = fetched(home, site, replace(catalogue, sources=(source,)))
    files = read_sources(home)
    assert len(result.kept) == len(files) == COUNT
    (own,) = (file for file in files if file.edition)
    assert (own.edition, own.document, own.slug, own.post) == (edition.id, None, "lamp-8", 108)


def test_one_bad_post_stops_no_other(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    site.faults["/archive.example/wp-json/wp/v2/categories?per_page=10&page=1"] = [Answer(b"no", 404)]
    site.rows = [replace(site.rows[0], title=""), *site.rows[1:]]
    site.texts[100] = "&nbsp;"
    result = fetched(home, site)
    assert len(result.kept) >= COUNT - 1
    assert any("categories" in url for url, _ in result.missing)
    assert read_sources(home)[5].collections == ()


def test_a_folder_stands_for_the_site(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    place = tmp_path / "mirror" / "archive.example" / "wp-json" / "wp" / "v2"
    place.mkdir(parents=True)
    answer = site.answer("/archive.example/wp-json/wp/v2/posts?per_page=6").body
    (place / "posts.json").write_bytes(answer)
    result = fetch_archive(home, load("specimen"), ARCHIVE, FolderCarrier(tmp_path / "mirror"))
    assert len(result.kept) == len(read_sources(home)) == 6


def test_documents_of_an_archive_are_described(tmp_path: Path, site: ArchiveSite) -> None:
    home = Home(tmp_path / "home")
    site.rows = site.rows[:6]
    fetched(home, site)
    infos = {info.id: info for info in ingest(home).texts}
    described = infos["lamp-3"].description
    assert (described.doctype, described.day, described.collections) == (
        "interrogation-protocol", site.rows[3].day, ("Маяк",))
    assert infos["lamp-2"].description.authors[0].name == "П. К. Фонарёв"
