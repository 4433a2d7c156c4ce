"""Requests that are answered in a process of their own: what may take long or much never works in the server's own.

One process, the keeper (:mod:`webapp.keeper`), opens the texts once and is as idle as the server; for each request it
makes a copy of itself, which answers and ends. Copies share the memory of the keeper, begin in milliseconds, have
limits on time and memory that grow with what was sent, and less of the processor than the server. A copy whose reader
has left ends at what it writes next.

The server hands each copy its end of a pair of sockets through the keeper. Messages are those of :mod:`corpus.frames`:
the request as JSON and its body; back ``begun``, the status and headers as JSON, the body in pieces, an empty one.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import wraps
from io import BufferedRWPair
from pathlib import Path
from threading import Lock
from typing import IO, Any, cast

from flask import Request, Response, current_app, render_template, request

from corpus.catalogue import carried
from corpus.errors import SourceRefusedError, TrialsError
from corpus.frames import Inward, receive, send
from corpus.limits import CHECK_BYTES_A_SECOND, CHECK_MEMORY_BYTES, CHECK_SECONDS
from webapp.i18n.i18n import gettext
from webapp.server.links import public_url, shelf
from webapp.server.places import Places

KEY = "apart"
"""Name under which the app has its keeper; None in the copies of a keeper, which answer themselves."""

BEGUN = b"begun"
"""Said by a copy before it does anything."""

START_SECONDS = 120.0
"""Within which a keeper opens the texts, also on a busy machine."""

ATTEMPTS = 5
"""Keepers that are asked one after the other for a request: texts may change again while it waits for the next."""

SLACK = 10.0
"""So many seconds longer than three times its processor time a copy may take on a busy machine."""

_ROOT = str(Path(__file__).resolve().parents[2])
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from webapp.keeper import keep; keep()"

View = Callable[[], Any]


def allowed_seconds(size: int) -> int:
    """Give the processor seconds that a request of so many bytes may take."""
    return int(CHECK_SECONDS + size / CHECK_BYTES_A_SECOND)


def patience(seconds: int) -> float:
    """Give the seconds by the clock after which a copy is given up that may take ``seconds`` of the processor."""
    return 3 * seconds + SLACK


def answered_apart(places: Places) -> Callable[[View], View]:
    """Let a view be answered in a process of its own, which takes one of the places. Raises TooManyRequests,
    and SourceRefusedError where time or memory did not suffice."""
    def wrapper(view: View) -> View:
        @wraps(view)
        def answer() -> Any:
            keeper: Keeper | None = current_app.extensions[KEY]
            if keeper is None:
                return _answered_here(view)
            permit = places.take()
            try:
                answer = keeper.answer(request)
            except BaseException:
                permit.leave()
                raise
            if answer.is_streamed:
                answer.response = _then(permit.leave, answer.response)
                answer.call_on_close(permit.leave)  # also where nobody asks for the first piece
            else:
                permit.leave()
            return answer

        return answer

    return wrapper


def _then(end: Callable[[], None], pieces: Iterable[Any]) -> Iterator[Any]:
    """Give pieces one after the other, and do something when the last has been taken or nobody wants more."""
    try:
        yield from pieces
    finally:
        end()


def _answered_here(view: View) -> Any:
    try:
        return view()
    except MemoryError as error:
        raise exhausted() from error


def exhausted() -> TrialsError:
    """Make the error of a text for which time or memory did not suffice."""
    return SourceRefusedError(gettext("This takes more time or memory than one text may take."),
                              gettext("Check it in parts, or with the command `trials verify FILE`."))


class Keeper:
    """The process that makes copies of itself, for one process of the server; begun when it is first needed, and anew
    when the texts have changed."""

    def __init__(self, hosts: tuple[str, ...] = ()) -> None:
        self._hosts = hosts
        self._lock = Lock()
        self._control: socket.socket | None = None
        self._end: weakref.finalize[[subprocess.Popen[bytes], socket.socket], Keeper] | None = None
        self._of: tuple[int, str | None] = (0, None)

    def answer(self, asked: Request) -> Response:
        """Have a request answered. Raises SourceRefusedError where it took too much."""
        body = asked.get_data()
        seconds = allowed_seconds(len(body) + len(asked.query_string))
        stream = self._copy(patience(seconds))
        try:
            send(stream, _written(asked, len(body), seconds))
            send(stream, body)
            head = json.loads(receive(stream))
        except (OSError, EOFError, ValueError) as error:
            stream.close()
            raise exhausted() from error
        if not head["streamed"]:
            with stream:
                return Response(b"".join(_whole(_pieces(stream))), head["status"], head["headers"])
        end = render_template("broken_off.html", error=exhausted())
        answer = Response(_to_the_end(stream, end.encode()), head["status"], head["headers"])
        answer.call_on_close(stream.close)
        return answer

    def _copy(self, seconds: float) -> BufferedRWPair:
        """Give the stream to a new copy, begun; a keeper that ended before it answered is begun again.

        One that ended because the texts have changed has a follower, which other requests may wait for already: only
        a keeper that failed this request is replaced, never one that came after it.
        """
        control: socket.socket | None = None
        for _ in range(ATTEMPTS):
            mine, theirs = socket.socketpair()
            stream = mine.makefile("rwb")
            mine.settimeout(START_SECONDS)
            with mine, theirs, suppress(OSError, EOFError, ValueError):
                control = self._running(failed=control)
                socket.send_fds(control, [b"+"], [theirs.fileno()])
                theirs.close()
                if receive(stream, len(BEGUN)) == BEGUN:
                    mine.settimeout(seconds)
                    return stream
            stream.close()
        raise RuntimeError("no process could be begun that answers")

    def _running(self, *, failed: socket.socket | None = None) -> socket.socket:
        """Give the way to the keeper of this process and of the texts as they are now, another than the one that
        failed."""
        with self._lock:
            of = os.getpid(), shelf().mark()
            if self._control is None or self._control is failed or self._of != of:
                self._control, self._of = self._begin(), of
            return self._control

    def _begin(self) -> socket.socket:
        if self._end is not None and self._of[0] == os.getpid():
            self._end()
        elif self._end is not None:
            self._end.detach()  # that keeper serves the process this one was made from
        control, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603 -- our own code, no shell, a bare environment
                [sys.executable, "-I", "-c", _START, str(theirs.fileno())], pass_fds=(theirs.fileno(),),
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env={"OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True)
        self._end = weakref.finalize(self, _end, process, control)
        home, given = shelf().home, shelf().given
        told = {"home": str(home.path.resolve()), "of": home.catalogue, "base_url": public_url(), "hosts": self._hosts,
                "catalogue": carried.written(given) if given else None}
        with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as stream:
            stream.write(json.dumps(told).encode())
        return control


def _end(process: subprocess.Popen[bytes], control: socket.socket) -> None:
    """End a keeper; its copies go on until they have answered."""
    control.close()
    process.kill()
    process.wait()


def _written(asked: Request, length: int, seconds: int) -> bytes:
    """Write down a request: all that its environment says in words."""
    environ = {name: value for name, value in asked.environ.items()
               if isinstance(value, str) and name not in ("HTTP_TRANSFER_ENCODING", "CONTENT_LENGTH")}
    return json.dumps({"environ": {**environ, "CONTENT_LENGTH": str(length)}, "seconds": seconds,
                       "memory": CHECK_MEMORY_BYTES}).encode()


def _pieces(stream: Inward) -> Iterator[bytes]:
    """Give the body of an answer as it comes. Raises OSError, EOFError, ValueError where it ends before it is whole."""
    while piece := receive(stream):
        yield piece


def _to_the_end(stream: Inward, end: bytes) -> Iterator[bytes]:
    """Give the body of a page as it comes; ``end`` tells readers where it breaks off."""
    try:
        yield from _pieces(stream)
    except (OSError, EOFError, ValueError):
        yield end


def _whole(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except (OSError, EOFError, ValueError) as error:
        raise exhausted() from error
