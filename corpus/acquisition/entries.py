"""What a file of the user's becomes: an entry for each text in it, or one page of the document its folder is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from corpus.acquisition.counted_files import are_pages
from corpus.acquisition.particulars import Wanted
from corpus.errors import SourceRefusedError
from corpus.model.blocks import Format, SourceText
from corpus.model.notes import Note
from corpus.reading import formats as reading
from corpus.reading.kinds import is_pdf
from corpus.reading.memory import Readings
from corpus.reading.page_files import counted_numbers, page_number, page_places
from corpus.storage.names import printable, safe_name
from corpus.storage.sources import SourceFile, identifier

PAGES_SHARE = 0.5
"""Share of the files of a kind in a folder that are pages of one text at least, where some are."""


class Recogniser(Protocol):
    """What recognises scans: :class:`corpus.recognition.scans.Scanner` is one. ``name`` says engine and models."""

    @property
    def name(self) -> str:
        """Engine and models."""

    def takes(self, data: bytes) -> bool:
        """Say whether a file can be recognised."""

    def read(self, data: bytes, file: str) -> bytes:
        """Give the hOCR of a file. Raises SourceRefusedError."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file with its bytes, what was recognised on it, and the texts that are in it."""

    data: bytes
    hocr: bytes | None
    format: Format
    texts: Sequence[SourceText]

    @property
    def is_index(self) -> bool:
        """Whether it is a page that only leads to others."""
        return self.format == "html" and not self.texts[0].blocks


def read(readings: Readings, path: Path, recogniser: Recogniser | None) -> FileRead:
    """Read a file, with a ``recogniser`` what it recognises on a scan. Raises SourceRefusedError."""
    data, shown = reading.load(path), printable(path.name)
    if recogniser is not None and recogniser.takes(data):
        hocr = recogniser.read(data, shown)
        return FileRead(data, hocr, "pdf" if is_pdf(data) else "picture", readings.read(hocr, "hocr", shown))
    form = reading.sniff(data, shown)
    return FileRead(data, None, form, readings.read(data, form, shown))


def entries(file: FileRead, path: Path, wanted: Wanted, order: int, folder: Path | None = None) -> Iterator[SourceFile]:
    """Give an entry for each text in a file, the ``order``-th of those that are added.

    A file of an edition is one entry, whatever it holds; of a document with several texts, as a list of posts, each is
    a document of its own. The files of a ``folder`` of pages are one document, called as it is. Raises
    SourceRefusedError for a document without text.
    """
    base = SourceFile("", "", len(file.data), file.format, "added", lang=wanted.lang, title=wanted.title, order=order,
                      place=place_of(path), **wanted.imprint.given_fields())
    if wanted.edition:
        name = f"added/{wanted.edition}/{_kept_name(path)}"
        yield replace(base, name=name, edition=wanted.edition, index=file.is_index)
        return
    if file.is_index:
        raise SourceRefusedError(Note("page-of-links", name=str(path)), Note("give-pages"))
    many = len(file.texts) > 1
    paged = folder is not None and not many
    called = identifier(real_path(folder).name if folder and paged else path.name, wanted.reserved)
    base = replace(base, name=f"added/{wanted.document or called}/{_kept_name(path)}", kind=wanted.kind)
    alone = order + 1 if order and not paged else None
    for number, text in enumerate(file.texts, 1):
        if many:
            own = identifier(text.slug or f"{path.stem}-{number}", wanted.reserved)
            yield replace(base, document=_document(wanted, own, number), slug=text.slug, url=text.url)
        else:
            yield replace(base, document=_document(wanted, called, alone), url=text.url)


def _document(wanted: Wanted, own: str, number: int | None) -> str:
    """Give the identifier of a document: its own, or the one the user gives, with a number where there are several."""
    if not wanted.document:
        return own
    return wanted.document if number is None else f"{wanted.document}-{number}"


def page_folders(files: Sequence[Path]) -> dict[Path, Path]:
    """Give the folder of each file that is one page of many there, as their names count them.

    The pages are files of one kind; others that lie beside them, as a cover or a list, are texts of their own.
    """
    out: dict[Path, Path] = {}
    for _, group in groupby(sorted(files, key=_kind_of), key=_kind_of):
        alike = list(group)
        pages = [file for file in alike if page_number(file.name) is not None] or alike
        if page_places([page.name for page in pages]) and len(pages) >= PAGES_SHARE * len(alike):
            out.update((page, page.parent) for page in pages)
        elif counted_numbers([file.name for file in alike]) and are_pages(alike):
            out.update((file, file.parent) for file in alike)
    return out


def _kind_of(file: Path) -> tuple[Path, str]:
    return file.parent, file.suffix.lower()


def _kept_name(path: Path) -> str:
    """Give a safe file name that tells where a file came from: its folder and its own name."""
    return safe_name(f"{printable(real_path(path).parent.name)}-{printable(path.name)}")


def place_of(path: Path) -> str:
    """Give a mark of where the user keeps a file, which says nothing about it: files of one name stay apart by it."""
    return hashlib.sha256(os.fsencode(real_path(path))).hexdigest()[:16]


def real_path(path: Path) -> Path:
    """Give a path without the links in it, also where they lead round in a circle or nowhere."""
    return Path(os.path.realpath(path))
