"""Files the PDF reader refuses, or reads in part: each with its cause and what to do."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from pdf_maker import Page, make_pdf, paragraph

from corpus.errors import SourceRefusedError
from corpus.reading.pdf.reader import read_pdf
from webapp.wording.notes import refusal as told

PAGES = [
    Page([*paragraph(i, 4), *paragraph(i + 2, 4)], head="REPORT OF AN INQUIRY", number=str(i + 1)) for i in range(5)
]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceRefusedError) as caught:
        read_pdf(data, "file.pdf")
    assert caught.value.remedy
    return " ".join(told(caught.value))


def encrypted(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.drawString(72, 700, "alpha beta gamma")
    canvas.save()
    return out.getvalue()


def test_empty() -> None:
    assert "empty" in refusal(b"")


def test_web_page_named_pdf() -> None:
    assert "HTML" in refusal(b"<!DOCTYPE html><html><body>alpha</body></html>")


def test_other_kind() -> None:
    assert "another kind" in refusal(b"PK\x03\x04 alpha")


def test_encrypted() -> None:
    assert "password" in refusal(encrypted("secret"))


def test_encrypted_without_user_password_is_read() -> None:
    assert [b.text for b in read_pdf(encrypted(""), "f.pdf").blocks] == ["alpha beta gamma"]


def test_no_text_layer() -> None:
    error = refusal(make_pdf([Page(), Page()]))
    assert "no text layer" in error
    assert "2 pages" in error
    assert "--ocr" in error


def test_header_alone() -> None:
    assert "cut short" in refusal(b"%PDF-1.4\n")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.reading.pdf.file.opening.MAX_PAGES", 3)
    assert "more than 3 pages" in refusal(make_pdf(PAGES))


def test_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.reading.pdf.file.device.MAX_TEXT_CHARS", 500)
    assert "500 characters" in refusal(make_pdf(PAGES))


def test_blank_pages_among_others_are_reported() -> None:
    text = read_pdf(make_pdf([PAGES[0], Page(), PAGES[1]]), "f.pdf")
    assert any(2 in doubt.fields.get("sheets", ()) for doubt in text.doubts)


def test_truncated_anywhere_is_text_or_refusal() -> None:
    data = make_pdf(PAGES)
    whole = len(read_pdf(data, "f.pdf").blocks)
    for cut in range(64):
        part = data[: len(data) * cut // 64]
        try:
            text = read_pdf(part, "f.pdf")
        except SourceRefusedError as error:
            assert error.advice
        else:
            assert len(text.blocks) == whole or any(doubt.code == "pdf-end-missing" for doubt in text.doubts)


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes_are_text_or_refusal(seed: int) -> None:
    data = make_pdf(PAGES[:2])
    chance = random.Random(seed)  # noqa: S311 (damage, not secrets)
    for _ in range(10):
        broken = bytearray(data)
        for _ in range(8):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_pdf(bytes(broken), "f.pdf")
        except SourceRefusedError as error:
            assert error.advice
