"""Reading a file or pasted text whose quotations are to be checked; nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.catalogue.catalogue import Catalogue
from corpus.documents.turns import document_turns
from corpus.model.blocks import SourceText
from corpus.model.lines import with_lines
from corpus.model.turns import Turn
from corpus.reading import formats as reading
from corpus.reading.worker import Worker
from corpus.speakers.labels import LabelVocabulary

NAME = "checked"
"""What the turns of a text are called that is in no library."""


def turns_of_file(path: Path, catalogue: Catalogue) -> list[Turn]:
    """Read a file of any format as a citing document. Raises SourceRefusedError."""
    return turns_of_bytes(reading.load(path), path.name, catalogue)


def turns_of_bytes(data: bytes, name: str, catalogue: Catalogue) -> list[Turn]:
    """Read a file's bytes as a citing document, in a process with limits. Raises SourceRefusedError."""
    form = reading.sniff(data, name)
    if form == "text":
        return _turns(reading.read(data, form, name), catalogue)
    with Worker() as worker:
        return _turns(worker.read(data, form, name), catalogue)


def turns_of_text(text: str, catalogue: Catalogue) -> list[Turn]:
    """Read pasted text or Markdown as a citing document, as a file of it is read. Raises SourceRefusedError where it
    holds no words."""
    return _turns(reading.read(text.encode(), "text", NAME), catalogue)


def _turns(texts: list[SourceText], catalogue: Catalogue) -> list[Turn]:
    vocabulary = LabelVocabulary.of_documents(catalogue)
    out: list[Turn] = []
    for text in texts:
        found, _ = document_turns(text, NAME, "citing", None, vocabulary)
        first = len(out)
        out += [_of_checked(turn, first + turn.ordinal) for turn in with_lines(found, {text.file: text.raw})]
    return out


def _of_checked(turn: Turn, ordinal: int) -> Turn:
    """Number a turn of a checked text; what looks like a title page of a book may be all that a short text says."""
    front = turn.region == "front" and turn.kind == "narration"
    return replace(turn, ref=f"{NAME}/{ordinal:04d}", ordinal=ordinal, region="body" if front else turn.region)
