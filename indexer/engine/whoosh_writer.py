"""Writing the Whoosh index of a generation from arrays, through the codec's own writers.

Whoosh's own way in, a document at a time, takes ten times as long for the same files. Stock Whoosh reads the result.
"""

# Whoosh has no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.codec import default_codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from corpus.storage.generations import sha256
from indexer.engine.blocks import write_field
from indexer.engine.documents import Documents
from indexer.engine.inverted import inverted
from indexer.engine.schema import schema

INDEX_NAME = "MAIN"
"""The name that stock Whoosh looks for."""

RANKED = ("forms", "text")
"""Fields of which the length in each passage is kept."""


class _Storage(FileStorage):  # type: ignore[misc, unused-ignore]
    """Files in order and without times, so that the same passages give the same bytes.

    A folder that the disk does not list is an error; to Whoosh's own storage it is empty.
    """

    def list(self) -> list[str]:
        return sorted(path.name for path in Path(self.folder).iterdir())

    @property
    def temporary(self) -> Path:
        """The folder in which the codec puts columns together, which it leaves empty."""
        return Path(self.folder, f"{INDEX_NAME}.tmp")

    def file_modified(self, name: str) -> float:
        return 0.0


def segment_file(name: str) -> str:
    """Give the name of the file of a segment."""
    return f"{INDEX_NAME}_{name}.seg"


class EngineWriter:
    """Writes the index of a new generation in a directory of its own, as segments that follow each other."""

    def __init__(self, place: Path) -> None:
        place.mkdir()
        self._place = place
        self._storage = _Storage(str(place))
        self._codec = default_codec()
        self._schema = schema()
        self._segments: list[Any] = []

    def add(self, name: str, documents: Documents) -> None:
        """Write a segment of this name, small letters and digits, whose passages follow those written before."""
        segment = self._codec.new_segment(self._storage, INDEX_NAME)
        segment.segid = name
        fields = self._codec.field_writer(self._storage, segment)
        lengths: dict[str, list[int]] = {}
        for field in inverted(documents):
            write_field(fields, self._schema[field.name], field)
            if field.lengths is not None:
                lengths[field.name] = field.lengths.tolist()
        fields.close()
        about = self._codec.per_document_writer(self._storage, segment)
        for number, ref in enumerate(documents.refs):
            about.start_doc(number)
            for name, entries in lengths.items():
                about.add_field(name, None, None, entries[number])
            about.add_field("ref", None, ref, 0)
            about.finish_doc()
        about.close()
        self._storage.temporary.rmdir()
        segment.create_compound_file(self._storage)
        self._append(segment, len(documents.refs), {name: sum(entries) for name, entries in lengths.items()})

    def take(self, name: str, path: Path, total: str, passages: int, lengths: dict[str, int]) -> bool:
        """Copy a segment of this name from the file ``path``, if that has the SHA-256 ``total``; tell whether it had.

        ``passages`` is how many it has, ``lengths`` how many entries each of the ranked fields has in all of them.
        """
        copy = self._place / segment_file(name)
        with suppress(OSError):
            shutil.copyfile(path, copy)
            if sha256(copy) == total:
                segment = self._codec.new_segment(self._storage, INDEX_NAME)
                segment.segid, segment.compound = name, True
                self._append(segment, passages, lengths)
                return True
        copy.unlink(missing_ok=True)
        return False

    def _append(self, segment: Any, passages: int, lengths: dict[str, int]) -> None:
        segment.set_doc_count(passages)
        segment._fieldlengths = {name: lengths[name] for name in RANKED if lengths.get(name)}
        self._segments.append(segment)

    def commit(self) -> None:
        """Write the table of contents."""
        TOC(self._schema, self._segments, 1).write(self._storage, INDEX_NAME)
