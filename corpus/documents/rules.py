"""The words and patterns by which documents are read (``data/documents.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rules:
    """The data file in the forms the code asks for; all words in lower case."""

    headings: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]
    markers: frozenset[str]
    citing: tuple[re.Pattern[str], ...]
    languages: dict[str, frozenset[str]]
    open_words: frozenset[str]
    stops: frozenset[str]


@cache
def rules() -> Rules:
    """Load the data file, once."""
    data = tomllib.loads(resources.files("corpus").joinpath("data/documents.toml").read_text("utf-8"))
    return Rules(
        headings={name: frozenset(words) for name, words in data["headings"].items()},
        labels={name: frozenset(words) for name, words in data["labels"].items()},
        markers=frozenset(data["pairs"]["markers"]),
        citing=tuple(re.compile(pattern, re.S) for pattern in data["citing"]["patterns"]),
        languages={name: frozenset(words) for name, words in data["languages"].items()},
        open_words=frozenset(data["joins"]["open"]),
        stops=frozenset(data["joins"]["stops"]),
    )
