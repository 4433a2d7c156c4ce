"""Files of other kinds are refused by name, with the way out; text that only looks a little like them is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SourceRefusedError
from corpus.reading.formats import read, sniff

REFUSED = [
    (b"Subject: =?utf-8?Q?x?=\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=D0=92", "MHTML"),
    (b"% a comment\n\\documentclass{article}\n\\begin{document}", "LaTeX"),
    (b"\\section{The barn}\nIt was open.", "LaTeX"),
    (b"level\tpage_num\tblock_num\tpar_num\n1\t1\t0\t0\n", "TSV"),
    (b"a\tb\tc\td\n" * 9, "TSV"),
    (b"1\n00:00:01,000 --> 00:00:02,000\nThe lamp.\n", "subtitles"),
    (b'<?xml version="1.0"?><!DOCTYPE book><book><p>The</p><p>lamp</p></book>', "XML"),
    (b"PK\x03\x04......mimetypeapplication/epub+zip", "EPUB"),
    (b'<?xml version="1.0"?><!DOCTYPE book PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "x"><book/>', "DocBook"),
    (b"\xd0\xcf\x11\xe0....", "DOC"),
    (b"II*\x00....", "TIFF"), (b"\x00" * 60 + b"BOOKMOBI", "Kindle"), (b"bplist00....", "Safari"),
]


@pytest.mark.parametrize(("data", "name"), REFUSED, ids=[name for _, name in REFUSED])
def test_refused_by_name(data: bytes, name: str) -> None:
    with pytest.raises(SourceRefusedError, match=name) as caught:
        sniff(data, "file")
    assert caught.value.advice


@pytest.mark.parametrize(("data", "form"), [
    (b"ORLAN: The lamp burned.\nVANE: The content-type of it was oil.\n", "text"),
    (b"1\nThe lamp burned --> all night.\n", "text"),
    (b"Contents\nThe barn\t12\nThe lamp\t14\n", "text"),
    (b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body><p>The lamp</p></body></html>', "html"),
    (b"A man {bold} as \\ever was.", "text"),
])
def test_text_is_read(data: bytes, form: str) -> None:
    assert sniff(data, "file") == form


@pytest.mark.sources
@pytest.mark.parametrize("name", [
    "20-fmt-s.tex", "20-fmt-t.tsv",
])
def test_files_of_other_programs(cases: Path, name: str) -> None:
    with pytest.raises(SourceRefusedError):
        sniff((cases / name).read_bytes(), name)


@pytest.mark.sources
@pytest.mark.parametrize(("name", "form"), [
    ("20-fmt-s.rtf", "rtf"), ("20-fmt-cp1251.rtf", "rtf"), ("20-fmt-saved.mhtml", "mhtml"), ("20-fmt-s.fb2", "fb2"),
    ("20-fmt-binary.fb2", "fb2"), ("20-fmt-s.docx", "docx"), ("20-fmt-s.odt", "odt"), ("20-fmt-s.epub", "epub"),
])
def test_files_of_other_programs_that_are_read(cases: Path, name: str, form: str) -> None:
    data = (cases / name).read_bytes()
    assert sniff(data, name) == form
    (text,) = read(data, form, name)  # type: ignore[arg-type]
    assert "Баржу" in " ".join(b.text for b in text.blocks) or form in ("mhtml", "rtf", "fb2")
