"""What a citation says, before it takes a form: the work cited and the place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.citation.dated_titles import dated_title, exact_day
from corpus.citation.headings import LAST_STOP, NONE_CASED, CasedHeadings, heading_of, section_in_words
from corpus.citation.rich_text import clean, clean_url, typeset
from corpus.citation.wording import (
    citation_words,
    host,
    is_examination,
    issuing_body,
    role_word,
    site_name,
    sitting_words,
)
from corpus.description.colophon import Colophon
from corpus.description.days import days_in
from corpus.errors import UnknownNameError
from corpus.language.words import fold
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import Spans, Voice, permalink, voice

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue, Edition

Kind = Literal["book", "archive", "web", "other"]
"""What a work is to programs: a book, a document of an archive, a page of a site, something else."""

_SENTENCE_STOP = re.compile(r"(?<=[\w)»”]{4})\.\s")

_EXAMINED = frozenset({"defendant", "witness", "expert"})


@dataclass(frozen=True, slots=True)
class CitedWork:
    """The work: an edition of the catalogue or a document. Strings are clean single lines.

    ``book`` says that it has a publisher; a text without one is cited as a page of ``site``.
    ``authors`` are as given, ``Surname, Given`` where the source has that form; nobody is invented.
    ``body`` is the court or office that issued a report, for the manuals that make it the author. ``url`` leads to
    the passage, ``home`` to the work. ``day`` and ``archive`` are what stands below a document: the day it was
    written on and the signature of the archive; ``issued`` is that day, or the one in the title, for programs.
    ``extent`` counts its printed pages. ``translated`` is the title in
    English, for the styles that ask for it. ``report`` says that it is an edition of a trial.
    """

    id: str
    lang: str
    title: str
    short_title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    year: int | None = None
    site: str = ""
    url: str = ""
    accessed: date | None = None
    body: str = ""
    home: str = ""
    day: date | None = None
    archive: str = ""
    issued: date | None = None
    extent: int | None = None
    translated: str = ""
    report: bool = False

    @property
    def house(self) -> str:
        """The publisher, without the body that is named as author."""
        return self.publisher.removeprefix(self.body).lstrip(" ,") if self.body else self.publisher

    @property
    def year_in_title(self) -> bool:
        """Whether the title names a day of the year, so that a note need not say the year again."""
        return any(self.year in (days.first.year, days.last.year) for days in days_in(self.title))

    @property
    def book(self) -> bool:
        """Whether the work is cited as a book."""
        return bool(self.publisher)

    @property
    def kind(self) -> Kind:
        """What the work is to programs; a report of a trial that stands on no site is a book, whoever published it."""
        if self.publisher or (self.report and not self.site):
            return "book"
        return "archive" if self.archive else "web" if self.url else "other"

    @property
    def in_print(self) -> CitedWork:
        """Give the item with the quotation marks and apostrophes of print, its title without a full stop at the end."""
        return replace(
            self,
            title=LAST_STOP.sub("", typeset(self.title, self.lang)),
            short_title=LAST_STOP.sub("", typeset(self.short_title, self.lang)),
            publisher=typeset(self.publisher, self.lang),
            body=typeset(self.body, self.lang),
            translated=typeset(self.translated, "en"),
        )

    @property
    def entry(self) -> CitedWork:
        """Give the item as a list of works names it: with the address of the work, not of the passage."""
        return replace(self, url=self.home)


@dataclass(frozen=True, slots=True)
class Locus:
    """The place in the work, in the wording of one language.

    ``pages`` are the first and last printed page (equal on one page), None where the text has no printed
    pages; ``estimate`` is then the interpolated page with its margin, where there is one.
    """

    lang: str
    pages: tuple[str, str] | None = None
    counted: bool = False
    estimate: tuple[str, float | None] | None = None
    name: str = ""
    role: str = ""
    testimony: str = ""
    sitting: str = ""
    sitting_full: str = ""
    section: str = ""
    heading: str = ""
    quote: str = ""

    def page(self, dash: str = "–") -> str:
        """Give the printed page or the range of pages, empty without."""
        if self.pages is None:
            return ""
        first, last = self.pages
        return first if first == last else f"{first}{dash}{last}"

    @property
    def page_in_words(self) -> str:
        """Say the printed page or pages, and where they were counted from their neighbours; empty without."""
        if self.pages is None:
            return ""
        words = citation_words(self.lang)
        said = (words.page if self.pages[0] == self.pages[1] else words.pages).format(page=self.page())
        return f"{said} ({words.counted})" if self.counted else said

    @property
    def speaker_and_sitting(self) -> str:
        """Say who speaks and when, for a place given by its page."""
        return ", ".join(filter(None, (self.testimony or self.name, self.sitting)))

    @property
    def unpaged(self) -> str:
        """Say the place of a text without printed pages: speaker, sitting, section."""
        return ", ".join(filter(None, (self.name, self.sitting, self.section)))

    @property
    def page_or_place(self) -> str:
        """Give the page, or without one the place in words."""
        return self.page() or self.unpaged


def split_name(author: str) -> tuple[str, ...]:
    """Split ``Surname, Given`` into its two parts; any other form is one name that is left as it is."""
    surname, comma, given = author.partition(",")
    if comma and given.strip() and "," not in given:
        return surname.strip(), given.strip()
    return (author,)


def surname(author: str) -> str:
    """Give the surname, or the whole name where it is not known which part that is."""
    return split_name(author)[0]


def reading_name(author: str) -> str:
    """Give the name in reading order: ``Given Surname``."""
    return " ".join(reversed(split_name(author)))


def initials(author: str) -> str:
    """Give the initials of the given names, empty where they are not told apart from the surname."""
    given = split_name(author)[1:]
    return " ".join(f"{name[0]}." for part in given for name in re.split(r"[\s.]+", part) if name)


def and_names(names: Iterable[str], pair: str = " and ") -> str:
    """Join names as English does; of more than three the first and ``et al.``."""
    listed = list(names)
    if len(listed) > 3:
        return f"{listed[0]} et al."
    if len(listed) == 3:
        return f"{listed[0]}, {listed[1]}, and {listed[2]}"
    return pair.join(listed)


def listed_names(names: tuple[str, ...]) -> str:
    """Join the names of an entry of a list: the first by surname, the others in reading order."""
    return and_names([names[0], *map(reading_name, names[1:])], pair=", and ") if names else ""


def item_of(
    turn: Turn,
    info: TextInfo,
    catalogue: Catalogue,
    *,
    base_url: str | None,
    accessed: date | None,
    below: Colophon | None = None,
    spans: Spans = (),
) -> CitedWork:
    """Describe the work a turn belongs to, from the catalogue for editions, else from the text's own entry.

    An edition of a trial has no author: a person named with it edited, printed or prefaced it. ``below`` are the
    closing lines of the document, where its text has such.

    The address is the permanent link to the words in ``spans`` of the turn, by default all, under ``base_url``; without
    that, where the text was received from.
    """
    work = work_of(info, catalogue, turn.origin.url, base_url=base_url, accessed=accessed, below=below)
    return at_words(work, turn, base_url=base_url, spans=spans)


def at_words(work: CitedWork, turn: Turn, *, base_url: str | None, spans: Spans = ()) -> CitedWork:
    """Give a work with the permanent link to words of one of its turns; without ``base_url`` as it is."""
    base = (base_url or "").rstrip("/")
    return replace(work, url=clean_url(base + permalink(turn, voice(turn, spans).part))) if base else work


def work_of(
    info: TextInfo, catalogue: Catalogue, received: str | None, *,
    base_url: str | None, accessed: date | None, below: Colophon | None = None,
) -> CitedWork:
    """Describe a work as :func:`item_of` does, with the address from which it was ``received``, if not the text's."""
    imprint = _imprint(info, _edition(info, catalogue))
    received = received or info.url
    site = clean(site_name(received))
    publisher = clean(imprint.publisher)
    # A site that names itself as publisher is the place where the text was found, and published nothing.
    publisher = "" if publisher.casefold() in (host(received), site.casefold()) else publisher
    title = clean(imprint.title or info.id)
    below = below or Colophon()
    described = info.description
    # Closing lines of its own date a document among several of one text; else it is called by the day of the text.
    if not (info.is_edition or below.day):
        title = clean(dated_title(title, info.lang, described))
    base = base_url.rstrip("/") if base_url else None
    return CitedWork(
        id=info.id,
        lang=info.lang,
        title=title,
        short_title=clean(imprint.short_title) or _shorten(title),
        authors=() if info.is_edition else tuple(filter(None, map(clean, (info.author or "").split(";")))),
        publisher=publisher,
        place=clean(imprint.place),
        year=imprint.year or (below.day.year if below.day else None),
        site=site,
        url=clean_url(received),
        accessed=accessed,
        body=issuing_body(publisher) if info.is_edition else "",
        home=clean_url(info.url or (f"{base}/texts/{info.id}" if base else None)),
        day=below.day,
        archive=clean(below.archive or "; ".join(described.archives)),
        issued=below.day or exact_day(described),
        extent=imprint.extent,
        translated=clean(imprint.translated),
        report=info.is_edition,
    )


class _Imprint(NamedTuple):
    """What a title page says: of an edition as the catalogue has it, and where it says nothing as the text does."""

    title: str | None
    short_title: str | None
    publisher: str | None
    place: str | None
    year: int | None
    extent: int | None = None
    translated: str | None = None


def _imprint(info: TextInfo, edition: Edition | None) -> _Imprint:
    if edition is None:
        return _Imprint(info.title, None, info.publisher, info.place, info.year)  # a document
    return _Imprint(
        edition.title or info.title, edition.short_title, edition.publisher or info.publisher,
        edition.place or info.place, edition.year or info.year, edition.pages,
        edition.title_en if edition.lang != "en" else None,
    )


def below_title(turn: Turn, info: TextInfo) -> Turn:
    """Give a turn without the heading that is the title of its document, which the citation names already."""
    same = not info.is_edition and clean(turn.section) == clean(info.title)
    return replace(turn, section=None) if same else turn


def locus_of(
    turn: Turn, catalogue: Catalogue, lang: str, *, year: int | None, quote: str | None = None, spans: Spans = (),
    cased: CasedHeadings = NONE_CASED,
) -> Locus:
    """Describe where the words in ``spans`` of a turn stand, by default all of them, in the words of ``lang``.

    ``year`` is that of the work. Who does not say all of the words is not named; narration is called so. ``cased`` are
    headings that are known in normal case.
    """
    page = turn.page
    label, end = clean(page.label), clean(page.end)
    printed = bool(label) and page.basis in ("printed", "sequence")
    said = voice(turn, spans)
    name = _name(said, catalogue, lang)
    heading = _heading(turn.section, turn.lang, turn.sitting, catalogue, cased)
    testimony = ""
    if name and said.role in _EXAMINED and said.kind == "speech" and is_examination(turn.section):
        testimony = citation_words(lang).testimony.format(name=name)
    return Locus(
        lang=lang,
        pages=(label, end or label) if printed else None,
        counted=printed and page.basis == "sequence",
        estimate=(label, page.margin) if label and page.basis == "estimated" else None,
        name=name,
        role=role_word(said.role, lang) if name else "",
        testimony=testimony,
        sitting=sitting_words(turn.sitting, lang, year),
        sitting_full=sitting_words(turn.sitting, lang, None),
        section=section_in_words(heading, lang, same=turn.lang == lang),
        heading=heading,
        quote=clean(quote),
    )


@lru_cache(1_000)
def _heading(
    section: str | None, lang: str, sitting: str | None, catalogue: Catalogue, cased: CasedHeadings
) -> str:
    """Give a heading as citations name it; all turns below it have the same."""
    return heading_of(section, lang, sitting, _is_name(catalogue), cased)


def _edition(info: TextInfo, catalogue: Catalogue) -> Edition | None:
    """Give the edition in the catalogue; a second copy of one is called after it, with a point between."""
    if not info.is_edition:
        return None
    try:
        return catalogue.edition(info.id.partition(".")[0])
    except UnknownNameError:
        return None


def _name(said: Voice, catalogue: Catalogue, lang: str) -> str:
    """Name whose words a passage is: nobody's where it is narrated, the person's by the catalogue, else the label as
    printed."""
    if said.mixed or said.narrated:
        return citation_words(lang).partly_narration if said.mixed else citation_words(lang).narration
    if said.speaker:
        person = catalogue.persons.get(said.speaker)
        if person:
            surname = person.name_ru if lang == "ru" else person.name_en
            return clean(person.display(lang) if _has_namesake(person.id, catalogue) else surname)
        if name := _outsider(said.speaker, catalogue, lang):
            return name
    label = clean(said.label)
    return label.title() if label.isupper() else label


def _outsider(speaker: str, catalogue: Catalogue, lang: str) -> str:
    """Give the name of a speaker who is in no trial: as the table of names has it, or as the document gives it."""
    from corpus.names.table import outsiders

    known = next((person for person in outsiders(catalogue) if person.id == speaker), None)
    return clean(known.display(lang) if known else speaker if " " in speaker else "")


def _has_namesake(person: str, catalogue: Catalogue) -> bool:
    return any(person in group for trial in catalogue.trials.values() for group in trial.namesakes)


def _is_name(catalogue: Catalogue) -> Callable[[str], bool]:
    def known(word: str) -> bool:
        from corpus.names.table import table_of

        return bool(table_of(catalogue).keys(fold(word)))

    return known


def _shorten(title: str) -> str:
    """Cut a title before its subtitle; the stop of an initial or of another cut word ends nothing."""
    for mark in (": ", " / "):
        head, found, _ = title.partition(mark)
        if found and len(head.split()) > 1:
            title = head
    stop = _SENTENCE_STOP.search(title)
    return title[: stop.start()] if stop and len(title[: stop.start()].split()) > 1 else title
