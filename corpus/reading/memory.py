"""Files as read, kept between runs: an unchanged file is not read again.

What a reader gave is kept under the checksum of the file and of the reader's own code, so that a new version of
the program reads everything anew. Several files are read at once, each in a process of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from corpus.errors import TrialsError
from corpus.model.blocks import Format, SourceText
from corpus.processes.limited import Here, Machines, in_order
from corpus.processes.pool import Pool
from corpus.program_mark import program_mark
from corpus.reading import wire as codec
from corpus.reading.encoding import decode
from corpus.reading.formats import BINARY
from corpus.reading.worker import PROCESS, Worker
from corpus.storage.home import Home
from corpus.storage.kept import LibraryMemory

Answer = list[SourceText] | TrialsError
_CODE = ("corpus/reading/**/*.py", "corpus/model/*.py", "corpus/language/*.py", "corpus/limits.py",
         "corpus/data/*.toml")
"""What reading depends on: whole rooms."""


def fingerprint() -> str:
    """Give a hash of the code that reads files."""
    return program_mark(*_CODE)[:16]


class Readings:
    """Reads files in worker processes, through the memory in ``library/read``. Use as a context manager.

    With ``anew`` every file is read again, whatever is kept of it. ``machines`` are those that read.
    """

    def __init__(self, home: Home, machines: Machines | None = None, *, anew: bool = False) -> None:
        self._anew = anew
        self._kept = LibraryMemory(home, "read", fingerprint())
        self._processes = Pool(machines or Here(), PROCESS)
        self._worker = Worker(self._processes)

    def __enter__(self) -> Readings:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        """Give the texts of a file, from memory where it was read before. Raises SourceRefusedError."""
        name = f"{hashlib.sha256(data).hexdigest()}-{form}"
        kept = None if self._anew else self._kept.find(name)
        if kept is not None:
            with suppress(ValueError):
                raw = "" if form in BINARY else decode(data, file)[0]
                return [replace(text, file=file) for text in codec.decode_texts(kept, raw)]
        texts = self._worker.read(data, form, file)
        self._kept.keep(name, codec.encode(texts))
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

        for number, answer in enumerate(in_order((partial(one, job) for job in jobs), self._processes.number), 1):
            if done:
                done(number)
            yield answer

    def forget_unused(self) -> None:
        """Remove what this run did not ask for."""
        self._kept.forget_unused()
