"""What contributors read is held to the code: rooms, words, files of a generation, scripts, dependencies."""

from __future__ import annotations

import re
import subprocess
import sys
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from documented import section
from house import ROOT
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.turns import Pair
from corpus.storage import generations

HOUSE, INDEX, CHANGES = ROOT / "corpus" / "README.md", ROOT / "indexer" / "README.md", ROOT / ".github/CONTRIBUTING.md"
UINT = {"uint8", "uint16", "uint32"}


def test_the_drawing_shows_the_rooms_as_they_are() -> None:
    script = ROOT / "scripts" / "draw_rooms.py"
    run = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_every_word_of_the_glossary_names_what_is_there() -> None:
    rows = re.findall(r"^\| ([^|]+) \| `([\w.]+)` \| .+ \|$", section(HOUSE, "The words"), re.M)
    assert len(rows) > 25
    for word, name in rows:
        assert named(name), f"{word}: there is no {name}"


def test_every_place_that_answers_is_there() -> None:
    table = section(INDEX, "Who answers what")
    names = re.findall(r"`(indexer\.[\w.]+)`", table)
    assert len(names) > 8
    assert all(named(name) for name in names)


def named(name: str) -> object:
    """Give a module, or what is defined in one, by its whole name; None where there is none."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        module, _, last = name.rpartition(".")
        return getattr(import_module(module), last, None)


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation with something in every file: persons named, an insertion, quoted speech, pairs."""
    english = tiny_text("en-1936", [
        tiny_turn("THE PRESIDENT", kind="heading", sitting="1936-08-19-morning"),
        tiny_turn('Kamenev saw the grey ["seryi"] goose.', speaker="vyshinsky", label="VYSHINSKY", page="7"),
        tiny_turn("It stood by the gate.", speaker="kamenev", label="KAMENEV", page="8"),
    ], trial="1936", paged="printed")
    russian = tiny_text("ru-1936-stenogram", [tiny_turn("Каменев видел гуся."), tiny_turn("Он стоял у ворот.")],
                        lang="ru", trial="1936")
    pair = Pair((russian[1][0].ref,), (english[1][1].ref,), ("ru", "en"), "1-1", 0.9)
    home = tiny_home(tmp_path_factory.mktemp("documented") / "home", [english, russian], [pair])
    place = generations.current(home.index)
    assert place
    return place


def files_listed() -> dict[str, tuple[str, str]]:
    """Give type and length of each file that the README of the index lists."""
    table = section(INDEX, "The files of a generation")
    rows = re.findall(r"^\| `([\w.]+)` \| *(\w*) *\| *([^|]*?) *\| [^|]+ \|$", table, re.M)
    return {name: (kind, length) for name, kind, length in rows}


def test_the_files_of_a_generation_are_those_listed(generation: Path) -> None:
    assert {path.name for path in generation.iterdir()} == set(files_listed())


def test_arrays_have_the_type_and_length_that_is_listed(generation: Path) -> None:
    arrays = {path.name: np.load(path, allow_pickle=False) for path in generation.glob("*.npy")}
    every = {"X": len(arrays["text.turns.npy"]) - 1, "T": len(arrays["refs.turn.npy"]), "N": len(arrays["tokens.npy"]),
             "P": len(arrays["passage.turn.npy"]), "W": len(arrays["words.ends.npy"]),
             "Q": len(arrays["pairs.at.npy"]) - 1, "M": len(arrays["mention.first.npy"]),
             "L": len(arrays["label.word.npy"])}
    assert (every["X"], every["T"], every["Q"]) == (2, 5, 1)
    assert every["M"] >= 2
    assert len(arrays["glosses.npy"])
    for name, array in arrays.items():
        kind, length = files_listed()[name]
        assert array.ndim == 1
        found = "S" if array.dtype.kind == "S" else str(array.dtype)
        assert found in (UINT if kind == "uint" else {kind}), name
        if length != "…":
            whole, _, more = length.partition(" + ")
            assert len(array) == {**every, "K": keys(name, arrays)}[whole] + int(more or 0), name


def keys(name: str, arrays: dict[str, np.ndarray]) -> int:  # type: ignore[type-arg]
    """Give the number of keys of the layer, or of the list of spellings, to which a file belongs."""
    first, second = name.split(".")[:2]
    own = f"{first}.{second}.ends.npy"
    return len(arrays[own if own in arrays else f"{first}.keys.ends.npy"]) if first in ("lemma", "names") else 0


def test_every_script_is_listed() -> None:
    listed = set(re.findall(r"^\| `(\w+\.py)` \|", section(CHANGES, "What takes minutes"), re.M))
    callable_ones = {path.name for path in (ROOT / "scripts").glob("*.py")
                     if "__main__" in path.read_text("utf-8")} - {"reindex.py"}
    assert listed == callable_ones


def test_every_dependency_has_its_reason() -> None:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    needed = {re.split(r"[<>=]", line)[0] for line in settings["options"]["install_requires"].split("\n")
              if line.strip() and not line.startswith("#")}
    rows = re.findall(r"^\| ([^|`]+) \| [^|]+ \|$", section(CHANGES, "Dependencies"), re.M)
    assert {name.strip() for row in rows[1:] for name in row.split(",")} == needed


@pytest.mark.parametrize("place", [HOUSE, INDEX, CHANGES], ids=lambda place: place.parent.name)
def test_files_that_are_named_are_there(place: Path) -> None:
    for name in re.findall(r"`((?:corpus|indexer|webapp|scripts|tests|\.ci)/[\w./]+)`", place.read_text("utf-8")):
        assert (ROOT / name).exists(), name
