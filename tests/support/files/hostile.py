"""Files made to do harm, or damaged: each as (name, bytes). The same seed gives the same files."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator

Case = tuple[str, bytes]
Recipe = tuple[str, Callable[[], bytes]]

_CATALOG = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
GOOD_WORDS = "the quagga of Tarnholm stands still"


def pdf(objects: dict[int, bytes], root: int | None = 1, extra: bytes = b"", startxref: int | None = None) -> bytes:
    """Write a PDF of numbered objects with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    size = max(objects, default=0) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    trailer = b"/Root %d 0 R" % root if root else b""
    out += b"trailer << /Size %d %s %s >>\n" % (size, trailer, extra)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % (table if startxref is None else startxref)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Give a stream object with its length."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def page(content: bytes, entries: bytes = b"", **objects: bytes) -> bytes:
    """Give a PDF of one page with this content; ``objects`` ``o4`` and so on replace or add objects."""
    made = {**_CATALOG, 3: _PAGE, 4: stream(content, entries), 5: _FONT}
    made.update({int(name[1:]): body for name, body in objects.items()})
    return pdf(made)


def text(words: str, x: float = 50, y: float = 700) -> bytes:
    """Give the operators that set words on a page."""
    return b"BT /F 10 Tf %g %g Td (%s) Tj ET\n" % (x, y, words.encode("latin-1"))


def good_pdf() -> bytes:
    """Give a sound PDF that holds :data:`GOOD_WORDS`."""
    return page(text(GOOD_WORDS))


def bombs() -> Iterator[Recipe]:
    """Give PDFs of a few kilobytes that would take gigabytes, minutes or endless recursion; and misfits."""
    yield "double-flate", lambda: _flate_twice(1 << 31)
    endless = b"BT /F 9 Tf (%s) Tj ET"
    yield "flate-of-one-string", lambda: page(zlib.compress(endless % (b"a" * (1 << 26))), b"/Filter /FlateDecode")
    yield "lzw", lambda: page(_lzw_zeros(400_000), b"/Filter /LZWDecode")
    yield "run-length", lambda: page(b"\x81a" * 1_000_000 + b"\x80", b"/Filter /RunLengthDecode")
    chain = b"/Filter [" + b"/RunLengthDecode " * 3 + b"]"
    yield "run-length-chain", lambda: page(b"\x81a" * 20_000 + b"\x80", chain)
    yield "scattered-2000", lambda: _scattered(2_000)
    yield "scattered-20000", lambda: _scattered(20_000)
    yield "long-string", lambda: page(text("a" * 300_000))
    yield "long-line-of-words", lambda: page(text("ab " * 100_000))
    yield "many-q", lambda: page(b"q " * 200_000 + text("alpha"))
    yield "many-q-unclosed-text", lambda: page(b"BT " * 200_000)
    yield from _circles()
    yield from _tables()
    yield "many-pages", lambda: _many_pages(100_000)
    yield "deep-array", lambda: page(b"[" * 100_000 + b"]" * 100_000)
    yield "deep-dictionary", lambda: page(text("alpha"), o5=b"<< /A " * 20_000 + b"1" + b">> " * 20_000)
    far = b"BT /F 1e308 Tf 1e308 -1e308 Td (alpha) Tj 99999999999999999999 TL T* (beta) Tj ET"
    yield "huge-numbers", lambda: page(far)
    yield "huge-box", lambda: page(text("alpha"), o3=_PAGE.replace(b"600 800", b"1e30 1e30"))
    yield "no-box", lambda: page(text("alpha"), o3=_PAGE.replace(b"/MediaBox [0 0 600 800]", b""))
    yield "box-of-names", lambda: page(text("alpha"), o3=_PAGE.replace(b"600 800", b"/a (b)"))
    shown = b"q 1 0 0 1 0 0 cm /I Do Q " + text("alpha")
    yield "huge-image", lambda: page(shown, o3=_with_object(), o6=_image(2_000_000_000))
    yield "encrypted", lambda: encrypted("secret")
    yield "encrypted-without-password", lambda: encrypted("")
    yield "cmap-path", lambda: page(text("alpha"), o5=_font_with(b"/..#2f..#2f..#2ftmp#2fx"))
    yield "cmap-long", lambda: page(text("alpha"), o5=_font_with(b"/" + b"A" * 70_000))
    yield "cmap-range", lambda: page(text("alpha"), o5=_cid_font(), o7=_cmap(b"<00000000> <ffffffff> <0041>"))
    widths = b"/FirstChar 0 /LastChar 2000000000 /Widths [1] >>"
    yield "widths", lambda: page(text("alpha"), o5=_FONT.replace(b">>", widths))
    yield "no-root", lambda: pdf({**_CATALOG, 3: _PAGE, 4: stream(text("alpha")), 5: _FONT}, root=None)
    yield "empty", lambda: b""
    yield "header", lambda: b"%PDF-1.7\n"
    yield "html", lambda: b"<!DOCTYPE html><html><head><title>x</title></head><body><p>alpha beta</p></body></html>"
    yield "zeros", lambda: b"%PDF-1.4\n" + bytes(500_000)
    yield "comment", lambda: b"%PDF-1.4\n" + b"%" * 500_000
    yield "open-string", lambda: b"%PDF-1.4\n1 0 obj\n(" + b"(" * 300_000
    yield "inline-image", lambda: page(b"BI /W 9 /H 9 ID " + b"x" * 500_000 + text("alpha"))


def _scattered(count: int) -> bytes:
    chance = random.Random(7)  # noqa: S311 (places, not secrets)
    return page(b"".join(text(f"w{i}", chance.uniform(0, 600), chance.uniform(0, 800)) for i in range(count)))


def _flate_twice(size: int) -> bytes:
    squeezer = zlib.compressobj(9)
    block = bytes(1 << 20)
    inner = b"".join(squeezer.compress(block) for _ in range(size >> 20)) + squeezer.flush()
    return page(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]")


def _lzw_zeros(codes: int) -> bytes:
    """Give LZW data whose codes each name the longest string so far: the output grows with the square."""
    bits, value, count, out = 9, 0, 0, bytearray()
    following = 258
    for code in _lzw_codes(codes):
        value = value << bits | code
        count += bits
        while count >= 8:
            count -= 8
            out.append(value >> count & 255)
        value &= (1 << count) - 1
        if code == 256:
            bits, following = 9, 258
            continue
        following += 1
        bits = next(b for b in (9, 10, 11, 12) if following < (1 << b) or b == 12)
    return bytes(out)


def _lzw_codes(count: int) -> Iterator[int]:
    while count > 0:
        yield 256
        yield 97
        yield from range(258, 4_000)
        count -= 3_744


def _circles() -> Iterator[Recipe]:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    yield "circular-form", lambda: page(b"/X Do", o3=_with_object(b"/X 6 0 R"), o6=stream(b"/X Do " * 40, form % 6))
    chain = {f"o{n}": stream(b"/X Do " * 10, form % (n + 1)) for n in range(6, 20)}
    last = {"o20": stream(text("alpha"), form % 6)}
    yield "form-tree", lambda: page(b"/X Do", o3=_with_object(b"/X 6 0 R"), **chain, **last)
    yield "circular-pages", lambda: page(b"", o2=b"<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 3 >>")
    yield "circular-reference", lambda: page(b"", o4=b"4 0 R")
    yield "circular-length", lambda: page(b"", o4=b"<< /Length 4 0 R >>\nstream\nalpha\nendstream")
    yield "circular-parent", lambda: page(text("alpha"), o2=b"<< /Type /Pages /Kids [3 0 R] /Parent 3 0 R >>")
    yield "circular-prev", lambda: pdf({**_CATALOG, 3: _PAGE, 4: stream(text("alpha")), 5: _FONT}, extra=b"/Prev 9")
    whole = page(text("alpha"))
    table = whole.rindex(b"xref\n0")
    yield "xref-of-itself", lambda: whole.replace(b"trailer <<", b"trailer << /Prev %d" % table)
    outlines = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    yield "circular-outline", lambda: page(text("alpha"), o1=outlines, o6=b"<< /First 6 0 R /Next 6 0 R >>")


def _tables() -> Iterator[Recipe]:
    objects = {**_CATALOG, 3: _PAGE, 4: stream(text("alpha")), 5: _FONT}
    yield "xref-offset", lambda: pdf(objects, startxref=1 << 63)
    yield "xref-negative", lambda: pdf(objects, startxref=-5)
    yield "xref-count", lambda: pdf(objects).replace(b"xref\n0 6", b"xref\n0 99999999999")
    yield "xref-size", lambda: pdf(objects).replace(b"/Size 6", b"/Size 9223372036854775807")
    wide = b"/Type /XRef /Size 2147483647 /W [1 9 9] /Index [0 2147483647] /Root 1 0 R"
    yield "xref-stream", lambda: b"%PDF-1.5\n9 0 obj\n" + stream(b"\0" * 40, wide) + b"\nendobj\nstartxref\n9\n%%EOF\n"
    many = b"/Type /ObjStm /N 100000000 /First 10"
    yield "object-stream", lambda: page(text("alpha"), o6=stream(b"7 0 8 9 ", many))


def _many_pages(count: int) -> bytes:
    kids = b" ".join([b"3 0 R"] * count)
    return page(text("alpha"), o2=b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count))


def _with_object(entry: bytes = b"/I 6 0 R") -> bytes:
    return _PAGE.replace(b"/Font <<", b"/XObject << %s >> /Font <<" % entry)


def _image(size: int) -> bytes:
    return stream(zlib.compress(bytes(1000)), b"/Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
                  b"/ColorSpace /DeviceRGB /Filter /FlateDecode" % (size, size))


def _font_with(encoding: bytes) -> bytes:
    return (b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %s /DescendantFonts [<< /Type /Font "
            b"/Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
            b"/Supplement 0 >> >>] >>" % encoding)


def _cid_font() -> bytes:
    return _font_with(b"/Identity-H").replace(b"/DescendantFonts", b"/ToUnicode 7 0 R /DescendantFonts")


def _cmap(ranges: bytes) -> bytes:
    head = b"/CIDInit /ProcSet findresource begin begincmap\n1 beginbfrange\n"
    return stream(head + ranges + b"\nendbfrange\nendcmap")


def encrypted(user: str) -> bytes:
    """Give a PDF encrypted with a user's password, which may be empty."""
    from io import BytesIO

    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.drawString(72, 700, GOOD_WORDS)
    canvas.save()
    return out.getvalue()


def truncations(data: bytes, count: int = 64) -> Iterator[Case]:
    """Give a file cut short at ``count`` places."""
    for cut in range(count):
        yield f"cut-{cut}", data[: len(data) * cut // count]


def flips(data: bytes, count: int = 200, seed: int = 1) -> Iterator[Case]:
    """Give a file with a few bytes changed at random, ``count`` times."""
    for number in range(count):
        chance = random.Random(seed * 100_000 + number)  # noqa: S311 (damage, not secrets)
        broken = bytearray(data)
        for _ in range(chance.choice((1, 4, 16, 64))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        yield f"flip-{seed}-{number}", bytes(broken)


def splices(data: bytes, count: int = 20, seed: int = 1) -> Iterator[Case]:
    """Give a file with a stretch of itself put in at another place, ``count`` times."""
    for number in range(count):
        chance = random.Random(seed * 200_000 + number)  # noqa: S311 (damage, not secrets)
        start, at = chance.randrange(len(data)), chance.randrange(len(data))
        part = data[start : start + chance.randrange(1, 2_000)]
        yield f"splice-{seed}-{number}", data[:at] + part + data[at + len(part) * chance.randrange(2) :]


def web_pages(base: str) -> Iterator[Case]:
    """Give web pages that break readers: depth, size, encodings, old mark-up; ``base`` are filler words."""
    words = base.split()

    def whole(body: str, head: str = "<title>t</title>") -> bytes:
        return f"<html><head>{head}</head><body>{body}</body></html>".encode()

    for depth in (300, 3_000):
        yield f"open-font-{depth}", whole("".join(f"<font size=2>{words[i % len(words)]} " for i in range(depth)))
        yield f"open-b-i-{depth}", whole("<p>" + "".join(f"<b><i>{words[i % len(words)]}" for i in range(depth)))
    yield "deep-div", whole("<div>" * 100_000 + base + "</div>" * 100_000)
    yield "deep-div-words", whole("".join(f"<div>{w} " for w in words * 40))
    yield "deep-tables", whole("<table><tr><td>" * 300 + base + "</td></tr></table>" * 300)
    yield "deep-lists", whole("<ul><li>" * 2_000 + base)
    yield "long-attribute", whole(f"<p title='{'x' * 20_000_000}'>{base}</p>")
    yield "many-attributes", whole("<p " + " ".join(f"a{i}='1'" for i in range(100_000)) + f">{base}</p>")
    yield "nuls", whole(f"<p>{base[:60]}\0{base[60:120]}</p>\0<p>{base}</p>")
    yield "controls", whole(f"<p>{base}\x01\x02\x1b[0m{base}</p>")
    yield "wrong-charset", whole(f"<p>{base}</p>", "<meta http-equiv=content-type content='text/html; charset=utf-16'>")
    yield "unknown-charset", whole(f"<p>{base}</p>", "<meta charset=klingon>")
    yield "scripts", whole(f"<p>{base}</p><script>if (a < b) {{ document.write('<p>x</p>') }}</script><p>{base}</p>")
    yield "open-script", whole(f"<p>{base}</p><script>var x = 1;")
    yield "open-comment", whole(f"<p>{base}</p><!-- never closed")
    yield "open-tag", whole(f"<p>{base}</p><a href='")
    entities = "&amp; &nbsp; &#1078; &#x436; &unknown; &#0; &#xD800; &#99999999; "
    yield "many-entities", whole("<p>" + entities * 500 + base)
    yield "entity-bomb", (b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
                          + whole(f"<p>&b;&b; {base}</p>"))
    yield "external-entity", (b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                              + whole(f"<p>&x; {base}</p>"))
    yield "frames", b"<html><head><title>t</title></head><frameset cols='1,2'><frame src=a.htm></frameset></html>"
    yield "no-markup-end", whole(f"<p>{base} < 5 and > 3 << >> <>")
    yield "many-brackets", whole("<" * 200_000 + base)
    yield "many-ends", whole("</p>" * 200_000 + base)
    yield "two-bodies", whole(f"<p>{base}</p></body></html><html><body><p>{base}</p>")
    filler = "Квагга стоит у причала и молчит. " * 40
    russian = f"<html><head><title>t</title></head><body><p>{filler}</p></body></html>"
    for code in ("windows-1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        yield f"russian-{code}", russian.encode(code)

