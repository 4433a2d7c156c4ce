"""Raised figures: those of article numbers and measures stay in the text, note marks are lifted out."""

from __future__ import annotations

import pytest

from corpus.language.words import forms
from corpus.reading.html.page import read_html
from corpus.reading.markdown.reader import read_markdown

KEPT = [
    ("alpha under Article 58<sup>8</sup>, 58<sup>11</sup> of beta", "alpha under Article 58⁸, 58¹¹ of beta"),
    ("по ст. 58<sup>8</sup> и 19–58<sup>8</sup> альфа", "по ст. 58⁸ и 19–58⁸ альфа"),
    ("статьи 58<sup>1а</sup>, 58<sup>1-а</sup> бета", "статьи 58¹а, 58¹а бета"),
    ("alpha § 7<sup>2</sup> beta", "alpha § 7² beta"),
    ("about 10 km<sup>2</sup> of alpha", "about 10 km² of alpha"),
]
LIFTED = [
    ("alpha in 1911<sup>3</sup> beta", "alpha in 1911 beta", "3"),
    ("alpha 58<sup>8</sup> beta", "alpha 58 beta", "8"),
    ("an article alphas.<sup>8</sup> Beta", "an article alphas. Beta", "8"),
    ("Article 7 alpha beta. Gamma 12<sup>4</sup> delta", "Article 7 alpha beta. Gamma 12 delta", "4"),
    ("Article 58 <sup>8</sup> alpha", "Article 58 alpha", "8"),
]


@pytest.mark.parametrize(("source", "text"), KEPT)
def test_part_of_a_number_stays(source: str, text: str) -> None:
    html = f"<html><body><p>{source}</p></body></html>"
    for raw, read in ((source, read_markdown(source, "a.md")), (html, read_html(html, "a.html"))):
        (block,) = read.blocks
        assert block.text == text and not block.marks
        for at, sign in enumerate(text):
            if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹":
                span = block.offsets.span(at, at + 1)
                assert span is not None and str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(sign)) in raw[slice(*span)]


@pytest.mark.parametrize(("source", "text", "label"), LIFTED)
def test_a_note_mark_is_lifted_out(source: str, text: str, label: str) -> None:
    for read in (read_markdown(source, "a.md"), read_html(f"<html><body><p>{source}</p></body></html>", "a.html")):
        (block,) = read.blocks
        assert block.text == text
        assert [mark.label for mark in block.marks] == [label]


def test_small_unicode_figures() -> None:
    (block,) = read_markdown("по ст. 58⁸ альфа.⁴ Бета", "a.md").blocks
    assert block.text == "по ст. 58⁸ альфа. Бета"
    assert [mark.label for mark in block.marks] == ["4"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("58⁸", ["58", "8"]), ("19–58¹¹", ["19", "58", "11"]), ("58¹а", ["58", "1а"]), ("1911³", ["1911"]),
     ("10 km²", ["10", "km"]), ("alpha.⁸ Beta", ["alpha", "beta"])],
)
def test_words_of_an_article(text: str, expected: list[str]) -> None:
    assert forms(text) == expected
