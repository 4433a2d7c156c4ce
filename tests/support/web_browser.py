"""Serving an app, to a browser or as ``trials serve`` does, and watching what a page of it does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from webapp.server.connections import listening, port_of


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
