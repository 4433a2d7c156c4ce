"""Parts of pages are kept from one page to the next: what is made of them is what is made anew, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from flask import Flask
from web_home import hearing_catalogue, hearing_home

from corpus.storage.home import Home
from indexer.building.run import build_index
from webapp.app import create_app
from webapp.server.links import shelf

ADDRESSES = [
    prefix + address for prefix in ("", "/ru") for address in (
        "/search?q=goose", "/search?q=goose+gate", "/search?q=%22the+goose%22&sort=relevance", "/search?q=гусь",
        "/search?q=goose&view=kwic", "/search?q=goose&view=parallel", "/search?q=goose&n=2",
        "/search?q=goose&speaker=vetkin&speaker=orlan", "/search?q=goose&lang=en&regions=1", "/search?speaker=vetkin",
        "/search?q=goose&counted=editions", "/search?q=goose&edition=en-hearing", "/search?q=Vetkin",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/search?q=script", "/search?q=%22%3E%7B%7B+7*7+%7D%7D+goose",
        "/search?q=goose&utm_x=1&nonsense=%3Cb%3E",
        "/search?q=goose+%3Cgap%3E&speaker=%3Cgap%3E", "/search?q=gooose", "/en-hearing/1911-05-04-morning?q=goose",
        "/compare/hearing/1911-05-04-morning", "/person/vetkin", "/texts", "/statistics?q=goose",
    )
]
PLACES = ["http://localhost", "http://localhost/archive/texts"]
"""Where a site may stand: at the root of its host, or below a path."""


def app_of(home: Home, base_url: str | None = None) -> Flask:
    app = create_app(home, catalogue=hearing_catalogue(), base_url=base_url, rate=None)
    with app.test_request_context():
        shelf().books().citing.ready(30)
    return app


@pytest.fixture(autouse=True)
def no_whole_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no finished page be kept: each is made, of whatever parts are."""
    monkeypatch.setattr("webapp.books.books.MAX_KEPT_PAGES", 0)


def page(app: Flask, address: str, place: str) -> bytes:
    answer = app.test_client().get(address, base_url=place)
    assert answer.status_code in (200, 400), address
    return answer.data


@pytest.mark.parametrize("base_url", [None, "https://trials.example/texts"])
def test_pages_of_kept_parts_are_those_made_anew(web_home: Home, base_url: str | None) -> None:
    anew = {(address, place): page(app_of(web_home, base_url), address, place)
            for address in ADDRESSES[::8] for place in PLACES}
    app = app_of(web_home, base_url)
    asked = [(address, place) for address in ADDRESSES for place in PLACES]
    # In any order, one place and language after the other: each finds the parts that the others left.
    random.Random(7).shuffle(asked)  # noqa: S311
    for address, place in [*asked, *anew]:
        found = page(app, address, place)
        assert found == anew.get((address, place), found), (address, place)
        assert b"<script>alert" not in found


def test_parts_go_with_the_generation_that_they_show(tmp_path: Path) -> None:
    home = hearing_home(tmp_path / "home")
    app = app_of(home)
    page(app, "/search?q=goose", PLACES[0])
    with home.lock():
        build_index(home)
    with app.test_request_context():
        books = shelf().books()
        assert (len(books.found), len(books.searched), books.held.values_called) == (0, 0, {})
        books.citing.ready(30)
    assert page(app, "/search?q=goose", PLACES[0]) == page(app_of(home), "/search?q=goose", PLACES[0])


def test_parts_are_kept_within_bounds(web_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MAX_KEPT_PASSAGES", "MAX_KEPT_LISTS"):
        monkeypatch.setattr(f"webapp.books.books.{name}", 2)
    monkeypatch.setattr("webapp.books.held.MAX_KEPT_PASSAGES", 2)
    app = app_of(web_home)
    for number, address in enumerate(ADDRESSES[:17]):
        # Values that are in the address only are not kept with those of the index.
        page(app, f"{address}&speaker=nobody-{number}", PLACES[0])
        page(app, address, PLACES[0])
    with app.test_request_context():
        books = shelf().books()
        assert len(books.found) <= 2
        assert len(books.searched) <= 2
        assert len(books.parts_called) <= 2
        assert max(len(books.frames), len(books.held.coins)) <= 2
        assert not any("nobody" in value for called in books.held.values_called.values() for value in called)
