"""Plays whose translations have habits: read from text and PDF by a catalogue of their own, and paired."""

from __future__ import annotations

import re
import textwrap
from html import unescape
from pathlib import Path

import pytest
from comet import catalogue_of_play, gold_pairs, printed_rows, printed_text, title_of
from command import trials
from pdf_maker import Page, make_pdf

from corpus.storage.home import Home
from webapp.app import create_app

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


def bring(name: str, form: str, folder: Path, *options: str) -> Path:
    home = folder / "home"
    catalogue_of_play(home, name)
    for lang in ("en", "ru"):
        file = folder / f"{lang}.{form}"
        file.write_bytes(printed_pdf(name, lang) if form == "pdf" else printed_text(name, lang).encode())
        last = options if lang == "ru" else ["--no-ingest"]
        assert trials("add", file, "--edition", f"{lang}-{title_of(name)}", *last, home=home).code == 0
    return home


def folded(words: str) -> str:
    return " ".join(words.replace("\u00ad", "").split()).strip("()")


@pytest.mark.parametrize(("name", "form"), [
    ("plain", "txt"), ("plain", "pdf"), ("merged", "pdf"), ("moved", "txt"), ("moved", "pdf"),
    ("ferry plain", "pdf"), ("ferry moved", "txt"),
])
def test_habits_of_translators_are_followed(name: str, form: str, tmp_path: Path) -> None:
    home = bring(name, form, tmp_path, "--no-index")
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


@pytest.mark.parametrize("first", ["en", "ru"])
def test_what_stands_side_by_side_stands_in_its_order(first: str, tmp_path: Path) -> None:
    client = create_app(Home.open(bring("plain", "txt", tmp_path))).test_client()
    pages = [client.get(f"/compare/comet/1907-11-14-morning?first={first}&n={number}").text for number in (1, 2, 3)]
    shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", "".join(pages))).split())
    for lang in ("en", "ru"):
        long = [words for _, words in printed_rows("plain", lang) if len(words) > 24]
        assert [shown.count(words) for words in long] == [1] * len(long)
        assert long == sorted(long, key=shown.index)
