"""``trials ingest`` and ``reindex``."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import click

from corpus.cutting import cut_at_word
from corpus.errors import IndexDamagedError, PartialError, SourceRefusedError
from corpus.ingest.report import IngestReport
from corpus.ingest.run import ingest as read_all
from corpus.ingest.run import is_current
from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.processes.limited import Here, Machines
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import data_of, read_sources
from webapp.cli import home_of
from webapp.commands.options import Number
from webapp.commands.output import count, progress, put_json, say
from webapp.wording.notes import noted, said

YIELDING = 15
"""How far a rebuild stands back behind other processes, 0 not at all, 19 as far as can be."""

DOUBTS_SHOWN = 5
"""Doubts printed of one text; the report has all of them."""

UNDONE = ("pairs-refused", "pages-refused")
"""Codes of faults of a run that was done in part."""

TOLD_AT_ONCE = ("navigation", "furniture", "title", "hidden")
"""What is left out because a rule took it for no text, so that the rule may be wrong."""
TOLD_OF_EDITIONS = (*TOLD_AT_ONCE, "duplicate")
"""Of documents the rule is sure: what stands there twice is a summary that the site puts before each."""

LINE_CHARS, SHOWN_CHARS = 72, 200
"""A longer piece is told, and so much of it shown."""


def rebuild(
    home: Home, *, index: bool = True, texts: Collection[str | None] | None = None, jobs: int = 1, anew: bool = False,
    workers: str | None = None,
) -> None:
    """Read all sources and build the index, with progress and a summary: of ``texts``, or of all.

    ``anew`` reads them whatever is kept of earlier readings; ``workers`` is the scheduler of the machines that read, in
    the place of ``jobs`` processes on this one.

    Raises PartialError where a source could not be read, or texts not be paired; everything else is then in.
    """
    with home.lock():
        with _machines(workers, jobs) as machines, progress("read") as step:
            report = read_all(home, step, machines, anew=anew)
        _tell(report, texts)
        if index:
            _index(home, full=anew)
    if report.refused:
        raise PartialError(f"{count(len(report.refused), 'source')} could not be read.", "The others are in.")
    if any(fault.code in UNDONE for fault in report.faults):
        raise PartialError("Not all pairs and pages could be found.", "The texts are in.")


def _machines(workers: str | None, jobs: int) -> AbstractContextManager[Machines]:
    """Give where files are read: on the machines of a scheduler, or by so many processes of this one."""
    if not workers:
        return nullcontext(Here(jobs))
    from corpus.processes.far import far_machines

    return far_machines(workers)


def catch_up(home: Home, texts: Collection[str | None], *, ingest: bool = True, index: bool = True) -> None:
    """Bring library and index in step with the sources, where they are not. Raises PartialError as rebuild does."""
    if not ingest:
        return
    if not is_current(home):
        rebuild(home, index=index, texts=texts)
    elif index and not index_is_current(home):
        with home.lock():
            _index(home)
    else:
        say("Library and index are as the sources are; nothing to do.")


def index_is_current(home: Home) -> bool:
    """Whether the index was made from the library as it is now, by this version."""
    from indexer.turns.format import FORMAT

    try:
        library, index = generations.current(home.library), generations.current(home.index)
        if library is None or index is None:
            return False
        made = generations.manifest(index)
    except IndexDamagedError:
        return False
    return made.get("library") == generations.mark(library) and made.get("format") == FORMAT


def _tell(report: IngestReport, texts: Collection[str | None] | None) -> None:
    say(f"read {count(len(report.texts), 'text')} in {report.seconds:.1f} s; {count(report.pairs, 'aligned pair')}")
    for info, entry in zip(report.texts, report.entries, strict=True):
        if texts is not None and info.id.removesuffix(".own") not in texts:
            continue
        say(f"  {info.id}: {count(info.turns, 'turn')}, {count(info.words, 'word')}; "
            f"left out {count(entry['left_out_words'], 'word')}")
        for line in _longest_left_out(entry["left_out"], TOLD_OF_EDITIONS if info.is_edition else TOLD_AT_ONCE):
            say(f"    {line}")
        doubts = entry["doubts"]
        for doubt in doubts[:DOUBTS_SHOWN]:
            say(f"    doubt: {said(Note.from_json(doubt))}")
        if len(doubts) > DOUBTS_SHOWN:
            say(f"    and {count(len(doubts) - DOUBTS_SHOWN, 'more doubt')}: `trials ingest --json` prints all")
    for fault in report.faults:
        say(f"  {said(fault)}")
    for file, reason in report.refused:
        say(f"  refused: {file}: {said(reason)}")


def _longest_left_out(items: Sequence[Mapping[str, Any]], told: Collection[str]) -> list[str]:
    """Say for each kind ``told`` how much was left out and its longest piece, where that is more than a line."""
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item["kind"], []).append(item["text"])
    lines = []
    for kind, texts in groups.items():
        bare = {text: " ".join(forms(text)) for text in texts}  # leaders of a table of contents make no text long
        longest = max(texts, key=lambda text: len(bare[text]))
        if kind in told and len(bare[longest]) > LINE_CHARS:
            words = sum(len(bare[text].split()) for text in texts)
            shown = cut_at_word(longest, SHOWN_CHARS, " …")
            lines.append(f"left out as {kind}: {count(words, 'word')}, longest: {shown}")
    return lines


def _index(home: Home, full: bool = False) -> None:
    from indexer.building.run import build_index

    with progress("index") as step:
        built = build_index(home, step, full)
    say(f"indexed {count(built.texts, 'text')}, {count(built.turns, 'turn')}, {count(built.passages, 'passage')}, "
        f"{count(built.words, 'word')} in {built.seconds:.1f} s ({built.generation})")


@click.command()
@click.option("--jobs", type=Number(1, 64), default=1, help="Processes that read files.")
@click.option("--workers", metavar="tcp://HOST:PORT", help="Read on the workers of this scheduler of Dask instead.")
@click.option("--no-index", is_flag=True, help="Do not build the index.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def ingest(ctx: click.Context, jobs: int, workers: str | None, no_index: bool, as_json: bool) -> None:
    """Read all sources into the library, align the languages, and build the index."""
    home = home_of(ctx)
    try:
        with home.lock():
            unchanged = _nothing_new(home)
        if unchanged:
            say("Nothing has changed since the sources were read; `trials reindex --full` reads them all the same.")
            catch_up(home, (), index=not no_index)
        else:
            rebuild(home, index=not no_index, jobs=jobs, workers=workers)
    finally:
        if as_json and generations.current(home.library):
            put_json(_worded(Library(home).report()))


def _worded(report: dict[str, Any]) -> dict[str, Any]:
    """Give a report with the sentence of each doubt and fault beside its code and fields."""
    texts = [
        {**entry, "doubts": _sentences(entry["doubts"]),
         "inferred": [{**row, "why": Note.from_json(row["why"])} for row in entry["inferred"]]}
        for entry in report["texts"]
    ]
    refused = [{**row, "reason": Note.from_json(row["reason"])} for row in report["refused"]]
    return {**report, "texts": texts, "refused": refused, "faults": _sentences(report["faults"])}


def _sentences(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [noted(Note.from_json(row)) for row in rows]


def _nothing_new(home: Home) -> bool:
    """Whether another reading would give the library that is here: all of it sound, and each source as received."""
    if not is_current(home):
        return False
    try:
        for file in {file.name: file for file in read_sources(home)}.values():
            data_of(home, file)
        return not Library(home).report()["refused"]
    except (IndexDamagedError, SourceRefusedError):
        return False


@click.command()
@click.option("--full", is_flag=True, help="Read all sources and collect all words again.")
@click.pass_context
def reindex(ctx: click.Context, full: bool) -> None:
    """Build a new index beside the old one, which goes on answering, and switch to it."""
    home = home_of(ctx)
    # Whoever reads in the meantime goes first: a server on the same machine hardly notices.
    if hasattr(os, "nice"):
        os.nice(YIELDING)
    if full:
        rebuild(home, anew=True)
        return
    with home.lock():
        _index(home)
