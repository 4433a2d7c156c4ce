"""The second play, whose translations have habits: read from text and PDF by a catalogue of its own, and paired."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from comet import catalogue_of_comet, gold_pairs, printed_rows, printed_text
from command import trials
from pdf_maker import Page, make_pdf

FLOOR = 0.97
"""F1 of the pairs: the goal that was set for a play of one's own."""

LINES_A_PAGE = 32


def printed_pdf(name: str, lang: str) -> bytes:
    lines: list[str] = []
    for paragraph in printed_text(name, lang).split("\n\n"):
        first, *more = textwrap.wrap(paragraph, 44)
        lines += [f">{first}", *more]
    pages = [lines[at : at + LINES_A_PAGE] for at in range(0, len(lines), LINES_A_PAGE)]
    return make_pdf([Page(page, number=str(number)) for number, page in enumerate(pages, 7)], cyrillic=lang == "ru")


def folded(words: str) -> str:
    return " ".join(words.replace("\u00ad", "").split()).strip("()")


@pytest.mark.parametrize(("name", "form"), [
    ("plain", "txt"), ("plain", "pdf"), ("merged", "pdf"), ("moved", "txt"), ("moved", "pdf"),
])
def test_habits_of_translators_are_followed(name: str, form: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    catalogue_of_comet(home)
    for lang in ("en", "ru"):
        file = tmp_path / f"{lang}.{form}"
        file.write_bytes(printed_pdf(name, lang) if form == "pdf" else printed_text(name, lang).encode())
        last = ["--no-index"] if lang == "ru" else ["--no-ingest"]
        assert trials("add", file, "--edition", f"{lang}-comet", *last, home=home).code == 0
    gold = {(folded(ru), folded(en)) for ru, en in gold_pairs(name)}
    printed = {folded(words) for lang in ("en", "ru") for _, words in printed_rows(name, lang)}
    found = {
        pair for row in trials("pairs", "--json", home=home).lines
        for pair in [(folded(ru), folded(en)) for ru in row["left"]["text"].split("\n")
                     for en in row["right"]["text"].split("\n")]
        if set(pair) & printed
    }
    f1 = 2 * len(found & gold) / (len(found) + len(gold))
    assert f1 >= FLOOR, (f1, sorted(found - gold), sorted(gold - found))
