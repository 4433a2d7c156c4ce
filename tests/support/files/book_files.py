"""A text set in the formats of other programs, from its blocks: EPUB, FB2, ODT, RTF, DOCX, MHTML, WXR.

Each maker takes blocks as a reader gives them (words, kinds, levels, type faces, page beginnings) and writes what the
program named in it would; notes are given beside the blocks, by the number of the block that refers to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from corpus.model.blocks import Block

Notes = Mapping[int, str]
Faces = Mapping[str, tuple[str, str]]

_HTML: Faces = {"bold": ("<b>", "</b>"), "italic": ("<i>", "</i>")}
_FB2: Faces = {"bold": ("<strong>", "</strong>"), "italic": ("<emphasis>", "</emphasis>")}
_ODT: Faces = {"bold": ('<text:span text:style-name="T1">', "</text:span>"),
               "italic": ('<text:span text:style-name="T2">', "</text:span>")}
_RTF: Faces = {"bold": ("{\\b ", "}"), "italic": ("{\\i ", "}")}


def inline(block: Block, faces: Faces, plain: Callable[[str], str] = escape,
           page: Callable[[str], str] = lambda label: "") -> str:
    """Give the words of a block with its type faces, and with what ``page`` writes where a page begins."""
    spans = [mark for mark in block.marks if mark.kind in faces and mark.end > mark.start]
    pages = [mark for mark in block.marks if mark.kind == "page"]
    edges = sorted({0, len(block.text), *(m.start for m in (*spans, *pages)), *(m.end for m in spans)})
    out = [page(mark.label or "") for mark in pages if mark.start == 0]
    for low, high in pairwise(edges):
        on = [faces[m.kind] for m in spans if m.start <= low and high <= m.end]
        out.append("".join(a for a, _ in on) + plain(block.text[low:high]) + "".join(b for _, b in reversed(on)))
        out += [page(mark.label or "") for mark in pages if mark.start == high]
    return "".join(out)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Give an archive of these files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def epub(chapters: Sequence[Sequence[Block]], notes: Notes | None = None, title: str = "A book") -> bytes:
    """Give an e-book; notes stand in a file of their own behind the chapters. Blocks are numbered through the book."""
    notes = notes or {}
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    }
    number, page, names = 0, None, []
    for chapter, blocks in enumerate(chapters, 1):
        body = []
        for block in blocks:
            if block.page.label != page and block.page.label:
                body.append(f'<span epub:type="pagebreak" id="p{block.page.label}" title="{block.page.label}"/>')
            body.append(_xhtml(block, _reference(number) if number in notes else ""))
            page = next((m.label for m in reversed(block.marks) if m.kind == "page"), block.page.label)
            number += 1
        names.append(f"ch{chapter}.xhtml")
        files[f"OPS/text/{names[-1]}"] = _chapter("".join(body))
    if notes:
        names.append("notes.xhtml")
        asides = (f'<aside epub:type="footnote" id="n{n}"><p>{escape(text)} <a epub:type="backlink" '
                  f'href="ch1.xhtml#r{n}">↩︎</a></p></aside>' for n, text in notes.items())
        files["OPS/text/notes.xhtml"] = _chapter("".join(asides))
    items = "".join(f'<item id="i{n}" href="text/{name}" media-type="application/xhtml+xml"/>'
                    for n, name in enumerate(names))
    refs = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    files["OPS/book.opf"] = (f'<?xml version="1.0"?><package version="3.0"><metadata><dc:title>{escape(title)}'
                             f"</dc:title></metadata><manifest>{items}</manifest><spine>{refs}</spine></package>")
    return packed(files)


def _reference(number: int) -> str:
    return f'<a epub:type="noteref" id="r{number}" href="notes.xhtml#n{number}">{number}</a>'


def _chapter(body: str) -> str:
    return ('<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>part</title></head><body><section>{body}</section></body></html>")


def _xhtml(block: Block, behind: str = "") -> str:
    if block.kind == "rule":
        return "<hr/>"
    tag = f"h{block.level}" if block.kind == "heading" else "p"
    words = inline(block, _HTML, page=lambda n: f'<span epub:type="pagebreak" title="{n}"/>')
    return f"<{tag}>{words.replace(chr(10), '<br/>')}{behind}</{tag}>"


def html(blocks: Sequence[Block]) -> str:
    """Give a page of HTML."""
    return f"<!DOCTYPE html><html><head><title>A page</title></head><body>{''.join(map(_xhtml, blocks))}</body></html>"


def fb2(blocks: Sequence[Block], notes: Notes | None = None, encoding: str = "utf-8") -> bytes:
    """Give a FictionBook: every heading begins a section inside those of lower levels."""
    body: list[str] = []
    levels: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind == "heading":
            while levels and levels[-1] >= block.level:
                body.append("</section>")
                levels.pop()
            levels.append(block.level)
            body.append(f"<section><title><p>{inline(block, _FB2)}</p></title>")
        elif block.kind != "rule":
            ref = f'<a l:href="#n{number}" type="note">[{number}]</a>' if number in (notes or {}) else ""
            body.append(f"<p>{inline(block, _FB2)}{ref}</p>")
    body += ["</section>" for _ in levels]
    said = "".join(f'<section id="n{n}"><title><p>{n}</p></title><p>{escape(text)}</p></section>'
                   for n, text in (notes or {}).items())
    book = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" '
        'xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><author><first-name>Пётр</first-name>'
        "<last-name>Лодочник</last-name></author><book-title>Книга</book-title></title-info></description>\n"
        f'<body>{"".join(body)}</body>\n<body name="notes">{said}</body>\n'
        '<binary id="c.jpg" content-type="image/jpeg">/9j/4AAQSkZJRgAB</binary></FictionBook>'
    )
    return book.encode(encoding)


def odt(blocks: Sequence[Block], notes: Notes | None = None) -> bytes:
    """Give an OpenDocument text, with a struck passage that is no text of it."""
    body = ['<text:tracked-changes><text:changed-region><text:deletion><text:p>struck</text:p></text:deletion>'
            "</text:changed-region></text:tracked-changes>"]
    for number, block in enumerate(blocks):
        note = (f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
                f'<text:note-body><text:p>{escape((notes or {})[number])}</text:p></text:note-body></text:note>'
                if number in (notes or {}) else "")
        words = inline(block, _ODT).replace("\n", "<text:line-break/>") + note
        if block.kind == "heading":
            body.append(f'<text:h text:outline-level="{block.level}">{words}</text:h>')
        elif block.kind != "rule":
            body.append(f'<text:p text:style-name="Text_20_body">{words}</text:p>')
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def rtf(blocks: Sequence[Block], notes: Notes | None = None, codepage: str | None = None) -> bytes:
    """Give RTF with letters as code units (Word), or in a code page (WordPad) where one is named."""
    def plain(text: str) -> str:
        return "".join(_rtf_letter(letter, codepage) for letter in text)

    body = []
    for number, block in enumerate(blocks):
        note = (rf"{{\super\chftn}}{{\*\footnote\chftn\pard {plain((notes or {})[number])}\par}}"
                if number in (notes or {}) else "")
        level = rf"\outlinelevel{block.level - 1}" if block.kind == "heading" else ""
        body.append(rf"{{\pard\ql{level} {inline(block, _RTF, plain)}{note}\par}}" + "\n")
    page = rf"\ansicpg{codepage.removeprefix('cp')}" if codepage else ""
    return (rf"{{\rtf1\ansi{page}\deff0{{\fonttbl{{\f0 Times;}}}}" + "\n" + "".join(body) + "}").encode("ascii")


def _rtf_letter(letter: str, codepage: str | None) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if letter == "\n":
        return "\\line "
    if letter.isascii():
        return letter
    if codepage:
        try:
            return f"\\'{letter.encode(codepage)[0]:02x}"
        except UnicodeEncodeError:
            pass
    return f"\\u{ord(letter) if ord(letter) < 0x8000 else ord(letter) - 0x10000}?"


def docx(blocks: Sequence[Block]) -> bytes:
    """Give a Word document."""
    import docx as word

    document = word.Document()
    for block in blocks:
        if block.kind == "heading":
            document.add_heading(block.text, block.level)
        elif block.kind != "rule":
            paragraph = document.add_paragraph()
            bold = [m for m in block.marks if m.kind == "bold"]
            edges = sorted({0, len(block.text), *(m.start for m in bold), *(m.end for m in bold)})
            for low, high in pairwise(edges):
                run = paragraph.add_run(block.text[low:high])
                run.bold = any(m.start <= low and high <= m.end for m in bold)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def mhtml(blocks: Sequence[Block], charset: str = "utf-8", cte: str = "quoted-printable") -> bytes:
    """Give a page as browsers save it, with a picture beside it."""
    page, picture, whole = EmailMessage(), EmailMessage(), EmailMessage()
    page.set_content(html(blocks), subtype="html", charset=charset, cte=cte)
    page["Content-Location"] = "https://example.org/page"
    picture.set_content(b"\x89PNG", "image", "png")
    whole["From"] = "<Saved by a browser>"
    whole["Subject"] = "A page"
    whole.make_related()
    whole.attach(page)
    whole.attach(picture)
    return whole.as_bytes()


def wxr(posts: Sequence[tuple[str, Sequence[Block]]], *, classic: bool = False) -> bytes:
    """Give the export of a site; ``classic`` sets paragraphs apart by blank lines alone, as its old editor does."""
    items = []
    for name, blocks in posts:
        body = "\n\n".join(
            inline(block, _HTML).replace("\n", "\n" if classic else "<br />") if classic and block.kind == "para"
            else _xhtml(block) for block in blocks)
        items.append(
            f"<item><title><![CDATA[{name}]]></title><link>https://example.org/{name}/</link>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded>"
            "<excerpt:encoded><![CDATA[An excerpt]]></excerpt:encoded>"
            f"<wp:post_name><![CDATA[{name}]]></wp:post_name>"
            "<wp:post_date><![CDATA[2011-02-03 04:05:06]]></wp:post_date>"
            "<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type></item>")
    draft = ("<item><title>Draft</title><content:encoded><![CDATA[Nothing yet]]></content:encoded>"
             "<wp:status>draft</wp:status><wp:post_type>post</wp:post_type></item>")
    return ('<?xml version="1.0" encoding="UTF-8" ?>\n<!-- An export. -->\n<rss version="2.0" '
            'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>A site</title>'
            f"{''.join(items)}{draft}</channel></rss>").encode()
