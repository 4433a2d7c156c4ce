"""Load a served home for a while: ``load.py [--home DIR] [--server gunicorn|waitress] [--seconds N] [--clients N]``.

Starts the server on a free port of this machine (gunicorn with two worker processes where it is installed, else
waitress with four threads), without its limit of questions a second, and lets clients ask for pages one after
another: searches, sittings to read, sittings side by side. Prints pages a second, the median and the 95th percentile
in milliseconds, each once more while the index of the home is rebuilt beside it, and how much memory the server takes
before and after. Then plain searches once alone and once while two clients ask the hostile queries of the tests over
and over; the slowest of these is given too. Ends with 1 where a page was not answered with 200, a hostile query not
with 200 or a refusal.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from corpus.errors import TrialsError
from corpus.language.words import forms
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.generation.index import open_index

SERVERS = {
    "gunicorn": ["-m", "gunicorn", "--workers", "2", "--bind", "127.0.0.1:{port}", "webapp.wsgi:app()"],
    "waitress": ["-m", "waitress", "--threads", "4", "--listen", "127.0.0.1:{port}", "--call", "webapp.wsgi:app"],
}
MOST_PAGES = 5_000
"""Pages asked for of one kind at most."""

START_SECONDS, PAGE_SECONDS = 30, 30
MANY_SECONDS = 600
"""How long many requests may take."""

ANSWERED = frozenset({200})
REFUSED = frozenset({200, 400, 414, 431})
"""Statuses of a hostile query: answered, or refused by the app or by the server before it."""

TESTS = Path(__file__).resolve().parent.parent / "tests" / "support"


@dataclass
class Answers:
    """How long each page took, in seconds, and what went wrong."""

    spent: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def addresses(home: Home, chance: random.Random) -> dict[str, list[str]]:
    """Give addresses of each kind of page, made of the texts at hand."""
    words: list[str] = []
    phrases: list[str] = []
    for info in Library(home).texts:
        turns = list(Library(home).turns(info.id))
        for turn in chance.sample(turns, min(40, len(turns))):
            found = forms(turn.text)
            if len(found) >= 4:
                at = chance.randrange(len(found) - 3)
                phrases.append('"' + " ".join(found[at : at + 4]) + '"')
                words.append(found[at])
    with open_index(home) as index:
        parts = [f"/{info.id}/{sitting}" for info in index.texts for sitting in index.sittings(info.id)]
        sides: dict[str, set[str]] = {}
        for info in index.texts:
            for sitting in info.sittings:
                sides.setdefault(f"/compare/{info.trial}/{sitting}", set()).add(info.lang)
    return {
        "search": [f"/search?q={quote(query)}" for query in words + phrases],
        "reading": parts,
        "side by side": [address for address, langs in sides.items() if len(langs) > 1],
    }


@contextmanager
def served(home: Home, server: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a home in processes of its own; give the port and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, *(part.format(port=port) for part in SERVERS[server])]
    environment = {**os.environ, "TRIALS_HOME": str(home.path), "TRIALS_RATE": "0"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            try:
                if ask(port, "/about") == 200:
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"{server} did not answer on port {port}")
        yield port, process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def ask(port: int, address: str) -> int:
    """Ask for a page and read it to its end; give its status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PAGE_SECONDS)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def load(
    port: int, pages: Sequence[str], clients: int, seconds: float, most: int = MOST_PAGES,
    right: frozenset[int] = ANSWERED,
) -> Answers:
    """Ask for pages by turns, so many clients at a time, for so long, or until there were so many."""
    answers = Answers()
    began = time.monotonic()

    def client(number: int) -> None:
        at = number
        while time.monotonic() - began < seconds and len(answers.spent) < most:
            address = pages[at % len(pages)]
            at += clients
            asked = time.monotonic()
            try:
                status = ask(port, address)
            except (OSError, http.client.HTTPException) as error:
                answers.wrong.append(f"{address}: {error!r}")
                continue
            answers.spent.append(time.monotonic() - asked)
            if status not in right:
                answers.wrong.append(f"{address}: {status}")

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.seconds = time.monotonic() - began
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


def resident(process: subprocess.Popen[bytes]) -> float:
    """Give the memory of a process and its children in MB."""
    numbers = [str(process.pid)]
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if children.exists():
        numbers += children.read_text("ascii").split()
    pages = sum(int(Path(f"/proc/{number}/statm").read_text("ascii").split()[1]) for number in numbers)
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def row(name: str, answers: Answers) -> float:
    """Print a line of the table; give the 95th percentile in milliseconds."""
    spent = sorted(answers.spent) or [0.0]
    middle, high = (1000 * spent[min(len(spent) - 1, int(part * len(spent)))] for part in (0.5, 0.95))
    speed = len(answers.spent) / answers.seconds
    figures = f"{len(answers.spent):>7}{speed:>9.0f}{middle:>9.1f}{high:>9.1f}{len(answers.wrong):>7}"
    print(f"{name:<28}{figures}", flush=True)
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
        asked = other.submit(load, port, queries, 2, seconds, MOST_PAGES, REFUSED)
        plain = load(port, pages, 2, seconds)
        hostile = asked.result()
    row("plain searches, 2 clients", alone)
    row("plain, hostile beside", plain)
    row("hostile, 2 clients", hostile)
    print(f"{'':<28}slowest hostile {1000 * max(hostile.spent):.0f} ms, slowest plain beside it "
          f"{1000 * max(plain.spent):.0f} ms")
    return len(alone.wrong) + len(plain.wrong) + len(hostile.wrong)


def run(home: Home, server: str, seconds: float, clients: int, seed: int, many: int) -> int:
    """Load every kind of page, alone and beside a rebuild; give how many pages went wrong."""
    wrong = 0
    with served(home, server) as (port, process):
        print(f"{server}, {clients} clients, {seconds:g} s each, seed {seed}")
        print(f"{'kind':<28}{'pages':>7}{'a second':>9}{'p50 ms':>9}{'p95 ms':>9}{'wrong':>7}")
        before = 0.0
        kinds = addresses(home, random.Random(seed))  # noqa: S311
        for kind, pages in kinds.items():
            if not pages:
                print(f"{kind:<28}  nothing of this kind in the texts at hand")
                continue
            wrong += len(load(port, pages, clients, min(seconds, 2)).wrong)
            before = before or resident(process)
            alone = load(port, pages, clients, seconds)
            with rebuilding(home):
                beside = load(port, pages, clients, seconds)
            rows = row(kind, alone), row(f"{kind}, rebuilding", beside)
            print(f"{'':<28}95th percentile beside a rebuild: × {rows[1] / max(rows[0], 1e-9):.1f}")
            wrong += len(alone.wrong) + len(beside.wrong)
        wrong += beside_hostile(port, kinds["search"], seconds)
        if many:
            wrong += len(load(port, kinds["search"] + kinds["reading"], clients, MANY_SECONDS, many // 2).wrong)
            half = resident(process)
            wrong += len(load(port, kinds["search"] + kinds["reading"], clients, MANY_SECONDS, many // 2).wrong)
            print(f"memory over {many:,} requests: {half:.0f} MB after half, {resident(process):.0f} MB after all")
        print(f"memory of the server: {before:.0f} MB after its first pages, {resident(process):.0f} MB at the end")
    return wrong


def main() -> int:
    """Run the load; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--server", choices=SERVERS, default="gunicorn" if find_spec("gunicorn") else "waitress")
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--many", type=int, default=0, help="further requests over which memory is watched")
    asked = parser.parse_args()
    try:
        wrong = run(Home.open(asked.home), asked.server, asked.seconds, asked.clients, asked.seed, asked.many)
        return 1 if wrong else 0
    except TrialsError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
