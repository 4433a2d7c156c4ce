"""Work on hostile texts in a process of its own, with limits on processor time, memory and output.

A process does one piece of work after another. What exceeds a limit or crashes costs that process only: the next piece
gets a new one. Answers are bytes that whoever asked checks before use; no object crosses.

Messages, both ways, are those of :mod:`corpus.frames`. Request: a JSON object ``{"about", "parts", "seconds",
"memory"}`` and then so many parts. Answer: ``T`` and what was made, ``R`` and ``[message, advice]`` of a refusal, ``F``
and the kind of an error, ``O`` and what was wrong with the machine, or ``M``.
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
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal, Protocol, TypeVar, cast

from corpus.errors import SourceRefusedError, TrialsError
from corpus.frames import receive, send
from corpus.limits import MAX_ANSWER_BYTES
from corpus.model.notes import Note

_ROOT = str(Path(__file__).resolve().parents[2])

PATIENCE, WALL_SECONDS = 8, 5.0
"""By the clock a piece of work may take so many times its processor time and so many seconds more: on a busy machine it
has a part of a processor, and what is ended so may be sound. The limit of processor time is the one that counts."""

AHEAD = 4
"""Pieces of work begun ahead for each process, so that none waits while an answer is taken."""

MAX_REQUEST_BYTES = 10_000
"""What a request says of itself; texts are parts."""

MADE, REFUSED, FAILED, HINDERED, EXHAUSTED = b"T", b"R", b"F", b"O", b"M"
"""How an answer begins that has what was made, that says why it is refused, with what error the work failed, what was
wrong with the machine, and that of a process that memory did not suffice and that is of no more use."""

Why = Literal["time", "late", "memory", "machine", "error"]
Piece = TypeVar("Piece")


class WorkFailedError(Exception):
    """Work that met a limit or failed: for ``time`` of the processor, ``late`` by the clock, for ``memory``, as this
    ``machine`` did not do its part (``what`` says why), or with an ``error``, of which ``what`` may be known."""

    def __init__(self, why: Why, what: str = "") -> None:
        super().__init__(why, what)
        self.why, self.what = why, what


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """One piece of work: ``about`` says in JSON what is to be done, ``parts`` are what it is done with.

    It may take ``seconds`` of the processor and ``memory`` bytes of address space.
    """

    about: Mapping[str, Any]
    parts: tuple[bytes, ...]
    seconds: int
    memory: int


class Process(Protocol):
    """What does one piece of work after another, within limits."""

    def ask(self, request: WorkRequest) -> bytes:
        """Give what was made. Raises SourceRefusedError, WorkFailedError, and ValueError for an answer that is none."""

    def close(self) -> None:
        """Let go of what it works with."""


class Machines(Protocol):
    """Where processes are had from: ``number`` of them are of use."""

    number: int

    def process(self, module: str) -> Process:
        """Give a process that does the work of a module."""


class Here:
    """This machine, with so many processes at once."""

    def __init__(self, number: int = 1) -> None:
        self.number = max(1, number)

    def process(self, module: str) -> LimitedProcess:
        """Give a process of this machine."""
        return LimitedProcess(module)


class LimitedProcess:
    """One process; made when it is first needed and again after a crash.

    ``module`` is the full name of a module with a function ``work`` that calls :func:`serve`.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """The process, None where there is none at present."""
        return self._process.pid if self._process else None

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

    def ask(self, request: WorkRequest) -> bytes:
        """Have a piece of work done; a process that is late is ended. The clock runs beside the limit of processor time
        that the process has of itself, for one that sleeps uses none."""
        return made_in(self.answer(request))

    def answer(self, request: WorkRequest) -> bytes:
        """Give the answer as it came, for :func:`made_in`. Raises WorkFailedError where none came."""
        process = self._process or self._begin()
        stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(patience(request.seconds), stop)
        clock.start()
        try:
            send(stdin, json.dumps({"about": request.about, "parts": len(request.parts), "seconds": request.seconds,
                                    "memory": request.memory}).encode())
            for part in request.parts:
                send(stdin, part)
            answer = receive(stdout, MAX_ANSWER_BYTES)
        except (OSError, EOFError, ValueError):
            answer = b""
        finally:
            clock.cancel()
        if answer[:1] in (MADE, REFUSED, FAILED, HINDERED):
            return answer
        ended = self._end(process)
        self.close()
        if answer[:1] == EXHAUSTED:
            return answer
        raise WorkFailedError("late" if late.is_set() else "time" if ended == -signal.SIGXCPU else "error")

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> int | None:
        """Give how a process has ended that closed its answers, None where it still runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(1)
        return None

    def _begin(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(  # noqa: S603 -- our own code, no shell, a bare environment
            [sys.executable, "-I", "-c", start_of(self._module)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={"OPENBLAS_NUM_THREADS": "1"}, start_new_session=True,
            cwd="/" if os.name == "posix" else None,
        )
        return self._process


def patience(seconds: int) -> float:
    """Give the seconds by the clock after which work is given up that may take ``seconds`` of the processor."""
    return PATIENCE * seconds + WALL_SECONDS


def start_of(module: str) -> str:
    """Give the program of a process that does the work of a module."""
    return f"import sys; sys.path.insert(0, {_ROOT!r}); from {module} import work; work()"


def made_in(answer: bytes) -> bytes:
    """Give what an answer says was made. Raises as :meth:`Process.ask` does."""
    sign, rest = answer[:1], answer[1:]
    if sign == MADE:
        return rest
    if sign == REFUSED:
        reason, remedy = map(_reason, json.loads(rest))
        raise SourceRefusedError(reason, remedy)
    why: Why = "memory" if sign == EXHAUSTED else "machine" if sign == HINDERED else "error"
    raise WorkFailedError(why, rest.decode("utf-8", "replace"))


def _reason(said: Any) -> str | Note:
    return Note.from_json(said) if isinstance(said, dict) else str(said)


def serve(work: Callable[[Any, list[bytes]], bytes]) -> None:
    """Do pieces of work until the other side closes: the body of a process. ``work`` makes an answer of what a request
    is about and its parts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            asked = json.loads(receive(inward, MAX_REQUEST_BYTES))
            allow(asked["seconds"], asked["memory"])
            parts = [receive(inward) for _ in range(asked["parts"])]
        except EOFError:
            return
        send(outward, _answer(work, asked["about"], parts))


def _answer(work: Callable[[Any, list[bytes]], bytes], about: Any, parts: list[bytes]) -> bytes:
    try:
        return MADE + work(about, parts)
    except TrialsError as error:
        return REFUSED + json.dumps([error.reason, error.remedy or ""], default=Note.to_json).encode()
    except MemoryError:
        return EXHAUSTED
    except Exception as error:
        if isinstance(error, OSError) and error.errno:  # as a full disk for what is temporary
            return HINDERED + str(error.strerror).encode()
        return FAILED + type(error).__name__.encode()


def allow(seconds: int, memory: int) -> None:
    """Give this process ``seconds`` more of the processor, and ``memory`` bytes of address space in all."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime) + seconds + 1
    for limit, wanted in ((resource.RLIMIT_CPU, end), (resource.RLIMIT_AS, memory)):
        most = resource.getrlimit(limit)[1]  # of the user's own
        resource.setrlimit(limit, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def in_order(works: Iterable[Callable[[], Piece]], at_once: int) -> Iterator[Piece]:
    """Do pieces of work, so many at once, and give what they make in order.

    Few are begun ahead of what is taken: whoever lets go of each before the next holds few at a time.
    """
    left = iter(works)
    with ThreadPoolExecutor(at_once) as pool:
        ahead: deque[Future[Piece]] = deque()
        while True:
            ahead.extend(pool.submit(work) for work in islice(left, AHEAD * at_once - len(ahead)))
            if not ahead:
                return
            yield ahead.popleft().result()

