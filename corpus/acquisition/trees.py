"""The files of a folder, and what of it is left out, each with the reason."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from corpus.errors import TrialsError
from corpus.reading import formats as reading
from corpus.reading.encoding import decode
from corpus.reading.html.page import links

Reason = Literal["hidden", "link", "no-file", "unreadable"]

_INDEX_NAMES = ("index.htm", "index.html", "contents.htm", "contents.html")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What a folder holds and is not taken: hidden, a link, no regular file, or closed to us."""

    path: Path
    why: Reason


def files_below(root: Path) -> tuple[list[Path], list[PassedOver]]:
    """Give the files of a folder in the order of its contents page, else by name, and what is left out of it.

    No link is followed: what it leads to inside the folder is read there, and what lies outside was not given.
    """
    left_out: list[PassedOver] = []
    found = sorted(_walk(root, left_out), key=natural)
    return _as_linked(found), left_out


def _walk(root: Path, left_out: list[PassedOver]) -> Iterator[Path]:
    """Give the files below a folder, without recursion; what is not entered or taken is named with its reason."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            left_out.append(PassedOver(folder, "unreadable"))
            continue
        for entry in entries:
            path = Path(entry.path)
            why = _why_not(entry)
            if why:
                left_out.append(PassedOver(path, why))
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield path


def _why_not(entry: os.DirEntry[str]) -> Reason | None:
    """Give the reason for which something in a folder is not taken."""
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_symlink():
        return "link"
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return "no-file"
    return None


def natural(path: Path) -> list[tuple[int, int, str]]:
    """Order names as people do: part 2 before part 10."""
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in re.split(r"(\d+)", str(path).lower()) if p]


def _as_linked(files: list[Path]) -> list[Path]:
    """Put the pages that a contents page links to in the order of its links."""
    for index in (f for f in files if f.name.lower() in _INDEX_NAMES):
        try:
            raw, _ = decode(reading.load(index), index.name)
        except TrialsError:
            continue
        linked = [(index.parent / unquote(target)).resolve() for target in _openable(links(raw))]
        place = {target: number for number, target in reversed(list(enumerate(linked, 1)))}
        place[index.resolve()] = 0
        files = sorted(files, key=lambda f: place.get(f.resolve(), len(linked) + 1))
    return files


def _openable(targets: Iterator[str] | list[str]) -> Iterator[str]:
    """Leave out what can be no name of a file: with NUL, or longer than any path."""
    return (target for target in targets if "%00" not in target and "\0" not in target and len(target) < 2_000)
