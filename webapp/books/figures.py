"""The texts in numbers: who speaks how much, who questions whom, whose words they are, where a search stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from indexer.generation.index import PersonTurns
from indexer.results import Request
from indexer.search.counted import counted_texts
from indexer.statistics.collocates import Collocate, collocates
from indexer.statistics.common_words import all_common
from indexer.statistics.dispersion import Strip, dispersion
from indexer.statistics.exchanges import Exchange, exchanges
from indexer.statistics.keyness import Keyness, keywords
from indexer.statistics.namings import Naming, namings
from indexer.statistics.renderings import Rendering
from indexer.statistics.shares import By, Shares, shares
from webapp.books.held import Held
from webapp.books.memory import remembered

TYPICAL = 60
"""Words typical of a person that are counted, of all languages together."""

TYPICAL_KEPT = 256
"""Persons whose typical words are kept; a page of a person asks for them."""

NAMED_KEPT = 1_024
"""Persons of whom it is kept how many turns name them."""

RENDERINGS_KEPT = 64
"""Queries whose renderings are kept: the pages of one concordance ask for the same."""


@dataclass(frozen=True, slots=True)
class SearchShape:
    """A search in numbers: by a column, along the editions, and the words beside it."""

    shares: Shares
    strips: tuple[Strip, ...]
    beside: tuple[Collocate, ...]


class Figures:
    """What is counted in the texts held, each when it is first asked for."""

    def __init__(self, held: Held) -> None:
        self._held = held

    @cached_property
    def voices(self) -> dict[str, list[PersonTurns]]:
        """What each speaker says in each text."""
        out: dict[str, list[PersonTurns]] = {}
        for said in self._held.index.people():
            out.setdefault(said.speaker, []).append(said)
        return out

    @cached_property
    def mentioned(self) -> dict[str, int]:
        """How often each person is named, the most frequent first."""
        return self._held.index.mentioned()

    @remembered(NAMED_KEPT)
    def turns_naming(self, person: str) -> int:
        """Count the turns in which a person is named, as a search for them does; who is found under a name is asked for
        with each search for that."""
        if person not in self.mentioned:
            return 0
        return self._held.look_up(Request(f'mentions:"{person}"', limit=0)).turns_total

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """Who questions whom in each edition."""
        editions = [info.id for info in self._held.infos.values() if info.is_edition]
        return exchanges(self._held.index.searcher, editions)

    @remembered(RENDERINGS_KEPT)
    def renderings(self, query: str, lang: str) -> tuple[Rendering, ...]:
        """Give what stands in a language where a query stands on the other side. Raises QueryError."""
        return self._held.index.renderings(query, lang)

    @remembered()
    def namings(self, text_id: str) -> list[Naming]:
        """Give who names whom in a text."""
        return namings(self._held.index.searcher, text_id)

    @remembered(TYPICAL_KEPT)
    def typical_words(self, person: str) -> Keyness:
        """Give the words typical of a person against all others in the editions, without common words.

        Raises UnknownNameError.
        """
        return self.keywords(person, "", None, TYPICAL, all_common())

    def keywords(
        self, speaker: str, against: str, trial: str | None, limit: int, without: frozenset[str] = frozenset()
    ) -> Keyness:
        """Compare the words of two speakers, or of one with all others, in the editions of one trial or of all.

        Of a trial's editions in one language one is counted, as they repeat the same testimony. Words ``without`` are
        not listed. Raises UnknownNameError where one of them says nothing here.
        """
        infos = self._held.infos.values()
        texts = counted_texts((info for info in infos if trial in (None, info.trial)), "one") or ()
        others = (against,) if against else ()
        return keywords(self._held.index.searcher, (speaker,), others, {"edition": texts}, limit, without=without)

    def by_sitting(self, request: Request) -> Shares:
        """Count what a request finds by sitting. Raises QueryError for what cannot be answered."""
        return shares(self._held.index.searcher, request, "sitting")

    def search_shape(
        self, request: Request, by: By, span: int, limit: int, without: frozenset[str] = frozenset()
    ) -> SearchShape:
        """Count what a request finds; the words beside it ``without`` some. Raises QueryError."""
        searcher = self._held.index.searcher
        found = collocates(searcher, request, span, limit, without=without)
        return SearchShape(shares(searcher, request, by), dispersion(searcher, request), found.rows)
