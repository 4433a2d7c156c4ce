"""Fixtures of the web app's tests: one small home for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_browser import served, watched
from web_home import hearing_catalogue, hearing_home

from corpus.storage.home import Home
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
def specimen(specimen_home: Home) -> Flask:
    """App over the bundled specimen."""
    return create_app(specimen_home, rate=None)


@pytest.fixture(scope="session")
def specimen_address(specimen: Flask) -> Iterator[str]:
    yield from served(specimen)


@pytest.fixture(scope="session")
def address(app: Flask) -> Iterator[str]:
    yield from served(app)


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
    """Give a page of the browser; what it complains about, and any request elsewhere, fails the test."""
    yield from watched(browser, address, getattr(request, "param", {}))


@pytest.fixture
def specimen_tab(browser: Any, specimen_address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Give a page of the browser on the specimen."""
    yield from watched(browser, specimen_address, getattr(request, "param", {}))
