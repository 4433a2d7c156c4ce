"""The files of a folder, and what of it is left out, each with the reason."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from corpus.errors import TrialsError
from corpus.reading import formats as reading
from corpus.reading.encoding import decode
from corpus.reading.html.page import links

Reason = Literal["hidden", "link", "no-file", "own", "unreadable", "too-deep"]

_INDEX_NAMES = ("index.htm", "index.html", "contents.htm", "contents.html")


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What a folder holds and is not taken: hidden, a link, no regular file, the home's own, closed to us, or below so
    many folders that no path leads there."""

    path: Path
    why: Reason


def files_below(root: Path, own: Collection[Path] = ()) -> tuple[list[Path], list[PassedOver]]:
    """Give the files of a folder in the order of its contents page, else by name, and what is left out of it.

    ``own`` are folders that are not entered, as they hold what was taken before. No link is followed: what it leads to
    inside the folder is read there, and what lies outside was not given.
    """
    left_out: list[PassedOver] = []
    found = sorted(_walk(root, _marks(own), left_out), key=natural)
    return _as_linked(found), left_out


def _marks(folders: Collection[Path]) -> frozenset[tuple[int, int]]:
    """Give what tells folders from all others, of those that are there."""
    marks = set()
    for folder in folders:
        with suppress(OSError):
            marks.add(_mark(folder.stat()))
    return frozenset(marks)


def _mark(state: os.stat_result) -> tuple[int, int]:
    return state.st_dev, state.st_ino


def _walk(root: Path, own: Collection[tuple[int, int]], left_out: list[PassedOver]) -> Iterator[Path]:
    """Give the files below a folder, without recursion; what is not entered or taken is named with its reason."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            if own and folder != root and _mark(folder.lstat()) in own:
                left_out.append(PassedOver(folder, "own"))
                continue
            entries = list(os.scandir(folder))
        except OSError as error:
            left_out.append(PassedOver(folder, "too-deep" if error.errno == errno.ENAMETOOLONG else "unreadable"))
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
    """Put the pages that a contents page links to behind it, in the order of its links; the others follow as they came.

    Contents pages nearer to the root come first. One that another links to stands there with its own pages if it lies
    below, as that of a volume below that of the work; else where it would stand by itself.
    """
    linked = {page: _linked(page) for page in files if page.name.lower() in _INDEX_NAMES}
    known = {_absolute(file): file for file in files} if linked else {}
    waiting = sorted(linked, key=lambda page: (len(page.parts), natural(page)), reverse=True)
    placed: dict[Path, None] = {}
    while waiting:
        file = waiting.pop()
        if file in placed:
            continue
        placed[file] = None
        behind = [known[target] for target in linked.get(file, ()) if target in known]
        waiting.extend(page for page in reversed(behind) if page not in linked or file.parent in page.parent.parents)
    return [*placed, *(file for file in files if file not in placed)]


def _linked(page: Path) -> list[str]:
    """Give the places that a contents page links to, in order; what cannot be read links to nothing."""
    try:
        raw, _ = decode(reading.load(page), page.name)
    except TrialsError:
        return []
    return [_absolute(page.parent / unquote(target)) for target in links(raw)]


def _absolute(path: Path) -> str:
    """Give a path without steps up; the disk is not asked, for no link of it is followed and a name may be none."""
    return os.path.abspath(path)  # noqa: PTH100 - not `resolve`, which asks it
