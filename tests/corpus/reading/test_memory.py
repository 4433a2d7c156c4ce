"""The memory of files read: nothing is read twice, and what is remembered equals what would be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import SourceRefusedError
from corpus.ingest.run import ingest
from corpus.processes.limited import Here
from corpus.reading import memory as readings_module
from corpus.reading.memory import Readings
from corpus.reading.worker import Worker
from corpus.storage import kept
from corpus.storage.home import Home
from corpus.storage.library import Library

SPECIMEN = Path(readings_module.__file__).parents[1] / "data" / "specimen" / "files"
TEXT = "Alpha beta.\n\nГамма дельта.\n".encode()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that a process was asked to read."""
    names: list[str] = []
    real = Worker.read

    def read(self: Worker, data: bytes, form: Any, file: str) -> Any:
        names.append(file)
        return real(self, data, form, file)

    monkeypatch.setattr(Worker, "read", read)
    return names


def read(home: Home, file: str = "a.txt", data: bytes = TEXT) -> Any:
    with Readings(home) as readings:
        return readings.read(data, "text", file)


def memory(home: Home) -> list[Path]:
    return sorted((home.library / "read").iterdir())


def test_a_file_is_read_once(home: Home, asked: list[str]) -> None:
    first = read(home)
    assert read(home) == first
    assert asked == ["a.txt"]


def test_the_same_file_under_another_name_is_known(home: Home, asked: list[str]) -> None:
    read(home)
    (text,) = read(home, "b.txt")
    assert text.file == "b.txt"
    assert asked == ["a.txt"]


def test_another_file_or_program_is_read(home: Home, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read(home)
    read(home, data=TEXT + b"epsilon")
    monkeypatch.setattr(readings_module, "fingerprint", lambda: "other")
    read(home)
    assert len(asked) == 3


@pytest.mark.parametrize("damage", [b"", b"[", b"[[]]", b"\xff\xfe", b"null"])
def test_a_damaged_memory_is_read_anew(home: Home, asked: list[str], damage: bytes) -> None:
    first = read(home)
    memory(home)[0].write_bytes(damage)
    assert read(home) == first
    assert read(home) == first
    assert len(asked) == 2


def test_refusals_are_not_remembered(home: Home) -> None:
    for _ in range(2):
        with pytest.raises(SourceRefusedError):
            read(home, data=b"\x00\x01\x02")


def test_a_memory_that_cannot_be_kept_costs_nothing_else(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "keep_text", full)
    assert read(home)


def test_what_no_run_asks_for_is_forgotten(home: Home) -> None:
    read(home)
    with Readings(home) as readings:
        readings.read(TEXT + b"!", "text", "b.txt")
        readings.forget_unused()
    assert len(memory(home)) == 1


def test_several_at_once_come_in_order(home: Home) -> None:
    def job(number: int) -> Any:
        return lambda: (TEXT + str(number).encode(), "text", f"{number}.txt")

    with Readings(home, Here(2)) as readings:
        answers = list(readings.read_all([job(n) for n in range(6)]))
    assert [answer[0].file for answer in answers] == [f"{n}.txt" for n in range(6)]  # type: ignore[index]


def bring(home: Home, *names: str) -> None:
    known = load("specimen")
    for name in names:
        what = "edition" if Path(name).stem in known.editions else "document"
        add(home, known, [SPECIMEN / name], Wanted(**{what: Path(name).stem}))


def held(home: Home) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Library(home).place.iterdir()}


@pytest.mark.slow
def test_an_incremental_run_equals_a_clean_one(tmp_path: Path) -> None:
    step, clean = (Home(tmp_path / name, "specimen").create() for name in ("step", "clean"))
    files = ("essay.md", "letter-ru.txt", "en-specimen-summary.html", "en-specimen.pdf")
    for count in range(1, len(files) + 1):
        bring(step, files[count - 1])
        ingest(step)
    ingest(step, machines=Here(2))
    bring(clean, *files)
    for folder in ("read", "made"):
        for path in (clean.library / folder).glob("*"):
            path.unlink()
    ingest(clean)
    assert held(step) == held(clean)
