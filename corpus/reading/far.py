"""Reading files on other machines, through a scheduler of Dask (https://distributed.dask.org).

The bytes of a file go out and the answer of a reading process comes back, which is JSON and is checked here as that of
a process on this machine. Each worker of Dask reads in processes of its own with the same limits, so a file that
crashes its reader costs no worker; one whose worker is gone is read again by another. Machines of the scheduler run
the same version of this program, and are as trusted as this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from corpus.errors import SourceRefusedError, UnavailableError, WrongUseError
from corpus.limits import FAR_WAIT_SECONDS
from corpus.model.blocks import Format, SourceText
from corpus.reading.memory import fingerprint
from corpus.reading.worker import REFUSED, Worker, seconds_for, texts_of

if TYPE_CHECKING:
    from distributed import Client

_IDLE: SimpleQueue[Worker] = SimpleQueue()
"""The reading processes of this machine that wait for a file, where it works for others."""


def answer_here(data: bytes, form: Format, file: str) -> bytes:
    """Read a file on the machine that this is called on; give the answer as its reading process gave it."""
    try:
        worker = _IDLE.get_nowait()
    except Empty:
        worker = Worker()
    try:
        return worker.answer(data, form, file)
    except SourceRefusedError as error:
        return REFUSED + json.dumps([error.message, error.advice]).encode()
    finally:
        _IDLE.put(worker)


def version_here() -> str:
    """Give the mark of the code that reads on the machine that this is called on."""
    return fingerprint()


class FarReader:
    """Reads one file after another on whatever worker is free."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def read(self, data: bytes, form: Format, file: str) -> list[SourceText]:
        """Read a file's texts. Raises SourceRefusedError, and UnavailableError where no worker answers."""
        from distributed import CancelledError, KilledWorker

        asked = self._client.submit(answer_here, data, form, file, pure=False)
        try:
            answer = asked.result(timeout=2 * seconds_for(len(data)) + FAR_WAIT_SECONDS)
        except (TimeoutError, CancelledError, KilledWorker, OSError) as error:
            raise UnavailableError(
                f"No worker answers for {file}: {type(error).__name__}.",
                "What was read is kept; look after the workers, or go on with `trials ingest --jobs`.") from error
        finally:
            asked.release()
        if not isinstance(answer, bytes):
            raise SourceRefusedError(f"{file} was answered with something else than texts.")
        return texts_of(answer, data, form, file)

    def close(self) -> None:
        """Do nothing: the connection is that of all readers."""


@contextmanager
def far_readers(address: str) -> Iterator[list[FarReader]]:
    """Give as many readers as the workers of a scheduler have threads.

    Raises UnavailableError where the scheduler does not answer, or its workers have another version of the program.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise WrongUseError("Reading on other machines needs dask.distributed, which is not installed.",
                            "Install it: pip install 'trial-transcripts[workers]'.") from error
    # Files are sent whole, as they are asked for one by one.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        try:
            client = Client(address, timeout=FAR_WAIT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UnavailableError(f"The scheduler {address} does not answer.",
                                   "It is written tcp://host:8786; `dask scheduler` starts one.") from error
        with client:
            yield [FarReader(client) for _ in range(_threads(client, address))]


def _threads(client: Any, address: str) -> int:
    """Count the threads of all workers, which have to be of this version."""
    marks = client.run(version_here)
    others = sorted(worker for worker, mark in marks.items() if mark != fingerprint())
    if others:
        raise UnavailableError(f"The worker {others[0]} has another version of this program.",
                               "Install the same on all machines.")
    threads = sum(client.nthreads().values())
    if not threads:
        raise UnavailableError(f"The scheduler {address} has no workers.", "`dask worker` starts one.")
    return int(threads)
