"""Addresses are those that Flask itself makes, in every language, with every kind of value."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for

from webapp.server.links import to

ASKED: list[dict[str, Any]] = [
    {},
    {"q": "lorem ipsum", "n": 2, "sort": None},
    {"q": "слово & \"два\" = #1 100% a+b", "speaker": ["amber", "unknown"], "page": []},
    {"q": "a!$'()*,/:;?@~[]|<>", "role": ("expert", None, "ё"), "regions": True},
    {"q": "lorem", "_anchor": "first"},
    {"q": "lorem", "_external": True},
    {"é name": ""},
]


@pytest.mark.parametrize("values", ASKED)
@pytest.mark.parametrize("root", ["", "/under"])
def test_an_address_is_that_of_flask(app: Flask, values: dict[str, Any], root: str) -> None:
    for path, lang in (("/search", "en"), ("/ru/search", "ru")):
        with app.test_request_context(path, base_url=f"https://trials.example{root}"):
            app.preprocess_request()
            for page in ("search", "home", "people"):
                assert to(page, **values) == url_for(f"{lang}.{page}", **values)
                assert to(page, **values) == url_for(f"{lang}.{page}", **values)


def test_an_address_with_values_in_its_path_is_that_of_flask(app: Flask) -> None:
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("en.") and rule.arguments)
    values = dict.fromkeys(rule.arguments, "1936")
    with app.test_request_context("/search"):
        app.preprocess_request()
        assert to(rule.endpoint.removeprefix("en."), **values, q="x") == url_for(rule.endpoint, **values, q="x")
