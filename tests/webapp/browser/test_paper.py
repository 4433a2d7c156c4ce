"""Pages on paper and in the dark: nothing sticks out of a sheet, lines stay lines, figures and colours can be seen."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser
SHEET = {"viewport": {"width": 720, "height": 1000}}
"""A sheet of A4 between margins of 1 cm, in points of CSS."""

LEAST_CONTRAST = 3
"""Of what is drawn to its ground: WCAG 2.2, 1.4.11."""

PAGES = ["/search?q=light&view=kwic", "/search?q=light&view=parallel", "/trial/specimen", "/statistics?q=light",
         "/statistics/words", "/person/orsetsky", "/texts", "/languages?q=light", "/en-specimen/1911-05-04-morning",
         "/compare/specimen/1911-05-04-morning", "/texts/en-specimen/report", "/texts/essay/citations"]

OUTSIDE = """() => [...document.querySelectorAll("th, td, svg, img, p, li")]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .map(e => e.tagName + ": " + e.textContent.trim().slice(0, 40))"""

RATIOS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return Object.fromEntries([...document.querySelectorAll(".map pattern rect")].map(rect => {
    const own = light(getComputedStyle(rect).fill);
    return [rect.getAttribute("class"), (Math.max(own, ground) + .05) / (Math.min(own, ground) + .05)];
  }));
}"""


@pytest.mark.parametrize("specimen_tab", [SHEET], indirect=True)
@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_sticks_out_of_a_sheet(specimen_tab: Any, path: str, prefix: str) -> None:
    specimen_tab.emulate_media(media="print")
    specimen_tab.goto(f"{prefix}{path}")
    assert not specimen_tab.evaluate(OUTSIDE)


@pytest.mark.parametrize("specimen_tab", [SHEET], indirect=True)
def test_lines_of_the_concordance_stay_lines_on_paper(specimen_tab: Any) -> None:
    specimen_tab.emulate_media(media="print")
    specimen_tab.goto("/search?q=light&view=kwic")
    heights = specimen_tab.evaluate(
        "[...document.querySelectorAll('.kwic tbody tr')].map(row => row.getBoundingClientRect().height)")
    assert len(heights) > 40
    # A context that has no room takes a second line, a name or a page never does.
    assert max(heights) < 3 * min(heights)
    assert max(heights) < 45


@pytest.mark.parametrize("specimen_tab", [SHEET], indirect=True)
def test_the_highest_figures_are_seen_on_paper(specimen_tab: Any) -> None:
    specimen_tab.emulate_media(media="print")
    specimen_tab.goto("/trial/specimen")
    printed = specimen_tab.evaluate(
        "[...document.querySelectorAll('.matrix .shade-5')].map(e => getComputedStyle(e).printColorAdjust)")
    assert printed
    assert set(printed) == {"exact"}


@pytest.mark.parametrize("colours", [{"color_scheme": "light"}, {"color_scheme": "dark"},
                                     {"color_scheme": "dark", "forced_colors": "active"}])
def test_roles_are_told_from_the_ground(specimen_tab: Any, colours: dict[str, Any]) -> None:
    specimen_tab.emulate_media(**colours)
    specimen_tab.goto("/en-specimen/1911-05-04-morning")
    ratios = specimen_tab.evaluate(RATIOS)
    # What is nobody's is meant to stand back; its lines tell it.
    low = {name: ratio for name, ratio in ratios.items() if name != "nobody" and ratio < LEAST_CONTRAST}
    assert len(ratios) > 6
    assert not low

NO_BREAKS = """() => [...document.querySelectorAll(".holdings td")].filter(cell => {
    const words = document.createRange(); words.selectNodeContents(cell);
    return cell.checkVisibility() && words.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1;
}).map(cell => cell.textContent)"""


@pytest.mark.parametrize("specimen_tab", [SHEET], indirect=True)
def test_words_of_a_table_are_not_cut_on_paper(specimen_tab: Any) -> None:
    specimen_tab.emulate_media(media="print")
    specimen_tab.goto("/ru/texts")
    assert not specimen_tab.evaluate(NO_BREAKS)


@pytest.mark.parametrize("specimen_tab", [SHEET], indirect=True)
def test_the_desk_prints_what_was_written_and_no_empty_fields(specimen_tab: Any) -> None:
    specimen_tab.goto("/search?q=light")
    specimen_tab.locator(".hit .keep").first.click()
    specimen_tab.emulate_media(media="print")
    specimen_tab.goto("/desk")
    shown = specimen_tab.inner_text("#desk")
    for empty in ("Title of the file", "The claim", "Introduction", "JUDGEMENT", "NOTE", "Judgement", "Note",
                  "confirms"):
        assert empty not in shown
    specimen_tab.emulate_media(media="screen")
    specimen_tab.fill("#claim", "The lamp was out.")
    specimen_tab.fill("#kept textarea", "Compare the log.")
    specimen_tab.emulate_media(media="print")
    shown = specimen_tab.inner_text("#desk")
    assert "The claim" in shown
    assert "Note" in shown
    assert "Title of the file" not in shown
    assert "Judgement" not in shown


@pytest.mark.parametrize("specimen_tab", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_bar_that_stays_takes_two_rows_of_a_telephone(specimen_tab: Any, prefix: str) -> None:
    specimen_tab.goto(f"{prefix}/en-specimen/1911-05-04-morning?q=light&hit=3")
    specimen_tab.locator("#place").wait_for()
    assert specimen_tab.locator(".hitbar a").count() == 3
    assert specimen_tab.evaluate("document.querySelector('.reader-bar').getBoundingClientRect().height") < 75
    specimen_tab.evaluate("document.querySelector('.hitbar a').focus()")
    assert specimen_tab.locator(".hitbar a").first.bounding_box()["width"] >= 20
