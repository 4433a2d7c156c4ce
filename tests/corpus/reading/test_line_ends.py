"""Words parted at the ends of lines that a file keeps are read as one word, each letter with its place."""

from __future__ import annotations

import pytest

from corpus.model.blocks import SourceText
from corpus.reading.formats import read


def words(data: str) -> SourceText:
    (text,) = read(data.encode(), "html", "file")
    for block in text.blocks:
        for i, letter in enumerate(block.text):
            span = block.offsets.span(i, i + 1)
            assert letter.isspace() or (span and text.raw[slice(*span)] == letter)
    return text


@pytest.mark.parametrize(("lines", "whole"), [
    ("the por-\nters came", "the porters came"), ("весь про-\nтокол", "весь протокол"),
    ("по северо-\nзападный ветер", "по северо-западный ветер"), ("кто-\nто пришёл", "кто-то пришёл"),
    ("the por\u00ad\nters", "the porters"), ("a pause -\nthen more", "a pause -\nthen more"),
])
def test_hyphens_at_the_ends_of_lines(lines: str, whole: str) -> None:
    broken = lines.replace("\n", "<br>\n")
    for data in (f"<html><body><pre>{lines}</pre></body></html>", f"<html><body><p>{broken}</p></body></html>"):
        assert [block.text for block in words(data).blocks] == [whole]


def test_what_goes_is_listed() -> None:
    text = words("<html><body><pre>the por-\nters <b>stood</b> there</pre></body></html>")
    assert [text.raw[mark.start or 0 : mark.end] for mark in text.left_out] == ["-"]
    assert [text.blocks[0].text[m.start : m.end] for m in text.blocks[0].marks] == ["stood"]


def test_non_breaking_hyphens() -> None:
    shown = words("<html><body><p>Они слу\u2011шали, а кто\u2011то ушёл.</p></body></html>").blocks[0].text
    assert shown == "Они слушали, а кто\u2011то ушёл."
