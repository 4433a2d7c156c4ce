"""Persons: the list, and the page of each with names, roles and turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.catalogue import Person
from corpus.errors import UnknownNameError
from indexer.reader import PersonTurns
from indexer.results import Request, Result
from webapp import labels, questions
from webapp.books import Books
from webapp.context import to
from webapp.i18n import gettext, language
from webapp.models import Link, Steps
from webapp.present import context_href, hit_view, person_name, short_page, text_link

PER_PAGE = 30
"""Turns on one page of a person."""

ORDER = ("president", "member", "reserve", "secretary", "commandant", "prosecutor", "counsel", "defendant",
         "witness", "expert")
"""Roles in the order of the list."""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person in the list, with the name in the other script."""

    name: str
    href: str
    other: str
    other_lang: str
    turns: int


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Persons of one role."""

    title: str
    persons: list[PersonEntry]


@dataclass(frozen=True, slots=True)
class TrialGroup:
    """Persons of one trial, by role."""

    title: str
    parts: list[RoleGroup]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """What a person says in one text: how much, from which turn to which."""

    text: Link
    turns: int
    words: int
    first: Link
    last: Link


def people(books: Books) -> dict[str, Any]:
    """Give all persons by trial and role, then those of no trial."""
    groups = []
    listed: set[str] = set()
    for trial in books.catalogue.trials.values():
        roles = books.catalogue.roles(trial.id)
        order = sorted({*roles.values()}, key=lambda r: (ORDER.index(r) if r in ORDER else len(ORDER), r))
        parts = [RoleGroup(labels.named(labels.ROLES, role),
                           sorted((entry(books, p, trial.id) for p, r in roles.items() if r == role),
                                  key=lambda e: e.name.split()[-1]))
                 for role in order]
        listed.update(roles)
        groups.append(TrialGroup(books.trial_title(trial.id), parts))
    others = [entry(books, name) for name in books.voices if name not in listed]
    if others:
        groups.append(TrialGroup(gettext("Others"), [RoleGroup(gettext("speakers of documents and outsiders"),
                                                               sorted(others, key=lambda e: e.name))]))
    return {"groups": groups}


def entry(books: Books, name: str, trial: str | None = None) -> PersonEntry:
    """Give a person as the list has them, with the turns in one trial or in all texts."""
    voices = books.voices.get(name, ())
    turns = sum(v.turns for v in voices if trial is None or books.infos[v.text_id].trial == trial)
    other = other_language()
    known = name in books.catalogue.persons
    return PersonEntry(person_name(books, name), to("person", person_id=name),
                       person_name(books, name, other) if known else "", other, turns)


def other_language() -> str:
    """Give the language whose script the page does not use."""
    return "en" if language() == "ru" else "ru"


def person(books: Books, name: str, number: int) -> dict[str, Any]:
    """Give a person's page, with one page of turns counted from 1. Raises UnknownNameError."""
    voices = books.voices.get(name, [])
    known = books.catalogue.persons.get(name)
    if not voices and not known:
        raise UnknownNameError(gettext("No person is called so here."),
                               gettext("The list of persons has everyone who speaks."))
    said = passages(books, name, number) if voices else None
    last = max(1, -(-(said.passages_total if said else 0) // PER_PAGE))
    here = to("person", person_id=name)
    return {
        "person_id": name,
        "crumbs": [Link(gettext("Persons"), to("people"))],
        "name": person_name(books, name),
        "other_name": person_name(books, name, other_language()) if known else "",
        "other_lang": other_language(),
        "roles": roles(books, name, voices),
        "forms_en": forms(known, "en"),
        "forms_ru": forms(known, "ru"),
        "born": known.born if known else None,
        "voices": [voice_view(books, voice) for voice in voices],
        "questions": questions.rows(books, name),
        "picture": questions.picture(books, name),
        "searches": searches(books, name, voices),
        "first_number": (number - 1) * PER_PAGE + 1,
        "turns": [hit_view(books, hit, {}) for hit in said.hits] if said else [],
        "steps": Steps(number, last, f"{here}?n={number - 1}" if number > 1 else None,
                       f"{here}?n={number + 1}" if number < last else None),
    }


def passages(books: Books, name: str, number: int) -> Result:
    """Give a page of what a person says, counted from 1, in the order of the record."""
    query = f'speaker:"{name}"'
    return books.search(Request(query, {}, "record", PER_PAGE, (number - 1) * PER_PAGE))


def roles(books: Books, name: str, voices: list[PersonTurns]) -> list[tuple[str, str, str]]:
    """Give trial or text, role there, and the way to it."""
    out = []
    for trial in books.catalogue.trials.values():
        role = books.catalogue.role(trial.id, name)
        if role:
            notes = [e.note for e in trial.roles if e.person == name and e.note]
            said = labels.named(labels.ROLES, role)
            said += f" ({'; '.join(notes)})" if notes and language() == "en" else ""
            out.append((books.trial_title(trial.id), said, to("search", trial=trial.id, speaker=name)))
    for voice in voices:
        text = books.infos[voice.text_id]
        if not text.is_edition:
            role = ", ".join(labels.named(labels.ROLES, r) for r in voice.roles) or gettext("speaks")
            out.append((text.title, role, to("contents", text_id=text.id)))
    return out


def forms(known: Person | None, lang: str) -> list[str]:
    """Give the further spellings of a name, with whose they are."""
    if known is None:
        return []
    entries = known.forms_en if lang == "en" else known.forms_ru
    return [f"{form.text} ({form.note})" if form.note else form.text for form in entries]


def voice_view(books: Books, voice: PersonTurns) -> VoiceView:
    """Give what a person says in one text as a line of a table."""
    text = books.infos[voice.text_id]
    return VoiceView(text_link(books, text), voice.turns, voice.words, turn_link(books, voice.first),
                     turn_link(books, voice.last))


def searches(books: Books, name: str, voices: list[PersonTurns]) -> list[Link]:
    """Give searches that a person's page leads to: where others say the name."""
    known = books.catalogue.persons.get(name)
    if known is None or known.office:
        return []
    return [Link(gettext("Where “%(name)s” is said", name=said), to("search", q=said), lang=lang)
            for lang, said in (("en", known.name_en), ("ru", known.name_ru))]


def turn_link(books: Books, ref: str) -> Link:
    """Give the way to a turn, called by sitting and page, else by the last part of its reference."""
    turn = books.turn(ref)
    place = short_page(turn.page) or ref.rsplit("/", 1)[-1]
    name = f"{labels.sitting(turn.sitting)}, {place}" if turn.sitting else place
    return Link(name, context_href(books.infos[turn.text_id], turn))
