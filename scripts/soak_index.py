"""Disturb the building of the index and damage it: ``soak_index.py [--kills N] [--faults N] [--damages N] [--seed N]``.

A small home of made-up words changes between two states. While readers in processes of their own open it, search it
and read it, builds are killed at random moments, or one of their file operations fails (no space, input/output
error) and the next build in the same process must succeed. Readers must never see an error, nor anything but the one
state or the other. Then files of a generation are damaged, one at a time, on copies: each damage must be found before
anything of the generation is opened, with the older generation named. Ends with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import builtins
import errno
import io
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from soak_ingest import Saboteur, told

from corpus.errors import IndexDamagedError, TrialsError
from corpus.model.turns import Origin, Page, TextInfo, Turn
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import write_library
from indexer.building.run import build_index
from indexer.generation import index as reader
from indexer.generation.index import Index, open_index
from indexer.results import Request

ERRORS = (errno.ENOSPC, errno.EIO)
READERS = 4
PAUSE = 0.05
"""Seconds between two openings of one reader."""
STATED, UNSTATED = 3, 9
WORDS = ("lorem", "ipsum", "dolor", "amet", "лес", "небо", "река")
QUERIES = ('"lorem ipsum"', "dolor", "лес OR небо", "quagga", "okapi", "amet -dolor")

Sight = tuple[Any, ...]


def texts(marker: str, turns: int) -> list[tuple[TextInfo, list[Turn]]]:
    """Give the texts of one state, in which ``marker`` stands in every turn."""
    chance = random.Random(marker)  # noqa: S311
    out = []
    for name, lang in (("en-x", "en"), ("ru-x", "ru")):
        made = [
            Turn(f"{name}/{number:04d}", name, number, "speech",
                 " ".join([marker, *chance.choices(WORDS, k=12)]), lang, speaker=("amber", "birch")[number % 2],
                 page=Page(str(number), "printed"), origin=Origin("made"))
            for number in range(1, turns + 1)
        ]
        info = TextInfo(name, "transcript", lang, name, "1911", turns=turns, words=13 * turns)
        out.append((info, made))
    return out


def sight(index: Index) -> Sight:
    """Give what a reader sees of an index: counts by concordance and engine, the first hits, a turn."""
    seen: list[Any] = []
    for query in QUERIES:
        for sort in ("record", "relevance"):
            found = index.search(Request(query, sort=sort, limit=3, facets=True))
            seen += [found.hits_total, tuple((hit.turn.ref, hit.text, hit.matches) for hit in found.hits), found.facets]
    engine = index.engine()
    return (*seen, len(index.turns("en-x")), index.turn("ru-x/0001").text, engine.passages)


def looked(home: Home) -> Sight:
    """Open the index and give what it shows."""
    with open_index(home) as index:
        return sight(index)


class Soak:
    """The home, what it may show, the readers, and what went wrong."""

    def __init__(self, folder: Path, seed: int, turns: int = 40) -> None:
        self.folder, self.chance = folder, random.Random(seed)  # noqa: S311
        self.home = Home(folder / "home").create()
        self.states = {name: texts(name, turns) for name in ("okapi", "quagga")}
        self.sights: dict[str, Sight] = {}
        self.wrong: list[str] = []
        self.ends: Counter[str] = Counter()
        for name in self.states:
            self.bring(name)
            begun = time.monotonic()
            build_index(self.home)
            self.seconds = time.monotonic() - begun
            self.sights[name] = looked(self.home)

    def bring(self, state: str) -> None:
        """Let the library be in a state."""
        write_library(self.home, self.states[state], [], {})

    @contextmanager
    def readers(self, count: int = READERS) -> Iterator[None]:
        """Read in so many processes; afterwards collect what they saw."""
        stop, notes = self.folder / "stop", self.folder / "notes"
        stop.unlink(missing_ok=True)
        notes.mkdir(exist_ok=True)
        children = [_fork(lambda number=number: self._read(stop, notes / str(number))) for number in range(count)]
        try:
            yield
        finally:
            stop.touch()
            for number, child in enumerate(children):
                _, status = os.waitpid(child, 0)
                said = (notes / str(number)).read_text("utf-8") if (notes / str(number)).exists() else "nothing said"
                looks, _, fault = said.partition("\n")
                if status or fault or not looks.isdecimal():
                    self.wrong.append(f"reader {number} (status {status}): {said[-500:]}")
                else:
                    self.ends["looks of readers"] += int(looks)

    def _read(self, stop: Path, note: Path) -> int:
        allowed = set(self.sights.values())
        looks, fault = 0, ""
        try:
            while not stop.exists():
                with open_index(self.home) as index:
                    for _ in range(2):
                        looks += 1
                        if sight(index) not in allowed:
                            fault = f"{index.generation}: neither the one state nor the other"
                # Else the readers leave nothing of the processor for what they read beside.
                time.sleep(PAUSE)
        except BaseException as error:
            fault = "".join(traceback.format_exception(error)[-6:])
        note.write_text(f"{looks}\n{fault}", "utf-8")
        return 1 if fault else 0

    def kills(self, count: int) -> None:
        """Kill builds at random moments; then let one end."""
        for number in range(count):
            state = list(self.states)[number % 2]
            self.bring(state)
            child = _fork(self._build)
            time.sleep(self.chance.uniform(0, 1.2 * self.seconds))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            self._judge(f"kill {number}", "killed" if os.WIFSIGNALED(status) else "had ended")
            with self.home.lock():
                build_index(self.home)
            self._must_be(state, f"after kill {number}")

    def faults(self, count: int) -> None:
        """Let file operations of builds fail, evenly spread; each then builds again in the same process."""
        operations = self._operations()
        for number in range(count):
            state = list(self.states)[number % 2]
            self.bring(state)
            at = 1 + (number * operations // count + self.chance.randrange(max(1, operations // count))) % operations
            error = self.chance.choice(ERRORS)
            child = _fork(lambda at=at, error=error: self._build_twice(_Saboteur(self.home.index, at, error)))
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
            name = f"operation {at} of {operations}, {errno.errorcode[error]}"
            if code not in (0, STATED):
                self.wrong.append(f"{name}: ended with {code}")
            self.ends[{0: "fault survived", STATED: "fault stated, built again"}.get(code, "fault not stated")] += 1
            self._must_be(state, name)

    def _build(self) -> int:
        with self.home.lock():
            build_index(self.home)
        return 0

    def _build_twice(self, saboteur: _Saboteur) -> int:
        saboteur.start()
        try:
            self._build()
        except TrialsError:
            self._judge("between", "")
            self._build()
            return STATED if not self.wrong else UNSTATED
        return 0

    def _operations(self) -> int:
        note = self.folder / "operations"

        def counted() -> int:
            saboteur = _Saboteur(self.home.index, 0, 0)
            saboteur.start()
            self._build()
            note.write_text(str(saboteur.count))
            return 0

        os.waitpid(_fork(counted), 0)
        return int(note.read_text())

    def _judge(self, name: str, end: str) -> None:
        seen = looked(self.home)
        found = next((state for state, expected in self.sights.items() if expected == seen), None)
        if end:
            self.ends[end] += 1
        if found is None:
            self.wrong.append(f"{name}: the index shows neither state")
        place = generations.current(self.home.index)
        if place is None or generations.damage(place):
            self.wrong.append(f"{name}: the index in use is damaged")

    def _must_be(self, state: str, name: str) -> None:
        if looked(self.home) != self.sights[state]:
            self.wrong.append(f"{name}: the next build does not show what it was built from")

    def damages(self, count: int) -> None:
        """Damage the generation in use, each time on a copy of the home."""
        copy = Home(self.folder / "copy")
        canary = self.folder / "canary"
        real, reader.Index = reader.Index, _refuse  # type: ignore[misc, assignment]
        try:
            for _ in range(count):
                shutil.rmtree(copy.path, ignore_errors=True)
                shutil.copytree(self.home.path, copy.path)
                # What was verified before counts for the files it was verified of, which these are not.
                place = generations.current(copy.index)
                assert place is not None  # noqa: S101
                done = damage(place, self.chance, canary)
                older = next(p.name for p in generations.generations(copy.index) if p != place)
                self.ends[f"damage: {done.split(':')[0]}"] += 1
                try:
                    open_index(copy)
                    self.wrong.append(f"{done}: not found")
                except IndexDamagedError as error:
                    if older not in error.advice:
                        self.wrong.append(f"{done}: the older generation is not named: {error}")
                except _OpenedError:
                    self.wrong.append(f"{done}: opened unverified")
                if canary.exists():
                    self.wrong.append(f"{done}: foreign code was run")
        finally:
            reader.Index = real  # type: ignore[misc]


class _OpenedError(Exception):
    """Something of a damaged generation was opened."""


def _refuse(place: Path) -> Index:
    raise _OpenedError(place)


class _Saboteur(Saboteur):
    """Also sees files opened by libraries, which use the builtin."""

    def start(self) -> None:
        """Stand between the program and the file system from now on."""
        super().start()
        builtins.open = io.open


def damage(place: Path, chance: random.Random, canary: Path) -> str:
    """Damage one file of a generation; give what was done."""
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.stat().st_size)
    path = chance.choice(files)
    data = bytearray(path.read_bytes())
    kind = chance.choice(("bit", "zeros", "cut", "missing", "extra", "swapped", "foreign"))
    at = chance.randrange(len(data))
    match kind:
        case "bit":
            data[at] ^= 1 << chance.randrange(8)
        case "zeros" if any(data[at : at + 512]):
            data[at : at + 512] = bytes(len(data[at : at + 512]))
        case "zeros" | "cut":
            del data[at:]
        case "missing":
            path.unlink()
            return f"missing: {path.name}"
        case "extra":
            path = path.with_name("added")
        case "swapped":
            other = chance.choice([file for file in files if file.read_bytes() != bytes(data)])
            data = bytearray(other.read_bytes())
        case "foreign":
            path = next((place / "whoosh").glob("*.toc"))
            code = f"cos\nsystem\n(S'touch {canary}'\ntR.".encode()
            data = bytearray(path.read_bytes()[:20] + code)
    path.write_bytes(data)
    return f"{kind}: {path.name} at {at}"


def _fork(work: Any) -> int:
    child = os.fork()
    if child:
        return child
    code = UNSTATED
    try:
        code = work()
    except BaseException as error:
        os.write(2, "".join(traceback.format_exception(error)[-6:]).encode())
    finally:
        os._exit(code)


def main() -> int:
    """Run the soak."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--damages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Path(folder), asked.seed)
        with soak.readers():
            soak.kills(asked.kills)
            soak.faults(asked.faults)
        soak.damages(asked.damages)
    return told(soak.ends, soak.wrong)


if __name__ == "__main__":
    sys.exit(main())
