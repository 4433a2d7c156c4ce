"""The keeper: the app in a process without threads, which makes a copy of itself for each request it is handed.

Begun by :mod:`webapp.server.apart`, which says what the messages are. It ends when the server does.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask

from corpus.catalogue import carried
from corpus.errors import TrialsError
from corpus.frames import Outward, receive, send
from corpus.storage.home import Home
from webapp.app import create_app
from webapp.server.apart import BEGUN, patience
from webapp.server.garbage import settle
from webapp.server.site import current_books

NICENESS = 10
"""Of copies: the pages that others read beside come first."""


def keep() -> None:
    """Serve until the other side closes: the body of the keeper process. Standard input tells what it is to know, the
    first argument the descriptor by which requests are handed over."""
    control = socket.socket(fileno=int(sys.argv[1]))
    app = _app(json.load(sys.stdin))
    # Copies end by themselves and nobody asks how.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    settle()
    while True:
        sign, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not sign:
            return
        for descriptor in handed:
            if os.fork() == 0:
                _be_copy(app, control, socket.socket(fileno=descriptor))
            os.close(descriptor)


def _app(told: dict[str, Any]) -> Flask:
    """Make the app, and what all copies need: the texts open, what the documents held cite."""
    home = Home(Path(told["home"]), told["of"])
    catalogue = carried.read(told["catalogue"]) if told["catalogue"] else None
    app = create_app(home, base_url=told["base_url"], catalogue=catalogue, rate=None, hosts=told["hosts"], apart=False)
    with app.app_context(), suppress(TrialsError):  # a copy meets it again, and says it on its page
        current_books().prepare_checks()
    return app


def _be_copy(app: Flask, control: socket.socket, handed: socket.socket) -> None:
    """Answer one request and end."""
    status = 1
    try:
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.nice(NICENESS)
        with handed, handed.makefile("rwb") as stream:
            send(stream, BEGUN)
            asked = json.loads(receive(stream))
            _limit(asked["seconds"], asked["memory"])
            _answer(app, asked["environ"], receive(stream), stream)
        status = 0
    finally:
        os._exit(status)


def _limit(seconds: int, memory: int) -> None:
    """Let this copy end where it takes more of the processor, of time or of memory than it may."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    signal.setitimer(signal.ITIMER_REAL, patience(seconds))


def _answer(app: Flask, environ: dict[str, Any], body: bytes, stream: Outward) -> None:
    """Answer a request as the app does; a body that is made bit by bit goes bit by bit."""
    environ = {**environ, "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.version": (1, 0),
               "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": True}
    with app.request_context(environ):
        answer = app.full_dispatch_request()
        head = {"status": answer.status, "headers": list(answer.headers), "streamed": answer.is_streamed}
        send(stream, json.dumps(head).encode())
        for piece in answer.iter_encoded():
            if piece:
                send(stream, piece)
        send(stream, b"")
        answer.close()
