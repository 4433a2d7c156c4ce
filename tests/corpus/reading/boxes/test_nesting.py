"""Recognised words where they do not stand in the usual nesting: nothing of them is lost, and lines stay lines."""

from __future__ import annotations

import re

import pytest
from boxed import HEIGHT, TALL, TOP, WIDTH, alto, djvu_xml, hocr

from corpus.errors import SourceRefusedError
from corpus.model.blocks import Format, SourceText
from corpus.reading import formats
from corpus.reading.boxes.hocr import hocr_pages

LINES = [
    "THE BARN AND THE LAMP 31",
    "ORLAN: The lamp that stood beside the northern gate was",
    "lit by the watchman, who had no other work to do that",
    "night, and it burned until the carter came with a kind-",
    "ling box. I did not see who held it.",
    ">VANE: And the barn, was it open at that hour or was it",
    "shut, as the president of the guild has told us twice?",
]
ORLAN = ("ORLAN: The lamp that stood beside the northern gate was lit by the watchman, who had no other work to do "
         "that night, and it burned until the carter came with a kindling box. I did not see who held it.")
VANE = "VANE: And the barn, was it open at that hour or was it shut, as the president of the guild has told us twice?"
AREA = f"bbox 200 {TOP + 60} 1400 {TOP + 6 * 60 + TALL}"


def read(raw: str, form: Format) -> SourceText:
    assert formats.sniff(raw.encode(), "file") == form
    (text,) = formats.read(raw.encode(), form, "file")
    return text


def told(raw: str, form: Format = "hocr") -> str:
    return " ".join(block.text for block in read(raw, form).blocks)


WHOLE = hocr([LINES])
WORDS = r"<span class='ocr_line' title=\"([^\"]*)\">((?:\s*<span class='ocrx_word'[^>]*>[^<]*</span>)*)\s*</span>"


def without_lines() -> str:
    return re.sub(r"<span class='ocr_line'[^>]*>|(?<=\n)</span>", "", WHOLE)


def lines_of_text() -> str:
    def bare(found: re.Match[str]) -> str:
        words = " ".join(re.sub("<[^>]*>", " ", found[2]).split())
        return f"<span class='ocr_line' title=\"{found[1]}\">{words}</span>"

    return re.sub(WORDS, bare, WHOLE)


def area(inner: str, kind: str = "ocr_par", title: str = AREA) -> str:
    return (f"<html><body><div class='ocr_page' title='bbox 0 0 {WIDTH} {HEIGHT}'><div class='ocr_carea'>"
            f"<p class='{kind}' title='{title}'>{inner}</p></div></div></body></html>")


PLAIN = [line.removeprefix(">") for line in LINES[1:]]


@pytest.mark.parametrize("raw", [
    without_lines(), lines_of_text(), re.sub(r" title=\"bbox[^\"]*\"", "", WHOLE),
    WHOLE.replace("ocr_line", "ocrx_line"),
    WHOLE.replace("<span class='ocr_line'", "<div class='ocr_carea'><p class='ocr_par'><span class='ocr_line'"),
])
def test_words_and_lines_outside_the_usual_nesting(raw: str) -> None:
    assert [block.text for block in read(raw, "hocr").blocks] == [LINES[0], ORLAN, VANE]


@pytest.mark.parametrize("raw", [
    area("\n".join(PLAIN)), area("<br/>".join(PLAIN)), area("\n".join(PLAIN), "ocrx_block"),
    area("\n".join(PLAIN), title=""),
    area("\n".join(f"<span class='ocrx_word'>{word}</span>" for word in " ".join(PLAIN).split())),
    area("".join(f"<span class='ocr_line'>{line}</span>" for line in PLAIN), title=""),
    f"<html><head><meta name='ocr-system' content='x'/></head><body><p>{'</p><p>'.join(PLAIN)}</p></body></html>",
])
def test_text_without_words_or_lines_of_its_own_is_read(raw: str) -> None:
    assert told(raw).replace("kind- ling", "kindling") == f"{ORLAN} {VANE}"


def test_a_word_behind_a_line_is_not_set_into_it() -> None:
    raw = area("<span class='ocr_line' title='bbox 100 100 900 140'>First</span>"
               "<span class='ocrx_word' title='bbox 100 900 300 940'>Second</span>")
    first, second = hocr_pages(raw)[0].words
    assert second.baseline > first.baseline + 700


@pytest.mark.parametrize("broken", ["baseline 1.2.3 .", "x_size 1.2.3", "bbox 9 9 9 9", "bbox 99999999999 0 1 1"])
def test_titles_that_say_nothing_sound_stop_nothing(broken: str) -> None:
    words = told(area("".join(f"<span class='ocr_line' title='{broken}'>{line}</span>" for line in PLAIN))).split()
    assert set(words) | {"kindling", "kind-", "ling"} >= set(f"{ORLAN} {VANE}".split())


STRING = re.compile(r'<String [^>]*CONTENT="([^"]*)"/>')


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_alto_of_every_version_without_blocks(version: str) -> None:
    raw = alto([LINES]).replace("ns-v3#", f"ns-v{version}#").replace("<TextBlock>", "").replace("</TextBlock>", "")
    assert [block.text for block in read(raw, "alto").blocks] == [LINES[0], ORLAN, VANE]


@pytest.mark.parametrize("change", [
    (r' (?:HPOS|VPOS|WIDTH|HEIGHT)="\d+"(?=[^>]*>\s*<String)', ""),
    (r' (?:HPOS|VPOS|WIDTH|HEIGHT)="\d+"(?=[^>]*CONTENT)', ""),
    (r'</?TextLine[^>]*>', ""),
])
def test_alto_without_boxes_of_lines_or_words_or_without_lines(change: tuple[str, str]) -> None:
    raw = re.sub(*change, alto([LINES]))
    assert set(told(raw, "alto").replace("kind- ling", "kindling").split()) >= set(f"{ORLAN} {VANE}".split())


@pytest.mark.parametrize(("first", "second", "whole", "read_as"), [
    ("kind-", "ling", "kindling", "kindling"), ("kind", "ling", "kindling", "kindling"),
    ("north-", "west", "north-west", "north-west"), ("сена-", "тор", "сенатор", "сенатор"),
])
def test_the_parts_of_a_divided_word_are_what_the_whole_one_says(
    first: str, second: str, whole: str, read_as: str
) -> None:
    lines = [f"They had seen how the {first}", f"{second} was taken to the barn and"]
    raw = alto([["HEAD", *lines, "kept there until the carter came", "in the night with a lamp."]])
    raw = raw.replace(f'CONTENT="{first}"', f'CONTENT="{first}" SUBS_TYPE="HypPart1" SUBS_CONTENT="{whole}"')
    raw = raw.replace(f'CONTENT="{second}"', f'CONTENT="{second}" SUBS_TYPE="HypPart2" SUBS_CONTENT="{whole}"')
    assert f"the {read_as} was taken" in told(raw, "alto")


def test_a_hyphen_of_its_own_is_the_end_of_its_word() -> None:
    raw = alto([LINES]).replace('CONTENT="kind-"/>', 'CONTENT="kind"/><HYP CONTENT="-"/>')
    assert ORLAN in told(raw, "alto")


def page_xml(regions: str) -> str:
    return ('<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
            f'<Page imageWidth="1500" imageHeight="2000">{regions}</Page></PcGts>')


def equiv(text: str) -> str:
    return f"<TextEquiv><Unicode>{text}</Unicode></TextEquiv>"


@pytest.mark.parametrize("regions", [
    f"<TextRegion>{equiv(chr(10).join(PLAIN))}</TextRegion>",
    f"<TextRegion><TextLine><Coords points='1,1 2,2'/></TextLine>{equiv(chr(10).join(PLAIN))}</TextRegion>",
    f"<TextRegion><TextRegion><TextLine/></TextRegion>{equiv(chr(10).join(PLAIN))}</TextRegion>",
    f"<AdvertRegion>{equiv(chr(10).join(PLAIN))}</AdvertRegion>",
    f"<TableRegion><TextRegion>{''.join(f'<TextLine>{equiv(line)}</TextLine>' for line in PLAIN)}</TextRegion>"
    "</TableRegion>",
])
def test_page_xml_with_text_at_its_regions_only(regions: str) -> None:
    assert told(page_xml(regions), "page").replace("kind- ling", "kindling") == f"{ORLAN} {VANE}"


def test_words_of_djvu_without_places_and_lines_without_words() -> None:
    whole = djvu_xml([LINES])
    for raw in (re.sub(r' coords="[^"]*"', "", whole),
                re.sub(r"<LINE>(.*?)</LINE>", lambda m: f"<LINE>{re.sub('<[^>]*>', '', m[1])}</LINE>", whole)):
        assert told(raw, "djvuxml").replace("kind- ling", "kindling").endswith(f"{ORLAN} {VANE}")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused_wherever_they_stand(encoding: str) -> None:
    raw = f"<!DOCTYPE alto [<!--{'x' * 120_000}--><!ENTITY a 'b'>]>{alto([LINES])[21:]}"
    with pytest.raises(SourceRefusedError, match="entities"):
        formats.read(raw.encode(encoding), "alto", "file")
