"""The sources of a home: files as received, with checksums, and what each of them is for."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from corpus.catalogue.own import own_mark
from corpus.errors import HomeDamagedError, HomeError, OtherVersionError, SourceRefusedError
from corpus.limits import MAX_CORRECTIONS_BYTES, MAX_NAME_BYTES
from corpus.model.blocks import Format
from corpus.model.turns import TextKind
from corpus.regular_files import NoFileError, is_there, read_file
from corpus.storage.files import parsed, read_text
from corpus.storage.home import Home
from corpus.storage.names import beginning, printable, stays_inside
from corpus.storage.sealed import sealed, unsealed

OWN_NAMES = frozenset({"sources", "library", "index", "report", "pairs", "undated"})
"""Names of files and folders of a home, and of what has no sitting: no document may be called so."""

MAX_IDENTIFIER_CHARS = 60

MANIFEST, JOURNAL = "manifest.json", "manifest.log"
"""The list of sources, and what a run adds to it until it ends."""

LISTED = "sources.json"
"""The list of sources that a library was made of, in its generation."""

CORRECTIONS = ("corrections.tsv", "pairs.tsv", "texts.tsv")
"""The files in ``overrides/`` that are read; what editors leave beside them is not."""

_TEXT_NAME = re.compile(r"[^\W_][\w.-]{0,99}")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a home. ``name`` is its path under ``sources/``; ``origin`` says how it came.

    ``edition`` or ``document`` is what it belongs to; a document's ``kind`` None is found out when it is read.
    ``order`` is its place among the files of its text; ``slug`` picks one post of a file of posts.
    ``index`` marks a contents page, which is read for its links only. ``place`` is a mark of where the user keeps an
    added file. ``author``, ``year``, ``publisher``, ``published_in`` (a town) and ``day`` (ISO) are what the user says
    of a document, ``collections`` and ``tags`` what the site it was fetched from puts it under; ``post`` is the number
    of the post there. ``hocr`` is the name under ``sources/`` of what was recognised on a scan, with its checksum and
    by what engine and models.
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
    place: str | None = None
    author: str | None = None
    year: int | None = None
    publisher: str | None = None
    published_in: str | None = None
    day: str | None = None
    collections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    post: int | None = None
    hocr: str | None = None
    hocr_sha256: str | None = None
    recogniser: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes an entry the same as another: the file, and the post within it."""
        return self.name, self.slug


_FIELDS = frozenset(one.name for one in fields(SourceFile))


def read_sources(home: Home) -> tuple[SourceFile, ...]:
    """Give the files of a home in the order in which they came, with what an interrupted run had already listed.

    Raises HomeDamagedError where the list was changed from outside, leads out of ``sources/``, or is missing although
    the home holds texts, OtherVersionError where a later version wrote it.
    """
    path = home.sources / MANIFEST
    try:
        rows = listed(read_text(path))
    except FileNotFoundError:
        if _was_listed(home):
            raise HomeDamagedError(
                f"The list of sources {path} is missing, although this home holds texts.", _way_back(home)) from None
        rows = []
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise HomeDamagedError(f"The list of sources {path} cannot be used: {error}.", _way_back(home)) from error
    files = {file.key: file for file in rows}
    for file in journaled(home):
        files.pop(file.key, None)
        files[file.key] = file
    return tuple(files.values())


def listed(text: str) -> list[SourceFile]:
    """Read a list of sources; one of an older version has no seal.

    Raises ValueError, TypeError, KeyError, and OtherVersionError where it says more than we know.
    """
    data = parsed(text)
    if set(data) != {"files"}:
        data = unsealed(text)
    _refuse_later(data, {"files"})
    return [checked(entry) for entry in data["files"]]


def checked(entry: dict[str, Any]) -> SourceFile:
    """Make an entry from what a list says.

    Raises ValueError, TypeError where it can be none of ours, OtherVersionError where it says more than we know.
    """
    _refuse_later(entry, _FIELDS)
    lists = {name: tuple(entry.get(name, ())) for name in ("collections", "tags")}
    file = SourceFile(**{**entry, **lists})
    if not isinstance(file.name, str) or not stays_inside(file.name):
        raise ValueError(f"{file.name!r} leads out of the folder")
    if PurePosixPath(file.name).parts[0].lower() in (MANIFEST, JOURNAL):  # removing it would remove the list
        raise ValueError(f"{file.name!r} is the list itself")
    if file.hocr is not None and not (isinstance(file.hocr, str) and stays_inside(file.hocr)):
        raise ValueError(f"{file.hocr!r} leads out of the folder")
    for name in (file.edition, file.document):
        if name is not None and not _is_text_name(name):
            raise ValueError(f"{name!r} is no name of a text")
    if not all(isinstance(one, str) for one in (*file.collections, *file.tags)):
        raise ValueError(f"the entry of {file.name} is not one")
    if not (isinstance(file.sha256, str) and isinstance(file.size, int) and isinstance(file.order, int)):
        raise ValueError(f"the entry of {file.name} is not one")
    return file


def _is_text_name(name: object) -> bool:
    """Whether files in a library can be called after a text."""
    return (isinstance(name, str) and bool(_TEXT_NAME.fullmatch(name)) and name not in OWN_NAMES
            and len(name.encode()) <= 2 * MAX_NAME_BYTES)


def _refuse_later(said: dict[str, Any], known: Collection[str]) -> None:
    """Raise OtherVersionError where a list says what this version knows nothing of: it would be lost when written."""
    further = sorted(said.keys() - set(known))
    if further:
        raise OtherVersionError(
            f"The list of sources was written by a later version of this program: it says {further[0]!r} of them.",
            "Update the program; the list and the files are as they were.")


def journaled(home: Home) -> Iterator[SourceFile]:
    """Give the entries of a run that did not come to its end, of which the files are there as listed."""
    try:
        text = read_text(home.sources / JOURNAL)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise HomeDamagedError(f"The list of sources {home.sources / JOURNAL} cannot be read: {error}.",
                               _way_back(home)) from error
    for line in text.split("\n")[:-1]:
        try:
            file = checked(unsealed(line))
        except (ValueError, TypeError) as error:
            raise HomeDamagedError(f"The list of sources {home.sources / JOURNAL} was changed: {error}.",
                                   _way_back(home)) from error
        path = home.sources / file.name
        with suppress(OSError):
            if hashlib.sha256(read_file(path)).hexdigest() == file.sha256:
                yield file


def _was_listed(home: Home) -> bool:
    """Whether a home without a list of sources must have had one: it has a library, or files that nobody noted.

    A first run that was killed leaves files that it had noted, and what it remembers of those it read.
    """
    if any(home.library.glob("gen-*")):
        return True
    noted = {JOURNAL, *(name for file in journaled(home) for name in (file.name, file.hocr))}
    lying = (path for path in home.sources.rglob("*") if path.is_file() and not path.name.startswith("."))
    return any(path.relative_to(home.sources).as_posix() not in noted for path in lying)


def _way_back(home: Home) -> str:
    kept = sorted(home.library.glob(f"gen-*/{LISTED}"))
    if kept:
        return f"`cp '{kept[-1]}' '{home.sources / MANIFEST}'` brings back the list of the last reading."
    return "Restore it from a backup, or move the home aside and add the sources again."


def state(home: Home) -> str:
    """Give a mark of the home's sources, corrections and catalogue: equal marks mean equal files, equally described."""
    rows = sorted(json.dumps(asdict(file), sort_keys=True) for file in read_sources(home))
    for path in (home.overrides / name for name in CORRECTIONS):
        try:
            if is_there(path):
                rows.append(path.name + _content_mark(path))
        except OSError as error:
            raise HomeError(f"The corrections in {path} cannot be read: {error.strerror or error}.",
                            "Check their permissions.") from error
    return hashlib.sha256("\n".join([home.catalogue, own_mark(home.own_catalogue), *rows]).encode()).hexdigest()[:16]


def _content_mark(path: Path) -> str:
    """Give a mark of what is in a file of corrections, or of why nobody will read it. Raises OSError."""
    try:
        return hashlib.sha256(read_file(path, MAX_CORRECTIONS_BYTES)).hexdigest()
    except (NoFileError, FileNotFoundError):
        return "not read"


def row_of(file: SourceFile) -> dict[str, Any]:
    """Give an entry as the list has it: without what says nothing."""
    return {key: value for key, value in asdict(file).items() if value not in (None, False, ())}


def written(files: Iterable[SourceFile]) -> str:
    """Give a list of sources as it is written, with its seal."""
    return json.dumps(sealed({"files": [row_of(file) for file in files]}), ensure_ascii=False, indent=1) + "\n"


def data_of(home: Home, file: SourceFile) -> bytes:
    """Read a source's bytes.

    Raises SourceRefusedError where it is missing, closed to us, or no longer what was received; HomeError where the
    disk fails, which says nothing about the file.
    """
    return _checked_bytes(home, file.name, file.sha256)


def text_of(home: Home, file: SourceFile) -> tuple[bytes, Format]:
    """Read the bytes that a source's text is in, with their format: those of the file, or what was recognised on it.

    Raises as :func:`data_of` does.
    """
    if file.hocr is None:
        return data_of(home, file), file.format
    return _checked_bytes(home, file.hocr, file.hocr_sha256 or ""), "hocr"


def _checked_bytes(home: Home, name: str, sha256: str) -> bytes:
    """Read a source and hold it to its checksum; raises SourceRefusedError for one that is not what was received."""
    path = home.sources / name
    try:
        if not path.resolve().is_relative_to(home.sources.resolve()):
            raise SourceRefusedError(f"The source {name} leads out of the folder of sources.",
                                     "Add or fetch it again.")
        data = read_file(path)
    except (FileNotFoundError, PermissionError, NoFileError, NotADirectoryError) as error:
        raise SourceRefusedError(f"The source {name} cannot be read: {error.strerror}.",
                                 "Add or fetch it again.") from error
    except OSError as error:
        raise HomeError(f"The source {path} could not be read: {error.strerror or error}.",
                        "Check the disk and try again; the library is as it was.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise SourceRefusedError(f"The source {name} differs from what was received.", "Add or fetch it again.")
    return data


def identifier(name: str, reserved: Collection[str] = ()) -> str:
    """Make an identifier for a document from a file name, title or slug: lower case, hyphens, at most 60.

    It is none of a home's own names and none of the ``reserved`` ones.
    """
    stem = re.sub(r"\.(?:pdf|html?|txt|md|markdown|json)$", "", printable(name), flags=re.I)
    made = re.sub(r"[\W_]+", "-", stem.lower()).strip("-") or "document"
    if len(made) > MAX_IDENTIFIER_CHARS:
        made = made[: made.rfind("-", 1, MAX_IDENTIFIER_CHARS)].strip("-")[:MAX_IDENTIFIER_CHARS]
    made = beginning(made, MAX_NAME_BYTES).strip("-")
    return f"{made}-text" if made in OWN_NAMES or made in reserved else made
