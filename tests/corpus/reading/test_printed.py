"""Plain text made from printed pages: pages, heads out, paragraphs over page ends, every word in its place."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pdf_truth import turn_score

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.model.blocks import SourceText
from corpus.reading.formats import read, sniff
from corpus.reading.printed import pages_printed
from corpus.speakers.labels import LabelVocabulary

LINES = """   ORLAN: The lamp that stood beside the northern gate was lit by the watch-
man, who had no other work to do that night, and it burned until the carter
came with a kindling box. I did not see who held it.
   VANE: And the barn, was it open at that hour, or was it shut as the presi-
dent of the guild has told us twice?
   ORLAN: It was open. The door hung on one hinge, and in the straw behind it
lay a sack of salt that nobody had asked for, and 3*4 of the lamps were lit.
   VANE: You were asked about the door and not about the sack. Was the carter
with you when the door was opened, and did he see the straw?
   ORLAN: He was with me until the clock struck, and then he went to the river
to look for the mule, which had not come home since the evening, and left me
""".splitlines()
REST = "alone in the barn with the lamp, until the watchman came.\n"


def pages(head: str, foot: str, feed: str) -> str:
    out = []
    for n in range(6):
        body = ([REST.rstrip()] if n else []) + LINES
        out.append("\n".join([*([head.format(31 + n), ""] if head else []), *body,
                              *(["", foot.format(31 + n)] if foot else []), ""]))
    return feed.join(out)


def read_text(raw: str) -> SourceText:
    (text,) = read(raw.encode(), sniff(raw.encode(), "file"), "file")
    return text


MADE = {
    "form feeds": pages("               THE BARN INQUIRY               {}", "", "\f"),
    "numbers at the foot": pages("", "                    {}", "\n\n"), "between dashes": pages("", "- {} -", "\n\n"),
    "heads": pages("THE BARN INQUIRY {}", "", "\n\n"),
}


@pytest.mark.parametrize("form", MADE)
def test_pages_turns_and_words(form: str) -> None:
    text = read_text(MADE[form])
    assert sum(block.text.count("watchman") for block in text.blocks) == 11
    assert sum(block.text.count("president") for block in text.blocks) == 6
    assert sum(block.text.count("and left me alone in the barn") for block in text.blocks) == 5
    assert "3*4" in text.blocks[2].text
    assert not any("INQUIRY" in block.text for block in text.blocks)
    labels = [label for b in text.blocks for label in (b.page.label, *(m.label for m in b.marks if m.kind == "page"))]
    assert list(dict.fromkeys(labels)) == [str(31 + n) for n in range(6)]
    assert {block.text.split(":")[0] for block in text.blocks} == {"ORLAN", "VANE"}


@pytest.mark.parametrize("form", MADE)
def test_every_word_stands_where_its_place_says(form: str) -> None:
    text = read_text(MADE[form])
    assert text.raw == MADE[form]
    for block in text.blocks:
        assert block.offsets.runs
        for run in block.offsets.runs:
            assert block.text[run.text : run.text + run.length] == text.raw[run.source : run.source + run.width]
    for entry in text.left_out:
        assert entry.start is not None and entry.text.split() == text.raw[entry.start : entry.end].split()


@pytest.mark.parametrize("raw", [
    "The lamp.\n\n1\n\nThe barn.\n\n2\n\nThe mule.\n\n3\n", "The lamp.\n\fThe barn.\n",
    "1. Lamp\n2. Barn\n3. Mule\n" * 9,
    "\n".join(f"In {1900 + n} the lamp burned." for n in range(60)),
])
def test_other_texts_are_no_printed_pages(raw: str) -> None:
    assert not pages_printed(raw)


@pytest.mark.sources
@pytest.mark.parametrize(("kind", "mode", "starts", "speakers"), [
    ("", [], 0.99, 1.0), ("", ["-layout"], 0.99, 1.0), ("", ["-raw"], 0.99, 1.0), ("-scan", ["-layout"], 0.99, 0.99),
])
def test_text_of_a_pdf_is_read_as_the_pdf(
    sources: Path, examples: Path, kind: str, mode: list[str], starts: float, speakers: float
) -> None:
    file, tool = sources / "pdf" / f"report-1936-en-pages{kind}.pdf", shutil.which("pdftotext")
    if not file.is_file() or tool is None:
        pytest.skip(f"pdftotext or {file} is not here")
    made = subprocess.run([tool, *mode, str(file), "-"], capture_output=True, check=True).stdout
    (text,) = read(made, "text", "file")
    catalogue = load("main")
    turns = edition_turns([(text, None)], catalogue.edition("en-1936"), catalogue).turns
    found = turn_score(turns, examples / "report-1936-en-pages.truth.json", LabelVocabulary(catalogue, "1936"))
    assert found.starts >= starts, (found.missed, found.invented)
    assert found.speakers >= speakers, found.wrong_speakers
    assert all(turn.page.label for turn in turns)


THINGS = ["A plan of the northern gate.", "Letters were kept by Orlan.", "He means the sack.",
          "See the key, sheet nine.", "Owls nest there still."]

NOTED = """WARDEN: Who held the lamp?
{label} I held it, and the boy stood by.{mark}
CARTER: He stood at the gate.
WARDEN: Was it late?
{label} Late enough for owls.

{note}
"""


@pytest.mark.parametrize(("mark", "note"), [
    (" {0}", "{0}\n\n{1} Lost."), ("{0}", "{0} {1} Lost."), (" {0}", "{0}{1} Lost."),
])
def test_a_note_below_a_page_is_told_by_its_number(mark: str, note: str) -> None:
    pages_ = [
        f"THE BARN INQUIRY {number}\n\n" + NOTED.format(
            label="BOATMAN:", mark=mark.format(2 * number), note=note.format(2 * number, thing))
        for number, thing in enumerate(THINGS, 31)
    ]
    text = read_text("\f".join(pages_))
    notes = [block.text for block in text.blocks if block.kind == "note"]
    assert sum("Lost." in note for note in notes) == 5
    assert not any("Lost." in block.text for block in text.blocks if block.kind != "note")
    assert sum(block.text.startswith("CARTER:") for block in text.blocks) == 5


@pytest.mark.parametrize("last", ["19 of them were there, and the owl.", "3. Who came then?", "7\nWARDEN: Go on."])
def test_a_number_that_no_word_bears_begins_no_note(last: str) -> None:
    pages_ = [f"THE BARN INQUIRY {n}\n\n" + NOTED.format(label="BOATMAN:", mark="", note=last) for n in range(31, 36)]
    assert not [block for block in read_text("\f".join(pages_)).blocks if block.kind == "note"]


@pytest.mark.parametrize("head", ["THE BARN INQUIRY\n{}\n", "THE BARN INQUIRY\n\n{}\n\n"])
def test_a_head_above_the_number_on_two_pages_of_five_is_no_text(head: str) -> None:
    body = "\n".join(line.strip() for line in LINES)
    pages_ = [(head if n % 2 else "Second Day {}\n").format(n) + body for n in range(30, 35)]
    text = read_text("\f".join(pages_))
    assert not any("INQUIRY" in block.text for block in text.blocks)
    assert list(dict.fromkeys(block.page.label for block in text.blocks)) == [*map(str, range(30, 35))]


@pytest.mark.parametrize(("numbers", "labels"), [
    ([5, 6, 7, 8, 9, 12, 13, 14], None), ([12, 13, 17, 18, 19, 20, 21], None), ([31, 32, 33, 34, 1, 2, 3], None),
    ([5, 6, 7, 8, 9, 40, 11, 12], [5, 6, 7, 8, 9, 10, 11, 12]),
])
@pytest.mark.parametrize("form", ["THE BARN INQUIRY {}\n\n", "- {} -\n\n"])
def test_pages_go_on_where_numbers_leap(numbers: list[int], labels: list[int] | None, form: str) -> None:
    body = "\n".join(line.strip() for line in [REST, *LINES])
    text = read_text("\n\n".join(form.format(n) + body for n in numbers))
    begins = [block.page.label for block in text.blocks if "alone in the barn" in block.text]
    ends = [mark.label for block in text.blocks for mark in block.marks if mark.kind == "page"]
    assert [*dict.fromkeys([*begins[:1], *ends])] == [str(n) for n in labels or numbers]
    assert labels is None or text.doubts
