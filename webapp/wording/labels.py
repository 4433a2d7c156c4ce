"""How the things of the corpus are called on the page, in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from corpus.model.leaves import is_leaf, side_named
from corpus.model.sittings import parse_sitting
from corpus.model.turns import Page
from webapp.i18n.i18n import N_, gettext, language, ngettext, number, said_once

PLACES_SAID = 1_000
"""Names of sittings and of pages that are kept as they are said: those of a passage are named four times."""

ROLES = {
    "defendant": N_("defendant"),
    "prosecutor": N_("prosecutor"),
    "president": N_("president of the court"),
    "member": N_("member of the court"),
    "reserve": N_("reserve member of the court"),
    "secretary": N_("secretary of the court"),
    "witness": N_("witness"),
    "expert": N_("expert"),
    "counsel": N_("counsel for the defence"),
    "commandant": N_("commandant of the court"),
    "interrogator": N_("interrogator"),
    "answerer": N_("the one interrogated"),
    "author": N_("author"),
}
"""Roles by their names in the catalogue."""

ROLES_OF_MANY = {
    "defendant": N_("defendants"),
    "prosecutor": N_("prosecutors"),
    "member": N_("members of the court"),
    "reserve": N_("reserve members of the court"),
    "secretary": N_("secretaries of the court"),
    "witness": N_("witnesses"),
    "expert": N_("experts"),
    "counsel": N_("defence counsel"),
}
"""Roles that several persons have in a trial, as headings of lists."""

PARTS = {
    "morning": N_("morning"),
    "day": N_("day"),
    "evening": N_("evening"),
    "closed": N_("closed sitting"),
    "verdict": N_("verdict"),
}
"""Parts of the day in the names of sittings."""

LANGS = {
    "en": N_("English"),
    "ru": N_("Russian"),
    "fr": N_("French"),
    "de": N_("German"),
    "nl": N_("Dutch"),
}
"""Languages of texts."""

IN_LANGS = {
    "en": N_("in English"),
    "ru": N_("in Russian"),
    "fr": N_("in French"),
    "de": N_("in German"),
    "nl": N_("in Dutch"),
}
"""In which language an edition is."""

SIDES_HOW = (
    N_("passages of which both have their words"),
    N_("the Russian has its words, the English has not"),
    N_("the English has its words, the Russian has not"),
    N_("passages in Russian only"),
    N_("passages in English only"),
)
"""What can be looked for by the other side, in the order of the form."""

ONLY_IN = {"ru": N_("in Russian only"), "en": N_("in English only")}
"""Passages that stand in one language alone."""

TEXT_KINDS = {
    "transcript": N_("court report"),
    "cited": N_("cited document"),
    "citing": N_("citing document"),
}
"""Kinds of texts."""

RECORDS = {
    "verbatim": N_("verbatim report"),
    "summary": N_("summary report"),
    "stenogram": N_("stenogram"),
    "abridged": N_("abridged report"),
    "excerpt": N_("excerpt"),
    "account": N_("account"),
}
"""Kinds of record an edition may be."""

REGIONS = {
    "quotation": N_("quotation"),
    "footnote": N_("footnote"),
    "heading": N_("heading"),
    "front": N_("front matter"),
    "contents": N_("contents page"),
    "index": N_("index of the book"),
}
"""Regions of documents that are not its running text."""

FILTERS = {
    "trial": N_("Trial"),
    "edition": N_("Edition"),
    "document": N_("Document"),
    "lang": N_("Language of the text"),
    "speaker": N_("Speaker"),
    "role": N_("Role"),
    "mentions": N_("Person mentioned"),
    "sitting": N_("Sitting"),
    "page": N_("Page"),
    "kind": N_("Kind of text"),
    "doctype": N_("Kind of document"),
    "author": N_("Author"),
    "addressee": N_("Written to"),
    "collection": N_("Collection"),
}
"""Headings of the filters."""

FIELDS = {
    **FILTERS,
    "to": N_("Addressed to"),
    "date": N_("Date"),
    "section": N_("Section"),
    "region": N_("Part of the book"),
    "only": N_("Only in"),
}
"""What may be asked of a passage in a query."""

COUNTED = {
    "one": N_("one edition for each trial and language"),
    "editions": N_("all editions"),
    "all": N_("all texts"),
}
"""What is counted."""

SORTS = {
    "record": N_("order of the record"),
    "relevance": N_("relevance"),
    "date": N_("date"),
    "page": N_("page"),
    "speaker": N_("speaker"),
    "node": N_("the words found"),
    "left": N_("the word before"),
    "right": N_("the word after"),
}
"""Orders of results."""

INFERRED = {
    "speaker": N_("speaker"),
    "page": N_("page"),
    "role": N_("role"),
    "sitting": N_("sitting"),
    "section": N_("section"),
    "kind": N_("kind"),
    "lang": N_("language"),
    "narration": N_("narration"),
    "words": N_("whose words these are"),
}
"""What may have been concluded rather than read."""

CORRECTED = {
    "label": N_("label"),
    "speaker": N_("speaker"),
    "page": N_("page"),
    "word": N_("words"),
}
"""What a user may correct."""

LEFT_OUT = {
    "furniture": N_("running heads, page numbers, ornaments"),
    "navigation": N_("links, contents lists, navigation"),
    "title": N_("titles of web pages"),
    "note mark": N_("marks of notes"),
    "markup": N_("markup"),
    "hidden": N_("what readers of the file do not see"),
    "duplicate": N_("what stands there twice"),
}
"""Kinds of what of a file is not in the text."""

KINDS = {
    "speech": N_("speech"),
    "narration": N_("narration"),
    "heading": N_("headings"),
    "direction": N_("stage directions"),
    "note": N_("notes"),
}
"""Kinds of turns."""

STATUSES = {
    "machine": N_("found by program"),
    "printed": N_("printed side by side"),
    "hand": N_("checked by hand"),
}
"""How a pairing is known."""


def named(table: dict[str, str], name: str | None) -> str:
    """Give the reader's word for a name of a table; a name outside of it stands for itself."""
    if not name:
        return gettext("unknown")
    return gettext(table[name]) if name in table else name.replace("_", " ")


def turns(count: int) -> str:
    """Count turns."""
    return ngettext("%(num)s turn", "%(num)s turns", count)


def within(count: int) -> str:
    """Say how turns are counted that were found both in what a speaker says and in narration within it."""
    return ngettext(
        "%(num)s turn of a speaker has it in narration within it as well; it counts once, under the speaker.",
        "%(num)s turns of speakers have it in narration within them as well; each counts once, under its speaker.",
        count)


def passages(count: int) -> str:
    """Count what a document is made of; few of its paragraphs are said by anybody."""
    return ngettext("%(num)s passage", "%(num)s passages", count)


def words(count: int) -> str:
    """Count words."""
    return ngettext("%(num)s word", "%(num)s words", count)


def day(when: date) -> str:
    """Write a date in full."""
    return _written(when, "d MMMM y", language())


def short_day(when: date) -> str:
    """Write a date without its year, in few letters."""
    return _written(when, "d MMM", language())


@lru_cache(1_000)
def _written(when: date, pattern: str, lang: str) -> str:
    """Write a date after a pattern of Unicode (CLDR), each once: a page names the same days again and again."""
    from babel.dates import format_date

    return format_date(when, pattern, locale=lang)


def days(first: date, last: date) -> str:
    """Write a range of days; what both dates have in common stands once."""
    if (first.year, first.month) != (last.year, last.month):
        return f"{day(first)} – {day(last)}"
    return day(first) if first == last else f"{first.day}–{day(last)}"


@said_once(PLACES_SAID)
def sitting(name: str | None) -> str:
    """Write the name of a sitting (``1936-08-19-morning``) in words."""
    if not name:
        return gettext("outside the sittings")
    read = parse_sitting(name)
    if read is None:
        return name.replace("-", " ")
    when, part = read
    return f"{day(when)}, {named(PARTS, part)}" if part else day(when)


def sitting_day(name: str | None) -> str:
    """Write the day of a sitting in few letters; empty where there is none."""
    read = parse_sitting(name)
    return short_day(read[0]) if read else ""


@said_once(PLACES_SAID)
def short_sitting(name: str | None) -> str:
    """Write the name of a sitting in few letters, without its year; empty where there is none."""
    read = parse_sitting(name)
    if read is None:
        return name.replace("-", " ") if name else ""
    when, part = read
    return f"{short_day(when)}, {named(PARTS, part)}" if part else short_day(when)


@said_once(PLACES_SAID)
def page(place: Page) -> str:
    """Write a page with how it is known; never an estimate as if it were printed."""
    if place.label is None or place.basis == "none":
        return gettext("no page number in this source")
    if place.basis == "estimated":
        if place.margin is None:
            return gettext("p. ≈ %(page)s (estimated)", page=place.label)
        return gettext("p. ≈ %(page)s (estimated ±%(margin)s)", page=place.label, margin=number(place.margin))
    said = page_called(place.label, page_number(place.label, place.end))
    return gettext("%(page)s (counted from its neighbours)", page=said) if place.basis == "sequence" else said


def page_number(label: str, end: str | None = None) -> str:
    """Give what is printed on pages or leaves up to ``end``; sides of leaves are named in the reader's words."""
    return "–".join(side_named(one, language()) for one in dict.fromkeys((label, end or label)))


def page_called(label: str, number: str) -> str:
    """Call what ``number`` says a page, or a leaf where ``label`` is that of one."""
    return gettext("fol. %(leaf)s", leaf=number) if is_leaf(label) else gettext("p. %(page)s", page=number)


@said_once(PLACES_SAID)
def short_page(place: Page) -> str:
    """Write a page in few signs, with how it is known as a sign: ≈ and how much it may be off, or brackets.

    Empty where there is none. Brackets stand for what the print does not say itself.
    """
    if place.label is None or place.basis == "none":
        return ""
    if place.basis == "estimated":
        off = "" if place.margin is None else f" (±{number(place.margin)})"
        return gettext("p. ≈ %(page)s", page=place.label) + off
    printed = page_number(place.label, place.end)
    return page_called(place.label, f"[{printed}]" if place.basis == "sequence" else printed)


def page_range(first: Page, last: Page) -> str:
    """Write the pages a part takes; estimates are marked."""
    end = last.end or last.label
    sign = "≈ " if "estimated" in (first.basis, last.basis) else ""
    if is_leaf(first.label) or first.label == end:
        return page_called(first.label or "", sign + page_number(first.label or "", end))
    return gettext("pp. %(first)s–%(last)s", first=f"{sign}{first.label}", last=page_number(end or ""))


def pages(names: Sequence[str], sign: str = "") -> str:
    """Write pages after ``sign``, as a citation names them; numbers that follow each other become a range."""
    leaves = [name for name in names if is_leaf(name)]
    numbers = [name for name in names if not is_leaf(name)]
    said = [page_called(leaves[0], ", ".join(map(page_number, leaves)))] if leaves else []
    if numbers:
        counted = sign + ", ".join("–".join(dict.fromkeys((run[0], run[-1]))) for run in _runs(numbers))
        one = len(numbers) == 1
        said.insert(0, gettext("p. %(page)s", page=counted) if one else gettext("pp. %(pages)s", pages=counted))
    return ", ".join(said)


def _runs(numbers: Sequence[str]) -> list[list[str]]:
    """Give labels of pages with those together that follow each other."""
    runs: list[list[str]] = []
    for name in numbers:
        last = runs[-1][-1] if runs else ""
        if name.isdecimal() and last.isdecimal() and int(name) == int(last) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def basis(paged: str) -> str:
    """Say how a whole text is paged."""
    names = {
        "printed": gettext("page numbers as printed"),
        "sequence": gettext("page numbers counted"),
        "estimated": gettext("pages estimated"),
    }
    return names.get(paged, gettext("no page numbers in this source"))
