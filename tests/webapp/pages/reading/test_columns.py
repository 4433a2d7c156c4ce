"""Reading in up to three columns: page image with the words found boxed, text, other language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import MORNING, page

SITTING = f"/en-hearing/{MORNING}"
PRINTED = "/en-specimen/1911-05-04-morning"


def test_other_language_stands_beside_the_text(client: FlaskClient) -> None:
    alone = page(client, SITTING)
    assert "Где стоял серый гусь" not in alone.text
    address = next(v["href"] for _, v in alone.tags if v.get("data-key") == "3")
    both = page(client, address or "")
    assert "Where did the grey goose" in both.text
    assert "Где стоял серый гусь" in both.text
    assert "nothing in the other language" in both.text
    assert next(v["href"] for _, v in both.tags if v.get("data-key") == "3") == SITTING.replace("?", "") + "?at=0001"


def test_text_may_be_hidden_but_never_everything(client: FlaskClient) -> None:
    other = page(client, f"{SITTING}?show=other")
    assert "Where did the grey goose" not in other.text
    assert "Где стоял серый гусь" in other.text
    assert "t0002" in other.ids
    assert "Where did the grey goose" in page(client, f"{SITTING}?show=image").text
    assert "Where did the grey goose" in page(client, f"{SITTING}?show=").text
    assert client.get(f"{SITTING}?show=fourth").status_code == 400


def test_columns_stay_from_hit_to_hit(client: FlaskClient) -> None:
    first = page(client, f"{SITTING}?q=goose&show=text-other")
    forward = next(v["href"] for _, v in first.tags if v.get("class") == "next-hit")
    assert "show=text-other" in (forward or "")


def test_page_stands_beside_its_turns_with_the_words_boxed(specimen: Flask) -> None:
    client = specimen.test_client()
    shown = page(client, f'{PRINTED}?show=image-text&q="the light was out"')
    images = [v["src"] or "" for tag, v in shown.tags if tag == "img"]
    boxes = [src for src in images if ".svg" in src]
    assert len(boxes) >= 3
    assert len(images) == 2 * len(boxes)
    picture = client.get(next(src for src in images if ".png" in src))
    assert picture.mimetype == "image/png"
    drawn = [client.get(src) for src in boxes]
    assert {answer.mimetype for answer in drawn} == {"image/svg+xml"}
    found = [len(re.findall("<rect", answer.get_data(as_text=True))) for answer in drawn]
    marked = page(client, f'{PRINTED}?whole=1&q="the light was out"').text.count("the light was out")
    assert 0 < sum(found) <= 4 * marked
    assert sum(found) % 4 == 0


def test_boxes_of_what_is_not_there(specimen: Flask) -> None:
    client = specimen.test_client()
    for address in ("/sheet/999/en-specimen/1911-05-04-morning/0003.svg?q=light",
                    "/sheet/1/nothing/0001.svg?q=light", "/sheet/1/essay/0001.svg?q=light"):
        assert client.get(address).status_code in (400, 404)


@pytest.mark.browser
@pytest.mark.parametrize("specimen_tab", [{}], indirect=True)
def test_keys_turn_columns_off_and_on_where_one_reads(specimen_tab: Any) -> None:
    tab = specimen_tab
    tab.goto(PRINTED)
    tab.evaluate("document.querySelector('#t0040').scrollIntoView()")
    tab.keyboard.press("3")
    tab.wait_for_url("**show=text-other**")
    assert tab.evaluate("Math.abs(document.querySelector(location.hash).getBoundingClientRect().top)") < 200
    tab.keyboard.press("1")
    tab.wait_for_url("**show=image-text-other**")
    assert tab.is_visible(".leaf img")
    tab.keyboard.press("2")
    tab.wait_for_url("**show=image-other**")
    assert not tab.is_visible(".left .turn")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("specimen_tab", [{"java_script_enabled": False}], indirect=True)
def test_columns_fit_a_telephone_and_need_no_script(specimen_tab: Any, width: int) -> None:
    specimen_tab.set_viewport_size({"width": width, "height": 700})
    specimen_tab.goto(PRINTED)
    specimen_tab.click("a[data-key='3']")
    specimen_tab.click("a[data-key='1']")
    assert "show=image-text-other" in specimen_tab.url
    assert specimen_tab.evaluate("document.documentElement.scrollWidth") <= width
