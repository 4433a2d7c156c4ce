"""A web site on this machine for tests of fetching: pages from a dictionary, with faults on demand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import BinaryIO


@dataclass
class Answer:
    """One answer; ``length`` is the length it claims, where that is not the true one; ``drip`` are seconds before each
    of its bytes, where it comes slowly."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    drip: float = 0.0


@dataclass
class Site:
    """Pages by path with query, faults that come before them, and the paths that were asked for."""

    pages: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    address: str = ""

    def answer(self, path: str) -> Answer:
        """Give the next fault of a path, else its page, else 404."""
        self.asked.append(path)
        waiting = self.faults.get(path)
        if waiting:
            return waiting.pop(0)
        return Answer(self.pages[path]) if path in self.pages else Answer(b"not here", 404)


def _handler(site: Site) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.hosts.add(self.headers.get("Host", ""))
            site.agents.add(self.headers.get("User-Agent", ""))
            answer = site.answer(self.path)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            _write(self.wfile, answer)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    return Handler


def _write(stream: BinaryIO, answer: Answer) -> None:
    """Send the body; who asked may not wait for its end."""
    with suppress(OSError):
        if not answer.drip:
            stream.write(answer.body)
            return
        for at in range(len(answer.body)):
            time.sleep(answer.drip)
            stream.write(answer.body[at : at + 1])
            stream.flush()


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on a free port of 127.0.0.1 until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))  # type: ignore[arg-type]
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
