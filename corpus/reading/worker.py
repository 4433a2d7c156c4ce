"""Reading hostile files in a process of their own, with limits on memory, time and output.

A worker reads one file after another. A file that exceeds a limit or crashes the reader costs that worker only:
it is refused, and the next file gets a new one. Answers are JSON and are checked before use; no object crosses.

Messages, both ways, are those of :mod:`corpus.frames`. Request: a JSON object ``{"form", "file"}`` and then the file's
bytes. Answer: ``T`` and the texts, or ``[message, advice]`` of a refusal after ``R``, or after
``M`` where memory ran out and the process is of no more use.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, cast

from corpus.errors import SourceRefusedError, TrialsError
from corpus.frames import receive, send
from corpus.limits import MAX_ANSWER_BYTES, WORKER_BYTES_A_SECOND, WORKER_MEMORY_BYTES, WORKER_SECONDS
from corpus.model.blocks import Format, SourceText
from corpus.reading import wire as codec
from corpus.reading.encoding import decode
from corpus.reading.formats import BINARY, read

_ROOT = str(Path(__file__).resolve().parents[2])
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from corpus.reading.worker import work; work()"

WALL_SECONDS = 5.0
"""So much longer than twice its processor time a file may take on a busy machine."""


READ, REFUSED = b"T", b"R"
"""How an answer begins that has texts, and one that says why there are none."""


def seconds_for(size: int) -> int:
    """Give the processor seconds a file of ``size`` bytes may take."""
    return int(WORKER_SECONDS + size / WORKER_BYTES_A_SECOND)


class Worker:
    """One reading process; made when it is first needed and again after a crash. Use as a context manager."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        process.kill()
        process.wait()

    @property
    def process_id(self) -> int | None:
        """The reading process, None where there is none at present."""
        return self._process.pid if self._process else None

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        """Read a file's texts. Raises SourceRefusedError: of the format, or of a limit."""
        return texts_of(self.answer(data, form, file), data, form, file)

    def answer(self, data: bytes, form: Format, file: str) -> bytes:
        """Send a file to the worker and wait as long as its size allows; a worker that is late is ended. The clock runs
        beside the limit of CPU time that the worker has of itself, for one that sleeps uses none.

        Gives the answer as it came, for :func:`texts_of`. Raises SourceRefusedError where a limit was met.
        """
        process = self._process or self._begin()
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        allowed = seconds_for(len(data))
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(2 * allowed + WALL_SECONDS, stop)
        clock.start()
        try:
            send(stdin, json.dumps({"form": form, "file": file, "seconds": allowed}).encode())
            send(stdin, data)
            answer = receive(stdout, MAX_ANSWER_BYTES)
        except (OSError, EOFError, ValueError):
            answer = b""
        finally:
            clock.cancel()
        if answer[:1] in (READ, REFUSED):
            return answer
        ended = self._end(process)
        self.close()
        if answer[:1] == b"M":
            return answer
        slow = late.is_set() or ended == -signal.SIGXCPU
        why = f"within {allowed} s" if slow else f"with {WORKER_MEMORY_BYTES >> 20} MB; it made the reader fail"
        raise SourceRefusedError(f"{file} could not be read {why}.",
                                 "It may be damaged or made to do harm; save it again with another program.")

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> int | None:
        """Give how a process has ended that closed its answers, None where it still runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(1)
        return None

    def _begin(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603 -- our own code, no shell, an empty environment
            [sys.executable, "-I", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={}, start_new_session=True, cwd="/" if os.name == "posix" else None,
        )
        return self._process


def texts_of(answer: bytes, data: bytes, form: Format, file: str) -> list[SourceText]:
    """Give the texts of an answer about a file, checked. Raises SourceRefusedError: of the format, or of nonsense."""
    try:
        if answer[:1] != READ:
            message, advice = json.loads(answer[1:])
            raise SourceRefusedError(str(message), str(advice))
        raw = "" if form in BINARY else decode(data, file)[0]
        return codec.decode_texts(answer[1:].decode("utf-8"), raw)
    except ValueError as error:
        raise SourceRefusedError(f"{file} made the reader answer nonsense: {error}.",
                                 "Save the file again with another program.") from error


def work() -> None:
    """Serve requests until the other side closes: the body of the worker process."""
    resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            asked = json.loads(receive(inward, 10_000))
            data = receive(inward)
        except EOFError:
            return
        _allow(asked["seconds"])
        send(outward, _answer(data, asked["form"], asked["file"]))


def _answer(data: bytes, form: Format, file: str) -> bytes:
    """Read in the worker: T and the text, R and why it is refused, M and that memory was too small."""
    try:
        return READ + codec.encode(read(data, form, file)).encode("utf-8", "surrogatepass")
    except TrialsError as error:
        return REFUSED + json.dumps([error.message, error.advice]).encode()
    except MemoryError:
        return b"M" + json.dumps([f"{file} needs more than {WORKER_MEMORY_BYTES >> 20} MB to be read.",
                                  "Save it again with another program, or split it."]).encode()
    except Exception as error:
        why = [f"{file} could not be read: {type(error).__name__}.", "It may be damaged."]
        if isinstance(error, OSError) and error.errno:  # of this computer, as a full disk for what is temporary
            why = [f"{file} could not be read: {error.strerror}.", "Free some space for temporary files, or check "
                   "permissions, and try again; it says nothing about the file."]
        return REFUSED + json.dumps(why).encode()


def _allow(seconds: int) -> None:
    """Give this process ``seconds`` more of the processor."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))
