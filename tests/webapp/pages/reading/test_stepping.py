"""Stepping from hit to hit while reading: words, turns that filters leave, on into the next sitting; pages land at
their mark."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tiny import tiny_turn
from web_home import EVENING, MORNING

from webapp.pages.reading.portions import long_portions

SPECIMEN = "en-specimen/1911-05-04-morning"
NEXT = re.compile(r'class="next-hit" href="([^"]+)"')


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("asked", ["speaker=orsetsky", "role=witness", "q=speaker:orsetsky", "mentions=korvin"])
def test_turns_of_a_filter_are_stepped_as_words_are(specimen: Flask, asked: str) -> None:
    client = specimen.test_client()
    page = text(client, f"/{SPECIMEN}?{asked}&hit=1")
    found = json.loads(text(client, f"/api/search?{asked}&edition=en-specimen&sitting=1911-05-04-morning&limit=0"))
    total = re.search(r"Hit 1 of (\d+) in this sitting", page)
    if not found["turns_total"]:
        assert "No hit in this sitting" in page
        return
    assert total
    assert int(total[1]) == found["turns_total"]
    landed = re.findall(r'class="turn [a-z]+ here" id="(t\d+)"', page)
    assert len(landed) == 1
    following = text(client, unescape(NEXT.search(page)[1]))
    assert "Hit 2 of" in following
    assert re.findall(r'class="turn [a-z]+ here" id="(t\d+)"', following)[0] > landed[0]


def test_a_search_by_filters_alone_leads_to_its_turn(client: FlaskClient) -> None:
    page = text(client, "/search?speaker=vetkin&edition=en-hearing")
    inside = re.findall(r'class="in-context" href="([^"]+)"', page)
    assert inside
    for number, href in enumerate(inside[:2], 1):
        landed = text(client, unescape(href).partition("#")[0])
        assert f"Hit {number} of" in landed


def test_next_goes_on_into_the_next_sitting(client: FlaskClient) -> None:
    page = text(client, f"/en-hearing/{MORNING}?speaker=vetkin&hit=999")
    assert EVENING in NEXT.search(page)[1]
    assert "Hit 1 of" in text(client, unescape(NEXT.search(page)[1]))


def test_a_page_is_landed_on_where_it_begins(client: FlaskClient) -> None:
    inside = client.get("/en-hearing/p/8").location
    assert inside.endswith("#t0005-p8")
    assert 'id="t0005-p8"' in text(client, inside.partition("#")[0])
    assert client.get("/en-hearing/p/7").location.endswith("#t0001")


def test_the_form_says_which_pages_there_are(client: FlaskClient) -> None:
    page = text(client, f"/en-hearing/{MORNING}")
    assert re.search(r'id="goto-pages">[^<]*7[^<]*<', page)
    assert 'aria-describedby="goto-pages"' in page


def test_a_page_to_print_is_as_long_as_a_page_may_be() -> None:
    turns = [tiny_turn("words " * 40) for _ in range(1000)]
    starts = long_portions(turns)
    assert starts == [0, 318, 636, 954]
    long = [tiny_turn("слово " * 19_000) for _ in range(3)]
    assert long_portions(long) == [0, 1, 2]
    assert long_portions(turns[:200]) == [0]


@pytest.mark.browser
@pytest.mark.parametrize("specimen_tab", [{}], indirect=True)
def test_bar_and_section_follow_the_reading(specimen_tab: Any) -> None:
    tab = specimen_tab
    tab.goto(f"/{SPECIMEN}")
    tab.locator("#place").wait_for()
    tab.evaluate("document.querySelector('#t0045').scrollIntoView()")
    tab.locator("#place", has_text=re.compile("turn 4[3-5]")).wait_for()
    assert "p. 1" in tab.inner_text("#place")
    bar = tab.locator(".reader-bar").bounding_box()
    assert bar["y"] == 0
    assert tab.inner_text("#ways [aria-current=true]").startswith("Examination of the Respondent A. Korvin")
    tab.goto(f"/{SPECIMEN}?speaker=gurmalo&hit=4")
    box = tab.locator(".turn.here").bounding_box()
    assert 0 < box["y"] < 800


@pytest.mark.browser
@pytest.mark.parametrize("specimen_tab", [{}], indirect=True)
def test_size_and_width_are_chosen_and_remembered(specimen_tab: Any) -> None:
    tab = specimen_tab
    measured = """() => { const text = document.querySelector('#t0005 .text');
        return [parseFloat(getComputedStyle(text).fontSize), text.getBoundingClientRect().width]; }"""
    tab.goto(f"/{SPECIMEN}")
    size, width = tab.evaluate(measured)
    tab.click("#type button[data-set=size][data-by='1']")
    tab.click("#type button[data-set=width][data-by='-1']")
    larger, narrower = tab.evaluate(measured)
    assert larger > size
    assert narrower < width
    tab.reload()
    assert tab.evaluate(measured) == [larger, narrower]
