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
def test_telephone_sets_one_language_below_the_other_or_shows_one(tab: Any) -> None:
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto(HERE)
    english, russian = (tab.locator(name).bounding_box() for name in ("#en-t0003", "#ru-t0003"))
    assert russian["y"] >= english["y"] + english["height"]
    assert abs(russian["x"] - english["x"]) < 20
    tab.click("label[for=pane-2]")
    assert tab.is_visible("#ru-t0003")
    assert not tab.is_visible("#en-t0003")
    tab.click("label[for=pane-1]")
    assert tab.is_visible("#en-t0003")
    assert not tab.is_visible("#ru-t0003")


@pytest.mark.parametrize("tab", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no-script"])
def test_layout_is_chosen_in_either_view(tab: Any) -> None:
    for here in (HERE, f"/en-hearing/{MORNING}?show=text-other"):
        tab.goto(here)
        own, other = tab.locator("#r2 .left .turn"), tab.locator("#r2 .right .turn")
        assert own.bounding_box()["y"] == other.bounding_box()["y"]
        tab.click(".layouts a:has-text('below')")
        tab.wait_for_url("**layout=stacked**")
        assert other.bounding_box()["y"] > own.bounding_box()["y"]
        tab.click(".layouts a:has-text('beside')")
        tab.wait_for_url(lambda address: "layout" not in address)


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_both_views_have_one_look(tab: Any) -> None:
    looks = []
    for here in (HERE, f"/en-hearing/{MORNING}?show=text-other"):
        tab.goto(here)
        looks.append(tab.evaluate("""() => [...document.querySelectorAll('.pair')].slice(1, 4).map((row) =>
            [...row.children].map((cell) => [cell.className, cell.textContent.replace(/\\s+/g, ' ').trim(),
                getComputedStyle(cell).font, Math.round(cell.getBoundingClientRect().height)]))"""))
    assert looks[0] == looks[1]


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
    assert "no counterpart found in the " in tab.inner_text("details.alone summary >> nth=0")
    assert tab.locator(".left .pb").count() > 0
    tab.goto(f"/ru{HERE}")
    assert tab.inner_text("details.alone summary >> nth=0").endswith(
        ("в русском издании соответствия не найдено", "в английском отчёте соответствия не найдено"))
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
