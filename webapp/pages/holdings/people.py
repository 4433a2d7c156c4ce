"""The list of persons: by trial and role, then others who speak, then those who are only named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import render_template

from webapp.books.books import Books
from webapp.i18n.i18n import gettext
from webapp.pages.holdings.person import other_language
from webapp.presenting.passages import person_name
from webapp.server.links import to
from webapp.server.site import current_books, site
from webapp.wording import labels

ORDER = ("president", "member", "reserve", "secretary", "commandant", "prosecutor", "counsel", "defendant",
         "witness", "expert")
"""Roles in the order of the list."""


@site.get("/people/")
def people() -> str:
    """List the persons."""
    return render_template("holdings/people.html", **people_context(current_books()))


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person in the list, with the name in the other script."""

    name: str
    href: str
    other: str
    other_lang: str
    turns: int
    mentions: int = 0


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


def people_context(books: Books) -> dict[str, Any]:
    """Give all persons by trial and role, then those of no trial."""
    held = books.held
    groups = []
    listed: set[str] = set()
    for trial in held.catalogue.trials.values():
        roles = held.catalogue.roles(trial.id)
        order = sorted({*roles.values()}, key=lambda r: (ORDER.index(r) if r in ORDER else len(ORDER), r))
        parts = [role_group(role, [person_entry(books, p, trial.id) for p, r in roles.items() if r == role])
                 for role in order]
        listed.update(roles)
        groups.append(TrialGroup(held.trial_title(trial.id), parts))
    others = [person_entry(books, name) for name in books.figures.voices if name not in listed]
    named = [replace(person_entry(books, name), mentions=count) for name, count in books.figures.mentioned.items()
             if name in held.persons and name not in listed and name not in books.figures.voices]
    parts = [RoleGroup(title, sorted(group, key=lambda e: e.name.split()[-1]))
             for title, group in ((gettext("speakers of documents and outsiders"), others),
                                  (gettext("named in the texts"), named)) if group]
    if parts:
        groups.append(TrialGroup(gettext("Others"), parts))
    return {"groups": groups}


def role_group(role: str, persons: list[PersonEntry]) -> RoleGroup:
    """Give the persons of a role by their names, under the word for one or for several."""
    table = labels.ROLES_OF_MANY if len(persons) > 1 and role in labels.ROLES_OF_MANY else labels.ROLES
    return RoleGroup(labels.named(table, role), sorted(persons, key=lambda e: e.name.split()[-1]))


def person_entry(books: Books, name: str, trial: str | None = None) -> PersonEntry:
    """Give a person as the list has them, with the turns in one trial or in all texts."""
    held = books.held
    voices = books.figures.voices.get(name, ())
    turns = sum(v.turns for v in voices if trial is None or held.infos[v.text_id].trial == trial)
    other = other_language()
    known = name in held.persons
    return PersonEntry(person_name(held, name), to("person", person_id=name),
                       person_name(held, name, other) if known else "", other, turns)
