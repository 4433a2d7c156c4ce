"""Pages of recognised words as recognisers write them, made from lines: hOCR, ALTO, PAGE XML, DjVu and its XML."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import pytest

WIDTH, HEIGHT, LEFT, TOP, PITCH, LETTER, TALL = 1700, 2400, 200, 400, 60, 22, 40

Lines = Sequence[str]
Box = tuple[str, int, int, int, int]


def line_boxes(lines: Lines) -> Iterator[tuple[str, list[Box]]]:
    """Give each line with its words and their boxes; the first line stands apart, as a running head does."""
    for row, line in enumerate(lines):
        top = 150 if row == 0 else TOP + row * PITCH
        boxes: list[Box] = []
        x = LEFT + 2 * LETTER * (line[:1] == ">")
        for word in line.removeprefix(">").split():
            boxes.append((word, x, top, x + LETTER * len(word), top + TALL))
            x += LETTER * (len(word) + 1)
        if boxes:
            yield line.removeprefix(">"), boxes


def _around(boxes: Sequence[Box]) -> tuple[int, int, int, int]:
    return boxes[0][1], boxes[0][2], boxes[-1][3], boxes[0][4]


def hocr(pages: Sequence[Lines], confidence: int = 95) -> str:
    """Give hOCR as Tesseract writes it."""
    out = []
    for page in pages:
        out.append(f"<div class='ocr_page' title='bbox 0 0 {WIDTH} {HEIGHT}; scan_res 300 300'>")
        for _, boxes in line_boxes(page):
            x0, y0, x1, y1 = _around(boxes)
            out.append(f"<span class='ocr_line' title=\"bbox {x0} {y0} {x1} {y1}; baseline 0 -8; x_size 42\">")
            out += [
                f"<span class='ocrx_word' title='bbox {a} {b} {c} {d}; x_wconf {confidence}'>{escape(word)}</span>"
                for word, a, b, c, d in boxes
            ]
            out.append("</span>")
        out.append("</div>")
    return "<html><head><meta name='ocr-system' content='x'/></head><body>" + "\n".join(out) + "</body></html>"


def alto(pages: Sequence[Lines], confidence: int = 95) -> str:
    """Give ALTO with words and spaces."""
    out = []
    for page in pages:
        out.append(f'<Page WIDTH="{WIDTH}" HEIGHT="{HEIGHT}"><PrintSpace><TextBlock>')
        for _, boxes in line_boxes(page):
            x0, y0, x1, y1 = _around(boxes)
            out.append(f'<TextLine HPOS="{x0}" VPOS="{y0}" WIDTH="{x1 - x0}" HEIGHT="{y1 - y0}">')
            out += [
                f'<String HPOS="{a}" VPOS="{b}" WIDTH="{c - a}" HEIGHT="{d - b}" WC="{confidence / 100}" '
                f'CONTENT="{escape(word)}"/><SP/>' for word, a, b, c, d in boxes
            ]
            out.append("</TextLine>")
        out.append("</TextBlock></PrintSpace></Page>")
    body = "".join(out)
    return f'<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>{body}</Layout></alto>'


def djvu_xml(pages: Sequence[Lines]) -> str:
    """Give what djvutoxml writes."""
    out = []
    for page in pages:
        out.append(f'<OBJECT height="{HEIGHT}" width="{WIDTH}"><PARAM name="DPI" value="300"/><HIDDENTEXT><PARAGRAPH>')
        for _, boxes in line_boxes(page):
            words = " ".join(f'<WORD coords="{a},{d},{c},{b}">{escape(word)}</WORD>' for word, a, b, c, d in boxes)
            out.append(f"<LINE>{words}</LINE>")
        out.append("</PARAGRAPH></HIDDENTEXT></OBJECT>")
    return f'<?xml version="1.0" ?><!DOCTYPE DjVuXML><DjVuXML><BODY>{"".join(out)}</BODY></DjVuXML>'


def djvu(pages: Sequence[Lines], folder: Path) -> bytes:
    """Give a file of blank pages with these words under them."""
    if not all(map(shutil.which, ("cjb2", "djvm", "djvused", "djvutoxml"))):
        pytest.skip("DjVuLibre is not here")
    (folder / "page.pbm").write_bytes(b"P4\n%d %d\n" % (WIDTH, HEIGHT) + b"\0" * (-(-WIDTH // 8) * HEIGHT))
    subprocess.run(["cjb2", "-dpi", "300", folder / "page.pbm", folder / "page.djvu"], check=True)
    subprocess.run(["djvm", "-c", folder / "all.djvu", *[folder / "page.djvu"] * len(pages)], check=True)
    script = []
    for number, page in enumerate(pages, 1):
        lines = "".join(
            f"(line {boxes[0][1]} {HEIGHT - boxes[0][4]} {boxes[-1][3]} {HEIGHT - boxes[0][2]} " + " ".join(
                '(word {} {} {} {} "{}")'.format(a, HEIGHT - d, c, HEIGHT - b, word.replace("\\", "\\\\").replace(
                    '"', '\\"')) for word, a, b, c, d in boxes) + ")"
            for _, boxes in line_boxes(page))
        script.append(f"select {number}\nset-txt\n(page 0 0 {WIDTH} {HEIGHT} {lines})\n.\n")
    (folder / "words").write_text("".join(script) + "save\n", "utf-8")
    subprocess.run(["djvused", folder / "all.djvu", "-f", folder / "words"], check=True)
    return (folder / "all.djvu").read_bytes()


def page_xml(lines: Lines) -> str:
    """Give one page as Transkribus writes it, its running head a region of its own that stands last in the file."""
    regions: list[list[str]] = [[], []]
    for row, (text, boxes) in enumerate(line_boxes(lines)):
        x0, y0, x1, y1 = _around(boxes)
        regions[row > 0].append(
            f'<TextLine><Coords points="{x0},{y0} {x1},{y0} {x1},{y1}"/><TextEquiv conf="0.95"><Unicode>'
            f"{escape(text)}</Unicode></TextEquiv></TextLine>"
        )
    order = '<ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="h"/>' \
            '<RegionRefIndexed index="1" regionRef="b"/></OrderedGroup></ReadingOrder>'
    return (
        '<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15">'
        f'<Page imageWidth="{WIDTH}" imageHeight="{HEIGHT}">{order}'
        f'<TextRegion id="b" type="paragraph">{"".join(regions[1])}</TextRegion>'
        f'<TextRegion id="h" type="header">{"".join(regions[0])}</TextRegion></Page></PcGts>'
    )
