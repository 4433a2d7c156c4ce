"""A user's own catalogue: TOML files in the home, laid over those that come with the program.

The files have the names and keys of the bundled ones. An entry of an identifier that is known changes the keys that it
gives; any other is new. What only translates or repeats another key may be left out (``_FALLBACKS``), and so may
``source``. Offices and sources are added to the bundled ones, a source in place of one with the same address and
edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from corpus.catalogue import toml_files as read
from corpus.catalogue.catalogue import Catalogue, load, names
from corpus.catalogue.checks import Fault, faults
from corpus.catalogue.entries import Archive, Edition, Person, Source, Trial
from corpus.data_files import Table, read_table
from corpus.errors import HomeError, TrialsError
from corpus.regular_files import read_file

Entry = TypeVar("Entry")

FILES = ("trials.toml", "persons.toml", "editions.toml", "sources.toml", "offices.toml", "archives.toml",
         "russian.toml")
"""Names of the files that are read; others beside them are refused, as a misspelt name would else do nothing."""

OWN_SOURCE = "own catalogue"
"""Where the facts of an entry stand that does not say it."""

_FALLBACKS = {
    "persons": {"name_en": "name_ru", "name_ru": "name_en", "given_en": "given_ru", "given_ru": "given_en"},
    "trials": {"title_en": "title_ru", "title_ru": "title_en", "court_en": "court_ru", "court_ru": "court_en"},
    "editions": {"short_title": "title", "note_en": "note_ru", "note_ru": "note_en"},
}
"""Keys by file that take the value of another where they are left out."""

_SHOWN_FAULTS = 10


def own_catalogue(name: str, folder: Path) -> Catalogue:
    """Give the bundled catalogue ``name`` with the files of a folder laid over it; it alone where there is no folder.

    It is read once for each state of the files. Raises UnknownNameError for a catalogue that is not bundled,
    TrialsError with file and key where a file is wrong or the whole does not hold together, HomeError where
    a file cannot be read.
    """
    mark = own_mark(folder)
    return _laid_over(name, folder, mark) if mark else load(name)


def own_mark(folder: Path) -> str:
    """Give a mark of the files of a folder, their SHA-256 in hexadecimal; nothing where there are none.

    What editors leave beside files, and folders, say nothing. Raises TrialsError for another name than those of a
    catalogue's files, HomeError where one cannot be read.
    """
    try:
        paths = sorted(path for path in folder.iterdir()
                       if path.name[:1] not in ".#" and path.name[-1:] != "~" and not path.is_dir())
        digest = hashlib.sha256()
        for path in paths:
            if path.name not in FILES:
                raise TrialsError(f"{path} is no file of a catalogue.",
                                  f"Its files are called {', '.join(FILES)}. Rename it or move it away.")
            digest.update(path.name.encode() + hashlib.sha256(read_file(path)).digest())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise HomeError(f"The catalogue in {folder} cannot be read: {error.strerror or error}.",
                        "Check its permissions.") from error
    return digest.hexdigest() if paths else ""


@lru_cache(8)
def _laid_over(name: str, folder: Path, mark: str) -> Catalogue:
    """Read the files of a state that ``mark`` names."""
    base = load(name)
    trials = _entries(folder / "trials.toml", names()[name], Trial)
    persons = _entries(folder / "persons.toml", names()[name], Person)
    editions = {**base.editions, **_entries(folder / "editions.toml", names()[name], Edition)}
    sources = read.read_sources(folder / "sources.toml", editions, reasons=base.reasons,
                                completed=lambda row: _filled_source(row, editions))
    found = replace(
        base,
        trials={**base.trials, **trials},
        persons={**base.persons, **persons},
        editions=editions,
        sources=_with_sources(base.sources, sources),
        offices=(*base.offices, *read.read_offices(folder / "offices.toml")),
        russian={**base.russian, **read.read_russian(folder / "russian.toml")},
        archives={**base.archives, **_entries(folder / "archives.toml", names()[name], Archive)},
    )
    known = set(faults(base))
    wrong = [fault for fault in faults(found) if fault not in known]
    if wrong:
        raise TrialsError(f"The catalogue in {folder} does not hold together: {_sentences_of(wrong)}",
                          "Correct the files.")
    return found


def _sentences_of(wrong: list[Fault]) -> str:
    more = f" And {len(wrong) - _SHOWN_FAULTS} more." if len(wrong) > _SHOWN_FAULTS else ""
    return " ".join(f"{fault.file} at {fault.key}: {fault.why}." for fault in wrong[:_SHOWN_FAULTS]) + more


def _entries(path: Path, base: Path, shape: type[Entry]) -> dict[str, Entry]:
    """Give the entries of a file of one's own, each with what the bundled file says of the same one below it."""
    below = read_table(base / path.name, optional=True)

    def whole(name: str, table: Table) -> Table:
        return {**below[name], **table} if name in below else _filled(table, path.stem)

    return read.read_entries(path, shape, completed=whole, optional=True)


def _filled(table: Table, kind: str) -> Table:
    """Give a new entry with what it leaves out because it is said already."""
    fallbacks: Mapping[str, str] = _FALLBACKS.get(kind, {})
    missing = ((key, other) for key, other in fallbacks.items() if key not in table and other in table)
    said: dict[str, Any] = {key: table[other] for key, other in missing}
    if kind == "trials":
        said = {"court_en": "", "court_ru": "", **_days(table.get("sittings")), **said}
    if kind == "editions":
        said = {"note_en": "", "note_ru": "", **said}
    return {"source": OWN_SOURCE, **said, **table}


def _filled_source(row: Table, editions: Mapping[str, Edition]) -> Table:
    """Give a source with what its edition says already; what the user has fetched, the user is sure of."""
    edition = editions.get(str(row.get("edition")))
    said = {"lang": edition.lang, "trial": edition.trial} if edition else {}
    certainty = "high" if row.get("fetch") is True else "medium"
    return {"kind": "", "holds": "", "source": OWN_SOURCE, "certainty": certainty, **said, **row}


def _days(sittings: object) -> Table:
    """Give the first and the last day of a trial by its sittings."""
    rows = sittings if isinstance(sittings, list) else []
    days = [row["date"] for row in rows if isinstance(row, dict) and type(row.get("date")) is date]
    return {"start": min(days), "end": max(days)} if days else {}


def _with_sources(base: Iterable[Source], own: tuple[Source, ...]) -> tuple[Source, ...]:
    known = {(source.url, source.edition) for source in own}
    return (*(source for source in base if (source.url, source.edition) not in known), *own)
