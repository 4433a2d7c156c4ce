"""The texts of one index generation as the views see them; lives as long as the generation is current."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

from corpus.catalogue.catalogue import Catalogue, Edition, Person
from corpus.errors import UnknownNameError
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.names.table import outsiders
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.checking.checker import Checker
from indexer.generation.index import Index, PersonTurns
from indexer.results import FoundTurn, Request, Result
from indexer.search.kwic import Kwic
from indexer.statistics.collocates import Collocate, collocates
from indexer.statistics.dispersion import Strip, dispersion
from indexer.statistics.keyness import Keyness, keywords
from indexer.statistics.shares import By, Shares, shares
from webapp.books.changes import before
from webapp.books.citing import Citing
from webapp.books.exchanges import Exchange, exchanges
from webapp.books.overview import Part, part_turns, parts, voices
from webapp.i18n.i18n import language

PARTS_KEPT = 16
"""Sittings kept in memory as turns: those that readers are in just now."""

TYPICAL = 60
"""Words typical of a person that are counted, of all languages together."""

SIDES = ("ru", "en")
"""Languages that are read side by side."""

SHORT = 90
"""Characters of a title in passing."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The turns of another edition that say the same as a turn, and the pair that tells how that is known."""

    turns: tuple[Turn, ...]
    pair: Pair


@dataclass(frozen=True, slots=True)
class Row:
    """A row of two editions side by side; one side may be empty, then there is no pair."""

    left: tuple[Turn, ...]
    right: tuple[Turn, ...]
    pair: Pair | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A search in numbers: by a column, along the editions, and the words beside it."""

    shares: Shares
    strips: tuple[Strip, ...]
    beside: tuple[Collocate, ...]


class Books:
    """What is held, what the catalogue says of it, and the index that finds it."""

    def __init__(self, index: Index, catalogue: Catalogue, home: Home) -> None:
        self._index = index
        self._home = home
        self.catalogue = catalogue
        self.infos: dict[str, TextInfo] = {info.id: info for info in index.texts}
        self.turns = lru_cache(maxsize=PARTS_KEPT)(partial(part_turns, index))
        self.citing = Citing(index, catalogue)
        self.partners_in = lru_cache(maxsize=PARTS_KEPT)(self._partners_in)
        self.facing = lru_cache(maxsize=4096)(self._facing)
        self.sitting_of = lru_cache(maxsize=None)(self._sitting_of)
        self.typical = lru_cache(maxsize=256)(self._typical)
        self.remembered: dict[str, Any] = {}
        self.parts = lru_cache(maxsize=None)(partial(parts, index))

    @property
    def index(self) -> Index:
        """The index itself, for those who take passages out of it."""
        return self._index

    @cached_property
    def report(self) -> dict[str, Any]:
        """What the reading of the sources reported. Raises HomeError, IndexDamagedError."""
        return Library(self._home).report()

    @cached_property
    def checker(self) -> Checker:
        """What checks quotations, made when first asked for."""
        return Checker(self._index, self.catalogue)

    def all_turns(self, text_id: str) -> Sequence[Turn]:
        """Give all turns of a text in order. Raises UnknownNameError."""
        return self._index.turns(text_id)

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """Who questions whom in each edition, counted when first asked for."""
        return [e for info in self.infos.values() if info.is_edition for e in exchanges(self.all_turns(info.id))]

    @cached_property
    def voices(self) -> dict[str, list[PersonTurns]]:
        """What each speaker says in each text, counted when first asked for."""
        return voices(self._index)

    @cached_property
    def persons(self) -> dict[str, Person]:
        """The persons of the catalogue, and those outside of it whom texts of the trials name."""
        others = outsiders(self.catalogue) if self.catalogue.name == "main" else ()
        return {person.id: person for person in others} | self.catalogue.persons

    @cached_property
    def mentioned(self) -> dict[str, int]:
        """How often each person is named, the most frequent first, counted when first asked for."""
        return self._index.mentioned()

    def _typical(self, person: str) -> Keyness:
        """Give the words typical of a person against all others in the editions. Raises UnknownNameError."""
        editions = tuple(info.id for info in self.infos.values() if info.is_edition)
        return keywords(self._index.searcher, (person,), filters={"edition": editions}, limit=TYPICAL)

    def keywords(self, speaker: str, against: str, trial: str | None, limit: int) -> Keyness:
        """Compare the words of two speakers, or of one with all others, in the editions of one trial or of all.

        Raises UnknownNameError where one of them says nothing here.
        """
        editions = tuple(i.id for i in self.infos.values() if i.is_edition and trial in (None, i.trial))
        others = (against,) if against else ()
        return keywords(self._index.searcher, (speaker,), others, {"edition": editions}, limit)

    def shape(self, request: Request, by: By, span: int, limit: int) -> Shape:
        """Count what a request finds. Raises QueryError for what cannot be answered."""
        searcher = self._index.searcher
        found = collocates(searcher, request, span, limit)
        return Shape(shares(searcher, request, by), dispersion(searcher, request), found.rows)

    def part(self, text_id: str, name: str | None) -> Part | None:
        """Give a part of a text, or None where the text has no such part."""
        return next((part for part in self.parts(text_id) if part.name == name), None)

    def text(self, text_id: str) -> TextInfo:
        """Give a text that is held. Raises UnknownNameError."""
        if text_id not in self.infos:
            raise UnknownNameError(f"There is no text {text_id!r} here.")
        return self.infos[text_id]

    def search(self, request: Request) -> Result:
        """Ask the index. Raises QueryError for what cannot be answered."""
        return self._index.search(request)

    def concordance(self, request: Request, width: int) -> Kwic:
        """Ask the index for lines, ``width`` characters on each side. Raises QueryError."""
        return self._index.concordance(request, width)

    def find(self, ref: str, digest: str | None) -> FoundTurn:
        """Look up a permanent link. Raises UnknownNameError."""
        return self._index.find(ref, digest)

    def turn(self, ref: str) -> Turn:
        """Give a turn by its reference. Raises UnknownNameError."""
        return self._index.turn(ref)

    def around(self, turn: Turn, count: int) -> Sequence[Turn]:
        """Give a turn with up to ``count`` turns of its sitting on each side."""
        before, after = self._index.around(turn.ref, count)
        return [t for t in (*before, turn, *after) if t.sitting == turn.sitting]

    def before(self, turn: Turn, digest: str) -> str | None:
        """Give the words of a turn that a content mark was made of; None where they are not known."""
        return before(self._home, turn, digest)

    def close(self) -> None:
        """Let go of the files of the generation."""
        self._index.close()

    def partners(self, turn: Turn) -> list[Partner]:
        """Give what other editions have in the place of a turn."""
        out = []
        for pair, turns in self._index.counterparts(turn.ref):
            if turns:
                out.append(Partner(tuple(turns), pair))
        return out

    def _partners_in(self, text_id: str, sitting: str | None) -> dict[str, list[Partner]]:
        """Give what other editions have in the place of each turn of a sitting, or of what has none."""
        return {turn.ref: self.partners(turn) for turn in self.turns(text_id, sitting)}

    def trial_title(self, trial: str) -> str:
        """Give the year and name of a trial in the language of the page."""
        entry = self.catalogue.trials.get(trial)
        if not entry:
            return trial
        title = entry.title_ru if language() == "ru" else entry.title_en
        return f"{trial}: {title}" if trial.isdecimal() else title

    def short_title(self, text: TextInfo) -> str:
        """Give the title by which a text is called in passing."""
        edition = self.catalogue.editions.get(text.id)
        title = edition.short_title if edition else text.title
        return title if len(title) <= SHORT else title[:title.rfind(" ", 0, SHORT)] + " …"

    def note(self, edition: Edition) -> str:
        """Give the source note of an edition in the language of the page."""
        return edition.note_ru if language() == "ru" else edition.note_en

    def _facing(self, trial: str, sitting: str, text_id: str | None = None) -> tuple[TextInfo, TextInfo] | None:
        """Give two editions in two languages of which one at least holds a sitting: ru, then en.

        An edition that has no such sitting stands in where none of its language has, or if it is ``text_id``: its
        turns must be paired with those of the sitting. Of several, that with the most pairs. None where there are no
        two languages.
        """
        texts = [info for info in self.infos.values() if info.is_edition and info.trial == trial]
        held = {info.id: self.paired(info.id, sitting) for info in texts if sitting in info.sittings}
        asked = text_id is not None and text_id not in held
        led: Counter[str] = Counter()
        if asked or len({self.infos[name].lang for name in held} & set(SIDES)) < len(SIDES):
            led = self._led(held, sitting)

        def best(lang: str) -> TextInfo | None:
            there = [info for info in texts if info.lang == lang and (info.id in held or led[info.id])]
            return max(there, key=lambda i: (i.id == text_id, i.id in held, held.get(i.id, led[i.id])), default=None)

        left, right = (best(lang) for lang in SIDES)
        return (left, right) if left and right and {left.id, right.id} & set(held) else None

    def _led(self, held: Iterable[str], sitting: str) -> Counter[str]:
        """Count the turns of other texts that a sitting's turns are paired with and that are not of this sitting."""
        return Counter(
            turn.text_id for name in held for found in self.partners_in(name, sitting).values()
            for partner in found for turn in partner.turns if turn.sitting != sitting)

    def _sitting_of(self, text_id: str) -> str | None:
        """Give the sitting that the turns without one are paired with, the most frequent; None where they are not."""
        count = Counter(
            turn.sitting for found in self.partners_in(text_id, None).values()
            for partner in found for turn in partner.turns if turn.sitting)
        return max(count, key=lambda name: count[name], default=None)

    def beside(self, text_id: str, other_id: str, sitting: str) -> list[Turn]:
        """Give the turns of a text that belong to a sitting when read beside another text, in order.

        To those of the sitting come those of other units which the other text's turns of the sitting are paired with:
        a whole unit that is a sitting and has no pair elsewhere; else what stands between its first and its last pair.
        """
        own = list(self.turns(text_id, sitting)) if sitting in self.text(text_id).sittings else []
        led: dict[str | None, set[str]] = {}
        for turn in self._partner_turns(other_id, sitting, text_id):
            if turn.sitting != sitting:
                led.setdefault(turn.sitting, set()).add(turn.ref)
        for unit, refs in led.items():
            turns = self.turns(text_id, unit)
            places = [at for at, turn in enumerate(turns) if turn.ref in refs]
            whole = unit and all(turn.sitting == sitting for turn in self._partner_turns(text_id, unit, other_id))
            own += turns if whole else turns[places[0]:places[-1] + 1]
        return sorted(own, key=lambda turn: turn.ordinal)

    def _partner_turns(self, text_id: str, unit: str | None, other_id: str) -> Iterator[Turn]:
        """Give the turns of another text that those of a unit are paired with."""
        for found in self.partners_in(text_id, unit).values():
            for partner in found:
                yield from (turn for turn in partner.turns if turn.text_id == other_id)

    def paired(self, text_id: str, sitting: str) -> int:
        """Count the turns of a sitting that have a counterpart."""
        return sum(bool(self._index.counterparts(turn.ref)) for turn in self.turns(text_id, sitting))

    def page(self, text_id: str, label: str) -> Turn | None:
        """Give the first turn that stands on a page; None where no page is called so."""
        name = "edition" if self.text(text_id).is_edition else "document"
        plain = label.replace('"', "").strip()
        if not plain:
            return None
        found = self.search(Request(f'page:"{plain}"', {name: (text_id,)}, "record", 1, regions=True))
        return found.hits[0].turn if found.hits else None
