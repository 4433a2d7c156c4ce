"""WordPress JSON: posts with offsets into the file, nothing lost, nothing half."""

from __future__ import annotations

import json
from collections import Counter
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markups import counted, kept

from corpus.errors import SourceRefusedError
from corpus.language.words import forms, words
from corpus.model.blocks import SourceText
from corpus.reading import formats
from corpus.reading.wordpress import literal_offsets, read_posts


def post(content: str, **fields: Any) -> dict[str, Any]:
    return {"slug": "a-post", "link": "https://example.org/a-post/", "date": "2016-02-03T10:00:00",
            "title": {"rendered": "Title &amp; more"}, "content": {"rendered": content, "protected": False}, **fields}


def reads_back(source: SourceText) -> None:
    """Every word stands where its map says, once the JSON escapes and the entities are decoded."""
    for block in source.blocks:
        for word in words(block.text):
            span = block.offsets.span(word.start, word.end)
            assert span
            literal = json.loads(f'"{source.raw[slice(*span)]}"')
            assert forms(unescape(literal)) == [word.form]


def test_a_post() -> None:
    raw = json.dumps([post("<h2>One</h2>\n<p>Two&nbsp;<b>th\u00e9</b> \"q\" слово</p>", id=7)], indent=1)
    (source,) = read_posts(raw, "posts.json")
    assert [(b.kind, b.level, b.text) for b in source.blocks] == [
        ("heading", 1, "Title & more"), ("heading", 2, "One"), ("para", 0, 'Two thé "q" слово'),
    ]
    assert (source.title, source.slug, source.url) == ("Title & more", "a-post", "https://example.org/a-post/")
    assert source.date == "2016-02-03T10:00:00"
    assert source.raw == raw
    reads_back(source)


@pytest.mark.parametrize("lead", ["", "\ufeff", " \n", "\ufeff\n"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_places_in_the_file(lead: str, ascii_only: bool) -> None:
    raw = lead + json.dumps({**post("<p>Лорем \\ ипсум\t/ \U0001f600 альфа</p>")}, ensure_ascii=ascii_only) + "\n"
    (source,) = read_posts(raw, "f")
    assert source.blocks[1].text == "Лорем \\ ипсум / \U0001f600 альфа"
    reads_back(source)


def test_line_separators_within_strings_are_line_ends() -> None:
    raw = json.dumps([post("<p>One\u2028two</p><p>three\u2029four</p>")], ensure_ascii=False)
    (source,) = formats.read(raw.encode(), formats.sniff(raw.encode(), "posts.json"), "posts.json")
    assert [block.text for block in source.blocks] == ["Title & more", "One two", "three four"]
    for block in source.blocks[1:]:
        span = block.offsets.span(0, len(block.text))
        assert span and raw[slice(*span)].split() == block.text.split()


def test_an_excerpt_is_a_duplicate() -> None:
    raw = json.dumps([post("<p>Alpha beta gamma</p>", excerpt={"rendered": "<p>Alpha beta [&hellip;]</p>\n"})])
    (source,) = read_posts(raw, "f")
    (item,) = source.left_out
    assert (item.kind, item.text) == ("duplicate", "Alpha beta […]")
    assert item.start is not None
    assert source.raw[item.start : item.end] == "Alpha beta [&hellip;]"


def test_what_is_left_out_has_its_place_in_the_file() -> None:
    raw = json.dumps([post("<p>\u0410<sup>12</sup></p><script>x y</script>")])
    (source,) = read_posts(raw, "f")
    left_out = [(item.kind, source.raw[item.start or 0 : item.end]) for item in source.left_out]
    assert left_out == [("note mark", "12"), ("markup", "x y")]


def test_several_posts_and_others() -> None:
    others: list[Any] = [{"content": "no post"}, 3]
    raw = json.dumps([post("<p>one</p>", slug="a"), *others, post("<p>two</p>", slug="b", title=None)])
    assert [(s.slug, s.blocks[-1].text) for s in read_posts(raw, "f")] == [("a", "one"), ("b", "two")]


@pytest.mark.parametrize("raw", [
    "", "[]", "{}", "[1, 2]", '{"content": {"rendered": null}}', '[{"content": {"rendered": "x"}', "[" * 100_000,
    json.dumps(post("x")) + " rest", '{"a": ' + "9" * 5000 + "}", '{"x": "\\u12"}',
])
def test_what_is_no_post_is_refused(raw: str) -> None:
    with pytest.raises(SourceRefusedError) as caught:
        read_posts(raw, "posts.json")
    assert "posts.json" in caught.value.message


def test_half_characters_become_signs_that_a_file_can_hold() -> None:
    content = "<p>x \\ud83d y \\ude00 z \\ud83d\\ude00 \\ud83d\\u0041</p>"
    raw = '[{"slug": "a\\ud800", "content": {"rendered": "' + content + '"}}]'
    (source,) = read_posts(raw, "f")
    assert source.blocks[0].text == "x \ufffd y \ufffd z \U0001f600 \ufffdA"
    (source.blocks[0].text + (source.slug or "")).encode()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.booleans())
def test_literals_are_decoded_as_json_does(text: str, ascii_only: bool) -> None:
    raw = json.dumps(text, ensure_ascii=ascii_only)
    decoded, offsets = literal_offsets(raw, 1)
    assert decoded == json.loads(raw)
    for run in offsets.runs:
        piece = raw[run.source : run.source + run.width]
        assert json.loads(f'"{piece}"') == decoded[run.text : run.text + run.length]


SOUND = st.lists(st.sampled_from([
    "word ", "слово ", '"q" ', "\\ ", "\n", "&nbsp;", " &amp; ", "&#1040; ", "<p>", "</p>", "<b>", "</b> ", "<br>",
    " <sup>3</sup> ",
    "<!-- c -->", "<script>var x</script>", "<a href=x>", "</a> ",
]), max_size=40).map("".join)


@given(SOUND, st.booleans())
@settings(max_examples=150)
def test_every_word_is_kept_or_accounted_for(content: str, ascii_only: bool) -> None:
    (source,) = read_posts(json.dumps([post(content, title=None)], ensure_ascii=ascii_only), "f")
    assert kept(source) == counted(content)
    reads_back(source)


@pytest.mark.slow
def test_a_large_literal_takes_no_time_to_speak_of() -> None:
    raw = json.dumps("слово " * 60_000)
    assert Counter(literal_offsets(raw, 1)[0].split())["слово"] == 60_000
