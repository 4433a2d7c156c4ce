"""Serving an app, to a browser or as ``trials serve`` does, watching what a page of it does, and asking a server as no
browser would, alone and in crowds."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from webapp.server.connections import listening, port_of

WHOM = [
    ("GET /about HTTP/1.1\r\nHost: localhost", 200), ("GET /about HTTP/1.1\r\nHost: evil.example", 400),
    ("GET http://localhost/about HTTP/1.1\r\nHost: evil.example", 200),
    ("GET http://evil.example/about HTTP/1.1\r\nHost: localhost", 400),
    ("GET http://evil@localhost/about HTTP/1.1\r\nHost: localhost", 400),
    ("GET HTTP://LocalHost.:0080/about HTTP/1.1\r\nHost: localhost", 200),
    ("GET http:///about HTTP/1.1\r\nHost: localhost", 400),
    ("GET http://localhost:99999/about HTTP/1.1\r\nHost: localhost", 400),
    ("GET http://localhost/about HTTP/1.1", 400), ("GET /about HTTP/1.1", 400), ("GET /about HTTP/1.1\r\nHost:", 400),
    ("GET /about HTTP/1.1\r\nX-Forwarded-Host: localhost", 400),
    ("GET /about HTTP/1.0", 200), ("GET /about HTTP/1.0\r\nHost: evil.example", 400),
    ("GET /about HTTP/1.1\r\nHost: localhost\r\nHost: localhost", 400),
    ("GET /about HTTP/1.1\r\nHost: localhost\r\nHost: evil.example", 400),
    ("GET /about HTTP/1.1\r\nHost: evil.example\r\nHost: localhost", 400),
    ("GET /about HTTP/1.1\r\nHost: LOCALHOST.:00080", 200), ("GET /about HTTP/1.1\r\nHost: localhost:80000", 400),
    ("GET //evil.example/about HTTP/1.1\r\nHost: localhost", 404),
]
"""Heads of requests, and the status of the answer: a name in the address goes before the header, which there must be
(RFC 9112, 3.2)."""

PATIENCE = 60


def served(app: Flask) -> Iterator[str]:
    """Serve an app on a free port while its address is used."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def running(app: Flask, threads: int = 2) -> Iterator[int]:
    """Serve an app as ``trials serve`` does, on a free port, which is given, until the block ends."""
    server = listening(app, "127.0.0.1", 0, threads)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield port_of(server)
    finally:
        server.close()


def settled(page: Any, action: Callable[..., None]) -> Callable[..., None]:
    """Make an action end only when the page it leads to has been read: a click ends as soon as one is begun."""
    def settled_action(*what: Any, **how: Any) -> None:
        action(*what, **how)
        page.wait_for_load_state()
    return settled_action


def watched(browser: Any, address: str, wanted: dict[str, Any]) -> Iterator[Any]:
    """Open a page and hold against it what it complains about, breaches of the security policy included."""
    options = {"base_url": address, "java_script_enabled": True, "viewport": {"width": 1280, "height": 800},
               **wanted}
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda asked: None if asked.url.startswith(address) else elsewhere.append(asked.url))
    page.click = settled(page, page.click)
    yield page
    context.close()
    assert not complaints
    assert not elsewhere


def status_of(port: int, head: str) -> int:
    """Give the status with which a server on this computer answers a request, behind which the connection ends."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as one:
        one.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
        taken = b""
        while more := one.recv(10_000):
            taken += more
    return int(taken.split(None, 2)[1])


class Crowd:
    """Connections that say something at first, then ``more`` now and then, and take what they get or nothing of it.

    Who is turned away comes again.
    """

    def __init__(self, port: int, number: int, said: bytes, more: bytes = b"", *, taking: bool = False) -> None:
        self._port, self._said, self._more, self._taking = port, said, more, taking
        self._end = threading.Event()
        self._threads = [threading.Thread(target=self._come, daemon=True) for _ in range(number)]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        time.sleep(1)
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _come(self) -> None:
        while not self._end.wait(0.05):
            with contextlib.suppress(OSError), socket.socket() as one:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
                one.settimeout(0.2)
                one.connect(("127.0.0.1", self._port))
                self._stay(one)

    def _stay(self, one: socket.socket) -> None:
        with contextlib.suppress(TimeoutError):
            one.sendall(self._said)
        while not self._end.wait(0.1):
            if self._more:
                one.sendall(self._more)
            if self._taking:
                with contextlib.suppress(TimeoutError):
                    if not one.recv(1_000_000):
                        return
