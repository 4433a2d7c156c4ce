"""Measure a search cluster beside the index's own files: ``bench_cluster.py [--home DIR] [--times N ...] [--nodes N]``.

Makes the stand-in of ``bench.py``, starts nodes on this machine (searchd of Sphinx or Manticore must be installed),
publishes the index to them, and asks both the questions of every kind in turn. Every answer has to be the same: all
passages in every order, occurrences, counts of all filters, the words marked; what differs is printed, and ends with 1.
Prints how many turns a second were published, what the nodes took, and milliseconds, median and 95th percentile over
the questions of a kind, each the best of its repetitions.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from bench import held_passages, percentile
from cluster_nodes import ABSENT, PROGRAM, LocalNodes, local_nodes
from peers.corpus import stand_in
from peers.queries import Ask, Questions

from corpus.errors import TrialsError
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.building.run import build_index
from indexer.cluster.opening import Cluster
from indexer.generation.index import Index
from indexer.results import Request, Sort
from indexer.search.searcher import Searcher

ORDERS: tuple[Sort, ...] = ("record", "relevance", "date", "speaker", "page")


def main() -> int:
    """Run the measurement; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--times", type=int, nargs="+", default=[1], help="how many times 20,000 passages, one or more")
    parser.add_argument("--queries", type=int, default=25, help="questions of each kind")
    parser.add_argument("--repeat", type=int, default=3, help="repetitions of each question")
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    if PROGRAM is None:
        print(ABSENT, file=sys.stderr)
        return 2
    try:
        return max([run(Home.open(asked.home), times, asked) for times in asked.times])
    except TrialsError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def run(home: Home, times: int, asked: argparse.Namespace) -> int:
    """Build, publish, ask and print the table; 1 where an answer differs."""
    with tempfile.TemporaryDirectory(prefix="trials-bench-") as folder:
        place = Path(folder)
        made = stand_in(home, place / "home", times, asked.seed)
        began = time.process_time()
        with made.lock():
            built = build_index(made, full=True)
        print(f"\n× {times}: {built.passages:,} passages, {built.turns:,} turns, {built.words:,} words; "
              f"index built in {time.process_time() - began:.1f} s of processor time, "
              f"{_size(generations.current(made.index)) / 1e6:.0f} MB")
        with local_nodes(place / "nodes", asked.nodes) as nodes:
            _published(made, nodes, place)
            with Cluster(nodes.address).open_index(made) as index:
                return _compared(index, list(_questions(made, asked)), asked.repeat)


def _published(home: Home, nodes: LocalNodes, place: Path) -> None:
    """Publish, once more with nothing new, and print what it took."""
    cluster = Cluster(nodes.address)
    used = time.process_time()
    report = cluster.publish(home)
    used = time.process_time() - used
    spread = ", ".join(f"{turns:,}" for turns in report.spread.values())
    print(f"published {report.sent:,} turns ({spread} on the nodes) in {report.seconds:.1f} s, "
          f"{report.sent / report.seconds:,.0f} a second; processor time here {used:.1f} s, "
          f"on the nodes {sum(map(_processor_seconds, nodes.processes)):.1f} s")
    again = cluster.publish(home).seconds
    disk, memory = _size(place / "nodes") / 1e6, sum(map(_resident, nodes.processes)) / 1e6
    print(f"nothing new: {again:.1f} s; the nodes take {disk:.0f} MB on disk, {memory:.0f} MB in memory")


def _questions(home: Home, asked: argparse.Namespace) -> Sequence[Ask]:
    held = list(held_passages(Library(home)))
    return list(Questions(held, asked.seed, asked.queries).all())


def _compared(index: Index, asks: Sequence[Ask], repeat: int) -> int:
    """Ask both and print a line a kind; 1 where an answer differs."""
    differing = total = 0
    print(f"{'kind (passages found)':<28}{'asked':>7}{'same':>6}{'here ms':>16}{'cluster ms':>16}")
    for kind, group in groupby(asks, key=lambda ask: ask.kind):
        requests = [ask.request() for ask in group]
        spent: dict[str, list[float]] = {"here": [], "there": []}
        same, sizes = 0, []
        for request in requests:
            best = {"here": float("inf"), "there": float("inf")}
            for turn in range(repeat):
                for name in sorted(best, reverse=bool(turn % 2)):
                    began = time.perf_counter()
                    found = index.look_up(request) if name == "here" else index.search(request)
                    best[name] = min(best[name], 1000 * (time.perf_counter() - began))
            for name, took in best.items():
                spent[name].append(took)
            sizes.append(found.passages_total)
            alike = _same(index, request)
            same += alike
            if not alike:
                print(f"  differs: {request.query!r} {request.filters}")
        differing += len(requests) - same
        total += len(requests)
        cells = "".join(f"{f'{percentile(v, 0.5):.2f} / {percentile(v, 0.95):.2f}':>16}" for v in spent.values())
        print(f"{f'{kind} ({percentile(sizes, 0.5):,.0f})':<28}{len(requests):>7}{same:>6}{cells}", flush=True)
    print(f"{total - differing} of {total} questions: the same passages in {len(ORDERS)} orders, counts, facets, marks")
    return bool(differing)


def _same(index: Index, request: Request) -> bool:
    """Compare all that both answer."""
    here, there = index.look_up(request), index.search(request)
    return here == there and all(
        _order(index.searcher, replace(request, sort=sort)) == _order(index.answering, replace(request, sort=sort))
        for sort in ORDERS)


def _order(searcher: Searcher, request: Request) -> list[int]:
    found: list[int] = searcher.outcome(request).order.tolist()
    return found


def _size(place: Path | None) -> int:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) if place else 0


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> int:
    return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
