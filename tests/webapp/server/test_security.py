"""Headers on every answer, refusals, errors without a trace, and what a missing or damaged index gives."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import MORNING, Checked, hearing_catalogue, hearing_home

from corpus.storage.generations import current
from corpus.storage.home import Home
from webapp.app import create_app
from webapp.books.held import Held
from webapp.server import security

ADDRESSES = [
    "/", "/search?q=goose", "/search", "/search?q=%22", "/nothing/", "/en-hearing", "/en-hearing/", "/texts",
    f"/en-hearing/{MORNING}", f"/en-hearing/{MORNING}/0002", "/api/search?q=goose", "/api/search?q=%22",
    f"/cite/en-hearing/{MORNING}/0002.bib", "/opensearch.xml", "/robots.txt", "/static/style.css",
    "/static/nothing.css", "/person/nobody", "/search?q=" + "a" * 9000,
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_stand_on_every_answer(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code < 500
    for name, value in security.HEADERS.items():
        assert answer.headers.get_all(name) == [value]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert "Server" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize("address", ["/", "/search?q=goose", "/nothing/", "/static/style.css"])
def test_only_reading(client: FlaskClient, method: str, address: str) -> None:
    answer = getattr(client, method)(address)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert answer.headers["Content-Security-Policy"]


def test_head_is_answered_without_a_body(client: FlaskClient) -> None:
    answer = client.head("/search?q=goose")
    assert answer.status_code == 200
    assert not answer.data


def test_pages_use_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient) -> None:
    for address in ADDRESSES:
        answer = client.get(address)
        if answer.mimetype != "text/html" or answer.status_code in (301, 302, 308):
            continue
        for tag, values in Checked(answer.get_data(as_text=True)).tags:
            assert tag not in ("style", "iframe", "object", "embed", "base")
            assert not [name for name in values if name == "style" or name.startswith("on")]
            if tag in ("script", "link"):
                assert re.match(r"/(?!/)|https://trials\.example/", values.get("src") or values.get("href") or "")


def test_static_files_last_and_pages_are_asked_again(client: FlaskClient) -> None:
    page = client.get("/about")
    assert client.get("/about", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    sheet = re.search(r'href="(/static/style\.css\?v=\w+)"', page.get_data(as_text=True))
    assert sheet is not None
    assert client.get(sheet[1]).headers["Cache-Control"] == security.LASTING


@pytest.mark.parametrize("path", [
    "/..%2f..%2fetc/passwd", "/static/../app.py", "/static/%2e%2e/app.py", "/en-hearing/%00", "/%ff%fe/",
    "/ru//evil.example", "/en-hearing/" + "x" * 3000, "/cite/../../x.bib", "/cite/x.exe",
    "/api/turn/%0d%0aSet-Cookie:x=1", "/\\evil.example/",
    "/compare/%3Cscript%3E/x", "/person/%22%3E%3Cscript%3E", "/texts/%7B%7B7*7%7D%7D",
])
def test_odd_addresses_are_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (308, 400, 404)
    assert "//evil" not in answer.headers.get("Location", "").removeprefix("http://")
    assert "<script>" not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)


def test_parameters_cannot_reach_the_making_of_addresses(client: FlaskClient) -> None:
    for query in ("_external=1", "endpoint=x", "_anchor=a", "_scheme=javascript", "text_id=x", "lang=xx"):
        assert client.get(f"/about?{query}").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_failure_is_a_page_without_a_trace(
    app: Flask, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret /path/of/the/server")

    for name in ("search", "find_turn", "parts", "text", "part"):
        monkeypatch.setattr(Held, name, fail, raising=False)
    # Of a page that was made before nothing is asked.
    answer = app.test_client().get(f"{prefix}/search?q=goose+never+asked+before")
    assert answer.status_code == 500
    text = answer.get_data(as_text=True)
    assert "secret" not in text
    assert "Traceback" not in text
    assert ("Произошла ошибка" if prefix else "Something went wrong") in text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/ru/", "/search?q=goose", "/texts", "/people/", "/api/search?q=goose"])
def test_empty_home_says_what_to_do(empty_home: Home, address: str) -> None:
    answer = create_app(empty_home, catalogue=hearing_catalogue()).test_client().get(address)
    assert answer.status_code == 503
    text = answer.get_data(as_text=True)
    assert address.startswith("/api") or "trials fetch" in text
    assert str(empty_home.path) not in text


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_what_an_empty_home_leads_to_can_be_read(empty_home: Home, prefix: str) -> None:
    client = create_app(empty_home, catalogue=hearing_catalogue()).test_client()
    shown = client.get(f"{prefix}/texts").get_data(as_text=True).split("<main")[1].split("</main>")[0]
    ways = [way for way in re.findall(r'href="([^"]+)"', shown) if way != f"{prefix}/"]
    assert ways
    assert all(client.get(way).status_code == 200 for way in ways)


def test_damaged_index_is_refused(tmp_path: Path) -> None:
    home = hearing_home(tmp_path / "home")
    place = current(home.index)
    assert place is not None
    victim = next(path for path in sorted(place.rglob("*")) if path.is_file() and path.suffix == ".jsonl")
    victim.write_bytes(victim.read_bytes()[:-9])
    answer = create_app(home, catalogue=hearing_catalogue()).test_client().get("/search?q=goose")
    assert answer.status_code == 503
    assert "trials reindex --full" in answer.get_data(as_text=True)


def test_opensearch_and_robots(client: FlaskClient) -> None:
    described = client.get("/ru/opensearch.xml")
    assert described.mimetype == "application/opensearchdescription+xml"
    assert 'template="https://trials.example/ru/search?q={searchTerms}"' in described.get_data(as_text=True)
    assert "Disallow: /search" in client.get("/robots.txt").get_data(as_text=True)


def test_templates_never_trust_a_text() -> None:
    root = Path(security.__file__).parents[1]
    for path in root.rglob("*.html"):
        assert not re.search(r"\|\s*safe|autoescape|\{%\s*filter", path.read_text("utf-8")), path
    for path in root.rglob("*.py"):
        assert "Markup(" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("address", ["/", "/search?q=goose", "/api/search?q=goose", "/static/style.css"])
def test_answers_are_compressed_for_those_who_take_it(client: FlaskClient, address: str) -> None:
    plain, small = client.get(address), client.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)
    assert "Accept-Encoding" in small.headers["Vary"]
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": small.headers["ETag"]})
    assert again.status_code == 304


def test_an_address_of_very_many_parameters_is_refused_and_no_answer_to_a_form_is_kept(client: FlaskClient) -> None:
    assert client.get("/search?q=goose" + "&speaker=orlan" * 90).status_code == 200
    assert client.get("/search?q=goose" + "&speaker=orlan" * 120).status_code == 400
    checked = client.post("/check", data={"text": "“The goose stood by the gate.”"})
    assert (checked.status_code, checked.headers["Cache-Control"]) == (200, "no-store")
