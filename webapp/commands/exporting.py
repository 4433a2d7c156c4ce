"""``trials export``."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator

import click

from corpus.errors import WrongUseError
from corpus.home import Home
from corpus.model import TextInfo, Turn
from corpus.store import Library
from indexer.reader import Index, open_index
from indexer.results import Request, turn_json
from webapp.cli import home_of
from webapp.commands.output import count, put_json, say

_COLUMNS = ("ref", "edition", "document", "lang", "ordinal", "kind", "sitting", "section", "speaker", "label", "role")
_BATCH = 500


@click.command()
@click.option("--query", help="Only passages that answer this query; everything if not given.")
@click.option("--edition", multiple=True, help="Only these editions.")
@click.option("--document", multiple=True, help="Only these documents.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "tmx"]), default="jsonl", show_default=True)
@click.option("--sentences", is_flag=True, help="With tmx: one unit for each pair of sentences, not of turns.")
@click.pass_context
def export(
    ctx: click.Context, query: str | None, edition: tuple[str, ...], document: tuple[str, ...], form: str,
    sentences: bool,
) -> None:
    """Print all turns, or the turns that answer a query, with their references.

    As tmx: the aligned pairs of both languages as a translation memory.
    """
    if form == "tmx":
        if query or edition or document:
            raise WrongUseError("A translation memory holds all pairs.", "Leave --query, --edition, --document out.")
        _tmx(home_of(ctx), sentences=sentences)
        return
    index = open_index(home_of(ctx))
    wanted = (*edition, *document)
    for name in wanted:
        index.text(name)
    turns = _found(index, query, wanted) if query else _all(index, wanted)
    if form == "jsonl":
        for turn, info in turns:
            put_json(turn_json(turn, info), line=True)
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*_COLUMNS, "page", "page_basis", "text"])
    for turn, info in turns:
        row = turn_json(turn, info)
        writer.writerow([*(row.get(c) or "" for c in _COLUMNS), row["page"]["label"] or "", row["page"]["basis"],
                         row["text"]])


def _tmx(home: Home, *, sentences: bool) -> None:
    from corpus.align_lexicon import learn_pairs
    from corpus.export_tmx import write_tmx

    library = Library(home)
    turns = {turn.ref: turn for info in library.texts for turn in library.turns(info.id)}
    pairs = list(library.pairs())
    lexicon = learn_pairs(pairs, turns) if sentences else None
    written = write_tmx(sys.stdout.buffer, pairs, turns, sentences=sentences, lexicon=lexicon)
    say(f"wrote {count(written, 'unit')}")


def _all(index: Index, wanted: tuple[str, ...]) -> Iterator[tuple[Turn, TextInfo]]:
    for info in index.texts:
        if not wanted or info.id in wanted:
            for turn in index.turns(info.id):
                yield turn, info


def _found(index: Index, query: str, wanted: tuple[str, ...]) -> Iterator[tuple[Turn, TextInfo]]:
    seen: set[str] = set()
    offset = 0
    while True:
        filters = {"edition": wanted} if wanted else {}
        result = index.search(Request(query, filters, "record", _BATCH, offset, regions=True))
        for hit in result.hits:
            if hit.turn.ref not in seen:
                seen.add(hit.turn.ref)
                yield hit.turn, index.text(hit.turn.text_id)
        offset += _BATCH
        if not result.hits:
            return
