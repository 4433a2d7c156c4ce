"""Damage a home and let its runs fail: ``soak_home.py [--flips N] [--faults N] [--tree N] [--seed N]``.

A small home of the specimen's documents, with its index. First single bits are flipped, anywhere in any of its files:
each must be noticed by `trials check`, or leave every turn and every source as it was. Then add, ingest and remove are
run with one of their file operations failing (no space, input/output error): the list of sources and the answers must
be those before or those after, whole, and the next run must give those after, with no file that is in no list. Last a
tree of so many files is looked through, among them the odd names of the tests: each must be taken or named as left out.
Ends with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "corpus" / "acquisition"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from soak_ingest import ERRORS, FILES, STATED, UNSTATED, Saboteur
from test_trees import odd_tree

from corpus.acquisition import adding
from corpus.acquisition.particulars import Wanted
from corpus.acquisition.trees import files_below
from corpus.catalogue import catalogue
from corpus.errors import TrialsError
from corpus.ingest.run import ingest
from corpus.storage.home import Home
from corpus.storage.sources import JOURNAL, MANIFEST, read_sources
from indexer.building.run import build_index
from indexer.generation.index import open_index
from webapp import cli

NAMES = ("letter-ru.txt", "essay.md")
Run = Callable[[Home], None]
UNKEPT = frozenset({"lock", "lock.pid"})
SAID = 25


def in_child(work: Callable[[], int]) -> int:
    """Do something in a process of its own, in silence; give its exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = UNSTATED
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        code = work()
    except (TrialsError, OSError):  # the command tells both
        code = STATED
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os._exit(code)


def check(home: Home) -> int:
    """Give the exit code of `trials check`."""
    def work() -> int:
        sys.argv = ["trials", "--home", str(home.path), "check"]
        cli.main()
        return 0

    return in_child(work)


def sources_of(home: Home) -> str:
    """Give a mark of the sources: list and files."""
    mark = hashlib.sha256()
    for file in sorted(read_sources(home), key=lambda f: f.name):
        mark.update(f"{file.name} {file.sha256} {file.document}".encode())
        mark.update((home.sources / file.name).read_bytes())
    return mark.hexdigest()


def answers_of(home: Home) -> str:
    """Give a mark of all that a reader is shown: every turn of the index."""
    mark = hashlib.sha256()
    with open_index(home) as index:
        for info in index.texts:
            mark.update(f"{info.id} {info.title}".encode())
            for turn in index.turns(info.id):
                mark.update(f"{turn.ref} {turn.speaker} {turn.page} {turn.text}".encode())
    return mark.hexdigest()


def seen(home: Home) -> tuple[str, str]:
    """Give both marks, or what keeps one from being made."""
    found = []
    for marked in (sources_of, answers_of):
        try:
            found.append(marked(home))
        except TrialsError as error:
            found.append(type(error).__name__)
    return found[0], found[1]


def made(home: Home, *names: str) -> None:
    """Add files of the specimen, read them and build the index."""
    known = catalogue.load(home.catalogue)
    for name in names:
        with home.lock():
            adding.add(home, known, [FILES / name], Wanted(document=Path(name).stem))
    ingest(home)
    build_index(home)


def copied(home: Home, place: Path) -> Home:
    """Give a copy of a home."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home.path, place)
    return Home(place, home.catalogue)


def flips(home: Home, number: int, chance: random.Random) -> int:
    """Flip bits one at a time; give how many were neither noticed nor harmless."""
    files = sorted(p for p in home.path.rglob("*") if p.is_file() and p.name not in UNKEPT and p.stat().st_size)
    before, counts, wrong = seen(home), Counter[str](), 0
    for at in range(number):
        path = files[at % len(files)]
        data = path.read_bytes()
        place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        end = "noticed" if check(home) else "harmless" if seen(home) == before else "MISSED"
        path.write_bytes(data)
        counts[end] += 1
        if end == "MISSED":
            wrong += 1
            print(f"missed: bit {bit} of byte {place} of {path.relative_to(home.path)}", flush=True)
        if not (at + 1) % SAID:
            print(f"{at + 1} flips in {len(files)} files: {dict(counts)}", flush=True)
    return wrong


def runs(known: catalogue.Catalogue) -> dict[str, Run]:
    """Give the runs that are disturbed, each as what it does to a home that holds the first of the documents."""
    def add(home: Home) -> None:
        with home.lock():
            adding.add(home, known, [FILES / NAMES[1]], Wanted(document="essay"))
        ingest(home)
        build_index(home)

    def remove(home: Home) -> None:
        with home.lock():
            if any(file.document == "letter-ru" for file in read_sources(home)):
                adding.remove(home, ["letter-ru"])
        ingest(home)
        build_index(home)

    def read_again(home: Home) -> None:
        with home.lock():
            ingest(home, anew=True)
        build_index(home)

    return {"add": add, "remove": remove, "ingest": read_again}


def disturbed(run: Run, home: Home, at: int, error: int = 0) -> tuple[int, int]:
    """Do a run in which one file operation fails, none with ``at`` 0; give its exit code and the operations counted."""
    tally = home.path.with_name("tally")

    def work() -> int:
        saboteur = Saboteur(home.path, at, error)
        saboteur.start()
        try:
            run(home)
        finally:
            saboteur.folder = "none"
            tally.write_text(str(saboteur.count), "ascii")
        return 0

    tally.write_text("0", "ascii")
    return in_child(work), int(tally.read_text("ascii"))


def unlisted(home: Home) -> set[str]:
    """Give the files among the sources that are in no list."""
    files = {path.relative_to(home.sources).as_posix() for path in home.sources.rglob("*") if path.is_file()}
    return files - {file.name for file in read_sources(home)} - {MANIFEST, JOURNAL}


def faults(folder: Path, number: int, chance: random.Random) -> int:
    """Let one file operation of a run fail, many times; give how many left anything but the old or the new."""
    known = catalogue.load("specimen")
    one = Home(folder / "one", "specimen").create()
    made(one, NAMES[0])
    both = copied(one, folder / "both")
    made(both, NAMES[1])
    wrong = 0
    for name, run in runs(known).items():
        base, counts = one if name == "add" else both, Counter[str]()
        undisturbed = copied(base, folder / "undisturbed")
        operations = disturbed(run, undisturbed, 0)[1]
        before, after = seen(base), seen(undisturbed)
        for _ in range(number // 3):
            home, at, error = copied(base, folder / "home"), chance.randrange(1, operations + 1), chance.choice(ERRORS)
            end = disturbed(run, home, at, error)[0]
            state = ", ".join({old: "old", new: "new"}.get(now, "BETWEEN")
                              for old, new, now in zip(before, after, seen(home), strict=True))
            stray = unlisted(home)
            again = end == 0 or disturbed(run, home, 0)[0] in (0, STATED)
            whole = "BETWEEN" not in state and end in (0, STATED)
            good = whole and again and seen(home) == after and not unlisted(home)
            counts[f"sources and answers {state}; exit {end}"] += 1
            if not good:
                wrong += 1
                print(f"{name}, operation {at}, error {error}: {state}, exit {end}, then {seen(home) == after}, "
                      f"unlisted {sorted(stray)}", flush=True)
        print(f"{name}: {number // 3} faults in {operations} operations: {dict(counts)}", flush=True)
    return wrong


def tree(folder: Path, number: int) -> int:
    """Look through a tree of so many files; give how many are neither found nor named."""
    root = odd_tree(folder / "tree", folder / "outside")
    for part in range(number // 500):
        place = root / f"f{part}" / "letters"
        place.mkdir(parents=True)
        for file in range(500):
            end = ".txt" if file % 3 else " ё\u0301.TXT"
            (place / f"{'.' * (file % 7 == 0)}{file}{end}").touch()
    found, left_out = files_below(root)
    names = sum(len(files) for _, _, files in os.walk(root)) + 2  # and two links to folders
    print(f"a tree of {names} names: {len(found)} taken, left out "
          f"{dict(Counter(item.why for item in left_out))}", flush=True)
    return names - len(found) - len(left_out)


def main() -> int:
    """Do all three; give 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--flips", type=int, default=400)
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--tree", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    chance = random.Random(asked.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = tree(folder, asked.tree) if asked.tree else 0
        if asked.flips:
            home = Home(folder / "flipped", "specimen").create()
            made(home, *NAMES)
            wrong += flips(home, asked.flips, chance)
        if asked.faults:
            wrong += faults(folder, asked.faults, chance)
    print(f"{wrong} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
