"""Who cites what: the references of all citing documents, looked up by document, edition, page or passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.catalogue import Catalogue
from corpus.errors import UnknownNameError, WrongUseError
from corpus.references import Reference
from indexer.reader import Index
from indexer.verify import Checker
from indexer.verify_document import Citation, citations


class CitedBy:
    """The citations of one index. Only quotations that are asked for are checked."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue
        self._checker: Checker | None = None

    def of_document(self, document: str) -> list[Citation]:
        """Give what a document cites, in its order. Raises UnknownNameError where it is not here."""
        info = self.index.text(document)
        if info.is_edition:
            raise WrongUseError(f"{document} is an edition and cites nothing.",
                                "Name a document, or ask who cites the edition: `trials cited " + document + "`.")
        return self._citations(document, lambda _: True)

    def _citations(self, document: str, wanted: Callable[[Reference], bool]) -> list[Citation]:
        if self._checker is None:
            self._checker = Checker(self.index, self.catalogue)
        return citations(document, self.index.turns(document), self._checker, wanted)

    def of_place(self, place: str) -> list[Citation]:
        """Give who cites a place: ``REF`` a passage here, ``EDITION`` or ``EDITION:PAGE``, held or not.

        A trial's name stands for all of its editions. Raises UnknownNameError where it is none of these.
        """
        if "/" in place:
            turn = self.index.turn(place)
            trial = self.index.text(turn.text_id).trial
            found = self._all(lambda r: r.trial is not None and r.trial == trial)
            return [c for c in found if c.verdict and turn.ref in c.verdict.refs]
        name, _, page = place.partition(":")
        if name in self.catalogue.editions:
            return self._of_editions(self._same_book(name), page)
        if name in self.catalogue.trials:
            editions = {e.id for e in self.catalogue.editions.values() if e.trial == name}
            return self._of_editions(editions, page)
        near = ", ".join(sorted(self.catalogue.editions)[:6])
        raise UnknownNameError(f"{place!r} is no passage, edition or trial.",
                               f"Write a reference, or an edition with a page: en-1937:87. Editions: {near} …")

    def _same_book(self, name: str) -> set[str]:
        book = self.catalogue.editions[name].facsimile_of or name
        return {e.id for e in self.catalogue.editions.values() if book in (e.id, e.facsimile_of)}

    def _of_editions(self, editions: set[str], page: str) -> list[Citation]:
        return list(self._all(lambda r: any(r.cites(edition, page or None) for edition in editions)))

    def _all(self, wanted: Callable[[Reference], bool]) -> Iterator[Citation]:
        for info in self.index.texts:
            if info.kind == "citing":
                yield from self._citations(info.id, wanted)
