"""Adding the user's own files: order, identifiers, copies, and taking them out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.acquisition.adding import Added, add, remove
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import SourceRefusedError, UnknownNameError, WrongUseError
from corpus.storage.home import Home
from corpus.storage.names import safe_name
from corpus.storage.sources import OWN_NAMES, identifier, read_sources, state

FILLER = "Lorem ipsum alpha beta gamma delta epsilon zeta."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def put(folder: Path, name: str, text: str = FILLER) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def bring(home: Home, *paths: Path, **said: object) -> Added:
    return add(home, load("specimen"), paths, Wanted(**said))  # type: ignore[arg-type]


def test_the_file_is_kept_as_received(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes("Слова и ёлки.\r\nЕщё слова.".encode("cp1251"))
    (file,) = bring(home, path).kept
    assert (home.sources / file.name).read_bytes() == path.read_bytes()
    assert (file.document, file.origin, file.format, file.size) == ("note", "added", "text", path.stat().st_size)


def test_a_folder_is_read_in_natural_order(home: Home, tmp_path: Path) -> None:
    for number in (10, 2, 1):
        put(tmp_path, f"book/part {number}.txt", f"{FILLER} {number}")
    result = bring(home, tmp_path / "book", edition="en-specimen")
    assert [Path(f.name).name.rsplit("part_", 1)[1] for f in result.kept] == ["1.txt", "2.txt", "10.txt"]
    assert [f.order for f in result.kept] == [0, 1, 2]


def test_a_contents_page_gives_the_order(home: Home, tmp_path: Path) -> None:
    pages = ("zeta.htm", "alpha.htm", "sub/mu.htm")
    for name in pages:
        put(tmp_path, f"tree/{name}", f"<html><body><p>{FILLER}</p><p>{name}</p></body></html>")
    links = "".join(f'<li><a href="{name}">{name}</a></li>' for name in pages)
    put(tmp_path, "tree/index.htm", f"<html><body><h1>Contents</h1><ul>{links}</ul></body></html>")
    result = bring(home, tmp_path / "tree", edition="en-specimen")
    assert [Path(f.name).name.split("-", 1)[1] for f in result.kept] == ["index.htm", "zeta.htm", "alpha.htm", "mu.htm"]


def test_one_file_of_posts_makes_many_documents(home: Home, tmp_path: Path) -> None:
    posts = [
        {"id": n, "slug": f"post-{n}", "date": "1911-05-04T00:00:00", "link": f"https://texts.example/{n}",
         "title": {"rendered": f"Post {n}"}, "content": {"rendered": f"<p>{FILLER} {n}</p>"}}
        for n in (1, 2)
    ]
    path = put(tmp_path, "posts.json", json.dumps(posts))
    result = bring(home, path)
    assert [f.document for f in result.kept] == ["post-1", "post-2"]
    assert len({f.name for f in result.kept}) == 1
    assert len(bring(home, path).unchanged) == 2
    assert [f.document for f in bring(home, path, document="letters").kept] == ["letters-1", "letters-2"]


def test_the_same_file_again_is_unchanged(home: Home, tmp_path: Path) -> None:
    path = put(tmp_path, "a/note.txt")
    bring(home, path)
    mark = state(home)
    assert len(bring(home, path).unchanged) == 1
    assert len(bring(home, put(tmp_path, "b/note.txt")).unchanged) == 1, "an equal file of another folder"
    assert state(home) == mark


def test_a_changed_file_replaces_its_text(home: Home, tmp_path: Path) -> None:
    path = put(tmp_path, "note.txt")
    bring(home, path)
    path.write_text(FILLER + " eta", "utf-8")
    result = bring(home, path)
    assert [f.document for f in result.kept] == ["note"]
    assert len(read_sources(home)) == 1


def test_files_of_the_same_name_stay_apart(home: Home, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        bring(home, put(tmp_path, f"folder{number}/note.txt", f"{FILLER} {number}"))
    assert [f.document for f in read_sources(home)] == ["note", "note-2", "note-3"]
    changed = put(tmp_path, "folder2/note.txt", f"{FILLER} changed")
    assert [f.document for f in bring(home, changed).kept] == ["note-2"]
    assert len(read_sources(home)) == 3


def test_a_name_that_another_file_has_is_refused(home: Home, tmp_path: Path) -> None:
    bring(home, put(tmp_path, "one.txt"), document="letter")
    mark = state(home)
    with pytest.raises(WrongUseError, match="here already"):
        bring(home, put(tmp_path, "two.txt", FILLER + " eta"), document="letter")
    assert state(home) == mark


@pytest.mark.parametrize("name", sorted(OWN_NAMES | {"desk", "robots.txt"}))
def test_names_of_a_home_and_reserved_ones_are_no_documents(home: Home, tmp_path: Path, name: str) -> None:
    path = put(tmp_path, f"{name}.txt")
    with pytest.raises(WrongUseError, match=r"taken|identifier"):
        bring(home, path, document=name, reserved=frozenset({"desk", "robots.txt"}))
    (file,) = bring(home, path, reserved=frozenset({"desk", "robots.txt"})).kept
    assert file.document not in OWN_NAMES | {"desk"}


def test_a_page_of_links_is_no_document(home: Home, tmp_path: Path) -> None:
    path = put(tmp_path, "links.htm", "<html><head><title>x</title></head><body><p></p><br></body></html>")
    with pytest.raises(SourceRefusedError, match="page-of-links"):
        bring(home, path)


def test_removing(home: Home, tmp_path: Path) -> None:
    bring(home, put(tmp_path, "one.txt"))
    bring(home, put(tmp_path, "two.txt", FILLER + " eta"))
    with pytest.raises(UnknownNameError):
        remove(home, ["one", "three"])
    assert len(read_sources(home)) == 2
    (gone,) = remove(home, ["one"])
    assert not (home.sources / gone.name).exists()
    assert [f.document for f in read_sources(home)] == ["two"]
    assert (tmp_path / "one.txt").exists(), "the user's own file is not touched"


def test_one_post_can_go_and_its_file_stays_for_the_others(home: Home, tmp_path: Path) -> None:
    posts = [{"slug": f"post-{n}", "title": {"rendered": "x"}, "content": {"rendered": f"<p>{FILLER} {n}</p>"}}
             for n in (1, 2)]
    bring(home, put(tmp_path, "posts.json", json.dumps(posts)))
    (gone,) = remove(home, ["post-1"])
    assert (home.sources / gone.name).exists()
    assert [f.document for f in read_sources(home)] == ["post-2"]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("My Book (1978).PDF", "my-book-1978"), ("Письмо №5.txt", "письмо-5"), ("pairs.txt", "pairs-text"),
        ("....txt", "document"), ("a" * 200 + ".md", "a" * 60), ("one two.three.html", "one-two-three"),
    ],
)
def test_identifiers(name: str, made: str) -> None:
    assert identifier(name) == made


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\up.txt", "a\x00b", "/", "...", "\u202egnp.txt", "x" * 500, "con/aux", "~"]
)
def test_names_are_safe_on_any_disk(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 120
    assert not set(safe) & set('/\\:*?"<>|\x00\u202e')
    assert safe not in {".", ".."}


def test_several_files_under_one_name_are_numbered(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "box"
    for name in "abcd":
        put(folder, f"{name}.txt", f"{FILLER} {name}")
    assert [f.document for f in bring(home, folder, document="box").kept] == ["box", "box-2", "box-3", "box-4"]
    put(folder, "aa.txt", f"{FILLER} more")
    again = bring(home, folder, document="box")
    assert len(again.unchanged) == 4
    assert [f.document for f in again.kept] == ["box-2-2"]


def test_files_beside_the_pages_of_a_text_do_not_part_them(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "box"
    for number in (11, 12, 13):
        put(folder, f"page_{number:04}.txt", f"{FILLER} {number}")
        put(folder, f"page_{number:04}.html", f"<p>{FILLER} {number} again</p><p>{FILLER}</p>")
    put(folder, "about.txt", f"{FILLER} about")
    (folder / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    result = bring(home, folder)
    assert sorted({f.document or "" for f in result.kept}) == ["about", "box"]
    assert [path.name for path, _ in result.refused] == ["cover.jpg"]


class Stopping:
    """A recogniser that is stopped when it has read so many pages."""

    name = "tesseract 0; eng"

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def takes(self, data: bytes) -> bool:
        return True

    def read(self, data: bytes, file: str) -> bytes:
        if len(self.asked) == self.pages:
            raise KeyboardInterrupt
        self.asked.append(file)
        words = "".join(f"<span class='ocrx_word' title='bbox {40 * at} 10 {40 * at + 30} 30'>{word}</span> "
                        for at, word in enumerate(FILLER.split()))
        line = f"<span class='ocr_line' title='bbox 0 10 600 30'>{words}</span>"
        return f"<html><body><div class='ocr_page' title='bbox 0 0 600 800'>{line}</div></body></html>".encode()


@pytest.mark.parametrize("said", [{}, {"document": "book"}])
def test_a_folder_of_scans_that_was_stopped_goes_on_as_the_same_document(
    home: Home, tmp_path: Path, said: dict[str, str]
) -> None:
    for number in range(11, 17):
        put(tmp_path, f"scans/page_00{number}.png", f"\x89PNG {number}")
    engine = Stopping(2)
    with pytest.raises(KeyboardInterrupt):
        add(home, load("specimen"), [tmp_path / "scans"], Wanted(**said), engine)
    again = Stopping(9)
    add(home, load("specimen"), [tmp_path / "scans"], Wanted(**said), again)
    assert again.asked == [f"page_00{number}.png" for number in range(13, 17)]
    assert {file.document for file in read_sources(home)} == {said.get("document", "scans")}
    assert len(read_sources(home)) == 6


def test_a_page_that_comes_later_joins_its_folder(home: Home, tmp_path: Path) -> None:
    for number in range(12, 17):
        put(tmp_path, f"leaves/page_00{number}.txt", f"{FILLER} {number}")
    bring(home, tmp_path / "leaves", document="book")
    put(tmp_path, "leaves/page_0011.txt", f"{FILLER} first")
    bring(home, tmp_path / "leaves", document="book")
    assert [file.document for file in read_sources(home)] == ["book"] * 6
