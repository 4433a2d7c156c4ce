"""Reading through a scheduler of Dask: the same texts and refusals; what a lost worker had is read once more."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import SourceRefusedError, UnavailableError, WrongUseError
from corpus.ingest.run import ingest
from corpus.processes.far import FarMachines, far_machines
from corpus.processes.limited import Here, Machines
from corpus.reading.worker import PROCESS, Worker
from corpus.storage.home import Home
from corpus.storage.library import Library

distributed = pytest.importorskip("distributed", reason="dask.distributed is absent: pip install '.[workers]'")
pytestmark = pytest.mark.slow

PAGE = "".join(f"<p><b>AMBER:</b> lorem ipsum {number}.</p>" for number in range(40))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1",
    ) as started:
        yield started


def test_texts_and_refusals_are_those_of_this_machine(cluster: Any) -> None:
    files = [(PAGE.encode(), "html", "page.html"),
             ("Lorem.\n\nипсум".encode(), "text", "a.txt"), (b"", "text", "b.txt"),
             (b"%PDF-1.4 nothing", "pdf", "c.pdf"), (b"\xff\xfe\x00", "text", "d.txt")]
    with far_machines(cluster.scheduler_address) as machines, Worker() as here:
        assert machines.number == 2
        for data, form, name in files:
            answers = []
            for reader in (here, far(machines)):
                try:
                    answers.append(reader.read(data, form, name))  # type: ignore[arg-type]
                except SourceRefusedError as error:
                    answers.append(str(error))
            assert answers[0] == answers[1], name


def far(machines: FarMachines) -> Worker:
    return Worker(machines.process(PROCESS))


def bring(home: Home, folder: Path) -> None:
    for number in range(6):
        path = folder / f"page-{number}.html"
        path.write_text(f"<p>{number}</p>{PAGE}", "utf-8")
        add(home, load("specimen"), [path], Wanted(document=f"text-{number}", kind="cited"))


def library_of(home: Home, machines: Machines) -> list[Any]:
    ingest(home, machines=machines)
    library = Library(home)
    return [(info, list(library.turns(info.id))) for info in library.texts]


def test_a_library_is_the_same(cluster: Any, tmp_path: Path) -> None:
    homes = []
    for name in ("here", "far"):
        home = Home(tmp_path / name, "specimen").create()
        bring(home, tmp_path)
        homes.append(home)
    with far_machines(cluster.scheduler_address) as machines:
        assert library_of(homes[1], machines) == library_of(homes[0], Here(2))


def test_the_file_of_a_killed_worker_is_read_once_more(cluster: Any) -> None:
    with distributed.Client(cluster, set_as_default=False) as watcher:
        large = ("<p>" + "lorem ipsum dolor sit amet " * 40 + "</p>\n") * 3_000
        found: list[Any] = []
        with far_machines(cluster.scheduler_address) as machines:
            reading = threading.Thread(
                target=lambda: found.append(far(machines).read(large.encode(), "html", "large.html")))
            reading.start()
            victim = _busy(watcher)
            os.kill(victim, signal.SIGKILL)
            reading.join(120)
        with Worker() as here:
            assert found == [here.read(large.encode(), "html", "large.html")]
        moves = watcher.run_on_scheduler(_moves)
    key = next(key for key, _, _ in reversed(moves) if "answer_here" in key)
    mine = [(start, finish) for name, start, finish in moves if name == key]
    assert sum(finish == "processing" for _, finish in mine) == 2
    assert sum(finish == "memory" for _, finish in mine) == 1


def _busy(watcher: Any) -> int:
    """Give the process of the worker that reads, as soon as one does."""
    processes = watcher.run(os.getpid)
    for _ in range(1_000):
        busy = [worker for worker, tasks in watcher.processing().items() if tasks]
        if busy:
            return int(processes[busy[0]])
        time.sleep(0.005)
    raise AssertionError("no worker began to read")


def _moves(dask_scheduler: Any = None) -> list[tuple[str, str, str]]:
    return [(str(row[0]), row[1], row[2]) for row in dask_scheduler.transition_log]


def test_a_scheduler_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.processes.far.FAR_WAIT_SECONDS", 0.5)
    with pytest.raises(UnavailableError, match="does not answer"), far_machines("tcp://127.0.0.1:1"):
        pass


def test_workers_of_another_version_are_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.processes.far.program_mark", lambda *_: "another")
    with pytest.raises(UnavailableError, match="another version"), far_machines(cluster.scheduler_address):
        pass


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(WrongUseError) as refused, far_machines("tcp://127.0.0.1:1"):
        pass
    assert "trial-transcripts[workers]" in refused.value.advice
