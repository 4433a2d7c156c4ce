"""Who cites what: the references of all citing documents, looked up by document, edition, page or passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.catalogue import Catalogue
from corpus.errors import UnknownNameError, WrongUseError
from corpus.references import Reference
from corpus.references_works import work_in
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

        A trial's name stands for all of its editions. Other works go by a name that citations use, with a page or an
        issue: ``CLT:117``, ``Izvestiia TsK KPSS:8/1989``. Raises UnknownNameError where it is none of these.
        """
        name, _, page = place.partition(":")
        if "/" in name:
            turn = self.index.turn(place)
            trial = self.index.text(turn.text_id).trial
            found = self._all(lambda r: r.trial is not None and r.trial == trial)
            return [c for c in found if c.verdict and turn.ref in c.verdict.refs]
        if name in self.catalogue.editions:
            return self._of_editions(self._same_book(name), page)
        if name in self.catalogue.trials:
            editions = {e.id for e in self.catalogue.editions.values() if e.trial == name}
            return self._of_editions(editions, page)
        named = work_in(name)
        if named is not None and named.start == 0 and named.end == len(name):
            return self._of_work(named.work.id, page)
        near = ", ".join(sorted(self.catalogue.editions)[:6])
        raise UnknownNameError(f"{place!r} is no passage, edition, trial or work that is known by name.",
                               f"Write a reference, or an edition with a page: en-1937:87. Editions: {near} …")

    def _same_book(self, name: str) -> set[str]:
        book = self.catalogue.editions[name].facsimile_of or name
        return {e.id for e in self.catalogue.editions.values() if book in (e.id, e.facsimile_of)}

    def _of_editions(self, editions: set[str], page: str) -> list[Citation]:
        return list(self._all(lambda r: any(r.cites(edition, page or None) for edition in editions)))

    def _of_work(self, work: str, where: str) -> list[Citation]:
        return list(self._all(lambda r: r.work == work and (not where or where in r.pages or where == r.issue)))

    def _all(self, wanted: Callable[[Reference], bool]) -> Iterator[Citation]:
        for info in self.index.texts:
            if info.kind == "citing":
                yield from self._citations(info.id, wanted)
