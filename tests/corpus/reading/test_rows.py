"""Files of many makers and kinds are read as their makers meant: pages, paragraphs, speakers, words, refusals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.catalogue.catalogue import load
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.errors import SourceRefusedError
from corpus.language.words import fold, forms
from corpus.model.blocks import SourceText
from corpus.reading import formats

pytestmark = pytest.mark.sources
SPECIMEN = load("specimen")


def text_of(cases: Path, name: str) -> SourceText:
    data = (cases / name).read_bytes()
    [source] = formats.read(data, formats.sniff(data, name), name)
    return source


def turns_of(cases: Path, name: str, lang: str) -> EditionTurns:
    return edition_turns([(text_of(cases, name), None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)


O, K, P, D = "orsetsky", "a-korvin", "veldanov", "dal-renin"  # noqa: E741 (speakers)
SPEAKERS: dict[str, tuple[str, Sequence[str | None]]] = {
    "05a-label-forms-en.txt": (
        "en", [O, K, O, K, O, K, None, None, P, D, O, None, O, None, None, O, O, O, O, K]),
    "05b-label-forms-ru.txt": (
        "ru", [O, K, O, K, O, K, O, O, O, K, O, P, P, None, None, None, None, None, None]),
    "05c-square-directions.txt": ("en", [O, K, O, D]),
    "05e-own-line.txt": ("en", [O, K] * 6),
    "05h-speaker-column.pdf": ("en", [O, K] * 15),
    "06a-line-numbers.pdf": ("en", [O, K] * 32),
    "06c-line-numbers-5.pdf": ("en", [O, K] * 21),
    "07b-letterspaced-labels.txt": ("ru", [O, K, O, K, O]),
}


@pytest.mark.parametrize("name", SPEAKERS)
def test_who_speaks(cases: Path, name: str) -> None:
    lang, speakers = SPEAKERS[name]
    made = turns_of(cases, name, lang)
    said = [turn for turn in made.turns if turn.kind == "speech"]
    assert [turn.speaker for turn in said] == speakers
    unknown = {turn.label for turn in said if turn.speaker is None and turn.role is None}
    assert {doubt.fields["label"] for doubt in made.doubts if doubt.code == "label-unknown"} == unknown
    assert not any("\n" in turn.text for turn in said)


WORDS = {
    "08c-soft-hyphen.txt": ("proceedings", "протокол", "слушали"),
    "08d-pre.html": ("proceedings", "listened", "протокол", "слушали"),
}


@pytest.mark.parametrize("name", WORDS)
def test_words_parted_at_line_ends_are_whole(cases: Path, name: str) -> None:
    text = " ".join(block.text for block in text_of(cases, name).blocks)
    assert all(text.count(word) == 1 for word in WORDS[name])


PAGES = {
    "12b-formfeed.txt": [str(n) for n in range(31, 37)],
    "13b-page-anchors.html": [str(n) for n in range(31, 37)],
    "13c-wikisource.html": ["31", "32", "33"],
    "13d-pagelabels.pdf": ["ix", "x", "211"],
    "21d-two-parts.pdf": [str(n) for n in range(1, 9)],
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(cases: Path, name: str) -> None:
    found: dict[str, None] = {}
    for block in text_of(cases, name).blocks:
        marks = [mark.label for mark in block.marks if mark.kind == "page"]
        found.update(dict.fromkeys(label for label in (block.page.label, *marks) if label))
    assert [*found][: len(PAGES[name])] == PAGES[name]


def test_a_note_over_a_page_end(cases: Path) -> None:
    text = text_of(cases, "14a-note-continues.pdf")
    notes = [block.text for block in text.blocks if block.kind == "note"]
    assert notes[0].endswith("by somebody who had a sharp knife, for the cut is clean and the thread is whole.")
    assert not any("*" in block.text for block in text.blocks if block.kind != "note")
    [crossing] = [block for block in text.blocks if "the porters knew him by his hat" in block.text]
    assert [mark.label for mark in crossing.marks if mark.kind == "page"] == ["32"]
    assert not text.doubts


def test_large_initials(cases: Path) -> None:
    text = text_of(cases, "15a-dropcap.pdf")
    assert text.blocks[0].text.startswith("THE HARBOUR of Tarnholm lay under fog for nineteen days, and nobody")


def test_columns_of_each_part_of_a_newspaper_page(cases: Path) -> None:
    text = text_of(cases, "16a-newspaper.pdf")
    columns = [block.text for block in text.blocks if block.text.endswith("ends.")]
    names = ["Alpha1", "Alpha2", "Alpha3", "Delta", "Beta1", "Beta2", "Gamma"]
    assert [column.split()[0] for column in columns] == names
    assert [column.split()[-2] for column in columns] == names
    assert not any(doubt.code == "sheets-read-across" for doubt in text.doubts)


def test_letters_spaced_by_the_file_are_words_and_labels(cases: Path) -> None:
    said = [turn for turn in turns_of(cases, "21b-charspace-ru.pdf", "ru").turns if turn.kind == "speech"]
    assert [turn.speaker for turn in said] == [O, K, O, D] * 17
    assert not any(one.isalpha() and one not in "яиуквсоа" for turn in said for one in turn.text.lower().split()
                   if len(one) == 1)


def test_letters_set_together_from_two_signs(cases: Path) -> None:
    text = text_of(cases, "21c-nfd.txt")
    found = {word for block in text.blocks for word in forms(block.text)}
    assert {fold(word) for word in ("Ёлкин", "чёрный", "мой", "жёлтый", "Йодный")} <= found


def test_a_page_saved_by_word(cases: Path) -> None:
    text = text_of(cases, "22-word.html")
    assert [(block.kind, block.text) for block in text.blocks if block.text] == [
        ("para", "Вопрос: Кто держал ключ от амбара?"), ("para", "Ответ: Ключ держал старший сторож."),
        ("note", "Ключ был медный."),
    ]
    assert [m.start for block in text.blocks for m in block.marks if m.kind == "note"] == [23, 0]


def test_of_two_layers_one_is_read(cases: Path) -> None:
    text = text_of(cases, "17a-two-layers.pdf")
    assert "ledqer" not in " ".join(block.text for block in text.blocks)
    assert [doubt.code for doubt in text.doubts] == ["sheets-of-two-layers"]


def test_lines_that_end_with_a_carriage_return(cases: Path) -> None:
    assert len(text_of(cases, "19a-cr-only.txt").blocks) == 3


@pytest.mark.parametrize("name", ["20b-frames.html", "20-fmt-t.tsv", "20-fmt-s.tex"])
def test_what_is_refused_by_its_name(cases: Path, name: str) -> None:
    with pytest.raises(SourceRefusedError):
        text_of(cases, name)


def test_utf_16_without_a_mark_is_read(cases: Path) -> None:
    text = text_of(cases, "10c-utf16-no-bom.txt")
    letters = Counter("а" <= sign.lower() <= "я" for block in text.blocks for sign in block.text if sign.isalpha())
    assert letters[True] > 0.9 * letters.total()


def test_watermarks_are_out_and_nothing_else(cases: Path) -> None:
    text = text_of(cases, "21a-watermark.pdf")
    assert not any("Digitized" in block.text or "Generated" in block.text for block in text.blocks)
    assert {entry.kind for entry in text.left_out} == {"furniture"}
