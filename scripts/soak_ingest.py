"""Disturb the ingest and look at what is left: ``soak_ingest.py [--kills N] [--faults N] [--whole] [FILE ...]``.

A home of the specimen (or of its FILEs) is read, of the beginning of each file or with ``--whole`` of all of it; then
its sources change and it is read again, many times over, each time from the same state: killed at a random moment, or
with one file operation failing (no space, input/output error). Afterwards the library must be the old or the new one,
whole, and the next run must give the new one, byte for byte, and leave nothing else behind. Ends with 1 where anything
differs. The seed is printed.

No loss of power is tried, so the homes are made in memory where the system has such a place.
"""

from __future__ import annotations

import argparse
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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2

from corpus.acquisition import adding
from corpus.acquisition.particulars import Wanted
from corpus.catalogue import catalogue
from corpus.corrections.turns import corrections_file
from corpus.errors import TrialsError
from corpus.ingest.run import ingest
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library

FILES = Path(catalogue.__file__).parents[1] / "data" / "specimen" / "files"
ERRORS = (errno.ENOSPC, errno.EIO)
MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of its own is made in it)
SECTIONS, SHEETS = 3, 4
"""So much of an HTML page and of a PDF is its beginning: sections with their headings, pages."""
SAID = 25
"""Disturbances between two lines on the progress."""
WATCHED = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir"})
STATED, UNSTATED = 3, 9
"""How a disturbed run ends: with an error of the program, or with any other."""

Bytes = dict[str, bytes]


def beginning(path: Path) -> bytes:
    """Give the beginning of a file of the specimen: as many kinds of things, in less time."""
    data = path.read_bytes()
    if path.suffix == ".html":
        parts = data.split(b"<h3>")
        return b"<h3>".join(parts[: SECTIONS + 1]) + b"</body></html>\n"
    if path.suffix != ".pdf":
        return data
    whole, part, out = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new(), io.BytesIO()
    part.import_pages(whole, list(range(SHEETS)))
    part.save(out)
    return out.getvalue()


def template(home: Home, names: Sequence[str], *, whole: bool) -> None:
    """Read the specimen's files, then change the sources: the last file anew, and a correction."""
    known = catalogue.load(home.catalogue)
    files = home.path.with_name("files")
    files.mkdir()
    for name in names:
        path = files / name
        path.write_bytes((FILES / name).read_bytes() if whole else beginning(FILES / name))
        what = "edition" if path.stem in known.editions else "document"
        adding.add(home, known, [path], Wanted(**{what: path.stem}))
    ingest(home)
    changed = home.path.with_name("changed") / names[-1]
    changed.parent.mkdir(exist_ok=True)
    changed.write_bytes((FILES / "letter-ru.txt").read_bytes() + b"\nquagga\n")
    adding.add(home, known, [changed], Wanted(document="changed"))
    corrections_file(home).parent.mkdir(exist_ok=True)
    corrections_file(home).write_text("changed/0001\tword\tquagga\tokapi\ta test\tfor the test\n", "utf-8")


def library(home: Home) -> Bytes | None:
    """Give the files of the library in use, without what numbers the generation; None where it is not whole."""
    try:
        place = Library(home).place
    except TrialsError:
        return None
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


def fresh(home: Home, place: Path, *, remembering: bool) -> Home:
    """Give a copy of a home, with or without its memory of files read before."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home.path, place)
    if not remembering:
        shutil.rmtree(place / "library" / "read", ignore_errors=True)
    return Home(place, home.catalogue)


def begin(home: Home, prepare: Callable[[], None] = lambda: None) -> int:
    """Start an ingest in a process of its own, after ``prepare`` in it; give its number."""
    child = os.fork()
    if child:
        return child
    code = UNSTATED
    try:
        prepare()
        ingest(home)
        code = 0
    except TrialsError:
        code = STATED
    except BaseException as error:
        os.write(2, "".join(traceback.format_exception(error)[-4:]).encode())
    finally:
        os._exit(code)


class Saboteur:
    """Lets the Nth file operation inside a folder fail. With ``at`` 0 it only counts."""

    def __init__(self, folder: Path, at: int, error: int) -> None:
        self.folder, self.at, self.error = str(folder), at, error
        self.count = 0
        self.paths: dict[int, str] = {}

    def start(self) -> None:
        """Stand between the program and the file system from now on."""
        real_open, real_fsync = io.open, os.fsync

        def open_file(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
            stream = real_open(file, mode, *args, **named)
            return _Stream(stream, self) if set(mode) & set("wax+") and self.inside(file) else stream

        def fsync(handle: int) -> None:
            self.operation()
            real_fsync(handle)

        io.open, os.fsync = open_file, fsync  # type: ignore[assignment]
        sys.addaudithook(self.hook)

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Called before each operation of the interpreter."""
        if event in WATCHED and arguments and self.inside(arguments[0]):
            self.operation()

    def inside(self, path: object) -> bool:
        """Whether a path is in the folder."""
        return isinstance(path, str | Path) and str(path).startswith(self.folder)

    def operation(self) -> None:
        """Count an operation, and fail if it is the one."""
        self.count += 1
        if self.at == self.count:
            raise OSError(self.error, os.strerror(self.error))


class _Stream:
    """A file that is written: its writes are operations too."""

    def __init__(self, stream: Any, saboteur: Saboteur) -> None:
        self._stream, self._saboteur = stream, saboteur

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, data: Any) -> int:
        """Write, unless this is the operation that fails; a full disk takes half of what it was given before."""
        try:
            self._saboteur.operation()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                self._stream.write(data[: len(data) // 2])
            raise
        return int(self._stream.write(data))


class Soak:
    """One template, what an undisturbed run makes of it, and the disturbances."""

    def __init__(self, folder: Path, names: Sequence[str], seed: int, *, whole: bool) -> None:
        self.begun = time.monotonic()
        self.folder, self.chance = folder, random.Random(seed)  # noqa: S311 (moments, not secrets)
        self.home = Home(folder / "template", "specimen").create()
        template(self.home, names, whole=whole)
        self.old = library(self.home)
        undisturbed = fresh(self.home, folder / "undisturbed", remembering=False)
        begun = time.monotonic()
        ingest(undisturbed)
        self.seconds = time.monotonic() - begun
        self.new = library(undisturbed)
        self.leavings = _names(undisturbed)
        self.wrong: list[str] = []
        self.ends: Counter[str] = Counter()

    def kills(self, count: int) -> None:
        """Kill the run at random moments."""
        for number in range(count):
            self._progress("kills", number, count)
            home = fresh(self.home, self.folder / "work", remembering=number % 2 == 1)
            child = begin(home)
            time.sleep(self.chance.uniform(0, 1.1 * self.seconds / (1 + number % 2)))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            self._judge(home, f"kill {number}", "killed" if os.WIFSIGNALED(status) else "had ended")

    def faults(self, count: int) -> None:
        """Let file operations fail, evenly spread over the run."""
        for remembering in (True, False):
            operations = self._operations(remembering)
            share = count // 2 if remembering else count - count // 2
            for number in range(min(share, operations)):
                self._progress("faults with memory" if remembering else "faults without memory", number, share)
                at = 1 + (number * operations + self.chance.randrange(operations)) // share % operations
                error = self.chance.choice(ERRORS)
                home = fresh(self.home, self.folder / "work", remembering=remembering)
                child = begin(home, Saboteur(home.path, at, error).start)
                _, status = os.waitpid(child, 0)
                code = os.waitstatus_to_exitcode(status)
                name = f"operation {at} of {operations}, {errno.errorcode[error]}"
                if code not in (0, STATED):
                    self.wrong.append(f"{name}: ended with {code}")
                self._judge(home, name, {0: "survived", STATED: "stated"}.get(code, "not stated"))

    def _progress(self, what: str, number: int, count: int) -> None:
        if number % SAID == 0:
            passed = f"{time.monotonic() - self.begun:6.0f} s"
            print(f"{passed}: {what}: {number} of {count}, {len(self.wrong)} wrong", file=sys.stderr, flush=True)

    def _operations(self, remembering: bool) -> int:
        home = fresh(self.home, self.folder / "work", remembering=remembering)
        note = self.folder / "operations"
        saboteur = Saboteur(home.path, 0, 0)
        child = os.fork()
        if not child:
            saboteur.start()
            ingest(home)
            note.write_text(str(saboteur.count))
            os._exit(0)
        os.waitpid(child, 0)
        return int(note.read_text())

    def _judge(self, home: Home, name: str, end: str) -> None:
        found = library(home)
        which = "old" if found == self.old else "new" if found == self.new else "neither"
        self.ends[f"{end}, library {which}"] += 1
        if which == "neither":
            self.wrong.append(f"{name}: the library is neither the old nor the new one")
        ingest(home)
        if library(home) != self.new:
            self.wrong.append(f"{name}: the next run gives another library")
        if left := _names(home) - self.leavings:
            self.wrong.append(f"{name}: left behind: {', '.join(sorted(left))}")


def _names(home: Home) -> set[str]:
    """Give the names of the files of a home; generations have no numbers in them."""
    kept = {place.name for place in generations.generations(home.library)}
    paths = (path.relative_to(home.path) for path in home.path.rglob("*") if path.is_file())
    return {"/".join("gen" if part in kept else part for part in path.parts) for path in paths}


def told(ends: Counter[str], wrong: Sequence[str]) -> int:
    """Print how the disturbed runs ended and what is wrong; give the exit code."""
    for end, count in sorted(ends.items()):
        print(f"{count:6} {end}")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(wrong)} wrong")
    return 1 if wrong else 0


def main() -> int:
    """Run the soak."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--whole", action="store_true", help="the files as they are, not only their beginnings")
    parser.add_argument("files", nargs="*", metavar="FILE", help="of the specimen's files; all without it")
    asked = parser.parse_args()
    print(f"seed {asked.seed}")
    names = asked.files or sorted(p.name for p in FILES.iterdir())
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        soak = Soak(Path(folder), names, asked.seed, whole=asked.whole)
        print(f"{len(names)} files, {soak.seconds:.2f} s undisturbed", flush=True)
        soak.kills(asked.kills)
        soak.faults(asked.faults)
    return told(soak.ends, soak.wrong)


if __name__ == "__main__":
    sys.exit(main())
