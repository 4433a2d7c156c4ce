"""Work on other machines, through a scheduler of Dask (https://distributed.dask.org).

The bytes of a request go out and the answer of a process comes back, which is looked through here as that of a process
on this machine. Each worker of Dask works in processes of its own with the same limits, so a text that crashes one
costs no worker; what a worker had that is gone is done again by another. Machines of the scheduler run the same version
of this program, and are as trusted as this one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from corpus.errors import SourceRefusedError, UnavailableError, WrongUseError
from corpus.limits import FAR_WAIT_SECONDS
from corpus.processes.limited import LimitedProcess, Why, WorkFailedError, WorkRequest, made_in, patience
from corpus.program_mark import program_mark

if TYPE_CHECKING:
    from distributed import Client

_IDLE: defaultdict[str, SimpleQueue[LimitedProcess]] = defaultdict(SimpleQueue)
"""The processes of this machine that wait for work, by their module, where it works for others."""

_WHY: Mapping[bytes, Why] = {b"time": "time", b"late": "late"}

LATE = b"L"
"""How an answer begins of a process that gave none, before the reason."""


def answer_here(module: str, about: str, parts: list[bytes], seconds: int, memory: int) -> bytes:
    """Do a piece of work on the machine that this is called on; give the answer as its process gave it."""
    try:
        process = _IDLE[module].get_nowait()
    except Empty:
        process = LimitedProcess(module)
    try:
        return process.answer(WorkRequest(json.loads(about), tuple(parts), seconds, memory))
    except WorkFailedError as failed:
        return LATE + failed.why.encode()
    finally:
        _IDLE[module].put(process)


def version_here() -> str:
    """Give the mark of the code that works on the machine that this is called on."""
    return program_mark("corpus/**/*.py", "corpus/data/**/*.toml")


class FarProcess:
    """Does the work of a module, one piece after another, on whatever worker is free."""

    def __init__(self, client: Client, module: str) -> None:
        self._client, self._module = client, module

    def ask(self, request: WorkRequest) -> bytes:
        """Have a piece of work done. Raises as one of this machine, and UnavailableError where no worker answers."""
        from distributed import CancelledError, KilledWorker

        asked = self._client.submit(answer_here, self._module, json.dumps(request.about), list(request.parts),
                                    request.seconds, request.memory, pure=False)
        try:
            answer = asked.result(timeout=patience(request.seconds) + FAR_WAIT_SECONDS)
        except (TimeoutError, CancelledError, KilledWorker, OSError) as error:
            raise UnavailableError(
                f"No worker answers: {type(error).__name__}.",
                "What was read is kept; look after the workers, or go on with `trials ingest --jobs`.") from error
        finally:
            asked.release()
        if not isinstance(answer, bytes):
            raise SourceRefusedError("A worker answered with something else than bytes.")
        if answer[:1] == LATE:
            raise WorkFailedError(_WHY.get(answer[1:], "error"))
        return made_in(answer)

    def close(self) -> None:
        """Do nothing: the connection is that of all processes."""


class FarMachines:
    """The machines of a scheduler: as many processes are of use as their workers have threads."""

    def __init__(self, client: Client, number: int) -> None:
        self._client, self.number = client, number

    def process(self, module: str) -> FarProcess:
        """Give a process of these machines."""
        return FarProcess(self._client, module)


@contextmanager
def far_machines(address: str) -> Iterator[FarMachines]:
    """Give the machines of a scheduler.

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
            yield FarMachines(client, _threads(client, address))


def _threads(client: Any, address: str) -> int:
    """Count the threads of all workers, which have to be of this version."""
    marks = client.run(version_here)
    others = sorted(worker for worker, mark in marks.items() if mark != version_here())
    if others:
        raise UnavailableError(f"The worker {others[0]} has another version of this program.",
                               "Install the same on all machines.")
    threads = sum(client.nthreads().values())
    if not threads:
        raise UnavailableError(f"The scheduler {address} has no workers.", "`dask worker` starts one.")
    return int(threads)
