"""Files as read, kept between runs: an unchanged file is not read again.

What a reader gave is kept under the checksum of the file and of the reader's own code, so that a new version of
the program reads everything anew. Several files are read at once, each in a process of its own.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from queue import SimpleQueue
from typing import Protocol

from corpus.errors import TrialsError
from corpus.model.blocks import Format, SourceText
from corpus.program_mark import program_mark
from corpus.reading import wire as codec
from corpus.reading.encoding import decode
from corpus.reading.formats import BINARY
from corpus.reading.worker import Worker
from corpus.storage.home import Home
from corpus.storage.sealed import keep_text, kept_text

Answer = list[SourceText] | TrialsError
_CODE = ("corpus/reading/**/*.py", "corpus/model/*.py", "corpus/language/*.py", "corpus/limits.py",
         "corpus/data/*.toml")
"""What reading depends on: whole rooms."""


FILES_AHEAD = 4
"""Files read ahead for each process, so that none of them waits while another file is taken."""


def fingerprint() -> str:
    """Give a hash of the code that reads files."""
    return program_mark(*_CODE)[:16]


class Reader(Protocol):
    """What reads one file after another, within limits."""

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        """Read a file's texts. Raises SourceRefusedError."""

    def close(self) -> None:
        """Let go of what it reads with."""


class Readings:
    """Reads files in worker processes, through the memory in ``library/read``. Use as a context manager.

    With ``anew`` every file is read again, whatever is kept of it. ``readers`` read in the place of ``jobs`` processes.
    """

    def __init__(
        self, home: Home, jobs: int = 1, *, anew: bool = False, readers: Sequence[Reader] = ()
    ) -> None:
        self._anew = anew
        self._folder = home.library / "read"
        self._idle: SimpleQueue[Reader] = SimpleQueue()
        self._workers: Sequence[Reader] = readers or [Worker() for _ in range(max(1, jobs))]
        self._ahead = FILES_AHEAD * len(self._workers)
        self._used: set[str] = set()
        for worker in self._workers:
            self._idle.put(worker)

    def __enter__(self) -> Readings:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.close()

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        """Give the texts of a file, from memory where it was read before. Raises SourceRefusedError."""
        name = f"{hashlib.sha256(data).hexdigest()}-{form}-{fingerprint()}.json"
        self._used.add(name)
        kept = self._folder / name
        if not self._anew:
            try:
                raw = "" if form in BINARY else decode(data, file)[0]
                return [replace(text, file=file) for text in codec.decode_texts(kept_text(kept), raw)]
            except FileNotFoundError:
                pass
            except (OSError, ValueError):
                with suppress(OSError):
                    kept.unlink()
        worker = self._idle.get()
        try:
            texts = worker.read(data, form, file)
        finally:
            self._idle.put(worker)
        with suppress(OSError):  # a memory that cannot be kept costs time only
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep_text(kept, codec.encode(texts))
        return texts

    def read_all(
        self, jobs: Sequence[Callable[[], tuple[bytes, Format, str]]], done: Callable[[int], None] | None = None
    ) -> Iterator[Answer]:
        """Give the texts, or the refusal, of each file in order; ``jobs`` open the files one by one.

        Few files are read ahead of what is taken: whoever lets go of each text before the next holds few at a time.
        """
        def one(job: Callable[[], tuple[bytes, Format, str]]) -> Answer:
            try:
                return self.read(*job())
            except TrialsError as error:
                return error

        with ThreadPoolExecutor(len(self._workers)) as pool:
            ahead: deque[Future[Answer]] = deque()
            left = iter(jobs)
            for number in range(1, len(jobs) + 1):
                ahead.extend(pool.submit(one, job) for job in islice(left, self._ahead - len(ahead)))
                answer = ahead.popleft().result()
                if done:
                    done(number)
                yield answer

    def forget_unused(self) -> None:
        """Remove what this run did not ask for; what cannot be removed stays until the next run."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)


def damaged(home: Home) -> list[str]:
    """Name the kept readings of a home that are no longer what was kept; the next run reads their files again.

    Those of another version of the program are never taken: the next run removes them, whatever is in them.
    """
    folder = home.library / "read"
    wrong = []
    for path in sorted(folder.glob(f"*-{fingerprint()}.json")) if folder.is_dir() else ():
        try:
            kept_text(path)
        except (OSError, ValueError) as error:
            wrong.append(f"library/read/{path.name}: {error}")
    return wrong
