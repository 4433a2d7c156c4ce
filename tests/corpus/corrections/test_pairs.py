"""Corrections of pairs from a text file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.corrections.pairs import HEADING, apply, entry
from corpus.errors import HomeError
from corpus.model.notes import Note
from corpus.model.turns import Pair, Turn

TURNS = {
    f"{text}/{n}": Turn(f"{text}/{n}", text, n, "speech", f"lorem {n}", text[:2])
    for text in ("ru-a", "en-a", "en-b")
    for n in range(1, 6)
}


def _pair(left: str, right: str, text: str = "en-a", status: str = "machine") -> Pair:
    refs = tuple(f"ru-a/{n}" for n in left), tuple(f"{text}/{n}" for n in right)
    return Pair(*refs, ("ru", "en"), "exact" if len(left + right) == 2 else "merged", 0.7, status)


PRINTED = _pair("2", "2", status="printed")
MACHINE = [_pair("1", "1"), _pair("2", "2"), _pair("34", "3"), _pair("2", "2", "en-b"), PRINTED]


def _apply(tmp_path: Path, *lines: str, turns: dict[str, Turn] = TURNS) -> tuple[list[Pair], list[str]]:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(lines), "utf-8")
    return apply(MACHINE, turns, path)


def test_without_the_file_nothing_changes(tmp_path: Path) -> None:
    assert apply(MACHINE, TURNS, tmp_path / "pairs.tsv") == (MACHINE, [])
    assert _apply(tmp_path, HEADING, "# a note\n", "\n") == (MACHINE, [])


def test_a_pair_by_hand_takes_the_place_of_those_of_the_machine(tmp_path: Path) -> None:
    pairs, reports = _apply(tmp_path, HEADING, "pair\tru-a/2\ten-a/1 en-a/2\tA. Reader\t2000-12-31\tthe same answer\n")
    assert reports == []
    assert pairs[:-1] == MACHINE[2:], "a pair of another edition and a printed one stay"
    made = pairs[-1]
    assert (made.left, made.right, made.kind, made.status) == (("ru-a/2",), ("en-a/1", "en-a/2"), "merged", "hand")
    assert (made.confidence, made.why) == (
        1.0, tuple(Note("reader-says", words=words) for words in ("the same answer", "A. Reader", "2000-12-31")))


def test_turns_are_parted(tmp_path: Path) -> None:
    assert _apply(tmp_path, "part\tru-a/1\ten-a/1\n")[0] == MACHINE[1:]
    assert replace(MACHINE[2], left=("ru-a/3",)) in _apply(tmp_path, "part\tru-a/4\ten-a/3\n")[0]
    assert _apply(tmp_path, "part\tru-a/1\ten-a/2\n")[0] == MACHINE, "what is not paired cannot be parted"
    two = _pair("1", "12")
    path = tmp_path / "pairs.tsv"
    path.write_text("part\tru-a/1\ten-a/2\n", "utf-8")
    assert apply([two], TURNS, path)[0] == [replace(two, right=("en-a/1",))]


def test_a_turn_without_a_partner(tmp_path: Path) -> None:
    pairs, _ = _apply(tmp_path, "part\tru-a/2\t\tA. Reader\n")
    assert pairs == [MACHINE[0], MACHINE[2], MACHINE[4]]


def test_the_later_line_counts(tmp_path: Path) -> None:
    pairs, _ = _apply(tmp_path, "pair\tru-a/5\ten-a/4\n", "pair\tru-a/5\ten-a/5\n")
    assert [p.right for p in pairs if p.status == "hand"] == [("en-a/5",)]


def test_a_changed_text_is_reported_and_the_correction_stands(tmp_path: Path) -> None:
    left, right = TURNS["ru-a/5"], TURNS["en-a/5"]
    line = entry("pair", [left], [right], by="A.\tReader", date="2000-12-31", why="so")
    assert line.count("\t") == 6
    assert _apply(tmp_path, line)[1] == []
    pairs, reports = _apply(tmp_path, line, turns={**TURNS, right.ref: replace(right, text="changed")})
    assert pairs[-1].status == "hand"
    assert len(reports) == 1 and (reports[0].code, reports[0].fields["date"]) == ("pair-text-changed", "2000-12-31")


def test_what_cannot_be_followed_is_reported(tmp_path: Path) -> None:
    pairs, reports = _apply(
        tmp_path, "pair\tru-a/9\ten-a/1\n", "pair\ten-a/1\tru-a/1\n", "join\tru-a/1\ten-a/1\n", "pair\tru-a/1\n",
        "pair\tru-a/1\ten-a/1 en-b/1\n",
    )
    assert pairs == MACHINE
    assert [report.values[:2] for report in reports] == [(("file", "pairs.tsv"), ("line", n)) for n in (1, 2, 3, 4, 5)]
    assert reports[0].fields["refs"] == ("ru-a/9",)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HomeError, match="cannot be read"):
        apply(MACHINE, TURNS, tmp_path / "pairs.tsv")
