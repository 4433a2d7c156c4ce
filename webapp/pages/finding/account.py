"""What was found, and what was not, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.model.turns import TextInfo
from indexer.query.parser import parse
from indexer.query.tree import fields
from indexer.results import FIELDS, PERSONAL, Request, Result
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language, ngettext
from webapp.models.models import Link, SearchedTexts
from webapp.pages.finding.filters import value_name
from webapp.presenting.asking import Ask
from webapp.presenting.passages import text_link
from webapp.presenting.query_parts import with_value
from webapp.server.links import absolute
from webapp.server.parameters import present
from webapp.wording import labels
from webapp.wording.query import reading


@dataclass(frozen=True, slots=True)
class AbsentView:
    """What of a search is nowhere, said in a sentence, and the values that are there with the search for each.

    ``meant`` says that these are persons who may have been meant.
    """

    said: str
    there: list[Link]
    meant: bool = False


def count_line(found: Result) -> str:
    """Say how much was found, and of what."""
    if not found.passages_total:
        return gettext("Nothing was found.")
    texts = ngettext("%(num)s text", "%(num)s texts", len(found.searched))
    if found.only_turns:
        return gettext("%(turns)s, %(found)s; searched: %(texts)s.", turns=labels.turns(found.turns_total),
                       found=held_in(found), texts=texts)
    return gettext(
        "%(occurrences)s %(turns)s, %(found)s; searched: %(texts)s.",
        occurrences=ngettext("%(num)s occurrence", "%(num)s occurrences", found.hits_total),
        turns=ngettext("in %(num)s turn", "in %(num)s turns", found.turns_total), found=held_in(found), texts=texts,
    )


def held_in(found: Result) -> str:
    """Count the editions and documents in which something was found."""
    kinds = {text.id: text.is_edition for text in found.searched}
    editions = sum(kinds[name] for name in found.found_in)
    documents = len(found.found_in) - editions
    said = []
    if editions:
        said.append(ngettext("%(num)s edition", "%(num)s editions", editions))
    if documents:
        said.append(ngettext("%(num)s document", "%(num)s documents", documents))
    return ", ".join(said)


TEXTS_NAMED = 20
"""Texts that an answer names; an archive has thousands, which the list of texts shows in parts."""


OF_TEXTS = ("document", "kind", "edition", "trial", "lang")
"""Filters that say which editions would be searched if they were held."""


def searched_texts(books: Books, ask: Ask, texts: Sequence[TextInfo]) -> SearchedTexts:
    """Say which texts were searched; most questions are asked of the same, so it is kept by language and place."""
    key = (language(), present().script_root, tuple([text.id for text in texts]),
           *(ask.filters.get(name) for name in OF_TEXTS))
    kept = books.searched.get(key)
    if kept is None:
        kept = _named(books.held, texts, tuple(not_held(books.held, ask)))
        books.searched.put(key, kept)
    return kept


def _named(held: Held, texts: Sequence[TextInfo], lacking: tuple[str, ...]) -> SearchedTexts:
    shown, more = texts[:TEXTS_NAMED], max(0, len(texts) - TEXTS_NAMED)
    named = ", ".join(text.id for text in shown)
    if more:
        named = f"{named}, {ngettext('%(num)s more', '%(num)s more', more)}"
    langs = ", ".join(labels.named(labels.LANGS, lang) for lang in dict.fromkeys(text.lang for text in texts))
    return SearchedTexts(tuple(text_link(held, text) for text in shown), more, named or "–", langs or "–", lacking)


def answer(held: Held, ask: Ask, asked: Iterable[str], counted: str, searched: SearchedTexts) -> str:
    """Give a sentence that cites the answer itself: what was asked, what was found (``counted``), in what, when.

    ``asked`` are the query and the filters in words.
    """
    return gettext(
        "Search for %(reading)s: %(count)s Texts searched: %(texts)s (%(languages)s); state of the texts: %(state)s. "
        "%(address)s (%(day)s).",
        reading="; ".join(filter(None, asked)),
        count=counted, texts=searched.named,
        languages=searched.languages, state=held.index.state, address=absolute(ask.href(number=1)),
        day=labels.day(datetime.now(UTC).date()),
    )


def query_in_words(ask: Ask) -> str:
    """Say in words what was typed; empty where the filters are all that was asked for."""
    return reading(ask.query) if ask.query else ""


def absent(held: Held, ask: Ask, found: Result) -> list[AbsentView]:
    """Say of each word that it occurs nowhere, of each value of a filter that nothing has it, and what there is."""
    # What is ticked alone is asked for in the query too, in small letters.
    each = {name.casefold(): name for name in found.missing}
    return [_absent(held, ask, found, name) for name in each.values()]


def _absent(held: Held, ask: Ask, found: Result, name: str) -> AbsentView:
    """Say that a word occurs nowhere, or a value of a filter written ``name:value``, of which some may be there."""
    field, colon, value = name.partition(":")
    if not colon or field not in (*FIELDS, *PERSONAL):
        return AbsentView(gettext("“%(word)s” does not occur in these texts.", word=name), [])
    named = "mentions" if field == "person" else field
    value = value.strip('"')
    personal = named in PERSONAL
    said = gettext("Nothing here has %(filter)s: %(value)s.", filter=labels.named(labels.FIELDS, named).lower(),
                   value=value_name(held, named, value) if value in held.persons or not personal else value)
    return AbsentView(said, [Link(value_name(held, named, one), with_value(ask, found, field, value, one))
                             for one in found.there.get(name, ())], personal)


def unfiltered(held: Held, ask: Ask, found: Result) -> int | None:
    """Count the turns that there would be without the filters ticked.

    None where nothing was typed, and where that is none because of filters that were.
    """
    if not ask.query:
        return None
    count = held.look_up(Request(ask.query, limit=1, regions=ask.regions, counted=ask.counted or "all")).turns_total
    return None if not count and any(fields(parse(found.understood).root)) else count


def not_held(held: Held, ask: Ask) -> list[str]:
    """Name the editions of the catalogue that fit the filters but are not here."""
    def fits(name: str, value: str) -> bool:
        return name not in ask.filters or value in ask.filters[name]

    if "document" in ask.filters or not fits("kind", "transcript"):
        return []
    return [
        edition.id for edition in held.catalogue.editions.values()
        if edition.id not in held.infos and fits("edition", edition.id) and fits("trial", edition.trial)
        and fits("lang", edition.lang)
    ]
