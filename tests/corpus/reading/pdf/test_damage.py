"""Damage that a PDF shows in itself is reported where the text is read in part."""

from __future__ import annotations

import re
import zlib

import pytest
from hostile import page, text
from pdf_maker import Page, make_pdf, paragraph

from corpus.errors import SourceRefusedError
from corpus.reading.pdf.reader import read_pdf

LINES = b"".join(text(f"alpha beta {n} gamma", y=700 - 20 * n) for n in range(20))
PACKED = zlib.compress(LINES)


def doubts(data: bytes) -> str:
    return " ".join(read_pdf(data, "f.pdf").doubts)


def test_a_sound_file_has_no_such_doubt() -> None:
    for data in (page(LINES), page(PACKED, b"/Filter /FlateDecode"), make_pdf([Page(list(paragraph(1)))])):
        assert not re.search("damaged|state|not in the file|broke", doubts(data))


def test_a_changed_checksum_of_compressed_text() -> None:
    assert "Sheet 1 could not be read whole: part of it is damaged" in doubts(
        page(PACKED[:-2] + b"\0\0", b"/Filter /FlateDecode")
    )


def test_compressed_text_that_is_lost_is_the_reason_given() -> None:
    with pytest.raises(SourceRefusedError, match="part of it is damaged"):
        read_pdf(page(PACKED[:40] + b"\xff\0\xff" + PACKED[43:], b"/Filter /FlateDecode"), "f.pdf")


def test_operators_that_are_none() -> None:
    assert "part of it is damaged" in doubts(page(LINES.replace(b"Tj", b"Tq", 1)))


def test_contents_that_are_not_there() -> None:
    parts = page(LINES, o3=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [4 0 R 9 0 R] "
                           b"/Resources << /Font << /F 5 0 R >> >> >>")
    assert "part of it is not in the file" in doubts(parts)


def test_pages_that_are_not_there() -> None:
    data = page(LINES, o2=b"<< /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 >>")
    assert "The file states 2 pages; 1 could be read." in doubts(data)


def test_a_table_of_parts_that_is_wrong() -> None:
    data = page(LINES)
    assert "searched for" in doubts(data.replace(b"startxref\n", b"startxref\n9", 1))
