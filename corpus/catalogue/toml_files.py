"""Reading the TOML files of a catalogue into its entries.

A file is a table of entries by identifier, except ``sources.toml`` (``[[source]]``) and ``offices.toml``
(``[[office]]``). Keys are the field names of the entries; the shorthands are listed at the top of each file
and resolved here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from corpus.catalogue.entries import (
    Anchor,
    Edition,
    Form,
    Office,
    Person,
    RoleEntry,
    Section,
    Sitting,
    Source,
    SourcePage,
    Trial,
)
from corpus.errors import TrialsError

Entry = TypeVar("Entry")
Table = dict[str, Any]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn whatever a broken file causes into one TrialsError that names the file."""
    try:
        yield
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise TrialsError(f"The catalogue file {path} cannot be read: {error!r}.",
                          "Install the program again, or correct the file.") from error


def read_toml(path: Path, optional: bool = False) -> Table:
    """Give the tables of a file; of a missing one none where it is ``optional``. Raises TrialsError."""
    if optional and not path.exists():
        return {}
    with reading(path), path.open("rb") as stream:
        return tomllib.load(stream)


def read_entries(path: Path, build: Callable[[str, Table], Entry]) -> dict[str, Entry]:
    """Give the entries of a file by identifier, in the order of the file. Raises TrialsError."""
    tables = read_toml(path)
    with reading(path):
        return {name: build(name, table) for name, table in tables.items()}


def person(name: str, table: Table) -> Person:
    """Build a person; a form is a string, or a pair of text and note."""
    forms_en, forms_ru = (
        tuple(Form(row) if isinstance(row, str) else Form(*row) for row in table.pop(key, ()))
        for key in ("forms_en", "forms_ru")
    )
    return Person(id=name, forms_en=forms_en, forms_ru=forms_ru, **table)


def trial(name: str, table: Table) -> Trial:
    """Build a trial; a sitting's identifier is its date and part."""
    return Trial(
        id=name,
        sittings=tuple(
            Sitting(id=f"{row['date']}-{row['part']}", **row) for row in table.pop("sittings", ())
        ),
        roles=tuple(RoleEntry(**{**row, "sittings": tuple(row.get("sittings", ()))})
                    for row in table.pop("roles", ())),
        short_names=tuple(table.pop("short_names", ())),
        namesakes=tuple(tuple(group) for group in table.pop("namesakes", ())),
        **table,
    )


def edition(name: str, table: Table) -> Edition:
    """Build an edition; an anchor is a pair of page label and file."""
    return Edition(
        id=name,
        contents=tuple(Section(**row) for row in table.pop("contents", ())),
        anchors=tuple(Anchor(*row) for row in table.pop("anchors", ())),
        **table,
    )


def source(table: Table, reasons: dict[str, str], editions: dict[str, Edition]) -> Source:
    """Build a source: its host from the address, its reason from the list, its pages from their files."""
    data = {**table, "reason": reasons[table["reason"]] if "reason" in table else ""}
    url = data["url"]
    link, address = data.pop("page_link", None), data.pop("page_url", None)
    rows = data.pop("pages", ())
    if data.pop("pages_of_edition", False):
        contents = editions[data["edition"]].contents
        rows = [{"file": s.file, "title": s.title, "sitting": s.sitting, "through": s.through}
                for s in contents if s.file]
    pages = []
    for row in rows:
        file = row.pop("file")
        here = link.format(file) if link else urljoin(url, file)
        pages.append(SourcePage(url=address.format(file) if address else here, link=here, **row))
    return Source(host=(urlsplit(url).hostname or "").removeprefix("www."), pages=tuple(pages), **
                  {"edition": None, "trial": None, **data})


def read_sources(path: Path, editions: dict[str, Edition]) -> tuple[Source, ...]:
    """Give the sources of a catalogue, none where it has no such file. Raises TrialsError."""
    tables = read_toml(path, optional=True)
    with reading(path):
        reasons = tables.get("reasons", {})
        return tuple(source(table, reasons, editions) for table in tables.get("source", ()))


def read_russian(path: Path) -> dict[str, str]:
    """Give the Russian for what a catalogue says in English, none where it has no such file. Raises TrialsError."""
    tables = read_toml(path, optional=True)
    with reading(path):
        return {said: str(russian) for said, russian in tables.items()}


def read_offices(path: Path) -> tuple[Office, ...]:
    """Give the labels of offices: one entry for each text of a group. Raises TrialsError."""
    tables = read_toml(path)
    with reading(path):
        return tuple(
            Office(text, group["lang"], group["role"], group["source"], group.get("trial"))
            for group in tables["office"]
            for text in group["texts"]
        )
