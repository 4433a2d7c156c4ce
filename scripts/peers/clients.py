"""Clients that ask a server of this machine for pages, as many at a time as wanted, all in one thread.

They take next to no time of the processor, so that what is measured is the server: a request is written at once, an
answer is read to the end of its connection, and nothing of it is looked at but its status and its length.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

PAGE_SECONDS = 30
"""How long a page may take."""

READ_BYTES = 1 << 18

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: its status, 0 where none came whole, and the seconds that it took."""

    address: str
    status: int
    seconds: float


@dataclass(slots=True)
class _Request:
    """A page that is waited for. The connection is closed by the server, which says that all has come."""

    address: str
    connection: socket.socket
    began: float
    read: list[bytes] = field(default_factory=list)

    def status(self) -> int:
        """Give the status of what was read; 0 where it is no answer, or shorter than it says."""
        answer = b"".join(self.read)
        head, ended, body = answer.partition(b"\r\n\r\n")
        status, length = _STATUS.match(head), _LENGTH.search(head + b"\r\n")
        if not status or not ended or (length and len(body) != int(length[1])):
            return 0
        return int(status[1])


def asked(port: int, addresses: Iterator[str], clients: int = 1) -> Iterator[Page]:
    """Ask for pages, one after the other by each of the clients, until there are no more; give them as they come."""
    with selectors.DefaultSelector() as waiting:
        for _, address in zip(range(clients), addresses, strict=False):
            _ask(port, address, waiting)
        while waiting.get_map():
            for key, _ in waiting.select(1):
                request: _Request = key.data
                if not _read(request.connection, request.read):
                    continue
                yield _done(request, waiting)
                if (following := next(addresses, None)) is not None:
                    _ask(port, following, waiting)
            for request in _overdue(waiting):
                request.read.clear()
                yield _done(request, waiting)


def _ask(port: int, address: str, waiting: selectors.BaseSelector) -> None:
    """Send a request; on this machine a connection is there at once."""
    began = time.perf_counter()
    connection = socket.create_connection(("127.0.0.1", port), PAGE_SECONDS)
    head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
    connection.sendall(head.encode("ascii"))
    connection.setblocking(False)
    waiting.register(connection, selectors.EVENT_READ, _Request(address, connection, began))


def _read(connection: socket.socket, read: list[bytes]) -> bool:
    """Read what has come; say whether that is all."""
    try:
        while part := connection.recv(READ_BYTES):
            read.append(part)
    except BlockingIOError:
        return False
    except OSError:
        # A connection that breaks brings no more; the length then tells whether something is missing.
        return True
    return True


def _done(request: _Request, waiting: selectors.BaseSelector) -> Page:
    seconds = time.perf_counter() - request.began
    waiting.unregister(request.connection)
    request.connection.close()
    return Page(request.address, request.status(), seconds)


def _overdue(waiting: selectors.BaseSelector) -> list[_Request]:
    """Give the requests that have waited too long."""
    now = time.perf_counter()
    held: list[_Request] = [key.data for key in waiting.get_map().values()]
    return [request for request in held if now - request.began > PAGE_SECONDS]
