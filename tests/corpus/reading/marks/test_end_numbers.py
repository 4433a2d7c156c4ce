"""Numbers of pages behind a tab at the ends of lines: no words of the text, and its pages where they count so."""

from __future__ import annotations

import pytest
from dialogues import amid

from corpus.model.blocks import SourceText
from corpus.reading.formats import read, sniff

FILES = {
    "text": lambda lines: "\n\n".join(lines).encode(),
    "lines": lambda lines: "\n".join(lines).encode(),
    "html": lambda lines: ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode(),
    "br": lambda lines: ("<html><body><p>" + "<br>".join(lines) + "</p></body></html>").encode(),
}


def _read(lines: list[str], form: str = "text") -> SourceText:
    data = FILES[form](lines)
    [text] = read(data, sniff(data, "a"), "a")
    return text


def _lines(lang: str, marks: dict[int, str], gap: str = "\t") -> list[str]:
    lines = [line for _ in range(3) for line in amid(lang, upper=True)]
    return [line + (gap + marks[n] if n in marks else "") for n, line in enumerate(lines)]


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("gap", ["\t", "\t— ", "      "])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_numbers_that_count_on_are_pages(lang: str, gap: str, form: str) -> None:
    close = " —" if "—" in gap else ""
    marks = {3 + 4 * n: f"{31 + n}{close}" for n in range(6)}
    text, bare = _read(_lines(lang, marks, gap), form), _read(_lines(lang, {}), form)
    assert [block.text for block in text.blocks] == [block.text for block in bare.blocks]
    labels = [label for block in text.blocks
              for label in (block.page.label, *(mark.label for mark in block.marks if mark.kind == "page"))]
    assert list(dict.fromkeys(labels)) == [str(31 + n) for n in range(6)]
    assert not text.doubts and len(text.left_out) == 6


def test_where_nothing_tells_whether_they_close_pages_that_is_said() -> None:
    text = _read(_lines("en", {3 + 4 * n: str(31 + n) for n in range(5)}))
    assert {(block.page.basis, block.page.margin) for block in text.blocks} == {("estimated", 1.0)} | {
        (block.page.basis, block.page.margin) for block in text.blocks if block.page.label == "30"}
    assert [doubt.code for doubt in text.doubts] == ["page-lines-unclear"]


@pytest.mark.parametrize("marks", [{5: "31"}, {5: "31", 12: "32"}, {3: "12", 7: "3", 14: "40", 18: "7"},
                                   {3 + 3 * n: str(1 + n) for n in range(5)}])
def test_numbers_that_may_be_anything_stay_and_are_doubted(marks: dict[int, str]) -> None:
    text = _read(_lines("en", marks))
    assert [doubt.code for doubt in text.doubts] == ["page-signs-unclear"]
    assert sum(block.text.endswith(tuple("0123456789")) for block in text.blocks) == len(marks)
    assert all(block.page.label is None for block in text.blocks)


def test_a_list_of_contents_is_none() -> None:
    lines = [f"Chapter {n}. The lamp and the pump .....\t{9 * n}" for n in range(1, 9)]
    assert not _read([*lines, *_lines("en", {})]).doubts
