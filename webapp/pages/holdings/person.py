"""A person: names in both scripts, roles, what they say and ask, their words, where they are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from corpus.catalogue.catalogue import Person
from corpus.errors import UnknownNameError
from indexer.generation.index import PersonTurns
from indexer.results import Request, Result
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, language
from webapp.models.models import HitView, Link, Steps
from webapp.models.words import Words
from webapp.presenting import questions
from webapp.presenting.asking import page_number
from webapp.presenting.cards import card_of_page
from webapp.presenting.holdings import stated
from webapp.presenting.passages import context_href, hit_views, person_name, text_link
from webapp.presenting.places import numbered, short_page
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.sentences import words_in

PER_PAGE = 20
"""Turns on one page of a person."""

WORDS = 24
"""Typical words shown in each language."""

CERTAIN = 10.83
"""Log-likelihood from which a difference is due to chance less than once in a thousand times."""

NAMED = 3
"""Passages shown in which a person is named."""


@site.get("/person/<person_id>")
def person(person_id: str) -> str | AnyResponse:
    """Show a person."""
    books = current_books()
    if not is_here(books, person_id) and (meant := spelt_otherwise(books, person_id)):
        return redirect(to("person", person_id=meant))
    return render_template("holdings/person.html", **person_context(books, person_id, page_number()))


def is_here(books: Books, name: str) -> bool:
    """Whether a person has a page: one of the catalogue, who speaks, or is named."""
    known = name in books.held.persons and name in books.figures.mentioned
    return bool(books.figures.voices.get(name)) or name in books.held.catalogue.persons or known


def spelt_otherwise(books: Books, name: str) -> str | None:
    """Give the one person whom a name in another spelling or alphabet means; None where that is nobody.

    Raises UnknownNameError with those whose name is like it, or who share it.
    """
    persons, spelt = books.held.index.stream.persons, name.replace("-", " ")
    named = persons.persons_named(spelt)
    found = [one for one in named or persons.persons_like(spelt) if is_here(books, one)]
    if len(found) == 1 and named:
        return found[0]
    if found:
        raise UnknownNameError(gettext("No person is called so here."), gettext(
            "Did you mean %(name)s?", name=", ".join(person_name(books.held, one) for one in found)))
    return None


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What a person says in one text: how much, from which turn to which."""

    text: Link
    role: str
    turns: int
    words: int
    first: Link
    last: Link


@dataclass(frozen=True, slots=True)
class TypicalWords:
    """Words that a person uses more than others in texts of one language, the strongest first."""

    lang: str
    words: list[Link]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where a person is named: in how many turns, of which editions and documents, and the first passages."""

    total: int
    every: str
    editions: list[Link]
    documents: list[Link]
    hits: list[HitView]


def person_context(books: Books, name: str, number: int) -> dict[str, Any]:
    """Give a person's page, with one page of turns counted from 1. Raises UnknownNameError."""
    held = books.held
    voices = books.figures.voices.get(name, [])
    known = held.persons.get(name)
    named = name in books.figures.mentioned
    if not is_here(books, name):
        raise UnknownNameError(gettext("No person is called so here."),
                               gettext("The list of persons has everyone who speaks."))
    said = passages(held, name, number) if voices else None
    last = max(1, -(-(said.passages_total if said else 0) // PER_PAGE))
    here = to("person", person_id=name)
    held_roles = roles(held, name)
    total = said.turns_total if said else 0
    return {
        "person_id": name,
        "card": card_of_page(person_name(held, name), [
            *(f"{trial.name}: {role}" for trial, role in held_roles), labels.turns(total) if total else ""], here),
        "crumbs": [Link(gettext("Persons"), to("people"))],
        "name": person_name(held, name),
        "other_name": person_name(held, name, other_language()) if known else "",
        "other_lang": other_language(),
        "roles": held_roles,
        "forms_en": forms(held, known, "en"),
        "forms_ru": forms(held, known, "ru"),
        "born": known.born if known else None,
        "source": stated(held, known.source) if known and known.source else None,
        "voices": [voice_view(held, voice) for voice in voices],
        "questions": questions.rows(books, name),
        "picture": questions.picture(books, name),
        "typical": typical(books, name, voices),
        "mentions": mentions(books, name) if known and named else None,
        "first_number": (number - 1) * PER_PAGE + 1,
        "turns_total": total,
        "turns": hit_views(books, said.hits, {}) if said else [],
        "steps": Steps(number, last, f"{here}?n={number - 1}#turns" if number > 1 else None,
                       f"{here}?n={number + 1}#turns" if number < last else None),
    }


def other_language() -> str:
    """Give the language whose script the page does not use."""
    return "en" if language() == "ru" else "ru"


def passages(held: Held, name: str, number: int) -> Result:
    """Give a page of what a person says, counted from 1, in the order of the record."""
    query = f'speaker:"{name}"'
    return held.look_up(Request(query, {}, "record", PER_PAGE, (number - 1) * PER_PAGE))


def roles(held: Held, name: str) -> list[tuple[Link, str]]:
    """Give each trial in which a person has a role, with the way to what they say in it, and the role."""
    out = []
    for trial in held.catalogue.trials.values():
        role = held.catalogue.role(trial.id, name)
        if role:
            notes = [e.note for e in trial.roles if e.person == name and e.note]
            said = labels.named(labels.ROLES, role)
            said += f" ({'; '.join(stated(held, note).text for note in notes)})" if notes else ""
            out.append((Link(held.trial_title(trial.id), to("search", trial=trial.id, speaker=name)), said))
    return out


def forms(held: Held, known: Person | None, lang: str) -> list[tuple[Words, Words]]:
    """Give the further spellings of a name, and whose each is, which may be empty."""
    if known is None:
        return []
    entries = known.forms_en if lang == "en" else known.forms_ru
    return [(words_in(form.text, lang), stated(held, form.note or "")) for form in entries]


def voice_view(held: Held, voice: PersonTurns) -> VoiceView:
    """Give what a person says in one text as a line of a table."""
    return VoiceView(
        text_link(held, held.infos[voice.text_id]),
        ", ".join(labels.named(labels.ROLES, role) for role in voice.roles),
        voice.turns, voice.words, turn_link(held, voice.first), turn_link(held, voice.last),
    )


def turn_link(held: Held, ref: str) -> Link:
    """Give the way to a turn, called by sitting and page, else by the last part of its reference."""
    turn = held.turn(ref)
    place = short_page(turn.page) or numbered(turn.ref, str(turn.ordinal))
    name = f"{labels.sitting(turn.sitting)}, {place}" if turn.sitting else place
    return Link(name, context_href(held.infos[turn.text_id], turn))


def typical(books: Books, name: str, voices: list[PersonTurns]) -> list[TypicalWords]:
    """Give the words a person uses more than others in the editions, beyond chance, by language."""
    if not any(books.held.infos[voice.text_id].is_edition for voice in voices):
        return []
    found: dict[str, list[Link]] = {}
    for row in books.figures.typical_words(name).rows:
        if row.log_likelihood >= CERTAIN and len(found.setdefault(row.lang, [])) < WORDS:
            found[row.lang].append(Link(row.word, to("search", q=row.query, view="kwic"), row.hits, lang=row.lang))
    return [TypicalWords(lang, words) for lang, words in found.items() if words]


def mentions(books: Books, name: str) -> Mentions:
    """Give where a person is named: texts with their counts, and the first passages."""
    held = books.held
    query = f'mentions:"{name}"'
    found = held.look_up(Request(query, {}, "record", NAMED, facets=True))
    counts = {facet.name: facet.values for facet in found.facets}
    editions, documents = (
        [Link(held.short_title(held.infos[value]), to("search", **{"q": query, kind: value}), count,
              lang=held.infos[value].lang)
         for value, count in counts.get(kind, ()) if value in held.infos]
        for kind in ("edition", "document")
    )
    return Mentions(found.turns_total, to("search", q=query), editions, documents,
                    hit_views(books, found.hits, {}))
