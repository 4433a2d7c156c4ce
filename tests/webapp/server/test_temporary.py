"""What is sent is kept nowhere, not for a moment: a server answers forms where no file can be written at all."""

from __future__ import annotations

import contextlib
import http.client
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response
from web_browser import running
from web_home import hearing_catalogue

from corpus.storage.home import Home
from webapp.app import create_app
from webapp.server.security import MAX_FORM_BYTES

EDGE = "edge-of-a-form"


@pytest.fixture
def port(web_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server on whose computer there is no place for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    app = create_app(web_home, catalogue=hearing_catalogue(), rate=None, apart=False)
    with running(app) as port:
        yield port


def sent(port: int, content: bytes) -> tuple[int, str]:
    """Send a file to be checked; give the status and the page."""
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="chapter.bin"\r\n\r\n'.encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("POST", "/check", head + content + f"\r\n--{EDGE}--\r\n".encode(),
                       {"Content-Type": f"multipart/form-data; boundary={EDGE}"})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


@pytest.mark.parametrize("size", [20_000, 600_000, MAX_FORM_BYTES - 1_000])
def test_no_form_is_put_on_the_disk(port: int, size: int) -> None:
    status, page = sent(port, bytes(size))
    assert status == 400
    assert "chapter.bin" in page


def test_a_text_in_a_file_is_checked_without_a_disk(port: int) -> None:
    status, page = sent(port, "“the goose was seen by nobody at all” (Hearing 7)\n".encode() + b"lorem\n" * 100_000)
    assert status == 200
    assert "the goose was seen by nobody at all" in page


PIECES, PIECE = 96, b"x" * 65_536
"""Six megabytes: more than the server keeps in memory for a reader who does not take them, and than a system may."""


@pytest.fixture
def streaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server with a long file and a page, on whose computer no temporary file can be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    app = Flask(__name__)
    app.add_url_rule("/file", "file", lambda: Response(iter([PIECE] * PIECES)))
    app.add_url_rule("/page", "page", lambda: "a page")
    with running(app) as port:
        yield port


def test_a_file_for_a_slow_reader_that_finds_no_space_is_broken_off_and_nothing_else(streaming: int) -> None:
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    slow.settimeout(60)
    with slow:
        slow.connect(("127.0.0.1", streaming))
        slow.sendall(b"GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for _ in range(20):  # the server goes on meanwhile
            beside = http.client.HTTPConnection("127.0.0.1", streaming, timeout=60)
            beside.request("GET", "/page")
            assert beside.getresponse().read() == b"a page"
            beside.close()
        taken = b""
        with contextlib.suppress(ConnectionError):
            while not taken.endswith(b"0\r\n\r\n") and (more := slow.recv(1_000_000)):
                taken += more
    whole = taken.count(b"x") == PIECES * len(PIECE)
    assert whole == taken.endswith(b"\r\n0\r\n\r\n"), "a part of a file was sent as if it were the whole"
