"""Fixtures of the web app's tests: one small home for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import hearing_catalogue, hearing_home

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
