"""Tests lie where the code lies, and their README lists the rooms, helpers and markers that there are."""

from __future__ import annotations

import re
from configparser import ConfigParser

from house import FILES, PACKAGES, ROOMS, ROOT

TESTS = ROOT / "tests"
README = (TESTS / "README.md").read_text("utf-8")
BROWSER = "webapp.browser"
"""What only a browser shows, whatever room it is of."""


def folders() -> dict[str, set[str]]:
    """Give the folders with tests of each package, below it."""
    found: dict[str, set[str]] = {}
    for package in PACKAGES:
        inside = {path.parent.relative_to(TESTS / package).as_posix() for path in (TESTS / package).rglob("test_*.py")}
        found[package] = inside - {"."}
    return found


def table(title: str) -> dict[str, str]:
    """Give the rows of the first table under a heading, by their first cell."""
    section = README.split(f"\n## {title}\n", 1)[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `([\w.]+)` \| (.*) \|$", section, re.M))


def test_each_folder_of_tests_is_a_room_of_the_code() -> None:
    named = {f"{package}.{folder.replace('/', '.')}" for package, found in folders().items() for folder in found}
    assert named - set(ROOMS) - set(FILES) == {BROWSER}


def test_the_readme_lists_the_rooms_with_tests() -> None:
    rows = table("Rooms")
    for package, found in folders().items():
        assert set(re.findall(r"`([\w/]+)`", rows[package])) == found


def test_the_readme_lists_the_other_folders() -> None:
    others = {path.name for path in TESTS.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert set(table("Rooms")) == others


def test_the_readme_lists_the_helpers() -> None:
    assert set(table("Helpers")) == {path.stem for path in (TESTS / "support").rglob("*.py")}


def test_the_readme_lists_the_markers() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    markers = settings["tool:pytest"]["markers"].split("\n")
    assert set(table("Markers")) == {line.partition(":")[0] for line in markers if line}
