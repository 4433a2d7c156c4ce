"""One file put into a home's sources, as a run would keep it."""

from __future__ import annotations

from corpus.storage.home import Home
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile


def keep(home: Home, file: SourceFile, data: bytes) -> SourceFile:
    home.create()
    with SourceList(home) as sources:
        return sources.keep(file, data)
