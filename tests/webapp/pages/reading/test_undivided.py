"""Side by side where one edition does not set a sitting apart: a day as one, an excerpt without a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn
from web_home import EVENING, MORNING, hearing_catalogue, page

from corpus.model.turns import Pair, TextInfo, Turn
from webapp.app import create_app

DAY = "1911-05-04-day"
NEXT = "1911-05-05-morning"
WORDS = {"en": "Lorem {} ipsum.", "ru": "Лорем {} ипсум."}


def edition(text_id: str, lang: str, sittings: Sequence[str | None]) -> tuple[TextInfo, list[Turn]]:
    """Give an edition whose turns are numbered, of these sittings."""
    turns = [tiny_turn(WORDS[lang].format(f"{text_id} {number:02d}"), sitting=sitting, speaker="orlan", label="ORLAN",
                        ref=f"{text_id}/{sitting or 'undated'}/{number + 1:04d}")
             for number, sitting in enumerate(sittings)]
    return tiny_text(text_id, turns, lang=lang, trial="hearing", title=text_id)


def pair(left: Turn, right: Turn) -> Pair:
    return Pair((left.ref,), (right.ref,), ("ru", "en"), "exact", 0.9)


def site(path: Path, texts: Sequence[tuple[TextInfo, list[Turn]]], pairs: Sequence[Pair]) -> FlaskClient:
    catalogue = replace(hearing_catalogue(), editions={})
    return create_app(tiny_home(path / "home", texts, pairs), catalogue=catalogue, rate=None).test_client()


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """English: a morning of six turns and an evening of four; Russian: one day of nine, the third not in the other."""
    english = edition("en-lorem", "en", [MORNING] * 6 + [EVENING] * 4)
    russian = edition("ru-lorem", "ru", [DAY] * 9)
    en, ru = english[1], russian[1]
    pairs = [pair(ru[0], en[0]), pair(ru[1], en[1]), pair(ru[3], en[3]), pair(ru[4], en[4]),
             pair(ru[5], en[6]), pair(ru[6], en[7]), pair(ru[8], en[9])]
    return site(tmp_path_factory.mktemp("day"), [english, russian], pairs)


@pytest.fixture(scope="module")
def excerpt(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """English with two sittings; a Russian excerpt without any, whose turns 2 to 5 are of the first."""
    english = edition("en-lorem", "en", [MORNING] * 6 + [NEXT] * 4)
    russian = edition("ru-lorem", "ru", [None] * 8)
    en, ru = english[1], russian[1]
    pairs = [pair(ru[2], en[1]), pair(ru[3], en[2]), pair(ru[5], en[4])]
    return site(tmp_path_factory.mktemp("excerpt"), [english, russian], pairs)


def shown(client: FlaskClient, address: str, lang: str) -> list[int]:
    """Give the numbers of the turns of a language on a page, in its order."""
    return [int(name.rsplit("-t", 1)[1]) - 1 for name in page(client, address).ids if name.startswith(f"{lang}-t")]


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("first", ["ru", "en"])
@pytest.mark.parametrize(("sitting", "english", "russian"), [
    (DAY, [*range(10)], [*range(9)]), (MORNING, [*range(6)], [*range(5)]), (EVENING, [6, 7, 8, 9], [5, 6, 7, 8]),
])
def test_a_day_beside_its_sittings(
    day: FlaskClient, prefix: str, first: str, sitting: str, english: list[int], russian: list[int]
) -> None:
    address = f"{prefix}/compare/hearing/{sitting}?first={first}"
    assert shown(day, address, "en") == english
    assert shown(day, address, "ru") == russian


def test_what_is_missing_is_said_and_nothing_else(day: FlaskClient) -> None:
    words = page(day, f"/compare/hearing/{MORNING}").text
    assert words.count("no counterpart found in the Russian edition") == 2
    assert words.count("no counterpart found in the English report") == 1
    assert "ru-lorem does not set this sitting apart" in words
    assert "en-lorem does not set this sitting apart" in page(day, f"/compare/hearing/{DAY}").text
    assert "ru-lorem: это заседание там не выделено" in page(day, f"/ru/compare/hearing/{MORNING}").text


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_ways_from_both_sides_of_a_day(day: FlaskClient, prefix: str) -> None:
    for name, sitting in (("en-lorem", MORNING), ("en-lorem", EVENING), ("ru-lorem", DAY)):
        links = page(day, f"{prefix}/{name}/{sitting}").links
        assert f"{prefix}/compare/hearing/{sitting}" in links
    assert f"{prefix}/compare/hearing/{MORNING}" in page(day, f"{prefix}/en-lorem/{MORNING}/0002").links


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("first", ["ru", "en"])
def test_an_excerpt_beside_its_sitting(excerpt: FlaskClient, prefix: str, first: str) -> None:
    for address in (f"{prefix}/compare/hearing/{MORNING}?first={first}",
                    f"{prefix}/compare/hearing/{MORNING}?first={first}&text=ru-lorem"):
        assert shown(excerpt, address, "en") == [*range(6)]
        assert shown(excerpt, address, "ru") == [2, 3, 4, 5]
    assert excerpt.get(f"{prefix}/compare/hearing/{NEXT}").status_code == 404
    assert excerpt.get(f"{prefix}/compare/hearing/{MORNING}?text=nothing").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_ways_from_both_sides_of_an_excerpt(excerpt: FlaskClient, prefix: str) -> None:
    there = f"{prefix}/compare/hearing/{MORNING}"
    assert there in page(excerpt, f"{prefix}/en-lorem/{MORNING}").links
    assert not any("/compare/" in link for link in page(excerpt, f"{prefix}/en-lorem/{NEXT}").links)
    for address in ("/ru-lorem/undated", "/ru-lorem/undated/0003"):
        links = page(excerpt, prefix + address).links
        assert f"{there}?text=ru-lorem" in links
    swapped = [link for link in page(excerpt, f"{there}?text=ru-lorem").links if "first=" in link]
    assert swapped
    assert all("text=ru-lorem" in link for link in swapped if "/compare/" in link)


def test_rows_are_in_step(day: FlaskClient) -> None:
    for sitting in (DAY, MORNING, EVENING):
        read = page(day, f"/compare/hearing/{sitting}?first=ru")
        assert read.text.count("●") == 1 + {DAY: 7, MORNING: 4, EVENING: 3}[sitting]
