"""The index of a home as the app holds it: opened once, opened again when a new generation is there."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import IndexMissingError, UnavailableError
from corpus.storage.home import Home
from corpus.storage.own_catalogue import catalogue_of
from indexer.cluster.publication import published_mark
from indexer.generation.index import open_index
from webapp.books.books import Books

if TYPE_CHECKING:
    from indexer.cluster.opening import Cluster


class Shelf:
    """Gives the texts of the current generation; views ask once for each request. ``given`` is the catalogue in place
    of the home's."""

    def __init__(self, home: Home, catalogue: Catalogue | None = None, cluster: Cluster | None = None) -> None:
        self.home = home
        self.given = catalogue
        self._clustered = cluster is not None
        self._open = cluster.open_index if cluster else open_index
        self._current = home.index / "CURRENT"
        self._lock = Lock()
        self._books: Books | None = None
        self._retired: Books | None = None
        self._seen: str | None = None

    def books(self) -> Books:
        """Give the texts. Raises IndexMissingError where there are none yet, IndexDamagedError, HomeError.

        Raises UnavailableError where a cluster is to answer and none of the generations was brought there.
        """
        with self._lock:
            mark = self.mark()
            if self._books is None or mark != self._seen:
                self._books = self._fresh(mark)
                self._seen = mark
            return self._books

    def _fresh(self, mark: str | None) -> Books:
        try:
            catalogue = self.given or catalogue_of(self.home)
            fresh = Books(self._open(self.home), catalogue, self.home)
        except (IndexMissingError, UnavailableError):
            if self._books is None or mark is None:
                raise
            # The program is being replaced by one with another index: this process answers from the index it has
            # until it is ended. Or the new generation is still to be brought to the cluster.
            return self._books
        # Requests may still be reading the generation before; the one before that is done with.
        if self._retired is not None:
            self._retired.close()
        self._retired = self._books
        return fresh

    def mark(self) -> str | None:
        """Give what tells the present generation from others; None where there is none.

        With a cluster also what was last published. Each request asks, so that the pointer is not read but looked at:
        it is replaced as a whole, by another file of another time.
        """
        try:
            seen = self._current.stat()
        except OSError:
            return None
        published = published_mark(self.home) if self._clustered else ""
        return f"{seen.st_ino} {seen.st_ctime_ns} {seen.st_mtime_ns} {seen.st_size} {published}"
