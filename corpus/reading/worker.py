"""Reading hostile files in a process of their own, with limits on memory, time and output.

A file that exceeds a limit or crashes the reader is refused. Answers are JSON and are checked before use.
"""

from __future__ import annotations

from typing import Any

from corpus.errors import SourceRefusedError
from corpus.limits import WORKER_BYTES_A_SECOND, WORKER_MEMORY_BYTES, WORKER_SECONDS
from corpus.model.blocks import Format, SourceText
from corpus.model.notes import Note
from corpus.processes.limited import LimitedProcess, Process, WorkFailedError, WorkRequest, serve
from corpus.reading import wire as codec
from corpus.reading.encoding import decode
from corpus.reading.formats import BINARY, read

PROCESS = __name__
"""The module whose work is reading."""


def seconds_for(size: int) -> int:
    """Give the processor seconds a file of ``size`` bytes may take."""
    return int(WORKER_SECONDS + size / WORKER_BYTES_A_SECOND)


class Worker:
    """What reads one file after another, in a process of this machine unless another is given. Use as a context
    manager."""

    def __init__(self, process: Process | None = None) -> None:
        self._process = process or LimitedProcess(PROCESS)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._process.close()

    @property
    def process_id(self) -> int | None:
        """The reading process of this machine, None where there is none at present."""
        return self._process.process_id if isinstance(self._process, LimitedProcess) else None

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        """Read a file's texts. Raises SourceRefusedError: of the format, or of a limit."""
        allowed = seconds_for(len(data))
        try:
            answer = self._process.ask(WorkRequest({"form": form, "file": file}, (data,), allowed, WORKER_MEMORY_BYTES))
            return codec.decode_texts(answer.decode("utf-8"), "" if form in BINARY else decode(data, file)[0])
        except WorkFailedError as failed:
            raise _refusal(failed, file, allowed) from failed
        except ValueError as error:
            raise SourceRefusedError(Note("file-nonsense", name=file, error=str(error)),
                                     Note("save-otherwise")) from error


def _refusal(failed: WorkFailedError, file: str, allowed: int) -> SourceRefusedError:
    megabytes = WORKER_MEMORY_BYTES >> 20
    match failed.why:
        case "memory":
            return SourceRefusedError(Note("file-too-heavy", name=file, megabytes=megabytes), Note("save-or-split"))
        case "machine":
            return SourceRefusedError(Note("file-unread", name=file, error=failed.what), Note("machine-hindered"))
        case "time" | "late" if not failed.what:
            return SourceRefusedError(Note("file-too-slow", name=file, seconds=allowed), Note("may-harm"))
    if failed.what:
        return SourceRefusedError(Note("file-unread", name=file, error=failed.what), Note("may-be-damaged"))
    return SourceRefusedError(Note("reader-failed", name=file, megabytes=megabytes), Note("may-harm"))


def work() -> None:
    """Read files until the other side closes: the body of the process."""
    serve(_read)


def _read(about: Any, parts: list[bytes]) -> bytes:
    return codec.encode(read(parts[0], about["form"], about["file"])).encode("utf-8", "surrogatepass")
