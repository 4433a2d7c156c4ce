"""Asking a server in words of one's own, as no client does, alone and in crowds."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

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


def status(port: int, head: str) -> int:
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
