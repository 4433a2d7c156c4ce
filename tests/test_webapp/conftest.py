"""Fixtures of the web app's tests: one small home for all of them."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import hearing_catalogue, hearing_home
from werkzeug.serving import make_server

from corpus.home import Home
from webapp.app import create_app


@pytest.fixture(scope="session")
def web_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Home of the invented hearing."""
    return hearing_home(tmp_path_factory.mktemp("web") / "home")


@pytest.fixture(scope="session")
def app(web_home: Home) -> Flask:
    """App over that home."""
    return create_app(web_home, base_url="https://trials.example", catalogue=hearing_catalogue())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Client of the app."""
    return app.test_client()


@pytest.fixture
def empty_home(tmp_path: Path) -> Home:
    """Home without texts."""
    return Home(tmp_path / "empty").create()


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    place = shutil.which("chromium")
    if place is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=place, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give a page of the browser; what it complains about fails the test."""
    options = {"base_url": address, "java_script_enabled": True, "viewport": {"width": 1280, "height": 800},
               **getattr(request, "param", {})}
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda asked: None if asked.url.startswith(address) else elsewhere.append(asked.url))
    yield page
    context.close()
    assert not complaints
    assert not elsewhere
