"""The list of sources: written once a run, nothing unlisted, nothing that leads elsewhere, no change unnoticed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from kept import keep
from planted import planted

from corpus.catalogue.catalogue import load
from corpus.errors import HomeDamagedError, HomeError, IndexDamagedError, SourceRefusedError, TrialsError
from corpus.ingest.run import ingest
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.names import safe_name
from corpus.storage.sealed import keep_text, kept_text, sealed, unsealed
from corpus.storage.source_list import RECOGNISED, SourceList
from corpus.storage.sources import JOURNAL, MANIFEST, SourceFile, data_of, read_sources, text_of


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def entry(name: str = "added/note/a-note.txt", **more: object) -> SourceFile:
    return SourceFile(name, "", 0, "text", "added", document="note", **more)  # type: ignore[arg-type]


NOTE = b"The ferry did not cross before noon.\n\nNobody waited.\n"


class Killed(BaseException):
    """As if the process had ended here."""


@pytest.mark.parametrize("before", [("added/old/o.txt",), ()], ids=["a later run", "the first run"])
def test_a_run_that_is_killed_leaves_nothing_unlisted(
    home: Home, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...]
) -> None:
    for name in before:
        keep(home, entry(name), NOTE)
    sources = SourceList(home)
    for number in range(5):
        sources.keep(entry(f"added/note/{number}.txt", order=number), NOTE + b"%d" % number)

    def killed(path: Path, data: bytes) -> None:
        raise Killed

    monkeypatch.setattr("corpus.storage.source_list.write_atomically", killed)
    with pytest.raises(Killed):
        sources.keep(entry("added/note/late.txt"), NOTE)
    monkeypatch.undo()
    listed = {file.name for file in read_sources(home)}
    lying = {path.relative_to(home.sources).as_posix() for path in home.sources.rglob("*.txt")}
    assert listed == lying == {*before, *(f"added/note/{number}.txt" for number in range(5))}
    with SourceList(home):
        pass
    assert not (home.sources / JOURNAL).exists()
    assert {file.name for file in read_sources(home)} == listed


@pytest.mark.parametrize("what", ["new", "changed", "recognised"])
def test_a_file_that_is_in_its_place_is_listed_though_the_disk_failed_behind_it(
    home: Home, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    old = keep(home, entry(), NOTE)

    def failing(_folder: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as faulty, pytest.raises(HomeError, match="Input/output"), SourceList(home) as sources:
        faulty.setattr("corpus.storage.home.sync_directory", failing)
        try:
            if what == "recognised":
                sources.keep_hocr(old, b"<html></html>", "a test")
            else:
                sources.keep(entry() if what == "changed" else entry("added/note/b.txt"), NOTE + b"More.\n")
        finally:
            faulty.undo()
    listed = {name for file in read_sources(home) for name in (file.name, file.hocr) if name}
    lying = {path.relative_to(home.sources).as_posix() for path in home.sources.rglob("*") if path.is_file()}
    assert lying - {MANIFEST} == listed
    for file in read_sources(home):
        text_of(home, file)
        assert data_of(home, file).startswith(NOTE)


def test_what_was_recognised_never_takes_the_place_of_a_file_of_the_user(home: Home) -> None:
    own = (safe_name(f"a.txt{RECOGNISED}"), "a.txt.hocr")
    with SourceList(home) as sources:
        scan = sources.keep(entry("added/note/a.txt"), NOTE)
        beside = [sources.keep(entry(f"added/note/{name}"), NOTE + b"Own.\n") for name in own]
        recognised = sources.keep_hocr(scan, b"<html></html>", "a test")
    names = [file.name for file in (scan, *beside)]
    assert len({*names, recognised.hocr}) == 4
    assert [(home.sources / name).read_bytes() for name in names] == [NOTE, *[NOTE + b"Own.\n"] * 2]


def test_a_note_that_was_cut_short_spoils_none_that_follows(home: Home) -> None:
    keep(home, entry(), NOTE)
    (home.sources / JOURNAL).write_text('{"name": "added/no', "utf-8")
    sources = SourceList(home).__enter__()
    sources.keep(entry("added/note/b.txt"), NOTE)  # and then this run is killed, too
    assert [file.name for file in read_sources(home)] == ["added/note/a-note.txt", "added/note/b.txt"]


def test_the_list_is_written_once_a_run(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import corpus.storage.source_list as module

    writes: list[str] = []
    real = module.write_atomically
    monkeypatch.setattr(module, "write_atomically", lambda path, data: (writes.append(path.name), real(path, data)))
    with SourceList(home) as sources:
        for number in range(50):
            sources.keep(entry(f"added/note/{number}.txt"), NOTE + b"%d" % number)
    assert writes.count(MANIFEST) == 1
    assert len(read_sources(home)) == 50


OUT = ["../victim.txt", "/etc/hostname", "added/../../victim.txt", "a\\..\\b.txt", "", "a\0b", "..", ".", "a/..",
       "./../v", "\ud800.txt", "manifest.json", "./manifest.json", "Manifest.JSON", "manifest.log", 7, None, ["a"]]


@pytest.mark.parametrize("name", OUT)
def test_names_that_lead_out_are_refused_reading_and_removing(home: Home, tmp_path: Path, name: object) -> None:
    from corpus.acquisition.adding import remove

    (tmp_path / "victim.txt").write_text("mine", "utf-8")
    keep(home, entry(), NOTE)
    data = json.loads((home.sources / MANIFEST).read_text("utf-8"))
    data["files"][0]["name"] = name
    (home.sources / MANIFEST).write_text(json.dumps(sealed({"files": data["files"]})), "utf-8")
    for asked in (lambda: read_sources(home), lambda: ingest(home), lambda: remove(home, ["note"])):
        with pytest.raises(HomeDamagedError) as caught:
            asked()
        assert caught.value.advice
    assert (tmp_path / "victim.txt").exists()
    assert (home.sources / MANIFEST).exists()


@pytest.mark.parametrize("document", ["pairs", "report", "library", "../note", "a/b", "𝔄" * 90, "", ".", 7, "\ud800"])
def test_names_that_no_text_can_have_are_refused(home: Home, document: object) -> None:
    keep(home, entry(), NOTE)
    data = json.loads((home.sources / MANIFEST).read_text("utf-8"))
    data["files"][0]["document"] = document
    (home.sources / MANIFEST).write_text(json.dumps(sealed({"files": data["files"]})), "utf-8")
    with pytest.raises(HomeDamagedError, match="name of a text"):
        read_sources(home)


@pytest.mark.parametrize("what", ["pipe", "folder", "device", "deep", "endless"])
@pytest.mark.parametrize("name", [MANIFEST, JOURNAL])
def test_a_list_that_is_no_file_is_told_and_not_waited_for(home: Home, name: str, what: str) -> None:
    keep(home, entry(), NOTE)
    path = home.sources / name
    path.unlink(missing_ok=True)
    planted(path, what)
    with pytest.raises(HomeDamagedError) as caught:
        read_sources(home)
    assert caught.value.advice


@pytest.mark.parametrize("what", ["pipe", "folder", "device", "endless"])
def test_a_source_that_is_no_file_is_refused_and_not_waited_for(home: Home, what: str) -> None:
    file = keep(home, entry(), NOTE)
    path = home.sources / file.name
    path.unlink()
    planted(path, what)
    with pytest.raises(SourceRefusedError):
        data_of(home, file)


def test_a_link_planted_among_the_sources_is_not_followed(home: Home, tmp_path: Path) -> None:
    file = keep(home, entry(), NOTE)
    (tmp_path / "diary.txt").write_bytes(NOTE)
    (home.sources / file.name).unlink()
    (home.sources / file.name).symlink_to(tmp_path / "diary.txt")
    with pytest.raises(TrialsError):
        data_of(home, file)


@pytest.mark.parametrize("change", [
    lambda data: data.pop("seal"), lambda data: data["files"][0].update(title="Another"),
    lambda data: data.update(seal="0" * 64), lambda data: data.update(more=1),
])
def test_a_list_that_was_changed_is_noticed(home: Home, change) -> None:
    keep(home, entry(), NOTE)
    path = home.sources / MANIFEST
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")
    if set(data) == {"files"}:  # as an older version wrote it
        assert read_sources(home)
    else:
        with pytest.raises(HomeDamagedError):
            read_sources(home)


def test_a_lost_list_is_no_empty_one_and_comes_back_from_the_library(home: Home) -> None:
    keep(home, entry(), NOTE)
    ingest(home)
    before = read_sources(home)
    (home.sources / MANIFEST).unlink()
    with pytest.raises(HomeDamagedError) as caught:
        read_sources(home)
    _, source, _, target, _ = caught.value.advice.split("'")
    Path(target).write_bytes(Path(source).read_bytes())
    assert read_sources(home) == before


def test_a_lost_home_file_is_not_taken_for_another_catalogue(home: Home) -> None:
    keep(home, entry(), NOTE)
    ingest(home)
    (home.path / "home.json").unlink()
    with pytest.raises(HomeDamagedError) as caught:
        Home.open(home.path)
    assert '"catalogue": "specimen"' in caught.value.advice


@pytest.mark.parametrize("said", ['{"format": 1, "catalogue": ["main"]}', '{"format": 1, "catalogue": 7}', "7",
                                  '{"format": 1, "catalogte": "specimen"}', '{"format": "1", "catalogue": "main"}'])
def test_an_odd_home_file_is_refused(home: Home, said: str) -> None:
    (home.path / "home.json").write_text(said, "utf-8")
    with pytest.raises(HomeError):
        Home.open(home.path)


def test_a_text_whose_file_is_lost_stays_as_it_was_read(home: Home) -> None:
    file = keep(home, entry(), NOTE)
    keep(home, SourceFile("added/other/b.txt", "", 0, "text", "added", document="other"), NOTE + b"More.\n")
    ingest(home)
    before = list(Library(home).turns("note"))
    (home.sources / file.name).write_bytes(NOTE.replace(b"not", b"now"))
    for _ in range(3):  # it stays for good, not until the next run
        report = ingest(home)
        assert [name for name, _ in report.refused] == [file.name]
        assert list(Library(home).turns("note")) == before
        assert [info.id for info in Library(home).texts] == ["note", "other"]


def test_the_pointer_and_the_lists_notice_every_flipped_bit(home: Home) -> None:
    """Every file of a home but what a user writes in ``overrides``; what is kept of readings is only read again."""
    keep(home, entry(), NOTE)
    ingest(home)
    keep(home, entry("added/note/b-note.txt", order=1), NOTE + b"The ferry came.\n")
    ingest(home)
    texts = [turn.text for turn in Library(home).turns("note")]
    chance = random.Random(18)  # noqa: S311
    paths = sorted(path for path in home.path.rglob("*") if path.is_file() and path.stat().st_size)
    current = generations.current(home.library)
    for path in paths:
        own = path.read_bytes()
        for _ in range(12):
            at, bit = chance.randrange(len(own)), chance.randrange(8)
            path.write_bytes(own[:at] + bytes([own[at] ^ 1 << bit]) + own[at + 1:])
            try:
                opened = Home.open(home.path)
                assert load(opened.catalogue).name == "specimen"
                assert generations.current(opened.library) == current
                seen = [turn.text for turn in Library(opened).turns("note")]
                for file in read_sources(opened):
                    data_of(opened, file)
            except (TrialsError, IndexDamagedError):
                continue
            finally:
                path.write_bytes(own)
            assert seen == texts, (path, at, bit)
            assert len(read_sources(opened)) == 2


def test_kept_texts_notice_a_change(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    keep_text(path, "a\r\nb\n")
    assert kept_text(path) == "a\r\nb\n"
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])
        with pytest.raises(ValueError, match=r"."):
            kept_text(path)
    assert unsealed(json.dumps(sealed({"a": [1, "ё"]}))) == {"a": [1, "ё"]}


@pytest.mark.parametrize("failing", [{"a.txt"}, {"b.txt"}, {"a.txt", "c.txt"}])
def test_what_the_disk_does_not_delete_stays_on_the_list(
    home: Home, monkeypatch: pytest.MonkeyPatch, failing: set[str]
) -> None:
    for name in "abc":
        keep(home, entry(f"added/{name}/{name}.txt"), NOTE + name.encode())
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name in failing:
            raise OSError(5, "Input/output error")
        real(path, missing_ok=missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", unlink)
        with pytest.raises(HomeError, match="Input/output error"), SourceList(home) as sources:
            sources.drop(sources.files)
    listed = {Path(file.name).name for file in read_sources(home)}
    there = {path.name for path in home.sources.rglob("*.txt")}
    assert there == listed == failing
    with SourceList(home) as sources:
        sources.drop(sources.files)
    assert not read_sources(home) and not list(home.sources.rglob("*.txt"))


@pytest.mark.parametrize("after", [False, True])
def test_a_removal_that_fails_leaves_a_file_listed_or_none(
    home: Home, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    keep(home, entry(), NOTE)

    def failing(path: Path, data: str) -> None:
        if after:
            path.write_text(data, "utf-8")
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("corpus.storage.source_list.write_atomically", failing)
    with pytest.raises(HomeError), SourceList(home) as sources:
        sources.drop(sources.files)
    monkeypatch.undo()
    listed = {file.name for file in read_sources(home)}
    there = {p.relative_to(home.sources).as_posix() for p in home.sources.rglob("*.txt")}
    assert there == listed == (set() if after else {entry().name})
