"""The sources of a home: files as received, with checksums, and what each of them is for."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from corpus.errors import HomeError, SourceRefusedError
from corpus.model.blocks import Format
from corpus.model.turns import TextKind
from corpus.storage.home import Home, write_atomically

RESERVED = frozenset({
    "check", "source", "basket", "collection", "history", "statistics", "downloads", "openapi", "search", "api",
    "static", "texts", "people", "person", "help", "about", "compare", "cite", "ru", "en", "robots.txt",
    "opensearch.xml", "favicon.ico", "sources", "library", "index", "undated", "report", "pairs", "desk", "export",
    "sheet", "languages",
})
"""Names that addresses of the web app begin with, and files of the library: no document may be called so."""

MAX_IDENTIFIER_CHARS = 60
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a home. ``name`` is its path under ``sources/``; ``origin`` says how it came.

    ``edition`` or ``document`` is what it belongs to; a document's ``kind`` None is found out when it is read.
    ``order`` is its place among the files of its text; ``slug`` picks one post of a file of posts.
    ``index`` marks a contents page, which is read for its links only.
    """

    name: str
    sha256: str
    size: int
    format: Format
    origin: Literal["fetched", "added"]
    edition: str | None = None
    document: str | None = None
    kind: TextKind | None = None
    title: str | None = None
    lang: str | None = None
    url: str | None = None
    sitting: str | None = None
    slug: str | None = None
    order: int = 0
    index: bool = False
    etag: str | None = None
    modified: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes an entry the same as another: the file, and the post within it."""
        return self.name, self.slug


def read_sources(home: Home) -> tuple[SourceFile, ...]:
    """Give the files of a home in the order in which they came."""
    path = home.sources / "manifest.json"
    try:
        data = json.loads(path.read_text("utf-8"))
        return tuple(SourceFile(**entry) for entry in data["files"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise HomeError(f"The list of sources {path} cannot be read: {error}.",
                        "Restore it from a backup, or move the home aside and add the sources again.") from error


def state(home: Home) -> str:
    """Give a mark of the home's sources and corrections: equal marks mean equal files with equal descriptions."""
    rows = sorted(json.dumps(asdict(file), sort_keys=True) for file in read_sources(home))
    try:
        for path in sorted(home.overrides.iterdir()) if home.overrides.is_dir() else ():
            rows.append(path.name + hashlib.sha256(path.read_bytes()).hexdigest())
    except OSError as error:
        raise HomeError(f"The corrections in {home.overrides} cannot be read: {error.strerror or error}.",
                        "Check their permissions.") from error
    return hashlib.sha256("\n".join([home.catalogue, *rows]).encode()).hexdigest()[:16]


def write_sources(home: Home, files: Iterable[SourceFile]) -> None:
    """Replace the list of sources."""
    rows: list[dict[str, Any]] = [
        {key: value for key, value in asdict(file).items() if value not in (None, False)} for file in files
    ]
    home.create()
    write_atomically(home.sources / "manifest.json", json.dumps({"files": rows}, ensure_ascii=False, indent=1) + "\n")


def keep(home: Home, file: SourceFile, data: bytes) -> SourceFile:
    """Store a file under its name and list it, replacing an entry of the same key. Gives it with checksum."""
    path = home.sources / file.name
    entry = replace(file, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists() or path.read_bytes() != data:
            write_atomically(path, data)
    except OSError as error:
        raise HomeError(f"{path} cannot be written: {error.strerror or error}.",
                        "Free some space or check permissions.") from error
    held = [f for f in read_sources(home) if f.key != entry.key]
    write_sources(home, [*held, entry])
    return entry


def drop(home: Home, files: Iterable[SourceFile]) -> None:
    """Take files off the list, and delete the home's copies that nothing on the list needs any more."""
    gone = {file.key for file in files}
    names = {file.name for file in read_sources(home) if file.key in gone}
    left = [file for file in read_sources(home) if file.key not in gone]
    write_sources(home, left)
    for name in names - {file.name for file in left}:
        (home.sources / name).unlink(missing_ok=True)


def data_of(home: Home, file: SourceFile) -> bytes:
    """Read a source's bytes.

    Raises SourceRefusedError where it is missing, closed to us, or no longer what was received; HomeError where the
    disk fails, which says nothing about the file.
    """
    path = home.sources / file.name
    try:
        data = path.read_bytes()
    except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError) as error:
        raise SourceRefusedError(f"The source {file.name} cannot be read: {error.strerror}.",
                                 "Add or fetch it again.") from error
    except OSError as error:
        raise HomeError(f"The source {path} could not be read: {error.strerror or error}.",
                        "Check the disk and try again; the library is as it was.") from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise SourceRefusedError(f"The source {file.name} differs from what was received.", "Add or fetch it again.")
    return data


def safe_name(name: str) -> str:
    """Give a file name that is safe on any disk: letters, digits, dots and hyphens, at most 120."""
    cleaned = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name).strip("._ ") or "file"
    return cleaned[-120:]


def identifier(name: str) -> str:
    """Make an identifier for a document from a file name, title or slug: lower case, hyphens, at most 60."""
    stem = re.sub(r"\.(?:pdf|html?|txt|md|markdown|json)$", "", name, flags=re.I)
    made = re.sub(r"[\W_]+", "-", stem.lower()).strip("-") or "document"
    if len(made) > MAX_IDENTIFIER_CHARS:
        made = made[: made.rfind("-", 1, MAX_IDENTIFIER_CHARS)].strip("-")[:MAX_IDENTIFIER_CHARS]
    return f"{made}-text" if made in RESERVED else made
