"""The connections of ``trials serve``: none keeps others out by asking much, saying little or taking nothing.

Waitress answers the requests of all connections in turn and holds a limited number of them. Without what is done here
a hundred that say a sign now and then kept every place for good, and four that take nothing of what they ask for kept
the four threads: it looks only for connections of which nothing is pending, and sends in vain what is not taken.
"""

from __future__ import annotations

import logging
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

from corpus.limits import (
    CROWDED_CONNECTIONS,
    CROWDED_SECONDS,
    MAX_CONNECTIONS,
    MAX_HEAD_BYTES,
    MAX_REST_BYTES,
    SLOWEST_BYTES_A_SECOND,
    WAITING_SECONDS,
)
from webapp.server.security import HEADERS, MAX_FORM_BYTES

if TYPE_CHECKING:
    from flask import Flask

State = Literal["idle", "hearing", "working", "sending", "ending"]
"""What a connection waits for: a request, the rest of one, our answer, that it is taken, or the end of too much."""


class ServedAnswer(WSGITask):  # type: ignore[misc] # waitress has no types
    """An answer, behind which the connection is closed where others wait or more was asked before it came.

    Browsers wait for an answer before they ask on; who does not must expect this (RFC 9112, 9.3.2).
    """

    def build_response_header(self) -> bytes:
        """Give the head of the answer."""
        if len(self.channel.requests) > 1 or self.channel.is_crowded() or self.request.error:
            self.set_close_on_finish()
        head = bytes(super().build_response_header())
        if self.request.command == "HEAD":
            self.chunked_response = False  # not even the sign for the end of a content
        return head


class ServedError(ErrorTask):  # type: ignore[misc] # waitress has no types
    """The answer to what is no request, which the app does not see; it carries what all answers carry."""

    def build_response_header(self) -> bytes:
        """Give the head of the answer."""
        self.response_headers.extend({**HEADERS, "Cache-Control": "no-store"}.items())
        return bytes(super().build_response_header())


def _refusal(connection: ServedConnection, request: HTTPRequestParser) -> ServedAnswer | ServedError:
    """Give the answer to what waitress does not take. A form that is too long is told so by the app, which goes by the
    length that is announced: its page says in the reader's language how much may be sent."""
    too_long = isinstance(request.error, RequestEntityTooLarge) and "CONTENT_LENGTH" in request.headers
    if too_long and request.content_length <= MAX_REST_BYTES:
        connection.rest = request.content_length
    return (ServedAnswer if too_long else ServedError)(connection, request)


class ServedConnection(HTTPChannel):  # type: ignore[misc] # waitress has no types
    """A connection that is waited for a limited time, which grows with the bytes that come and go.

    ``rest`` is how much is still taken, unread, of what is too long. Who is sent an answer while they send has it only
    once that is taken: a connection that is closed before is reset, and browsers show that and no page (RFC 9112, 9.6).
    """

    close_when_flushed: bool

    task_class, error_task_class = ServedAnswer, staticmethod(_refusal)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._state: State = "idle"
        self._begun, self._moved = time.monotonic(), 0
        self.rest, self._ending = 0, False
        super().__init__(*args, **kwargs)

    def is_crowded(self) -> bool:
        """Whether so many connections are open that each is needed."""
        return len(self.server.active_channels) >= CROWDED_CONNECTIONS

    def recv(self, buffer_size: int) -> bytes:
        """Take what has come, and count it."""
        data = bytes(super().recv(buffer_size))
        self._moved += len(data)
        return data

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send what the other side takes, and count it."""
        sent = int(super().send(data, do_close=do_close))
        self._moved += sent
        return sent

    def received(self, data: bytes) -> bool:
        """Take what has come as a request or a part of one; behind the end of ours, as nothing."""
        if not self._ending:
            return bool(super().received(data))
        self.rest -= len(data)
        if self.rest <= 0:
            self._end()
        return True

    def handle_write(self) -> None:
        """Send what is to be sent, and close the connection behind it; half of it where more comes than is read."""
        if self.rest and self.close_when_flushed and not self.total_outbufs_len and not self._ending:
            self._ending, self.close_when_flushed = True, False
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)
        super().handle_write()

    def writable(self) -> bool:
        """Whether something is to be sent. Asked of every connection at each turn of the server: here it is looked for
        those that are waited for in vain."""
        if self._is_overdue():
            self._end()
        return bool(super().writable())

    def _is_overdue(self) -> bool:
        """Whether the other side had its time, which begins anew with whatever it waits for or is waited for, and while
        enough comes or goes."""
        now, state = time.monotonic(), self._found_state()
        if state != self._state or state == "working":
            self._state, self._begun, self._moved = state, now, 0
        patience = CROWDED_SECONDS if self.is_crowded() else WAITING_SECONDS
        if now - self._begun <= patience:
            return False
        if self._moved >= patience * SLOWEST_BYTES_A_SECOND and not self._ending:
            self._begun, self._moved = now, 0
            return False
        return True

    def _found_state(self) -> State:
        if self._ending:
            return "ending"
        if self.total_outbufs_len:
            return "sending"
        if self.requests:
            return "working"
        return "hearing" if self.request is not None else "idle"

    def _end(self) -> None:
        """End the connection. It is shut down, so that the server is told of it: what waits to be sent to somebody who
        takes nothing would keep it open, and the thread that makes more of it."""
        self.will_close = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)


def listening(app: Flask, host: str, port: int, threads: int) -> BaseWSGIServer:
    """Give a server that listens and has yet to run. Raises OSError where the port cannot be had.

    It waits with poll: select, which waitress takes unless told, ends the server at descriptor 1024, and each open
    generation of an index holds dozens of them. No form that is answered is put on the disk: not even unnamed, not for
    a moment, and a full disk is nothing to it. Twice as much is refused before it is there.
    """
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits: a flood of them
    places: dict[int, Any] = {}
    server = create_server(
        app, map=places, host=host, port=port, threads=threads, ident=None, asyncore_use_poll=True,
        log_socket_errors=False, connection_limit=MAX_CONNECTIONS, max_request_header_size=MAX_HEAD_BYTES,
        max_request_body_size=2 * MAX_FORM_BYTES, inbuf_overflow=3 * MAX_FORM_BYTES)
    for one in places.values():  # a name may stand for several addresses, each with a server of its own
        if isinstance(one, BaseWSGIServer):
            one.channel_class = ServedConnection
    return server


def port_of(server: BaseWSGIServer) -> int:
    """Give the port on which a server listens: with several addresses that of the first."""
    several = getattr(server, "effective_listen", None)
    return int(several[0][1] if several else server.effective_port)
