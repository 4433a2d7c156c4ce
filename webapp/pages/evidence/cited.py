"""Who cites what: the citations of a document resolved, and those that point to a passage or an edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from corpus.errors import UnknownNameError
from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.pages.correspondence import PagePair
from corpus.references.reference import Reference
from indexer.checking.citations import CheckedCitation
from indexer.checking.verdict import Verdict
from indexer.checking.warnings import Other
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext
from webapp.models.diffs import side_by_side
from webapp.models.highlight import Paragraph
from webapp.models.models import Link, Steps
from webapp.models.words import Words
from webapp.presenting.asking import choice, page_number
from webapp.presenting.passages import crumbs, edition_head, text_link
from webapp.server.links import passage_href, to
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.check import BASES, FLAGS, SIGNS, VERDICTS
from webapp.wording.notes import Names, said, told
from webapp.wording.sentences import filled, words_in

DOUBTFUL, TRIALS, OTHERS = PARTS = ("doubtful", "trials", "others")
"""What is shown of the citations of a document: those that do not agree, those of the trials, those of other works."""

ON_A_PAGE = 40
"""Citations shown at once; a book has hundreds, each with its quotation."""


@site.get("/texts/<text_id>/citations")
def citations(text_id: str) -> str:
    """Show what a document cites."""
    part = choice(request.args, "part", PARTS)
    return render_template("evidence/citations.html",
                           **citations_context(current_books(), text_id, part, page_number()))


@site.get("/texts/<text_id>/cited")
def cited(text_id: str) -> str:
    """Show who cites an edition."""
    return render_template("evidence/cited.html", **cited_context(current_books(), text_id))


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation: where it stands (``place``), how it is printed (``literal``), what it points to (``work``).

    ``work`` is empty where ``literal`` says the same. ``found`` leads to the passage where the quotation stands,
    ``because`` says what of it was inherited or guessed.
    """

    document: Link
    place: Link
    literal: Words
    work: Words
    pages: str
    quote: str
    quote_lang: str
    verdict: str
    sign: str
    found: Link | None
    flags: list[str]
    because: tuple[Words, ...]
    reasons: list[tuple[Words, ...]]
    others: list[OtherView]
    through: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class OtherView:
    """A citation that contradicts another one, with both wordings side by side where these differ."""

    flag: str
    document: Link | None
    place: Link | None
    literal: Words
    lang: str
    sides: tuple[Paragraph, Paragraph] | None


@dataclass(frozen=True, slots=True)
class PageGroup:
    """The citations of one page of an edition; ``href`` leads to the page where it is held."""

    label: str
    href: str | None
    citations: list[CitationView]


def citations_context(books: Books, text_id: str, part: str | None, number: int) -> dict[str, Any]:
    """Give a page, counted from 1, of a part of what a document cites; by default of the first part that has any.

    Raises UnknownNameError for what is no document held.
    """
    held = books.held
    text = held.text(text_id)
    if text.is_edition:
        raise UnknownNameError(gettext("This is an edition, which cites nothing."),
                               gettext("Its page says who cites it."))
    found = books.citing.citations_in(text_id)
    parts = {
        DOUBTFUL: [c for c in found or () if c.reasons or c.others],
        TRIALS: [c for c in found or () if c.reference.trial],
        OTHERS: [c for c in found or () if not c.reference.trial],
    }
    shown = part or next((name for name in PARTS if parts[name]), TRIALS)
    last = max(1, -(-len(parts[shown]) // ON_A_PAGE))
    number = min(number, last)

    def here(at: int, name: str = shown) -> str:
        return to("citations", text_id=text_id, part=name, n=at if at > 1 else None)

    titles = {DOUBTFUL: gettext("What does not agree"), TRIALS: gettext("Trials"), OTHERS: gettext("Other works")}
    return {
        "text": text,
        "crumbs": crumbs(held, text),
        "ready": found is not None,
        "parts": [Link(titles[name], here(1, name), len(parts[name]), name == shown) for name in PARTS],
        "citations": citation_views(held, parts[shown][(number - 1) * ON_A_PAGE : number * ON_A_PAGE]),
        "portion": Steps(number, last, here(number - 1) if number > 1 else None,
                         here(number + 1) if number < last else None),
    }


def cited_context(books: Books, text_id: str) -> dict[str, Any]:
    """Give who cites an edition, held or not, by its pages. Raises UnknownNameError."""
    held = books.held
    entry = held.infos.get(text_id) or held.catalogue.editions.get(text_id)
    if entry is None:
        raise UnknownNameError(gettext("No text is called so, here or in the catalogue."),
                               gettext("The list of texts has them all."))
    found = books.citing.citations_of_edition(text_id)
    groups: dict[str, list[CheckedCitation]] = {}
    for citation in found or ():
        for label in pages_in(held, citation, text_id) or ("",):
            groups.setdefault(label, []).append(citation)
    paged = text_id in held.infos and held.infos[text_id].paged != "none"
    return {
        **edition_head(text_id, entry),
        "ready": found is not None,
        "groups": [
            PageGroup(label, to("page", text_id=text_id, label=label) if paged and label else None,
                      citation_views(held, groups[label]))
            for label in sorted(groups, key=lambda name: (int(name) if name.isdecimal() else 0, name))
        ],
    }


def pages_in(held: Held, citation: CheckedCitation, text_id: str) -> tuple[str, ...]:
    """Give the pages of an edition that a citation names."""
    if citation.through:
        return citation.through.left_pages
    entry = held.catalogue.editions.get(text_id)
    same = {text_id, entry.facsimile_of if entry else None}
    return next((place.pages for place in citation.reference.places if place.edition in same),
                citation.reference.pages)


def citation_views(held: Held, citations: Iterable[CheckedCitation]) -> list[CitationView]:
    """Make citations ready for the page."""
    return [citation_view(held, citation) for citation in citations]


def citation_view(held: Held, citation: CheckedCitation) -> CitationView:
    """Make a citation ready for the page."""
    reference, verdict = citation.reference, citation.verdict
    text = held.infos.get(citation.document)
    lang = verdict.quotation.lang if verdict and verdict.quotation else text.lang if text else ""
    written = text.lang if text else lang
    return CitationView(
        text_link(held, text) if text else Link("", ""),
        Link(_where(reference.line, reference.ref, reference.place), passage_href(reference.ref) if text else ""),
        words_in(reference.literal, written), work_words(held, reference, written),
        labels.pages(reference.pages) if reference.pages else "", verdict.quote if verdict else "",
        lang,
        labels.named(VERDICTS, verdict.verdict) if verdict else "", SIGNS[verdict.verdict] if verdict else "",
        found_link(verdict), [labels.named(FLAGS, flag) for flag in citation.flags],
        told(reference.because, written, Names(held.catalogue.editions)) if reference.because else (),
        [told(reason, None, Names(held.catalogue.editions)) for reason in citation.reasons],
        [other_view(held, other, lang) for other in citation.others],
        through(held, citation.through) if citation.through else (),
    )


def _where(line: int | None, ref: str, place: Note | None) -> str:
    """Say where in its document something stands: its place in one that is in no library, else the line of the file,

    else the last part of the reference.
    """
    if place:
        return said(place)
    return gettext("line %(line)s", line=line) if line else ref.rpartition("/")[2]


def found_link(verdict: Verdict | None) -> Link | None:
    """Give the way to the passage where a quotation was found, called by text and page."""
    if not (verdict and verdict.ref and verdict.page):
        return None
    return Link(f"{verdict.ref.partition('/')[0]}, {labels.page(verdict.page)}", passage_href(verdict.ref))


def work_words(held: Held, reference: Reference, lang: str) -> Words:
    """Name the work that a citation points to: the edition, else as :func:`work_said` does, in the citation's language.
    """
    entry = held.catalogue.editions.get(reference.edition or "")
    return words_in(entry.short_title, entry.lang) if entry else words_in(
        work_said(reference.work, reference.literal), lang)


def work_said(work: str, literal: str) -> str:
    """Name the work a citation points to, but not where the citation itself names it in the same words."""
    plain = [" ".join(forms(said)) for said in (work, literal)]
    return "" if plain[0] in plain[1] else work


def through(held: Held, pair: PagePair) -> tuple[Words, ...]:
    """Say by which page of another edition a citation belongs to a page."""
    entry = held.catalogue.editions.get(pair.right)
    return filled(N_("by p. %(page)s of %(title)s (%(basis)s)"), {
        "page": Words(", ".join(pair.right_pages)), "basis": Words(labels.named(BASES, pair.basis)),
        "title": words_in(entry.short_title, entry.lang) if entry else Words(pair.right),
    })


def other_view(held: Held, other: Other, lang: str) -> OtherView:
    """Make a contradicting citation ready for the page; ``lang`` is the language of the words."""
    text = held.infos.get(other.document)
    where = _where(other.line, other.ref, other.place)
    return OtherView(
        labels.named(FLAGS, other.flag), text_link(held, text) if text else None,
        Link(where, passage_href(other.ref)) if text else Link(where, ""),
        words_in(other.literal, text.lang if text else lang), lang,
        side_by_side(other.mine, other.quote) if other.differences else None,
    )
