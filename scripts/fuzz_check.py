"""Look for texts whose checking takes long, then serve beside the worst: ``fuzz_check.py [--home DIR] [--seconds N]``.

Runs of every class of sign, and of what quotations, citations, labels and notes are made of, behind words that begin
one of these, are read and checked as a pasted text is, each of 5,000 and 20,000 characters. The slowest, and those
whose processor time grows faster than their length, are printed. Then a server is started, pages are asked for alone,
and again while eight clients send the worst runs, of 100 KB, to /check: the 95th percentile of the pages and the memory
of the server with all its processes are printed. Without a home it is the specimen's. Ends with 1 where a text grew
faster, pages took more than twice as long, or memory passed 500 MB.
"""

from __future__ import annotations

import argparse
import http.client
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import load
from patterns import SIGNS, Run

from corpus.errors import TrialsError
from corpus.ingest.unkept import turns_of_text
from corpus.storage.home import Home
from corpus.storage.own_catalogue import catalogue_of
from indexer.checking.cited_by import CitedBy
from indexer.generation.index import open_index
from webapp.commands.serving import specimen_home

SHORT, LONG, SENT = 5_000, 20_000, 100_000
SLOWER = 10.0
"""Four times the length takes four times as long; with the square it is sixteen times."""
GUARD = 20.0
NOTICED = 0.1
TIMES, MOST_MB = 2.0, 500.0
CLIENTS, WORST = 8, 8
TOO_MANY, BROKEN_OFF = 429, 0

BEGINS = ("", "“", '"', "«", "(", "Vane: ", "Signed ", "1. ", "> ", "[1] ", "# ", "* ", "<p>", "| a |\n|---|\n", "a")
UNITS = (
    *SIGNS, "we were ... ", "the ", "“a” ", "“the light was out” (Trial 12). ", "(Trial 12) ", "ibid., p. 5; ",
    "p. 1, ", "там же, с. 5; ", "«а» ", "Vane: a. ", "VANE. — a ", "1936 Trial ", "pp. 1-2, ", "[1] a\n", "§ 1 ",
    "1. a\n", "> a\n", "* a\n", "| a ", "a\n\n", "Signed a\n\n",
    "a: ", "A. A. ", "“a b c d e f ... ", "'a' ", "^1 ", "http://a ",
)


class _TooLongError(Exception):
    pass


def taken(text: str, checks: CitedBy) -> float:
    """Give the processor seconds of reading and checking a text, broken off after ``GUARD``."""
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    begun = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, GUARD)
        checks.check(turns_of_text(text, checks.catalogue))
    except TrialsError:
        pass
    except _TooLongError:
        return GUARD
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - begun


def found(home: Home, begins: Sequence[str]) -> tuple[list[tuple[float, Run]], list[tuple[float, Run]]]:
    """Give the runs with their seconds, the slowest first, and those that grow too fast with their factor."""
    timed, grown = [], []
    with open_index(home) as index:
        checks = CitedBy(index, catalogue_of(home))
        _ = checks.documents
        for begin in begins:
            for unit in UNITS:
                run = Run(begin, unit, "\x01")
                long = taken(run.of(LONG), checks)
                timed.append((long, run))
                if long > NOTICED:
                    short = taken(run.of(SHORT), checks)
                    if long / max(short, NOTICED / 8) > SLOWER:
                        grown.append((long / short, run))
                        print(f"grows × {long / short:5.1f}  {long:6.2f} s  {tuple(run)!r}", flush=True)
    return sorted(timed, key=lambda one: -one[0]), grown


def send(port: int, text: str) -> int:
    """Send a text to be checked; give the status of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("POST", "/check", urlencode({"text": text}),
                           {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except http.client.IncompleteRead:
        return BROKEN_OFF
    finally:
        connection.close()


@contextmanager
def sending(port: int, texts: Sequence[str], statuses: list[int]) -> Iterator[None]:
    """Let eight clients send texts over and over."""
    done = threading.Event()

    def client(number: int) -> None:
        while not done.is_set():
            statuses.append(send(port, texts[number % len(texts)]))
            number += 1
            if statuses[-1] == TOO_MANY:
                time.sleep(1)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    time.sleep(3)
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def memory(process_id: int) -> float:
    """Give the memory of a process and all that it begot in MB; what several share is counted once (PSS)."""
    total, left = 0.0, [process_id]
    while left:
        one = Path(f"/proc/{left.pop()}")
        try:
            lines = (one / "smaps_rollup").read_text("ascii").split("\n")
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
            for task in (one / "task").iterdir():
                left += [int(child) for child in (task / "children").read_text("ascii").split()]
        except (OSError, StopIteration):
            continue
    return total


def served(home: Home, texts: Sequence[str], seconds: float, server: str) -> bool:
    """Ask for pages alone and beside checks; say whether both are as quick and small as they should be."""
    pages = ["/", "/texts", "/search?q=the", "/search?q=%22the+light%22", "/about"]
    statuses: list[int] = []
    peak, done = [0.0], threading.Event()
    with load.served(home, server) as (port, process):
        def watch() -> None:
            while not done.wait(0.2):
                peak.append(memory(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        load.load(port, pages, 2, 2)
        alone = load.load(port, pages, 2, seconds)
        with sending(port, texts, statuses):
            beside = load.load(port, pages, 2, seconds)
        done.set()
        watcher.join()
    print(f"{server}\n{'pages':<28}{'pages':>7}{'a second':>9}{'p50 ms':>9}{'p95 ms':>9}{'wrong':>7}")
    before, after = load.row("alone", alone), load.row(f"beside {CLIENTS} checks", beside)
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    print(f"95th percentile × {after / before:.1f}; memory at most {max(peak):.0f} MB; answers to checks {counts}")
    return after <= TIMES * before and max(peak) < MOST_MB and not beside.wrong


def main() -> int:
    """Look, print, serve; give 1 where anything is too slow or too large."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--begins", type=int, default=len(BEGINS), help="so many of the beginnings only")
    parser.add_argument("--server", choices=load.SERVERS, default="gunicorn" if find_spec("gunicorn") else "waitress")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Home.open(asked.home) if asked.home else specimen_home(Path(folder) / "home")
        timed, grown = found(home, BEGINS[: asked.begins])
        for seconds, run in timed[:WORST]:
            print(f"{seconds:6.2f} s  {tuple(run)!r}")
        print(f"{len(grown)} of {len(timed)} texts grow faster than their length", flush=True)
        good = served(home, [run.of(SENT) for _, run in timed[:WORST]], asked.seconds, asked.server)
    return 0 if good and not grown else 1


if __name__ == "__main__":
    sys.exit(main())
