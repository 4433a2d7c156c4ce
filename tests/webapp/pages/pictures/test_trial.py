"""A trial at a glance: every figure of its calendar and matrices is what the search behind it finds."""

from __future__ import annotations

import html
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn

from webapp.app import create_app

FIGURE = re.compile(r'<td class="shade-\d"><a href="([^"]+)"[^>]*>([^<]+)</a>')
SITTING = re.compile(r'<a class="sitting" href="([^"]+)">[^<]*<span>([\d,]+) turn')


@pytest.fixture
def client(specimen: Flask) -> FlaskClient:
    return specimen.test_client()


def trial(client: FlaskClient, asked: str = "") -> str:
    home = client.get("/").get_data(as_text=True)
    address = re.search(r'href="(/trial/[^"]+)"', home)
    assert address
    answer = client.get(f"{address[1]}{asked}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def turns_behind(client: FlaskClient, address: str) -> int:
    path, _, query = html.unescape(address).partition("?")
    assert path == "/search"
    return int(json.loads(client.get(f"/api/search?{query}").data)["turns_total"])


def test_every_figure_of_the_matrices_is_what_its_search_finds(client: FlaskClient) -> None:
    figures = FIGURE.findall(trial(client))
    assert {"to%3A" in href or "to:" in href for href, _ in figures} == {True, False}
    for href, figure in figures:
        assert turns_behind(client, href) == int(figure.replace(",", "")), href


@pytest.mark.parametrize("query", ["light", "speaker:orsetsky", "nothinglikeit"])
def test_the_calendar_counts_as_the_search_does(client: FlaskClient, query: str) -> None:
    page = trial(client, f"?q={query}")
    sittings = SITTING.findall(page)
    assert sittings
    for href, figure in sittings:
        assert turns_behind(client, href) == int(figure.replace(",", "")), href
    total = re.search(r'count-line"[^>]*><a href="([^"]+)">([\d,]+) turn', page)
    assert total
    assert turns_behind(client, total[1]) == int(total[2].replace(",", ""))


def test_matrices_are_tables_and_say_that_naming_is_not_accusing(client: FlaskClient) -> None:
    page = trial(client)
    assert page.count('<table class="matrix">') == 2
    assert page.count("<caption") >= 2
    assert 'scope="row"' in page
    assert "not to accuse" in page
    assert len(page) < 300_000


@pytest.mark.parametrize("kind", ["questions", "names"])
def test_a_figure_of_a_matrix_says_who_whom_and_how_many(client: FlaskClient, kind: str) -> None:
    """Each link has a name of its own, with those at the heads of its row and column, on the page and in the file; the
    kinds are called by their verbs."""
    page = trial(client).split(f'<section aria-labelledby="{kind}">')[1].split("</section>")[0]
    columns = re.findall(r'<th scope="col"><a [^>]*>([^<]+)', page)
    named = []
    for row in page.split("<tbody>")[1].split("<tr>")[1:]:
        speaker = re.search(r'<th scope="row"><a [^>]*>([^<]+)', row)
        assert speaker
        for column, cell in zip(columns, re.findall(r"<td[^>]*>(.*?)</td>", row), strict=True):
            if cell:
                figure = html.unescape(re.sub(r"<[^>]*>", "", cell))
                name = f"{speaker[1]} {kind} {column}: {figure} turn{'' if figure == '1' else 's'}"
                assert f'aria-label="{name}"' in cell
                named.append(name)
    assert named
    address = re.search(rf'href="(/trial/[^"]+/{kind}\.svg[^"]*)"', page)
    assert address
    file = client.get(html.unescape(address[1])).get_data(as_text=True)
    assert re.findall(r"<a [^>]*><title>([^<]+)</title>", file) == named


@pytest.mark.parametrize("kind", ["questions", "names"])
def test_a_matrix_is_saved_with_its_source_and_state(client: FlaskClient, kind: str) -> None:
    address = re.search(rf'href="(/trial/[^"]+/{kind}\.svg[^"]*)"', trial(client))
    assert address
    answer = client.get(html.unescape(address[1]))
    file = answer.get_data(as_text=True)
    assert answer.content_type == "image/svg+xml"
    assert "gen-" in file
    assert "Source:" in file


def test_what_there_is_not_is_refused(client: FlaskClient) -> None:
    assert client.get("/trial/1999").status_code == 404
    address = re.search(r'href="(/trial/[^"]+)"', client.get("/").get_data(as_text=True))
    assert address
    assert client.get(f"{address[1]}/other.svg").status_code == 404
    assert client.get(f"{address[1]}?edition=en-none").status_code == 400


@pytest.mark.parametrize("asked", ["", "?q=light"])
def test_the_days_are_saved_with_caption_source_and_state(client: FlaskClient, asked: str) -> None:
    found = re.search(r'<a href="([^"]+)" download="[^"]+-days.svg"', trial(client, asked))
    assert found
    answer = client.get(html.unescape(found[1]))
    assert answer.mimetype == "image/svg+xml"
    drawn = answer.get_data(as_text=True)
    for said in ("Days of the trials", "Source: ", "State of the texts: "):
        assert said in drawn
    assert drawn.startswith("<svg")
    assert drawn.rstrip().endswith("</svg>")


def file_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.mimetype == "image/svg+xml"
    return html.unescape(answer.get_data(as_text=True))


def test_the_source_of_the_days_is_what_was_counted(client: FlaskClient) -> None:
    found = re.search(r'<a href="([^"]+)" download="[^"]+-days.svg"', trial(client, "?q=light"))
    assert found
    drawn = file_of(client, html.unescape(found[1]))
    assert "Source: en-specimen. " in drawn
    assert "/statistics?q=light&edition=en-specimen" in drawn


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_a_file_of_the_days_has_all_that_was_asked(client: FlaskClient, prefix: str) -> None:
    drawn = file_of(client, f"{prefix}/statistics/calendar.svg?q=light&also=lamp&speaker=orsetsky&counted=one")
    assert "Orsetsky" in drawn or "Орсецкий" in drawn
    address = re.search(r">(http[^<]+)<", drawn)
    assert address
    path, _, query = address[1].partition("?")
    assert path.endswith(f"{prefix}/statistics")
    assert {"q=light", "also=lamp", "speaker=orsetsky", "counted=one"} <= set(query.split("&"))
    assert "en-specimen-summary" not in drawn


@pytest.mark.parametrize("kind", ["questions", "names"])
def test_a_saved_matrix_says_what_it_counts(client: FlaskClient, kind: str) -> None:
    drawn = file_of(client, f"/trial/specimen/{kind}.svg")
    assert "in the row" in drawn
    assert ("not to accuse" in drawn) is (kind == "names")


def test_a_saved_map_has_a_key_and_the_question(client: FlaskClient) -> None:
    drawn = file_of(client, "/map/en-specimen/1911-05-04-morning.svg?q=light")
    for said in ("prosecutor", "defendant", "witness", "president of the court", "Yellow lines are hits.",
                 "/en-specimen/1911-05-04-morning?q=light<"):
        assert said in drawn
    plain = file_of(client, "/map/en-specimen/1911-05-04-morning.svg")
    assert "Yellow" not in plain
    page = client.get("/en-specimen/1911-05-04-morning").get_data(as_text=True)
    key = page.split('class="role-key"')[1].split("</p>")[0]
    assert re.findall(r"</svg> ([^<]+)</span>", key) == re.findall(r'width="14" height="11" [^>]+/><text[^>]+>([^<]+)<',
                                                                   plain)


@pytest.fixture(scope="module")
def two_trials(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Two trials, the second in two editions, of 5, 3 and 2 turns."""
    texts = [
        tiny_text(name, [tiny_turn(f"The lamp of turn {at}.", sitting=sitting) for at in range(turns)], lang=name[:2],
                  trial=name[3:])
        for name, sitting, turns in (("en-1936", "1936-08-19-morning", 5), ("en-1938", "1938-03-02-morning", 3),
                                     ("ru-1938", "1938-03-02-morning", 2))]
    return create_app(tiny_home(tmp_path_factory.mktemp("two"), texts)).test_client()


@pytest.mark.parametrize(("query", "turns"), [
    ("lamp", 3),
    ("edition:en-1938", 3),
    ("edition:ru-1938", 2),
    ("lamp edition:en-1936", 0),
    ("edition:en-1936", 0),
    ("document:en-1936", 0),
    ("lamp edition:en-1936 edition:ru-1938", 2),
])
def test_texts_that_a_query_names_add_nothing_of_another_trial(two_trials: FlaskClient, query: str, turns: int) -> None:
    answer = two_trials.get("/trial/1938", query_string={"q": query, "edition": "en-1938"})
    page = answer.get_data(as_text=True)
    total = re.search(r'count-line"[^>]*><a href="([^"]+)">([\d,]+) turn', page)
    assert total
    assert int(total[2]) == turns
    sittings = SITTING.findall(page)
    assert [int(figure) for _, figure in sittings] == [turns]
    for href in (total[1], sittings[0][0]):
        assert turns_behind(two_trials, href) == turns
    saved = re.search(r'<a href="([^"]+)" download="[^"]+-days.svg"', page)
    assert bool(saved) is bool(turns)
    assert not saved or file_of(two_trials, html.unescape(saved[1]))
