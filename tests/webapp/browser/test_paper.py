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
