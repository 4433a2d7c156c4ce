"""A build takes time and memory with the length of a text, whatever is in it: no text can hold up all others.

Each text is one that a step of the build might take the square of: of nothing but new words, forms, names, labels,
paragraphs, pages, asides, signs that cling together.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from growth import assert_grows
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.turns import Mark, Turn
from corpus.storage.home import Home
from indexer.building.run import build_index

SHORT, TIMES = 60_000, 4
"""Characters of the shorter text, and how many times as long the longer is."""

FELT = 0.3
"""Processor seconds of building that say something of growth."""


def spelt(number: int, letters: str) -> str:
    """Give a word of its own for each number."""
    made = ""
    number += 1_000
    while number:
        number, at = divmod(number, len(letters))
        made += letters[at]
    return made


LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщыэюя"

TEXTS: dict[str, Callable[[int], list[Turn | str]]] = {
    "new words": lambda size: [" ".join(spelt(n, LATIN) for n in range(size // 5))],
    "new Russian words": lambda size: [" ".join(spelt(n, CYRILLIC) for n in range(size // 10))],
    "forms of a beginning": lambda size: [" ".join(f"бег{spelt(n, CYRILLIC)}" for n in range(size // 14))],
    "one word": lambda size: ["a " * (size // 2)],
    "one word without end": lambda size: ["b" * size],
    "long words": lambda size: [" ".join(f"{'b' * 1000}{n}" for n in range(size // 1_004))],
    "hyphens": lambda size: ["-".join("a" * (size // 2))],
    "apostrophes": lambda size: ["'".join("a" * (size // 2))],
    "marks upon a letter": lambda size: ["a" + "\u0301" * size],
    "brackets": lambda size: ["(" * (size // 2) + "a" + ")" * (size // 2)],
    "insertions": lambda size: ["word (an aside) " * (size // 16)],
    "paragraphs": lambda size: ["x\n" * (size // 2)],
    "turns": lambda size: ["x"] * (size // 4),
    "labels": lambda size: [tiny_turn("yes", label=spelt(n, LATIN).upper()) for n in range(size // 12)],
    "names": lambda size: ["Zinoviev, Зиновьева и Каменев: Bukharin. " * (size // 42)],
    "pages in a turn": lambda size: [tiny_turn(
        "x\n" * (size // 2), marks=tuple(Mark("page", n, n, str(n)) for n in range(0, size, 20)))],
    "narration in a turn": lambda size: [tiny_turn(
        "said he " * (size // 8), marks=tuple(Mark("narration", n, n + 8) for n in range(0, size - 8, 16)))],
    "numbers": lambda size: [" ".join(map(str, range(size // 6)))],
}


def home_of(folder: Path, kind: str, size: int) -> Home:
    lang = "ru" if "Russian" in kind else "en"
    return tiny_home(folder / str(size), [tiny_text("text", TEXTS[kind](size), "cited", lang)], index=False)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TEXTS)
def test_time_grows_with_the_length(tmp_path: Path, kind: str) -> None:
    homes = {size: home_of(tmp_path, kind, size) for size in (10, SHORT, SHORT * TIMES)}
    assert_grows(lambda size: partial(build_index, homes[size], full=True), SHORT, TIMES, 2.0, FELT, empty=10)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["new words", "new Russian words", "paragraphs", "turns", "pages in a turn"])
def test_memory_grows_with_the_length(tmp_path: Path, kind: str) -> None:
    def most(size: int) -> int:
        home = home_of(tmp_path, kind, size)
        tracemalloc.start()
        build_index(home, full=True)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    most(10)
    assert most(SHORT) < 6 * most(SHORT // 4)
