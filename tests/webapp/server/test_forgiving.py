"""Addresses with a slip lead where they are meant to, and nobody is sent round in a circle or away from the site."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from web_home import MORNING

TURN = f"/en-hearing/{MORNING}/0002"


@pytest.mark.parametrize(("typed", "meant"), [
    (f"{TURN}.", TURN), (f"{TURN},", TURN), (f"{TURN}/", TURN), (f"{TURN}).", TURN), (f"{TURN}%20", TURN),
    (TURN.upper(), TURN), (f"{TURN.title()}.", TURN), (f"/ru{TURN}.", f"/ru{TURN}"), (f"/RU{TURN}", f"/ru{TURN}"),
    ("/en-hearing", "/en-hearing/"), ("/EN-Hearing/", "/en-hearing/"), ("/en-hearing/.", "/en-hearing/"),
    ("/texts/", "/texts"), ("/Texts", "/texts"), ("/help.", "/help"), ("/people", "/people/"),
    ("/person/Orlan,", "/person/orlan"), ("/en-hearing/p/7.", "/en-hearing/p/7"),
    ("/Search?q=goose", "/search?q=goose"), ("/search/?q=goose", "/search?q=goose"),
    (f"/api/turn{TURN}.", f"/api/turn{TURN}"),
])
def test_a_slip_is_forgiven(client: FlaskClient, typed: str, meant: str) -> None:
    answer = client.get(typed, follow_redirects=True)
    assert answer.status_code == 200
    assert 0 < len(answer.history) <= 3
    reached = [one.request.full_path.rstrip("?") for one in (answer, *answer.history)]
    assert meant in reached


@pytest.mark.parametrize("address", ["/nothing", "/nothing/", "/en-hearing/nothing", "/en-hearing/nothing/0001.",
                                     "/en-hearing/p", "/en-hearing/p/", "/en-hearing/p/99", "/person/nobody."])
def test_what_is_not_there_ends_there(client: FlaskClient, address: str) -> None:
    assert client.get(address, follow_redirects=True).status_code == 404


def test_a_mark_of_content_with_a_stop_behind_it(client: FlaskClient) -> None:
    link = client.get(f"/api/turn?ref={TURN[1:]}").get_json()["link"]
    for end in ("", ".", ",", ")."):
        page = client.get(link + end)
        assert page.status_code == 200
        assert page.get_data() == client.get(link).get_data() or end
    assert client.get(f"{link}x").status_code == 400


@pytest.mark.parametrize("address", ["//evil.example/.", "/\\evil.example/", "//evil.example/texts/",
                                     "/%2F%2Fevil.example."])
def test_nobody_is_sent_away(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    where = urlsplit(answer.headers.get("Location", "/"))
    assert where.netloc in ("", "localhost")
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["/", ".", "en-hearing", "EN-hearing", MORNING, "0002", "p", "7", "texts", "ru", " ",
                                 ",", "%2e"]), max_size=7).map("".join))
def test_no_address_goes_round_in_a_circle(app: Flask, path: str) -> None:
    address, client = f"/{path}", app.test_client()
    for _ in range(5):
        answer = client.get(address)
        if answer.status_code not in (301, 302, 308):
            break
        address = urlsplit(answer.headers["Location"]).path
    assert answer.status_code in (200, 400, 404)
