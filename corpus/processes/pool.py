"""Several processes that do the work of one module, as if they were one."""

from __future__ import annotations

from queue import SimpleQueue

from corpus.processes.limited import Machines, Process, WorkRequest


class Pool:
    """The processes of ``machines`` for a ``module``: as many threads at once as there are processes are answered.

    Who asks when none is idle waits for one.
    """

    def __init__(self, machines: Machines, module: str) -> None:
        self.number = machines.number
        self._processes = [machines.process(module) for _ in range(machines.number)]
        self._idle: SimpleQueue[Process] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)

    def ask(self, request: WorkRequest) -> bytes:
        """Have a piece of work done by one that is idle; gives and raises what :meth:`Process.ask` does."""
        process = self._idle.get()
        try:
            return process.ask(request)
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.close()
