"""Rules of a page whose selectors tie elements together hide what a browser hides by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_grows
from marked_pages import text

from corpus.model.blocks import SourceText

WORD = "Nobody sees it."
SEEN = "<p>The quay lay under fog that day, and the boat came in behind it.</p>"


def page(rules: str, body: str) -> SourceText:
    return text(f"<html><head><style>{rules}</style></head><body>{SEEN}{body}{SEEN}</body></html>", "a.html")


def is_seen(source: SourceText) -> bool:
    listed = any(WORD in item.text for item in source.left_out)
    assert listed != any(WORD in block.text for block in source.blocks)
    return not listed


BOX = f"<div class='x' id=n><ul class=menu data-kind='far off'><li>One<li class='a b'>{WORD}</ul></div>"


@pytest.mark.parametrize("selector", [
    ".x li.a", "div.x>ul > .a", ".x  .menu li + .a", "li ~ li", "#n .b", "ul[data-kind] .a", "[data-kind~=off] > .a.b",
    "[data-kind^=far] .a", "[data-kind$='off'] .a", "[data-kind*='r o'] .a", "body li:not(:first-child)", ".q, .x .a",
    "li:not(.c)", ":is(.q, .x) > .menu .a", ":where(#n) .a", "*.x *.a", "html > body > div .a", "DIV.x LI.a",
    "ul:first-child > .a", ".menu :is(.c, .a)", "a:hover, .x .a", ".x /* all */ .a",
])
def test_a_selector_that_names_it_hides_it(selector: str) -> None:
    assert not is_seen(page(f"{selector} {{ display: none }}", BOX))


@pytest.mark.parametrize("selector", [
    ".y li.a", "div.x > .a", "li.a + li", ".a ~ li", "#m .a", ".menu > .x", ".x .A", "li.a:first-child", "li.a:not(.b)",
    "ul[data-kind=far] .a", "[data-kind|=fa] .a", "[data-other] .a", ".x .a:hover", ".x .a::before", ".x:has(.a) .q",
    ".x .a:checked", "p .a", ".x > > .a", ".x .a {", ":is(.x > .q) .a",
])
def test_a_selector_that_does_not_shows_it(selector: str) -> None:
    assert is_seen(page(f"{selector} {{ display: none }}", BOX))


@pytest.mark.parametrize(("rules", "seen"), [
    (".x .a {display:none} .x ul .a {display:list-item}", True),
    (".x ul .a {display:list-item} .x .a {display:none}", True),
    (".x .a {display:none} li {display:block}", False), (".x .a {display:none!important} #n .a {display:block}", False),
    (".a {display:none} .b {display:block}", True), (".b {display:block} .x li {visibility:hidden}", False),
    ("@media screen { .x .a {display:none} }", False), ("@media print { .x .a {display:none} }", True),
    ("@media (max-width: 300px) { .x .a {display:none} }", True), ("@supports (a: b) { .x .a {display:none} }", False),
    ("@import 'a.css'; .x .a {display:none}", False), (".x .menu {color:#fff} .x {background:#123}", True),
])
def test_of_rules_that_say_it_otherwise_the_closest_holds(rules: str, seen: bool) -> None:
    assert is_seen(page(rules, BOX)) == seen


@pytest.mark.parametrize("body", [
    f"<table class=q><tr><td>a<td class=h>hid</table><p>{WORD}</p>", f"<ul><li class=h>hid</ul><p>{WORD}</p>",
    f"<section><p class=h>hid</section><p>{WORD}</p>", f"<dl><dt>a<dd class=h>hid</dl>{WORD}",
    f"<div><p class=h>hid<div>{WORD}</div></div>", f"<p class=h><b>hid<p>{WORD}",
])
def test_an_element_left_open_hides_nothing_behind_what_it_stands_in(body: str) -> None:
    source = page(".h {display:none}", body)
    assert is_seen(source)
    assert [item.text for item in source.left_out if item.kind == "hidden"] == ["hid"]


@pytest.mark.parametrize("made", [
    lambda n: (" .x" * 90 + " p{display:none}", "<div class=x>" * n + WORD),
    lambda n: ("".join(f".x .c{at} > *, " for at in range(n)) + "a{display:none}", BOX),
    lambda n: (":is(" * n + ".a" + ")" * n + "{display:none}", BOX),
    lambda n: ("b b p{display:none}", "<b>" * n + "<div>a</div>" * n),
    lambda n: (f"p{{text-indent:-{'1' * 20 * n}#}}", "<p>a"),
], ids=["deep", "selectors", "brackets", "open", "number"])
def test_rules_take_time_with_their_length(made: Callable[[int], tuple[str, str]]) -> None:
    def prepare(size: int) -> Callable[[], object]:
        rules, body = made(size)
        return lambda: page(rules, body)

    assert_grows(prepare, 500)
