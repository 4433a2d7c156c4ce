"""Finished pages are kept: the same bytes again, of nobody's own, not for who is refused, gone when outdated."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import hearing_catalogue, hearing_home

from corpus.storage.home import Home
from indexer.building.run import build_index
from webapp.app import create_app
from webapp.books import citing
from webapp.books.held import Held
from webapp.server import kept_pages
from webapp.server.links import shelf
from webapp.server.throttle import Rate

MOST = 10_000 if os.environ.get("TRIALS_TEST_FULL") == "1" else 120
"""Addresses of the specimen asked for in each language; all of them in a full run."""

ADDRESSES = ["/search?q=goose", "/ru/search?q=goose", "/en-hearing/1911-05-04-morning", "/en-hearing/",
             "/compare/hearing/1911-05-04-morning", "/person/orlan", "/search?q=goose&view=kwic", "/", "/texts"]


@pytest.fixture
def fresh(web_home: Home) -> Flask:
    """An app that has answered nothing yet, whose citations are known."""
    app = create_app(web_home, catalogue=hearing_catalogue())
    with app.test_request_context():
        shelf().books().citing.ready(30)
    return app


def kept(app: Flask) -> int:
    with app.test_request_context():
        return len(shelf().books().pages)


def no_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever makes a page fail from here on."""
    def fail(*_: object) -> None:
        raise AssertionError("a page was made again")

    for name in ("search", "turns", "parts", "text", "turn", "find_turn", "concordance", "trial_title", "short_title"):
        monkeypatch.setattr(Held, name, fail)


def linked(client: FlaskClient, first: str) -> Iterator[tuple[str, bytes]]:
    """Give pages of one language with their addresses, each once, in the order in which they are linked."""
    waiting, seen = deque([first]), {first}
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        yield address, answer.data
        for link in re.findall(r' href="(/[^"]*)"', answer.get_data(as_text=True)):
            target = urldefrag(link.replace("&amp;", "&"))[0]
            alike = target.startswith("/ru/") == (first == "/ru/")
            if alike and target not in seen and len(seen) < MOST and not target.startswith("/static"):
                seen.add(target)
                waiting.append(target)


@pytest.mark.slow
@pytest.mark.parametrize("first", ["/", "/ru/"])
def test_every_page_of_the_specimen_is_the_same_made_kept_and_made_anew(specimen: Flask, first: str) -> None:
    with specimen.test_request_context():
        home = shelf().home
        shelf().books().citing.ready(30)
    client = specimen.test_client()
    made = dict(linked(client, first))
    again = create_app(home, rate=None)
    with again.test_request_context():
        shelf().books().citing.ready(30)
    assert len(made) > 60
    for address, page in made.items():
        assert client.get(address).data == page, address
        assert again.test_client().get(address).data == page, address


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("takes", ["gzip", "identity"])
def test_an_address_asked_before_is_answered_without_making_its_page(
    fresh: Flask, monkeypatch: pytest.MonkeyPatch, address: str, takes: str
) -> None:
    client, headers = fresh.test_client(), {"Accept-Encoding": takes}
    first = client.get(address, headers=headers)
    no_answers(monkeypatch)
    again = client.get(address, headers=headers)
    assert (again.status_code, again.data, list(again.headers)) == (200, first.data, list(first.headers))
    assert "Set-Cookie" not in again.headers
    told = client.get(address, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (told.status_code, told.data) == (304, b"")
    assert told.headers["ETag"] == first.headers["ETag"]
    assert "Content-Length" not in told.headers


def test_each_way_to_a_page_has_its_own(fresh: Flask) -> None:
    client = fresh.test_client()
    ways = [client.get("/search?q=goose"), client.get("/ru/search?q=goose"), client.get("/search?q=gander"),
            client.get("/search?q=goose", headers={"Host": "reading.localhost"}),
            client.get("/search?q=goose", base_url="http://localhost/under"),
            client.get("/search?q=goose", base_url="https://localhost/"),
            client.get("/search?q=goose", headers={"Accept-Encoding": "gzip"})]
    assert kept(fresh) == len(ways)
    assert len({answer.data for answer in ways}) == len(ways)
    assert b"http://reading.localhost/search" in ways[3].data
    assert b"/under/search" in ways[4].data
    assert client.head("/search?q=goose").data == b""


def test_a_page_that_names_the_day_is_made_anew_on_the_next(fresh: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = fresh.test_client()
    client.get("/search?q=goose")
    monkeypatch.setattr(kept_pages, "days", lambda: (date(1999, 1, 1), date(1999, 1, 1)))
    client.get("/search?q=goose")
    assert kept(fresh) == 2
    monkeypatch.setattr(kept_pages, "days", lambda: (date(1999, 1, 2), date(1999, 1, 1)))
    client.get("/search?q=goose")
    assert kept(fresh) == 3


@pytest.mark.parametrize("address", [
    "/nowhere", "/search?q=%22", "/search", "/search?q=goose&n=no", "/check?q=goose", "/desk", "/help",
    "/en-hearing/1911-05-04-morning/0003?by=Nobody&now=gander&was=goose", "/source/en-hearing/1911-05-04-morning/0003",
    "/api/search?q=goose", "/export?q=goose&form=csv", "/cite/en-hearing/1911-05-04-morning/0003.bib",
])
def test_faults_files_and_what_a_reader_types_are_not_kept(fresh: Flask, address: str) -> None:
    fresh.test_client().get(address).get_data()
    fresh.test_client().post("/check", data={"text": "“The goose stood by the gate.”"}).get_data()
    assert kept(fresh) == 0


def test_a_page_without_its_citations_is_not_kept(web_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citing.Citing, "_work", lambda self: None)
    monkeypatch.setattr(citing, "PATIENCE", 0.0)
    app = create_app(web_home, catalogue=hearing_catalogue())
    passage = "/en-hearing/1911-05-04-morning/0003"
    assert "being worked out" in app.test_client().get(passage).get_data(as_text=True)
    app.test_client().get("/en-hearing/1911-05-04-morning")
    assert kept(app) == 0
    app.test_client().get("/search?q=goose")
    assert kept(app) == 1
    monkeypatch.undo()
    with app.test_request_context():
        shelf().books().citing._done.set()
    assert "being worked out" not in app.test_client().get(passage).get_data(as_text=True)
    assert kept(app) == 2


def test_who_is_refused_is_refused_a_kept_page_too(web_home: Home) -> None:
    app = create_app(web_home, catalogue=hearing_catalogue(), rate=Rate(0.001, 2))
    client, reader = app.test_client(), {"REMOTE_ADDR": "192.0.2.7"}
    asked = [client.get("/search?q=goose", environ_base=reader).status_code for _ in range(3)]
    assert asked == [200, 200, 429]
    assert client.get("/search?q=goose", headers={"Host": "evil.example"}).status_code == 400
    looking_in = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert client.get("/search?q=goose", headers=looking_in).status_code == 403


def test_pages_go_with_the_generation_that_they_show(tmp_path: Path) -> None:
    home = hearing_home(tmp_path / "home")
    app = create_app(home, catalogue=hearing_catalogue())
    assert app.test_client().get("/search?q=goose").status_code == 200
    assert kept(app) == 1
    with home.lock():
        build_index(home)
    assert kept(app) == 0


def test_pages_are_kept_within_bounds(web_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.books.books.MAX_KEPT_PAGES", 3)
    app = create_app(web_home, catalogue=hearing_catalogue())
    for number in range(9):
        app.test_client().get(f"/search?q=goose+OR+{number}")
    assert kept(app) == 3
