"""Reading Markdown and plain text: words kept, markup gone, every character traced to the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import SourceRefusedError
from corpus.model.turns import Mark
from corpus.reading.markdown.reader import read_markdown


def _only(raw: str):  # type: ignore[no-untyped-def]
    blocks = read_markdown(raw, "a.md").blocks
    assert len(blocks) == 1
    return blocks[0]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a **bold** and *slanted* word", "a bold and slanted word"),
        ("(“**alph**a”) and **“beta”**)", "(“alpha”) and “beta”)"),
        ("**the caption (*Gazette* May 3, p. 8)**", "the caption (Gazette May 3, p. 8)"),
        ("a_b_c and _slanted_", "a_b_c and slanted"),
        ("~~struck~~ out", "struck out"),
        (r"five \* stars and under\_score", "five * stars and under_score"),
        ("the 20<sup>th</sup> year", "the 20th year"),
        ("word.<sup>5</sup> Next", "word. Next"),
        ("realists <sup>5</sup>, and", "realists, and"),
        ("“second.”¹⁵ To", "“second.” To"),
        ("word[^3] and more[12] here [sic](165)", "word and more here [sic](165)"),
        ("see [the page](http://x.org/a_(b)) now", "see the page now"),
        (r"[https://x.org/a\\_b](https://x.org/a_b)", "https://x.org/a_b"),
        ("at <https://x.org/a_b_c> online", "at https://x.org/a_b_c online"),
        ("a <c.253> mark and <p. 254>", "a <c.253> mark and <p. 254>"),
        ("one  \ntwo  \nthree", "one two three"),
        ("a&nbsp;b &amp; c", "a b & c"),
        ("<b>fat</b><br>thin", "fat thin"),
        ("unpaired* star and 5 * 3", "unpaired* star and 5 * 3"),
        ("**first**: 2*3*4 sacks, 7**8**9", "first: 2*3*4 sacks, 7**8**9"),
        ("in *1936* and *1937*-8", "in 1936 and 1937-8"),
        ("\\* a bullet", "a bullet"),
        ("- \\* a bullet", "a bullet"),
        ("> a quotation\n> goes on", "a quotation goes on"),
    ],
)
def test_markup_goes_and_words_stay(raw: str, text: str) -> None:
    assert _only(raw).text == text


def test_marks_say_what_was_set_how() -> None:
    block = _only("a **bold**<sup>2</sup> and *b*")
    assert block.marks == (Mark("bold", 2, 6), Mark("note", 6, 6, "2"), Mark("italic", 11, 12))


@pytest.mark.parametrize(
    ("raw", "kind", "level"),
    [
        ("## A heading", "heading", 2), ("A heading\n=====", "heading", 1), ("- item", "item", 0),
        ("3. item", "item", 0), ("<sup>4</sup> a note", "note", 0), ("[^4]: a note", "note", 0),
        ("*A note to the title", "note", 0), ("words", "para", 0), ("Chapter one .....\t12", "item", 0),
    ],
)
def test_kinds_of_blocks(raw: str, kind: str, level: int) -> None:
    block = _only(raw)
    assert (block.kind, block.level) == (kind, level)


def test_rules_and_separators() -> None:
    blocks = read_markdown("a\n\n---\n\nb\n\n\\* \\* \\*\n\nc", "a.md").blocks
    assert [(b.kind, b.centred) for b in blocks] == [
        ("para", False), ("rule", False), ("para", False), ("rule", True), ("para", False)
    ]


def test_what_is_taken_out_is_reported() -> None:
    source = read_markdown("see [the page](http://x.org/abc) <!-- hidden -->", "a.md")
    assert [item.text for item in source.left_out] == ["http://x.org/abc", "<!-- hidden -->"]


def test_hyphens_at_line_ends() -> None:
    raw = "the proceedings of proceed-\nings and self-\nmade"
    assert _only(raw).text == "the proceedings of proceedings and self-made"


def test_a_text_without_blank_lines_has_one_paragraph_a_line() -> None:
    line = "lorem ipsum " * 15
    assert len(read_markdown("\n".join([line] * 8), "a.txt").blocks) == 8
    indented = "\n".join(["    First line of it", "and the second", "and the third"] * 5)
    assert len(read_markdown(indented, "a.txt").blocks) == 5


@pytest.mark.parametrize("raw", ["", " \n\n ", "---\n\n* * *"])
def test_nothing_to_read_is_refused(raw: str) -> None:
    with pytest.raises(SourceRefusedError):
        read_markdown(raw, "a.md")


_PIECES = st.sampled_from(
    [
        "word", "Ёж", " ", "  \n", "\n", "\n\n", "*", "**", "_", "~~", "<sup>5</sup>", "<sup>th</sup>", "²", "\\*",
        "[a](http://b.c)", "<https://d.e/f_g>", "<c.25>", "&amp;", "# ", "- ", "---", "1. ", "> ", "[^2]", "-", ".",
        "\t", "<b>", "</b>", "“", "(",
    ]
)


@settings(max_examples=200)
@given(st.lists(_PIECES, min_size=1, max_size=40).map("".join))
def test_offsets_lead_to_the_same_characters(raw: str) -> None:
    try:
        source = read_markdown(raw, "a.md")
    except SourceRefusedError:
        return
    for block in source.blocks:
        last = 0
        for run in block.offsets.runs:
            assert run.text >= last
            last = run.text + run.length
            if run.length == run.width:
                assert block.text[run.text : last] == raw[run.source : run.source + run.width]
        assert all(0 <= m.start <= m.end <= len(block.text) for m in block.marks)
    kept = "".join(b.text for b in source.blocks)
    assert kept.count("word") == raw.count("word")
    assert kept.count("Ёж") == raw.count("Ёж")


def test_lines_that_are_all_indented_but_the_first_are_read() -> None:
    line = "word " * 30
    source = read_markdown(f"{line}\n" + f"    {line}\n" * 6, "a.md")
    assert sum(block.text.count("word") for block in source.blocks) == 210
