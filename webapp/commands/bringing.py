"""``trials sources``, ``add`` and ``remove``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from corpus.acquisition.trees import PassedOver
from corpus.catalogue.catalogue import Catalogue, Source
from corpus.errors import PartialError, TrialsError
from corpus.ingest.run import is_current
from corpus.model.turns import TextKind
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.own_catalogue import catalogue_of
from corpus.storage.sources import SourceFile, read_sources
from webapp.cli import FILE, home_of
from webapp.commands.building import catch_up, index_is_current
from webapp.commands.options import Number
from webapp.commands.options import day as checked_day
from webapp.commands.output import Step, bring_advice, count, progress, put, put_json, say
from webapp.server.site_names import SITE_NAMES
from webapp.wording.notes import refusal

if TYPE_CHECKING:
    from corpus.recognition.scans import Scanner

_no_ingest = click.option("--no-ingest", is_flag=True, help="Keep the files; read them later with `trials ingest`.")
_no_index = click.option("--no-index", is_flag=True, help="Do not build the index.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def sources(ctx: click.Context, as_json: bool) -> None:
    """List what the catalogue knows, what is here, what is missing, and the rights of each."""
    home = home_of(ctx)
    catalogue = catalogue_of(home)
    files = read_sources(home)
    rows = [_edition_row(catalogue, files, name) for name in catalogue.editions]
    documents = [_document_row(f) for f in files if f.document]
    others = [_source_row(s) for s in catalogue.sources if s.edition is None and not s.fetch]
    if as_json:
        put_json({"home": str(home.path), "editions": rows, "documents": documents, "others": others})
        return
    put(f"home: {home.path}\n")
    if home.own_catalogue.is_dir():
        put(f"laid over the catalogue: {home.own_catalogue}\n")
    for row in rows:
        _put_edition(row)
    for source in others:
        put(f"{'of no edition':<26} {source['lang']}  {_address(source)}\n    {source['reason']}")
    for document in documents:
        kind = f"{document['kind']} document" if document["kind"] else "document"
        put(f"{document['document']:<26} {kind}, {document['title'] or 'title as in the file'}, {document['file']}")


def _put_edition(row: dict[str, Any]) -> None:
    state = f"here: {count(row['files'], 'file')}" if row["files"] else "missing"
    if row["missing"] and row["files"]:
        state += f", {count(len(row['missing']), 'page')} missing"
    put(f"{row['edition']:<26} {row['lang']}  {row['record']:<9}  {state}")
    put(f"    {row['title']} ({row['year'] or 'no year'})")
    if row["title_en"]:
        put(f"    {row['title_en']} (translated for the catalogue; no edition bears this title)")
    if row["note"]:
        put(f"    {row['note']}")
    put(f"    rights: {row['rights'] or 'no statement found'}")
    if row["missing"] or not row["files"]:
        put(f"    to bring {'the rest' if row['files'] else 'it'}: {row['bring']}")
    for source in row["elsewhere"]:
        put(f"    also held at: {_address(source)}")


def _address(source: dict[str, Any]) -> str:
    """Say what an address holds, and how certain that is."""
    return f"{source['url']} ({'; '.join(filter(None, (source['holds'], 'certainty ' + source['certainty'])))})"


def _edition_row(catalogue: Catalogue, files: tuple[SourceFile, ...], name: str) -> dict[str, Any]:
    edition = catalogue.edition(name)
    own = [f for f in files if f.edition == name and not f.index]
    listed = [s for s in catalogue.sources if s.edition == name]
    pages = [page for s in listed if s.fetch for page in s.pages]
    here = {f.url for f in own}
    return {
        "edition": name, "trial": edition.trial, "lang": edition.lang, "record": edition.record,
        "title": edition.title, "title_en": edition.title_en, "year": edition.year, "note": edition.note_en,
        "rights": edition.rights,
        "files": len(own),
        "missing": [page.link for page in pages if page.link not in here] if own else [p.link for p in pages],
        "fetchable": bool(pages),
        "bring": bring_advice(catalogue, name),
        "also_held": [s.url for s in listed if not s.fetch],
        "elsewhere": [_source_row(s) for s in listed if not s.fetch],
    }


def _source_row(source: Source) -> dict[str, Any]:
    return {"url": source.url, "lang": source.lang, "holds": source.holds, "certainty": source.certainty,
            "reason": source.reason}


def _document_row(file: SourceFile) -> dict[str, Any]:
    return {"document": file.document, "kind": file.kind, "title": file.title, "file": file.name}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=FILE)
@click.option("--edition", help="The files are (part of) this edition, as `trials sources` lists them.")
@click.option("--document", help="The files are a document; call it so.")
@click.option("--kind", type=click.Choice(["cited", "citing"]), help="Kind of document; found out if not given.")
@click.option("--title", help="Title to show instead of the one found in the file.")
@click.option("--lang", help="Language of the text: en, ru, de.")
@click.option("--ocr", metavar="LANGS", help="Recognise scans with Tesseract in these languages, as rus+eng.")
@click.option("--jobs", type=Number(1, 64), help="Pages recognised at once; all processors if not given.")
@click.option("--author", multiple=True, help="Author, as in `Surname, Given`; once for each of several.")
@click.option("--year", type=Number(1000, 2100), help="Year of publication.")
@click.option("--publisher", help="Publisher.")
@click.option("--place", "published_in", help="Place of publication.")
@click.option("--date", "day", metavar="YYYY-MM-DD", callback=checked_day, help="Day of the document.")
@_no_ingest
@_no_index
@click.pass_context
def add(
    ctx: click.Context, paths: tuple[Path, ...], edition: str | None, document: str | None, kind: str | None,
    title: str | None, lang: str | None, ocr: str | None, jobs: int | None, author: tuple[str, ...], year: int | None,
    publisher: str | None, published_in: str | None, day: str | None, no_ingest: bool, no_index: bool,
) -> None:
    """Add your own files or folders (PDF, HTML, text, e-books, office documents …), read and index them."""
    from corpus.acquisition import adding
    from corpus.acquisition.particulars import Imprint, Wanted

    home = home_of(ctx)
    catalogue = catalogue_of(home)
    imprint = Imprint("; ".join(author) or None, year, publisher, published_in, day)
    wanted = Wanted(edition, document, cast("TextKind | None", kind), title, lang, SITE_NAMES, imprint)
    with home.lock(), progress("recognise") as step:
        scanner = _scanner(home, ocr, jobs, step) if ocr else None
        result = adding.add(home, catalogue, paths, wanted, scanner)
    if scanner is not None:
        _tell_recognised(home, scanner)
    say(f"added {count(len(result.kept), 'text')}, {len(result.unchanged)} already here, "
        f"{len(result.refused)} refused")
    for path, error in result.refused:
        say(f"  refused: {path}: {' '.join(filter(None, refusal(error)))}")
    _tell_left_out(result.left_out)
    for file in result.kept:
        say(f"  {file.edition or file.document}: {file.name}")
    texts = {file.edition or file.document for file in result.kept}
    catch_up(home, texts, ingest=not no_ingest, index=not no_index)
    lost = len(result.refused) + sum(item.why not in ("hidden", "own") for item in result.left_out)
    if lost:
        raise PartialError(f"{count(lost, 'file')} could not be taken.", "The others are in.")


def _scanner(home: Home, languages: str, jobs: int | None, step: Step) -> Scanner:
    from corpus.recognition.engine import find_engine
    from corpus.recognition.scans import Scanner

    return Scanner(home, find_engine(languages), jobs or os.cpu_count() or 1, step, {})


def _tell_recognised(home: Home, scanner: Scanner) -> None:
    """Say which pages could not be recognised, and forget the pages of scans that are whole."""
    from corpus.recognition.scans import forget

    say(f"recognised with {scanner.name}")
    for file, sheets in scanner.failed.items():
        say(f"  {file}: {count(len(sheets), 'page')} could not be recognised: {', '.join(map(str, sheets))}")
    forget(home)


_LEFT_OUT = {
    "hidden": "hidden, as names that begin with a point are",
    "link": "a link; what it leads to is taken where it lies, if that folder is given",
    "no-file": "no regular file",
    "own": "the home's own",
    "unreadable": "a folder that cannot be read; check its permissions",
    "too-deep": "a folder within so many that no path leads to its files; move it up",
}
"""Why something in a folder is not taken."""

LEFT_OUT_SHOWN = 20
"""Files of each reason that are named."""


def _tell_left_out(items: Sequence[PassedOver]) -> None:
    for why, words in _LEFT_OUT.items():
        own = [item.path for item in items if item.why == why]
        if own:
            say(f"  left out {count(len(own), 'name')}: {words}")
        for path in own[:LEFT_OUT_SHOWN]:
            say(f"    {path}")
        if len(own) > LEFT_OUT_SHOWN:
            say(f"    and {len(own) - LEFT_OUT_SHOWN:,} more")


@click.command()
@click.argument("names", nargs=-1, required=True)
@_no_ingest
@_no_index
@click.pass_context
def remove(ctx: click.Context, names: tuple[str, ...], no_ingest: bool, no_index: bool) -> None:
    """Take editions and documents out again, with the home's copies of their files; yours are not touched."""
    from corpus.acquisition import adding

    home = home_of(ctx)
    with home.lock():
        left = _still_shown(home, names)
        gone = adding.remove(home, [name for name in names if name not in left])
    for file in gone:
        say(f"  removed {file.edition or file.document}: {file.name}")
    for name in left:
        say(f"  removed {name} before, when the run did not come to its end")
    if not read_sources(home):
        say("No source is left; the library and the index stay as they are until there is one.")
        return
    catch_up(home, (), ingest=not no_ingest, index=not no_index)


def _still_shown(home: Home, names: Sequence[str]) -> list[str]:
    """Give those of some names that have no source any more, but a text: their removal was cut short."""
    if is_current(home) and index_is_current(home):
        return []
    from indexer.generation.index import open_index

    held = {file.edition or file.document for file in read_sources(home)}
    shown: set[str] = set()
    with suppress(TrialsError):
        shown |= {info.id for info in Library(home).texts}
    with suppress(TrialsError), open_index(home) as index:
        shown |= {info.id for info in index.texts}
    return [name for name in dict.fromkeys(names) if name in shown - held]
