"""What is kept of passages found: each question has its own marks, addresses and language, whatever was asked."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from web_home import MORNING, hearing_catalogue

from corpus.storage.home import Home
from indexer.results import FILTERS
from webapp.app import create_app
from webapp.models.fragments import Fragments, filled
from webapp.models.highlight import paragraphs, pieces
from webapp.pages.finding.filters import _around_value, _around_values
from webapp.presenting.asking import MARK, Ask
from webapp.server.links import quoted

ADDRESSES = ["/search?q=goose", "/ru/search?q=goose", '/search?q="stood by the gate"', "/search?q=gate&speaker=vetkin",
             "/search?q=goose&sort=relevance", "/search?speaker=orlan", "/ru/search?q=vetkin", "/search?q=vetkin",
             "/person/vetkin", "/ru/person/vetkin", "/search?q=script", "/search?q=barley&n=2&page=7"]


def made(home: Home) -> FlaskClient:
    return create_app(home, catalogue=hearing_catalogue()).test_client()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same_whatever_was_asked_before(web_home: Home, address: str) -> None:
    alone = made(web_home).get(address).data
    after = made(web_home)
    for other in (*reversed(ADDRESSES), *ADDRESSES):
        if other != address:
            after.get(other)
    assert after.get(address).data == alone


def test_a_passage_keeps_the_place_of_the_site(app: Flask) -> None:
    client = app.test_client()
    plain = client.get("/search?q=goose").get_data(as_text=True)
    under = client.get("/search?q=goose", base_url="http://localhost/under").get_data(as_text=True)
    assert f'href="/en-hearing/{MORNING}' in plain
    assert f'href="/under/en-hearing/{MORNING}' in under
    assert 'href="/en-hearing' not in under


def test_a_part_is_made_once() -> None:
    fragments, calls = Fragments(), []

    def caller() -> str:
        calls.append(1)
        return "<p>made</p>"

    assert fragments.once("who", caller) == fragments.once("who", caller) == "<p>made</p>"
    assert len(calls) == 1
    fragments.once("where", caller)
    assert len(calls) == 2


def test_a_part_with_gaps_is_made_once_and_no_text_sets_a_gap(app: Flask) -> None:
    with app.test_request_context("/search"):
        macro = app.jinja_env.from_string("{% macro row(text) %}<p a=<gap>>{{ text }}<b><gap></b>{% endmacro %}").module
    fragments = Fragments()
    found = fragments.around("row", macro.row, "a <gap> b")
    assert found == ["<p a=", ">a &lt;gap&gt; b<b>", "</b>"]
    assert fragments.around("row", macro.row, "another") is found
    assert all(type(part) is Markup for part in found)


@given(st.lists(st.text("a\0<>&'\"é", max_size=4), max_size=4))
def test_gaps_are_filled_with_escaped_values(values: list[str]) -> None:
    around = [Markup("<b>")] * (len(values) + 1)
    expected = around[0] + Markup("").join(escape(value) + part for value, part in zip(values, around[1:], strict=True))
    assert filled(around, values) == expected
    assert type(filled(around, values)) is Markup


VALUES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).map(str.strip).filter(bool)
SEVERAL = st.lists(VALUES, min_size=1, max_size=3, unique=True).map(tuple)


@given(st.text(max_size=12) | st.just(MARK) | st.just("+value+"),
       st.dictionaries(st.sampled_from(sorted(FILTERS)), SEVERAL),
       st.sampled_from(sorted(FILTERS)), VALUES, st.sampled_from(["record", None]), st.booleans())
def test_addresses_that_set_a_value_are_those_made_one_by_one(
    app: Flask, query: str, filters: dict[str, tuple[str, ...]], name: str, value: str, sort: str | None, regions: bool
) -> None:
    ask = Ask(query, filters, sort, regions=regions)  # type: ignore[arg-type]
    with app.test_request_context("/search"):
        before, after = _around_value(ask, name, _around_values(ask))
        if value not in ask.filters.get(name, ()):
            assert f"{before}{quoted(value)}{after}" == ask.href(filters=ask.toggled(name, value))


@given(st.lists(st.tuples(st.text("ab \n", max_size=4), st.text("cd", min_size=1, max_size=4)), max_size=5),
       st.text("ef\n", max_size=4))
def test_pieces_of_a_line_are_those_of_its_paragraph(parts: list[tuple[str, str]], end: str) -> None:
    text, matches = "", []
    for plain, found in parts:
        matches.append((len(text) + len(plain), len(text) + len(plain) + len(found)))
        text += plain + found
    text += end
    line = text.replace("\n", " ")
    assert list(pieces(text, matches)) == [piece for part in paragraphs(line, (), matches) for piece in part]
