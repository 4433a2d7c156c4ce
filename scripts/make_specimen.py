"""Make the files of the bundled specimen from its source text: ``make_specimen.py [FOLDER]``.

FOLDER (``corpus/data/specimen`` of this checkout unless named) gets ``files/`` and ``truth.json``, byte for
byte the same each time. The source text is always that of the checkout.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from specimen.page import TITLE_EN, Places, russian_page, russian_places, summary_page
from specimen.printing import Book, draw, set_book
from specimen.source import LANGS, Unit, edition, pairs, read
from specimen.summary import Condensed, condense

from corpus.data_files import read_table

SPECIMEN = Path(__file__).resolve().parent.parent / "corpus" / "data" / "specimen"
Editions = dict[str, tuple[list[Unit], Places]]
Rows = list[dict[str, Any]]
SUMMARY = "en-specimen-summary"

_MARK = re.compile(r"\{(en|ru)(?:\+(\d))?:([^}]+)\}")
_WRONG = re.compile(r"\{wrong:([^|}]+)\|([^}]+)\}")


def main(arguments: Sequence[str]) -> None:
    """Make the specimen in the folder named, or in its own."""
    parser = argparse.ArgumentParser(description="Make the files of the specimen from its source.")
    parser.add_argument("folder", type=Path, nargs="?", default=SPECIMEN, help="where to; its own place if left out")
    make(parser.parse_args(arguments).folder)


def make(folder: Path) -> None:
    """Write the files and ``truth.json`` into ``folder``."""
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    source = read((SPECIMEN / "source" / "inquiry.txt").read_text(encoding="utf-8"))
    english, russian = (edition(source, lang) for lang in LANGS)
    book = set_book(english)
    draw(book, TITLE_EN, files / "en-specimen.pdf")
    editions: Editions = {"en": (english, book.places), "ru": (russian, russian_places(russian))}
    _write(files / "ru-specimen.html", russian_page(*editions["ru"]))
    condensed = condense(source, english)
    _write(files / f"{SUMMARY}.html", summary_page([turn.unit for turn in condensed]))
    _write(files / "letter-ru.txt", (SPECIMEN / "source" / "letter-ru.txt").read_text(encoding="utf-8"))
    essay, citations, misquotations = resolve_essay(
        (SPECIMEN / "source" / "essay.md").read_text(encoding="utf-8"), editions
    )
    _write(files / "essay.md", essay)
    turns = {f"{lang}-specimen": _turns(*editions[lang], english=lang == "en") for lang in editions}
    turns[SUMMARY] = _summary_turns(condensed)
    truth = {
        "editions": turns,
        "pairs": _pairs(english, russian),
        "summary_pairs": _pairs([turn.unit for turn in condensed], russian),
        "summary_sentences": _origins(condensed),
        "citations": citations,
        "misquotations": misquotations,
        "searches": _searches(turns, editions, book),
    }
    _write(folder / "truth.json", _rows_by_line(truth))


def resolve_essay(template: str, editions: Editions) -> tuple[str, Rows, Rows]:
    """Put pages for the marks of the essay; give the essay, its citations and its misquotations.

    A mark ``{en:words}`` becomes the page of these words, ``{en+3:words}`` on purpose a page three too high,
    ``{wrong:words|words}`` the first of two wordings. Raises ValueError where the words do not stand in
    exactly one turn.
    """
    citations: Rows = []
    misquotations: Rows = []

    def wrong(match: re.Match[str]) -> str:
        ordinal, _ = find(match[2], editions["en"])
        misquotations.append({"line": 0, "quote": match[1], "source": match[2], "edition": "en-specimen",
                              "ordinal": ordinal})
        return match[1]

    def page(match: re.Match[str]) -> str:
        ordinal, pages = find(match[3], editions[match[1]])
        cited = [number + int(match[2] or 0) for number in pages]
        literal = "-".join(map(str, cited))
        citations.append({"line": 0, "edition": f"{match[1]}-specimen", "words": match[3], "ordinal": ordinal,
                          "pages": literal, "right": "-".join(map(str, pages)), "wrong": cited != pages})
        return literal

    lines = []
    for number, line in enumerate(template.splitlines(), 1):
        lines.append(_MARK.sub(page, _WRONG.sub(wrong, line)))
        for row in [*citations, *misquotations]:
            row["line"] = row["line"] or number
    return "\n".join(lines) + "\n", citations, misquotations


def find(words: str, where: tuple[list[Unit], Places]) -> tuple[int, list[int]]:
    """Give the ordinal of the one turn that holds ``words``, and the page or first and last page of them."""
    units, places = where
    found = [at for at, unit in enumerate(units) if words in unit.text]
    if len(found) != 1:
        raise ValueError(f"in {len(found)} turns instead of one: {words!r}")
    start = units[found[0]].text.index(words)
    pages = {_page_at(places[found[0]], at) for at in (start, start + len(words) - 1)}
    return found[0] + 1, sorted(pages)


def _page_at(places: Sequence[tuple[int, int]], offset: int) -> int:
    return max(page for start, page in places if start <= offset)


def _turns(units: Sequence[Unit], places: Places, english: bool) -> Rows:
    openings = {here[0][1] for unit, here in zip(units, places, strict=True)
                if english and unit.kind == "heading" and unit.section is None}
    rows: Rows = []
    number, sitting = 0, ""
    for at, (unit, here) in enumerate(zip(units, places, strict=True), 1):
        number = number + 1 if unit.sitting == sitting else 1
        sitting = unit.sitting
        rows.append({
            **_turn(unit, at, number),
            "page": {"label": str(here[0][1]), "end": str(here[-1][1]),
                     "basis": "sequence" if here[0][1] in openings else "printed"},
            "text": unit.text,
        })
    return rows


def _summary_turns(condensed: Sequence[Condensed]) -> Rows:
    rows: Rows = []
    number, sitting = 0, ""
    for at, turn in enumerate(condensed, 1):
        number = number + 1 if turn.unit.sitting == sitting else 1
        sitting = turn.unit.sitting
        rows.append({
            **_turn(turn.unit, at, number), "page": {"label": None, "end": None, "basis": "none"},
            "narration": turn.narration, "text": turn.unit.text,
        })
    return rows


def _turn(unit: Unit, ordinal: int, number: int) -> dict[str, Any]:
    return {
        "ordinal": ordinal, "in_sitting": number, "sitting": unit.sitting, "section": unit.section,
        "kind": unit.kind, "speaker": unit.speaker, "label": unit.label, "role": unit.role,
    }


def _pairs(english: list[Unit], russian: list[Unit]) -> Rows:
    return [{"en": left, "ru": right} for left, right in pairs(english, russian)]


def _origins(condensed: Sequence[Condensed]) -> Rows:
    return [
        {"turn": ordinal, "start": part.start, "end": part.end, "from": list(part.sources), "at": part.at}
        for ordinal, turn in enumerate(condensed, 1) for part in turn.parts
    ]


def _searches(turns: dict[str, Rows], editions: Editions, book: Book) -> Rows:
    rows: Rows = read_table(SPECIMEN / "source" / "searches.toml")["search"]
    seams = [(f"page-end-{lang}", lang, _page_end(places)) for lang, (_, places) in editions.items()]
    seams += [(f"parted-{number}-en", "en", seam) for number, seam in enumerate(book.parted[:2], 1)]
    for name, lang, (at, offset) in seams:
        query = _around(editions[lang][0][at].text, offset)
        rows.append({"id": name, "edition": f"{lang}-specimen", "query": query})
    for row in rows:
        texts = [_searched(turn, row) for turn in turns[row["edition"]]]
        row["hits"] = sum(_count(phrase, text) for phrase in row.get("forms") or [row["query"]] for text in texts)
    return rows


def _searched(turn: dict[str, Any], search: dict[str, Any]) -> str:
    """Give what a search looks through in a turn: where it asks who speaks, only what he says."""
    wanted = {field: search[field] for field in ("speaker", "role") if field in search}
    if any(turn[field] != value for field, value in wanted.items()):
        return ""
    text: str = turn["text"]
    return text[:turn.get("narration")] if wanted else text


def _page_end(places: Places) -> tuple[int, int]:
    """Give the first turn that runs on over a page end, as its place in the list, and the offset there."""
    return next((at, here[1][0]) for at, here in enumerate(places) if len(here) > 1)


def _around(text: str, offset: int) -> str:
    """Give up to three words on either side of ``offset``, which may be inside a word."""
    before, after = re.findall(r"\S*\s*", text[:offset]), re.findall(r"\s*\S+", text[offset:])
    return "".join([*before[-4:], *after[:3]]).strip(" .,;:!?“”«»")


def _count(phrase: str, text: str) -> int:
    wanted, words = _words(phrase), _words(text)
    return sum(words[at:at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _words(text: str) -> list[str]:
    apart = re.sub(r"['’](?=s\b)", " ", text.lower().replace("ё", "е"))
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", apart))


def _rows_by_line(truth: dict[str, Any], depth: int = 1) -> str:
    """Give the answers as JSON with one row a line."""
    def value(entry: Any) -> str:
        if isinstance(entry, dict):
            return _rows_by_line(entry, depth + 1).rstrip()
        lines = ",\n".join(" " * (depth + 1) + json.dumps(row, ensure_ascii=False) for row in entry)
        return f"[\n{lines}\n{' ' * depth}]"

    entries = ",\n".join(f'{" " * depth}"{key}": {value(entry)}' for key, entry in truth.items())
    return f"{{\n{entries}\n{' ' * (depth - 1)}}}\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
