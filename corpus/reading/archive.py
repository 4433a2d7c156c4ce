"""Files packed in an archive (ZIP), as office documents and e-books are, within limits.

Nothing is ever unpacked to the disk: what an archive calls its files decides nothing. Sizes are looked at before
anything is unpacked, and what unpacks to more than it says is refused (https://en.wikipedia.org/wiki/Zip_bomb).
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_PACKED_FILES, MAX_UNPACKED_BYTES
from corpus.model.notes import Note

MAGIC = b"PK\x03\x04"
_ENCRYPTED = 0x1
_DAMAGE = (BadZipFile, ValueError, NotImplementedError, EOFError, OSError, zlib.error, RuntimeError)


def names_in(data: bytes) -> frozenset[str]:
    """Give the names of the files in an archive; none where the data is no sound archive."""
    if not data.startswith(MAGIC):
        return frozenset()
    try:
        with ZipFile(BytesIO(data)) as packed:
            return frozenset(packed.namelist())
    except _DAMAGE:
        return frozenset()


class PackedFile:
    """An archive whose size was looked at. Raises SourceRefusedError where it is damaged, or no book's size."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        try:
            self._packed = ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise self._damaged() from error
        self._entries: dict[str, ZipInfo] = {entry.filename: entry for entry in self._packed.infolist()}
        if len(self._packed.infolist()) > MAX_PACKED_FILES or self._size() > MAX_UNPACKED_BYTES:
            raise SourceRefusedError(Note("file-unpacks", name=file, megabytes=MAX_UNPACKED_BYTES >> 20),
                                     Note("without-pictures"))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in the order of the archive."""
        return tuple(self._entries)

    def entry_like(self, name: str) -> str | None:
        """Give what the archive calls a file that is called so elsewhere; it may differ in capitals."""
        if name in self._entries:
            return name
        return next((held for held in self._entries if held.casefold() == name.casefold()), None)

    def read(self, name: str) -> bytes:
        """Give the bytes of a file. Raises SourceRefusedError where it is missing, damaged or locked."""
        entry = self._entries.get(name)
        if entry is None:
            raise SourceRefusedError(Note("part-lacking", name=self._file, part=name[:200]), Note("get-complete"))
        if entry.flag_bits & _ENCRYPTED:
            raise SourceRefusedError(Note("password-needed", name=self._file), Note("save-unlocked"))
        try:
            with self._packed.open(entry) as stream:
                return stream.read(entry.file_size)
        except _DAMAGE as error:
            raise self._damaged() from error

    def _size(self) -> int:
        return sum(entry.file_size for entry in self._packed.infolist())

    def _damaged(self) -> SourceRefusedError:
        return SourceRefusedError(Note("archive-damaged", name=self._file), Note("save-document"))
