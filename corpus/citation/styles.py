"""Citation snippets: a passage as historians, lawyers, librarians and programs want it cited.

What is cited is the edition used, with its printed page; a page is never made up. The forms are our own
formatters after the named standards; see :mod:`corpus.citation.chicago`, :mod:`corpus.citation.english`,
:mod:`corpus.citation.gost`, and for programs :mod:`corpus.citation.bibtex`, :mod:`corpus.citation.ris` and
:mod:`corpus.citation.csl_json`. For several passages one after the other see :mod:`corpus.citation.sequence`, for a
file of several works :mod:`corpus.citation.gathered`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.citation.bibtex import bibtex, bibtex_file
from corpus.citation.chicago import chicago, chicago_18, chicago_18_bibliography, chicago_bibliography, chicago_short
from corpus.citation.csl_json import csl_file, csl_json
from corpus.citation.english import apa, bluebook, mla, text
from corpus.citation.gathered import CitedPassage, GatheredWork, gather
from corpus.citation.gost import gost, gost_description, gost_repeated, gost_same
from corpus.citation.locus import Locus, below_title, locus_of
from corpus.citation.rich_text import Span
from corpus.citation.ris import ris, ris_file
from corpus.citation.work import CitedWork, item_of
from corpus.description.colophon import Colophon
from corpus.errors import UnknownNameError
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import Spans

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue

__all__ = ["FOR_PROGRAMS", "OF_WORKS", "STYLES", "Citation", "Span", "cite", "cite_together", "described"]


@dataclass(frozen=True, slots=True)
class _Style:
    make: Callable[[CitedWork, Locus], tuple[Span, ...]]
    lang: str | None = "en"
    media_type: str = "text/plain"
    extension: str = "txt"
    file: Callable[[Iterable[GatheredWork]], str] | None = None

    @property
    def data(self) -> bool:
        """Whether programs read it: such formats keep the characters of the catalogue."""
        return self.media_type != "text/plain"


_STYLES = {
    "chicago": _Style(chicago),
    "chicago-short": _Style(chicago_short),
    "chicago-bibliography": _Style(chicago_bibliography),
    "chicago-18": _Style(chicago_18),
    "chicago-18-bibliography": _Style(chicago_18_bibliography),
    "mla": _Style(mla),
    "apa": _Style(apa),
    "bluebook": _Style(bluebook),
    "gost": _Style(gost, "ru"),
    "gost-same": _Style(gost_same, "ru"),
    "gost-repeated": _Style(gost_repeated, "ru"),
    "gost-description": _Style(gost_description, "ru"),
    "bibtex": _Style(bibtex, "en", "application/x-bibtex", "bib", bibtex_file),
    "ris": _Style(ris, "en", "application/x-research-info-systems", "ris", ris_file),
    "csl-json": _Style(csl_json, "en", "application/vnd.citationstyles.csl+json", "json", csl_file),
    "text": _Style(text, None),
}

STYLES: tuple[str, ...] = tuple(_STYLES)
"""Names of the styles, in the order in which they are offered."""


OF_WORKS = frozenset({"chicago-bibliography", "chicago-18-bibliography", "gost-description"})
"""Styles that describe the work as a list of works does, without the page."""

FOR_PROGRAMS = frozenset(name for name, style in _STYLES.items() if style.file)
"""Styles that reference managers read."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in one style: as plain text and, with the same words, as spans with italics."""

    style: str
    plain: str
    spans: tuple[Span, ...]
    media_type: str
    extension: str


def cite(
    turn: Turn,
    info: TextInfo,
    catalogue: Catalogue,
    style: str,
    *,
    base_url: str | None = None,
    accessed: date | None = None,
    quote: str | None = None,
    lang: str | None = None,
    below: Colophon | None = None,
    spans: Spans = (),
) -> Citation:
    """Cite a turn of the text that ``info`` describes.

    ``base_url`` is the address under which the permanent links of this library are public; without it the
    address of the source is given, where it has one. ``accessed`` is the day of reading, ``quote`` the words
    quoted (for the styles that carry them: text, bibtex, ris, csl-json). ``lang`` is the language of the
    words around the bibliographic data (sitting, names, roles): ``en`` or ``ru``, by default that of the
    style, for ``text`` that of the work. ``below`` are the closing lines of a document, with its day and archive.
    ``spans`` are the characters of the turn that are cited, by default all: they say who is named.
    Raises UnknownNameError for a style that does not exist.
    """
    chosen = _STYLES.get(style)
    if chosen is None:
        known = ", ".join(STYLES)
        raise UnknownNameError(f"There is no citation style “{style}”.", f"Choose one of: {known}.")
    item, locus = described(turn, info, catalogue, style, base_url=base_url, accessed=accessed, quote=quote,
                            lang=lang, below=below, spans=spans)
    made = chosen.make(item, locus)
    return Citation(style, "".join(s.text for s in made), made, chosen.media_type, chosen.extension)


def cite_together(style: str, cited: Iterable[tuple[CitedWork, Locus]]) -> str:
    """Give several passages as one file of a style that programs read: one record for each work, however many of them.

    Raises UnknownNameError for another style.
    """
    chosen = _STYLES.get(style)
    if chosen is None or chosen.file is None:
        raise UnknownNameError(f"Programs do not read the style “{style}”.",
                               f"Choose one of: {', '.join(sorted(FOR_PROGRAMS))}.")
    return chosen.file(gather((item, CitedPassage(locus), "") for item, locus in cited))


def described(
    turn: Turn,
    info: TextInfo,
    catalogue: Catalogue,
    style: str,
    *,
    base_url: str | None = None,
    accessed: date | None = None,
    quote: str | None = None,
    lang: str | None = None,
    below: Colophon | None = None,
    spans: Spans = (),
) -> tuple[CitedWork, Locus]:
    """Give the work and the place in it as a style words them; the arguments are those of :func:`cite`."""
    chosen = _STYLES[style]
    item = item_of(turn, info, catalogue, base_url=base_url, accessed=accessed, below=below, spans=spans)
    item = item if chosen.data else item.in_print
    wording = lang or chosen.lang or ("ru" if info.lang == "ru" else "en")
    return item, locus_of(below_title(turn, info), catalogue, wording, year=item.year, quote=quote, spans=spans)
