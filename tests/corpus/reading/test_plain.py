"""Plain text loses no sign to the rules of Markdown, and its words parted at line ends are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.reading.markdown.reader import is_markdown, read_markdown


def texts(raw: str) -> list[str]:
    return [block.text for block in read_markdown(raw, "x.txt", plain=True).blocks if block.text]


@pytest.mark.parametrize("raw", [
    "Of 3*4 lamps 5*6 burned, at 2*100 each.", "The price was ~~300~~ 400.", "- Yes, I saw the barn.",
    "* The key lay with his brother.", "He said: ___ and left.", "A sign \\* and a name snake_case_name here.",
    "Lamps &lt;copies&gt; and <illegible> words.", "The watchman* saw the barn** and the mule*.",
    "Итого 3*4 и 5*6 мешков.", "- Да, я видел сарай.", "2 * 3 * 4 = 24",
])
def test_every_sign_stays(raw: str) -> None:
    read = read_markdown(raw, "x.txt", plain=True)
    assert [block.text for block in read.blocks] == [raw]
    assert not read.left_out


@pytest.mark.parametrize("raw", [
    "See [the barn](https://example.org/barn).", "# The barn\n\nIt was *open*.", "The lamp<sup>1</sup> burned.",
    "The **lamp** and the *barn* burned.", "The barn\n========\n\nwas open.",
])
def test_markdown_is_known_by_signs_that_nothing_else_has(raw: str) -> None:
    assert is_markdown(raw)


@pytest.mark.parametrize("sign", "-\u2010\u00ad¬")
@pytest.mark.parametrize(("parts", "whole"), [
    ("the procee{}\ndings went on", "the proceedings went on"), ("весь про{}\nтокол прочли", "весь протокол прочли"),
])
def test_words_parted_at_line_ends_are_joined(parts: str, whole: str, sign: str) -> None:
    assert texts(parts.format(sign)) == [whole]


@pytest.mark.parametrize(("parts", "whole"), [
    ("про северо-\nзападный склад", "про северо-западный склад"), ("и кто-\nто засмеялся", "и кто-то засмеялся"),
    ("the twenty-\nfirst lamp", "the twenty-first lamp"),
])
def test_a_hyphen_of_the_word_stays(parts: str, whole: str) -> None:
    assert texts(parts) == [whole]


@pytest.mark.sources
def test_files_of_signs(cases: Path) -> None:
    for name in ("11a-asterisks.txt", "11b-markdown-hazards.txt"):
        raw = (cases / name).read_text("utf-8")
        kept = "".join("".join(texts(raw)).split())
        assert all("".join(line.split()) in kept for line in raw.splitlines() if any(c.isalnum() for c in line)
                   and not line.startswith(("[", "**")))
    assert "протокол" in " ".join(texts((cases / "08a-hyphens.txt").read_text("utf-8")))
