"""Make the files of the bundled specimen from its source text: ``make_specimen.py [FOLDER]``.

FOLDER (``corpus/data/specimen`` of this checkout unless named) gets ``files/`` and ``truth.json``, byte for
byte the same each time. The source text is always that of the checkout.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from specimen_print import Book, draw, set_book
from specimen_source import LANGS, Unit, edition, pairs, read

SPECIMEN = Path(__file__).resolve().parent.parent / "corpus" / "data" / "specimen"
Places = list[list[tuple[int, int]]]
Editions = dict[str, tuple[list[Unit], Places]]
Rows = list[dict[str, Any]]

TITLE_EN = (
    "The Northern Lamp Inquiry",
    "An invented specimen, written for this software. The inquiry, the ship, the town and all the people "
    "in this book never existed.",
    "Report of the Sittings of the Harbour Tribunal of the Island of Tarn in the Matter of the Grounding "
    "of the Ferry Northern Lamp, May 4–5, 1911",
    "TARNHOLM 1911",
)
TITLE_RU = (
    "Дело о пароме «Северная лампа»",
    "Вымышленный образец, написанный для этой программы. Ни дела, ни парома, ни города, ни людей, "
    "о которых говорится в этой книге, никогда не было.",
    "Отчёт о заседаниях Портового трибунала острова Тарн по делу о посадке на риф парома «Северная лампа», "
    "4–5 мая 1911 г.",
    "ТАРНХОЛЬМ 1911",
)
RU_FIRST_PAGE, RU_PAGE_CHARS, RU_KEPT = 31, 1150, 15
"""The Russian book: its first page, letters on a page, letters that are not set alone on one."""

_MARK = re.compile(r"\{(en|ru)(?:\+(\d))?:([^}]+)\}")
_WRONG = re.compile(r"\{wrong:([^|}]+)\|([^}]+)\}")
_SOFT_HYPHEN_EACH = 9
_SYLLABLE = re.compile(r"^(\w{3,}?[аеёиоуыэюя])(?=[бвгджзклмнпрстфхцчшщ][аеёиоуыэюя])")


def main(arguments: Sequence[str]) -> None:
    """Make the specimen in the folder named, or in its own."""
    make(Path(arguments[0]) if arguments else SPECIMEN)


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
    _write(files / "letter-ru.txt", (SPECIMEN / "source" / "letter-ru.txt").read_text(encoding="utf-8"))
    essay, citations, misquotations = resolve_essay(
        (SPECIMEN / "source" / "essay.md").read_text(encoding="utf-8"), editions
    )
    _write(files / "essay.md", essay)
    truth = {
        "editions": {f"{lang}-specimen": _turns(*editions[lang], english=lang == "en") for lang in editions},
        "pairs": [{"en": left, "ru": right} for left, right in pairs(english, russian)],
        "citations": citations,
        "misquotations": misquotations,
        "searches": _searches(editions, book),
    }
    _write(folder / "truth.json", json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def russian_places(units: Sequence[Unit]) -> Places:
    """Share the Russian turns out over pages: for each turn the offsets at which a page begins."""
    page, used = RU_FIRST_PAGE, 0
    places: Places = []
    for unit in units:
        if used > RU_PAGE_CHARS - RU_KEPT:
            page, used = page + 1, 0
        here, at, text = [(0, page)], 0, unit.text
        while len(text) - at > RU_PAGE_CHARS - used + RU_KEPT:
            limit = at + RU_PAGE_CHARS - used
            at = max(text.rfind(" ", at, limit), text.rfind("\n", at, limit)) + 1
            page, used = page + 1, 0
            here.append((at, page))
        used += len(text) - at
        places.append(here)
    return places


def russian_page(units: Sequence[Unit], places: Places) -> str:
    """Give the Russian edition as one HTML page, with page marks such as ``[с. 31]`` where a page begins."""
    lines = [
        "<!DOCTYPE html>", '<html lang="ru">', "<head>", '<meta charset="utf-8">',
        f"<title>{TITLE_RU[0]}</title>", "</head>", "<body>", f"<h1>{TITLE_RU[0]}</h1>",
        *(f"<p>{text}</p>" for text in TITLE_RU[1:]),
    ]
    page = None
    for unit, here in zip(units, places, strict=True):
        if here[0][1] != page:
            lines.append(_page_paragraph(here[0][1]))
        lines.extend(_russian_turn(unit, here[1:]))
        page = here[-1][1]
    return _soft_hyphens("\n".join([*lines, "</body>", "</html>", ""]))


def _russian_turn(unit: Unit, cuts: Sequence[tuple[int, int]]) -> list[str]:
    lines: list[str] = []
    start = 0
    for at, paragraph in enumerate(unit.paragraphs):
        end = start + len(paragraph)
        inside = [(cut - start, page) for cut, page in cuts if start < cut < end]
        lines.extend(_page_paragraph(page) for cut, page in cuts if cut == start)
        edges = [0, *(cut for cut, _ in inside), len(paragraph)]
        parts = [_typeset(paragraph[low:high]) for low, high in pairwise(edges)]
        marks = ["", *(f'<span class="page">[с. {page}]</span> ' for _, page in inside)]
        text = "".join(mark + part for mark, part in zip(marks, parts, strict=True))
        lines.append(_dressed(unit, text, first=at == 0))
        start = end + 1
    return lines


def _dressed(unit: Unit, text: str, first: bool) -> str:
    if unit.kind == "heading":
        level = 2 if unit.section is None else 3
        return f"<h{level}>{text}</h{level}>"
    if unit.kind == "direction":
        return f"<p><i>{text}</i></p>"
    if unit.label is None or not first:
        return f"<p>{text}</p>"
    label = _typeset(unit.label)
    forms = {"caps": f"<b>{label}:</b>", "title": f"{label}:", "stop": f"{label}."}
    return f"<p>{forms[unit.style]} {text}</p>"


def _page_paragraph(page: int) -> str:
    return f'<p class="page">[с. {page}]</p>'


def _typeset(text: str) -> str:
    """Escape a text and bind initials and number signs to what follows them."""
    return re.sub(r"(?<=\b[А-Я]\.) (?=[А-Я])|(?<=№) ", "&nbsp;", escape(text, quote=False))


def _soft_hyphens(page: str) -> str:
    """Put a soft hyphen into some of the long words of the body."""
    head, body = page.split("</h1>", 1)
    count = 0

    def part(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match.group() if count % _SOFT_HYPHEN_EACH else _SYLLABLE.sub(r"\1&shy;", match.group())

    return f"{head}</h1>{re.sub('[а-яё]{10,}', part, body)}"


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
            "ordinal": at, "in_sitting": number, "sitting": sitting, "section": unit.section,
            "kind": unit.kind, "speaker": unit.speaker, "label": unit.label, "role": unit.role,
            "page": {"label": str(here[0][1]), "end": str(here[-1][1]),
                     "basis": "sequence" if here[0][1] in openings else "printed"},
            "text": unit.text,
        })
    return rows


def _searches(editions: Editions, book: Book) -> Rows:
    text = (SPECIMEN / "source" / "searches.toml").read_text(encoding="utf-8")
    rows: Rows = tomllib.loads(text)["search"]
    seams = [(f"page-end-{lang}", lang, _page_end(places)) for lang, (_, places) in editions.items()]
    seams += [(f"parted-{number}-en", "en", seam) for number, seam in enumerate(book.parted[:2], 1)]
    for name, lang, (at, offset) in seams:
        query = _around(editions[lang][0][at].text, offset)
        rows.append({"id": name, "edition": f"{lang}-specimen", "query": query})
    for row in rows:
        units = [unit for unit in editions[row["edition"][:2]][0]
                 if row.get("speaker") in (None, unit.speaker) and row.get("role") in (None, unit.role)]
        phrases = row.get("forms") or [row["query"]]
        row["hits"] = sum(_count(phrase, unit.text) for phrase in phrases for unit in units)
    return rows


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


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
