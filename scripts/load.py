"""Load a served home: ``load.py [--home DIR] [--times N ...] [--server gunicorn|waitress] [--clients N]``.

Starts the server on a free port of this machine (gunicorn with two worker processes of four threads where it is
installed, else waitress with four threads), without its limit of questions a second, and asks for pages by light
clients in one thread (``peers.clients``). First searches that were not asked before, then the same again, both beside
FTS5 with a minimal page (``peers.page``) that is asked the same: by one client, which tells the time of a page itself,
and by several at once, under which a page also waits for others. Then searches, sittings to read, sittings side by
side, each once more while the index of the home is rebuilt beside it. Prints pages a second, the processor time that
the server took for one, the median and the 95th percentile in milliseconds, and how much memory the server takes
before and after. Then plain searches once alone and once while two clients ask the hostile queries of the tests over
and over; the slowest of these is given too. ``--times`` measures the stand-in of so many times 20,000 passages that
``bench.py`` makes of the home, 0 the home itself; ``--beside-fts5`` stops after that part. Ends with 1 where a page
was not answered with 200, a hostile query not with 200 or a refusal.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import cycle, islice, takewhile
from pathlib import Path
from urllib.parse import quote

from peers.clients import asked
from peers.corpus import stand_in

from corpus.errors import TrialsError
from corpus.language.words import forms
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.building.run import build_index
from indexer.generation.index import open_index

SERVERS = {
    "gunicorn": ["-m", "gunicorn", "--workers", "2", "--threads", "4", "--bind", "127.0.0.1:{port}", "{module}:app()"],
    "waitress": ["-m", "waitress", "--threads", "4", "--listen", "127.0.0.1:{port}", "--call", "{module}:app"],
}
OURS, PEER = "webapp.wsgi", "peers.page"
MOST_PAGES, MANY_PAGES = 5_000, 100_000
"""Pages asked for of one kind at most; of such as take less than a millisecond."""

START_SECONDS = 30
MANY_SECONDS = 600
"""How long many requests may take."""

ANSWERED = frozenset({200})
REFUSED = frozenset({200, 400, 414, 431})
"""Statuses of a hostile query: answered, or refused by the app or by the server before it."""

SCRIPTS = Path(__file__).resolve().parent
TESTS = SCRIPTS.parent / "tests" / "support"

NEW_PAGES, KEPT_PAGES = 1_000, 30
"""Searches that are measured: such as were not asked before, by one client and by several, and such as are asked over
and over."""

TURNS = 1_000
"""Turns of a text that searches are made of at most; each gives a word and a phrase."""


@dataclass
class Answers:
    """How long each page took, in seconds, and what went wrong.

    ``worked`` is the processor time that the server took for each, where that can be told apart: by one client.
    """

    spent: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0
    used: float = 0.0

    @property
    def a_second(self) -> float:
        """Pages a second."""
        return len(self.spent) / self.seconds

    @property
    def processor(self) -> float:
        """Milliseconds of processor time that the server took for a page."""
        return 1000 * self.used / max(1, len(self.spent))

    @property
    def evenness(self) -> str:
        """The 95th percentile as a multiple of the median, by the clock and by the processor."""
        by_clock = f"{self.percentile(0.95) / self.percentile(0.5):.2f} by the clock"
        if not self.worked:
            return by_clock
        return f"{by_clock}, {percentile(self.worked, 0.95) / percentile(self.worked, 0.5):.2f} by the processor"

    def percentile(self, part: float) -> float:
        """Give the milliseconds within which this part of the pages came."""
        return 1000 * percentile(self.spent, part)


def percentile(values: Sequence[float], part: float) -> float:
    """Give the value within which this part of the values lies; 0 of none."""
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def addresses(home: Home, chance: random.Random) -> dict[str, list[str]]:
    """Give addresses of each kind of page, made of the texts at hand."""
    words: list[str] = []
    phrases: list[str] = []
    for info in Library(home).texts:
        turns = list(Library(home).turns(info.id))
        for turn in chance.sample(turns, min(TURNS, len(turns))):
            found = forms(turn.text)
            if len(found) >= 4:
                at = chance.randrange(len(found) - 3)
                phrases.append('"' + " ".join(found[at : at + 4]) + '"')
                words.append(found[at])
    searches = [f"/search?q={quote(query)}" for query in words + phrases]
    # In no order: what a process loads with its first question of a kind is no part of a page.
    chance.shuffle(searches)
    with open_index(home) as index:
        parts = [f"/{info.id}/{sitting}" for info in index.texts for sitting in index.sittings(info.id)]
        sides: dict[str, set[str]] = {}
        for info in index.texts:
            for sitting in info.sittings:
                sides.setdefault(f"/compare/{info.trial}/{sitting}", set()).add(info.lang)
    return {
        "search": searches,
        "reading": parts,
        "side by side": [address for address, langs in sides.items() if len(langs) > 1],
    }


@contextmanager
def served(
    home: Home, server: str, module: str = OURS, **environment: str
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a home in processes of its own; give the port and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *(part.format(port=port, module=module) for part in SERVERS[server])]
    known = {**os.environ, "TRIALS_HOME": str(home.path), "TRIALS_RATE": "0", "PYTHONPATH": str(SCRIPTS), **environment}
    process = subprocess.Popen(command, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                if [page.status for page in asked(port, iter(["/about"]))] == [200]:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"{server} did not answer on port {port}")
        yield port, process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def load(
    port: int, pages: Sequence[str], clients: int, seconds: float, most: int = MOST_PAGES,
    right: frozenset[int] = ANSWERED, server: subprocess.Popen[bytes] | None = None,
) -> Answers:
    """Ask for pages by turns, so many clients at a time, for so long, or until there were so many."""
    answers = Answers()
    used = processor_seconds(server)
    began = time.monotonic()
    wanted = takewhile(lambda _: time.monotonic() - began < seconds, islice(cycle(pages), most))
    before = thread_seconds(server) if server and clients == 1 else 0.0
    for page in asked(port, wanted, clients):
        answers.spent.append(page.seconds)
        if before and server:
            now = thread_seconds(server)
            answers.worked.append(now - before)
            before = now
        if page.status not in right:
            answers.wrong.append(f"{page.address}: {page.status or 'no whole answer'}")
    answers.seconds = time.monotonic() - began
    answers.used = processor_seconds(server) - used
    return answers


@contextmanager
def rebuilding(home: Home) -> Iterator[None]:
    """Build the index of the home again and again in a process beside."""
    done = threading.Event()
    command = [sys.executable, "-m", "webapp.cli", "--home", str(home.path), "reindex"]

    def build() -> None:
        while not done.is_set():
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

    thread = threading.Thread(target=build)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def with_children(process: subprocess.Popen[bytes]) -> list[str]:
    """Give the numbers of a process and its children."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [str(process.pid), *(children.read_text("ascii").split() if children.exists() else ())]


def processor_seconds(process: subprocess.Popen[bytes] | None) -> float:
    """Give the processor time that a process and its children have taken; 0 where none is given."""
    numbers = with_children(process) if process else []
    # Behind the name in brackets: user time is the twelfth, system time the thirteenth field (proc(5)).
    fields = [Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split() for number in numbers]
    return sum(int(field) for row in fields for field in row[11:13]) / os.sysconf("SC_CLK_TCK")


def thread_seconds(process: subprocess.Popen[bytes]) -> float:
    """Give the processor time of all threads of a process and its children, to the microsecond; 0 where none tells."""
    threads = (path for number in with_children(process) for path in Path(f"/proc/{number}/task").glob("*/schedstat"))
    return sum(int(path.read_text("ascii").split()[0]) for path in threads) / 1e9


def resident(process: subprocess.Popen[bytes]) -> float:
    """Give the memory of a process and its children in MB."""
    numbers = with_children(process)
    pages = sum(int(Path(f"/proc/{number}/statm").read_text("ascii").split()[1]) for number in numbers)
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def row(name: str, answers: Answers) -> float:
    """Print a line of the table; give the 95th percentile in milliseconds."""
    middle, high = answers.percentile(0.5), answers.percentile(0.95)
    used = f"{answers.processor:>9.2f}" if answers.used else f"{'–':>9}"
    figures = f"{len(answers.spent):>7}{answers.a_second:>9.0f}{used}{middle:>9.1f}{high:>9.1f}{len(answers.wrong):>7}"
    print(f"{name:<32}{figures}", flush=True)
    for line in answers.wrong[:3]:
        print(f"    {line}", file=sys.stderr)
    return high


def beside_hostile(port: int, pages: Sequence[str], seconds: float) -> int:
    """Ask for pages alone and beside hostile queries; give how many went wrong."""
    sys.path.insert(0, str(TESTS))
    from hostile_queries import HOSTILE

    queries = [f"/search?q={quote(query.encode('utf-8', 'surrogatepass'))}" for query in HOSTILE.values()]
    alone = load(port, pages, 2, seconds)
    with ThreadPoolExecutor(1) as other:
        beside = other.submit(load, port, queries, 2, seconds, MOST_PAGES, REFUSED)
        plain = load(port, pages, 2, seconds)
        hostile = beside.result()
    row("plain searches, 2 clients", alone)
    row("plain, hostile beside", plain)
    row("hostile, 2 clients", hostile)
    print(f"{'':<32}slowest hostile {1000 * max(hostile.spent):.0f} ms, slowest plain beside it "
          f"{1000 * max(plain.spent):.0f} ms")
    return len(alone.wrong) + len(plain.wrong) + len(hostile.wrong)


def beside_peer(home: Home, server: str, pages: Sequence[str], clients: int, seconds: float) -> int:
    """Ask ours and FTS5 with a minimal page for the same searches, new ones and again; give how many went wrong."""
    pages = list(dict.fromkeys(pages))
    first, new = pages[:KEPT_PAGES], pages[KEPT_PAGES:][: 2 * NEW_PAGES]
    ways = {"one client": (1, new[::2]), f"{clients} clients": (clients, new[1::2])}
    print(f"{len(new[::2]):,} new searches for each number of clients, {len(first)} asked over and over")
    found: dict[str, dict[str, Answers]] = {}
    with tempfile.TemporaryDirectory(prefix="trials-load-") as place:
        subprocess.run([sys.executable, "-m", PEER, home.path.resolve(), place], cwd=SCRIPTS, check=True)
        for name, module in (("trials", OURS), ("FTS5", PEER)):
            with served(home, server, module, PEER_PLACE=place) as (port, process):
                # Each worker is to have answered each of them.
                load(port, first, clients, MANY_SECONDS, 8 * len(first))
                rows = {f"new, {way}": load(port, fresh, at_once, MANY_SECONDS, len(fresh), server=process)
                        for way, (at_once, fresh) in ways.items()}
                load(port, first, clients, MANY_SECONDS, 8 * len(first))
                rows |= {f"asked before, {way}": load(port, first, at_once, seconds, MANY_PAGES, server=process)
                         for way, (at_once, _) in ways.items()}
                found[name] = rows
    ours, theirs = found.values()
    for kind, answers in ours.items():
        row(f"{kind}, trials", answers)
        row(f"{kind}, FTS5", theirs[kind])
        _compared(answers, theirs[kind])
    return sum(len(answers.wrong) for rows in found.values() for answers in rows.values())


def _compared(ours: Answers, theirs: Answers) -> None:
    """Print how two ways to answer the same pages compare, and how even each is."""
    print(f"{'':<32}{ours.a_second / theirs.a_second:.2f} × FTS5's pages a second, by processor time "
          f"{theirs.processor / ours.processor:.2f} ×")
    print(f"{'':<32}95th percentile / median: {ours.evenness}; of FTS5 {theirs.evenness}")


def run(home: Home, server: str, seconds: float, clients: int, seed: int, many: int, only_peer: bool) -> int:
    """Load every kind of page, alone and beside a rebuild; give how many pages went wrong."""
    print(f"{'kind':<32}{'pages':>7}{'a second':>9}{'CPU ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'wrong':>7}")
    kinds = addresses(home, random.Random(seed))  # noqa: S311
    wrong = beside_peer(home, server, kinds["search"], clients, seconds)
    if only_peer:
        return wrong
    with served(home, server) as (port, process):
        before = 0.0
        for kind, pages in kinds.items():
            if not pages:
                print(f"{kind:<32}  nothing of this kind in the texts at hand")
                continue
            wrong += len(load(port, pages, clients, min(seconds, 2)).wrong)
            before = before or resident(process)
            alone = load(port, pages, clients, seconds, server=process)
            with rebuilding(home):
                beside = load(port, pages, clients, seconds)
            rows = row(kind, alone), row(f"{kind}, rebuilding", beside)
            print(f"{'':<32}95th percentile beside a rebuild: × {rows[1] / max(rows[0], 1e-9):.1f}")
            wrong += len(alone.wrong) + len(beside.wrong)
        wrong += beside_hostile(port, kinds["search"], seconds)
        if many:
            wrong += len(load(port, kinds["search"] + kinds["reading"], clients, MANY_SECONDS, many // 2).wrong)
            half = resident(process)
            wrong += len(load(port, kinds["search"] + kinds["reading"], clients, MANY_SECONDS, many // 2).wrong)
            print(f"memory over {many:,} requests: {half:.0f} MB after half, {resident(process):.0f} MB after all")
        print(f"memory of the server: {before:.0f} MB after its first pages, {resident(process):.0f} MB at the end")
    return wrong


@contextmanager
def measured(home: Home, times: int, seed: int) -> Iterator[Home]:
    """Give the home itself, or with ``times`` a stand-in of so many times 20,000 passages made of it, indexed."""
    if not times:
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="trials-load-") as place:
        made = stand_in(home, Path(place), times, seed)
        with made.lock():
            build_index(made, full=True)
        yield made


def main() -> int:
    """Run the load; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--times", type=int, nargs="+", default=[0],
                        help="how many times 20,000 passages of a stand-in, 0 for the texts of the home, one or more")
    parser.add_argument("--server", choices=SERVERS, default="gunicorn" if find_spec("gunicorn") else "waitress")
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--many", type=int, default=0, help="further requests over which memory is watched")
    parser.add_argument("--beside-fts5", action="store_true", help="only what is measured beside FTS5")
    given = parser.parse_args()
    wrong = 0
    try:
        for times in given.times:
            with measured(Home.open(given.home), times, given.seed) as home:
                texts = f"stand-in × {times}" if times else "the texts of the home"
                print(f"\n{texts}, {given.server}, {given.seconds:g} s each, seed {given.seed}")
                wrong += run(home, given.server, given.seconds, given.clients, given.seed, given.many,
                             given.beside_fts5)
        return 1 if wrong else 0
    except TrialsError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
