"""The clients of ``scripts/load.py`` tell whole answers from others, and ask for each page once."""

from __future__ import annotations

import socketserver
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from peers.clients import asked

ANSWERS = {
    "/whole": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords",
    "/long": b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" + 900_000 * b"w",
    "/refused": b"HTTP/1.1 400 Bad Request\r\n\r\nno",
    "/cut": b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwords",
    "/nothing": b"",
}


class Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        address = self.rfile.readline().split()[1].decode()
        while self.rfile.readline().strip():
            pass
        self.wfile.write(ANSWERS[address])


@pytest.fixture
def port() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize("clients", [1, 3, 50])
def test_each_page_is_asked_for_once_and_only_whole_answers_count(port: int, clients: int) -> None:
    wanted = 3 * list(ANSWERS)
    pages = list(asked(port, iter(wanted), clients))
    assert sorted(page.address for page in pages) == sorted(wanted)
    assert {page.address: page.status for page in pages} == {
        "/whole": 200, "/long": 200, "/refused": 400, "/cut": 0, "/nothing": 0}
