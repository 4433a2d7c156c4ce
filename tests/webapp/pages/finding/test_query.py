"""What can be typed, as docs promise it: each way of asking works on the page, and slips are said in words."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import Checked

FOUND = [
    ("goose gate", 2), ('"the goose stood by the gate"', 2), ("«the goose stood by the gate»", 2),
    ("“the goose stood by the gate„", 2), ("goose OR barley", None), ("goose | barley", None),
    ("goose ИЛИ barley", None), ("goose И gate", 2), ("goose -lantern", None), ("goose NOT lantern", None),
    ("goose НЕ lantern", None), ("(goose OR barley) gate", 2), ("goose NEAR/3 gate", None),
    ("goose РЯДОМ/3 gate", None),
    ('"goose gate"~5', 2), ("goos*", None), ("go?se", None), ('"goos* stood by"', 2), ('"the go?se"', None),
    ("gooze~1", None), ("goose speaker:vetkin", None), ("goose role:defendant", None), ("goose trial:hearing", None),
    ("goose edition:en-hearing", None), ("goose lang:en", None), ("goose sitting:morning", None),
    ("goose date:1911-05-04", None), ("goose date:1911-05-01..1911-05-31", None), ("goose page:7", None),
    ("goose page:6..9", None), ("goose kind:citing", None), ("goose -speaker:vetkin", None),
    ("goose -kind:citing", None), ("goose section:gate", None), ("speaker:unknown goose", None),
    ('[lemma="goose"] []{0,4} "gate"', None), ("гусь", 3), ('"серый гусь"', 1), ("гус*", 3),
    ("goose – lantern", None),
]
"""A query and the turns it finds; None where some are enough."""

SLIPS = [
    ('"the goose', "A quotation mark was closed."), ("(goose", "A bracket was closed."),
    ("goose)", "A bracket that closes nothing was left out."), ("goose AND", "AND joins nothing and was left out."),
    ('goose ""', "Quotation marks without words were left out."), ("color:goose", "is no field and was read as a word"),
    ('"goose gate"~99', "was cut to"),
]


def page(client: FlaskClient, query: str) -> str:
    answer = client.get(f"/search?q={quote(query)}")
    assert answer.status_code == 200, query
    return answer.get_data(as_text=True)


@pytest.mark.parametrize(("query", "turns"), FOUND)
def test_each_way_of_asking_finds(client: FlaskClient, query: str, turns: int | None) -> None:
    text = Checked(page(client, query)).text
    found = re.search(r"occurrences? in (\d+) turn", text)
    assert found, query
    assert turns is None or int(found.group(1)) == turns
    assert "Searched for:" in text


@pytest.mark.parametrize(("query", "said"), SLIPS)
def test_a_slip_is_mended_and_said(client: FlaskClient, query: str, said: str) -> None:
    text = Checked(page(client, query)).text
    assert said in text
    assert "Searched for:" in text


def test_parts_of_a_query_can_be_taken_away(client: FlaskClient) -> None:
    html = page(client, "goose gate speaker:vetkin -form:geese")
    chips = re.findall(r'<a class="chip" href="([^"]+)"[^>]*title="remove this part">([^<]+)<', html)
    assert [unescape(name) for _, name in chips] == ["any form of “goose”", "any form of “gate”", "speaker is “vetkin”"]
    without = Checked(client.get(unescape(chips[1][0])).get_data(as_text=True)).text
    assert "gate" not in without.split("Searched for:")[1].split("forms found")[0]
    assert "without the form “geese”" not in without or "geese" in without
    assert 'title="remove this part"' not in page(client, "goose")


def test_nothing_found_says_what_was_looked_for(client: FlaskClient) -> None:
    text = Checked(page(client, "goose zzyzx")).text
    assert "“zzyzx” does not occur" in text
    assert re.search(r"Turns that have each by itself: any form of “goose” : \d+ ?; any form of “zzyzx” ?: 0", text)
    assert "Texts searched: en-hearing, ru-hearing, essay (English, Russian)" in text
    assert "state of the texts: gen-" in text
    assert "https://trials.example/search?q=goose+zzyzx" in text
    near = Checked(page(client, "gooose")).text
    assert "Did you mean:" in near and "goose" in near
    filtered = Checked(client.get("/search?q=barley&lang=ru").get_data(as_text=True)).text
    assert re.search(r"without filters: \d+", filtered)


@pytest.mark.parametrize(("asked", "said", "offered"), [
    ("q=goose+speaker:{name}", "speaker: веткын. Did you mean: Vetkin .", "q=goose+speaker:vetkin"),
    ("q=goose&speaker={name}", "speaker: Веткын. Did you mean: Vetkin .", "q=goose&speaker=vetkin"),
    ("q=goose+(speaker:{name}+OR+barley)+-form:geese", "speaker: веткын. Did you mean: Vetkin .", None),
    ("q=role:judge", "role: judge. There are: defendant", "q=role:defendant"),
])
def test_a_filter_that_names_nobody_offers_who_is_meant(
    client: FlaskClient, asked: str, said: str, offered: str | None
) -> None:
    html = client.get(f"/search?{asked.format(name=quote('Веткын'))}").get_data(as_text=True)
    assert f"Nothing here has {said}" in Checked(html).text
    links = {unescape(href) for href in re.findall(r'href="(/search[^"]*)"', html)}
    if offered:
        assert f"/search?{offered}" in links
        assert "Nothing was found" not in client.get(f"/search?{offered}").get_data(as_text=True)


@pytest.mark.parametrize(("name", "status", "said"), [
    ("orsetsky", 200, "Orsetsky"), ("Орсецкий", 302, "/person/orsetsky"), ("Orsetskii", 302, "/person/orsetsky"),
    ("орсецкый", 404, "Did you mean Orsetsky?"), ("zyzzyx", 404, "No person is called so here."),
])
def test_a_person_is_found_under_a_name_in_another_spelling(
    specimen: Flask, name: str, status: int, said: str
) -> None:
    answer = specimen.test_client().get(f"/person/{name}")
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)


def test_the_concordance_is_sorted_by_its_heads(client: FlaskClient) -> None:
    html = client.get("/search?q=goose&view=kwic&sort=right").get_data(as_text=True)
    assert re.findall(r'<th scope="col" class="(\w+)" aria-sort="ascending"', html) == ["right"]
    heads = html.split("<thead>")[1].split("</thead>")[0]
    assert re.findall(r"sort=(\w+)", heads) == ["speaker", "record", "date", "page", "left", "node", "right"]
    for sort in ("record", "date", "page", "speaker", "left", "node", "right"):
        assert client.get(f"/search?q=goose&view=kwic&sort={sort}").status_code == 200


def test_examples_of_the_help_page_all_find(client: FlaskClient) -> None:
    for prefix in ("", "/ru"):
        html = client.get(f"{prefix}/help").get_data(as_text=True)
        links = [unescape(href) for href in re.findall(r'href="([^"]+)"', html) if "/search?" in href]
        assert links
        for href in links:
            answer = Checked(client.get(href).get_data(as_text=True)).text
            assert not re.search(r"Nothing was found|Ничего не найдено", answer), href
