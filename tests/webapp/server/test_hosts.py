"""Who is answered: this computer's own names and the public one; pages of other sites may lead here, not look in."""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_browser import running
from web_home import hearing_catalogue
from werkzeug.test import create_environ

from corpus.errors import WrongUseError
from corpus.storage.home import Home
from webapp import wsgi
from webapp.app import create_app
from webapp.server.hosts import Hosts
from webapp.server.security import HEADERS

LOCAL = ["localhost", "localhost:8080", "127.0.0.1:8080", "127.8.9.1", "[::1]:8080", "reading.localhost:1", "LOCALHOST",
         "localhost:", "localhost.", "Localhost.:80", "127.0.0.1.", "[::ffff:127.0.0.1]:80", "[0:0:0:0:0:0:0:1]"]
FOREIGN = ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7",
           "192.168.1.5:8080", "[::2]", "evil.example\t", "a b", "", "127.0.0.1@evil.example", "localhost.evil",
           "a." * 130 + "localhost", "127.1", "0.0.0.1", "0x7f000001", "2130706433"]
NO_NAMES = [
    "evil@localhost", "localhost/evil", "localhost#@evil.example", "localhost?evil", "localhost\\evil", "localhost..",
    ".localhost", "localhost:99999", "localhost:a", "localhost:80:80", "localhost, evil.example", "[::1", "::1",
    "evil.example,localhost", "[::1%25lo]", "ｌocalhost", "l\u043ecalhost", "localhost%00", "localhost;", "[localhost]",
    "[127.0.0.1", "xn--zz.localhost", "xn--.localhost", "xn--" + "a" * 58 + ".localhost", "a" * 300,
    "a" * 64 + ".localhost",
]
"""What is no name of a computer with a port, though what reads it generously may find one of this computer in it."""


@pytest.mark.parametrize("host", LOCAL)
def test_names_of_this_computer_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/about", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("address", ["/api/texts", "/people", "/search?q=goose", "/static/style.css", "/nowhere"])
def test_no_other_name_is_answered(client: FlaskClient, host: str, address: str) -> None:
    answer = client.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert b"Orlan" not in answer.data
    assert b"href" not in answer.data
    assert "Location" not in answer.headers


@pytest.mark.parametrize("host", NO_NAMES)
@pytest.mark.parametrize("address", ["/api/texts", "/people", "/search", "/ru/nowhere", "/static/style.css"])
def test_what_is_no_name_is_not_answered(client: FlaskClient, host: str, address: str) -> None:
    """Past the test client, which itself makes addresses of names."""
    environ = create_environ(address)
    environ["HTTP_HOST"] = host.encode().decode("latin-1")
    begun: list[tuple[str, dict[str, str]]] = []

    def begin(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
        begun.append((status, dict(headers)))

    body = b"".join(client.application.wsgi_app(environ, begin))
    (status, headers), = begun
    assert status == "400 BAD REQUEST"
    assert b"href" not in body and "Location" not in headers
    assert HEADERS.items() <= headers.items()


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
    ("192.168.1.5", "192.168.1.5.", True), ("[FD00::0001]", "[fd00:0:0:0:0:0:0:1]:80", True),
    ("fd00::1", "[FD00::1]", True),
    ("fd00::1", "[fd00::2]", False), ("::ffff:10.1.2.3", "10.1.2.3", True),
    ("reading-room:8080", "Reading-Room.", True), ("desk.local.", "desk.local", True), ("::", "evil.example", False),
    ("читальня.рф", "xn--80apkiw2a3bza.xn--p1ai", True), ("::", "10.1.2.3", True),
    ("trials_web", "trials_web:8000", True),
])
def test_what_the_server_listens_on_is_answered(listening: str, host: str, answered: bool) -> None:
    assert Hosts.of(None, (listening,)).answered(host) is answered


@pytest.mark.parametrize("name", ["", "a b", "http://", "[::1", "a" * 300, "evil@host:x", "\u200b"])
def test_a_setting_that_names_no_computer_is_refused(name: str) -> None:
    with pytest.raises(WrongUseError, match="names no computer"):
        Hosts.of(None, (name,))


@pytest.mark.parametrize(("base_url", "host"), [
    ("https://Trials.Example./", "trials.example"), ("https://trials.example:8443/read", "TRIALS.example.:8443"),
    ("http://[FD00::1]:8080", "[fd00:0:0::1]:8080"), ("https://дело.рф", "xn--d1acsm.xn--p1ai"),
    ("trials.example", "trials.example"),
])
def test_the_public_name_is_known_however_it_is_written(base_url: str, host: str) -> None:
    assert Hosts.of(base_url).answered(host)
    assert not Hosts.of(base_url).answered("evil.example")


@pytest.mark.parametrize("said", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Forwarded-Server"])
@pytest.mark.parametrize("proxies", [0, 1])
def test_what_a_request_says_of_its_host_changes_no_address(web_home: Home, said: str, proxies: int) -> None:
    app = create_app(web_home, catalogue=hearing_catalogue(), rate=None, proxies=proxies)
    answer = app.test_client().get("/people", headers={said: "evil.example"})
    assert answer.status_code == 308
    assert answer.headers["Location"] == "http://localhost/people/"
    assert b"evil.example" not in app.test_client().get("/search?q=goose", headers={said: "evil.example"}).data


def test_refusals_are_told_in_the_language_of_the_address(client: FlaskClient) -> None:
    assert "TRIALS_HOSTS" in client.get("/ru/about", headers={"Host": "evil.example"}).text
    assert "именем" in client.get("/ru/about", headers={"Host": "evil.example"}).text
    assert 'lang="ru"' in client.post("/ru/about").text


SITES = [
    ({"Origin": "http://[evil"}, 403), ({"Origin": "null"}, 403), ({"Origin": "http://localhost.evil.example"}, 403),
    ({"Origin": "http://localhost:1"}, 403), ({"Origin": "http://LOCALHOST"}, 200), ({"Origin": ""}, 403),
    ({"Sec-Fetch-Site": "Same-Origin"}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403),
    ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"}, 403),
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


@pytest.mark.parametrize("headers", [case for case, status in SITES if status == 403])
def test_no_form_of_another_site_is_answered(client: FlaskClient, headers: dict[str, str]) -> None:
    for host in ("localhost", "trials.example"):
        answer = client.post("/check", data={"text": "the gate"}, headers={"Host": host, **headers})
        assert answer.status_code == 403, host


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


@pytest.fixture
def served(web_home: Home) -> Iterator[int]:
    """The port of the server that ``trials serve`` starts."""
    app: Flask = create_app(web_home, catalogue=hearing_catalogue(), rate=None)
    with running(app) as port:
        yield port


def answered(port: int, patience: float = 60) -> bool:
    """Whether a page is answered; who is turned away asks again, as a browser does."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with contextlib.suppress(ConnectionError), socket.create_connection(("127.0.0.1", port), patience) as asked:
            asked.sendall(b"GET /about HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            if b" 200 " in asked.recv(100):
                return True
    return False


def test_a_process_of_many_open_files_goes_on_answering(request: pytest.FixtureRequest) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= hard < 2048:
        pytest.skip("the system allows no process that many open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    with contextlib.ExitStack() as held:
        held.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(1100):
            held.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        assert answered(request.getfixturevalue("served"))
