"""Folders as people have them: the same names again, links, hidden files, names no disk should have."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from corpus.acquisition import trees
from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
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


def test_a_home_within_the_folder_is_not_taken_into_itself(tmp_path: Path) -> None:
    archive = letters(tmp_path / "archive")
    home = Home(archive / "1902" / "home", "specimen").create()
    (home.overrides).mkdir()
    (home.overrides / "corrections.tsv").write_text("", "utf-8")
    for root in (archive, archive / "1902"):
        result = taken(home, root)
        assert [(item.path.name, item.why) for item in result.left_out] == [("home", "own")]
        assert not result.refused
        assert len(read_sources(home)) == 9
    link = tmp_path / "by another way"
    link.symlink_to(archive, target_is_directory=True)
    assert len(taken(home, link).unchanged) == 9


def test_the_home_itself_gives_what_lies_beside_its_own_folders(home: Home, tmp_path: Path) -> None:
    taken(home, letters(tmp_path / "archive"))
    (home.path / "mine.txt").write_text(words("of the home"), "utf-8")
    result = taken(home, home.path)
    assert [file.document for file in result.kept] == ["mine"]
    assert {item.path.name for item in result.left_out} == {"sources", "library", "index"}


@pytest.mark.parametrize("link", ["round", "nowhere"])
def test_a_link_that_leads_to_no_file_is_refused_beside_others(home: Home, tmp_path: Path, link: str) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "sound.txt").write_text(words("beside"), "utf-8")
    result = taken(home, tmp_path / link, tmp_path / "sound.txt", Path(tmp_path.name) / ("n" * 300), Path("n" * 5_000))
    assert [file.document for file in result.kept] == ["sound"]
    assert len(result.refused) == 3
    assert all("file-absent" in str(reason) for _, reason in result.refused)


def test_folders_within_more_folders_than_a_path_may_name_are_told(home: Home, tmp_path: Path) -> None:
    root = tmp_path / "deep"
    root.mkdir()
    (root / "a.txt").write_text(words("above"), "utf-8")
    at = os.open(root, os.O_RDONLY)
    for _ in range(40):
        os.mkdir("d" * 120, dir_fd=at)
        below = os.open("d" * 120, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(os.open("b.txt", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)
    try:
        result = taken(home, root)
        assert [file.document for file in result.kept] == ["a"]
        assert [item.why for item in result.left_out] == ["too-deep"]
    finally:  # what clears the folders of tests does not reach so deep by their paths
        shutil.rmtree(root, ignore_errors=True)


@pytest.mark.parametrize("names", [("Note.txt", "note.txt"), ("е\u0308.txt", "ё.txt"), ("GRÜN.txt", "gru\u0308n.txt")])
def test_names_that_are_one_on_other_disks_are_kept_under_two(home: Home, tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text(words(name), "utf-8")
        taken(home, tmp_path / name, document="letter-" + str(names.index(name)))
        taken(home, tmp_path / name, edition="en-specimen")
    kept = [unicodedata.normalize("NFC", file.name).casefold() for file in read_sources(home)]
    assert len(set(kept)) == len(kept) == 4


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


def page(root: Path, name: str, *targets: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("<html><body><p>Words</p>" + "".join(f"<a href='{target}'>on</a>" for target in targets), "utf-8")


def order(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in files_below(root)[0]]


def test_the_contents_of_each_volume_order_its_own_pages(tmp_path: Path) -> None:
    page(tmp_path, "index.html", "vol2/index.html", "vol1/index.html", "preface.html")
    page(tmp_path, "vol1/index.html", "../index.html", "../vol2/index.html", "z.html", "a.html")
    page(tmp_path, "vol2/index.html", "../vol1/index.html", "y.html", "b.html")
    for name in ("preface.html", "other.html", "vol1/a.html", "vol1/z.html", "vol1/0.html",
                 "vol2/b.html", "vol2/y.html"):
        page(tmp_path, name)
    vol1, vol2 = ["vol1/index.html", "vol1/z.html", "vol1/a.html"], ["vol2/index.html", "vol2/y.html", "vol2/b.html"]
    assert order(tmp_path) == ["index.html", *vol2, *vol1, "preface.html", "other.html", "vol1/0.html"]
    (tmp_path / "index.html").unlink()
    assert order(tmp_path) == [*vol1, *vol2, "other.html", "preface.html", "vol1/0.html"]


@pytest.mark.parametrize("target", [
    "loop", "loop/page.html", "x" * 300 + ".html", "../" * 3000 + "page.html", "a%00b.html", "a&#0;b.html",
    "&#xd800;.html", "%ff%fe.html", "//[", "http://[::1", "far/secret.html", "index.html", "",
    "%2e%2e/%2e%2e/etc/passwd",
])
def test_a_contents_page_may_lead_anywhere(tmp_path: Path, target: str) -> None:
    page(tmp_path / "outside", "secret.html")
    tree = tmp_path / "tree"
    page(tree, "index.html", target, "page.html")
    page(tree, "page.html")
    page(tree, "a.html")
    (tree / "loop").symlink_to("loop")
    (tree / "far").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert order(tree) == ["index.html", "page.html", "a.html"]


def test_contents_pages_are_read_once_each_and_no_disk_is_asked_where_they_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        other = f"../post-{(number + 1) % 300}/index.html"
        page(tmp_path, f"post-{number}/index.html", other, "more.html", "gone.html")
        page(tmp_path, f"post-{number}/more.html")
    read: list[Path] = []
    load = trees.reading.load
    monkeypatch.setattr(trees.reading, "load", lambda path: (read.append(path), load(path))[1])
    monkeypatch.setattr(Path, "resolve", lambda *_, **__: pytest.fail("a link is followed"))
    assert order(tmp_path) == [f"post-{number}/{name}.html" for number in range(300) for name in ("index", "more")]
    assert len(read) == 300
