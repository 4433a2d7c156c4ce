"""Addresses nobody would type: every answer is a page, none is a failure."""

from __future__ import annotations

import os
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_home import MORNING, Checked

ALLOWED = {200, 302, 304, 308, 400, 404, 405, 414}
TEXT = st.text(max_size=120)
SIGNS = st.text('"()*?~:-|/\\ abжё«»“”ANDORNEAR0123456789', max_size=60)
NAMES = st.sampled_from(["q", "trial", "edition", "document", "lang", "speaker", "role", "sitting", "page", "kind",
                         "sort", "view", "n", "hit", "at", "pos", "h", "regions", "limit", "offset", "_anchor",
                         "first", "whole", "text", "quote", "ref", "left", "right", "what", "was", "now", "by", "why",
                         "span", "per", "against"])
PATHS = st.sampled_from(["/", "/search", "/ru/search", "/api/search", "/en-hearing/", f"/en-hearing/{MORNING}",
                         f"/ru/en-hearing/{MORNING}/0002", "/essay/", "/person/orlan", "/people/", "/texts/essay",
                         f"/compare/hearing/{MORNING}", "/en-hearing/p/", "/check", "/ru/check", "/api/verify",
                         "/api/turn", "/statistics", "/ru/statistics", "/statistics/words",
                         "/api/sentences", "/texts/essay/citations", "/texts/en-hearing/cited", "/desk",
                         f"/en-hearing/{MORNING}/0004", f"/api/turn/en-hearing/{MORNING}/0002"])
BEFORE = st.sampled_from(["", "/ru", "/texts", "/cite", "/api", "/source", "/sheet/1"])
REQUESTS = int(os.environ.get("TRIALS_ODD_REQUESTS", "180"))
"""Requests in all."""

CALM = settings(max_examples=REQUESTS // 3,
                suppress_health_check=[HealthCheck.function_scoped_fixture])


def visit(app: Flask, address: str) -> None:
    answer = app.test_client().get(address)
    assert answer.status_code in ALLOWED, address
    if answer.mimetype == "text/html" and answer.status_code not in (302, 304, 308):
        assert not Checked(answer.get_data(as_text=True)).wrong, address


@pytest.mark.slow
@CALM
@given(query=TEXT | SIGNS)
def test_any_query_is_answered_or_refused(app: Flask, query: str) -> None:
    encoded = quote(query.encode("utf-8", "surrogatepass"), safe="")
    visit(app, f"/search?q={encoded}")
    visit(app, f"/ru/en-hearing/{MORNING}?q={encoded}")


@CALM
@given(path=PATHS, values=st.lists(st.tuples(NAMES, TEXT | SIGNS | st.integers().map(str)), max_size=5))
def test_any_parameters_are_answered_or_refused(app: Flask, path: str, values: list[tuple[str, str]]) -> None:
    visit(app, path + "?" + "&".join(f"{name}={quote(value.encode('utf-8', 'surrogatepass'), safe='')}"
                                     for name, value in values))


@CALM
@given(parts=st.lists(TEXT, min_size=1, max_size=4), prefix=BEFORE)
def test_any_path_is_a_page(app: Flask, parts: list[str], prefix: str) -> None:
    visit(app, prefix + "/" + "/".join(quote(part.encode("utf-8", "surrogatepass"), safe="") for part in parts))
