"""Disturb the fetching of public texts: ``soak_fetch.py [--points N] [--faults N] [--seed N]``.

A server on this machine holds an edition of a few pages. At random points of the work it cuts answers short, stalls,
closes the connection, redirects, claims wrong lengths, answers 429, 500 or 503; or the program itself is killed.
The program is run until it misses nothing: in the end every file must be there with the right bytes, and none must
have been asked for again once it was. (Short lengths vary: one that is the same each time is no sign.) With
``--faults`` so many single operations on files of the home fail, too, of each way to fetch (:mod:`soaks.fetch_faults`).
Ends with 1 where anything differs. The seed is printed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from soaks import fetch_faults

from corpus.acquisition import carriers
from corpus.acquisition.fetching import fetch
from corpus.catalogue.catalogue import Catalogue, Source, SourcePage, load
from corpus.errors import TrialsError
from corpus.storage.home import Home
from corpus.storage.sources import data_of, read_sources

PAGES = 5
MOST_RUNS = 30
TIMEOUT = 0.3
"""Seconds without a byte after which the program gives an attempt up."""

FAULTS = ("cut", "stall", "close", "redirect", "loop", "longer", "shorter", "429", "429 later", "500", "503",
          "garbage", "kill")


class Site:
    """Pages by path, and the faults that wait for requests by their number."""

    def __init__(self, chance: random.Random) -> None:
        self.pages = {"/t/index.htm": _page("contents", 3)}
        self.pages |= {f"/t/{n}.htm": _page(f"page {n}", chance.randrange(5, 4_000)) for n in range(PAGES)}
        self.faults: dict[int, str] = {}
        self.asked = 0
        self.served: Counter[str] = Counter()
        self.met: Counter[str] = Counter()
        self.victim = 0
        self.lock = threading.Lock()

    def fault(self) -> str:
        """Count a request and give the fault that waits for it."""
        with self.lock:
            self.asked += 1
            return self.faults.pop(self.asked, "")


def _page(name: str, words: int) -> bytes:
    filler = " ".join(f"quagga{number}" for number in range(words))
    return f"<html><head><title>{name}</title></head><body><p>{name}</p><p>{filler}</p></body></html>".encode()


class Handler(BaseHTTPRequestHandler):
    """Answers for :class:`Site`."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request, or fail as is its lot."""
        self.close_connection = True
        if self.path == "/robots.txt":
            self._send(404, b"")
            return
        fault = self.site.fault()
        body = self.site.pages.get(self.path.split("?")[0])
        if body is None:
            self._send(404, b"")
        elif fault:
            self.site.met[fault] += 1
            self._fail(fault, body)
        else:
            self.site.served[self.path] += 1
            self._send(200, body)

    def _fail(self, fault: str, body: bytes) -> None:
        if fault == "close":
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault == "garbage":
            self.wfile.write(b"\x00\x01 garbage \xff\r\n\r\n")
        elif fault == "kill" and self.site.victim:
            os.kill(self.site.victim, signal.SIGKILL)
        elif fault == "stall":
            self._send(200, body[: len(body) // 2], len(body))
            time.sleep(2 * TIMEOUT)
        elif fault in ("redirect", "loop"):
            self._send(302, b"", location=self.path + ("?again" if fault == "redirect" else ""))
        elif fault.startswith("429"):
            self._send(429, b"", wait="0" if fault == "429" else "100000")
        elif fault.isdigit():
            self._send(int(fault), b"<html>an error page</html>")
        else:
            claimed = {"cut": len(body), "longer": len(body) + 7, "shorter": len(body) - 7 - self.site.asked % 9}
            self._send(200, body[: len(body) // 3] if fault == "cut" else body, claimed.get(fault))

    def _send(self, status: int, body: bytes, length: int | None = None, location: str = "", wait: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        for name, value in (("Location", location), ("Retry-After", wait)):
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Server(ThreadingHTTPServer):
    """A server that says nothing of broken connections."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve a site; gives its address."""
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"site": site}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def catalogue_of(address: str) -> Catalogue:
    """Give a catalogue whose one edition is held at the address."""
    pages = tuple(
        SourcePage(title=f"{n}", url=f"{address}/t/{n}.htm", link=f"{address}/t/{n}.htm", sitting=None)
        for n in range(PAGES)
    )
    source = Source(
        edition="en-specimen", trial="specimen", url=f"{address}/t/index.htm", host="local", lang="en", kind="html",
        holds="everything", certainty="certain", source="made for a soak", fetch=True, pages=pages,
    )
    return replace(load("specimen"), sources=(source,))


def run(home: Home, site: Site, address: str) -> bool:
    """Fetch once, in a process of its own; say whether nothing was missing."""
    child = os.fork()
    if not child:
        code = 9
        try:
            carriers.FETCH_TIMEOUT_SECONDS = TIMEOUT
            result = fetch(home, catalogue_of(address), (), carriers.WebCarrier(pause=0))
            code = 1 if result.missing else 0
        except TrialsError:
            code = 3
        finally:
            os._exit(code)
    site.victim = child
    _, status = os.waitpid(child, 0)
    site.victim = 0
    return status == 0


def soak(points: int, seed: int) -> list[str]:
    """Fetch under faults until ``points`` of them were met; give what went wrong."""
    chance = random.Random(seed)  # noqa: S311 (moments, not secrets)
    met: Counter[str] = Counter()
    wrong: list[str] = []
    homes = 0
    while met.total() < points:
        homes += 1
        site = Site(chance)
        for _ in range(chance.randrange(1, 16)):
            site.faults[chance.randrange(1, 3 * PAGES)] = chance.choice(FAULTS)
        with tempfile.TemporaryDirectory() as folder, serving(site) as address:
            home = Home(Path(folder), "specimen").create()
            runs = 1
            while not run(home, site, address) and runs < MOST_RUNS:
                runs += 1
            wrong.extend(f"home {homes}: {fault}" for fault in _faults(home, site, runs))
        met += site.met
    print(f"{homes} homes; " + ", ".join(f"{fault}: {count}" for fault, count in sorted(met.items())))
    return wrong


def _faults(home: Home, site: Site, runs: int) -> Iterator[str]:
    if runs == MOST_RUNS:
        yield f"not complete after {runs} runs"
    try:
        held = {"/" + file.name.split("/", 1)[1]: data_of(home, file) for file in read_sources(home)}
    except TrialsError as error:
        yield error.message
        return
    for path in (path for path in site.pages if path != "/t/index.htm" or path in held):
        if held.get(path) != site.pages[path]:
            yield f"{path} has {len(held.get(path, b''))} bytes instead of {len(site.pages[path])}"
    left = [path.name for path in home.sources.rglob("*") if path.name.endswith(".tmp")]
    if left and not site.met["kill"]:
        yield f"left behind: {', '.join(left)}"
    again = {path: count for path, count in site.served.items() if count > 1 + site.met["kill"]}
    if again:
        yield f"asked for again: {again}"


def main() -> int:
    """Run the soak."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--faults", type=int, default=0, help="of each way to fetch")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    wrong = soak(asked.points, asked.seed)
    for line in wrong:
        print(line, file=sys.stderr)
    if asked.faults:
        wrong += fetch_faults.soak(asked.faults, asked.seed)
    print(f"{len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
