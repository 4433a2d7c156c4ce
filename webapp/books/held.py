"""The texts that are held, what the catalogue says of them, and the index that finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile
from typing import Any

from corpus.catalogue.catalogue import Catalogue, Edition, Person
from corpus.citation.dated_titles import dated_title, days_of
from corpus.citation.work import CitedWork, work_of
from corpus.cutting import cut_at_word
from corpus.description.colophon import Colophon
from corpus.errors import UnknownNameError
from corpus.limits import MAX_KEPT_PASSAGES
from corpus.model.notes import Note
from corpus.model.turns import TextInfo, Turn
from corpus.names.table import outsiders
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.generation.index import Index
from indexer.results import FoundTurn, Request, Result
from indexer.search.kwic import Kwic
from webapp.books.changes import before
from webapp.books.memory import KeptValues, remembered
from webapp.books.overview import TextPart, part_turns, parts
from webapp.i18n.i18n import language
from webapp.models.models import CalledValue

PARTS_KEPT = 16
"""Sittings kept in memory as turns: those that readers are in just now."""

WORKS_KEPT = 1_000
"""Works kept as citations name them: one for each page of a site that a text was received from."""

SHORT = 90
"""Characters of a title in passing."""


class Held:
    """What is held: texts with their parts and turns, what the catalogue says of them, and what a search finds."""

    def __init__(self, index: Index, catalogue: Catalogue, home: Home) -> None:
        self.index = index
        self.catalogue = catalogue
        self.infos: dict[str, TextInfo] = {info.id: info for info in index.texts}
        self._home = home
        self.values_called: dict[tuple[str, str], dict[str, CalledValue]] = defaultdict(dict)
        """What pages call values of filters, by language and filter: at most all that the index has."""
        self.coins = KeptValues[str](MAX_KEPT_PASSAGES)
        """Context objects of passages, by what they are made of."""

    @cached_property
    def report(self) -> dict[str, Any]:
        """What the reading of the sources reported. Raises HomeError, IndexDamagedError."""
        return Library(self._home).report()

    @cached_property
    def persons(self) -> dict[str, Person]:
        """The persons of the catalogue, and those outside of it whom texts of the trials name."""
        others = outsiders(self.catalogue) if self.catalogue.name == "main" else ()
        return {person.id: person for person in others} | self.catalogue.persons

    def text(self, text_id: str) -> TextInfo:
        """Give a text that is held. Raises UnknownNameError."""
        if text_id not in self.infos:
            raise UnknownNameError(Note("text-unknown", name=text_id), Note("texts-listed"))
        return self.infos[text_id]

    @remembered()
    def parts(self, text_id: str) -> tuple[TextPart, ...]:
        """Give the parts of a text in order."""
        return parts(self.index, text_id)

    def part(self, text_id: str, name: str | None) -> TextPart | None:
        """Give a part of a text, or None where the text has no such part."""
        return next((part for part in self.parts(text_id) if part.name == name), None)

    def all_turns(self, text_id: str) -> Sequence[Turn]:
        """Give all turns of a text in order. Raises UnknownNameError."""
        return self.index.turns(text_id)

    @remembered(PARTS_KEPT)
    def turns(self, text_id: str, name: str | None) -> tuple[Turn, ...]:
        """Give the turns of a part in order; ``name`` is the sitting, None for a document or what has no sitting."""
        return part_turns(self.index, text_id, name)

    @remembered()
    def has_sheets(self, text_id: str, name: str | None) -> bool:
        """Whether turns of a part stand on pages of a PDF."""
        return any(turn.origin.sheet is not None for turn in self.turns(text_id, name))

    def turn(self, ref: str) -> Turn:
        """Give a turn by its reference. Raises UnknownNameError."""
        return self.index.turn(ref)

    def find_turn(self, ref: str, digest: str | None) -> FoundTurn:
        """Look up a permanent link. Raises UnknownNameError."""
        return self.index.find(ref, digest)

    def turn_on_page(self, text_id: str, label: str) -> Turn | None:
        """Give the first turn that stands on a page; None where no page is called so."""
        name = "edition" if self.text(text_id).is_edition else "document"
        plain = label.replace('"', "").strip()
        if not plain:
            return None
        found = self.look_up(Request(f'page:"{plain}"', {name: (text_id,)}, "record", 1, regions=True))
        return found.hits[0].turn if found.hits else None

    def turns_around(self, turn: Turn, count: int) -> Sequence[Turn]:
        """Give a turn with up to ``count`` turns of its sitting on each side."""
        before, after = self.index.around(turn.ref, count)
        return [t for t in (*before, turn, *after) if t.sitting == turn.sitting]

    def wording_before(self, turn: Turn, digest: str) -> str | None:
        """Give the words of a turn that a content mark was made of; None where they are not known."""
        return before(self._home, turn, digest)

    def search(self, request: Request) -> Result:
        """Answer a reader's question. Raises QueryError for what cannot be answered, UnavailableError.

        Where a cluster answers, texts of nodes that are away are missing, and the answer names them.
        """
        return self.index.search(request)

    def look_up(self, request: Request) -> Result:
        """Ask the files of the index, which have all texts, for pages that tell of more than one question.

        Raises QueryError for what cannot be answered.
        """
        return self.index.look_up(request)

    def concordance(self, request: Request, width: int) -> Kwic:
        """Ask the index for lines, ``width`` characters on each side. Raises QueryError."""
        return self.index.concordance(request, width)

    def trial_title(self, trial: str) -> str:
        """Give the year and name of a trial in the language of the page."""
        entry = self.catalogue.trials.get(trial)
        if not entry:
            return trial
        title = entry.title_ru if language() == "ru" else entry.title_en
        return f"{trial}: {title}" if trial.isdecimal() else title

    def short_title(self, text: TextInfo) -> str:
        """Give the title by which a text that is held is called in passing."""
        return self._short_title(text.id)

    @remembered()
    def _short_title(self, text_id: str) -> str:
        text = self.infos[text_id]
        edition = self.catalogue.editions.get(text.id)
        if edition:
            short = shortened(edition.short_title)
        else:
            # The day stays: archives have many documents of one title.
            short = shortened(_dated(text), days_of(text.description, text.lang))
        return f"{short}{self._sign(text_id)}"

    def full_title(self, text: TextInfo) -> str:
        """Give the title of a text that is held as it stands, of a document with its day."""
        if text.is_edition:
            return text.title
        return f"{_dated(text)}{self._sign(text.id)}"

    def _sign(self, text_id: str) -> str:
        """Give in brackets what tells a document from others of the same title and day; empty where it is alone."""
        others = self._namesakes.get(text_id, ())
        return f" ({distinct_end(text_id, others)})" if others else ""

    @cached_property
    def _namesakes(self) -> dict[str, list[str]]:
        """For each document that shares its title and day with others, those others."""
        named: dict[str, list[str]] = defaultdict(list)
        for text in self.infos.values():
            if not text.is_edition:
                named[_dated(text)].append(text.id)
        return {one: [other for other in same if other != one]
                for same in named.values() if len(same) > 1 for one in same}

    @remembered(WORKS_KEPT)
    def work(self, text_id: str, received: str | None, below: Colophon, base_url: str | None) -> CitedWork:
        """Describe a text as a work, as :func:`corpus.citation.work.work_of` does; its turns have most of it in common.
        """
        return work_of(self.infos[text_id], self.catalogue, received, base_url=base_url, accessed=None, below=below)

    def source_note(self, edition: Edition) -> str:
        """Give the source note of an edition in the language of the page."""
        return edition.note_ru if language() == "ru" else edition.note_en


def _dated(text: TextInfo) -> str:
    return dated_title(text.title, text.lang, text.description, cited=text.kind == "cited")


def shortened(title: str, days: str = "") -> str:
    """Cut a long title between words; the ``days`` at its end stay."""
    if len(title) <= SHORT:
        return title
    bare = cut_at_word(title.removesuffix(days).rstrip(), SHORT, " …")
    return f"{bare} {days}" if title.endswith(days) and days else bare


def distinct_end(name: str, others: Sequence[str]) -> str:
    """Give the end of an identifier that others do not begin alike: ``talks-2`` beside ``talks-3`` gives ``2``.

    Identifiers are parted at hyphens.
    """
    parts = name.split("-")
    shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(parts, other.split("-"), strict=False)))
                 for other in others)
    return "-".join(parts[shared:]) or name
