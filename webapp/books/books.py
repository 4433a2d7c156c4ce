"""All that pages know of one index generation, in parts; it lives as long as the generation is current."""

from __future__ import annotations

from functools import cached_property

from corpus.catalogue.catalogue import Catalogue
from corpus.limits import MAX_KEPT_LISTS, MAX_KEPT_PAGE_BYTES, MAX_KEPT_PAGES, MAX_KEPT_PASSAGES
from corpus.storage.home import Home
from indexer.checking.checker import Checker
from indexer.generation.index import Index
from webapp.books.citing import Citing
from webapp.books.figures import Figures
from webapp.books.held import Held
from webapp.books.kept_page import KeptPage
from webapp.books.memory import KeptValues
from webapp.books.pairs import Pairs
from webapp.models.models import FoundPassage, PartCalled, PassageFrame, SearchedTexts


class Books:
    """The texts held, their pairs, their figures, and who cites them. What needs one part only is given that part."""

    def __init__(self, index: Index, catalogue: Catalogue, home: Home) -> None:
        self.held = Held(index, catalogue, home)
        self.pairs = Pairs(self.held)
        self.figures = Figures(self.held)
        self.citing = Citing(index, catalogue)
        self.pages = KeptValues[KeptPage](MAX_KEPT_PAGES, MAX_KEPT_PAGE_BYTES, lambda page: page.size)
        """Finished pages; they go with the generation that they show."""
        self.found = KeptValues[FoundPassage](MAX_KEPT_PASSAGES)
        """What no question changes of passages found."""
        self.frames = KeptValues[PassageFrame](MAX_KEPT_PASSAGES)
        """What passages found have in common."""
        self.parts_called = KeptValues[PartCalled](MAX_KEPT_PASSAGES)
        """How parts of texts are called beside their passages."""
        self.searched = KeptValues[SearchedTexts](MAX_KEPT_LISTS)
        """The texts that searches looked through, as pages name them."""

    @cached_property
    def checker(self) -> Checker:
        """What checks quotations, made when first asked for."""
        return Checker(self.held.index, self.held.catalogue)

    def prepare_checks(self) -> None:
        """Make what every check of a text needs."""
        _ = self.checker
        self.citing.prepare()

    def close(self) -> None:
        """Let go of the files of the generation."""
        self.held.index.close()
