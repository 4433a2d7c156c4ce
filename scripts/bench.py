"""Measure the index beside SQLite's FTS5 and tantivy: ``bench.py [--home DIR] [--times N ...] [--queries N]``.

Makes a stand-in of the full corpus from the texts of a home, builds all engines from it in this process (processor
time beside the time by the clock; the peers are given words that are cut and folded already, of which the time stands
below, as ours does that itself), builds ours again from what it kept, and with ``--more FILE`` once more with the words
of a file as a document more. Then it asks each all questions of a kind, one engine after the other, several times
over: so no engine finds the processor's caches filled by another, and all feel alike what else the machine does. Every
answer has the total, the first twenty passages with their words marked, and the counts of eight columns; where the
question is exact the totals and counts must agree.
Prints milliseconds, median and 95th percentile over the questions of a kind (each the best of its repetitions), and our
ratio to each peer; the same for the first time that each question was asked, when no engine has anything of it at hand;
and how each grows from the first size to the last. tantivy comes with the extra ``bench`` and is left out where it is
absent.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from peers.corpus import stand_in
from peers.engines import COLUMNS, Counts, Fts5, Peer, Tantivy
from peers.queries import Ask, Passage, Questions, held_passages

from corpus.errors import TrialsError
from corpus.model.turns import Origin, TextInfo, Turn
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library, write_library
from indexer.building.run import build_index
from indexer.generation.index import open_index
from indexer.results import Request

KWIC_LINES = 10_000
SHOWN = 50
PAGE_BYTES = 4096
OPENINGS = 5
OURS = "trials"

T = TypeVar("T")


class Ours:
    """Our index, asked through the same door as the web app and the command."""

    name = OURS

    def build(self, place: Path, _: Sequence[Passage]) -> None:
        """Index the library of the home, from nothing."""
        self._home = Home.open(place)
        with self._home.lock():
            build_index(self._home, full=True)

    def build_again(self, place: Path) -> None:
        """Index the library of the home, from what is kept of its texts."""
        with self._home.lock():
            build_index(Home.open(place))

    def open(self, place: Path) -> None:
        """Open the current generation."""
        self._index = open_index(Home.open(place))

    def ask(self, ask: Ask) -> tuple[int, Counts] | None:
        """Search; None where the query language does not read the question as it is meant."""
        found = self._index.search(ask.request())
        if ask.fuzzy and found.repairs:
            return None
        for hit in found.hits:
            _ = (hit.text, hit.matches)
        counts = {facet.name: dict(facet.values) for facet in found.facets if facet.name in COLUMNS}
        documents = next(dict(facet.values) for facet in found.facets if facet.name == "document")
        counts["edition"] = counts["edition"] | documents
        return found.passages_total, counts

    def lines(self, word: str, shown: int) -> int:
        """Give the concordance of a word sorted by the right context."""
        return self._index.concordance(Request(f'"{word}"', sort="right", limit=shown, regions=True)).hits_total


def main() -> int:
    """Run the measurement; give the exit code."""
    parser = argparse.ArgumentParser(description="measure the index beside its peers")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--times", type=int, nargs="+", default=[1], help="how many times 20,000 passages, one or more")
    parser.add_argument("--queries", type=int, default=25, help="questions of each kind")
    parser.add_argument("--kinds", nargs="+", default=[""], help="only the kinds whose names begin so")
    parser.add_argument("--repeat", type=int, default=5, help="repetitions of each question")
    parser.add_argument("--more", type=Path, default=None, help="a text file to be added as a document more")
    parser.add_argument("--memory", action="store_true", help="measure the most memory of a build in its own process")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--place", type=Path, default=None,
                        help="where to build, a temporary folder else; what is there already is measured again")
    asked = parser.parse_args()
    try:
        with _place(asked.place) as place:
            home = Home.open(asked.home)
            found = {times: run(home, place / f"x{times}", times, asked.queries, asked.repeat, asked.seed,
                                tuple(asked.kinds), asked.more, asked.memory)
                     for times in asked.times}
        _grown(found)
    except TrialsError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


@contextmanager
def _place(given: Path | None) -> Iterator[Path]:
    if given:
        given.mkdir(parents=True, exist_ok=True)
        yield given
    else:
        with tempfile.TemporaryDirectory(prefix="trials-bench-") as folder:
            yield Path(folder)


Medians = dict[str, dict[str, float]]
"""Milliseconds by kind and engine."""


def run(
    home: Home, place: Path, times: int, queries: int, repeat: int, seed: int, kinds: tuple[str, ...],
    more: Path | None, memory: bool,
) -> Medians:
    """Build, ask the kinds of questions that begin so, and print the tables."""
    print(f"\n× {times}")
    built = place.exists()
    made = Home.open(place / "ours") if built else stand_in(home, place / "ours", times, seed)
    began = time.process_time()
    held = list(held_passages(Library(made)))
    folding = time.process_time() - began
    size = _text_bytes(Library(made))
    number = sum(len(passage.words) for passage in held)
    print(f"{len(held):,} passages, {number:,} words, {size / 1e6:.1f} MB of text in UTF-8, seed {seed}")
    ours = Ours()
    engines: list[Peer] = [ours, Fts5()]
    if find_spec("tantivy"):
        engines.append(Tantivy())
    else:
        print("tantivy is not installed and left out: pip install 'trial-transcripts[bench]' brings it")
    # No build and no engine is to wait until Python has gone through all the passages looking for garbage.
    gc.collect()
    gc.freeze()
    places = {engine.name: place / ("ours" if engine.name == OURS else engine.name) for engine in engines}
    print(f"cutting and folding the words of all passages: {folding:.1f} s of processor time")
    print(f"\n{'engine':<22}{'build s':>9}{'CPU s':>9}{'/ FTS5':>8}{'growth MB':>11}{'size MB':>9}{'open ms':>9}")
    least = 0.0
    # Ours last: what the others ask of the system is not hidden by memory that Python has given back.
    for engine in reversed(engines):
        folder = places[engine.name]
        work = None if built else partial(engine.build, folder, held)
        spent = _build(engine, engine.name, folder, work, least)
        least = spent if engine.name == Fts5.name else least
    if not built:
        _build(ours, "from kept words", places[OURS], partial(ours.build_again, places[OURS]), least)
        if more:
            with _added(made, more):
                _build(ours, f"one more of {more.stat().st_size / 1000:.0f} kB", places[OURS],
                       partial(ours.build_again, places[OURS]), least)
            ours.build_again(places[OURS])
            ours.open(places[OURS])
    if memory:
        most = _in_own_process(_most_memory, places[OURS])
        print(f"most memory of a whole build in its own process: {most / 1e6:.0f} MB, {most / size:.1f} times the text")
    questions = Questions(held, seed, queries)
    asks = [ask for ask in questions.all() if ask.kind.startswith(kinds)]
    words = [questions.frequent(wanted) for wanted in (KWIC_LINES // 20, KWIC_LINES)]
    # No engine is to wait until Python has gone through all the passages looking for garbage.
    del held, questions
    gc.collect()
    medians = _compare(engines, asks, repeat)
    _concordances(engines, words, repeat)
    return medians


def _grown(found: dict[int, Medians]) -> None:
    """Print how many times longer each engine takes at the last size than at the first."""
    first, last = min(found), max(found)
    if first == last:
        return
    names = list(next(iter(found[first].values())))
    print(f"\n{f'growth × {first} to × {last}':<28}" + "".join(f"{name:>12}" for name in names))
    for kind, by in found[first].items():
        cells = (f"{found[last][kind][name] / by[name]:.1f}" if name in by else "–" for name in names)
        print(f"{kind:<28}" + "".join(f"{cell:>12}" for cell in cells))


def _build(engine: Peer, name: str, place: Path, work: Callable[[], None] | None, least: float) -> float:
    """Build and print a line; give the processor time, of which ``least`` is that of FTS5, 0 where it is not known."""
    place.mkdir(parents=True, exist_ok=True)
    with _Growth() as growth:
        began, used = time.perf_counter(), time.process_time()
        if work is not None:
            work()
        spent, used = time.perf_counter() - began, time.process_time() - used
    size = sum(path.stat().st_size for path in _files(engine, place))
    engine.open(place)
    os.sync()  # what the build left to be written is not waited for by who opens
    opening = _in_own_process(partial(_opening, type(engine)), place)
    ratio = f"{used / least:.1f}" if least else "–"
    figures = f"{spent:>9.1f}{used:>9.2f}{ratio:>8}{growth.megabytes:>11.0f}{size / 1e6:>9.1f}{1000 * opening:>9.1f}"
    print(f"{name:<22}{figures}", flush=True)
    return used


def _text_bytes(library: Library) -> int:
    """Give the bytes of the words of all turns in UTF-8, as they stand in the sources, without labels and marks."""
    return sum(len(turn.text.encode()) for info in library.texts for turn in library.turns(info.id))


def _opening(engine: type[Peer], place: Path) -> float:
    """Give the seconds that opening takes, the least of some: here nothing of a build is in memory or its caches."""
    fresh = engine()
    fresh.open(place)
    return min(_timed(fresh.open, place)[0] for _ in range(OPENINGS))


def _in_own_process(work: Callable[[Path], T], place: Path) -> T:
    """Do a work in a process that has nothing of this one."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(work, place).result()


def _most_memory(place: Path) -> int:
    """Index the library of a home from nothing; give the most bytes that this process has had in memory."""
    Ours().build(place, ())
    status = Path("/proc/self/status").read_text("ascii")
    return 1024 * int(status.split("VmHWM:")[1].split()[0])


def _files(engine: Peer, place: Path) -> Iterator[Path]:
    """Give the files that answer; of ours those of the generation in use, not what is kept for the next build."""
    folder = generations.current(place / "index") if engine.name == OURS else place
    return (path for path in (folder or place).rglob("*") if path.is_file())


@contextmanager
def _added(home: Home, more: Path) -> Iterator[None]:
    """Add the words of a file to the library, as a document of turns of one paragraph, until this is left."""
    library = Library(home)
    text_id = "one-more"
    turns = [
        Turn(ref=f"{text_id}/{number:04d}", text_id=text_id, ordinal=number, kind="narration", text=paragraph,
             lang="en", origin=Origin("made"))
        for number, paragraph in enumerate(filter(None, map(str.strip, more.read_text("utf-8").split("\n"))), 1)
    ]
    info = TextInfo(id=text_id, kind="cited", lang="en", title=text_id, turns=len(turns))
    held = [(one, list(library.turns(one.id))) for one in library.texts]
    write_library(home, [*held, (info, turns)], library.pairs(), library.report())
    yield
    write_library(home, held, library.pairs(), library.report())


class _Growth:
    """How much memory the process takes more at its highest while this is entered."""

    def __enter__(self) -> _Growth:
        self._first = self._most = _resident()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def megabytes(self) -> float:
        return (self._most - self._first) / 1e6

    def _watch(self) -> None:
        while not self._done.wait(0.05):
            self._most = max(self._most, _resident())


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE_BYTES


def _timed(work: Callable[..., T], *given: object) -> tuple[float, T]:
    began = time.perf_counter()
    out = work(*given)
    return time.perf_counter() - began, out


Spent = dict[str, dict[str, list[float]]]
"""Milliseconds of each question by kind and engine."""


def _compare(engines: Sequence[Peer], asks: Sequence[Ask], repeat: int) -> Medians:
    best: Spent = {}
    first: Spent = {}
    sizes: dict[str, list[int]] = {}
    for kind, same in groupby(asks, key=lambda ask: ask.kind):
        spent, sizes[kind] = _rounds(engines, list(same), repeat)
        best[kind] = {name: [min(took) for took in rows if took] for name, rows in spent.items()}
        first[kind] = {name: [took[0] for took in rows if took] for name, rows in spent.items()}
    names = [engine.name for engine in engines]
    titles = {kind: f"{kind} ({percentile(found, 0.5):,.0f})" for kind, found in sizes.items()}
    _table("kind (passages found)", best, titles, names)
    _table("asked for the first time", first, titles, names)
    return {kind: {name: percentile(by[name], 0.5) for name in names if name in by} for kind, by in best.items()}


def _rounds(
    engines: Sequence[Peer], asks: Sequence[Ask], repeat: int
) -> tuple[dict[str, list[list[float]]], list[int]]:
    """Give the milliseconds of each engine, for each question those of all rounds, and how many passages it finds."""
    spent: dict[str, list[list[float]]] = {}
    answers: list[dict[str, tuple[int, Counts]]] = [{} for _ in asks]
    for turn in range(repeat):
        for engine in (*engines[turn % len(engines) :], *engines[: turn % len(engines)]):
            for number, ask in enumerate(asks):
                took, answer = _timed(engine.ask, ask)
                if answer is not None:
                    rows = spent.setdefault(engine.name, [[] for _ in asks])
                    rows[number].append(1000 * took)
                    answers[number][engine.name] = answer
    for ask, answered in zip(asks, answers, strict=True):
        if ask.exact:
            agree(ask, answered)
    return spent, [next(iter(answered.values()), (0, {}))[0] for answered in answers]


def _table(title: str, spent: Spent, titles: dict[str, str], names: Sequence[str]) -> None:
    head = "".join(f"{name + ' ms':>16}" for name in names) + "".join(f"{'/ ' + name:>14}" for name in names[1:])
    print(f"\n{title:<28}{head}")
    for kind, by in spent.items():
        print(_row(titles[kind], by, names), flush=True)


def agree(ask: Ask, answers: dict[str, tuple[int, Counts]]) -> None:
    """Raise AssertionError where two engines count differently."""
    ours = answers[OURS]
    for name, (total, counts) in answers.items():
        if total != ours[0] or any(counts.get(column, {}) != ours[1].get(column, {}) for column in COLUMNS):
            raise AssertionError(f"{ask.kind}: {ask.text!r}: {name} finds {total} passages, we {ours[0]}")


def _row(title: str, by: dict[str, list[float]], names: Sequence[str]) -> str:
    cells = ""
    for name in names:
        cell = f"{percentile(by[name], 0.5):.2f} / {percentile(by[name], 0.95):.2f}" if name in by else "–"
        cells += f"{cell:>16}"
    for name in names[1:]:
        cell = "–"
        if name in by and OURS in by:
            ratios = [percentile(by[OURS], at) / percentile(by[name], at) for at in (0.5, 0.95)]
            cell = f"{ratios[0]:.2f} / {ratios[1]:.2f}"
        cells += f"{cell:>14}"
    return f"{title:<28}{cells}"


def percentile(values: Sequence[float], at: float) -> float:
    """Give the value below which this part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(at * len(ordered)))]


def _concordances(engines: Sequence[Peer], words: Sequence[str], repeat: int) -> None:
    print()
    names = [engine.name for engine in engines]
    for word in words:
        by: dict[str, list[float]] = {}
        totals = set()
        for _ in range(repeat):
            for engine in engines:
                took, total = _timed(engine.lines, word, SHOWN)
                by[engine.name] = [min(1000 * took, *by.get(engine.name, [1000 * took]))]
                totals.add(total)
        if len(totals) > 1:
            raise AssertionError(f"concordance of {word!r}: {totals}")
        print(_row(f"KWIC ({totals.pop():,} lines)", by, names))


if __name__ == "__main__":
    sys.exit(main())
