"""Texts as read, to JSON and back; what a hostile process may answer is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap, Run
from corpus.model.turns import Mark, Page
from corpus.reading import wire as codec

RAW = "alpha beta gamma delta"
TEXT = SourceText(
    "a.txt",
    (
        Block("alpha", "heading", 2, OffsetMap((Run(0, 0, 5, 5),)), (Mark("bold", 0, 5), Mark("note", 5, 5, "1")),
              Page("7", "printed", None, "8"), None, True),
        Block("beta", offsets=OffsetMap((Run(0, 6, 4, 4),)), page=Page("9", "estimated", 1.5), sheet=3),
    ),
    RAW, "A title", "en", (LeftOut("furniture", "gamma", 11, 16), LeftOut("navigation", "delta", sheet=2)),
    (Note("pages-absent"), Note("word-rejoined", sheet=3, word="gamma").placed("a.txt")),
    "slug", "http://x.example/", "1911-05-04", "A. Author",
)  # fmt: skip

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def test_there_and_back() -> None:
    assert codec.decode_texts(codec.encode([TEXT, SourceText("b", ())]), RAW) == [TEXT, SourceText("b", (), RAW)]


@given(st.lists(words, max_size=4), st.lists(words, max_size=3), words)
def test_any_words_there_and_back(blocks: list[str], doubts: list[str], title: str) -> None:
    text = SourceText("f", tuple(Block(b, marks=(Mark("page", 0, len(b), b),)) for b in blocks), "", title,
                      doubts=tuple(Note("label-unknown", label=doubt) for doubt in doubts),
                      left_out=tuple(LeftOut("title", b) for b in blocks))
    assert codec.decode_texts(codec.encode([text]), "") == [text]


def changed(*path: Any, to: Any) -> str:
    rows = json.loads(codec.encode([TEXT]))
    place = rows
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return json.dumps(rows)


BLOCK = (0, "blocks", 0)


@pytest.mark.parametrize(
    "data",
    [
        "", "null", "{}", "[1]", "[[]]", '["x"]',
        changed(0, "title", to=5),
        changed(0, "blocks", to=7),
        changed(0, "left_out", 0, 0, to="theft"),
        changed(*BLOCK, 0, to=None),
        changed(*BLOCK, 1, to="script"),
        changed(*BLOCK, 3, 0, to=[0, 0, 6, 6]),
        changed(*BLOCK, 3, 0, to=[0, 20, 5, 5]),
        changed(*BLOCK, 3, 0, to=[0, -1, 5, 5]),
        changed(*BLOCK, 4, 0, to=["bold", 0, 6, None]),
        changed(*BLOCK, 4, 0, to=["bold", 3, 2, None]),
        changed(*BLOCK, 4, 0, to=["blink", 0, 1, None]),
        changed(*BLOCK, 5, to=["7", "guessed", None, None]),
        changed(*BLOCK, 6, to="x"),
        changed(*BLOCK, to=["alpha"]),
    ],
)  # fmt: skip
def test_nonsense_is_refused(data: str) -> None:
    with pytest.raises(ValueError):
        codec.decode_texts(data, RAW)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | words,
                    lambda inner: st.lists(inner) | st.dictionaries(words, inner)))
def test_any_other_json_is_refused(data: Any) -> None:
    if data != []:
        with pytest.raises(ValueError):
            codec.decode_texts(json.dumps(data), RAW)
