"""Programs that people bring exports into, as readers: what each makes of title, authors, year, language, pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from exported import extract
from lantern import BOOKS, turn

from corpus.export.passages import Extract
from corpus.model.turns import Page, TextInfo

TITLES = {
    "plain": "The Case of the Lantern Works and the Harbour Board",
    "quotes": 'The Case of the "Lantern Works": Verbatim Report',
    "print": "The “Lantern Works” and ‘Tarnholm’ – Board’s Report",
    "guillemets": "Дело «Фонарного завода» – Отчёт",
    "braces": "Report {Second Part} of the Board",
    "signs": "Lamps & Boards: 50% of #3_b in the Harbour",
    "dollar": "Lamps at $5",
    "dashes": "Lamps -- and Boards --- a Study",
    "marks": "Whose Lamp?! Ours!!",
    "caret": "Lamp^2 and Board",
    "particles": "von der Lampe: de Re Lucis",
    "cyrillic": "О лампах: „Записки“ Палаты",
}
"""Titles of every kind."""

UNREAD = {
    "zotero-bibtex": ("backslash", "tilde", "one-brace"),
    "bibtexparser": ("caret",),
    "pybtex": ("braces", "one-brace", "dollar", "caret"),
}
"""Titles whose commands of TeX a program does not know; all others come back character for character."""

RARE = {"backslash": r"Lamps \ Boards", "tilde": "Lamps ~ Boards", "one-brace": "Lamps {and Boards"}
"""Titles with signs that only some programs read from BibTeX."""

AUTHORS = {
    "Quill, Ann": ("Quill", "Ann"), "de la Cruz, Juan": ("de la Cruz", "Juan"), "Перов, И. И.": ("Перов", "И. И."),
    "van der Lamp, A. B.": ("van der Lamp", "A. B."), "Harbour and Lamp Society": ("Harbour and Lamp Society",),
    "O'Lamp, Tomás": ("O'Lamp", "Tomás"),
}
"""Authors as they are given, and as a program should part their names."""


@dataclass(frozen=True)
class Read:
    """A work as a program has it. ``pages`` are those that its notes name, ``size`` the number of its pages."""

    title: str
    authors: tuple[tuple[str, ...], ...]
    year: str
    lang: str
    pages: tuple[str, ...]
    size: str = ""
    kind: str = ""


def passage(info: TextInfo, number: int, page: Page, **more: Any) -> Extract:
    """Give a passage of an invented text."""
    base = turn("essay", page, ref=f"{info.id}/{number:04d}", ordinal=number, text=f"Lamp {number} burned.")
    return extract(replace(base, text_id=info.id, lang=info.lang, **more), info)


def works() -> list[tuple[TextInfo, list[Extract]]]:
    """Give a work for each title, with two passages of it; the authors go round."""
    made = []
    names = list(AUTHORS)
    for n, (name, title) in enumerate((TITLES | RARE).items()):
        info = replace(BOOKS["essay"], id=f"work-{name}", title=title, author=names[n % len(names)], year=1930 + n,
                       publisher="Board and Press", lang="ru" if re.search("[а-я]", title) else "en")
        pages = Page("12", "printed"), Page("32", "printed", end="33")
        made.append((info, [passage(info, number, page) for number, page in enumerate(pages, 1)]))
    return made


def pages_of(note: str) -> tuple[str, ...]:
    """Give the pages that a note names."""
    return tuple(re.findall(r"\bpp?\. (\d+(?:–\d+)?)(?= \(|,|:|$)", note))


def pandoc(text: str, form: str) -> list[Read]:
    """Read with pandoc; the test is skipped where it is not installed."""
    program = shutil.which("pandoc")
    if not program:
        pytest.skip("pandoc is not installed")
    run = subprocess.run([program, "-f", form, "-t", "csljson"], input=text, text=True, capture_output=True, check=True)
    return [_csl(item) for item in json.loads(run.stdout)]


def _csl(item: dict[str, Any]) -> Read:
    def parted(name: dict[str, str]) -> tuple[str, ...]:
        if "literal" in name:
            return (name["literal"],)
        particle = name.get("dropping-particle") or name.get("non-dropping-particle")
        return (" ".join(filter(None, (particle, name["family"]))), name["given"])

    note = item.get("annote") or item.get("note") or ""
    return Read(item["title"], tuple(map(parted, item.get("author", ()))), str(item["issued"]["date-parts"][0][0]),
                item.get("language", "")[:2], pages_of(note), item.get("number-of-pages", item.get("page", "")),
                item["type"])


def zotero(text: str) -> list[Read]:
    """Read with Zotero's translators, by a translation server that runs at ``TRIALS_TEST_ZOTERO``."""
    server = os.environ.get("TRIALS_TEST_ZOTERO")
    if not server:
        pytest.skip("no server of Zotero's translators; TRIALS_TEST_ZOTERO=http://127.0.0.1:1969 names one")
    asked = urllib.request.Request(f"{server}/import", text.encode(), {"Content-Type": "text/plain"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=120) as answer:  # noqa: S310
        rows = json.load(answer)
    works = [row for row in rows if row["itemType"] != "note"]
    notes = {work["key"]: "\n".join(row["note"] for row in rows if row.get("parentItem") == work["key"])
             for work in works}
    return [_item(row, re.sub("<[^>]*>", "\n", notes[row["key"]])) for row in works]


def _item(row: dict[str, Any], notes: str) -> Read:
    names = tuple((one["name"],) if "name" in one else (one["lastName"], one["firstName"]) for one in row["creators"])
    return Read(row["title"], names, re.findall(r"\d{4}", row["date"])[0], row["language"][:2],
                pages_of(notes + row.get("extra", "")), row.get("numPages", ""), row["itemType"])


def bibtexparser(text: str) -> list[Read]:
    """Read with bibtexparser, which turns what TeX needs into characters."""
    import bibtexparser as program
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

    library = program.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts(),
                                                            LatexDecodingMiddleware()])
    assert not library.failed_blocks
    out = []
    for one in library.entries:
        fields = {name: field.value for name, field in one.fields_dict.items()}
        # It keeps the braces of a name that is to be taken whole.
        names = tuple(tuple(part.strip("{}") for part in (" ".join([*name.von, *name.last]), " ".join(name.first))
                            if part) for name in fields.get("author", ()))
        out.append(_bib(fields, names, one.entry_type))
    return out


def pybtex(text: str) -> list[Read]:
    """Read with pybtex."""
    from pybtex.database import parse_string
    from pybtex.richtext import Text

    out = []
    for one in parse_string(text, "bibtex").entries.values():
        fields = {name.lower(): str(Text.from_latex(value)) if name not in ("url",) else value
                  for name, value in one.fields.items()}
        names = tuple(tuple(str(Text.from_latex(part)) for part in filter(None, (
            " ".join([*person.prelast_names, *person.last_names]),
            " ".join([*person.first_names, *person.middle_names]))))
            for person in one.persons.get("author", ()))
        out.append(_bib(fields, names, one.type))
    return out


def _bib(fields: dict[str, Any], names: tuple[tuple[str, ...], ...], kind: str) -> Read:
    return Read(fields["title"], names, fields["year"], {"english": "en", "russian": "ru"}[fields["langid"]],
                pages_of(fields.get("annote", "")), fields.get("pages", ""), kind)


def rispy(text: str) -> list[Read]:
    """Read with rispy."""
    import rispy as program

    def parted(name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in name.split(","))

    return [Read(one["title"], tuple(map(parted, one.get("authors", ()))), one["year"], one["language"],
                 pages_of("\n".join(one["notes"])), one.get("start_page", ""), one["type_of_reference"])
            for one in program.loads(text)]


READERS: dict[str, tuple[str, Callable[[str], list[Read]]]] = {
    "zotero-bibtex": ("bibtex", zotero),
    "zotero-ris": ("ris", zotero),
    "zotero-csl-json": ("csl-json", zotero),
    "pandoc-biblatex": ("bibtex", lambda text: pandoc(text, "biblatex")),
    "pandoc-bibtex": ("bibtex", lambda text: pandoc(text, "bibtex")),
    "pandoc-csl-json": ("csl-json", lambda text: pandoc(text, "csljson")),
    "bibtexparser": ("bibtex", bibtexparser),
    "pybtex": ("bibtex", pybtex),
    "rispy": ("ris", rispy),
}
"""The programs by name: the format each reads, and how."""
