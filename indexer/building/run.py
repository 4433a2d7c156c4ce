"""Building an index: the library is read once, analysed once, and feeds the concordance and the engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.turns.format import FORMAT
from indexer.turns.store import TurnWriter

if TYPE_CHECKING:
    from indexer.building.collector import Collector






PROGRESS_EVERY = 200
"""Turns between two calls of the progress function."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What was built. ``generation`` is the name of the directory, ``words`` counts running words."""

    generation: str
    texts: int
    turns: int
    passages: int
    words: int
    seconds: float


def build_index(home: Home, progress: Callable[[int, int], None] | None = None) -> BuildReport:
    """Build a new generation from the library and switch to it; the old one answers until then.

    ``progress`` is called with turns done and turns in all. The caller holds the home's lock. Raises HomeError
    where there is no library or the disk is full; then, and on any other failure, the old index stays in use.
    """
    from corpus.names.table import name_table
    from indexer.building.collector import Collector

    began = time.monotonic()
    library = Library(home)
    about = {"format": FORMAT, "library": library.place.name}
    with generations.building(home.index, about) as place:
        collector = _fill(place, library, Collector(name_table(home.catalogue)), progress or (lambda done, total: None))
    return BuildReport(
        generation=place.name,
        texts=len(library.texts),
        turns=collector.turns,
        passages=collector.passages,
        words=collector.words,
        seconds=time.monotonic() - began,
    )


def _fill(place: Path, library: Library, collector: Collector, progress: Callable[[int, int], None]) -> Collector:
    from indexer.engine.whoosh_writer import EngineWriter

    total = sum(info.turns for info in library.texts)
    with closing(TurnWriter(place)) as turns:
        for info in library.texts:
            for turn in library.turns(info.id):
                turns.add(turn)
                collector.add(turn, info)
                if collector.turns % PROGRESS_EVERY == 0:
                    progress(collector.turns, total)
        turns.finish(library.texts, library.pairs())
    engine = EngineWriter(place / "whoosh")
    engine.add("all", collector.write(place))
    engine.commit()
    progress(total, total)
    return collector
