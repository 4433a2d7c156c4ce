"""The one way in which data files are read: TOML into frozen dataclasses, checked key by key.

What a file may hold is said once, by the types of the dataclass: text, numbers, dates, ``Literal`` and ``| None``,
tuples, frozen sets and tables of these, other dataclasses, and ``re.Pattern[str]`` for a regular expression. A key
that no field bears, a field without its key and a value of another type are refused with the file and the key. (Of
the libraries for this, msgspec passes over unknown keys of dataclasses and cattrs turns ``"5"`` into 5.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from corpus.errors import TrialsError
from corpus.regular_files import read_file

DATA = Path(__file__).parent / "data"
Shape = TypeVar("Shape")
Table = dict[str, Any]


def load_data(name: str, shape: type[Shape]) -> Shape:
    """Give a file of ``corpus/data`` as a value of type ``shape``; it is read once. Raises TrialsError."""
    loaded: Shape = _loaded(name, cast("Any", shape))
    return loaded


@cache
def _loaded(name: str, shape: Any) -> Any:
    return convert(read_table(DATA / name), shape, DATA / name)


def read_table(path: Path, *, optional: bool = False) -> Table:
    """Give a file as its tables; of a missing one none where it is ``optional``. Raises TrialsError."""
    if optional and not path.exists():
        return {}
    import tomllib  # late, as most searches read no data file

    try:
        text = read_file(path).decode("utf-8-sig")  # some editors put a mark before the first sign
        return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (OSError, ValueError) as error:  # what tomllib says of bad bytes and bad TOML are ValueErrors
        raise refusal(path, "", str(error)) from error


def convert(value: Any, shape: type[Shape], path: Path, key: str = "") -> Shape:
    """Give what a file has at ``key`` as a value of type ``shape``. Raises TrialsError with file and key.

    A list stands for a dataclass too: its fields in order.
    """
    read: Shape = _Conversion(path).read(value, shape, key)
    return read


def refusal(path: Path, key: str, why: str) -> TrialsError:
    """Make the error for a data file that is not as it should be."""
    place = f" at {key}" if key else ""
    bundled = path.is_relative_to(DATA)
    return TrialsError(f"The data file {path} cannot be read{place}: {why}.",
                       "Install the program again, or correct the file." if bundled else "Correct the file.")


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


class _Conversion:
    """One file being converted; each method takes a value, what it should become, and the key where it stands."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, value: Any, shape: Any, key: str) -> Any:
        """Convert a value by the kind of its type."""
        origin, inner = get_origin(shape), get_args(shape)
        if is_dataclass(shape):
            return self._entry(value, shape, key)
        if origin in (Union, UnionType):
            if value is None and type(None) in inner:
                return None
            return self.read(value, next(one for one in inner if one is not type(None)), key)
        if origin is Literal:
            return value if value in inner else self._refuse(key, f"{value!r} is none of {', '.join(map(repr, inner))}")
        if origin in (tuple, frozenset):
            return self._several(value, origin, inner, key)
        if origin is dict:
            table = self._typed(value, dict, key)
            return {self._name(name, inner[0], key): self.read(one, inner[1], f"{key}.{name}".lstrip("."))
                    for name, one in table.items()}
        if origin is re.Pattern:
            return self._pattern(value, key)
        if shape is float and type(value) is int:
            return float(value)
        return self._typed(value, shape, key)

    def _entry(self, value: Any, shape: Any, key: str) -> Any:
        """Make a dataclass of a table, or of a list of its fields in order."""
        hints = _hints(shape)
        if isinstance(value, list) and len(value) <= len(hints):
            value = dict(zip(hints, value, strict=False))
        table: Mapping[str, Any] = self._typed(value, dict, key)
        for name in table:
            if name not in hints:
                self._refuse(f"{key}.{name}".lstrip("."), f"there is no such key; known are {', '.join(hints)}")
        for one in fields(shape):
            if one.name not in table and one.default is MISSING and one.default_factory is MISSING:
                self._refuse(f"{key}.{one.name}".lstrip("."), "the key is missing")
        return shape(**{name: self.read(one, hints[name], f"{key}.{name}".lstrip(".")) for name, one in table.items()})

    def _several(self, value: Any, origin: Any, inner: tuple[Any, ...], key: str) -> Any:
        """Make a tuple or set of a list: of one type, or a tuple with a type for each place."""
        rows = self._typed(value, list, key)
        each = origin is frozenset or inner[-1] is Ellipsis
        shapes = inner[:1] * len(rows) if each else inner
        if len(rows) != len(shapes):
            self._refuse(key, f"{len(shapes)} values belong here, not {len(rows)}")
        pairs = enumerate(zip(rows, shapes, strict=True))
        return origin(self.read(row, one, f"{key}[{at}]") for at, (row, one) in pairs)

    def _name(self, name: str, shape: Any, key: str) -> Any:
        """Give the key of a table, as a number where its keys are numbers."""
        if shape is not int:
            return self.read(name, shape, key)
        return int(name) if name.isdecimal() else self._refuse(f"{key}.{name}", "the key is no number")

    def _pattern(self, value: Any, key: str) -> re.Pattern[str]:
        try:
            return re.compile(self._typed(value, str, key))
        except re.error as error:
            raise refusal(self._path, key, f"no regular expression ({error})") from error

    def _typed(self, value: Any, shape: Any, key: str) -> Any:
        if type(value) is shape or shape is Any:
            return value
        return self._refuse(key, f"{value!r} is {type(value).__name__}, not {shape.__name__}")

    def _refuse(self, key: str, why: str) -> Any:
        raise refusal(self._path, key, why)
