"""The reading process: it answers, refuses, is stopped at its limits, and never takes the next file with it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import good_pdf

from corpus.errors import SourceRefusedError
from corpus.processes import limited
from corpus.reading import worker as worker_module
from corpus.reading.formats import read
from corpus.reading.worker import Worker
from webapp.wording.notes import refusal as told

TEXT = "Alpha beta.\n\nГамма дельта.\n".encode()
STUB = f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[3])!r}); "


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


def acting(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let reading processes run this instead of reading; ``answer(bytes)`` sends, ``asked()`` takes a request."""
    helpers = (
        "import json, os, time; from corpus.reading import worker as w; from corpus.processes import limited\n"
        "inward, outward = sys.stdin.buffer, sys.stdout.buffer\n"
        "def asked():\n    return limited.receive(inward, 10_000), limited.receive(inward)\n"
        "def answer(data):\n    limited.send(outward, data)\n"
    )
    monkeypatch.setattr(limited, "start_of", lambda module: STUB + helpers + body)


def refusal(worker: Worker, data: bytes = TEXT) -> str:
    with pytest.raises(SourceRefusedError) as caught:
        worker.read(data, "text", "a.txt")
    return told(caught.value)[0]


@pytest.mark.parametrize(("data", "form"), [(TEXT, "text"), (b"<p>alpha<p>beta", "html"), (good_pdf(), "pdf")])
def test_it_reads_as_this_process_would(worker: Worker, data: bytes, form: str) -> None:
    assert worker.read(data, form, "file") == read(data, form, "file")  # type: ignore[arg-type]


def test_one_process_reads_many_files(worker: Worker) -> None:
    worker.read(TEXT, "text", "a")
    first = worker.process_id
    worker.read(TEXT, "text", "b")
    assert worker.process_id == first


def test_refusals_come_over_with_their_advice(worker: Worker) -> None:
    with pytest.raises(SourceRefusedError, match="pdf-is-none") as caught:
        worker.read(b"alpha", "pdf", "file")
    assert caught.value.advice


def test_a_process_that_was_killed_is_replaced(worker: Worker) -> None:
    worker.read(TEXT, "text", "a")
    assert worker.process_id
    os.kill(worker.process_id, signal.SIGKILL)
    assert "could not be read" in refusal(worker)
    assert worker.read(TEXT, "text", "a")


@pytest.mark.parametrize(
    "body",
    [
        "asked(); os._exit(0)",
        "asked(); os.abort()",
        "asked(); outward.write(b'zzzzzzzz'); outward.flush()",
        "asked(); outward.write(b'00000010abc'); outward.flush()",
        "asked(); outward.write(b'ffffffff'); outward.flush()",
        "asked(); answer(b'')",
        "asked(); answer(b'X')",
        "os._exit(1)",
    ],
)
def test_broken_answers_are_a_refusal(worker: Worker, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    acting(monkeypatch, body)
    assert "a.txt could not be read" in refusal(worker)
    assert worker.process_id is None


@pytest.mark.parametrize("answer", ["T", "Tnull", 'T[{"file": 1}]', "T[[[]]]", "T\\xff"])
def test_nonsense_is_a_refusal(worker: Worker, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    acting(monkeypatch, f"asked(); answer(b'{answer}')")
    assert "a.txt" in refusal(worker)


def test_waiting_without_end_is_stopped(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "WORKER_SECONDS", 0)
    monkeypatch.setattr(limited, "WALL_SECONDS", 0.3)
    acting(monkeypatch, "asked(); time.sleep(60)")
    begun = time.monotonic()
    assert "within 0 s" in refusal(worker)
    assert time.monotonic() - begun < 10


@pytest.mark.slow
def test_working_without_end_is_stopped(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "WORKER_SECONDS", 0)
    acting(monkeypatch, "asked(); limited.allow(0, 1 << 30)\nwhile True: pass")
    assert "within 0 s" in refusal(worker)


def test_memory_is_bounded(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "WORKER_MEMORY_BYTES", 1 << 30)
    eater = "w.read = lambda *_: bytearray(1 << 31)\nw.work()"
    acting(monkeypatch, eater)
    assert "needs more than 1024 MB" in refusal(worker)
    assert worker.process_id is None


def test_a_full_disk_is_no_fault_of_the_file(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    acting(monkeypatch, "import errno, os\n"
           "def fail(*_): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\nw.read = fail\nw.work()")
    with pytest.raises(SourceRefusedError) as caught:
        worker.read(TEXT, "text", "a.txt")
    reason, remedy = told(caught.value)
    assert "No space left" in reason
    assert "Free some space" in remedy
    assert "damaged" not in remedy


def test_an_unforeseen_error_is_a_refusal(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    acting(monkeypatch, "def fail(*_): raise KeyError(5)\nw.read = fail\nw.work()")
    assert "KeyError" in refusal(worker)


def test_it_has_no_environment_and_no_user_packages(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMAP_PATH", "/nowhere")
    acting(monkeypatch, "asked(); seen = repr((os.environ.get('CMAP_PATH'), sys.flags.isolated))\n"
                        "answer(b'R' + json.dumps([seen, '']).encode())")
    assert refusal(worker) == "(None, 1)"


def test_what_a_library_prints_does_not_reach_the_answer(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    acting(monkeypatch, "real = w.read\ndef loud(*a):\n    print('alpha', flush=True); return real(*a)\n"
                        "w.read = loud\nw.work()")
    assert worker.read(TEXT, "text", "a.txt") == read(TEXT, "text", "a.txt")


def test_no_process_stays_behind() -> None:
    with Worker() as worker:
        worker.read(TEXT, "text", "a")
        process = worker.process_id
    assert process is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
