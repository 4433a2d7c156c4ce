"""Two languages side by side: labels in both, rows without a partner folded, pairs inside one book in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn
from web_home import MORNING, hearing_catalogue, page

from corpus.model.turns import Pair
from webapp.app import create_app

BOTH = f"/en-hearing/{MORNING}?show=text-other"


@pytest.mark.parametrize("address", [BOTH, f"/compare/hearing/{MORNING}", f"/ru/compare/hearing/{MORNING}"])
def test_labels_stand_in_both_languages(client: FlaskClient, address: str) -> None:
    shown = page(client, address).text
    assert "VETKIN:" in shown
    assert "Орлан:" in shown


@pytest.mark.parametrize(("address", "said"), [
    (BOTH, "turns: nothing in the other language"),
    (f"/compare/hearing/{MORNING}", "turns: no counterpart found in the Russian edition"),
    (f"/ru/compare/hearing/{MORNING}", "в русском издании соответствия не найдено"),
])
def test_what_has_no_partner_is_folded_and_counted(client: FlaskClient, address: str, said: str) -> None:
    html = client.get(address).get_data(as_text=True)
    folds = re.findall(r'<details class="alone"( open)?><summary>(.*?)</summary>(.*?)</details>', html, re.S)
    assert any(said in summary for _, summary, _ in folds)
    for opened, summary, rows in folds:
        assert not opened
        assert int(re.search(r"\d+", summary)[0]) == len(re.findall(r'class="turn ', rows)) > 2


def test_a_fold_with_a_hit_is_open(client: FlaskClient) -> None:
    html = client.get(f"/en-hearing/{MORNING}?q=filler&show=text-other&hit=3").get_data(as_text=True)
    assert '<details class="alone" open>' in html
    html = client.get(f"/en-hearing/{MORNING}?show=text-other&at=0020").get_data(as_text=True)
    assert '<details class="alone" open>' in html


@pytest.fixture
def bilingual(tmp_path: Path) -> FlaskClient:
    """Client of a book in English that prints two quotations in both languages, the Russian first and last."""
    turns = [tiny_turn(text, kind="narration", lang=lang) for text, lang in (
        ("A book about weather.", "en"), ("Дождь шёл весь день.", "ru"), ("Translated:", "en"),
        ("Rain fell all day.", "en"), ("The author goes on.", "en"), ("And on.", "en"), ("And on again.", "en"),
        ("The wind was strong.", "en"), ("Ветер был сильный.", "ru"))]
    text = tiny_text("book", turns, kind="citing", title="Weather")
    refs = [turn.ref for turn in text[1]]
    pairs = [Pair((refs[one],), (refs[other],), ("ru", "en"), "1-1", 1.0) for one, other in ((1, 3), (8, 7))]
    app: Flask = create_app(tiny_home(tmp_path / "home", [text], pairs), catalogue=hearing_catalogue(), rate=None)
    return app.test_client()


def test_pairs_inside_one_book_stand_in_place(bilingual: FlaskClient) -> None:
    html = bilingual.get("/book/?show=text-other").get_data(as_text=True)
    rows = re.findall(r'<div class="pair( in-place)?[^>]*>(.*?)(?=<div class="pair|<p class="print-only)', html, re.S)
    assert [bool(placed) for placed, _ in rows] == [False, True, False, False, False, False, True]
    left, right = (re.findall(rf'<div class="{side}">(.*?)(?=<div class="sure|$)', rows[1][1], re.S)[0]
                   for side in ("left", "right"))
    assert "Rain fell" in left
    assert "Дождь" in right
    assert "nothing in the other language" not in html
    assert "alone" not in html
    assert sorted(re.findall(r'id="(t\d+)"', html)) == [f"t{n:04}" for n in range(1, 10)]
