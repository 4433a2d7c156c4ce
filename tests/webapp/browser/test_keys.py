"""Whole tasks by keyboard alone, and the desk, in a real Chromium."""

from __future__ import annotations

from typing import Any

import pytest
from web_home import MORNING

pytestmark = pytest.mark.browser
FREE = {"permissions": ["clipboard-read", "clipboard-write"]}


def tab_to(tab: Any, script: str, most: int = 120) -> None:
    """Press the tabulator until what has the focus fits ``script``, a function of it."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        if tab.evaluate(f"({script})(document.activeElement)"):
            return
    raise AssertionError(f"nothing reached with the tabulator fits {script}")


@pytest.mark.parametrize("tab", [FREE], indirect=True)
def test_search_filter_open_next_compare_cite_copy(tab: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("/")
    tab.keyboard.type("goose")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=goose")
    tab_to(tab, "node => node.closest('.facets') && node.textContent.includes('en-hearing')")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**edition=en-hearing*")
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#t*")
    tab.keyboard.press("n")
    tab.wait_for_url("**hit=2*")
    tab.keyboard.press("c")
    tab.wait_for_url("**?h=*")
    tab_to(tab, "node => node.pathname?.startsWith('/compare/')")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/compare/**")
    tab.keyboard.press("1")
    tab.keyboard.press("3")
    for _ in range(3):
        tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/0003?h=*")
    tab.keyboard.press("c")
    tab_to(tab, "node => node.closest('[data-copy=cite-chicago]')")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("[data-copy=cite-chicago] button:has-text('Copied')")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.inner_text("#cite-chicago")


@pytest.mark.parametrize("tab", [FREE], indirect=True)
def test_keys_are_listed_and_can_be_switched_off(tab: Any) -> None:
    tab.goto("/search?q=goose")
    tab.keyboard.press("?")
    assert tab.is_visible("#keys")
    tab.keyboard.press("Space")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#keys", state="hidden")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.closest('.hit')") is None
    tab.reload()
    tab.keyboard.press("?")
    assert not tab.is_checked("#keys-on")
    tab.keyboard.press("Space")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#keys", state="hidden")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.className") == "hit"
    tab.keyboard.press("y")
    tab.wait_for_function("navigator.clipboard.readText().then(text => text.includes('?h='))")


def test_what_is_kept_while_reading_is_called_as_in_results_and_has_its_words_alone(specimen_tab: Any) -> None:
    specimen_tab.goto("/en-specimen/1911-05-04-morning")
    turn = specimen_tab.locator(".book .turn.speech", has=specimen_tab.locator(".text .pb")).first
    turn.hover()
    turn.locator(".keep").click()
    row = specimen_tab.evaluate("JSON.parse(localStorage.getItem('kept'))[0]")
    assert row["where"].startswith("en-specimen, p. 7, ")
    assert ":" not in row["text"][:25]
    assert "page" not in row["text"]
    assert not any(sign.isdigit() for sign in row["text"].replace("17, 1911", ""))
    specimen_tab.goto("/desk")
    assert row["where"] in specimen_tab.inner_text("#kept")


def test_passages_of_one_turn_are_kept_together(tab: Any) -> None:
    tab.goto("/search?q=page+OR+note")
    alike = tab.evaluate("""() => [...document.querySelectorAll("[data-keep]")]
        .filter((spot, at, all) => all.some((other) => other !== spot && other.dataset.ref === spot.dataset.ref))
        .map((spot) => [...document.querySelectorAll("[data-keep]")].indexOf(spot))""")
    assert len(alike) == 2
    tab.locator("[data-keep] button").nth(alike[0]).click()
    pressed = [tab.locator("[data-keep] button").nth(at).get_attribute("aria-pressed") for at in alike]
    assert pressed == ["true", "true"]


@pytest.mark.parametrize("tab", [{**FREE, "accept_downloads": True}], indirect=True)
def test_desk_keeps_passages_with_judgements(tab: Any) -> None:
    tab.goto("/search?q=goose")
    tab.click("[data-keep] button >> nth=0")
    assert tab.get_attribute("[data-keep] button >> nth=0", "aria-pressed") == "true"
    tab.goto(f"/en-hearing/{MORNING}/0004")
    tab.click("[data-keep] button")
    tab.goto("/desk")
    assert tab.locator("#kept tbody tr").count() == 2
    tab.fill("#claim", "=1+1")
    tab.select_option("#kept select >> nth=0", "contradicts")
    tab.fill("#kept textarea >> nth=0", "see p. 8")
    tab.reload()
    assert tab.input_value("#kept select >> nth=0") == "contradicts"
    assert tab.input_value("#kept textarea >> nth=0") == "see p. 8"
    assert tab.inner_text("#history a") == "goose"
    assert "contradicts: 1" in tab.inner_text("#kept-count")
    saved = {}
    for form in ("csv-safe", "docx", "jsonl"):
        tab.select_option("#kept-save select[name=form]", form)
        with tab.expect_download() as waiting:
            tab.click("#kept-save button")
        saved[form] = waiting.value.path()
    table = saved["csv-safe"].read_text("utf-8-sig")
    assert "contradicts" in table and "Nobody did open the gate." in table and "'=1+1" in table
    assert saved["docx"].read_bytes()[:2] == b"PK"
    tab.click("#kept tbody tr >> nth=0 >> button:not(.up):not(.down) >> nth=0")
    assert tab.locator("#kept tbody tr").count() == 1
    tab.fill("#claim", "")
    tab.set_input_files("#kept-open", saved["jsonl"])
    tab.locator("#kept tbody tr >> nth=1").wait_for()
    assert tab.input_value("#claim") == "=1+1"
    assert "see p. 8" in [tab.input_value(f"#kept textarea >> nth={n}") for n in (0, 1)]
    # What was saved under a public address leads to the passage here.
    hrefs = [tab.get_attribute(f"#kept tbody a >> nth={n}", "href") for n in (0, 1)]
    assert all(href.startswith("/") and "?h=" in href for href in hrefs), hrefs


@pytest.mark.parametrize("tab", [FREE], indirect=True)
def test_copied_words_bring_their_reference(tab: Any) -> None:
    tab.goto(f"/en-hearing/{MORNING}")
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('#t0004 .text p'))")
    tab.keyboard.press("Control+c")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert "Nobody did open the gate." in copied
    assert f"[en-hearing/{MORNING}/0004, " in copied
    assert "?h=" in copied
    tab.evaluate("""() => {
      const range = document.createRange();
      range.setStart(document.querySelector('#t0003 .text p'), 0);
      range.setEndAfter(document.querySelector('#t0004 .text p').lastChild);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }""")
    tab.keyboard.press("Control+c")
    several = tab.evaluate("navigator.clipboard.readText()")
    assert "stood by the gate" in several and "Nobody did open" in several
    assert f"[en-hearing/{MORNING}/0003 – en-hearing/{MORNING}/0004, " in several
    rich = tab.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType('text/html')).text();
    }""")
    assert "<blockquote" in rich and "?h=" in rich


@pytest.mark.parametrize("tab", [{"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}], indirect=True)
def test_twice_as_large_needs_no_sideways_scrolling(tab: Any) -> None:
    for path in ("/", "/search?q=goose", f"/en-hearing/{MORNING}", f"/compare/hearing/{MORNING}", "/person/vetkin",
                 f"/en-hearing/{MORNING}/0004", "/check", "/texts/en-hearing/report"):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 640, path


@pytest.mark.parametrize("path", ["/en-specimen/1911-05-04-morning", "/statistics?q=light"])
def test_the_bar_that_keys_are_at_is_seen_and_leads_on(specimen_tab: Any, path: str) -> None:
    specimen_tab.goto(path)
    specimen_tab.focus("[data-map] a[tabindex='0']")
    specimen_tab.keyboard.press("ArrowRight")
    shown = specimen_tab.evaluate("""() => {
        const area = getComputedStyle(document.activeElement.querySelector("path"));
        return [document.activeElement.closest("[data-lane]") !== null, area.fillOpacity, area.stroke];
    }""")
    assert shown[:2] == [True, "0.45"]
    assert shown[2] != "none"
    href = specimen_tab.evaluate("document.activeElement.href.baseVal")
    specimen_tab.keyboard.press("Enter")
    specimen_tab.wait_for_url(f"**{href}")


def test_the_focus_of_the_desk_goes_to_what_is_left_and_each_button_says_its_passage(tab: Any) -> None:
    tab.goto("/search?q=goose")
    for at in range(2):
        tab.locator(".hit .keep").nth(at).click()
    names = [one.get_attribute("aria-label") for one in tab.locator(".hit .keep").all()]
    assert len(set(names)) == len(names)
    tab.goto("/desk")
    focused = "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.id"
    places = [one.inner_text() for one in tab.locator("#kept tbody a").all()]
    tab.locator("#history button").first.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == "saved: goose"
    tab.locator("#kept .off").nth(1).focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == f"Remove: {places[0]}"
    assert tab.inner_text("#status") == f"Removed: {places[1]}"
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == "kept-open"
