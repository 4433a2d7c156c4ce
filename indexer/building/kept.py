"""What was collected of each text, kept between builds in ``index/kept``: a build collects what is new.

A file's name says what it was made of: the text, what the library knows of it, the program with its data, and the
user's own catalogue. So what is changed of these is collected anew, and nothing kept is taken before its checksum was
compared.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from corpus.model.turns import TextInfo
from corpus.program_mark import program_mark
from corpus.storage import generations
from corpus.storage.library import Library, dump
from indexer.arrays.bundle import check_bundle

_PROGRAM = ("corpus/**/*.py", "corpus/data/**/*.toml", "indexer/**/*.py", "indexer/data/*")
_DICTIONARIES = ("lemminflect", "pymorphy3", "pymorphy3-dicts-ru")
"""Packages that decide what words are forms of one word."""


@cache
def fingerprint() -> str:
    """Give a hash of the program, its data and the dictionaries, on all of which it may depend what is collected."""
    digest = hashlib.sha256(f"{unicodedata.unidata_version} {program_mark(*_PROGRAM)}\n".encode())
    for name in _DICTIONARIES:
        digest.update(f"{name} {version(name)}\n".encode())
    return digest.hexdigest()


class KeptTexts:
    """The texts of a library as collected."""

    def __init__(self, folder: Path, library: Library, full: bool = False, catalogue: str = "") -> None:
        """Use ``folder``; ``full`` takes nothing that was kept before. ``catalogue`` is a mark of the user's own."""
        self._folder = folder
        self._catalogue = catalogue
        self._full = full
        self._files = generations.manifest(library.place)["files"]
        self._used: set[str] = set()
        self.made = 0

    def name(self, info: TextInfo) -> str:
        """Give the name of what is collected of a text."""
        made_of = dump([info.to_json(), self._files[f"{info.id}.jsonl"]["sha256"], fingerprint(), self._catalogue])
        return hashlib.sha256(made_of.encode()).hexdigest()[:32]

    def text(self, info: TextInfo, collect: Callable[[TextInfo, Path], None]) -> Path:
        """Give the file of what is collected of a text, by ``collect`` where it is not kept or damaged.

        Raises OSError.
        """
        path = self._folder / self.name(info)
        self._used.add(path.name)
        if not self._full:
            with suppress(OSError, ValueError):
                check_bundle(path)
                return path
        self.made += 1
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_suffix(".new")
        try:
            collect(info, beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return path

    def forget_unused(self) -> None:
        """Remove what was not asked for; what cannot be removed stays until the next build."""
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink(missing_ok=True)
