"""Building an index: what is collected of each text, kept or anew, becomes turns, concordance and engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.catalogue.own import own_mark
from corpus.model.turns import TextInfo
from corpus.speakers.answers import with_answerers
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.own_catalogue import catalogue_of
from corpus.storage.versions import refuse_later
from indexer.building.kept import KeptTexts
from indexer.turns.format import FORMAT
from indexer.turns.writing import save_turns

if TYPE_CHECKING:
    from corpus.names.table import NameTable

PROGRESS_EVERY = 200
"""Turns between two calls of the progress function."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built.

    ``generation`` is the name of the directory, ``collected`` how many of the texts were collected anew, ``words``
    counts running words.
    """

    generation: str
    texts: int
    collected: int
    turns: int
    passages: int
    words: int
    seconds: float


def build_index(
    home: Home, progress: Callable[[int, int], None] | None = None, full: bool = False
) -> BuildReport:
    """Build a new generation from the library and switch to it; the old one answers until then.

    What was kept of unchanged texts is taken, unless ``full``; the result is the same. ``progress`` is called with
    turns done and turns in all. The caller holds the home's lock. Raises HomeError where there is no library or the
    disk is full, OtherVersionError where a later version made the old index, unless ``full``; then, and on any other
    failure, the old index stays in use.
    """
    from corpus.names.table import table_of
    from indexer.building.concordance import write_concordance
    from indexer.building.headings import save_headings
    from indexer.building.merging import MergedTexts
    from indexer.building.segments import FOLDER, write_engine

    began = time.monotonic()
    if not full:
        refuse_later("index", home.index, "format", FORMAT)
    library = Library(home)
    own = own_mark(home.own_catalogue)  # before it is read: what is changed meanwhile is of the next generation
    table = table_of(catalogue_of(home))
    about = {"format": FORMAT, "library": generations.mark(library.place)}
    kept = KeptTexts(home.index / "kept", library, full, own)
    with generations.building(home.index, about) as place:
        merged = MergedTexts(_collected(library, kept, table, progress or (lambda done, total: None)), table)
        save_turns(place, library.texts, merged.opened(), library.pairs())
        save_headings(place, merged.opened())
        write_concordance(place, merged)
        made_of = {info.id: kept.name(info) for info in library.texts}
        write_engine(place / FOLDER, merged, made_of, None if full else home.index)
    kept.forget_unused()
    return BuildReport(
        generation=place.name,
        texts=len(library.texts),
        collected=kept.made,
        turns=int(merged.turn_starts[-1]),
        passages=int(merged.passage_starts[-1]),
        words=int(merged.token_starts[-1]),
        seconds=time.monotonic() - began,
    )


def _collected(
    library: Library, kept: KeptTexts, table: NameTable, progress: Callable[[int, int], None]
) -> list[Path]:
    """Give the file of what is collected of each text, from what is kept or anew."""
    from indexer.building.collector import TextCollector

    total = sum(info.turns for info in library.texts)
    done = 0

    def collect(info: TextInfo, path: Path) -> None:
        collector = TextCollector(table, info)
        for number, (turn, answerer) in enumerate(with_answerers(library.turns(info.id)), 1):
            collector.add(turn, answerer if info.is_edition else None)
            if (done + number) % PROGRESS_EVERY == 0:
                progress(done + number, total)
        collector.save(path)

    out = []
    for info in library.texts:
        out.append(kept.text(info, collect))
        done += info.turns
    progress(total, total)
    return out
