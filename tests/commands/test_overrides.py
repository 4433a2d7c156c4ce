"""What stands in ``overrides/`` and ``catalogue/`` of a home beside the files that are read stops nothing; what editors
make of these files is read as it is meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command import hits, trials
from own_play import printed, write_catalogue

ODD: dict[str, Callable[[Path], object]] = {
    ".#corrections.tsv": lambda path: path.symlink_to("somebody@a.machine.4711:1"),
    ".#texts.tsv": lambda path: path.symlink_to(path.name),
    "#corrections.tsv#": lambda path: path.write_bytes(b"\xff\xfe not saved"),
    "corrections.tsv~": lambda path: path.write_bytes(b"\x00"),
    ".corrections.tsv.swp": lambda path: path.write_bytes(b"b0VIM 8.2\x00"),
    ".~lock.corrections.tsv#": lambda path: path.write_text("me", "utf-8"),
    "old": lambda path: path.mkdir(),
    "4913": lambda path: path.write_bytes(b""),
    "corrections.tsv.d": lambda path: (path.mkdir(), (path / "x.tsv").write_text("x", "utf-8")),
    "pipe": os.mkfifo,
    "closed": lambda path: (path.write_text("x", "utf-8"), path.chmod(0)),
    "bad\udcff": lambda path: Path(os.fsdecode(os.fsencode(path))).write_text("x", "utf-8"),
}
"""What lies about, by name: lock files, files not saved, swap files, folders, pipes, names that are not UTF-8."""

BESIDE_A_CATALOGUE = (".#corrections.tsv", "#corrections.tsv#", "corrections.tsv~", ".corrections.tsv.swp", "old",
                      "corrections.tsv.d", ".~lock.corrections.tsv#")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("odd")
    write_catalogue(place / "home")
    (place / "en.txt").write_text(printed("en"), "utf-8")
    assert trials("add", place / "en.txt", "--edition", "en-clock", home=place / "home").code == 0
    return place / "home"


@pytest.mark.slow
def test_odd_things_beside_the_corrections_stop_nothing(home: Path, tmp_path: Path) -> None:
    (home / "overrides").mkdir(exist_ok=True)
    for name, make in ODD.items():
        make(home / "overrides" / name)
    for name in BESIDE_A_CATALOGUE:
        ODD[name](home / "catalogue" / name)
    (tmp_path / "note.txt").write_text("A note on the tower.\n", "utf-8")
    added = trials("add", tmp_path / "note.txt", "--document", "note", "--kind", "cited", home=home)
    assert added.code == 0, added.err
    for arguments in (("ingest",), ("reindex", "--full"), ("check",), ("search", "tower"), ("pair",), ("sources",),
                      ("remove", "note")):
        answer = trials(*arguments, home=home)
        assert answer.code == 0, (arguments, answer.err)


def text_of(home: Path, ref: str) -> str:
    rows = {row["ref"]: row["text"] for row in trials("export", "--format", "jsonl", home=home).lines}
    return str(rows[ref])


FORMS = [
    "{0}\n", "\ufeff{0}\n", "{0}\r\n", "{0}\r", "{0}", "\x0c\n# a page\n{0}\n\x0c\n", "\x0c{0}\n", "\x0c# a page\n{0}",
    "# one\u2028nowhere\tword\ta\tb\tc\td\n{0}", "\u2028{0}\u2029", "\ufeff# joined\n\ufeff# of two\n\ufeff{0}\n",
    "# a\x0bb\x1cc\x85d\n{0}",
]
"""What an editor may put around a line, and how it may end it."""


@pytest.mark.slow
@pytest.mark.parametrize(("form", "encoding"), [
    ("{0}\r\n", "utf-16"), ("# Notepad\r\n{0}", "utf-16"), ("\ufeff{0}\r\n", "utf-16-be"),
    *((form, "utf-8") for form in FORMS),
])
def test_corrections_are_read_as_an_editor_writes_them(home: Path, form: str, encoding: str) -> None:
    ref = "en-clock/1902-10-07-morning/0007"
    path = home / "overrides" / "corrections.tsv"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    assert trials("ingest", home=home).code == 0
    before = text_of(home, ref)
    first = before.split()[0]
    line = "\t".join((ref, "word", first, "Xyzzy", "J. D.", "a test, \u2028 and a sign"))
    path.write_bytes(form.format(line).encode(encoding))
    answer = trials("ingest", home=home)
    assert answer.code == 0 and "corrections.tsv" not in answer.err, answer.err
    assert text_of(home, ref) == before.replace(first, "Xyzzy", 1)
    path.unlink()


@pytest.mark.slow
def test_a_pair_is_taken_back_from_a_file_that_an_editor_wrote(home: Path, tmp_path: Path) -> None:
    for name, words in (("left", "Письмо о башне и часах.\n"), ("right", "A letter on the tower and the clock.\n")):
        (tmp_path / f"{name}.txt").write_text(words, "utf-8")
        assert trials("add", tmp_path / f"{name}.txt", "--document", name, "--kind", "cited", home=home).code == 0
    path = home / "overrides" / "texts.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\ufeff# mine \u2028 of today\r\n\x0c\r\n"
                     "left\tright\tas \x0c printed\u2028left\tright\r\n".encode())
    answer = trials("ingest", home=home)
    assert answer.code == 0 and "texts.tsv" not in answer.err
    assert trials("pair", "left", "right", "--part", home=home).code == 0
    assert "left\tright\t" not in path.read_text("utf-8") and "# mine" in path.read_text("utf-8")
    path.unlink()


def test_a_catalogue_that_an_editor_wrote_is_read(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "home")
    for path in (tmp_path / "home" / "catalogue").iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    answer = trials("sources", home=tmp_path / "home")
    assert answer.code == 0 and "en-clock" in answer.out, answer.err


UNREAD: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nowhere": lambda path: path.symlink_to(path.with_name("gone")),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "another code page": lambda path: path.write_bytes("# правка\n".encode("cp1251")),
    "half a sign": lambda path: path.write_bytes(b"\xff\xfea"),
    "far too long": lambda path: (path.touch(), os.truncate(path, 10**12)),
}
"""What may stand under the name of a file of corrections, which are then not known."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["corrections.tsv", "pairs.tsv", "texts.tsv"])
@pytest.mark.parametrize("what", UNREAD)
def test_corrections_that_cannot_be_read_are_told_and_change_nothing(home: Path, name: str, what: str) -> None:
    path = home / "overrides" / name
    path.parent.mkdir(exist_ok=True)
    before = hits(home, "tower")
    UNREAD[what](path)
    try:
        answer = trials("ingest", home=home)
        assert (answer.code, name in answer.err) == (3, True), answer.err
        assert hits(home, "tower") == before
    finally:
        path.rmdir() if path.is_dir() else path.unlink()
    assert trials("ingest", home=home).code == 0
