"""Files of other kinds are refused by name, with the way out; text that only looks a little like them is read."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from book_files import packed
from growth import assert_grows

from corpus.errors import SourceRefusedError
from corpus.reading.formats import read, sniff

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(*names: str) -> bytes:
    return packed(dict.fromkeys(names, "x"))


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
    (OLE + b"....", r"\(DOC\)"), (OLE + "WordDocument".encode("utf-16-le"), r"\(DOC\)"),
    (OLE + b"\0" * 9_000 + "Workbook".encode("utf-16-le"), "XLS"),
    (OLE + "PowerPoint Document".encode("utf-16-le"), "PPT"),
    (OLE + "__properties_version1.0".encode("utf-16-le"), "MSG"),
    (zipped("xl/workbook.xml"), "XLSX"), (zipped("ppt/presentation.xml"), "PPTX"), (zipped("a.txt", "b.html"), "ZIP"),
    (zipped("Index/Document.iwa"), "Pages"), (zipped("QuickLook/Preview.pdf"), "Pages"),
    (zipped("fb3/body.xml"), "FB3"),
    (zipped("content.xml"), "no text"), (zipped("META-INF/MANIFEST.MF"), "program"),
    (zipped("FixedDocSeq.fdseq"), "XPS"),
    (b"BM" + b"\0" * 12 + b"(\0\0\0", "BMP"), (b"RIFF\1\0\0\0WEBPVP8 ", "WebP"), (b"\0\0\0\x18ftypheic", "HEIC"),
    (b"\0\0\0\x18ftypmp42", "film"), (b"ID3\3\0", "sound"), (b"ITSF\3\0", "CHM"), (b"\xffWPC\0", "WordPerfect"),
    (b"7z\xbc\xaf\x27\x1c\0", "7-Zip"), (b"a".ljust(257, b"\0") + b"ustar\0", "TAR"), (b"BZh91AY", "bzip2"),
    (b"SQLite format 3\0", "database"), (b"\xeaDRMION", "KFX"), (b"\0" * 60 + b"TEXtREAd", "PalmDoc"),
    (b'<?xml version="1.0"?><document xmlns="http://www.abbyy.com/FineReader_xml/x"><page/></document>', "FineReader"),
    (b'<?xml version="1.0"?><mets:mets xmlns:mets="http://www.loc.gov/METS/"/>', "METS"),
    (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "RSS"), (b"WARC/1.0\r\n", "WARC"),
    (b"Return-Path: <a@b>\nFrom: a\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx\n", "mail"),
    (b"@book{orlan,\n  title = {The lamp},\n}\n", "BibTeX"), (b"Exported.\n\n@article{o, title={A}}\n", "BibTeX"),
    (b"TY  - JOUR\r\nAU  - Orlan, A.\r\nER  - \r\n", "RIS"), (b"%0 Book\n%A Orlan, A.\n%T The lamp\n", "EndNote"),
    (b"name,role,day\n" + b"Orlan,witness,1\n" * 5, "CSV"), (b"a;b;c\r\n" + b"1;2;3\r\n" * 5, "CSV"),
    (b'speaker,text\nORLAN,"The lamp, burned.\nAll night."\nVANE,"Who lit it?"\n', "CSV"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><text>The lamp</text></svg>', "SVG"),
    (b'<?xml version="1.0"?><!-- x --><svg width="3"><text>The lamp</text></svg>', "SVG"),
    (b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>', "XML"),
    (b"%!PS-Adobe-3.0\n(The lamp) show\n", "PostScript"),
    (b"BEGIN:VCARD\nFN:Orlan\nEND:VCARD\n", "vCard"),
    (b"From: A <a@lamp.example>\nSubject: Oil\nMessage-ID: <1@lamp.example>\n\nIt burned.\n", "mail"),
    (b"-- a dump\n\n/* x */;\nCREATE TABLE `t` (\n `id` int\n);\n", "SQL"), (b"INSERT INTO t VALUES (1);\n", "SQL"),
    (b"#!/bin/sh\necho lamp\n", "source code"), (b"/* The lamp */\nint lit(void) {\n  return 0;\n}\n", "source code"),
    (b"import os\nimport re\n\ndef lit(a):\n    b = a + 1\n    return b\n", "source code"),
    (b"body {\n  color: red;\n}\n", "source code"),
    (b"The \\emph{lamp} burned.\n\nIt was \\textbf{dark}.\\footnote{Late.}\n", "LaTeX"),
    (b"\0" * 32_769 + b"CD001", "ISO"), (b"\"\x0b-lh5-", "LZH"), (b"\xff\xfb\x90d", "sound"), (b"AC1027", "DWG"),
    (b"\xc5\xd0\xd3\xc6", "PostScript"), (gzip.compress(b"a".ljust(257, b"\0") + b"ustar\0"), "TAR"),
    (gzip.compress(b"%PDF-1.4"), "gzip"), (b"\6\6\xed\xf5\xd8\x1dF\xe5", "InDesign"),
    (b"\xe4R\\{\x8c\xd8\xa7M", "OneNote"),
    (b"[Script Info]\nTitle: x\n", "subtitles"), (b"PMID- 123\nTI  - The lamp\n", "PubMed"),
    (b"00714cam a2200205 a 4500001\x1e", "MARC"), (b"%FDF-1.2\n", "FDF"), (b"-----BEGIN PGP MESSAGE-----\n\nhQ", "PGP"),
    (b"<?xml version='1.0'?><plist version='1.0'><dict><key>WebMainResource</key>", "Safari"),
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
    (b"From: Orlan\nTo: Vane\nSubject: The lamp\nDate: 3 May 1936\n\nIt burned all night.\n", "text"),
    (b"Lamp, oil, wick\nBarn, gate, yard\nCart, mule, road\nRope, sack, salt\nOil, fish, bread\n", "text"),
    (b"Create table and chair, he said. Select oil from the store; insert into the lamp (values unknown).\n", "text"),
    (b'"I saw it," he said.\n"When?"\n"At night," he said.\n"Who else?"\n"Nobody," he said.\n', "text"),
    ("1) лампа (старая);\n2) масло (новое);\n3) фитиль (белый);\n4) ворота.\n".encode(), "text"),
    ("ЦК = Центральный комитет\nМТС = машинная станция\nНЭП = новая политика\n".encode(), "text"),
    (b"@Orlan: the lamp burned.\n@Vane: when, and = why?\n", "text"),
    (b"The class struggle was\nimport of grain\nif they returned\nreturn of the lamp;\nand so on.\n", "text"),
    (b'[\n  {\n    "id": 1,\n    "content": {\n      "rendered": "<p>The lamp.</p>"\n    }\n  }\n]\n', "wordpress"),
    (b"<p>The lamp</p>\n<svg><text>a</text></svg><p>burned.</p>", "html"),
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


@pytest.mark.parametrize("data", [b'{"speaker": "Orlan"}', b'["The lamp"]', b'{"a": "The"}\n{"a": "lamp"}\n'])
def test_json_without_posts_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SourceRefusedError, match="json"):
        read(data, sniff(data, "file"), "file")


@pytest.mark.parametrize("begin", ["<!---->", "%\n", "a\n\n", "/**/", "--\n", "X-a: b\n", '","', "a {\n", "@a{b,"])
def test_what_a_file_begins_with_costs_no_time(begin: str) -> None:
    def sniffing(size: int) -> Callable[[], None]:
        data = (begin * 5000)[:size].encode() + b" The lamp."

        def work() -> None:
            with suppress(SourceRefusedError):
                sniff(data, "file")

        return work

    assert_grows(sniffing, 1_125)
