"""A reader's way through the site in a real Chromium: search, filter, open, next hit, cite, person."""

from __future__ import annotations

from typing import Any

import pytest
from web_home import MORNING

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("tab", [{}, {"java_script_enabled": False}], indirect=True, ids=["script", "no-script"])
def test_way_through(tab: Any) -> None:
    tab.goto("/")
    tab.fill("#q", "goose")
    tab.press("#q", "Enter")
    assert "turns" in tab.inner_text(".count-line")
    tab.click(".facets a:has-text('Vetkin')")
    assert "speaker=vetkin" in tab.url
    assert "in 2 turns" in tab.inner_text(".count-line")
    tab.click(".hit a.in-context >> nth=0")
    assert "#t0003" in tab.url
    assert tab.inner_text("mark.current") == "goose"
    assert tab.is_visible("mark.current")
    tab.go_back()
    tab.click("a.chip:has-text('Vetkin')")
    tab.click(".hit:has(:text('lantern')) a.in-context")
    assert "Hit 1 of 2" in tab.inner_text(".hitbar")
    tab.click("a.next-hit")
    assert "Hit 2 of 2" in tab.inner_text(".hitbar")
    assert "hit=2" in tab.url
    tab.click("#t0003 a.no")
    assert "Goose Hearing" in tab.inner_text("#cite-chicago")
    tab.click("h1 ~ p a:has-text('Vetkin')")
    assert tab.inner_text("h1").startswith("Vetkin")
    tab.fill("#said", "gate")
    tab.press("#said", "Enter")
    assert "speaker=vetkin" in tab.url
    assert "in 1 turn," in tab.inner_text(".count-line")


@pytest.mark.parametrize("tab", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True)
def test_keys_and_copying(tab: Any) -> None:
    tab.goto(f"/en-hearing/{MORNING}?q=goose&hit=1")
    tab.keyboard.press("n")
    tab.wait_for_url("**hit=2*")
    tab.keyboard.press("p")
    tab.wait_for_url("**hit=1*")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "q"
    tab.keyboard.type("n")
    assert "hit=1" in tab.url
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("c")
    tab.wait_for_url("**/0002?h=*")
    tab.click("summary:has-text('BibTeX')")
    tab.click("[data-copy=cite-bibtex] button")
    tab.wait_for_selector("[data-copy=cite-bibtex] button:has-text('Copied')")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.inner_text("#cite-bibtex")
    tab.click("summary:text-is('Chicago, note')")
    tab.click("[data-copy=cite-chicago] button")
    tab.wait_for_selector("[data-copy=cite-chicago] button:has-text('Copied')")
    assert tab.evaluate("navigator.clipboard.readText()") == tab.inner_text("#cite-chicago")
    kinds = tab.evaluate("navigator.clipboard.read().then(items => items[0].types)")
    assert "text/html" in kinds


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_current_hit_is_in_sight(tab: Any) -> None:
    tab.goto(f"/en-hearing/{MORNING}?q=barley&hit=40")
    tab.wait_for_function("""() => {
        const box = document.querySelector('mark.current').getBoundingClientRect();
        return box.top > 40 && box.bottom < innerHeight;
    }""")


WIDTHS = (320, 360, 640, 768, 1280)
"""Telephones, a tablet and a desk; 640 is a desk at 200 per cent."""

PAGES = (
    "/", "/search?q=goose", "/search?q=goose&view=kwic", "/search?q=nothinglikeit", f"/en-hearing/{MORNING}?q=goose",
    f"/en-hearing/{MORNING}?show=text-other", f"/en-hearing/{MORNING}/0005", f"/compare/hearing/{MORNING}", "/people/",
    "/person/orlan", "/person/vetkin", "/texts", "/texts/en-hearing", "/texts/de-hearing", "/help",
    "/help/searching", "/help/texts", "/about",
    "/en-hearing/", "/essay/", "/check", "/desk", "/api/", "/check?text=Nobody+did+open+the+wide+gate",
    "/texts/en-hearing/report", "/texts/essay/citations", "/texts/en-hearing/cited", "/texts/en-hearing/pages",
    f"/en-hearing/{MORNING}/0004?what=word&was=gate&now=door", "/statistics", "/statistics?q=goose",
    "/statistics/words", "/statistics/words?speaker=vetkin&against=orlan", "/languages", "/languages?q=goose",
)
"""Every kind of page that the invented hearing has."""


@pytest.mark.parametrize("prefix", ["", "/ru"], ids=["en", "ru"])
@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_nothing_sticks_out(tab: Any, prefix: str) -> None:
    for path in PAGES:
        tab.goto(prefix + path)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 700})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.parametrize("prefix", ["", "/ru"], ids=["en", "ru"])
@pytest.mark.parametrize("specimen_tab", [{}], indirect=True)
def test_nothing_sticks_out_of_pages_with_pictures(specimen_tab: Any, prefix: str) -> None:
    printed = "/en-specimen/1911-05-04-morning"
    for path in (f"{printed}?show=image-text-other", f"{printed}?show=image", f"/source{printed}/0042",
                 "/languages?q=light", "/statistics?q=light", "/person/orsetsky"):
        specimen_tab.goto(prefix + path)
        for width in WIDTHS:
            specimen_tab.set_viewport_size({"width": width, "height": 700})
            assert specimen_tab.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_filters_fold_on_a_telephone(tab: Any) -> None:
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto("/search?q=goose")
    assert not tab.is_visible(".facets")
    tab.click("label.unfold")
    tab.click(".facets a:has-text('Vetkin')")
    assert "speaker=vetkin" in tab.url


@pytest.mark.parametrize("tab", [{}], indirect=True)
def test_language_is_switched_in_place(tab: Any) -> None:
    tab.goto("/search?q=goose&speaker=vetkin")
    tab.click(".languages a")
    assert tab.url.endswith("/ru/search?q=goose&speaker=vetkin")
    assert tab.evaluate("document.documentElement.lang") == "ru"


@pytest.mark.parametrize("tab", [{"viewport": {"width": 1280, "height": 900}}], indirect=True)
def test_a_line_of_the_concordance_is_one_line_and_the_node_stands_beside_its_context(tab: Any) -> None:
    tab.goto("/search?q=barley&view=kwic")
    for row in tab.locator(".kwic tbody tr").all():
        left, node, right = (row.locator(f"td.{name}").bounding_box() for name in ("left", "node", "right"))
        assert row.bounding_box()["height"] < 28
        assert node["x"] - left["x"] - left["width"] < 1
        assert right["x"] - node["x"] - node["width"] < 1


def test_what_can_be_done_with_a_result_shows_on_hover_and_for_keys(tab: Any) -> None:
    def shown() -> str:
        return tab.evaluate("getComputedStyle(document.querySelector('.hit .acts')).opacity")

    tab.goto("/search?q=goose")
    assert shown() == "0"
    tab.hover(".hit >> nth=0")
    assert shown() == "1"
    tab.mouse.move(0, 0)
    tab.focus(".hit a.to-cite >> nth=0")
    assert shown() == "1"
    tab.click(".hit button.keep >> nth=0")
    assert tab.inner_text(".hit button.keep >> nth=0") == "★ kept"
    assert tab.inner_text(".site nav a:has-text('My desk')") == "My desk (1)"


def test_a_turn_is_kept_while_reading_in_one_click(tab: Any) -> None:
    tab.goto(f"/en-hearing/{MORNING}")
    assert tab.locator(".turn-acts").count() == 0
    tab.hover("#t0002 .text")
    tab.click("#t0002 .turn-acts button")
    assert tab.inner_text("#t0002 .turn-acts button") == "★ kept"
    tab.focus("#t0003 a.no")
    tab.click("#t0003 .turn-acts button")
    assert tab.inner_text(".site nav a:has-text('My desk')") == "My desk (2)"
    assert tab.get_attribute("#t0003 .to-cite", "href").endswith("#cite")
    tab.goto("/desk")
    tab.click("#kept tr:nth-child(2) .up")
    assert "/0003" in tab.get_attribute("#kept tr:nth-child(1) a", "href")
    assert tab.is_disabled("#kept tr:nth-child(1) .up")
