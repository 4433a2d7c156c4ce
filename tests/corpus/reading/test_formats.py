"""Files are known by their content, and refused with a reason where they hold no text."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import SourceRefusedError, TrialsError
from corpus.reading import formats as reading

POST = json.dumps([{"slug": "a", "content": {"rendered": "<p>Alpha beta</p>"}}])


@pytest.mark.parametrize(("data", "form"), [
    (b"%PDF-1.7\n...", "pdf"),
    (b"\n\n%PDF-1.4", "pdf"),
    (b"<!DOCTYPE html><html><body><p>Alpha</p>", "html"),
    (b"<HTML><P>Alpha", "html"),
    ("\ufeff<html>".encode(), "html"),
    (b"<p>Alpha</p>\n<p>Beta</p>", "html"),
    (POST.encode(), "wordpress"),
    (b'{"id": 1}', "wordpress"),
    (b"Alpha beta gamma", "text"),
    (b"# Alpha\n\nBeta *gamma*", "text"),
    (b"[Alpha] beta {gamma}", "text"),
    ("Лорем ипсум альфа бета гамма дельта.".encode("cp1251") * 5, "text"),
])
def test_the_content_tells_the_format(data: bytes, form: str) -> None:
    assert reading.sniff(data, "any.name") == form


BINARY = {
    "zip": b"PK\x03\x04rest", "gzip": gzip.compress(b"text"), "png": b"\x89PNG\r\n", "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a", "rar": b"Rar!\x1a", "program": b"\x7fELF\x02", "nul": b"some\x00text",
}


@pytest.mark.parametrize("kind", BINARY)
def test_files_of_other_kinds_are_refused(kind: str) -> None:
    with pytest.raises(SourceRefusedError) as caught:
        reading.sniff(BINARY[kind], "book.pdf")
    assert "book.pdf" in caught.value.message
    assert caught.value.advice


def test_what_is_no_readable_file(tmp_path: Path) -> None:
    empty, blank = tmp_path / "empty.txt", tmp_path / "blank.txt"
    empty.write_bytes(b"")
    blank.write_bytes(b" \n\t\n")
    for path in (empty, blank, tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(SourceRefusedError, match=path.name):
            reading.load(path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_SOURCE_BYTES", 10)
    monkeypatch.setattr("corpus.reading.kinds.MAX_TEXT_CHARS", 5)
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(SourceRefusedError, match=r"file-too-large: .*, 11, 10"):
        reading.load(path)
    with pytest.raises(SourceRefusedError, match=r"file-too-long: .*, 6, "):
        reading.read(b"x" * 6, "text", "large.txt")


def test_what_is_read() -> None:
    (page,) = reading.read(b"<html><p>Alpha", "html", "f")
    (post,) = reading.read(POST.encode(), "wordpress", "f")
    (text,) = reading.read(b"Alpha\n\nBeta", "text", "f")
    assert [b.text for b in page.blocks] == ["Alpha"]
    assert post.blocks[0].text == "Alpha beta"
    assert [b.text for b in text.blocks] == ["Alpha", "Beta"]
    assert reading.read(b"<html><p><a href='1.htm'>One</a>", "html", "index.htm")[0].blocks == ()
    with pytest.raises(SourceRefusedError, match=r"no-words|no-text"):
        reading.read(b"\n---\n", "text", "rule.md")


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"<html><p>{text}".encode("utf-8", "replace")))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    try:
        form = reading.sniff(data, "f")
        if form != "pdf":
            assert reading.read(data, form, "f")
    except TrialsError as error:
        assert error.message


def test_a_page_with_long_styles_is_a_page_and_no_source_code() -> None:
    styles = "\n".join(f".a{n} {{ margin: 0; color: #fff; }}" for n in range(300))
    page = f"<!DOCTYPE html>\n<html><head><style>\n{styles}\n</style></head><body><p>The lamp.</p></body></html>"
    assert reading.sniff(page.encode(), "page.html") == "html"
