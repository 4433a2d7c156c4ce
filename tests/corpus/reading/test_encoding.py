"""Bytes become text in the encoding they are in, whatever they say of themselves; other bytes are refused."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.errors import SourceRefusedError
from corpus.reading.encoding import decode
from corpus.reading.mojibake import undone

RUSSIAN = (
    "Разбирательство происходило в верхнем зале и началось в десять часов. Зал вмещает двести человек; окна, "
    "выходящие на гавань, открыли, чтобы впустить воздух. На столе лежали звено цепи, журнал и медные часы. "
)
GERMAN = "Die Verhandlung begann um zehn Uhr; über dem Tisch hing eine große Uhr, die stehen geblieben war. "
LINE_ENDS = {(end, "\n") for end in ("\r", "\u2028", "\u2029")}
PAGES = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")


def page(text: str, declared: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    return f"<html><head>{meta}</head><p>{text}</html>"


@pytest.mark.parametrize("name", PAGES)
def test_russian_code_pages(name: str) -> None:
    assert decode(RUSSIAN.encode(name), "f") == (RUSSIAN, name)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("declared", [
    "windows-1251", "koi8-r", "iso-8859-1", "utf-8", "utf-16", "windows-1252", "nonsense", "idna", "unicode_escape",
    "rot13", "zlib", "utf-7",
])
def test_what_a_page_declares_is_believed_only_where_it_makes_sense(name: str, declared: str) -> None:
    text = page(RUSSIAN, declared)
    assert decode(text.encode(name), "f")[0] == text


@pytest.mark.parametrize("name", ["cp1252", "iso8859-1"])
def test_western_pages(name: str) -> None:
    text = page(GERMAN, name)
    assert decode(text.encode(name), "f") == (text, name)


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_byte_order_marks(name: str) -> None:
    data = RUSSIAN.encode(name)
    if name in {"utf-16-le", "utf-16-be"}:
        data = "\ufeff".encode(name) + data
    text, found = decode(data, "f")
    assert text == RUSSIAN
    assert found.startswith(("utf-8", "utf-16", "utf-32"))


def test_utf8_wins_over_a_wrong_declaration() -> None:
    text = page(RUSSIAN, "windows-1251")
    assert decode(text.encode(), "f") == (text, "utf-8")


@pytest.mark.parametrize("data", [
    RUSSIAN.encode()[:-20] + b"\xd0" + RUSSIAN.encode(),
    b"\xff\xfe" + b"\x41",
    b"text\x00text",
], ids=["broken UTF-8", "half a character", "NUL"])
def test_refusals_say_what_is_wrong(data: bytes) -> None:
    with pytest.raises(SourceRefusedError) as caught:
        decode(data, "book.txt")
    assert "book.txt" in caught.value.message
    assert caught.value.advice


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, name = decode(data, "f")
    except SourceRefusedError:
        return
    assert isinstance(text, str)
    assert name


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300))
def test_utf8_is_given_back_as_it_is_but_for_line_ends(text: str) -> None:
    assume(undone("x" + text) == "x" + text)
    found, name = decode(("x" + text).encode(), "f")
    assert (len(found), name) == (len(text) + 1, "utf-8")
    assert all(one == other or (one, other) in LINE_ENDS for one, other in zip("x" + text, found, strict=True))


WESTERN = [
    ("KORVIN: The café by the mole was naïve.\n", "latin-1"),
    ("KORVIN: I saw it — “at dawn” — and the clerk’s ledger was naïve.\n", "cp1252"),
    ("KORVIN: I saw it — “at dawn” — and the clerk’s ledger was naïve.\n", "mac-roman"),
    ("KORVIN: Ich sah den Wächter „gestern“, und das Mädchen hörte es; die Straße war naß.\n", "cp1252"),
    ("KORVIN : J’ai vu le gardien très tôt, à l’œil nu ; « où était-il ? » — près du café.\n", "mac-roman"),
    ("KORVIN: Widziałem stróża w środę, gdy żona łódź ciągnęła.\n", "cp1250"),
    ("KORVIN: Ich sah den Wächter gestern, und das Mädchen hörte es; die Straße war naß.\n", "cp850"),
    ("ORSETSKY: Who?\n\nKORVIN: Señor Núñez, on the quay.\n", "cp1252"),
]


@pytest.mark.parametrize(("text", "page"), WESTERN, ids=[f"{page}-{n}" for n, (_, page) in enumerate(WESTERN)])
def test_western_code_pages_are_told_by_few_signs(text: str, page: str) -> None:
    assert decode(text.encode(page), "file")[0] == text
