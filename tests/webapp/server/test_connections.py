"""The connections of ``trials serve``: crowds that ask much, say little or take nothing keep no reader out."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, request
from web_browser import WHOM, Crowd, running, status_of
from web_home import hearing_catalogue

from corpus.limits import MAX_REST_BYTES
from corpus.storage.home import Home
from webapp.app import create_app
from webapp.server import connections
from webapp.server.connections import listening, port_of
from webapp.server.security import HEADERS, MAX_FORM_BYTES

PIECE, LONG = b"x" * 65_536, 600
"""Of an answer of 40 MB: more than the server holds for who does not take it, and than a system does."""
PLACES, CROWD = 12, 30
PATIENCE = 60

PAGE = b"GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n"
FILE = b"GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = b"GET /page HTTP/1.1\r\nHost: localhost\r\nX-a: "
FORM = b"POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"

CROWDS = {
    "silent": (b"", b"", False), "half": (HALF, b"", False), "a sign now and then": (HALF, b"a", False),
    "a form in signs": (FORM, b"a", False), "asking on": (PAGE, PAGE, True),
    "a sign behind a question": (PAGE, b"G", True),
    "five hundred at once": (PAGE * 500, b"", True), "five hundred, none taken": (PAGE * 500, b"", False),
    "files, none taken": (FILE * 3, b"", False),
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Serve a page, a long file, a slow answer and a form with two threads, with limits that a test bears."""
    monkeypatch.setattr(connections, "MAX_CONNECTIONS", PLACES)
    monkeypatch.setattr(connections, "CROWDED_CONNECTIONS", PLACES - 4)
    monkeypatch.setattr(connections, "CROWDED_SECONDS", 0.5)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_FORM_BYTES
    app.add_url_rule("/page", "page", lambda: "a page")
    app.add_url_rule("/file", "file", lambda: Response(PIECE for _ in range(LONG)))
    app.add_url_rule("/slow", "slow", lambda: time.sleep(3) or "made slowly")
    app.add_url_rule("/form", "form", lambda: f"{len(request.get_data())} bytes", methods=["POST"])
    with contextlib.ExitStack() as served:
        def make(waiting: float) -> int:
            monkeypatch.setattr(connections, "WAITING_SECONDS", waiting)
            return served.enter_context(running(app))

        yield make


def asked(port: int, address: str = "/page") -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        return connection.getresponse().read()
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", CROWDS)
def test_no_crowd_keeps_readers_out(made: Callable[..., int], kind: str) -> None:
    said, more, taking = CROWDS[kind]
    port = made(1.0)
    with Crowd(port, CROWD, said, more, taking=taking):
        for _ in range(5):
            assert asked(port) == b"a page"


@pytest.mark.slow
def test_who_takes_nothing_of_long_files_holds_no_thread_for_long(made: Callable[..., int]) -> None:
    port = made(1.0)
    with Crowd(port, 4, FILE):
        for _ in range(5):
            assert asked(port) == b"a page"


def test_a_page_takes_its_time_and_a_slow_reader_too(made: Callable[..., int]) -> None:
    """What the server itself takes is nobody's fault, and who takes a little all the time gets all."""
    port = made(1.0)
    assert asked(port, "/slow") == b"made slowly"
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as slow:
        slow.sendall(FILE)
        taken, end = 0, time.monotonic() + 3
        while time.monotonic() < end:
            taken += len(slow.recv(400_000))
            time.sleep(0.1)
        while more := slow.recv(1_000_000):
            taken += len(more)
    assert taken > LONG * len(PIECE)


def test_a_form_that_comes_slowly_is_taken(made: Callable[..., int]) -> None:
    with socket.create_connection(("127.0.0.1", made(1.0)), PATIENCE) as slow:
        slow.sendall(FORM)
        for _ in range(20):
            slow.sendall(b"a" * 5_000)
            time.sleep(0.1)
        assert b"100000 bytes" in slow.recv(1_000) + slow.recv(1_000)


def test_who_asks_before_the_answer_gets_one_and_the_end(made: Callable[..., int]) -> None:
    with socket.create_connection(("127.0.0.1", made(10.0)), PATIENCE) as one:
        one.sendall(PAGE * 3)
        taken = b""
        while more := one.recv(10_000):
            taken += more
    assert taken.count(b"HTTP/1.1 200 OK") == taken.count(b"a page") == 1
    assert b"\r\nConnection: close\r\n" in taken


def test_who_waits_for_the_answer_asks_on_under_one_connection(made: Callable[..., int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", made(10.0), timeout=PATIENCE)
    connection.connect()
    line = connection.sock
    for _ in range(5):
        connection.request("GET", "/page")
        assert connection.getresponse().read() == b"a page"
        assert connection.sock is line
    connection.close()


@pytest.mark.parametrize("head", [b"Content-Length: 900000000", b"Transfer-Encoding: chunked"])
def test_what_is_far_longer_than_any_form_is_refused_before_it_is_there(
    made: Callable[..., int], head: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with socket.create_connection(("127.0.0.1", made(10.0)), PATIENCE) as one:
        one.sendall(b"POST /form HTTP/1.1\r\nHost: localhost\r\n" + head + b"\r\n\r\n")
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 20 * MAX_FORM_BYTES:
                one.sendall(b"%x\r\n%b\r\n" % (len(PIECE), PIECE) if b"chunked" in head else PIECE)
                sent += len(PIECE)
        assert sent < 10 * MAX_FORM_BYTES
        with contextlib.suppress(ConnectionError):  # where the end of the connection is sooner than its answer
            assert re.match(rb"HTTP/1.[01] 413 ", one.recv(1_000))


@pytest.mark.parametrize("times", [1, 2, 20, 50])
def test_a_form_that_is_too_long_gets_the_page_that_says_so(web_home: Home, times: int) -> None:
    """Also who sends all of it before they look for an answer, up to a bound."""
    form = b"text=" + b"a" * times * MAX_FORM_BYTES
    head = f"POST /ru/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(form)}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
    with running(create_app(web_home, catalogue=hearing_catalogue(), rate=None), threads=1) as port:
        begun = f"{head}{kind}".encode() + form[: 1_000 if len(form) > MAX_REST_BYTES else len(form)]
        answer = said(port, begun).decode()
    assert re.match(r"HTTP/1\.1 413 ", answer)
    assert '<html lang="ru">' in answer and "слишком длинный" in answer and "\r\nConnection: close\r\n" in answer
    assert all(f"\r\n{name}: {value}\r\n".lower() in answer.lower() for name, value in HEADERS.items())


def said(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as one:
        one.sendall(request)
        taken = b""
        while more := one.recv(10_000):
            taken += more
    return taken


@pytest.mark.slow
@pytest.mark.parametrize(("rest", "more"), [(b"a" * 1_000, b""), (b"", b"a")])
def test_who_never_ends_a_form_that_is_too_long_is_not_waited_for_long(
    made: Callable[..., int], rest: bytes, more: bytes
) -> None:
    """Neither in silence nor by signs now and then, however many do so."""
    port = made(1.0)
    long = b"POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (3 * MAX_FORM_BYTES)
    with Crowd(port, CROWD, long + rest, more):
        for _ in range(5):
            assert asked(port) == b"a page"


@pytest.mark.parametrize("request_line", [
    b"GARBAGE", b"get /page HTTP/1.1", b"GET /\xff HTTP/1.1",
    b"GET /page HTTP/1.1\r\nA b: c", b"POST /form HTTP/1.1\r\nContent-Length: -1",
    b"POST /form HTTP/1.1\r\nTransfer-Encoding: gzip",
])
def test_what_is_no_request_is_answered_as_strictly(made: Callable[..., int], request_line: bytes) -> None:
    head = said(made(10.0), request_line + b"\r\nHost: localhost\r\n\r\n").partition(b"\r\n\r\n")[0].decode("latin-1")
    assert re.match(r"HTTP/1\.[01] [45]\d\d ", head)
    for name, value in HEADERS.items():
        assert f"\r\n{name}: {value}\r\n".lower() in f"{head}\r\n".lower()


def test_a_question_for_the_head_of_a_file_gets_the_head(made: Callable[..., int]) -> None:
    answer = said(made(10.0), b"HEAD /file HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert answer.endswith(b"\r\n\r\n") and answer.count(b"\r\n\r\n") == 1


@pytest.mark.parametrize(("head", "status"), WHOM)
def test_the_name_that_is_asked_is_the_one_of_the_request(web_home: Home, head: str, status: int) -> None:
    with running(create_app(web_home, catalogue=hearing_catalogue(), rate=None), threads=1) as port:
        assert status_of(port, head) == status


def test_a_name_of_several_addresses_has_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in ("127.0.0.1", "127.0.0.2")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    server = listening(Flask(__name__), "reading-room", 0, threads=1)
    assert port_of(server) > 0
    server.close()
