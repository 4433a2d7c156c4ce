"""The reading of content streams: the format's own rules, and what damage does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword, PSLiteral

from corpus.reading.pdf.file.content import operations

KNOWN = {b"Tj", b"TJ", b"Td", b"Tf", b"EI", b"BI", b"BDC", b"'", b"T*", b"ET"}


def read(data: bytes) -> list[tuple[bytes, list[Any]]]:
    return [(operator, list(operands)) for operator, operands in operations(data, KNOWN)]


def shown(data: bytes) -> Any:
    """Give the operand of the only operation."""
    ((_, (operand,)),) = read(data)
    return operand


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"(alpha beta)", b"alpha beta"),
        (b"()", b""),
        (rb"(a \(b\) c)", b"a (b) c"),
        (b"(a (b (c)) d)", b"a (b (c)) d"),
        (rb"(\101\102\7c\0053)", b"AB\x07c\x053"),
        (rb"(\501)", b"A"),
        (rb"(\n\r\t\b\f\\)", b"\n\r\t\b\f\\"),
        (rb"(\d\-\()", b"d-("),
        (b"(one \\\ntwo\\\r\nthree\\\rfour)", b"one twothreefour"),
        (b"(one\r\ntwo\rthree\nfour)", b"one\ntwo\nthree\nfour"),
        (b"<414243>", b"ABC"),
        (b"<41 4\n2 4>", b"AB@"),
        (b"<>", b""),
        (b"/F1", "F1"),
        (b"/a#20b", "a b"),
        (b"/", ""),
        ("/имя".encode(), "имя"),
        (b"/\xff", "b'\\xff'"),
        (b"[(a)-120(b)]", [b"a", -120.0, b"b"]),
        (b"[<41>.5 -.5 +1. 00]", [b"A", 0.5, -0.5, 1.0, 0.0]),
    ],
)
def test_operands(written: bytes, meant: Any) -> None:
    assert shown(written + b" Tj") == meant
    assert shown(b"% comment (a)\r" + written + b"\x00Tj") == meant


def test_operators_stand_close_to_what_is_before_and_behind() -> None:
    assert read(b"/F 10 Tf[(a)]TJ T*(b)'ET") == [
        (b"Tf", ["F", 10.0]), (b"TJ", [[b"a"]]), (b"T*", []), (b"'", [b"b"]), (b"ET", []),
    ]


def test_dictionaries_and_constants_say_nothing() -> None:
    data = b"/Span <</ActualText(x)/MCID 1/Lang null>> BDC (a) Tj"
    assert [operation for operation in read(data) if operation[0] == b"Tj"] == [(b"Tj", [b"a"])]


@pytest.mark.parametrize(
    ("image", "behind"),
    [
        (b"BI /W 1 /H 1 ID \x00(EIx[<\xff\nEI ", b"(a) Tj"),
        (b"BI /W 1 /H 1 /F /A85 ID EI (~>\nEI ", b"(a) Tj"),
        (b"BI /W 1 /H 1 /F [/A85 /Fl] ID EI (~> EI\n", b"(a) Tj"),
    ],
)
def test_images_inside_are_passed(image: bytes, behind: bytes) -> None:
    found = read(image + behind)
    assert [operator for operator, _ in found if operator not in (b"BI", b"EI")] == [b"Tj"]
    assert found[-1] == (b"Tj", [b"a"])


def test_an_image_without_end_hides_the_rest() -> None:
    assert read(b"(a) Tj BI ID xyz (b) Tj")[0] == (b"Tj", [b"a"])
    assert (b"Tj", [b"b"]) not in read(b"BI ID xyz (b) Tj")


def test_operands_before_what_is_unknown_wait() -> None:
    assert read(b"/F 1e8 Tf") == [(b"e8", ["F", 1.0]), (b"Tf", ["F", 1.0])]
    assert read(b"[(a) * (b)] TJ") == [(b"*", [[b"a", b"b"]]), (b"TJ", [[b"a", b"b"]])]


def test_an_array_that_is_never_closed_ends_with_its_operator() -> None:
    assert read(b"[(a) 5 (b) TJ 0 -12 Td [(c)] TJ") == [
        (b"TJ", [[b"a", 5.0, b"b"]]), (b"Td", [0.0, -12.0]), (b"TJ", [[b"c"]]),
    ]


def test_a_string_that_is_never_closed_is_no_operand() -> None:
    assert read(b"(a) Tj (b (c) Tj") == [(b"Tj", [b"a"])]


def test_a_number_out_of_all_measure_is_none() -> None:
    assert read(b"9" * 400 + b" 5 Td") == [(b"Td", [5.0])]
    assert read(b"5 -" + b"0.1" * 40 + b" Td") == [(b"Td", [5.0])]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    for operator, operands in read(data):
        assert operator
        assert all(isinstance(operand, (float, str, bytes, list)) for operand in operands)


WRITTEN = st.recursive(
    st.one_of(
        st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: f"{number:.4f}".encode()),
        st.integers(-(10**6), 10**6).map(lambda number: b"%d" % number),
        st.text("abcXYZ019-_", min_size=1).map(lambda name: b"/" + name.encode()),
        st.text("abc \\()", max_size=8).map(
            lambda text: b"(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() + b")"),
        st.binary(max_size=6).map(lambda data: b"<" + data.hex().encode() + b">"),
    ),
    lambda inner: st.lists(inner.filter(lambda part: part[:1] != b"["), max_size=4).map(
        lambda parts: b"[" + b" ".join(parts) + b"]"),
    max_leaves=5,
)


def plain(operand: Any) -> Any:
    """Give an operand of pdfminer as this reader gives it."""
    if isinstance(operand, list):
        return [plain(part) for part in operand]
    if isinstance(operand, PSLiteral):
        return operand.name
    return float(operand) if isinstance(operand, int) else operand


@given(st.lists(st.tuples(st.lists(WRITTEN, max_size=6), st.sampled_from(sorted(KNOWN - {b"BI", b"EI", b"'"})))))
def test_sound_streams_are_read_as_pdfminer_reads_them(written: list[tuple[list[bytes], bytes]]) -> None:
    data = b"\n".join(b" ".join([*operands, operator]) for operands, operator in written)
    parser = PDFContentParser([PDFStream({}, data)])
    witness: list[tuple[bytes, list[Any]]] = []
    operands: list[Any] = []
    try:
        while True:
            _, found = parser.nextobject()
            if isinstance(found, PSKeyword):
                witness.append((found.name, operands))
                operands = []
            else:
                operands.append(plain(found))
    except PSEOF:
        pass
    assert read(data) == witness
