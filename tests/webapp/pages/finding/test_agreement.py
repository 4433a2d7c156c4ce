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

from corpus.storage.home import Home
from indexer.results import Request
from webapp.app import create_app
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
    check_counts(client, home, question, counted)


def check_counts(client: FlaskClient, home: str, question: str, counted: str) -> None:
    """Hold headline, statistics, texts, command and API to the same turns."""
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


@pytest.mark.parametrize("question", QUESTIONS)
def test_turns_that_would_be_counted_are_those_that_are(specimen: Flask, question: str) -> None:
    with specimen.app_context():
        held = shelf().books().held
    offered = held.search(Request(question, facets=True)).turns_counted
    names_texts = "edition:" in question
    assert bool(offered) is not names_texts
    for one, turns in offered.items():
        assert held.search(Request(question, counted=one)).turns_total == turns
        assert not held.search(Request(question, counted=one, facets=True)).turns_counted or one == "all"
    assert not held.search(Request("light", {"edition": (SPECIMEN,)}, facets=True)).turns_counted


ALONE = ("trial", "lang", "kind", "sitting", "speaker", "role")
"""Filters of which each turn has one value, or none."""


@pytest.mark.parametrize("question", ["light", "lamp", "the", "маяк", "kind:transcript lamp", "не", "lang:en"])
def test_values_of_each_filter_sum_up_to_the_headline(client: FlaskClient, question: str) -> None:
    check_sums(client, question)


def check_sums(client: FlaskClient, question: str) -> None:
    """Hold the values of all filters to the headline, and each value to the search with it."""
    answer = json.loads(asked(client, "/api/search", q=question, limit=0))
    facets, turns = answer["facets"], answer["turns_total"]
    assert turns
    for name in ALONE:
        if f"{name}:" not in question:
            assert sum(facets[name].values()) == turns, name
    for name in (one for one in (*ALONE, "page", "mentions") if f"{one}:" not in question):
        for value, count in [*facets[name].items()][:4]:
            chosen = json.loads(asked(client, "/api/search", q=question, limit=0, **{name: value}))
            within = answer["within"].get(name, 0) if value == "unknown" else 0
            assert chosen["turns_total"] == count + within, (name, value)
    page = asked(client, "/search", q=question)
    for name, title in (("speaker", "Speaker"), ("role", "Role")):
        shown = page.split(f"<summary>{title}</summary>")[1].split('class="facet"')[0]
        counts = [int(count.replace(",", "")) for count in re.findall(r'class="count">([\d,]+)<', shown)]
        assert sum(counts) == sum(facets[name].values())
        assert f">{answer['within'][name]} turn" in shown if name in answer["within"] else "in narration" not in shown
    counted = asked(client, "/statistics", q=question, counted="all").split('id="most"')[1].split("</section>")[0]
    occurring = "" if "<th scope=\"col\" class=\"n\">occurrences" not in counted else r'<td class="n">[\d,]+</td>'
    rows = re.findall(rf'<th scope="row">.*?</th>{occurring}<td class="n">([\d,]+)</td>', counted)
    assert sum(int(row.replace(",", "")) for row in rows) == turns


@pytest.fixture(scope="module")
def real(real_home: Home) -> Flask:
    """App over the real texts."""
    return create_app(real_home, rate=None)


@pytest.mark.sources
@pytest.mark.parametrize("question", ["terror", "the", "trotsky lang:en", "trial:1936", "Бухарин", "conspiracy"])
def test_real_texts_agree(real: Flask, question: str) -> None:
    client = real.test_client()
    check_sums(client, question)
    with real.app_context():
        home = str(shelf().home.path)
    for counted in ("all", "one"):
        check_counts(client, home, question, counted)


@pytest.mark.sources
@pytest.mark.parametrize("question", ["terror", "instructions", "Kirov"])
def test_first_and_last_stand_where_the_concordance_has_them(real: Flask, question: str) -> None:
    client = real.test_client()
    lines = client.get("/search", query_string={"q": question, "trial": "1936", "view": "kwic"})
    pages = re.findall(r'class="in-context" href="[^"]+">.*?, (p\. ≈ \d+|turn \d+)</a>', lines.get_data(as_text=True))
    table = asked(client, "/statistics", q=question, trial="1936").split('id="over"')[1].split("</table>")[0]
    ends = re.findall(r'<td class="n"><a href="[^"]+">([^<]+)</a></td>', table)
    assert pages[0] == ends[0].split(",\N{NO-BREAK SPACE}")[-1].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.sources
@pytest.mark.parametrize("kind", ["questions", "names"])
@pytest.mark.parametrize("trial", ["1936", "1938"])
def test_cells_of_real_texts_count_as_their_searches_do(real: Flask, trial: str, kind: str) -> None:
    check_cells(real.test_client(), f"/trial/{trial}", kind)


@pytest.mark.sources
@pytest.mark.parametrize(("sitting", "question"), [
    ("en-1936/1936-08-20-evening", "the"), ("en-1938/1938-03-05-evening", "the"),
    ("en-1936/1936-08-22-morning", "terror"), ("en-1936/1936-08-20-evening", "Trotsky NEAR/9 instructions")])
def test_maps_of_real_texts_count_as_the_search_does(real: Flask, sitting: str, question: str) -> None:
    check_map(real.test_client(), sitting, question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_that_is_cited_says_what_the_page_says(client: FlaskClient, question: str) -> None:
    page = asked(client, "/search", q=question)
    cited = re.search(r'id="answer">([^<]+)<', page)
    assert cited
    assert headline(page) in cited[1]


@pytest.mark.parametrize("filters", [{"speaker": "orsetsky"}, {"speaker": "orsetsky", "lang": "en"},
                                     {"q": "light", "speaker": "orsetsky", "counted": "one"}])
def test_the_answer_that_is_cited_names_each_filter(client: FlaskClient, filters: dict[str, str]) -> None:
    page = asked(client, "/search", **filters)
    cited = re.search(r'id="answer">([^<]+)<', page)
    noted = re.search(r'data-search="([^"]+)"', page)
    assert cited
    assert noted
    chips = [unescape(name) for name in re.findall(r'title="remove this filter">([^<]+)<', page)]
    assert len(chips) == len(filters) - ("q" in filters)
    for name in chips:
        assert name in unescape(cited[1])
        assert name in unescape(noted[1])
    assert ("Searched for:" in page) is ("q" in filters)


@pytest.mark.parametrize("name", ["Orsetsky", "Корвин", "Lyokhtin"])
def test_the_card_of_a_person_counts_as_its_searches_do(client: FlaskClient, name: str) -> None:
    card = asked(client, "/search", q=name).split('class="notice person"')[1].split("</div>")[0]
    links = re.findall(r'<a href="(/search[^"]+)">[^<]*?(\d+) turn', card)
    assert len(links) == 2
    for href, turns in links:
        assert turns_in(headline(client.get(unescape(href)).get_data(as_text=True))) == int(turns)


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


@pytest.mark.parametrize("question", ["speaker:orsetsky", "lang:ru", '"no such words" OR speaker:orsetsky'])
def test_turns_are_what_is_counted_where_no_word_is_found(client: FlaskClient, home: str, question: str) -> None:
    turns = json.loads(asked(client, "/api/search", q=question, limit=0, counted="editions"))["turns_total"]
    for address in ("/search", "/statistics"):
        page = asked(client, address, q=question, counted="editions")
        assert turns_in(headline(page)) == turns
        assert "occurrence" not in headline(page)
    strips = re.findall(r'<span class="muted">([\d,]+) turns?</span></figcaption>', page)
    assert sum(int(turns.replace(",", "")) for turns in strips) == turns
    assert "occurrence" not in page.split('id="over"')[1]
    assert 'id="beside"' not in page
    run = CliRunner().invoke(cli, ["--home", home, "search", question, "--counted", "editions"])
    assert f"{turns:,} turns; searched" in run.output
    sitting = json.loads(asked(client, "/api/search", q=question, edition=SPECIMEN, sitting=MORNING, limit=0))
    if sitting["turns_total"]:
        page = asked(client, f"/{SPECIMEN}/{MORNING}", q=question)
        assert f"of {sitting['turns_total']} in this sitting" in page


def test_a_question_of_words_beside_one_of_filters_has_both_counts(client: FlaskClient) -> None:
    table = asked(client, "/statistics", q="light", also="speaker:orsetsky").split('id="over"')[1].split("</table>")[0]
    assert re.findall(r'<th scope="col" class="n">([^<]+)<', table)[:2] == ["occurrences", "turns"]
    words, filters = re.findall(r'</th><td class="n">([\d,]*)</td><td class="n">([\d,]+)</td>', table)
    assert all(words)
    assert not filters[0]
    assert int(filters[1])


@pytest.mark.parametrize("question", ["light", "light OR lamp", "the NEAR/4 light", "was NEAR/6 the", '"the light"~3',
                                      '~"the lamps"'])
def test_map_and_page_of_a_sitting_count_as_the_search_does(client: FlaskClient, question: str) -> None:
    check_map(client, f"{SPECIMEN}/{MORNING}", question)


def test_words_near_each_other_are_one_hit_to_walk_to(client: FlaskClient) -> None:
    page = asked(client, f"/{SPECIMEN}/{MORNING}", q="the NEAR/4 light", whole=1)
    total = re.search(r"of ([\d,]+) in this sitting", page)
    assert total
    assert re.findall(r'id="hit-(\d+)"', page) == [str(number) for number in range(1, int(total[1]) + 1)]
    assert page.count("<mark") > int(total[1])
    second = asked(client, f"/{SPECIMEN}/{MORNING}", q="the NEAR/4 light", hit=2)
    assert "Hit 2 of" in second
    assert re.search(r'<mark class="current"( id="hit-\d+")?>', second)[1] == ' id="hit-2"'


def check_map(client: FlaskClient, sitting: str, question: str) -> None:
    """Hold the marks of a map, and what its page says, to the search in that sitting."""
    edition, part = sitting.split("/")
    found = json.loads(asked(client, "/api/search", q=question, edition=edition, sitting=part))
    page = asked(client, f"/{sitting}", q=question)
    assert f"of {found['hits_total']:,} in this sitting" in page
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
    check_cells(client, "/trial/specimen", kind)


def check_cells(client: FlaskClient, trial: str, kind: str) -> None:
    """Hold cells of a matrix to the searches they lead to."""
    page = asked(client, trial).split(f'id="{kind}"')[1].split("</table>")[0]
    cells = re.findall(r'<td class="shade-\d"><a href="([^"]+)"[^>]*>(\d+)</a>', page)
    assert cells
    for href, turns in cells[:12]:
        assert turns_in(headline(client.get(unescape(href)).get_data(as_text=True))) == int(turns)
