"""Who cites what: the references of all citing documents, looked up by document, edition, page or passage."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import UnknownNameError, WrongUseError
from corpus.model.turns import Turn
from corpus.references.page_numbers import read_pages
from corpus.references.reference import Reference
from corpus.references.works import work_in, works
from indexer.checking.checker import Checker
from indexer.checking.citations import Against, CheckedCitation, against, citations
from indexer.checking.document import Cites, DocumentCheck, read_cites
from indexer.checking.page_concordance import PageConcordance
from indexer.checking.verdict import Verdict
from indexer.generation.index import Index


class CitedBy:
    """The citations of one index. Only quotations that are asked for are checked."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue

    @cached_property
    def checker(self) -> Checker:
        """What checks the quotations."""
        return Checker(self.index, self.catalogue)

    @cached_property
    def documents(self) -> dict[str, Cites]:
        """What each citing document held cites and quotes."""
        return {info.id: self._read_document(info.id) for info in self.index.texts if info.kind == "citing"}

    @cached_property
    def against(self) -> Against:
        """What contradicts the quotations and citations of the documents held."""
        return against(list(self.documents.values()))

    @cached_property
    def pages(self) -> PageConcordance:
        """Which pages of editions hold the same passages."""
        return PageConcordance(
            self.index, self.catalogue, ((d, r) for d, cites in self.documents.items() for r in cites.references)
        )

    def _read_document(self, document: str) -> Cites:
        return read_cites(document, self.index.turns(document), self.checker)

    def of_document(self, document: str) -> list[CheckedCitation]:
        """Give what a document cites, in its order. Raises UnknownNameError where it is not here."""
        info = self.index.text(document)
        if info.is_edition:
            raise WrongUseError(f"{document} is an edition and cites nothing.",
                                "Name a document, or ask who cites the edition: `trials cited " + document + "`.")
        cites = self.documents.get(document) or self._read_document(document)
        return citations(cites, self.checker, self.against)

    def of_turns(self, turns: Sequence[Turn]) -> list[CheckedCitation]:
        """Give what a document cites that is in no library, beside those that are."""
        return self._citations_beside(read_cites("", turns, self.checker))

    def check(
        self, turns: Sequence[Turn]
    ) -> Generator[tuple[int, int], None, tuple[list[Verdict], list[CheckedCitation]]]:
        """Check all quotations of a document that is in no library, and give what it cites; beside those that are.

        Gives first how many quotations are done, and of how many, after each; closing it ends the work.
        """
        cites = read_cites("", turns, self.checker)
        check = DocumentCheck(turns, self.checker, list(self.documents.values()), cites)
        verdicts = []
        for verdict in check.verdicts():
            verdicts.append(verdict)
            yield len(verdicts), len(check.quotations)
        found = check.together(verdicts)
        return found, self._citations_beside(cites, found)

    def _citations_beside(self, cites: Cites, known: Sequence[Verdict] = ()) -> list[CheckedCitation]:
        return citations(cites, self.checker, against([cites, *self.documents.values()]), known=known)

    def of_place(self, place: str) -> list[CheckedCitation]:
        """Give who cites a place: ``REF`` a passage here, ``EDITION`` or ``EDITION:PAGE``, held or not.

        Several pages, as citations print them (``36-40``, ``36, 41``), are looked up each, and a citation given once.
        A page is also looked up by the pages of other editions that answer it. A trial's name stands for all of its
        editions. Other works go by a name that citations use, with a page or an
        issue: ``CLT:117``, ``Izvestiia TsK KPSS:8/1989``. Raises UnknownNameError where it is none of these.
        """
        name, _, page = place.partition(":")
        several = read_pages(page.strip())
        if several is not None and len(several.labels) > 1:
            return self._of_pages(name, several.labels)
        if "/" in name:
            turn = self.index.turn(place)
            trial = self.index.text(turn.text_id).trial
            found = self._citations_of(lambda r: r.trial is not None and r.trial == trial)
            return [c for c in found if c.verdict and turn.ref in c.verdict.refs]
        if name in self.catalogue.editions:
            direct = self._of_editions(self._same_book(name), page)
            return direct + (self._through_others(name, page, direct) if page else [])
        if name in self.catalogue.trials:
            editions = {e.id for e in self.catalogue.editions.values() if e.trial == name}
            return self._of_editions(editions, page)
        named = work_in(name)
        if named is not None and named.start == 0 and named.end == len(name):
            return self._of_work(named.work.id, page)
        if any(work.id == name for _, work in works()):
            return self._of_work(name, page)
        near = ", ".join(sorted(self.catalogue.editions)[:6])
        raise UnknownNameError(f"{place!r} is no passage, edition, trial or work that is known by name.",
                               f"Write a reference, or an edition with a page: en-1937:87. Editions: {near} …")

    def _of_pages(self, name: str, labels: Sequence[str]) -> list[CheckedCitation]:
        """Give who cites one of several pages, document by document."""
        found: dict[tuple[str, str, int], CheckedCitation] = {}
        for label in labels:
            for one in self.of_place(f"{name}:{label}"):
                found.setdefault((one.document, one.reference.ref, one.reference.start), one)
        order = {document: at for at, document in enumerate(self.documents)}
        return [found[key] for key in sorted(found, key=lambda key: (order.get(key[0], len(order)), *key[1:]))]

    def _same_book(self, name: str) -> set[str]:
        book = self.catalogue.editions[name].facsimile_of or name
        return {e.id for e in self.catalogue.editions.values() if book in (e.id, e.facsimile_of)}

    def _of_editions(self, editions: set[str], page: str) -> list[CheckedCitation]:
        return list(self._citations_of(lambda r: any(r.cites(edition, page or None) for edition in editions)))

    def _through_others(self, edition: str, page: str, direct: Sequence[CheckedCitation]) -> list[CheckedCitation]:
        """Give who cites the same passages by pages of another edition, as known pairs and alignments tell."""
        done = {(c.document, c.reference.ref, c.reference.start) for c in direct}
        out = []
        for pair in self.pages.of_page(edition, page):
            if pair.basis in ("cited together", "aligned") and pair.right in self.catalogue.editions:
                for label in pair.right_pages:
                    for found in self._of_editions(self._same_book(pair.right), label):
                        key = (found.document, found.reference.ref, found.reference.start)
                        if key not in done:
                            out.append(replace(found, through=pair))
                            done.add(key)
        return out

    def _of_work(self, work: str, where: str) -> list[CheckedCitation]:
        return list(self._citations_of(
            lambda r: r.work == work and (not where or where in r.pages or where == r.issue)
        ))

    def _citations_of(self, wanted: Callable[[Reference], bool]) -> Iterator[CheckedCitation]:
        for cites in self.documents.values():
            yield from citations(cites, self.checker, self.against, wanted)
