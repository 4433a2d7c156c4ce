"""Reading the TOML files of a catalogue into its entries.

A file is a table of entries by identifier, except ``sources.toml`` (``[[source]]``) and ``offices.toml``
(``[[office]]``). Keys are the field names of the entries; the shorthands are listed at the top of each file
and resolved here. What is wrong in a file is a TrialsError that names the file and the key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from corpus.catalogue.entries import Certainty, Edition, Office, Role, Source, SourcePage
from corpus.data_files import Table, convert, read_table, refusal

Entry = TypeVar("Entry")


def read_entries(
    path: Path, shape: type[Entry], *, completed: Callable[[str, Table], Table] = lambda name, table: table,
    optional: bool = False,
) -> dict[str, Entry]:
    """Give the entries of a file by identifier, in the order of the file, their shorthands written out.

    ``completed`` adds to an entry what it leaves out; of a missing file there are none where it is ``optional``.
    Raises TrialsError.
    """
    tables = convert(read_table(path, optional=optional), dict[str, Table], path)
    resolved = _SHORTHANDS.get(path.name)
    rows = {name: completed(name, table) for name, table in tables.items()}
    rows = {name: {**(resolved(row) if resolved else row), "id": name} for name, row in rows.items()}
    return {name: convert(row, shape, path, name) for name, row in rows.items()}


def forms_in_pairs(table: Table) -> Table:
    """Write out the forms of a person's name: a form is a string, or a pair of text and note."""
    return _with(table, "forms_en", "forms_ru", row=lambda row: [row] if isinstance(row, str) else row)


def sittings_with_names(table: Table) -> Table:
    """Write out the sittings of a trial: the identifier of one is its date and part."""
    return _with(table, "sittings", row=lambda row: (
        {**row, "id": f"{row.get('date')}-{row.get('part')}"} if isinstance(row, dict) else row
    ))


def _with(table: Table, *keys: str, row: Callable[[Any], Any]) -> Table:
    """Give a table with each row of some of its lists changed; what is no list is left to be refused later."""
    lists = {key: table[key] for key in keys if isinstance(table.get(key), list)}
    return {**table, **{key: [row(one) for one in rows] for key, rows in lists.items()}}


_SHORTHANDS = {"persons.toml": forms_in_pairs, "names.toml": forms_in_pairs, "trials.toml": sittings_with_names}
"""What writes out the shorthands of a file."""


@dataclass(frozen=True, slots=True)
class _PageRow:
    title: str
    file: str
    sitting: str | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class _SourceRow:
    """A source as its file has it: see the top of ``sources.toml``."""

    url: str
    lang: str
    kind: str
    holds: str
    certainty: Certainty
    source: str
    edition: str | None = None
    trial: str | None = None
    rights: str | None = None
    fetch: bool = False
    reason: str | None = None
    pages_of_edition: bool = False
    pages: tuple[_PageRow, ...] = ()
    page_url: str = ""
    page_link: str = ""


@dataclass(frozen=True, slots=True)
class _SourcesFile:
    reasons: dict[str, str] = field(default_factory=dict)
    source: tuple[_SourceRow, ...] = ()


def read_reasons(path: Path) -> dict[str, str]:
    """Give the reasons of a catalogue why sources are not fetched, by their keywords. Raises TrialsError."""
    return convert(read_table(path, optional=True), _SourcesFile, path).reasons


def read_sources(
    path: Path, editions: Mapping[str, Edition], *, reasons: Mapping[str, str] | None = None,
    completed: Callable[[Table], Table] = lambda row: row,
) -> tuple[Source, ...]:
    """Give the sources of a catalogue, none where it has no such file. Raises TrialsError.

    ``reasons`` may be named beside those of the file; ``completed`` adds to a source what it leaves out.
    """
    table = _with(read_table(path, optional=True), "source",
                  row=lambda row: completed(row) if isinstance(row, dict) else row)
    file = convert(table, _SourcesFile, path)
    known = {**(reasons or {}), **file.reasons}
    for at, row in enumerate(file.source):
        if row.reason is not None and row.reason not in known:
            raise refusal(path, f"source[{at}].reason", f"{row.reason!r} is none of [reasons]")
        if row.pages_of_edition and row.edition not in editions:
            raise refusal(path, f"source[{at}].edition", f"there is no edition {row.edition!r}")
    return tuple(_source(row, known, editions) for row in file.source)


def _source(row: _SourceRow, reasons: Mapping[str, str], editions: Mapping[str, Edition]) -> Source:
    """Build a source: its host from the address, its reason from the list, its pages from their files."""
    return Source(
        edition=row.edition, trial=row.trial, url=row.url, lang=row.lang, kind=row.kind, holds=row.holds,
        host=(urlsplit(row.url).hostname or "").removeprefix("www."), certainty=row.certainty, source=row.source,
        rights=row.rights, fetch=row.fetch, reason=reasons[row.reason] if row.reason else "",
        pages=tuple(_pages(row, editions)),
    )


def _pages(row: _SourceRow, editions: Mapping[str, Edition]) -> Iterator[SourcePage]:
    pages = row.pages
    if row.pages_of_edition and row.edition:
        contents = editions[row.edition].contents
        pages = tuple(_PageRow(s.title, s.file, s.sitting, s.through) for s in contents if s.file)
    for page in pages:
        link = row.page_link.format(page.file) if row.page_link else urljoin(row.url, page.file)
        url = row.page_url.format(page.file) if row.page_url else link
        yield SourcePage(url, link, page.title, page.sitting, page.through)


def read_russian(path: Path) -> dict[str, str]:
    """Give the Russian for what a catalogue says in English, none where it has no such file. Raises TrialsError."""
    return convert(read_table(path, optional=True), dict[str, str], path)


@dataclass(frozen=True, slots=True)
class _OfficeGroup:
    lang: str
    role: Role
    texts: tuple[str, ...]
    source: str
    trial: str | None = None


@dataclass(frozen=True, slots=True)
class _OfficesFile:
    office: tuple[_OfficeGroup, ...] = ()


def read_offices(path: Path) -> tuple[Office, ...]:
    """Give the labels of offices, none where there is no such file: one for each text of a group. Raises TrialsError.
    """
    groups = convert(read_table(path, optional=True), _OfficesFile, path).office
    return tuple(
        Office(text, group.lang, group.role, group.source, group.trial) for group in groups for text in group.texts
    )
