"""``trials ingest``, ``reindex``, ``align``, ``pairs`` and ``check``."""

from __future__ import annotations

import time

import click

from corpus import generations
from corpus.errors import IndexDamagedError, PartialError, TrialsError
from corpus.home import Home
from corpus.ingest import Report
from corpus.ingest import ingest as read_all
from corpus.sources import data_of, read_sources
from corpus.store import Library
from webapp.cli import home_of
from webapp.commands.output import count, progress, put, put_json, say


def rebuild(home: Home, *, index: bool = True) -> None:
    """Read all sources and build the index, with progress and a summary.

    Raises PartialError where a source could not be read; everything else is then in.
    """
    with home.lock():
        with progress("read") as step:
            report = read_all(home, step)
        _tell(report)
        if index:
            _index(home)
    if report.refused:
        raise PartialError(f"{count(len(report.refused), 'source')} could not be read.", "The others are in.")


def _tell(report: Report) -> None:
    say(f"read {count(len(report.texts), 'text')} in {report.seconds:.1f} s; {count(report.pairs, 'aligned pair')}")
    for info, entry in zip(report.texts, report.entries, strict=True):
        doubts = f", {count(len(entry['doubts']), 'doubt')}" if entry["doubts"] else ""
        say(f"  {info.id}: {count(info.turns, 'turn')}, {count(info.words, 'word')}; "
            f"left out {count(entry['left_out_words'], 'word')}{doubts}")
    for file, reason in report.refused:
        say(f"  refused: {file}: {reason}")


def _index(home: Home) -> None:
    from indexer.build import build_index

    with progress("index") as step:
        built = build_index(home, step)
    say(f"indexed {count(built.texts, 'text')}, {count(built.turns, 'turn')}, {count(built.passages, 'passage')}, "
        f"{count(built.words, 'word')} in {built.seconds:.1f} s ({built.generation})")


@click.command()
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="Processes that read files.")
@click.option("--no-index", is_flag=True, help="Do not build the index.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def ingest(ctx: click.Context, jobs: int, no_index: bool, as_json: bool) -> None:
    """Read all sources into the library, align the languages, and build the index."""
    home = home_of(ctx)
    try:
        rebuild(home, index=not no_index)
    finally:
        if as_json and generations.current(home.library):
            put_json(Library(home).report())


@click.command()
@click.option("--full", is_flag=True, help="Also read all sources again.")
@click.pass_context
def reindex(ctx: click.Context, full: bool) -> None:
    """Build a new index beside the old one, which goes on answering, and switch to it."""
    home = home_of(ctx)
    if full:
        rebuild(home)
        return
    with home.lock():
        _index(home)


@click.command()
@click.option("--trial", help="Only report on this trial.")
@click.pass_context
def align(ctx: click.Context, trial: str | None) -> None:
    """Pair the turns of Russian and English editions again."""
    home = home_of(ctx)
    rebuild(home)
    library = Library(home)
    trials = {info.id: info.trial for info in library.texts}
    found = [p for p in library.pairs() if trial in (None, trials.get(p.left[0].split("/")[0]))]
    say(count(len(found), "pair"))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def pairs(ctx: click.Context, as_json: bool) -> None:
    """Print the aligned pairs, Russian on the left."""
    library = Library(home_of(ctx))
    texts = {turn.ref: turn.text for info in library.texts for turn in library.turns(info.id)}
    for pair in library.pairs():
        left, right = (
            {"ref": " ".join(refs), "text": "\n".join(texts[ref] for ref in refs)} for refs in (pair.left, pair.right)
        )
        if as_json:
            put_json({"left": left, "right": right, "lang": list(pair.langs), "kind": pair.kind,
                      "confidence": round(pair.confidence, 3), "status": pair.status}, line=True)
        else:
            put(f"{left['ref']} = {right['ref']} ({pair.kind}, {pair.confidence:.2f})\n"
                f"    {left['text']}\n    {right['text']}\n")


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Verify sources, library and index against their checksums."""
    home = home_of(ctx)
    begun = time.monotonic()
    wrong: list[str] = []
    files = read_sources(home)
    for file in files:
        try:
            data_of(home, file)
        except TrialsError as error:
            wrong.append(str(error))
    sealed = 0
    for parent in (home.library, home.index):
        place = generations.current(parent)
        if place:
            sealed += 1
            wrong.extend(f"{parent.name}/{place.name}/{fault}" for fault in generations.damage(place))
    say(f"checked {count(len(files), 'source')}, {count(sealed, 'generation')} in {time.monotonic() - begun:.1f} s")
    for fault in wrong:
        put(fault)
    if wrong:
        raise IndexDamagedError(f"{count(len(wrong), 'file')} differ from what was written.",
                                "Fetch or add damaged sources again, then run `trials reindex --full`.")
    put("everything is as it was written")
