"""Malformed PDFs in the reading process: text or a stated refusal, within the limits, and the next file unharmed.

The normal run takes a sample with short limits; TRIALS_TEST_FULL=1 takes all of them with those of the program.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import GOOD_WORDS, Case, bombs, flips, good_pdf, splices, truncations
from pdf_maker import Page, make_pdf, paragraph

from corpus.errors import SourceRefusedError
from corpus.limits import WORKER_MEMORY_BYTES, WORKER_SECONDS
from corpus.reading import worker as worker_module
from corpus.reading.worker import Worker, seconds_for
from webapp.wording.notes import refusal as told

FULL = os.environ.get("TRIALS_TEST_FULL") == "1"
SECONDS = WORKER_SECONDS if FULL else 2.0
GROWTH = 20 * 1024
"""Kilobytes by which the process that asks may grow."""

READ = {
    "scattered-2000": "w1", "long-string": "aaaa", "circular-parent": "alpha", "circular-prev": "alpha",
    "circular-outline": "alpha", "xref-offset": "alpha", "xref-negative": "alpha", "xref-count": "alpha",
    "xref-size": "alpha", "object-stream": "alpha", "many-pages": "alpha", "huge-numbers": "alpha beta",
    "huge-box": "alpha", "no-box": "alpha", "huge-image": "alpha", "widths": "alpha",
    "encrypted-without-password": GOOD_WORDS,
}
"""Files that are read in spite of what is wrong with them, and words of each."""

REFUSED = {
    "double-flate": "MB", "lzw": "MB", "run-length": "MB", "cmap-range": "", "form-tree": " s", "xref-stream": " s",
    "circular-reference": " s", "circular-length": "damaged", "encrypted": "password", "cmap-path": "unknown encoding",
    "cmap-long": "unknown encoding", "no-root": "damaged", "empty": "empty", "header": "damaged", "html": "HTML page",
    "zeros": "damaged", "comment": "damaged", "circular-form": "no text layer",
}
"""Files that are refused, and words of the reason."""

SLOW = {"flate-of-one-string", "form-tree", "circular-reference", "xref-stream", "cmap-range", "lzw", "scattered-20000",
        "run-length", "many-q", "many-q-unclosed-text", "long-line-of-words"}
"""Files that use up the limits; the sample has two of them."""

SAMPLED = {"form-tree", "double-flate"}


@pytest.fixture(scope="module")
def reader() -> Iterator[Worker]:
    limits = pytest.MonkeyPatch()
    limits.setattr(worker_module, "WORKER_SECONDS", SECONDS)
    with Worker() as made:
        yield made
    limits.undo()


def outcome(reader: Worker, case: Case) -> str:
    """Read a file; give its text, or ``!`` and the reason why not. It takes no longer than it may."""
    begun = time.monotonic()
    try:
        texts = reader.read(case[1], "pdf", case[0])
    except SourceRefusedError as error:
        answer = f"!{told(error)[0]}"
        assert error.advice
    else:
        words = " ".join(block.text for text in texts for block in text.blocks)
        assert words.strip()
        answer = words
    assert time.monotonic() - begun <= 2 * seconds_for(len(case[1])) + 10
    return answer


def is_unharmed(reader: Worker) -> bool:
    return outcome(reader, ("good", good_pdf())) == GOOD_WORDS


BOMBS = {name: make for name, make in bombs() if FULL or name not in SLOW or name in SAMPLED}


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_as_expected_and_harms_no_other_file(reader: Worker, name: str) -> None:
    got = outcome(reader, (name, BOMBS[name]()))
    if name in READ:
        assert READ[name] in got
    elif name in REFUSED:
        assert got[0] == "!"
        assert REFUSED[name] in got or (name in SAMPLED and not FULL)
    assert is_unharmed(reader)


@pytest.fixture(scope="module")
def book() -> bytes:
    return make_pdf([Page([*paragraph(i, 4), *paragraph(i + 2, 4)], head="REPORT", number=str(i)) for i in range(1, 5)])


def test_cut_short(reader: Worker, book: bytes) -> None:
    for case in truncations(book, 64 if FULL else 16):
        outcome(reader, case)
    assert is_unharmed(reader)


@pytest.mark.parametrize("scan", [False, True])
def test_bytes_changed(reader: Worker, book: bytes, scan: bool) -> None:
    data = make_pdf([Page(list(paragraph(1, 6)))], scan=True) if scan else book
    for case in flips(data, 100 if FULL else 15, seed=1 + scan):
        outcome(reader, case)
    assert is_unharmed(reader)


def test_stretches_put_elsewhere(reader: Worker, book: bytes) -> None:
    for case in splices(book, 60 if FULL else 10):
        outcome(reader, case)
    assert is_unharmed(reader)


def processor_seconds(reader: Worker) -> float:
    schedule = Path(f"/proc/{reader.process_id}/schedstat")
    if not schedule.exists():
        pytest.skip("needs the processor times that Linux gives")
    return int(schedule.read_text().split()[0]) / 1e9


def test_three_bombs_do_not_slow_the_next_file(reader: Worker, book: bytes) -> None:
    def seconds() -> float:
        begun = processor_seconds(reader)
        reader.read(book, "pdf", "book.pdf")
        return processor_seconds(reader) - begun

    is_unharmed(reader)
    before = min(seconds() for _ in range(4))
    for name in ("deep-array", "long-string", "scattered-2000"):
        outcome(reader, (name, BOMBS[name]()))
    is_unharmed(reader)
    assert min(seconds() for _ in range(4)) <= 1.1 * before + 0.02


ASK = """
import resource, sys
from pathlib import Path
from corpus.errors import SourceRefusedError
from corpus.reading.worker import Worker

def high() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

with Worker() as reader:
    reader.read(Path(sys.argv[1]).read_bytes(), "pdf", "good")
    before = high()
    for name in sys.argv[2:]:
        try:
            reader.read(Path(name).read_bytes(), "pdf", name)
        except SourceRefusedError:
            pass
    print(high() - before)
"""


@pytest.mark.slow
def test_the_process_that_asks_does_not_grow(tmp_path: Path) -> None:
    names = [name for name in BOMBS if name not in SLOW or FULL]
    files = [tmp_path / "good", *(tmp_path / name for name in names if name != "double-flate" or FULL)]
    for path in files:
        path.write_bytes(BOMBS[path.name]() if path.name in BOMBS else good_pdf())
    root = str(Path(worker_module.__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", ASK, *map(str, files)], capture_output=True, text=True, check=True,
                          cwd=root)
    assert int(done.stdout) <= GROWTH


@pytest.mark.slow
def test_the_reading_process_is_held_to_its_memory(reader: Worker) -> None:
    is_unharmed(reader)
    assert reader.process_id is not None
    assert resource.prlimit(reader.process_id, resource.RLIMIT_AS)[0] == WORKER_MEMORY_BYTES
