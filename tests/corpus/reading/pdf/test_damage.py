"""Damage that a PDF shows in itself is reported where the text is read in part."""

from __future__ import annotations

import zlib

import pytest
from hostile import page, text
from pdf_maker import Page, make_pdf, paragraph

from corpus.errors import SourceRefusedError
from corpus.model.notes import Note
from corpus.reading.pdf.reader import read_pdf

LINES = b"".join(text(f"alpha beta {n} gamma", y=700 - 20 * n) for n in range(20))
PACKED = zlib.compress(LINES)


def doubts(data: bytes) -> list[Note]:
    return list(read_pdf(data, "f.pdf").doubts)


def broken(*faults: str) -> Note:
    return Note("pdf-sheet-broken", sheet=1, faults=tuple(map(Note, faults)))


def test_a_sound_file_has_no_such_doubt() -> None:
    for data in (page(LINES), page(PACKED, b"/Filter /FlateDecode"), make_pdf([Page(list(paragraph(1)))])):
        assert not {doubt.code for doubt in doubts(data)} - {"pages-absent", "pages-counted", "pages-unknown"}


def test_a_changed_checksum_of_compressed_text() -> None:
    assert broken("pdf-part-damaged") in doubts(page(PACKED[:-2] + b"\0\0", b"/Filter /FlateDecode"))


def test_compressed_text_that_is_lost_is_the_reason_given() -> None:
    with pytest.raises(SourceRefusedError, match="pdf-text-damaged"):
        read_pdf(page(PACKED[:40] + b"\xff\0\xff" + PACKED[43:], b"/Filter /FlateDecode"), "f.pdf")


def test_operators_that_are_none() -> None:
    assert broken("pdf-part-damaged") in doubts(page(LINES.replace(b"Tj", b"Tq", 1)))


def test_contents_that_are_not_there() -> None:
    parts = page(LINES, o3=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [4 0 R 9 0 R] "
                           b"/Resources << /Font << /F 5 0 R >> >> >>")
    assert broken("pdf-part-missing") in doubts(parts)


def test_pages_that_are_not_there() -> None:
    data = page(LINES, o2=b"<< /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 >>")
    assert Note("pdf-pages-stated", stated=2, found=1) in doubts(data)


def test_a_table_of_parts_that_is_wrong() -> None:
    data = page(LINES)
    assert Note("pdf-rebuilt") in doubts(data.replace(b"startxref\n", b"startxref\n9", 1))
