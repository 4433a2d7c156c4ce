"""A site that fails, changes while it is read, or says what is not so: the state afterwards and what is told."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archive_site import ArchiveSite, Row, invented_rows
from local_site import Answer, serving

from corpus import limits
from corpus.acquisition import archives, carriers, fetching
from corpus.acquisition.archives import fetch_archive
from corpus.acquisition.carriers import WebCarrier
from corpus.acquisition.fetching import Fetched, fetch
from corpus.catalogue.catalogue import Archive, Catalogue, Source, SourcePage, load
from corpus.model.blocks import Format, SourceText
from corpus.reading.wordpress import read_posts
from corpus.storage.home import Home
from corpus.storage.sources import read_sources

POSTS = "http://archive.example/wp-json/wp/v2/posts"
ARCHIVE = Archive("lamps", "archive.example", POSTS, POSTS.replace("posts", "categories"),
                  POSTS.replace("posts", "tags"), "ru", "invented")
PAGE, PAGES = 4, 4
COUNT = PAGE * (PAGES - 1) + 2


class Readings:
    """Reads posts in this process: what is tried here is what comes, not how it is read."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def __enter__(self) -> Readings:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        return read_posts(data.decode(), file)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArchiveSite]:
    monkeypatch.setattr(archives, "ARCHIVE_PAGE_POSTS", PAGE)
    monkeypatch.setattr(archives, "Readings", Readings)
    monkeypatch.setattr(fetching, "Readings", Readings)
    with serving(ArchiveSite(rows=invented_rows(COUNT, 120))) as running:
        assert isinstance(running, ArchiveSite)
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def fetched(home: Home, site: ArchiveSite, catalogue: Catalogue | None = None, *, again: bool = False) -> Fetched:
    return fetch_archive(home, catalogue or load("specimen"), ARCHIVE, WebCarrier(site.address, pause=0.0), again=again)


def numbers(home: Home) -> set[int | None]:
    return {file.post for file in read_sources(home)}


def page_of(number: int, fields: str = "") -> str:
    query = f"per_page={PAGE}&orderby=id&order=asc{fields}&page={number}"
    return f"/archive.example/wp-json/wp/v2/posts?{query}"


def at(site: ArchiveSite, path: str, change: Callable[[], None]) -> None:
    """Let the site change once, when a path is asked for."""
    def before(asked: str) -> None:
        if asked == path:
            site.before = None
            change()

    site.before = before


WHOLE = b'[{"id": 1, "slug": "a", "content": {"rendered": "x", "protected": false}}'
BROKEN = {
    "500": (Answer(b"wrong", 500), "500"),
    "429": (Answer(b"slower", 429), "429"),
    "429, later": (Answer(b"slower", 429, {"Retry-After": "100000"}), "asks to come back"),
    "304": (Answer(b"", 304), "304"),
    "403": (Answer(b"no", 403), "403"),
    "a web page": (Answer(b"<!doctype html><html><body>Are you human?</body></html>"), "web page"),
    "cut in its middle": (Answer(WHOLE[:40]), "no sound JSON"),
    "cut between two posts": (Answer(WHOLE), "breaks off"),
    "an object": (Answer(b'{"code": "rest_no_route", "message": "none"}'), "no list of posts"),
    "nothing": (Answer(b""), "breaks off"),
    "cut in its body": (Answer(b'[{"id": 1', length=5_000), "bytes"),
    "another host": (Answer(b"", 302, {"Location": "http://192.0.2.1/secret"}), "another host"),
    "compressed twice": (Answer(gzip.compress(gzip.compress(b"[" + b" " * 9_000_000 + b"]")), 200,
                                {"Content-Encoding": "gzip, gzip"}), "compressed more than once"),
    "larger than any source": (Answer(gzip.compress(b" " * 3_000_000), 200, {"Content-Encoding": "gzip"}), "more than"),
}


@pytest.mark.parametrize(("fault", "told"), BROKEN.values(), ids=BROKEN)
def test_what_fails_is_told_and_brought_by_the_next_run(
    home: Home, site: ArchiveSite, fault: Answer, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carriers, "MAX_SOURCE_BYTES", 1_000_000)
    site.faults[page_of(2)] = [fault] * limits.FETCH_ATTEMPTS * 2
    result = fetched(home, site)
    assert any(url.endswith("&page=2") and told in reason for url, reason in result.missing), result.missing
    assert numbers(home) >= {row.id for row in site.rows[:PAGE]}
    assert not numbers(home) & {row.id for row in site.rows[PAGE : 2 * PAGE]}
    site.faults.clear()
    site.asked.clear()
    assert fetched(home, site).missing == []
    assert numbers(home) == {row.id for row in site.rows}
    assert page_of(1) not in site.asked or "later" not in told


def test_a_page_that_fails_does_not_stop_those_behind_it(home: Home, site: ArchiveSite) -> None:
    site.faults[page_of(2)] = [Answer(b"", 500)] * limits.FETCH_ATTEMPTS * 2
    result = fetched(home, site)
    assert numbers(home) == {row.id for row in (*site.rows[:PAGE], *site.rows[2 * PAGE :])}
    assert result.missing[-1] == (POSTS, f"{PAGE} of the posts that the site counts did not come")
    site.faults.clear()
    site.asked.clear()
    fetched(home, site)
    assert page_of(2) in site.asked and page_of(1) not in site.asked


@pytest.mark.parametrize(("fault", "asked"), [
    (Answer(b"", 429, {"Retry-After": "86400"}), 1), (Answer(b"", 429), limits.FETCH_ATTEMPTS),
])
def test_a_site_that_asks_to_be_left_alone_is(home: Home, site: ArchiveSite, fault: Answer, asked: int) -> None:
    for page in range(2, PAGES + 1):
        site.faults[page_of(page)] = [fault] * 50
    fetched(home, site)
    assert site.asked.count(page_of(2)) == asked
    assert page_of(3) not in site.asked
    assert len(read_sources(home)) == PAGE


def test_of_a_site_that_is_down_not_every_page_is_asked_for(home: Home, site: ArchiveSite) -> None:
    site.rows = invented_rows(PAGE * 9, 120)
    for page in range(2, 10):
        site.faults[page_of(page)] = [Answer(b"", 503)] * 50
    fetched(home, site)
    assert page_of(1 + limits.FAILED_PAGES) in site.asked
    assert page_of(2 + limits.FAILED_PAGES) not in site.asked


def test_a_slow_answer_has_an_end(home: Home, site: ArchiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriers, "FETCH_WHOLE_SECONDS", 0.3)
    site.faults[page_of(2)] = [Answer(b"[" + b" " * 200, drip=0.02)] * 2
    assert any("was not here after" in reason for _, reason in fetched(home, site).missing)
    assert numbers(home) >= {row.id for row in site.rows[:PAGE]}


@pytest.mark.parametrize("headers", [
    {"X-WP-TotalPages": None, "X-WP-Total": None}, {"X-WP-TotalPages": None}, {"X-WP-Total": None},
    {"X-WP-TotalPages": "1"}, {"X-WP-TotalPages": "1", "X-WP-Total": None}, {"X-WP-TotalPages": "77"},
    {"X-WP-TotalPages": "many", "X-WP-Total": "-3"}, {"X-WP-TotalPages": "0", "X-WP-Total": "3"},
], ids=str)
@pytest.mark.parametrize("more", [0, 1])
def test_all_comes_whatever_the_headers_say(
    home: Home, site: ArchiveSite, headers: dict[str, str | None], more: int
) -> None:
    """Also where the last page is full, and where posts were added since all pages were."""
    site.rows, site.headers = invented_rows(PAGE * 3, 120), headers
    result = fetched(home, site)
    assert (numbers(home), result.missing) == ({row.id for row in site.rows}, [])
    site.rows = invented_rows(PAGE * 3 + more, 120)
    fetched(home, site)
    assert numbers(home) == {row.id for row in site.rows}


def test_a_site_that_gives_one_page_for_all_is_told(home: Home, site: ArchiveSite) -> None:
    first = site.answer(page_of(1))
    site.faults = {page_of(page): [replace(first, headers={})] for page in (1, 2)}
    result = fetched(home, site)
    assert [reason for _, reason in result.missing] == ["the site gives the page before this one again"]
    assert len(read_sources(home)) == PAGE


@pytest.mark.parametrize("at_page", [2, 3, 4])
def test_posts_that_move_to_another_page_meanwhile_are_brought(home: Home, site: ArchiveSite, at_page: int) -> None:
    """One is deleted on a page that came: the first of the next page moves up to where nobody looks again."""
    gone = site.rows[1]
    at(site, page_of(at_page), lambda: setattr(site, "rows", [row for row in site.rows if row != gone]))
    result = fetched(home, site)
    assert numbers(home) == {row.id for row in (*site.rows, gone)}
    assert [file.post for file in result.gone] == [gone.id]


def test_a_post_that_is_deleted_while_another_is_added_moves_no_other_out_of_sight(
    home: Home, site: ArchiveSite
) -> None:
    """Between two runs, so that the counts agree."""
    site.faults[page_of(3)] = [Answer(b"", 403)]
    site.faults[page_of(4)] = [Answer(b"", 403)]
    fetched(home, site)
    site.rows = [*site.rows[3:], *invented_rows(COUNT + 3, 120)[COUNT:]]
    fetched(home, site)
    assert numbers(home) >= {row.id for row in site.rows}


def test_an_old_draft_that_came_out_while_a_post_was_deleted_is_brought_though_the_counts_agree(
    home: Home, site: ArchiveSite
) -> None:
    fetched(home, site)
    deleted, *others = site.rows
    site.rows = [replace(others[0], id=7, slug="an-old-draft"), *others]
    result = fetched(home, site, again=True)
    assert [file.post for file in result.kept] == [7]
    assert [file.post for file in result.gone] == [deleted.id]
    assert not result.missing


def test_a_post_that_the_site_deleted_stays_and_is_told(home: Home, site: ArchiveSite) -> None:
    fetched(home, site)
    gone, site.rows = site.rows[2], [row for row in site.rows if row != site.rows[2]]
    result = fetched(home, site)
    assert ([file.post for file in result.gone], result.missing) == ([gone.id], [])
    assert len(read_sources(home)) == COUNT


def test_a_site_that_lost_whole_pages_still_gives_what_is_new(home: Home, site: ArchiveSite) -> None:
    fetched(home, site)
    kept = site.rows[:2]
    new = Row(9_000, "1935-01-03", "lamp-new", "Письмо П.К. Лампадина", 120)
    site.rows = [*kept, new]
    result = fetched(home, site)
    assert 9_000 in numbers(home) and len(read_sources(home)) == COUNT + 1
    assert len(result.gone) == COUNT - len(kept)
    assert result.missing == []


def test_an_edited_post_replaces_what_was_here_and_a_wrong_clock_hides_none(home: Home, site: ArchiveSite) -> None:
    site.modified[site.rows[0].id] = "2999-01-01T00:00:00"
    fetched(home, site)
    edited = site.rows[5].id
    site.modified[edited], site.texts[edited] = "2021-05-06T07:08:09", "<p>ВОПРОС: Ново?</p>"
    result = fetched(home, site, again=True)
    assert [file.post for file in result.changed] == [edited]
    assert len(read_sources(home)) == COUNT


def test_one_number_twice_is_one_post(home: Home, site: ArchiveSite) -> None:
    site.rows = [*site.rows[:3], site.rows[2], *site.rows[3:]]
    result = fetched(home, site)
    assert len(read_sources(home)) == len(result.kept) == COUNT


def test_posts_without_text_are_kept_and_told(home: Home, site: ArchiveSite) -> None:
    empty, locked = site.rows[1], site.rows[6]
    site.texts[empty.id], site.locked = "<p>&nbsp;</p>", {locked.id}
    result = fetched(home, site)
    assert [(url.split("/")[-2], why) for url, why in result.textless] == [
        (empty.slug, "empty"), (locked.slug, "locked")]
    assert (len(read_sources(home)), result.missing) == (COUNT, [])


def test_a_post_that_is_locked_later_keeps_the_text_it_had(home: Home, site: ArchiveSite) -> None:
    fetched(home, site)
    file = next(file for file in read_sources(home) if file.post == site.rows[6].id)
    held = (home.sources / file.name).read_bytes()
    site.locked, site.modified[site.rows[6].id] = {site.rows[6].id}, "2021-05-06T07:08:09"
    result = fetched(home, site, again=True)
    assert [why for _, why in result.textless] == ["locked"]
    assert (home.sources / file.name).read_bytes() == held


def test_a_row_that_is_no_post_stops_no_other(home: Home, site: ArchiveSite) -> None:
    answer = site.answer(page_of(1))
    site.faults[page_of(1)] = [replace(answer, body=answer.body[:-1] + b', {"id": true, "slug": 7}]')]
    result = fetched(home, site)
    assert len(read_sources(home)) == COUNT
    assert any("no posts" in reason for _, reason in result.missing)


def with_edition(catalogue: Catalogue, slug: str) -> Catalogue:
    edition = next(iter(catalogue.editions.values()))
    page = SourcePage(f"{POSTS}?slug={slug}", f"http://archive.example/{slug}/", "A sitting")
    source = Source(edition.id, edition.trial, page.link, "archive.example", "ru", "html", "part", "high", "invented",
                    fetch=True, pages=(page,))
    return replace(catalogue, sources=(source,))


@pytest.mark.parametrize("first", ["edition", "archive", "archive without the edition", "both"])
def test_a_post_of_an_edition_is_filed_once_in_any_order(home: Home, site: ArchiveSite, first: str) -> None:
    plain = load("specimen")
    catalogue = with_edition(plain, "lamp-8")
    carrier = WebCarrier(site.address, pause=0.0)
    if first != "archive":
        if first == "archive without the edition":
            fetched(home, site, plain)
        fetch(home, catalogue, (), carrier)
    if first == "both":
        fetched(home, site, plain)
    for _ in range(2):
        result = fetched(home, site, catalogue)
        assert result.missing == []
    assert result.changed == result.kept == []
    fetch(home, catalogue, (), carrier)
    files = read_sources(home)
    assert len(files) == COUNT
    assert [(file.post, file.slug, file.document) for file in files if file.edition] == [(108, "lamp-8", None)]
    assert not list(home.sources.rglob("108.json"))
