"""The work that is cited, before it takes a form: an edition of the catalogue or a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.citation.authors import surname_first
from corpus.citation.dated_titles import dated_title, exact_day
from corpus.citation.headings import LAST_STOP
from corpus.citation.rich_text import clean, clean_url, typeset
from corpus.citation.wording import host, issuing_body, site_name
from corpus.description.colophon import Colophon
from corpus.description.days import days_in
from corpus.errors import UnknownNameError
from corpus.model.description import Description
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import Spans, permalink, voice

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue, Edition

Kind = Literal["book", "archive", "web", "other"]
"""What a work is to programs: a book, a document of an archive, a page of a site, something else."""

_SENTENCE_STOP = re.compile(r"(?<=[\w)»”]{4})\.\s")


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
        title = clean(dated_title(title, info.lang, described, cited=info.kind == "cited"))
    base = base_url.rstrip("/") if base_url else None
    return CitedWork(
        id=info.id,
        lang=info.lang,
        title=title,
        short_title=clean(imprint.short_title) or _shorten(title),
        authors=() if info.is_edition else _authors(info.author or ""),
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
        issued=below.day or _issued(described, imprint.year),
        extent=imprint.extent,
        translated=clean(imprint.translated),
        report=info.is_edition,
    )


def _authors(said: str) -> tuple[str, ...]:
    """Give the authors that stand behind semicolons, those with initials by their surname first."""
    return tuple(surname_first(name) for name in map(clean, said.split(";")) if name)


def _issued(described: Description, year: int | None) -> date | None:
    """Give the day of a document; what came out in another ``year`` did not come out on it."""
    made = exact_day(described)
    return made if made and year in (None, made.year) else None


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


def _edition(info: TextInfo, catalogue: Catalogue) -> Edition | None:
    """Give the edition in the catalogue; a second copy of one is called after it, with a point between."""
    if not info.is_edition:
        return None
    try:
        return catalogue.edition(info.id.partition(".")[0])
    except UnknownNameError:
        return None


def _shorten(title: str) -> str:
    """Cut a title before its subtitle; the stop of an initial or of another cut word ends nothing."""
    for mark in (": ", " / "):
        head, found, _ = title.partition(mark)
        if found and len(head.split()) > 1:
            title = head
    stop = _SENTENCE_STOP.search(title)
    return title[: stop.start()] if stop and len(title[: stop.start()].split()) > 1 else title
