"""Setting editions of the specimen as web pages: the Russian one with page marks, the condensed English one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from specimen.source import Unit

Places = list[list[tuple[int, int]]]

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
TITLE_SUMMARY = (
    "The Northern Lamp Inquiry, Condensed",
    TITLE_EN[1],
    "A Summary of the Report of the Sittings of the Harbour Tribunal of the Island of Tarn, May 4–5, 1911",
    "TARNHOLM 1912",
)
RU_FIRST_PAGE, RU_PAGE_CHARS, RU_KEPT = 31, 1150, 15
"""The Russian book: its first page, letters on a page, letters that are not set alone on one."""

_SOFT_HYPHEN_EACH = 9
_SYLLABLE = re.compile(r"^(\w{3,}?[аеёиоуыэюя])(?=[бвгджзклмнпрстфхцчшщ][аеёиоуыэюя])")


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
    lines = _head("ru", TITLE_RU)
    page = None
    for unit, here in zip(units, places, strict=True):
        if here[0][1] != page:
            lines.append(_page_paragraph(here[0][1]))
        lines.extend(_russian_turn(unit, here[1:]))
        page = here[-1][1]
    return _soft_hyphens("\n".join([*lines, "</body>", "</html>", ""]))


def summary_page(units: Sequence[Unit]) -> str:
    """Give the condensed edition as one HTML page, labels in title case; it has no page numbers."""
    turns = (_dressed(unit, escape(paragraph, quote=False), first=at == 0)
             for unit in units for at, paragraph in enumerate(unit.paragraphs))
    return "\n".join([*_head("en", TITLE_SUMMARY), *turns, "</body>", "</html>", ""])


def _head(lang: str, title: Sequence[str]) -> list[str]:
    return [
        "<!DOCTYPE html>", f'<html lang="{lang}">', "<head>", '<meta charset="utf-8">',
        f"<title>{title[0]}</title>", "</head>", "<body>", f"<h1>{title[0]}</h1>",
        *(f"<p>{text}</p>" for text in title[1:]),
    ]


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
