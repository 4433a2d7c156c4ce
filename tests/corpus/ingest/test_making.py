"""What follows reading is bounded: a text that takes too long or too much is refused by name, and costs nobody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import trials

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue import carried
from corpus.catalogue.catalogue import load
from corpus.errors import HomeError
from corpus.ingest import making
from corpus.ingest.made import MadeText
from corpus.ingest.run import damaged, ingest
from corpus.ingest.work import _make, _relate
from corpus.processes import limited
from corpus.processes.limited import Here, LimitedProcess, WorkRequest
from corpus.reading import wire
from corpus.reading.formats import read
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import SourceFile, row_of
from webapp.wording.notes import said

SPECIMEN = Path(making.__file__).parents[1] / "data" / "specimen" / "files"
SOUND = "AMBER: A lamp stood on the sill.\n\nBIRCH: It was never lit.\n"
POISON = "AMBER: The quince was counted.\n\nBIRCH: And counted again.\n"

STAND_IN = """
from corpus.ingest import work as w
def harmed(real):
    def make(name, read, catalogue):
        if any("quince" in block.text for _, text in read for block in text.blocks):
            {harm}
        return real(name, read, catalogue)
    return make
w.documents, w.editions = harmed(w.documents), harmed(w.editions)
w.work()
"""
"""A process whose work does harm where a text has a certain word."""

QUADRATIC = "words = ['a'] * 200_000; _ = sum(one == other for one in words for other in words)"
GREEDY = "_ = bytearray(1 << 42)"
CRASH = "import os; os._exit(3)"
ERROR = "raise KeyError('quince')"
"""What takes the square of its words, takes all memory, ends the process, or is a mistake of the program."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def bring(home: Home, folder: Path, name: str, text: str, **wanted: str) -> None:
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    wanted = wanted or {"document": name, "kind": "cited"}
    with home.lock():
        add(home, load("specimen"), [path], Wanted(**wanted))  # type: ignore[arg-type]


def harming(monkeypatch: pytest.MonkeyPatch, harm: str, seconds: float = 2) -> None:
    """Let what follows reading do harm, and give it so many seconds however short a text is."""
    real = limited.start_of
    body = STAND_IN.format(harm=harm)

    def start(module: str) -> str:
        return real(module).replace("from corpus.ingest.work import work; work()", body) \
            if module == making.PROCESS else real(module)

    monkeypatch.setattr(limited, "start_of", start)
    monkeypatch.setattr(making, "MAKING_SECONDS", seconds)
    monkeypatch.setattr(limited, "WALL_SECONDS", 300)


def ids(home: Home) -> list[str]:
    return [info.id for info in Library(home).texts]


@pytest.mark.slow
@pytest.mark.parametrize(("harm", "why"), [
    (QUADRATIC, "takes more than 2 s of the processor"), (GREEDY, "takes more than 1024 MB"),
    (CRASH, "made the program fail"), (ERROR, "could not be worked on: KeyError"),
])
def test_one_text_is_refused_by_name_and_the_others_go_on(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str, why: str
) -> None:
    for name, text in (("first", SOUND), ("poison", POISON), ("third", SOUND + "AMBER: Nor was it cold.\n")):
        bring(home, tmp_path, name, text)
    harming(monkeypatch, harm)
    report = ingest(home)
    assert ids(home) == ["first", "third"]
    ((file, reason),) = report.refused
    assert file.endswith("poison.txt")
    said_so = said(reason)
    assert said_so.startswith("poison ") and why in said_so and "trials remove" in said_so


@pytest.mark.slow
def test_a_poisoned_file_and_then_a_sound_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    for name, text in (("old", SOUND), ("poison", POISON), ("note", "A note on the lamp.\n")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    assert trials("add", tmp_path / "old.txt", "--kind", "cited", home=home).code == 0
    harming(monkeypatch, QUADRATIC)
    poisoned = trials("add", tmp_path / "poison.txt", "--kind", "cited", home=home)
    assert poisoned.code == 7
    assert "refused: " in poisoned.err and "takes more than 2 s of the processor" in poisoned.err
    assert trials("search", "lamp", "--json", home=home).data["hits_total"] == 1
    asked = counted(monkeypatch)
    sound = trials("add", tmp_path / "note.txt", "--kind", "cited", home=home)
    assert sound.code == 7 and "takes more than 2 s" in sound.err  # it is told as long as it is there
    assert asked == ["make"], "what met a limit costs later runs nothing"
    assert trials("search", "lamp", "--json", home=home).data["hits_total"] == 2
    assert trials("remove", "poison", home=home).code == 0
    assert trials("ingest", home=home).code == 0


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the tasks that processes are asked for from now on."""
    asked: list[str] = []
    real = LimitedProcess.ask

    def ask(self: LimitedProcess, request: WorkRequest) -> bytes:
        if "task" in request.about:
            asked.append(request.about["task"])
        return real(self, request)

    monkeypatch.setattr(LimitedProcess, "ask", ask)
    return asked


@pytest.mark.slow
def test_of_several_files_the_one_at_fault_is_refused(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "AMBER: The blind was down.\n\nBIRCH: It was up.\n"
    for name, text in (("book-1", SOUND), ("book-2", POISON), ("book-3", other)):
        bring(home, tmp_path, name, text, edition="en-specimen-summary")
    harming(monkeypatch, ERROR)
    report = ingest(home)
    assert [Path(file).stem[-6:] for file, _ in report.refused] == ["book-2"]
    assert [len(info.files) for info in Library(home).texts] == [2]


@pytest.mark.slow
def test_a_text_that_was_sound_before_stays_as_it_was(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home, tmp_path, "first", SOUND)
    bring(home, tmp_path, "poison", POISON)
    ingest(home)
    before = [turn.text for turn in Library(home).turns("poison")]
    harming(monkeypatch, QUADRATIC)
    report = ingest(home, anew=True)
    assert [turn.text for turn in Library(home).turns("poison")] == before
    assert len(report.refused) == 1


@pytest.mark.slow
def test_a_run_of_which_nothing_is_left_leaves_the_library(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home, tmp_path, "poison", POISON)
    ingest(home)
    place = Library(home).place
    harming(monkeypatch, CRASH)
    with pytest.raises(HomeError, match="work-failed: poison"):
        ingest(home, anew=True)
    assert Library(home).place == place and ids(home) == ["poison"]


def specimen(home: Home) -> Home:
    known = load("specimen")
    for name in ("en-specimen-summary.html", "ru-specimen.html", "letter-ru.txt", "essay.md"):
        stem = Path(name).stem
        what = "edition" if stem in known.editions else "document"
        with home.lock():
            add(home, known, [SPECIMEN / name], Wanted(**{what: stem}))
    return home


def held(home: Home) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Library(home).place.iterdir()}


@pytest.mark.slow
def test_what_is_made_is_kept_and_made_again_where_it_is_damaged(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    specimen(home)
    ingest(home)
    first = held(home)
    asked = counted(monkeypatch)
    ingest(home)
    assert not asked and held(home) == first
    made = sorted((home.library / "made").iterdir())
    for number, path in enumerate(made):
        path.write_bytes(path.read_bytes().replace(b"[", b"(", 1) if number % 2 else b"")
    assert len(damaged(home)) == len(made)
    ingest(home, machines=Here(2))
    assert len(asked) == len(made) and held(home) == first
    assert not damaged(home)
    ingest(home, anew=True)
    assert len(asked) == 2 * len(made) and held(home) == first


@pytest.mark.slow
def test_pairs_that_take_too_long_are_told_and_the_texts_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = specimen(Home(tmp_path / "home", "specimen").create())
    real = limited.start_of
    harm = "from corpus.ingest import work as w\ndef stop(*_):\n    while True: pass\n" \
           "w.TASKS = {**w.TASKS, 'pairs': stop}\nw.work()"
    monkeypatch.setattr(limited, "start_of", lambda module: real(module).replace(
        "from corpus.ingest.work import work; work()", harm))
    monkeypatch.setattr(making, "MAKING_SECONDS", 2)
    monkeypatch.setattr(limited, "WALL_SECONDS", 300)
    monkeypatch.setattr(making, "MAKING_BYTES_A_SECOND", 1 << 30)
    answer = trials("ingest", home=home.path)
    assert answer.code == 7
    assert "en-specimen-summary are not paired: that takes more time or memory" in answer.err
    assert len(ids(home)) == 4


def test_allowances_grow_with_the_text_and_not_with_its_square() -> None:
    for allowance in (making.seconds_for, making.memory_for):
        steps = [allowance(size + 1_000_000) - allowance(size) for size in (0, 10_000_000, 1_000_000_000)]
        assert max(steps) - min(steps) <= 1
    assert making.seconds_for(100_000) <= 15


SIZE = 4_000
HOSTILE = {
    "dots.html": "<p>Signed" + "." * 10 * SIZE + "date</p>\n",
    "labels.txt": "\n\n".join(f"QUINCES {number}: a b." for number in range(SIZE // 2)),
    "citations.txt": " ".join(f'"alpha beta gamma delta" (1936 Trial {n % 170}).' for n in range(SIZE // 4)),
    "name.txt": "AMBER " * 4 * SIZE,
    "headings.txt": "\n\n".join(f"CHAPTER {number}" for number in range(SIZE)),
    "notes.txt": "\n\n".join(f"Alpha [{n}] beta.\n\n[{n}] See 1936 Trial, p. {n % 170}." for n in range(SIZE // 4)),
    "passages.txt": "\n\n".join(f"Он сказал, что не знает {n}.\n\nTranslated:\n\nHe said he did not know {n}."
                                 for n in range(SIZE // 8)),
}
"""Texts each of one kind of thing, very often: what a square of any of them would take longest for."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_texts_of_one_thing_very_often_are_within_their_bounds(home: Home, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(HOSTILE[name], "utf-8")
    with home.lock():
        add(home, load("specimen"), [path], Wanted(document="often"))
    assert not ingest(home).refused and ids(home) == ["often"]


def test_no_text_is_made_in_the_process_of_the_run(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    for name in ("corpus.ingest.texts._document", "corpus.ingest.work._make", "corpus.ingest.pairing.align_groups"):
        monkeypatch.setattr(name, never)
    bring(home, tmp_path, "first", SOUND)
    assert not ingest(home).refused


def test_a_made_text_comes_back_as_it_was() -> None:
    known = load("specimen")
    raw = (SPECIMEN / "essay.md").read_bytes()
    (text,) = read(raw, "text", "essay.md")
    file = SourceFile("essay.md", "0" * 64, len(raw), "text", "added", document="essay")
    asked = {"name": "essay", "edition": False, "files": [row_of(file)], "overrides": []}
    (row,) = _make(known, asked, [wire.encode([text]).encode(), text.raw.encode()])
    made = MadeText.from_json(row)
    assert made.to_json() == row
    assert made.pairs or made.claims
    assert _relate(known, {}, [making._json({**row, "pairs": [], "claims": []}).encode()]) == row
    assert carried.written(carried.read(carried.written(known))) == carried.written(known)


def test_a_refusal_that_is_not_of_a_limit_is_not_remembered(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(home, tmp_path, "first", SOUND)
    bring(home, tmp_path, "poison", POISON)
    with monkeypatch.context() as patched:
        harming(patched, CRASH)
        assert ingest(home).refused
    assert not ingest(home).refused and ids(home) == ["first", "poison"]


def test_processes_end_with_the_run(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    real = LimitedProcess.ask

    def ask(self: LimitedProcess, request: WorkRequest) -> bytes:
        answer = real(self, request)
        assert self.process_id
        begun.append(self.process_id)
        return answer

    monkeypatch.setattr(LimitedProcess, "ask", ask)
    bring(home, tmp_path, "first", SOUND)
    ingest(home)
    assert begun
    for process in set(begun):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
