"""Folders as people have them: the same names again, links, hidden files, names no disk should have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.acquisition.adding import Wanted, add
from corpus.acquisition.trees import files_below
from corpus.catalogue.catalogue import load
from corpus.limits import MAX_NAME_BYTES
from corpus.storage.home import Home
from corpus.storage.sources import read_sources

YEARS = ("1901", "1902", "1903")


def words(name: object) -> str:
    return f"The barge {name} lay at the quay until the tide turned.\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def taken(home: Home, *paths: Path, **wanted: str):
    return add(home, load("specimen"), paths, Wanted(**wanted))


def held(home: Home) -> set[str]:
    return {(home.sources / file.name).read_text("utf-8") for file in read_sources(home)}


def letters(root: Path) -> Path:
    for year in YEARS:
        for number in (1, 2, 3):
            path = root / year / "letters" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words(f"{year} no. {number}"), "utf-8")
    return root


def test_files_of_one_name_in_folders_of_one_name_are_all_kept(home: Home, tmp_path: Path) -> None:
    archive = letters(tmp_path / "archive")
    result = taken(home, archive)
    assert len(result.kept) == 9
    assert held(home) == {path.read_text("utf-8") for path in archive.rglob("*.txt")}
    assert len({file.document for file in read_sources(home)}) == 9
    again = taken(home, archive)
    assert not again.kept
    assert len(again.unchanged) == 9


def test_volumes_of_an_edition_follow_each_other(home: Home, tmp_path: Path) -> None:
    for volume in ("vol1", "vol2"):
        for page in (1, 2, 10):
            path = tmp_path / volume / "p" / f"{page}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words(f"{volume} page {page}"), "utf-8")
        taken(home, tmp_path / volume, edition="en-specimen")
    (tmp_path / "vol1" / "p" / "3.txt").write_text(words("vol1 page 3"), "utf-8")
    taken(home, tmp_path / "vol1", edition="en-specimen")
    order = [(home.sources / file.name).read_text("utf-8")
             for file in sorted(read_sources(home), key=lambda file: file.order)]
    assert order == [words(f"vol1 page {n}") for n in (1, 2, 3, 10)] + [words(f"vol2 page {n}") for n in (1, 2, 10)]


def test_a_changed_file_replaces_its_own_text_only(home: Home, tmp_path: Path) -> None:
    archive = letters(tmp_path / "archive")
    taken(home, archive)
    (archive / "1902" / "letters" / "2.txt").write_text(words("that was raised"), "utf-8")
    result = taken(home, archive)
    assert len(result.kept) == 1
    assert len(result.unchanged) == 8
    assert held(home) == {path.read_text("utf-8") for path in archive.rglob("*.txt")}


def test_a_moved_folder_is_not_taken_twice(home: Home, tmp_path: Path) -> None:
    taken(home, letters(tmp_path / "archive"))
    (tmp_path / "archive").rename(tmp_path / "elsewhere")
    assert not taken(home, tmp_path / "elsewhere").kept


def odd_tree(root: Path, outside: Path) -> Path:
    root.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text(words("secret"), "utf-8")
    (root / "out.txt").symlink_to(outside / "secret.txt")
    (root / "far").symlink_to(outside, target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "nowhere.txt").symlink_to(root / "gone.txt")
    os.mkfifo(root / "pipe.txt")
    (root / ".hidden.txt").write_text(words("hidden"), "utf-8")
    (root / ("𝔄" * 60 + ".txt")).write_text(words("of many bytes"), "utf-8")
    (root / ("x" * 250 + ".txt")).write_text(words("of many letters"), "utf-8")
    Path(os.fsdecode(os.fsencode(root) + b"/bad\xff\xfename.txt")).write_text(words("of no letters"), "utf-8")
    (root / "line\nbreak \x1b[31m.txt").write_text(words("of two lines"), "utf-8")
    (root / "-leading.txt").write_text(words("with a dash"), "utf-8")
    return root


def test_odd_names_are_taken_or_named_as_left_out(home: Home, tmp_path: Path) -> None:
    tree = odd_tree(tmp_path / "tree", tmp_path / "outside")
    result = taken(home, tree)
    assert {word for text in held(home) for word in ("secret", "hidden") if word in text} == set()
    assert len(result.kept) == 5
    assert not result.refused
    assert sorted(item.why for item in result.left_out) == ["hidden", "link", "link", "link", "link", "no-file"]
    for file in read_sources(home):
        mark = 9  # keeps files of one name apart
        assert len(file.document.encode()) <= MAX_NAME_BYTES
        assert len(Path(file.name).name.encode()) <= MAX_NAME_BYTES + mark
        assert file.name.isprintable()


def test_every_name_of_a_large_tree_is_counted(tmp_path: Path) -> None:
    root = odd_tree(tmp_path / "tree", tmp_path / "outside")
    for folder in range(40):
        (root / f"f{folder}").mkdir()
        for number in range(50):
            (root / f"f{folder}" / f"{'.' * (number % 7 == 0)}{number}.txt").touch()
    found, left_out = files_below(root)
    names = sum(len(files) for _, _, files in os.walk(root))
    links_to_folders = 2
    assert len(found) + len(left_out) == names + links_to_folders
