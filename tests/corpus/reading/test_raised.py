"""Raised figures: those of article numbers and measures stay in the text, note marks are lifted out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from io import BytesIO

import docx
import pytest
from book_files import packed

from corpus.language.words import forms
from corpus.model.blocks import Block
from corpus.reading import formats
from corpus.reading.html.page import read_html
from corpus.reading.markdown.reader import read_markdown

KEPT = [
    ("alpha under Article 58<sup>8</sup>, 58<sup>11</sup> of beta", "alpha under Article 58⁸, 58¹¹ of beta"),
    ("по ст. 58<sup>8</sup> и 19–58<sup>8</sup> альфа", "по ст. 58⁸ и 19–58⁸ альфа"),
    ("статьи 58<sup>1а</sup>, 58<sup>1-а</sup> бета", "статьи 58¹а, 58¹а бета"),
    ("alpha § 7<sup>2</sup> beta", "alpha § 7² beta"),
    ("about 10 km<sup>2</sup> of alpha", "about 10 km² of alpha"),
    ("lit at 5<sup>30</sup> alpha", "lit at 5³⁰ alpha"), ("около 11<sup>05</sup> вечера", "около 11⁰⁵ вечера"),
]
LIFTED = [
    ("alpha in 1911<sup>3</sup> beta", "alpha in 1911 beta", "3"),
    ("alpha 58<sup>8</sup> beta", "alpha 58 beta", "8"), ("lit at 5<sup>3</sup> beta", "lit at 5 beta", "3"),
    ("until 1911<sup>12</sup> beta", "until 1911 beta", "12"), ("с 9<sup>75</sup> бета", "с 9 бета", "75"),
    ("an article alphas.<sup>8</sup> Beta", "an article alphas. Beta", "8"),
    ("Article 7 alpha beta. Gamma 12<sup>4</sup> delta", "Article 7 alpha beta. Gamma 12 delta", "4"),
    ("Article 58 <sup>8</sup> alpha", "Article 58 alpha", "8"),
]


Parts = list[tuple[str, bool]]


def of_word(parts: Parts, styled: bool = False) -> bytes:
    document = docx.Document()
    if styled:
        document.styles.add_style("Above", docx.enum.style.WD_STYLE_TYPE.CHARACTER).font.superscript = True
    paragraph = document.add_paragraph()
    for words, raised in parts:
        run = paragraph.add_run(words, "Above" if styled and raised else None)
        if raised and not styled:
            run.font.superscript = True
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def opened(parts: Parts, position: str = "super 58%") -> bytes:
    words = "".join(f'<text:span text:style-name="T{raised:d}">{escape(text)}</text:span>' for text, raised in parts)
    content = ('<?xml version="1.0"?><office:document-content><office:automatic-styles><style:style style:name="T1">'
               f'<style:text-properties style:text-position="{position}"/></style:style></office:automatic-styles>'
               f"<office:body><office:text><text:p>{words}</text:p></office:text></office:body>"
               "</office:document-content>")
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rich(parts: Parts) -> bytes:
    body = "".join(rf"{{\super {text}}}" if raised else text for text, raised in parts)
    return (r"{\rtf1\ansi " + "".join(s if s.isascii() else rf"\u{ord(s)}?" for s in body) + r"\par}").encode("ascii")


def fiction(parts: Parts) -> bytes:
    body = "".join(f"<sup>{text}</sup>" if raised else text for text, raised in parts)
    return f"<FictionBook><body><section><p>{body}</p></section></body></FictionBook>".encode()


def encoded(parts: Parts) -> bytes:
    body = "".join(f'<hi rend="superscript">{text}</hi>' if raised else text for text, raised in parts)
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{body}</p></body></text></TEI>'.encode()


MAKERS: dict[str, Callable[[Parts], bytes]] = {
    "docx": of_word, "docx by style": lambda parts: of_word(parts, styled=True), "odt": opened,
    "odt by height": lambda parts: opened(parts, "33% 58%"), "rtf": rich, "fb2": fiction, "tei": encoded,
}


def block_of(form: str, source: str) -> Block:
    pieces = re.split(r"</?sup>", source)
    data = MAKERS[form]([(words, bool(n % 2)) for n, words in enumerate(pieces) if words])
    [text] = formats.read(data, formats.sniff(data, "file"), "file")
    [block] = text.blocks
    return block


@pytest.mark.parametrize("form", MAKERS)
def test_raised_figures_in_books_and_documents(form: str) -> None:
    for source, text in KEPT:
        block = block_of(form, source)
        assert (block.text, block.marks) == (text, ())
    for source, text, label in LIFTED:
        block = block_of(form, source)
        assert (block.text, [mark.label for mark in block.marks]) == (text, [label])
    assert block_of(form, "alpha 7<sup>th</sup> beta").text == "alpha 7th beta"


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
