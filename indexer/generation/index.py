"""The index as its users see it: turns, places, people and searches of one generation."""

from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.errors import IndexDamagedError, IndexMissingError
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.storage import generations
from corpus.storage.home import Home
from indexer.arrays.columns import Columns
from indexer.arrays.files import load
from indexer.concordance.concordance import Concordance
from indexer.concordance.persons import names_addressee
from indexer.generation import seal
from indexer.results import FoundTurn, Request, Result
from indexer.search.counterparts import Counterparts
from indexer.search.described import DescribedTexts
from indexer.search.executor import Executor
from indexer.search.fields import Fields
from indexer.search.searcher import Searcher
from indexer.turns.format import FORMAT
from indexer.turns.store import TurnSection, TurnStore

if TYPE_CHECKING:
    from corpus.citation.headings import CasedHeadings
    from corpus.description.colophon import ClosingLines, Colophon
    from indexer.engine.whoosh_index import Engine
    from indexer.search.kwic import Kwic
    from indexer.statistics.renderings import Rendering

WIDTH = 60
"""Characters shown on each side of an occurrence."""

TRIES = 3
"""Times an index is opened anew that was replaced while it was being opened."""


class PersonTurns(NamedTuple):
    """What a person says in one text: roles, number of turns and words, first and last turn."""

    speaker: str
    text_id: str
    roles: tuple[str, ...]
    turns: int
    words: int
    first: str
    last: str


def open_index(home: Home) -> Index:
    """Open the current generation of a home's index, verified.

    Raises IndexMissingError where there is none, OtherVersionError where another version made it, IndexDamagedError
    where a file differs from what was written.
    """
    for attempt in range(TRIES):
        try:
            place = generations.current(home.index)
        except IndexDamagedError as error:
            raise IndexDamagedError(error.message, f"{error.advice}{seal.older(home.index, FORMAT)}") from error
        if place is None:
            raise IndexMissingError(f"The home {home.path} has no index yet.", _first_step(home))
        try:
            return _open(place)
        except (IndexDamagedError, OSError) as error:
            replaced = generations.current(home.index) != place
            if replaced and attempt + 1 < TRIES:
                continue
            if isinstance(error, IndexDamagedError):
                raise
            raise IndexDamagedError(
                f"The index {place} cannot be read: {error.strerror}.", "Check permissions, or run `trials reindex`."
            ) from error
    raise IndexDamagedError(f"The index of {home.path} is replaced again and again.", "Try again later.")


def _first_step(home: Home) -> str:
    """Give what makes the index of a home that has none."""
    if home.library.is_dir() and generations.current(home.library):
        return "Run `trials reindex`."
    return ("`trials fetch` brings the public texts, `trials add PATH` your own, `trials demo` shows an invented one; "
            "--home names another home.")


def _open(place: Path) -> Index:
    seal.verify(place, FORMAT)
    return Index(place)


class _LazyEngine:
    """The Whoosh index, opened when first asked for. Its files are open from the start, as they may be gone then."""

    def __init__(self, place: Path, concordance: Concordance) -> None:
        self._concordance = concordance
        self._files = {path.name: os.open(path, os.O_RDONLY) for path in place.iterdir()}
        self._engine: Engine | None = None
        self._lock = Lock()

    def open(self) -> Engine:
        with self._lock:
            if self._engine is None:
                from indexer.engine.whoosh_index import Engine

                self._engine = Engine(self._files, self._concordance.keys, self._concordance.words_of)
            return self._engine

    def close(self) -> None:
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            for handle in self._files.values():
                os.close(handle)
            self._files = {}


class Index:
    """One generation, open until :meth:`close`; it answers on after a newer one has replaced it.

    Several threads may share it. Turns come without their map to the file (``offsets``), which is many times
    their text, except from :meth:`turn`.
    """

    def __init__(self, place: Path) -> None:
        self.generation = place.name
        self.state = f"{place.name} {seal.mark(place)}"
        self._turns = TurnStore(place)
        self._concordance = Concordance(place)
        # Read now, as the file may be gone when it is asked for.
        self._headings = (place / "headings.json").read_bytes()
        self._closings: dict[str, ClosingLines] = {}
        self._columns = Columns(place, (info.id for info in self._turns.texts if info.is_edition))
        self._turn_passages = load(place, "turn.passages")
        self._engine = _LazyEngine(place / "whoosh", self._concordance)
        dates = load(place, "passage.date")
        described = DescribedTexts(self._turns.texts, self._columns.held("text"), self._columns.codes["text"])
        self._fields = Fields(
            self._columns, self._concordance, dates, Counterparts(place, self._columns), described)
        self._searcher = Searcher(
            self._turns,
            self._concordance,
            self._fields,
            dates,
            self._turn_passages,
            (load(place, "passage.start"), load(place, "passage.end")),
        )
        self._asked = self._searcher

    def answer_by(self, executor: Executor) -> None:
        """Let another executor answer searches and lines from now on, and close it with the index.

        Statistics, quotations and all else go on being answered from the files.
        """
        self._asked = self._searcher.answered_by(executor)

    @property
    def answering(self) -> Searcher:
        """What answers the searches of readers: the same, or one that asks another executor."""
        return self._asked

    @property
    def searcher(self) -> Searcher:
        """What answers searches from the files, for those that count."""
        return self._searcher

    @property
    def stream(self) -> Concordance:
        """The words of all texts in their order, for those that compare."""
        return self._concordance

    @property
    def turn_store(self) -> TurnStore:
        """The turns by their numbers."""
        return self._turns

    @property
    def columns(self) -> Columns:
        """What is known of each passage: speaker, sitting, text."""
        return self._columns

    def first_word(self, turn: int) -> int:
        """Give where in the stream of words a turn begins."""
        return int(self._concordance.passage_tokens[int(self._turn_passages[turn])])

    def passages_of(self, ref: str) -> range:
        """Give the numbers of the passages of a turn. Raises UnknownNameError."""
        number = self._turns.number(ref)
        return range(int(self._turn_passages[number]), int(self._turn_passages[number + 1]))

    @property
    def texts(self) -> tuple[TextInfo, ...]:
        """The texts held, in the order of the library."""
        return self._turns.texts

    def text(self, text_id: str) -> TextInfo:
        """Give a text by its id. Raises UnknownNameError."""
        return self._turns.text(text_id)

    def turn(self, ref: str) -> Turn:
        """Give a turn by its reference, with its map to the file. Raises UnknownNameError."""
        return self._turns.whole(self._turns.number(ref))

    def find(self, ref: str, digest: str | None = None) -> FoundTurn:
        """Look up a permanent link; where the content mark differs, the turn is looked for by that.

        Raises UnknownNameError where neither reference nor mark is known.
        """
        return self._turns.find(ref, digest)

    def addressee(self, ref: str) -> tuple[str, bool] | None:
        """Give whom a turn is put to, a person or a role, and whether its label says so; None where nothing tells.

        Raises UnknownNameError.
        """
        number = self._turns.number(ref)
        to = self._columns.value("to", int(self._turn_passages[number]))
        return (to, names_addressee(self._turns.at(number).label)) if to else None

    def sittings(self, text_id: str) -> tuple[str, ...]:
        """Give the sittings of a text, in order. Raises UnknownNameError."""
        return tuple(dict.fromkeys(s.sitting for s in self.sections(text_id) if s.sitting))

    def sections(self, text_id: str) -> tuple[TurnSection, ...]:
        """Give the sections of a text, in order. Raises UnknownNameError."""
        return self._turns.sections(text_id)

    def turns(self, text_id: str, sitting: str | None = None) -> list[Turn]:
        """Give the turns of a text, or of one sitting of it, in order. Raises UnknownNameError."""
        numbers = self._turns.span(text_id)
        if sitting is not None:
            values = self._columns.values["sitting"]
            code = values.index(sitting) + 1 if sitting in values else -1
            first = self._turn_passages[numbers.start : numbers.stop]
            chosen = np.flatnonzero(self._columns.codes["sitting"][first] == code) + numbers.start
            return [self._turns.at(int(number)) for number in chosen]
        return [self._turns.at(number) for number in numbers]

    def around(self, ref: str, n: int) -> tuple[list[Turn], list[Turn]]:
        """Give up to ``n`` turns before and after a turn, in the same text. Raises UnknownNameError."""
        number = self._turns.number(ref)
        span = self._turns.span(self._turns.text_of(number).id)
        before = range(max(span.start, number - n), number)
        after = range(number + 1, min(span.stop, number + 1 + n))
        return [self._turns.at(at) for at in before], [self._turns.at(at) for at in after]

    @cached_property
    def headings(self) -> CasedHeadings:
        """The headings that are printed in capitals, in normal case."""
        # Loaded late: most searches of a command cite nothing.
        from corpus.citation.headings import CasedHeadings

        return CasedHeadings({(lang, heading): cased for lang, heading, cased in json.loads(self._headings)})

    def closing(self, turn: Turn) -> Colophon:
        """Give the closing lines of the document that a turn stands in; they are looked for once a text."""
        from corpus.description.colophon import ClosingLines

        number = self._turns.number(turn.ref)
        info = self._turns.text_of(number)
        if info.id not in self._closings:
            self._closings[info.id] = ClosingLines(self.turns(info.id))
        return self._closings[info.id].after(number - self._turns.span(info.id).start)

    def digest(self, ref: str) -> str:
        """Give the content mark of a turn as it was indexed. Raises UnknownNameError."""
        return self._turns.digest(self._turns.number(ref))

    def counterparts(self, ref: str) -> list[tuple[Pair, list[Turn]]]:
        """Give each pair a turn belongs to, with the turns of its other side. Raises UnknownNameError."""
        out = []
        for pair in self._turns.pairs_of(self._turns.number(ref)):
            other = pair.right if ref in pair.left else pair.left
            out.append((pair, [self._turns.at(self._turns.number(name)) for name in other]))
        return out

    def speakers(self) -> tuple[str, ...]:
        """Give the persons who speak, in alphabetical order."""
        return tuple(sorted(self._columns.values["speaker"]))

    def mentioned(self) -> dict[str, int]:
        """Count how often each person is named whom the texts name, the most frequent first."""
        counts, persons = self._concordance.mentioned(), self._columns.values["person"]
        named = {persons[code - 1]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}
        return dict(sorted(named.items(), key=lambda item: -item[1]))

    def people(self) -> tuple[PersonTurns, ...]:
        """Give for each person and each text what the person says there, by person and in order of the texts."""
        codes = self._columns.codes
        said = np.flatnonzero(codes["speaker"])
        texts = len(self._columns.values["text"]) + 1
        keys = codes["speaker"][said].astype(np.int64) * texts + codes["text"][said]
        lengths = np.diff(self._concordance.passage_tokens)[said]
        out = []
        for key in np.unique(keys):
            mine = said[keys == key]
            turns = np.unique(self._concordance.passage_turn[mine])
            roles = dict.fromkeys(self._columns.value("role", int(passage)) for passage in mine)
            out.append(
                PersonTurns(
                    speaker=self._columns.values["speaker"][int(key) // texts - 1],
                    text_id=self._columns.values["text"][int(key) % texts - 1],
                    roles=tuple(role for role in roles if role),
                    turns=len(turns),
                    words=int(lengths[keys == key].sum()),
                    first=self._turns.at(int(turns[0])).ref,
                    last=self._turns.at(int(turns[-1])).ref,
                )
            )
        return tuple(sorted(out, key=lambda person: person.speaker))

    def search(self, request: Request) -> Result:
        """Search. Raises QueryError with advice where the query cannot be answered.

        What another executor answers may lack texts, and says so; raises UnavailableError where none answers.
        """
        return self._asked.search(request)

    def look_up(self, request: Request) -> Result:
        """Search the files here, whatever else answers searches: all texts are searched. Raises QueryError."""
        return self._searcher.search(request)

    def concordance(self, request: Request, width: int = WIDTH) -> Kwic:
        """Give the occurrences as lines with ``width`` characters on each side. Raises QueryError."""
        from indexer.search.kwic import concordance_lines

        return concordance_lines(self._asked, request, width)

    def renderings(self, query: str, lang: str) -> tuple[Rendering, ...]:
        """Give what stands in ``lang`` for what a query finds in paired passages. Raises QueryError."""
        from indexer.statistics.renderings import renderings

        return renderings(self._searcher, query, lang)

    def engine(self) -> Engine:
        """Give the Whoosh index of this generation, opened when first asked for."""
        return self._engine.open()

    def close(self) -> None:
        """Let go of the files; of those that are mapped when nothing refers to the index any more."""
        self._asked.executor.close()
        self._engine.close()
        self._turns.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
