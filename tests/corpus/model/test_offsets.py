"""Offset maps: what is cut, moved, joined and followed still reads back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.model.lines import Lines
from corpus.model.offsets import OffsetMap, Run, TextBuilder

PIECES = st.lists(
    st.tuples(st.sampled_from(["copy", "entity", "inserted", "skipped"]), st.text("abcdef", min_size=1, max_size=6)),
    max_size=12,
)


def built(pieces: list[tuple[str, str]]) -> tuple[str, str, OffsetMap]:
    """A source and a text made of copied, decoded, inserted and skipped pieces, with the map between them."""
    source, builder = "", TextBuilder()
    for kind, piece in pieces:
        if kind == "inserted":
            builder.insert(piece)
            continue
        if kind == "copy":
            builder.add(piece, len(source))
        elif kind == "entity":
            builder.add("&", len(source), len(piece) + 2)
            piece = f"&{piece};"
        source += piece
    return source, *builder.build()


def check(text: str, source: str, offsets: OffsetMap) -> None:
    place = 0
    for run in offsets.runs:
        assert place <= run.text < run.text + run.length <= len(text)
        place = run.text + run.length
        original = source[run.source : run.source + run.width]
        copied = text[run.text : run.text + run.length]
        assert copied == (original if run.length == run.width else "&")


@given(PIECES)
def test_runs_read_back(pieces: list[tuple[str, str]]) -> None:
    source, text, offsets = built(pieces)
    check(text, source, offsets)
    assert OffsetMap.from_lists(offsets.to_lists()) == offsets
    assert [r.text for r in offsets.shifted(5).runs] == [r.text + 5 for r in offsets.runs]


@given(PIECES, st.data())
def test_slices_and_spans(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    source, text, offsets = built(pieces)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(min(start + 1, len(text)), len(text)))
    check(text[start:end], source, offsets.slice(start, end))
    span = offsets.span(start, end)
    covered = [i for i in range(start, end) if offsets.span(i, i + 1)]
    assert (span is None) == (not covered)
    if span:
        assert span == (offsets.span(covered[0], covered[0] + 1)[0], offsets.span(covered[-1], covered[-1] + 1)[1])
        assert 0 <= span[0] < span[1] <= len(source)


@given(PIECES, PIECES)
def test_maps_are_followed_through_each_other(inner: list[tuple[str, str]], outer: list[tuple[str, str]]) -> None:
    middle, text, first = built(inner)
    raw, builder = "", TextBuilder()
    for number, sign in enumerate(middle):
        raw += f"\\u{number:04x}" if number % 3 == 0 else sign
        width = 6 if number % 3 == 0 else 1
        builder.add(sign, len(raw) - width, width)
    through = first.through(builder.build()[1])
    for index in range(len(text)):
        one = first.span(index, index + 1)
        two = through.span(index, index + 1)
        assert (one is None) == (two is None)
        if one and two:
            expected = builder.build()[1].span(*one)
            assert expected and expected[0] <= two[0] and two[1] <= expected[1]


@given(PIECES, PIECES)
def test_appended_texts_keep_their_maps(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> None:
    source, text, offsets = built(one)
    _, tail, more = built(other)
    builder = TextBuilder()
    builder.append(text, offsets)
    builder.append(tail, more)
    whole, joined = builder.build()
    assert whole == text + tail
    assert joined.slice(0, len(text)) == offsets
    assert joined.slice(len(text), len(whole)) == more
    assert len(source) >= 0


def test_neighbouring_pieces_are_one_run() -> None:
    builder = TextBuilder()
    builder.add("ab", 10)
    builder.add("cd", 12)
    builder.add("", 99)
    assert builder.build() == ("abcd", OffsetMap((Run(0, 10, 4, 4),)))


def test_a_large_map_is_asked_quickly() -> None:
    offsets = OffsetMap(tuple(Run(2 * i, 3 * i, 1, 1) for i in range(100_000)))
    assert all(offsets.span(2 * i, 2 * i + 1) == (3 * i, 3 * i + 1) for i in range(0, 100_000, 3))


def test_lines() -> None:
    lines = Lines("one\ntwo\r\n\nfour")
    assert [lines.line(i) for i in (0, 3, 4, 8, 9, 10, 13)] == [1, 1, 2, 2, 3, 4, 4]
    assert [lines.start(n) for n in (1, 2, 3, 4)] == [0, 4, 9, 10]
