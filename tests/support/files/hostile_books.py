"""Books, office documents and recognised pages made to do harm, each as large as is asked for.

What grows in each is one thing: the depth of its elements, their number, that of attributes, entities, references or
styles, or a number that promises more than is there. The size is a number of pieces, not of bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from book_files import packed

from corpus.model.blocks import Format

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ALTO = '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page WIDTH="900" HEIGHT="900">'
_PAGE = ('<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageWidth="900" '
         'imageHeight="900">')
_SAVED = 'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
_QUOTED = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>"


@dataclass(frozen=True)
class Grown:
    """A text of many pieces: ``each`` stands so many times between what is ``before`` and ``behind`` it.

    In ``each`` and ``closing`` ``{n}`` is the number of the piece and ``{m}`` that of the next; ``closing`` stands as
    often, behind ``middle``. Other signs are as in the file.
    """

    each: str
    before: str = ""
    middle: str = ""
    closing: str = ""
    behind: str = ""

    def text(self, count: int) -> str:
        """Give the text of so many pieces."""
        return "".join((self.before, *_pieces(self.each, count), self.middle, *_pieces(self.closing, count),
                        self.behind))


def _pieces(pattern: str, count: int) -> Iterator[str]:
    counted = "{n}" in pattern or "{m}" in pattern
    for n in range(count):
        yield pattern.replace("{n}", str(n)).replace("{m}", str(n + 1)) if counted else pattern


@cache
def _word_parts() -> dict[str, bytes]:
    import docx

    out = BytesIO()
    docx.Document().save(out)
    with ZipFile(out) as made:
        return {name: made.read(name) for name in made.namelist()}


def _docx(body: str, **parts: str) -> bytes:
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return packed({**_word_parts(), "word/document.xml": document,
                   **{f"word/{name}.xml": f"<w:{name} {_W}>{text}</w:{name}>" for name, text in parts.items()}})


def _odt(body: str, styles: str = "") -> bytes:
    content = (f"<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
               f"<office:text>{body}</office:text></office:body></office:document-content>")
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _epub(chapter: str, spine: str = '<itemref idref="c"/>', items: str = "", contents: str = "") -> bytes:
    package = ('<package><manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
               f"{items}</manifest><spine>{spine}</spine></package>")
    return packed({
        "mimetype": "application/epub+zip", "b.opf": package, "nav.xhtml": contents,
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "c.xhtml": f"<html><body>{chapter}</body></html>"})


AROUND: dict[Format, tuple[str, str]] = {
    "rtf": ("{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Times;}}", "}"),
    "fb2": ("<FictionBook><body>", "</body></FictionBook>"),
    "tei": ("<TEI><teiHeader/><text><body>", "</body></text></TEI>"),
    "mhtml": (_SAVED, "\r\n--b--\r\n"),
    "wxr": ('<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>', "</channel></rss>"),
    "hocr": ("<html><body><div class='ocr_page' title='bbox 0 0 900 900'>", "</div></body></html>"),
    "alto": (_ALTO, "</Page></Layout></alto>"),
    "page": (_PAGE, "</Page></PcGts>"),
    "djvuxml": ('<DjVuXML><BODY><OBJECT width="900" height="900">', "</OBJECT></BODY></DjVuXML>"),
}
"""What stands around the text of a file that is not packed."""

P = "<w:p><w:r><w:t>alpha</w:t></w:r></w:p>"
_LISTED = "<w:p><w:pPr><w:numPr><w:ilvl w:val='3'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
_STYLED = "<w:p><w:pPr><w:pStyle w:val='s{n}'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
_ITEM = "<text:list-item><text:p>a</text:p></text:list-item>"
_REGION = "<TextEquiv><Unicode>a</Unicode></TextEquiv></TextRegion>"

FILES: dict[str, tuple[Format, Grown]] = {
    "rtf-paragraphs": ("rtf", Grown("\\pard alpha\\par ")),
    "rtf-faces": ("rtf", Grown("\\b0 a \\b b ")),
    "rtf-groups": ("rtf", Grown("{", middle="a", closing="}")),
    "rtf-groups-open": ("rtf", Grown("{\\b a")),
    "rtf-codes": ("rtf", Grown("\\uc2\\u1087??\\u-1?\\u99999999? ")),
    "rtf-skips": ("rtf", Grown("\\uc2000000000\\u1087 a b c \\uc-5\\u1087? ")),
    "rtf-bytes": ("rtf", Grown("b{\\pict\\bin-5 x}\\par ", before="a{\\pict\\bin2000000000 }")),
    "rtf-half-bytes": ("rtf", Grown("\\'cf\\'f0\\'")),
    "rtf-notes-open": ("rtf", Grown("a{\\footnote b")),
    "rtf-notes": ("rtf", Grown("a{\\super\\chftn{\\footnote\\pard b}}\\par ")),
    "rtf-boxes-open": ("rtf", Grown("a{\\shp{\\*\\shpinst{\\shptxt b")),
    "rtf-boxes": ("rtf", Grown("a{\\shp{\\*\\shpinst{\\shptxt b\\par}}} ")),
    "rtf-styles": ("rtf", Grown("{\\s{n}\\sbasedon{m} name;}", "{\\stylesheet", "}", "\\s1 a\\par ")),
    "rtf-number": ("rtf", Grown("1.", "{\\listtext\\pard ", behind="\\tab}\\pard a\\par ")),
    "rtf-numbers": ("rtf", Grown("{\\listtext 1.\\tab}\\pard\\ls1 a\\par ")),
    "rtf-title": ("rtf", Grown("a\\u1087?", "{\\info{\\title ", behind="}}a\\par")),
    "rtf-cells": ("rtf", Grown("\\trowd\\intbl a\\cell b\\cell\\row ")),
    "fb2-paragraphs": ("fb2", Grown("<p>alpha</p>", "<section>", behind="</section>")),
    "fb2-depth": ("fb2", Grown("<section>", closing="<p>a</p>")),
    "fb2-names": ("fb2", Grown("<x{n}>", closing="<p>a</p>")),
    "fb2-ends": ("fb2", Grown("<p>a</p></x></title>", "<section>" * 900)),
    "fb2-picture": ("fb2", Grown("/9j/4AAQ", "<p>a</p></body><binary>", behind="</binary><body>")),
    "fb2-pictures": ("fb2", Grown("<binary>/9j/</binary>", "<p>a</p></body>", behind="<body>")),
    "fb2-notes": ("fb2", Grown(
        '<p>a<a type="note" l:href="#n{n}">{n}</a></p>', middle='</body><body name="notes">',
        closing='<section id="n{n}"><title><p>{n}</p></title><p>b</p></section>')),
    "fb2-one-note": ("fb2", Grown('<p>a<a type="note" l:href="#n">1</a></p>', middle='</body><body name="notes">',
                                  closing='<section id="n"><p>b</p></section>')),
    "fb2-attributes": ("fb2", Grown('a{n}="" ', "<p ", behind=">a</p>")),
    "fb2-cells": ("fb2", Grown("<tr><td>a</td><td>b</td></tr>", "<table>", behind="</table>")),
    "tei-paragraphs": ("tei", Grown("<p>alpha</p>")),
    "tei-depth": ("tei", Grown("<div>", closing="<p>a</p>")),
    "tei-inline": ("tei", Grown("<seg>a <hi rend='bold'>b ", "<p>")),
    "tei-breaks-open": ("tei", Grown("<pb n='3'><lb>a ")),
    "tei-texts": ("tei", Grown("</body></text></TEI><TEI><text><body><p>a</p>")),
    "tei-notes-open": ("tei", Grown("<note>b", "<p>a")),
    "tei-references": ("tei", Grown('<p>a<ref target="#n{n}">1</ref></p><note xml:id="n{n}">b</note>')),
    "tei-persons": ("tei", Grown('<sp who="#p{n}"><speaker>A</speaker><p>b</p></sp>')),
    "tei-readings": ("tei", Grown("<app><lem>a</lem><rdg>b", "<p>")),
    "tei-lists": ("tei", Grown("<list type='ordered'><item>", closing="a</item></list>")),
    "mhtml-parts": ("mhtml", Grown("\r\n--b\r\nContent-Type: image/png\r\n\r\nx", f"{_QUOTED}a</p>")),
    "mhtml-pages": ("mhtml", Grown("\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>a</p>", f"{_QUOTED}a</p>")),
    "mhtml-depth": ("mhtml", Grown("Content-Type: message/rfc822\r\n\r\n", f"{_QUOTED}a</p>\r\n--b\r\n")),
    "mhtml-quoted": ("mhtml", Grown("=D0=92=D0=92 a=\r\n", _QUOTED)),
    "mhtml-half-quoted": ("mhtml", Grown("=D0", _QUOTED)),
    "wxr-posts": ("wxr", Grown("<item><content:encoded><![CDATA[<p>alpha</p>]]></content:encoded></item>")),
    "wxr-pieces": ("wxr", Grown("<p>a</p>]]>&amp;<![CDATA[", "<item><content:encoded><![CDATA[",
                                behind="]]></content:encoded></item>")),
    "wxr-codes": ("wxr", Grown("<p>[caption id=1]a[/caption] [x", "<item><content:encoded><![CDATA[",
                               behind="]]></content:encoded></item>")),
    "wxr-tags": ("wxr", Grown('<category domain="post_tag">a</category>', "<item>",
                              behind="<content:encoded>a</content:encoded></item>")),
    "hocr-words": ("hocr", Grown("<span class='ocrx_word' title='bbox {n} 10 999999 20'>a</span>")),
    "hocr-depth": ("hocr", Grown("<span class='ocr_line' title='bbox 1 1 99 9'><span class='ocrx_word'>a")),
    "hocr-pages": ("hocr", Grown("<div class='ocr_page' title='bbox 0 0 9 9'>a")),
    "hocr-title": ("hocr", Grown("bbox 1 ", "<span class='ocr_line' title='", behind="'>a</span>")),
    "alto-words": ("alto", Grown('<String CONTENT="a" HPOS="{n}"/>', "<TextLine>", behind="</TextLine>")),
    "alto-lines": ("alto", Grown('<TextLine><String CONTENT="a"/></TextLine>')),
    "alto-depth": ("alto", Grown("<TextBlock>", middle='<String CONTENT="a"/>', closing="</TextBlock>")),
    "alto-numbers": ("alto", Grown(
        '<TextLine HPOS="1e308" VPOS="nan" WIDTH="inf" HEIGHT="-1"><String CONTENT="a" HPOS="1e308" VPOS="1" '
        'WIDTH="1e308" HEIGHT="1" WC="1e999"/></TextLine>')),
    "page-regions": ("page", Grown(f"<TextRegion>{_REGION}")),
    "page-depth": ("page", Grown("<TextRegion>", middle="<TextRegion>" + _REGION, closing="</TextRegion>")),
    "page-words": ("page", Grown("<Word>", "<TextRegion><TextLine>", "<TextEquiv><Unicode>a</Unicode></TextEquiv>",
                                 "</Word>", f"</TextLine>{_REGION}")),
    "page-order": ("page", Grown("<OrderedGroup regionRef='r'>", "<ReadingOrder>", closing="</OrderedGroup>",
                                 behind=f"</ReadingOrder><TextRegion id='r'>{_REGION}")),
    "page-order-wide": ("page", Grown(
        "<RegionRefIndexed index='1' regionRef='r'/>", "<ReadingOrder><OrderedGroup>",
        behind=f"</OrderedGroup></ReadingOrder><TextRegion id='r'>{_REGION}")),
    "page-points": ("page", Grown("1,1 ", "<TextRegion><Coords points='", behind=f"'/>{_REGION}")),
    "djvu-words": ("djvuxml", Grown('<WORD coords="1,9,8,1">a</WORD>', "<LINE>", behind="</LINE>")),
    "djvu-places": ("djvuxml", Grown("1,", '<LINE><WORD coords="', behind='">a</WORD></LINE>')),
    "djvu-depth": ("djvuxml", Grown("<REGION>", middle="<LINE>a</LINE>", closing="</REGION>")),
}
"""Files that are text: the format that each is told to be, and what grows in it."""

PACKED: dict[str, tuple[Format, Callable[[int], bytes]]] = {
    "docx-paragraphs": ("docx", lambda n: _docx(P * n)),
    "docx-runs": ("docx", lambda n: _docx(Grown("<w:r><w:t>a </w:t></w:r>", "<w:p>", behind="</w:p>").text(n))),
    "docx-faces": ("docx", lambda n: _docx(Grown(
        "<w:r><w:rPr><w:b/></w:rPr><w:t>a </w:t></w:r><w:r><w:t>b </w:t></w:r>", "<w:p>", behind="</w:p>").text(n))),
    "docx-depth": ("docx", lambda n: _docx(Grown("<w:sdt>", middle=P, closing="</w:sdt>").text(n))),
    "docx-tables": ("docx", lambda n: _docx(Grown(
        "<w:tbl><w:tr><w:tc>", middle=P, closing="</w:tc></w:tr></w:tbl>").text(n))),
    "docx-struck-ends": ("docx", lambda n: _docx(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a </w:t></w:r></w:p>" * n + P)),
    "docx-styles": ("docx", lambda n: _docx(Grown(_STYLED).text(n), styles=Grown(
        '<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{m}"/></w:style>',
        behind=f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s0"/></w:style>').text(n))),
    "docx-lists": ("docx", lambda n: _docx(_LISTED * n, numbering=(
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="3"><w:start w:val="999999999"/><w:lvlText '
        'w:val="%1.%2.%3.%4"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))),
    "docx-instances": ("docx", lambda n: _docx(_LISTED, numbering=Grown(
        '<w:num w:numId="{n}"><w:abstractNumId w:val="1"/></w:num>', '<w:abstractNum w:abstractNumId="1"/>').text(n))),
    "docx-overrides": ("docx", lambda n: _docx(_LISTED, numbering=Grown(
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>', '<w:abstractNum '
        'w:abstractNumId="1"/><w:num w:numId="1"><w:abstractNumId w:val="1"/>', behind="</w:num>").text(n))),
    "docx-linked-lists": ("docx", lambda n: _docx(_LISTED, styles=Grown(
        '<w:style w:type="numbering" w:styleId="s{n}"><w:name w:val="s{n}"/><w:pPr><w:numPr><w:numId w:val="{m}"/>'
        "</w:numPr></w:pPr></w:style>").text(n), numbering=Grown(
            '<w:abstractNum w:abstractNumId="{n}"><w:numStyleLink w:val="s{n}"/></w:abstractNum>',
            closing='<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>').text(n))),
    "docx-attributes": ("docx", lambda n: _docx(Grown('a{n}="" ', "<w:p ", behind=f"/>{P}").text(n))),
    "odt-paragraphs": ("odt", lambda n: _odt("<text:p>alpha</text:p>" * n)),
    "odt-depth": ("odt", lambda n: _odt(Grown("<text:section>", closing="<text:p>a</text:p>").text(n))),
    "odt-spans": ("odt", lambda n: _odt(Grown("<text:span>a ", "<text:p>", behind="</text:p>").text(n))),
    "odt-lists-open": ("odt", lambda n: _odt(Grown(
        "<text:list><text:list-item>", closing="<text:p>a</text:p>").text(n))),
    "odt-lists": ("odt", lambda n: _odt(Grown(
        f'<text:list xml:id="l{{m}}" text:continue-list="l{{n}}">{_ITEM}</text:list>').text(n))),
    "odt-styles": ("odt", lambda n: _odt(Grown(
        '<text:list><text:list-item><text:p text:style-name="s{n}">a</text:p></text:list-item></text:list>').text(n),
        Grown('<style:style style:name="s{n}" style:parent-style-name="s{m}"/>',
              behind=f'<style:style style:name="s{n}" style:parent-style-name="s0"/>').text(n))),
    "odt-repeated": ("odt", lambda n: _odt(
        '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="1000000"><text:p>a<text:s text:c="1000000000"/>b</text:p></table:table-cell>'
        "</table:table-row></table:table>" * n)),
    "odt-numbers": ("odt", lambda n: _odt(
        f'<text:h text:outline-level="{"9" * n}">b</text:h><text:list text:style-name="L"><text:list-item '
        f'text:start-value="{"9" * n}"><text:p>a</text:p></text:list-item></text:list>',
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="i" '
        f'text:start-value="999999999" text:display-levels="{"9" * n}"/></text:list-style>')),
    "odt-notes-open": ("odt", lambda n: _odt(Grown(
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>b", "<text:p>a").text(n))),
    "odt-frames-open": ("odt", lambda n: _odt(Grown("<draw:frame><text:p>b", "<text:p>a").text(n))),
    "odt-changes": ("odt", lambda n: _odt(Grown(
        '<text:changed-region xml:id="c{n}"><text:deletion/></text:changed-region>', "<text:p>kept</text:p>",
        closing='<text:p>a<text:change-start text:change-id="c{n}"/>b</text:p>').text(n))),
    "epub-paragraphs": ("epub", lambda n: _epub("<p>alpha</p>" * n)),
    "epub-spine": ("epub", lambda n: _epub("<p>alpha</p>", '<itemref idref="c"/>' * n)),
    "epub-one-part": ("epub", lambda n: _epub(
        "<p>alpha</p>" * 99, Grown('<itemref idref="c{n}"/>').text(n),
        Grown('<item id="c{n}" href="c.xhtml" media-type="application/xhtml+xml"/>').text(n))),
    "epub-parts-missing": ("epub", lambda n: _epub(
        "<p>a</p>", Grown('<itemref idref="x{n}"/>', '<itemref idref="c"/>').text(n))),
    "epub-notes": ("epub", lambda n: _epub(Grown(
        '<p>a<a href="#n{n}"><sup>{n}</sup></a></p>',
        closing='<aside id="n{n}" epub:type="footnote">b</aside>').text(n))),
    "epub-notes-open": ("epub", lambda n: _epub("<aside epub:type='footnote'><p>a" * n)),
    "epub-pages": ("epub", lambda n: _epub(
        Grown('<p id="p{n}">a</p>').text(n), items='<item id="nav" href="nav.xhtml" properties="nav"/>',
        contents=Grown('<a href="c.xhtml#p{n}">{n}</a>', '<nav epub:type="page-list">', behind="</nav>").text(n))),
}
"""Files that are packed, by what makes them of so many pieces."""

CASES = (*FILES, *PACKED)


def made(name: str, count: int) -> tuple[Format, bytes]:
    """Give a file of so many pieces, and the format that it is."""
    if name in PACKED:
        form, make = PACKED[name]
        return form, make(count)
    form, grown = FILES[name]
    before, behind = AROUND[form]
    return form, f"{before}{grown.text(count)}{behind}".encode()


def zeros(part: str, size: int) -> bytes:
    """Give an archive in which one part unpacks to so many zeros, a thousand times what it takes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive, archive.open(part, "w", force_zip64=True) as stream:
        for _ in range(size >> 20):
            stream.write(bytes(1 << 20))
    return out.getvalue()
