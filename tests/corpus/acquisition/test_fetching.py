"""Fetching from a site on this machine: resumed, polite, checked; a mirror by folder and by address."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest
from local_site import Answer, Site, serving

from corpus import limits
from corpus.acquisition import carriers
from corpus.acquisition.carriers import FolderCarrier, WebCarrier, looks_whole
from corpus.acquisition.fetching import Carrier, Fetched, NotToBeHadError, fetch
from corpus.catalogue.catalogue import Catalogue, Source, SourcePage, load
from corpus.errors import HomeError, TrialsError, UnknownNameError
from corpus.storage.home import Home
from corpus.storage.sources import read_sources

PAGES = ("one.htm", "two.htm", "three.htm")


def page(words: str) -> bytes:
    return f"<html><head><title>Page</title></head><body><p>{words}</p><p>lorem ipsum</p></body></html>".encode()


def catalogue_of(site: str) -> Catalogue:
    """A catalogue whose one edition is held at ``site`` on three pages behind a contents page."""
    places = tuple(
        SourcePage(title=name, url=f"{site}/trial/{name}", link=f"{site}/trial/{name}", sitting=None) for name in PAGES
    )
    source = Source(
        edition="en-specimen", trial="specimen", url=f"{site}/trial/index.htm", host="local", lang="en", kind="html",
        holds="everything", certainty="certain", source="made for a test", fetch=True, pages=places,
    )
    return replace(load("specimen"), sources=(source,))


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site({f"/trial/{name}": page(name) for name in PAGES})
    made.pages["/trial/index.htm"] = page("contents")
    with serving(made):
        yield made


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def bring(home: Home, site: Site, *, again: bool = False, carrier: Carrier | None = None) -> Fetched:
    return fetch(home, catalogue_of(site.address), (), carrier or WebCarrier(pause=0), again=again)


def test_everything_comes_once(home: Home, site: Site) -> None:
    result = bring(home, site)
    assert len(result.kept) == 4
    assert not result.missing
    assert [f.order for f in read_sources(home)] == [0, 1, 2, 3]
    for file in read_sources(home):
        assert (home.sources / file.name).read_bytes() == site.pages["/" + file.name.split("/", 1)[1]]
        assert file.origin == "fetched"
        assert file.url and file.url.startswith(site.address)
    before = list(site.asked)
    second = bring(home, site)
    assert len(second.unchanged) == 4
    assert site.asked == before, "nothing is asked for twice"
    assert site.hosts == {site.address.removeprefix("http://")}
    (agent,) = site.agents
    assert agent.startswith("trial-transcripts/")


def test_only_this_host_is_asked(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    real = socket.create_connection
    reached: set[str] = set()

    def watched(address: tuple[str, int], *args: object, **kwargs: object) -> object:
        reached.add(address[0])
        return real(address, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", watched)
    bring(home, site)
    assert reached <= {"127.0.0.1"}


def test_what_is_missing_is_reported_and_the_rest_is_in(home: Home, site: Site) -> None:
    del site.pages["/trial/two.htm"]
    result = bring(home, site)
    assert [(url.rsplit("/", 1)[1], reason) for url, reason in result.missing] == [
        ("two.htm", "the server answered 404")
    ]
    assert len(result.kept) == 3
    assert site.asked.count("/trial/two.htm") == 1, "what is not there is not asked for again and again"


def test_an_interrupted_run_goes_on(home: Home, site: Site) -> None:
    class Cut:
        """Is stopped by the user at the third file."""

        def __init__(self) -> None:
            self.inner = WebCarrier(pause=0)
            self.left = 2

        def get(self, url: str) -> bytes:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return self.inner.get(url)

    with pytest.raises(KeyboardInterrupt):
        bring(home, site, carrier=Cut())
    assert len(read_sources(home)) == 2
    result = bring(home, site)
    assert (len(result.unchanged), len(result.kept)) == (2, 2)
    pages = [path for path in site.asked if path != "/robots.txt"]
    assert len(pages) == len(set(pages)) == 4


@pytest.mark.parametrize(
    "fault",
    [
        Answer(b"busy", 503),
        Answer(b"wrong", 500),
        Answer(b"slower", 429, {"Retry-After": "0"}),
        Answer(page("two.htm")[:20], length=500),
        Answer(b"", 503, {"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}),
    ],
    ids=["503", "500", "429", "cut short", "date"],
)
def test_passing_faults_are_tried_again(home: Home, site: Site, fault: Answer) -> None:
    site.faults["/trial/two.htm"] = [fault, fault]
    result = bring(home, site)
    assert not result.missing
    assert site.asked.count("/trial/two.htm") == 3
    assert (home.sources / "127.0.0.1/trial/two.htm").read_bytes() == page("two.htm")


def test_lasting_faults_end(home: Home, site: Site) -> None:
    site.faults["/trial/two.htm"] = [Answer(b"", 500)] * 50
    result = bring(home, site)
    assert site.asked.count("/trial/two.htm") == limits.FETCH_ATTEMPTS
    assert result.missing == [(f"{site.address}/trial/two.htm", "the server answered 500")]
    assert not (home.sources / "127.0.0.1/trial/two.htm").exists()


@pytest.mark.parametrize("wait", ["86400", formatdate(time.time() + 86_400, usegmt=True)], ids=["seconds", "date"])
def test_a_long_wait_is_left_to_the_user(
    home: Home, site: Site, wait: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("corpus.acquisition.carriers.time.sleep", waited.append)
    site.faults["/trial/two.htm"] = [Answer(b"", 429, {"Retry-After": wait})] * 50
    result = bring(home, site)
    ((_, reason),) = result.missing
    assert "asks to come back" in reason
    assert not waited
    assert site.asked.count("/trial/two.htm") == 1


def test_the_wait_a_server_asks_for_is_kept(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("corpus.acquisition.carriers.time.sleep", waited.append)
    site.faults["/trial/two.htm"] = [Answer(b"", 429, {"Retry-After": "7"})]
    assert not bring(home, site).missing
    assert waited == [7.0]


def test_pauses_between_requests(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("corpus.acquisition.carriers.time.sleep", waited.append)
    carrier = WebCarrier(pause=5)
    for name in PAGES:
        carrier.get(f"{site.address}/trial/{name}")
    assert len(waited) >= 2
    assert all(4 < seconds <= 5 for seconds in waited)


def test_robots_rules_are_kept(home: Home, site: Site) -> None:
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /trial/two.htm\n"
    result = bring(home, site)
    assert [(url.rsplit("/", 1)[1], "robots" in reason) for url, reason in result.missing] == [("two.htm", True)]
    assert "/trial/two.htm" not in site.asked
    assert site.asked.count("/robots.txt") == 1


def test_a_file_that_changed_is_reported(home: Home, site: Site) -> None:
    bring(home, site)
    site.pages["/trial/two.htm"] = page("two, mended")
    assert not bring(home, site).changed, "without being told nothing is asked for again"
    result = bring(home, site, again=True)
    assert [f.name for f in result.changed] == ["127.0.0.1/trial/two.htm"]
    assert len(result.unchanged) == 3
    assert (home.sources / "127.0.0.1/trial/two.htm").read_bytes() == page("two, mended")


def test_a_copy_that_was_damaged_is_brought_again(home: Home, site: Site) -> None:
    bring(home, site)
    (home.sources / "127.0.0.1/trial/two.htm").write_bytes(b"damaged")
    bring(home, site)
    assert site.asked.count("/trial/one.htm") == 1
    assert site.asked.count("/trial/two.htm") == 2
    assert (home.sources / "127.0.0.1/trial/two.htm").read_bytes() == page("two.htm")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(20), b"  \n"])
def test_what_is_no_text_is_not_kept(home: Home, site: Site, content: bytes) -> None:
    site.pages["/trial/two.htm"] = content
    result = bring(home, site)
    assert len(result.missing) == 1
    assert len(read_sources(home)) == 3


def test_a_mirror_at_another_address(home: Home, site: Site) -> None:
    catalogue = catalogue_of("https://texts.example")
    site.pages = {f"/copies/texts.example{path}": body for path, body in site.pages.items()}
    result = fetch(home, catalogue, ("en-specimen",), WebCarrier(f"{site.address}/copies/", pause=0))
    assert len(result.kept) == 4
    assert {f.name.split("/")[0] for f in result.kept} == {"texts.example"}
    assert {f.url for f in result.kept} == {f"https://texts.example/trial/{n}" for n in ("index.htm", *PAGES)}


def test_a_mirror_in_a_folder(home: Home, site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "mirror"
    for path, body in site.pages.items():
        target = folder / "texts.example" / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    (folder / "texts.example/trial/three.htm").unlink()
    result = fetch(home, catalogue_of("https://texts.example"), (), FolderCarrier(folder))
    assert len(result.kept) == 3
    assert [reason for _, reason in result.missing] == ["not in the mirror"]
    assert site.asked == []


def test_a_mirror_does_not_lead_out_of_its_folder(home: Home, tmp_path: Path) -> None:
    (tmp_path / "secret.htm").write_bytes(page("secret"))
    folder = tmp_path / "mirror"
    trial = folder / "texts.example" / "trial"
    trial.mkdir(parents=True)
    (trial / "one.htm").symlink_to(tmp_path / "secret.htm")
    result = fetch(home, catalogue_of("https://texts.example"), (), FolderCarrier(folder))
    assert not result.kept
    with pytest.raises(TrialsError):
        FolderCarrier(folder).get("https://texts.example/../../secret.htm")


def test_a_full_disk_stops_the_run(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("corpus.storage.source_list.write_atomically", full)
    with pytest.raises(HomeError, match="No space left"):
        bring(home, site)
    assert len([path for path in site.asked if path.startswith("/trial")]) == 1


def test_names_that_cannot_be_fetched(home: Home) -> None:
    catalogue = catalogue_of("https://texts.example")
    with pytest.raises(UnknownNameError, match="ru-specimen"):
        fetch(home, catalogue, ("ru-specimen",), FolderCarrier(home.path))
    with pytest.raises(UnknownNameError):
        fetch(home, catalogue, ("en-1700",), FolderCarrier(home.path))


def test_redirects_and_compressed_answers(home: Home, site: Site) -> None:
    import gzip

    site.faults["/trial/one.htm"] = [Answer(b"", 301, {"Location": "/moved/one.htm"})]
    site.pages["/moved/one.htm"] = page("moved")
    site.faults["/trial/two.htm"] = [Answer(gzip.compress(page("two.htm")), 200, {"Content-Encoding": "gzip"})]
    assert not bring(home, site).missing
    assert (home.sources / "127.0.0.1/trial/one.htm").read_bytes() == page("moved")
    assert (home.sources / "127.0.0.1/trial/two.htm").read_bytes() == page("two.htm")


def test_no_redirection_leads_to_a_neighbour(home: Home, site: Site) -> None:
    """As if a site of the catalogue sent the program to another server of the reader's own network."""
    neighbour = site.address.replace("127.0.0.1", "localhost")
    site.pages["/secret.htm"] = page("secret")
    site.faults["/trial/one.htm"] = [Answer(b"", 302, {"Location": f"{neighbour}/secret.htm"}) for _ in range(9)]
    found = bring(home, site)
    [(url, why)] = found.missing
    assert url.endswith("/one.htm")
    assert "another host, localhost" in why
    assert "/secret.htm" not in site.asked
    allowed = WebCarrier(pause=0, hosts={"localhost"})
    site.faults["/trial/one.htm"] = [Answer(b"", 302, {"Location": f"{neighbour}/secret.htm"})]
    assert not bring(home, site, carrier=allowed).missing


@contextlib.contextmanager
def trickling(head: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that begins each answer with ``head`` and goes on with one sign after the other, without end.

    Gives its address and the requests it was sent.
    """
    asked: list[bytes] = []
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def answer(one: socket.socket) -> None:
            with one, contextlib.suppress(OSError):
                asked.append(one.recv(65_536))
                one.sendall(head)
                while not ended.wait(0.01):
                    one.sendall(b"#" * 4_096)

        def run() -> None:
            while not ended.is_set():
                with contextlib.suppress(OSError):
                    threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        finally:
            ended.set()
            thread.join(5)


def test_rules_for_robots_and_files_without_end_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriers, "MAX_ROBOTS_BYTES", 20_000)
    monkeypatch.setattr(carriers, "FETCH_WHOLE_SECONDS", 0.3)
    with trickling(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /secret\n") as (address, asked):
        carrier = WebCarrier(pause=0)
        with pytest.raises(NotToBeHadError, match="robots"):
            carrier.get(f"{address}/secret/page.htm")
        with pytest.raises(NotToBeHadError, match="not here after"):
            carrier.get(f"{address}/page.htm")
    assert [one.split()[1] for one in asked] == [b"/robots.txt", b"/page.htm"]


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"<html><body>alpha</body></html>\n", True), (b"<HTML><body>alpha</body></HTML>", True),
        (b"<html><body>alpha", False), (b"%PDF-1.4 alpha %%EOF\n", True), (b"%PDF-1.4 alpha", False),
        (b'[{"a": 1}]', True), (b'[{"a": 1', False), (b"alpha beta", True), (b"", True),
    ],
)  # fmt: skip
def test_whether_a_file_ends_as_its_kind_does(data: bytes, whole: bool) -> None:
    assert looks_whole(data) is whole


def test_a_page_without_its_end_is_asked_for_twice(home: Home, site: Site) -> None:
    whole = site.pages["/trial/one.htm"]
    site.faults["/trial/one.htm"] = [Answer(whole[:-9])]
    site.pages["/trial/two.htm"] = page("never").removesuffix(b"</html>")
    result = bring(home, site)
    assert not result.missing
    assert site.asked.count("/trial/one.htm") == 2
    assert site.asked.count("/trial/two.htm") == 2
    assert (home.sources / "127.0.0.1" / "trial" / "one.htm").read_bytes() == whole
