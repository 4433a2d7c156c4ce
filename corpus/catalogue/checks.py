"""Whether a catalogue holds together: nothing dangles, nothing doubtful is fetched, every entry has its source.

The bundled catalogues are held to this by their tests, a user's own one whenever it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

from corpus.catalogue.entries import Edition, Part, Person, Source, Trial

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue

LANGUAGES = re.compile(r"[a-z]{2}")
"""Languages are told by their two letters (ISO 639-1, https://www.loc.gov/standards/iso639-2/php/code_list.php)."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EDITION_ID = re.compile(r"(?<![a-z0-9])[a-z0-9]++(-[a-z0-9]++)+")
"""With a hyphen at least: addresses of the site and folders of a home are single words."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold: in which file, at which key, and why, as the end of a sentence."""

    file: str
    key: str
    why: str


def faults(catalogue: Catalogue) -> list[Fault]:
    """Give all that does not hold in a catalogue, file by file; none where it holds together."""
    return [*_trials(catalogue), *_persons(catalogue), *_editions(catalogue), *_sources(catalogue),
            *_offices(catalogue)]


def _trials(catalogue: Catalogue) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for trial in catalogue.trials.values():
        key = trial.id
        yield from _identified("trials.toml", key, trial.source, _ID)
        for sitting in trial.sittings:
            if owners.setdefault(sitting.id, key) != key:
                yield Fault("trials.toml", f"{key}.sittings", f"the trial {owners[sitting.id]} sat on {sitting.id} too")
        yield from _days(trial)
        yield from _roles(trial, catalogue)
        yield from _shared_names(trial, catalogue)


def _days(trial: Trial) -> Iterator[Fault]:
    """Hold the sittings of a trial to its days: within them, in the order of time, each once."""
    ids = [sitting.id for sitting in trial.sittings]
    places = [(sitting.date, get_args(Part).index(sitting.part)) for sitting in trial.sittings]
    if trial.start > trial.end:
        yield Fault("trials.toml", f"{trial.id}.end", "it is before the start")
    if len(set(ids)) < len(ids):
        yield Fault("trials.toml", f"{trial.id}.sittings", "two have the same day and part")
    if places != sorted(places):
        yield Fault("trials.toml", f"{trial.id}.sittings", "they do not stand in the order of time")
    for sitting in trial.sittings:
        if not trial.start <= sitting.date <= trial.end:
            yield Fault("trials.toml", f"{trial.id}.sittings", f"{sitting.id} is not between start and end")


def _roles(trial: Trial, catalogue: Catalogue) -> Iterator[Fault]:
    """Hold the roles of a trial to the persons and sittings there are."""
    sittings = {sitting.id for sitting in trial.sittings}
    for entry in trial.roles:
        key = f"{trial.id}.roles"
        if entry.person not in catalogue.persons:
            yield Fault("trials.toml", key, f"there is no person {entry.person!r} in persons.toml")
        for name in entry.sittings:
            if name not in sittings:
                yield Fault("trials.toml", key, f"there is no sitting {name!r}")
    taking_part = {entry.person for entry in trial.roles}
    for name in sorted({name for group in trial.namesakes for name in group} - taking_part):
        yield Fault("trials.toml", f"{trial.id}.namesakes", f"{name!r} has no role in this trial")


def _shared_names(trial: Trial, catalogue: Catalogue) -> Iterator[Fault]:
    """Give persons of one name who are not told apart, and namesakes who are not of one name."""
    people = [catalogue.persons[name] for name in catalogue.roles(trial.id) if name in catalogue.persons]
    for one, other in combinations(people, 2):
        grouped = any({one.id, other.id} <= set(group) for group in trial.namesakes)
        if not grouped and (both := _spellings(one) & _spellings(other)):
            yield Fault("trials.toml", f"{trial.id}.namesakes",
                        f"{one.id} and {other.id} are both called {min(both)}; list them as namesakes")
    for group in trial.namesakes:
        of_group = [person for person in people if person.id in group]
        for lang, surnames in (("en", {p.name_en for p in of_group}), ("ru", {p.name_ru for p in of_group})):
            if len(surnames) > 1:
                yield Fault("trials.toml", f"{trial.id}.namesakes", f"{', '.join(sorted(surnames))} are no namesakes")
            if len({person.display(lang) for person in of_group}) < len(of_group):
                yield Fault("trials.toml", f"{trial.id}.namesakes",
                            f"{', '.join(p.id for p in of_group)} need initials_{lang} that tell them apart")


def _spellings(person: Person) -> set[str]:
    return {person.name_en, person.name_ru, *(form.text for form in person.forms_en + person.forms_ru)}


def _persons(catalogue: Catalogue) -> Iterator[Fault]:
    """Hold the persons to the roles they have, and their names to be different ones."""
    taking_part = {entry.person for trial in catalogue.trials.values() for entry in trial.roles}
    for person in catalogue.persons.values():
        yield from _identified("persons.toml", person.id, person.source, _ID)
        if person.id not in taking_part:
            yield Fault("persons.toml", person.id, "no trial gives this person a role (roles of trials.toml)")
        for key, forms, name in (("forms_en", person.forms_en, person.name_en),
                                 ("forms_ru", person.forms_ru, person.name_ru)):
            texts = [form.text for form in forms]
            if len(set(texts)) < len(texts) or name in texts:
                yield Fault("persons.toml", f"{person.id}.{key}", "a form stands twice")


def _editions(catalogue: Catalogue) -> Iterator[Fault]:
    """Hold editions to their trials, languages and facsimiles."""
    for edition in catalogue.editions.values():
        key = edition.id
        yield from _identified("editions.toml", key, edition.source, _EDITION_ID)
        if not LANGUAGES.fullmatch(edition.lang):
            yield Fault("editions.toml", f"{key}.lang", f"{edition.lang!r} is not a language by its two letters")
        if edition.facsimile_of not in (None, *catalogue.editions):
            yield Fault("editions.toml", f"{key}.facsimile_of", f"there is no edition {edition.facsimile_of!r}")
        if edition.trial not in catalogue.trials:
            yield Fault("editions.toml", f"{key}.trial", f"there is no trial {edition.trial!r} in trials.toml")
            continue
        yield from _contents(edition, catalogue)


def _contents(edition: Edition, catalogue: Catalogue) -> Iterator[Fault]:
    """Hold the contents of an edition to sittings and persons there are, and pages to rise."""
    order = [sitting.id for sitting in catalogue.trials[edition.trial].sittings]
    key = f"{edition.id}.contents"
    for section in edition.contents:
        for name in (section.sitting, section.through):
            if name not in (None, *order):
                yield Fault("editions.toml", key, f"the trial has no sitting {name!r}")
        if section.speaker not in (None, *catalogue.persons):
            yield Fault("editions.toml", key, f"there is no person {section.speaker!r}")
    pages = [int(section.page) for section in edition.contents if section.page and section.page.isdecimal()]
    guesses = [section.page_estimate for section in edition.contents if section.page_estimate is not None]
    sittings = [order.index(section.sitting) for section in edition.contents if section.sitting in order]
    for what, values in (("pages", pages), ("estimates of pages", guesses), ("sittings", sittings)):
        if values != sorted(values):
            yield Fault("editions.toml", key, f"the {what} go back")
    files = {section.file for section in edition.contents}
    for anchor in edition.anchors:
        if anchor.file not in files:
            yield Fault("editions.toml", f"{edition.id}.anchors", f"no section stands in {anchor.file!r}")


def _sources(catalogue: Catalogue) -> Iterator[Fault]:
    """Hold the sources to trials and editions, and each of their pages to be listed once."""
    sittings = {sitting.id for trial in catalogue.trials.values() for sitting in trial.sittings}
    fetched: set[str] = set()
    for source in catalogue.sources:
        key = source.url
        if not source.source.strip():
            yield Fault("sources.toml", key, "it does not say where its facts stand (source)")
        if source.trial not in (None, *catalogue.trials):
            yield Fault("sources.toml", key, f"there is no trial {source.trial!r}")
        if source.edition is not None:
            edition = catalogue.editions.get(source.edition)
            if edition is None or edition.trial != source.trial:
                yield Fault("sources.toml", key, f"{source.edition!r} is no edition of the trial {source.trial!r}")
        for page in source.pages:
            if not {page.sitting, page.through} - {None} <= sittings:
                yield Fault("sources.toml", key, f"there is no sitting {page.sitting!r}")
            if page.url in fetched:
                yield Fault("sources.toml", key, f"{page.url} is listed twice")
            fetched.add(page.url)
        yield from _fetchable(source)


def _fetchable(source: Source) -> Iterator[Fault]:
    """Give what is wrong with the addresses of a source, and with what is said of fetching it."""
    for url in (source.url, *(address for page in source.pages for address in (page.url, page.link))):
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or not host or set(url) & set(' <>"'):
            yield Fault("sources.toml", source.url, f"{url} is no address of a page")
    if source.fetch and source.reason:
        yield Fault("sources.toml", source.url, "a source that is fetched has no reason why not")
    if not source.fetch and not source.reason:
        yield Fault("sources.toml", source.url, "say fetch = true, or give a reason of [reasons] why not")
    if source.fetch and source.certainty != "high":
        yield Fault("sources.toml", source.url, "only what is certain is fetched")
    if source.fetch and not source.edition:
        yield Fault("sources.toml", source.url, "a source that is fetched belongs to an edition")


def _offices(catalogue: Catalogue) -> Iterator[Fault]:
    keys = [(office.text, office.lang, office.trial) for office in catalogue.offices]
    for key in sorted({key for key in keys if keys.count(key) > 1}, key=str):
        yield Fault("offices.toml", key[0], "it stands twice")
    for office in catalogue.offices:
        if office.trial not in (None, *catalogue.trials):
            yield Fault("offices.toml", office.text, f"there is no trial {office.trial!r}")


def _identified(file: str, key: str, source: str, pattern: re.Pattern[str]) -> Iterator[Fault]:
    if not pattern.fullmatch(key):
        hyphen = " with a hyphen" if pattern is _EDITION_ID else ""
        yield Fault(file, key, f"an identifier is of small Latin letters, figures and hyphens{hyphen}, as en-1933")
    if not source.strip():
        yield Fault(file, key, "it does not say where its facts stand (source)")
