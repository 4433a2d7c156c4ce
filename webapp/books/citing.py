"""Who cites what, for one index generation: worked out once, aside, while pages go on being answered."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Generator, Sequence
from dataclasses import replace
from threading import Event, Lock, Thread, main_thread

from corpus.catalogue.catalogue import Catalogue
from corpus.model.turns import Turn
from indexer.checking.citations import CheckedCitation
from indexer.checking.cited_by import CitedBy
from indexer.checking.page_concordance import PageConcordance
from indexer.checking.verdict import Verdict
from indexer.generation.index import Index

LOG = logging.getLogger("webapp")

PATIENCE = 0.2
"""Seconds that a page waits on which citations are a side matter."""

LONG_PATIENCE = 30.0
"""Seconds that a page waits which is all about citations."""


class Citing:
    """The citations of all citing documents, looked up by passage, document and edition.

    Finding and checking them takes seconds for a long book, so that a thread of its own does it when they are first
    asked for. Until it is done, answers are None.
    """

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self._index, self._catalogue = index, catalogue
        self._lock, self._done = Lock(), Event()
        self._thread: Thread | None = None
        self.put_off = 0
        """How often an answer was that it is not known yet; a page that had one is not to be kept."""
        self._all: list[CheckedCitation] = []
        self._by_ref: dict[str, list[CheckedCitation]] = defaultdict(list)
        self._by = CitedBy(index, catalogue)

    def ready(self, patience: float = PATIENCE) -> bool:
        """Start the work where that has not been done, and wait up to ``patience`` seconds for its end."""
        with self._lock:
            if self._thread is None:
                # A daemon would be cut off inside compiled code when the process ends, and abort it.
                self._thread = Thread(target=self._work, name="citations")
                self._thread.start()
        done = self._done.wait(patience)
        with self._lock:
            self.put_off += not done
        return done

    def citations_of_passage(self, ref: str, patience: float = PATIENCE) -> list[CheckedCitation] | None:
        """Give the citations whose quotation stands in a passage; None while that is being worked out."""
        return self._by_ref.get(ref, []) if self.ready(patience) else None

    def citations_in(self, document: str) -> list[CheckedCitation] | None:
        """Give what a document cites, in its order; None while that is being worked out."""
        return [c for c in self._all if c.document == document] if self.ready(LONG_PATIENCE) else None

    def citations_of_edition(self, edition: str, patience: float = LONG_PATIENCE) -> list[CheckedCitation] | None:
        """Give who cites an edition, or the book whose pages it reproduces; None while that is being worked out."""
        if not self.ready(patience):
            return None
        entry = self._catalogue.editions.get(edition)
        book = (entry.facsimile_of if entry else None) or edition
        same = {e.id for e in self._catalogue.editions.values() if book in (e.id, e.facsimile_of)} | {edition}
        direct = [c for c in self._all if any(c.reference.cites(name) for name in same)]
        return direct + self._through_others(edition, direct)

    def _through_others(self, edition: str, direct: Sequence[CheckedCitation]) -> list[CheckedCitation]:
        """Give who cites pages of another edition that answer pages of this one."""
        done = {id(citation) for citation in direct}
        out = []
        for pair in self._by.pages.table(edition):
            for citation in self._all:
                cites = any(citation.reference.cites(pair.right, page) for page in pair.right_pages)
                if cites and id(citation) not in done:
                    out.append(replace(citation, through=pair))
                    done.add(id(citation))
        return out

    def page_concordance(self, patience: float = LONG_PATIENCE) -> PageConcordance | None:
        """Give the page concordance; None while that is being worked out."""
        return self._by.pages if self.ready(patience) else None

    def check(
        self, turns: Sequence[Turn]
    ) -> Generator[tuple[int, int], None, tuple[list[Verdict], list[CheckedCitation]]]:
        """Check the quotations of a text that is in no library, and give what it cites, beside the documents held.

        Gives first how many quotations are done, and of how many, after each; closing it ends the work.
        """
        return self._by.check(turns)

    def prepare(self) -> None:
        """Read what the documents held cite, beside which texts are checked."""
        _ = self._by.documents

    def _work(self) -> None:
        try:
            for info in self._index.texts:
                if not main_thread().is_alive():
                    return
                if info.kind == "citing":
                    self._all += self._by.of_document(info.id)
            _ = self._by.pages
            for citation in self._all:
                for ref in citation.verdict.refs if citation.verdict else ():
                    if not any(_same_place(citation, other) for other in self._by_ref[ref]):
                        self._by_ref[ref].append(citation)
        except Exception:
            # A generation may be closed while this goes on; pages then show no citations rather than fail.
            LOG.exception("citations could not be worked out")
        finally:
            self._done.set()


def _same_place(one: CheckedCitation, other: CheckedCitation) -> bool:
    """Whether two citations are one quotation, for which its place names two works."""
    mine, theirs = one.reference, other.reference
    return (one.document, mine.ref, mine.line, mine.literal) == (
        other.document, theirs.ref, theirs.line, theirs.literal) and one.verdict == other.verdict
