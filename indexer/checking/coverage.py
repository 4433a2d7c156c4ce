"""What of a cited edition is held, which pages are where, and who can speak there: by the catalogue's contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalogue.catalogue import Catalogue, Edition, Section
from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.model.turns import Page, Turn
from corpus.references.reference import CitedPlace
from indexer.generation.index import Index

_NUMBERS = tuple(
    re.compile(rf"(?<!\w)(?:{name})\.?\s*(?:№\s*)?(\d+[\w-]*)", re.IGNORECASE)
    for name in ("ф|фонд|f|fond", "оп|опись|op|opis", "д|дело|d|delo|ед\\. хр")
)
"""Fond, inventory and file in an archive signature, in both alphabets."""

COURT = frozenset({"president", "prosecutor", "member", "reserve", "counsel", "commandant", "secretary"})
"""Roles whose holders may speak in any examination."""
CONTENTS_SLACK = 3
"""Pages by which an estimated page of the contents may be wrong."""
ESTIMATE_SLACK = 1.0
"""Pages by which a cited page may miss an estimated one beyond its margin."""

BEHIND_ALL = 99_999
"""A page behind all pages of a book, where it is not known how many it has."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether a cited place is in the library, and if not, what is missing."""

    here: bool
    why: Note | None = None


class Coverage:
    """Answers what is held of editions."""

    def __init__(self, index: Index, catalogue: Catalogue) -> None:
        self.index, self.catalogue = index, catalogue
        self._here = {info.id: info for info in index.texts if info.is_edition}

    def same_book(self, one: str | None, other: str | None) -> bool:
        """Say whether two editions have the same pages: one is the other, or its facsimile."""
        return one is not None and other is not None and self._book(one) == self._book(other)

    def cited_pages(self, text_id: str, places: Sequence[CitedPlace]) -> tuple[str, ...]:
        """Give the cited pages of the book that a text has the pages of; none where it is not cited."""
        return next((place.pages for place in places if self.same_book(place.edition, text_id)), ())

    def in_language(self, trial: str, lang: str) -> bool:
        """Say whether a trial is held in a language, or in none at all."""
        langs = {info.lang for info in self._here.values() if info.trial == trial}
        return not langs or lang in langs

    def document_of(self, signature: str) -> str | None:
        """Give the document held that bears an archive signature: the same numbers of fond, inventory and file."""
        wanted = _signature(signature)
        for info in self.index.texts:
            if wanted and any(_signature(archive) == wanted for archive in info.description.archives):
                return info.id
        return None

    def _book(self, edition: str) -> str:
        entry = self.catalogue.editions.get(edition)
        return entry.facsimile_of or edition if entry else edition

    def holding_of(self, trial: str, edition: str | None, pages: Sequence[str]) -> Holding:
        """Say whether the cited pages of an edition are here, as far as contents tell."""
        entry = self.catalogue.editions.get(edition or "")
        if entry is None:
            here = any(info.trial == trial for info in self._here.values())
            return Holding(here, None if here else Note("trial-not-held", trial=trial))
        kept = [i for i in self._here.values() if self.same_book(i.id, entry.id)]
        if not kept:
            return Holding(False, Note("edition-not-held", edition=entry.id))
        return self._holding_of_pages(entry, [info.id for info in kept], pages)

    def _holding_of_pages(self, entry: Edition, kept: Sequence[str], pages: Sequence[str]) -> Holding:
        """Say whether pages of an edition are in the texts ``kept`` of it: the sections that may have them are."""
        sections = [s for page in pages for s in sections_at(entry, page)]
        missing = [s for s in sections if not any(self._has_section(text, entry, s) for text in kept)]
        estimated = not any(s.page for s in sections)
        if not missing or (estimated and len(missing) < len(sections)):
            return Holding(True)
        tail = [s for s in sections if _starts(s) is None]
        if tail and not estimated and len(missing) < len(sections):
            return Holding(True)
        if len(sections) > 1 and missing[-1] in tail and int(pages[0]) > (_starts(sections[0]) or 0):
            return Holding(False, Note("page-behind-contents", page=pages[0], edition=entry.id,
                                       last=str(_starts(sections[0]) or ""), section=tail[-1].title))
        first = missing[0]
        return Holding(False, Note("section-not-held", page=pages[0], edition=entry.id, section=first.title,
                                   sitting=first.sitting))

    def _has_section(self, text_id: str, entry: Edition, section: Section) -> bool:
        """Say whether a section is held: its sitting is, and where that is in parts, its persons have a part there."""
        sittings = self.index.text(text_id).sittings
        if section.sitting not in sittings and section.through not in sittings:
            return False
        those = (section.sitting, section.through)
        titles = [s.title for s in self.index.sections(text_id) if s.title and s.sitting in those]
        listed = [s for s in entry.contents if s.sitting == section.sitting]
        if len(titles) >= len(listed):
            return True
        wanted = self._persons(section.title) | ({section.speaker} if section.speaker else set())
        return not wanted or any(wanted & self._persons(title) for title in titles)

    def _persons(self, title: str) -> set[str]:
        words = set(forms(title))
        names = {p.id: (p.name_en, p.name_ru, *(f.text for f in p.forms_en))
                 for p in self.catalogue.persons.values() if not p.office}
        return {person for person, forms_ in names.items() if any(set(forms(name)) <= words for name in forms_)}

    def may_stand(self, turn: Turn, pages: Sequence[str]) -> bool:
        """Say whether a passage without a page may stand on the cited ones: by where its part of the book begins

        and ends in the contents. It may where they do not tell.
        """
        entry = self.catalogue.editions.get(self._book(turn.text_id))
        numbers = [int(page) for page in pages if page.isdigit()]
        if entry is None or not numbers or turn.sitting is None:
            return True
        bounds = self._bounds(turn, entry)
        return bounds is None or any(bounds[0] <= number <= bounds[1] + 1 for number in numbers)

    def pages_expected(self, turn: Turn) -> tuple[str, str] | None:
        """Give the first and last page of the part of the book in which a turn stands, by the contents."""
        entry = self.catalogue.editions.get(self._book(turn.text_id))
        bounds = self._bounds(turn, entry) if entry and turn.sitting else None
        if entry is None or bounds is None:
            return None
        last = entry.last_page
        return str(bounds[0]), str(min(bounds[1], last) if last else bounds[1])

    def _bounds(self, turn: Turn, entry: Edition) -> tuple[int, int] | None:
        """Give the pages between which a turn stands; those behind the last section with a page have no other end."""
        sections = self._sections_of(turn, entry)
        bounds = [pages_of(entry, section) for section in sections]
        if bounds and all(first.isdigit() and last.isdigit() for first, last in bounds):
            return min(int(first) for first, _ in bounds), max(int(last) for _, last in bounds)
        paged = [s for s in entry.contents if s.page and s.page.isdigit()]
        here = [i for i, s in enumerate(entry.contents) if turn.sitting in (s.sitting, s.through)]
        if not paged or not here or entry.contents.index(paged[-1]) >= here[0]:
            return None
        return int(paged[-1].page or 0), BEHIND_ALL

    def _sections_of(self, turn: Turn, entry: Edition) -> list[Section]:
        """Give the paged sections of the contents that a turn may be in: those of its persons, else of its sitting."""
        here = [s for s in entry.contents if turn.sitting in (s.sitting, s.through) and s.page]
        wanted = self._persons(turn.section or "")
        return [s for s in here if wanted & (self._persons(s.title) | {s.speaker})] or here

    def place_by_contents(self, text_id: str, page: str) -> PlaceByContents | None:
        """Give the section of an edition that has a page by the contents, and where it begins in the text held.

        None where the contents do not tell, or the section is not here.
        """
        entry = self.catalogue.editions.get(self._book(text_id))
        if entry is None or text_id not in self._here:
            return None
        for section in sections_at(entry, page):
            for part in self.index.sections(text_id) if _starts(section) else ():
                if part.sitting in (section.sitting, section.through) and section in self._sections_of(
                    self.index.turn(part.first_ref), entry
                ):
                    return PlaceByContents(text_id, page, section.title, *pages_of(entry, section), part.first_ref)
        return None

    def page_beyond(self, edition: str | None, pages: Sequence[str]) -> Note | None:
        """Give the page that lies behind the last one the book can have; None where there is none."""
        entry = self.catalogue.editions.get(self._book(edition)) if edition else None
        last = entry.last_page if entry else None
        if entry is None or last is None:
            return None
        page = next((page for page in pages if page.isdigit() and int(page) > last), None)
        return Note("page-beyond-book", edition=entry.id, page=page, last=str(last)) if page else None

    def cannot_speak(
        self, trial: str, edition: str | None, pages: Sequence[str], speakers: Sequence[str]
    ) -> Note | None:
        """Give the section of the cited pages, where none of these persons has anything to say there.

        In the speech of one person only that person speaks, in a witness's evidence the witness and the court; other
        accused are questioned in between only where an accused is examined.
        """
        entry = self.catalogue.editions.get(self._book(edition)) if edition else None
        if entry is None or not pages or not speakers:
            return None
        sections = [s for page in pages for s in sections_at(entry, page, spill=True)]
        if not sections or any(self._may_speak(trial, s, person) for s in sections for person in speakers):
            return None
        first, last = pages_of(entry, sections[0])
        known = bool(first and last)
        return Note("speaker-cannot-appear", edition=entry.id, page=pages[0], section=sections[0].title,
                    first=first if known else None, last=last if known else None)

    def _may_speak(self, trial: str, section: Section, person: str) -> bool:
        """Say whether a person may have said something in a section of a trial, by its title and the roles.

        A section of one speaker is closed to all but the speaker and the president; where only witnesses are examined,
        the accused do not put questions. Elsewhere anyone may speak.
        """
        roles = {e.role for e in self.catalogue.trial(trial).roles if e.person == person}
        if section.speaker:
            return person == section.speaker or "president" in roles
        named = self._persons(section.title)
        witnesses = named and all(
            {e.role for e in self.catalogue.trial(trial).roles if e.person == p} == {"witness"} for p in named
        )
        if not roles or not witnesses:
            return True
        return person in named or bool(roles & COURT)


@dataclass(frozen=True, slots=True)
class PlaceByContents:
    """Where a page lies by the contents of an edition: its section from page ``first`` to ``last``, which may be

    empty; ``ref`` is the turn with which that begins in the text held, on whatever page.
    """

    text_id: str
    page: str
    section: str
    first: str
    last: str
    ref: str


def sections_at(entry: Edition, page: str, *, spill: bool = False) -> list[Section]:
    """Give the sections that may hold a page: the last to begin before it, those that begin on it, and unpaged ones

    that follow. With ``spill`` also the one that begins on the next page. Where the contents have only estimated
    pages, all that may by the slack of these; none where they have no pages.
    """
    if not page.isdigit() or not any(_starts(s) for s in entry.contents):
        return []
    slack = 0 if any(s.page for s in entry.contents) else CONTENTS_SLACK
    low, high = int(page) - slack, int(page) + (slack or int(spill))
    out: list[Section] = []
    before: list[Section] = []
    for section in entry.contents:
        start = _starts(section)
        if start is None:
            before.append(section)
        elif start < low:
            before = [section]
        elif start <= high:
            out.append(section)
        else:
            break
    return [*before, *out]


def _starts(section: Section) -> int | None:
    """Give the page on which a section begins, printed or estimated."""
    return int(section.page) if section.page and section.page.isdigit() else section.page_estimate


def pages_of(entry: Edition, section: Section) -> tuple[str, str]:
    """Give the first and last page of a section by the contents, ``≈`` before estimates, empty where unknown."""
    later = entry.contents[entry.contents.index(section) + 1 :]
    start, after = _starts(section), next((_starts(s) for s in later if _starts(s)), None)
    sign = "" if section.page else "≈"
    last = max(after - 1, start or 0) if after else None
    return f"{sign}{start}" if start else "", f"{sign}{last}" if last else ""


def page_fits(first: Page, last: Page, cited: Sequence[str]) -> bool:
    """Say whether one of the cited pages is among those of a passage, an estimate within its margin."""
    if first.label is None or not cited:
        return True
    ends = (first.label, last.label or first.label)
    if not all(end.isdigit() for end in ends):
        return any(page in ends for page in cited)
    slack = (first.margin or 0) + ESTIMATE_SLACK if first.basis == "estimated" else 0
    low, high = int(ends[0]) - slack, int(ends[1]) + slack
    return any(low <= int(page) <= high for page in cited if page.isdigit()) or not any(p.isdigit() for p in cited)


def _signature(text: str) -> tuple[str, ...]:
    """Give the numbers of fond, inventory and file of an archive signature; none where one of them is missing."""
    found = [match[1].lower() for pattern in _NUMBERS if (match := pattern.search(text))]
    return tuple(found) if len(found) == len(_NUMBERS) else ()
