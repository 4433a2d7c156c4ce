"""Two languages side by side in a real Chromium: rows in step, panes by key, sentences that belong together."""

from __future__ import annotations

from typing import Any

import pytest
from web_home import MORNING

pytestmark = pytest.mark.browser
HERE = f"/compare/hearing/{MORNING}"
TOPS = """() => [...document.querySelectorAll('.pair')].map(row =>
    [...row.children].filter(c => c.offsetParent).map(c => Math.round(c.getBoundingClientRect().top)))"""


@pytest.mark.parametrize("width", [900, 1280, 1920])
@pytest.mark.parametrize("tab", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no-script"])
def test_columns_never_drift(tab: Any, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(HERE)
    rows = tab.evaluate(TOPS)
    assert len(rows) > 30
    assert all(len(set(tops)) == 1 and len(tops) == 3 for tops in rows)


@pytest.mark.parametrize("tab", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no-script"])
def test_telephone_shows_one_language_and_flips(tab: Any) -> None:
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto(HERE)
    assert tab.is_visible("#en-t0003")
    assert not tab.is_visible("#ru-t0003")
    tab.click("label[for=pane-2]")
    assert tab.is_visible("#ru-t0003")
    assert not tab.is_visible("#en-t0003")
    tab.click("label[for=pane-1]")
    assert tab.is_visible("#en-t0003")


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_keys_choose_panes_and_rows(tab: Any) -> None:
    tab.goto(HERE)
    for key, english, russian in (("1", True, False), ("2", False, True), ("3", True, True)):
        tab.keyboard.press(key)
        assert (tab.is_visible("#en-t0003"), tab.is_visible("#ru-t0003")) == (english, russian)
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.id") == "r2"
    tab.keyboard.press("k")
    assert tab.evaluate("document.activeElement.id") == "r1"


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_sentence_is_shown_in_both_languages(tab: Any) -> None:
    tab.goto(HERE)
    tab.hover("#en-t0003 .s")
    tab.wait_for_selector("#ru-t0003 .s.with")
    assert tab.inner_text("#ru-t0003 .s.with") == "Гусь стоял у ворот."
    tab.evaluate("document.querySelector('#ru-t0002 .s').focus()")
    tab.wait_for_selector("#en-t0002 .s.with")
    assert tab.locator("#ru-t0003 .s.with").count() == 0


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_either_language_comes_first(tab: Any) -> None:
    tab.goto(HERE)
    assert tab.inner_text(".pair.head .left") == "Goose Hearing"
    tab.click("a:has-text('swap the sides')")
    assert tab.url.endswith("?first=ru")
    assert tab.inner_text(".pair.head .left") == "Дело о гусе"
    tab.goto(f"/ru{HERE}")
    assert tab.inner_text(".pair.head .left") == "Дело о гусе"


@pytest.mark.parametrize("width", [360, 900, 1280])
@pytest.mark.parametrize("tab", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no-script"])
def test_a_mark_says_why_to_everyone(tab: Any, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(HERE)
    mark = tab.locator("#r2 .why summary")
    assert "pairing" in mark.inner_text() or "pairing" in mark.text_content()
    assert not tab.is_visible("#r2 .why .said")
    mark.focus()
    tab.keyboard.press("Enter")
    said = tab.locator("#r2 .why .said")
    assert said.is_visible()
    box = said.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    tab.keyboard.press("Enter")
    assert not said.is_visible()


@pytest.mark.parametrize("tab", [{"java_script_enabled": False}], indirect=True)
def test_what_is_missing_and_the_pages_are_plain_without_a_script(tab: Any) -> None:
    tab.goto(HERE)
    assert tab.locator(".right .none").count() + tab.locator(".left .none").count() > 0
    assert "not in the " in tab.inner_text(".none >> nth=0")
    assert tab.locator(".left .pb").count() > 0
    tab.goto(f"/ru{HERE}")
    assert tab.inner_text(".none >> nth=0") in ("в русском издании нет", "в английском отчёте нет")
    assert tab.get_attribute(".left .turn .text >> nth=0", "lang") or tab.get_attribute(".left .turn >> nth=0", "lang")


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_sentences_are_reached_by_keyboard_alone(tab: Any) -> None:
    tab.goto(HERE)
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_selector("#r2 .left .s.with")
    tab.wait_for_selector("#r2 .right .s.with")
    assert tab.evaluate("document.activeElement.closest('.left') !== null")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "r2"
