"""Who is answered: this computer's own names and the public one; pages of other sites may lead here, not look in."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import hearing_catalogue

from corpus.storage.home import Home
from webapp import wsgi
from webapp.app import create_app
from webapp.commands.serving import CLEANUP_SECONDS, IDLE_SECONDS
from webapp.server.hosts import Hosts

LOCAL = ["localhost", "localhost:8080", "127.0.0.1:8080", "127.8.9.1", "[::1]:8080", "reading.localhost:1", "LOCALHOST"]
FOREIGN = ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7",
           "192.168.1.5:8080", "[::2]", "evil.example\t", "a b", "", "127.0.0.1@evil.example", "localhost.evil"]


@pytest.mark.parametrize("host", LOCAL)
def test_names_of_this_computer_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/about", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("address", ["/api/texts", "/people", "/search?q=goose", "/static/style.css", "/nowhere"])
def test_no_other_name_is_answered(client: FlaskClient, host: str, address: str) -> None:
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert b"Orlan" not in answer.data
    assert "Location" not in answer.headers


def test_a_form_is_not_answered_under_a_foreign_name(client: FlaskClient) -> None:
    answer = client.post("/check", data={"text": "the gate"}, headers={
        "Host": "evil.example", "Origin": "http://evil.example"})
    assert answer.status_code == 400


def test_the_public_name_is_answered(client: FlaskClient) -> None:
    assert client.get("/about", headers={"Host": "trials.example"}).status_code == 200
    assert client.get("/about", headers={"Host": "trials.example:8443"}).status_code == 200


@pytest.mark.parametrize(("listening", "host", "answered"), [
    ("0.0.0.0", "192.168.1.5:8080", True), ("::", "[fe80::1]", True), ("0.0.0.0", "evil.example", False),  # noqa: S104
    ("192.168.1.5", "192.168.1.5:8080", True), ("192.168.1.5", "192.168.1.6", False),
    ("desk.local", "desk.local", True),
    ("127.0.0.1", "192.168.1.5", False),
])
def test_what_the_server_listens_on_is_answered(listening: str, host: str, answered: bool) -> None:
    assert Hosts.of(None, (listening,)).answered(host) is answered


SITES = [
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
    ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
    ({"Origin": "http://evil.example"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
    ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}, 200),
    ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
    ({}, 200),
]


@pytest.mark.parametrize(("headers", "status"), SITES)
def test_other_sites_lead_to_a_local_server_and_do_not_look_in(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    assert client.get("/search?q=goose", headers=headers).status_code == status


def test_an_unlimited_proxy_is_told_of(web_home: Home, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    monkeypatch.setenv("TRIALS_HOME", str(web_home.path))
    monkeypatch.setenv("TRIALS_BASE_URL", "https://trials.example")
    monkeypatch.setenv("TRIALS_HOSTS", "reading-room, 10.1.2.3")
    made = wsgi.app()
    assert "TRIALS_PROXIES" in caplog.text
    for host in ("reading-room", "10.1.2.3:80", "trials.example"):
        assert made.test_client().get("/about", headers={"Host": host}).status_code == 200
    caplog.clear()
    monkeypatch.setenv("TRIALS_PROXIES", "1")
    wsgi.app()
    assert "TRIALS_PROXIES" not in caplog.text


@pytest.mark.slow
def test_half_requests_hold_no_place_for_long(web_home: Home) -> None:
    from waitress.server import create_server

    app: Flask = create_app(web_home, catalogue=hearing_catalogue(), rate=None)
    server = create_server(app, host="127.0.0.1", port=0, threads=2, ident=None,
                           channel_timeout=1, cleanup_interval=1, connection_limit=20)
    threading.Thread(target=server.run, daemon=True).start()
    sockets = [socket.create_connection(("127.0.0.1", server.effective_port)) for _ in range(30)]
    try:
        for one in sockets:
            one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-a: ")
        begun = time.monotonic()
        with socket.create_connection(("127.0.0.1", server.effective_port), timeout=60) as asked:
            asked.sendall(b"GET /about HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert b" 200 " in asked.recv(100)
        assert time.monotonic() - begun < 60
    finally:
        for one in sockets:
            one.close()
        server.close()
    assert IDLE_SECONDS + CLEANUP_SECONDS < 30
