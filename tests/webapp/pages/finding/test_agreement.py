"""The same question has the same number wherever it is counted: headline, facets, statistics, map, API, command."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from webapp.cli import cli
from webapp.server.links import shelf

SPECIMEN, MORNING = "en-specimen", "1911-05-04-morning"
QUESTIONS = ["light", "lamp", "edition:en-specimen light", "speaker:orsetsky", "speaker:orsetsky light", "role:witness",
             "маяк", "lang:ru", "kind:transcript lamp"]
IN_TURNS = re.compile(r"(?:in )?([\d,]+) turns?")


@pytest.fixture
def client(specimen: Flask) -> FlaskClient:
    return specimen.test_client()


@pytest.fixture
def home(specimen: Flask) -> str:
    with specimen.app_context():
        return str(shelf().home.path)


def headline(page: str) -> str:
    found = re.search(r'<p class="count-line"[^>]*>([^<]+)<', page)
    assert found
    return found[1]


def turns_in(line: str) -> int:
    found = IN_TURNS.search(line)
    assert found, line
    return int(found[1].replace(",", ""))


def asked(client: FlaskClient, address: str, **parameters: Any) -> str:
    return client.get(address, query_string=parameters).get_data(as_text=True)


@pytest.mark.parametrize("counted", ["all", "editions", "one"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_all_count_the_same_turns(client: FlaskClient, home: str, question: str, counted: str) -> None:
    answer = json.loads(asked(client, "/api/search", q=question, counted=counted))
    turns = answer["turns_total"]
    assert turns
    page = asked(client, "/search", q=question, counted=counted)
    assert turns_in(headline(page)) == turns
    assert turns_in(headline(asked(client, "/statistics", q=question, counted=counted))) == turns
    texts = {**answer["facets"]["edition"], **answer["facets"]["document"]}
    for name, values in (("trial", answer["facets"]["trial"]), ("lang", answer["facets"]["lang"]), ("edition", texts)):
        # Of a filter that is set, a facet says what choosing another value would give.
        assert f"{name}:" in question or sum(values.values()) == turns, name
    run = CliRunner().invoke(cli, ["--home", home, "search", question, "--json", "--counted", counted])
    assert json.loads(run.stdout)["turns_total"] == turns
    counted = CliRunner().invoke(cli, ["--home", home, "stats", question, "--by", "edition", "--json",
                                         "--counted", counted])
    shares = json.loads(counted.stdout)
    assert shares["turns_total"] == turns == sum(row["turns"] for row in shares["rows"])


@pytest.mark.parametrize("question", ["light", "lamp", "the", "маяк", "kind:transcript lamp", "не"])
@pytest.mark.parametrize("voice", ["speaker", "role"])
def test_voices_sum_up_to_the_headline_less_what_stands_under_two(
    client: FlaskClient, question: str, voice: str
) -> None:
    answer = json.loads(asked(client, "/api/search", q=question, limit=0))
    title = {"speaker": "Speaker", "role": "Role"}[voice]
    page = asked(client, "/search", q=question).split(f"<summary>{title}</summary>")[1].split('class="facet"')[0]
    twice = re.search(r"(\d+) turns? with speech and narration", page)
    assert sum(answer["facets"][voice].values()) - int(twice[1] if twice else 0) == answer["turns_total"]
    shown = [int(count.replace(",", "")) for count in re.findall(r'class="count">([\d,]+)<', page)]
    assert sum(shown) == sum(answer["facets"][voice].values())


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_that_is_cited_says_what_the_page_says(client: FlaskClient, question: str) -> None:
    page = asked(client, "/search", q=question)
    cited = re.search(r'id="answer">([^<]+)<', page)
    assert cited
    assert headline(page) in cited[1]


def test_texts_counted_are_those_with_a_hit_whatever_filter_is_set(client: FlaskClient) -> None:
    typed = headline(asked(client, "/search", q="edition:en-specimen light"))
    ticked = headline(asked(client, "/search", q="light", edition="en-specimen"))
    assert typed == ticked
    assert "1 edition;" in typed
    assert "document" not in typed


@pytest.mark.parametrize("question", ["speaker:orsetsky", "role:witness trial:lamp", "lang:ru"])
def test_nothing_occurs_where_no_word_is_asked_for(client: FlaskClient, question: str) -> None:
    for address in ("/search", "/statistics"):
        page = asked(client, address, q=question)
        assert "occurrence" not in headline(page)


def test_map_and_page_of_a_sitting_count_as_the_search_does(client: FlaskClient) -> None:
    found = json.loads(asked(client, "/api/search", q="light", edition=SPECIMEN, sitting=MORNING))
    page = asked(client, f"/{SPECIMEN}/{MORNING}", q="light")
    assert f"of {found['hits_total']} in this sitting" in page
    marks = re.findall(r'<path class="over" d="([^"]+)"', page)
    assert sum(path.count("M") for path in marks) == found["hits_total"]


def test_the_same_testimony_is_counted_once(client: FlaskClient) -> None:
    def orsetsky(counted: str) -> int:
        answer = json.loads(asked(client, "/api/search", q="light", counted=counted))
        return dict(answer["facets"]["speaker"])["orsetsky"]

    page = asked(client, "/statistics", q="light")
    assert orsetsky("one") < orsetsky("all")
    rows = re.findall(r'<th scope="row"><a[^>]*>Orsetsky</a></th><td class="n">\d+</td><td class="n">(\d+)</td>', page)
    assert int(rows[0]) == orsetsky("one")
    more = re.search(r"(\d+) more turns stand in other texts", page)
    assert more
    assert turns_in(headline(page)) + int(more[1]) == turns_in(headline(asked(client, "/search", q="light")))


@pytest.mark.parametrize("query", ["light", "маяк", "speaker:orsetsky"])
def test_rows_over_the_days_count_as_the_search_does(client: FlaskClient, query: str) -> None:
    page = asked(client, "/statistics", q=query, also="lamp")
    bars = re.findall(r'<a href="([^"]+)" rel="nofollow" tabindex="[^"]+" aria-label="[^"]*, ([\d,]+) turns?"', page)
    assert bars
    for href, turns in bars:
        assert turns_in(headline(client.get(unescape(href)).get_data(as_text=True))) == int(turns)
    trial = asked(client, "/trial/specimen", q="light")
    days = re.findall(r'<a class="sitting" href="([^"]+)">[^<]*<span>(\d+) turns?</span>', trial)
    assert days
    for href, turns in days:
        if int(turns):
            assert turns_in(headline(client.get(unescape(href)).get_data(as_text=True))) == int(turns)


@pytest.mark.parametrize("query", ["light", "маяк", "speaker:orsetsky light"])
def test_the_small_map_beside_results_counts_as_its_searches_do(client: FlaskClient, query: str) -> None:
    page = asked(client, "/search", q=query)
    small = page[page.index("small-map") : page.index("</figure>", page.index("small-map"))]
    bars = re.findall(r'<a href="([^"]+)" rel="nofollow" tabindex="[^"]+" aria-label="[^"]*, ([\d,]+) turns?"', small)
    assert bars
    for href, turns in bars:
        assert turns_in(headline(client.get(unescape(href)).get_data(as_text=True))) == int(turns)


@pytest.mark.parametrize("kind", ["questions", "names"])
def test_each_cell_of_a_matrix_counts_as_its_search_does(client: FlaskClient, kind: str) -> None:
    page = asked(client, "/trial/specimen").split(f'id="{kind}"')[1].split("</table>")[0]
    cells = re.findall(r'<td class="shade-\d"><a href="([^"]+)"[^>]*>(\d+)</a>', page)
    assert cells
    for href, turns in cells[:12]:
        assert turns_in(headline(client.get(unescape(href)).get_data(as_text=True))) == int(turns)
