"""What readers of a page do not see is listed as left out, and what a click opens is read with a doubt."""

from __future__ import annotations

import pytest
from marked_pages import text

from corpus.model.blocks import SourceText

HELD_BACK = "The secret word is said here by nobody."
P = f"<p>{HELD_BACK}</p>"
HIDING = ["display:none", "color:red; DISPLAY : none !important", "visibility:hidden", "font-size:0", "font-size: 0px;",
          "color:#fff", "color: rgb(255, 255, 255)", "color:white;background:white", "opacity:0", "mso-hide:all",
          "position:absolute;left:-9999px", "position:absolute;clip:rect(0,0,0,0)", "height:0;overflow:hidden",
          "text-indent:-9999px"]
SHOWING = ["font-size:0.9em", "opacity:0.5", "text-indent:-20px", "color:white;background-color:navy", "left:-9999px",
           "overflow:hidden;height:90px"]


def page(body: str, head: str = "") -> SourceText:
    before, behind = "<p>The quay lay under fog that day.</p>", "<p>Behind it came the boat with the mail.</p>"
    return text(f"<html><head>{head}</head><body>{before}{body}{behind}</body></html>", "a.html")


def words(source: SourceText) -> str:
    said = " ".join(block.text for block in source.blocks)
    assert said.startswith("The quay lay") and said.endswith("with the mail.")
    return said


@pytest.mark.parametrize("body", [
    *(form.format(style, HELD_BACK) for style in HIDING for form in (
        '<p style="{}">{}</p>', '<div style="{}"><p>{}</p></div>', '<p>It <i style="{}">{}</i> is.</p>')),
    f"<p hidden>{HELD_BACK}</p>", f'<p style="display:none">{HELD_BACK}', f'<section hidden=""><h2>A</h2>{P}</section>',
    *(f"<p id=a class={name}>{HELD_BACK}</p>" for name in ("sr-only", "visuallyhidden", "screenreader")),
    f"<noscript>{P}</noscript>", f"<template>{P}</template>",
    f"<dialog>{P}</dialog>", f'<div popover id="a">{P}</div>', f'<div class="modal" aria-hidden="true">{P}</div>',
    f'<p><font color="white">{HELD_BACK}</font></p>', f"<ul><li>one<li hidden>{HELD_BACK}<li>three</ul>",
    f'<table><tr><td>a<td style="display:none">{HELD_BACK}<td>b</table>',
])
def test_what_is_not_seen_is_listed(body: str) -> None:
    source = page(body)
    assert HELD_BACK not in words(source)
    assert any(HELD_BACK in item.text for item in source.left_out if item.kind == "hidden")
    assert not source.doubts


@pytest.mark.parametrize(("attribute", "rule"), [
    ('class="note off"', ".off{display:none}"), ('class="off"', "p.off , .other { visibility : hidden; }"),
    ('id="off"', "/* .a{} */ #off{font-size:0}"), ('class="off"', "body{margin:0}\n.off{color:white}"),
])
def test_rules_of_the_page_hide(attribute: str, rule: str) -> None:
    source = page(f"<p {attribute}>{HELD_BACK}</p>", f"<style>{rule}</style>")
    assert HELD_BACK not in words(source)
    assert [item.text for item in source.left_out if item.kind == "hidden"] == [HELD_BACK]


@pytest.mark.parametrize("body", [
    *(f'<p style="{style}">{HELD_BACK}</p>' for style in SHOWING), f"<details><summary>More</summary>{P}</details>",
    f"<dialog open>{P}</dialog>", f'<div style="background:#000"><p style="color:#fff">{HELD_BACK}</p></div>',
    f'<p title="hidden display:none">{HELD_BACK}</p>', f'<p data-state="hidden">{HELD_BACK}</p>',
    f'<div style="display:none">{P}', f"<style>@media print{{.x{{display:none}}}}</style><p class=x>{HELD_BACK}</p>",
    f'<style>body{{background:#111}}</style><p style="color:#fff">{HELD_BACK}</p>',
])
def test_what_is_seen_is_text(body: str) -> None:
    source = page(body)
    assert HELD_BACK in words(source)
    assert not source.doubts


@pytest.mark.parametrize("body", [
    f'<style>.x{{display:none}} .x.open{{display:block}}</style><p class="x">{HELD_BACK}</p>',
    f'<style>.part{{display:none}}</style><p class="part">{HELD_BACK}</p><script>show(".part")</script>',
    f'<a href="#n1">see</a><div id="n1" style="display:none">{P}</div>', f'<p aria-hidden="true">{HELD_BACK}</p>',
    f'<button data-bs-target="#c">+</button><div id="c" style="display:none">{P}</div>',
    f"<button onclick=\"show('more')\">+</button><div id=\"more\" hidden>{P}</div>",
    f'<div class="accordion-body" style="max-height:0;overflow:hidden">{P}</div>',
    f'<div style="display:none">{P * 20}</div>',
])
def test_what_something_opens_is_read_with_a_doubt(body: str) -> None:
    source = page(body)
    assert HELD_BACK in words(source)
    assert [doubt.code for doubt in source.doubts] == ["hidden-read"]
    assert HELD_BACK[:20] in str(source.doubts[0].fields["text"])
