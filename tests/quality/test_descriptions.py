"""Titles of an archive against another catalogue of it, and against who was questioned, wrote and received by hand.

The kinds of the other catalogue follow rules of its own; every difference was looked at. It calls a note by what is
laid in with it, and the record of a confrontation by its first word. The persons are read off the titles by another
way than the program's: what stands in a fixed place of the plainest titles, and its case form must be that of the
nominative given.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from corpus.description.title import read_title
from corpus.model.description import Named
from corpus.names.case_forms import case_forms
from corpus.names.table import name_table

KINDS, QUESTIONED, PARTIES = 0.985, 0.99, 0.99
"""Shares that must agree."""

_NAME = r"([А-ЯЁ]\.(?: ?[А-ЯЁ]\.)?) ?([А-ЯЁ][\w-]+)"


@pytest.fixture(scope="module")
def rows(examples: Path) -> list[dict[str, str]]:
    with (examples / "archive-titles.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def fits(found: Named, initials: str, surname: str) -> bool:
    """Whether a name is the nominative of what a title prints, by the paradigms, a man's or a woman's."""
    given, _, last = found.name.rpartition(" ")
    forms = case_forms(last) | case_forms(last, feminine=True)
    return given.replace(" ", "") == initials.replace(" ", "") and surname.lower().replace("ё", "е") in forms


@pytest.mark.sources
def test_kinds(rows: list[dict[str, str]]) -> None:
    listed = [row for row in rows if row["kind"]]
    agree = sum(read_title(row["title"], name_table()).doctype == row["kind"].replace("_", "-") for row in listed)
    assert agree / len(listed) >= KINDS


@pytest.mark.sources
def test_persons_questioned(rows: list[dict[str, str]]) -> None:
    right = total = 0
    for row in rows:
        if match := re.search(rf"^(?:Протокол допроса|.*оказани[ея]) (?:обвиняемого )?{_NAME}", row["title"]):
            total += 1
            found = read_title(row["title"], name_table()).questioned
            right += len(found) == 1 and fits(found[0], *match.groups())
    assert total > 300
    assert right / total >= QUESTIONED


@pytest.mark.sources
def test_authors_and_addressees(rows: list[dict[str, str]]) -> None:
    right = total = 0
    for row in rows:
        if match := re.match(rf"(?:Спецсообщение|Письмо) {_NAME} {_NAME}", row["title"]):
            total += 1
            found = read_title(row["title"], name_table())
            right += (len(found.authors) == 1 and fits(found.authors[0], *match.groups()[:2])
                      and bool(found.addressees) and fits(found.addressees[0], *match.groups()[2:]))
    assert total > 150
    assert right / total >= PARTIES
