"""Data files are read by one checked loader: what is wrong in one is refused, with the file and the key."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest

from corpus.catalogue import catalogue
from corpus.data_files import DATA, convert, load_data, read_table
from corpus.errors import TrialsError

ROOT = Path(__file__).resolve().parents[2]
HERE = Path("things.toml")


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp."""

    name: str
    lit: date | None = None
    light: Literal["red", "white"] = "white"


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship."""

    tons: float
    lamps: tuple[Lamp, ...] = ()
    flags: frozenset[str] = frozenset()
    place: tuple[int, int] = (0, 0)
    decks: dict[int, bool] | None = None
    signal: re.Pattern[str] | None = None
    other: Any = None


def test_tables_become_dataclasses() -> None:
    raw = {"tons": 5, "lamps": [{"name": "a", "lit": date(1936, 1, 2)}, ["b"]], "flags": ["x", "x"], "place": [3, 4],
           "decks": {"1": True}, "signal": "a+", "other": [1]}
    ship = convert(raw, Ship, HERE)
    assert ship == Ship(5.0, (Lamp("a", date(1936, 1, 2)), Lamp("b")), frozenset("x"), (3, 4), {1: True},
                        re.compile("a+"), [1])
    assert type(ship.tons) is float


@pytest.mark.parametrize(("raw", "key"), [
    ({}, "tons"),
    ({"tons": "5"}, "tons"),
    ({"tons": True}, "tons"),
    ({"tons": 1, "sails": 2}, "sails"),
    ({"tons": 1, "lamps": {"name": "a"}}, "lamps"),
    ({"tons": 1, "lamps": [{"name": "a", "lit": "1936-01-02"}]}, "lamps[0].lit"),
    ({"tons": 1, "lamps": [{"name": "a"}, {"name": "b", "light": "green"}]}, "lamps[1].light"),
    ({"tons": 1, "lamps": [{"name": "a", "colour": "red"}]}, "lamps[0].colour"),
    ({"tons": 1, "lamps": [["a", date(1936, 1, 2), "red", "too much"]]}, "lamps[0]"),
    ({"tons": 1, "flags": ["x", 1]}, "flags[1]"),
    ({"tons": 1, "flags": "xy"}, "flags"),
    ({"tons": 1, "place": [1]}, "place"),
    ({"tons": 1, "place": [1, 2.0]}, "place[1]"),
    ({"tons": 1, "decks": {"first": True}}, "decks.first"),
    ({"tons": 1, "decks": {"1": 1}}, "decks.1"),
    ({"tons": 1, "signal": "(a"}, "signal"),
])
def test_what_is_wrong_is_refused_with_file_and_key(raw: dict[str, Any], key: str) -> None:
    with pytest.raises(TrialsError, match=f"things.toml.* at {re.escape(key)}: ") as met:
        convert(raw, Ship, HERE)
    assert met.value.advice


@pytest.mark.parametrize("content", [b"a = ", b"a = '\xff'", None], ids=["toml", "bytes", "missing"])
def test_a_file_that_is_none_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TrialsError, match=r"broken\.toml"):
        read_table(path)
    assert content is not None or read_table(path, optional=True) == {}


def broken(value: Any, key: str) -> Iterator[tuple[Any, str]]:
    """Give a table with the first value of each list, and every other value, of another type; and where that is."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from (({**value, name: bad}, at) for bad, at in broken(one, f"{key}.{name}".lstrip(".")))
    elif isinstance(value, list) and value:
        yield from (([bad, *value[1:]], at) for bad, at in broken(value[0], f"{key}[0]"))
    else:
        yield {"nothing": b""}, key


def shapes() -> list[tuple[str, Any]]:
    """Give every data file that the program loads by name, with its type, as the calls in the code say."""
    found = {}
    for path in (*sorted((ROOT / "corpus").rglob("*.py")), *sorted((ROOT / "indexer").rglob("*.py"))):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "load_data":
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                found[ast.literal_eval(node.args[0])] = (module, ast.unparse(node.args[1]))
    return sorted(found.items())


def shape_of(module: str, written: str) -> Any:
    """Give a type as it is written in a module."""
    inner = written.removeprefix("dict[str, ").removesuffix("]")
    shape = getattr(importlib.import_module(module), inner)
    return shape if inner == written else dict[str, shape]


def test_every_data_file_is_loaded_by_somebody() -> None:
    by_catalogue = {"names.toml", "offices.toml"}
    assert {name for name, _ in shapes()} | by_catalogue == {path.name for path in DATA.glob("*.toml")}


@pytest.mark.parametrize(("name", "where"), shapes())
def test_a_data_file_with_a_wrong_value_is_refused(name: str, where: tuple[str, str]) -> None:
    shape, table = shape_of(*where), read_table(DATA / name)
    assert convert(table, shape, DATA / name) == load_data(name, shape)
    cases = list(broken(table, ""))
    assert cases
    for bad, key in cases:
        with pytest.raises(TrialsError) as met:
            convert(bad, shape, DATA / name)
        assert name in met.value.message and key in met.value.message
    if not where[1].startswith("dict"):
        with pytest.raises(TrialsError, match="at no_such_key"):
            convert({**table, "no_such_key": 1}, shape, DATA / name)


@pytest.mark.parametrize(("file", "text", "key"), [
    ("persons", '[p]\nname_en = "X"\nname_ru = "Х"\nsource = "s"\nborn = "1900"\n', "p.born"),
    ("persons", '[p]\nname_en = "X"\nname_ru = "Х"\nsource = "s"\nforms_en = [["Y", "a slip", "more"]]\n',
     "p.forms_en[0]"),
    ("persons", '[p]\nname_en = "X"\nname_ru = "Х"\nsource = "s"\nforms_es = ["Y"]\n', "p.forms_es"),
    ("trials", "[t]\nsittings = [3]\n", "t"),
    ("editions", '[e]\ntrial = "1900"\nlang = "en"\ntitle = "T"\nshort_title = "T"\nrecord = "novel"\nnote_en = ""\n'
     'note_ru = ""\nsource = "s"\n', "e.record"),
    ("sources", '[[source]]\nreason = "moon"\nurl = "https://x.org"\nlang = "en"\nkind = "html"\nholds = "all"\n'
     'certainty = "high"\nsource = "s"\n', "source[0].reason"),
])
def test_an_entry_of_a_catalogue_is_refused_by_its_key(tmp_path: Path, file: str, text: str, key: str) -> None:
    for name in ("trials", "persons", "editions"):
        (tmp_path / f"{name}.toml").write_text("", "utf-8")
    (tmp_path / f"{file}.toml").write_text(text, "utf-8")
    with pytest.raises(TrialsError, match=rf"{file}\.toml cannot be read at {re.escape(key)}"):
        catalogue.read_folder(tmp_path)


def test_nobody_else_reads_toml() -> None:
    readers = [
        path for package in ("corpus", "indexer", "webapp", "scripts") for path in (ROOT / package).rglob("*.py")
        if "tomllib" in path.read_text("utf-8")
    ]
    assert readers == [ROOT / "corpus" / "data_files.py"]
