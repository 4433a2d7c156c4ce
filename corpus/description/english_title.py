"""The persons in a title of another language than Russian: names follow prepositions, and no case tells anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.description.nominative import known_person, spaced
from corpus.description.rules import LATIN_INITIALS, LATIN_SURNAME, Parties, description_rules
from corpus.model.description import Named
from corpus.names.table import NameTable


@dataclass(frozen=True, slots=True)
class EnglishParties:
    """Who is named: as author, as addressee, as the person questioned."""

    authors: tuple[Named, ...] = ()
    addressees: tuple[Named, ...] = ()
    questioned: tuple[Named, ...] = ()


_NAME = rf"(?:{LATIN_INITIALS}{LATIN_SURNAME}|[A-Z][\w'’]+ {LATIN_SURNAME}|{LATIN_SURNAME})"
_TO_SOMEBODY = re.compile(r"\bto (?:the |an? )?[\w'’ -]{1,60}? of\b")
_JOINT = re.compile(r"(?:, | and |, and | & )")
_NAMED = re.compile(rf"(?P<fore>{LATIN_INITIALS}|[A-Z][\w'’]+ (?=[A-Z]|von|van|de))?(?P<surname>{LATIN_SURNAME})")


def english_parties(parties: Parties, rest: str, table: NameTable) -> EnglishParties:
    """Read what stands behind the words of the kind, by who the names there are."""
    end = description_rules().titles.english.ends.search(rest)
    said = rest[: end.start()] if end else rest
    enclosed = _enclosed(rest, table)
    match parties:
        case "none":
            return EnglishParties()
        case "dash":
            left, _, right = said.partition(" to ")
            return EnglishParties(_people(left, table), _people(right, table))
        case "questioned":
            return EnglishParties(questioned=_people_behind(("of", "with", "between"), said, table, offices=False))
        case "testimony":
            people = _author(said, table)
            return EnglishParties(people, questioned=people)
        case "author":
            return EnglishParties(_author(said, table))
        case "exchange":
            people = _people_behind(("of", "with", "between"), said, table)
            return EnglishParties(people, people)
        case "letter":
            to = _behind("to").search(said)
            # What is written to may have an "of" of its own, also where nothing tells who that is.
            without = f"{said[: to.start()]} ; {said[to.end() :]}" if to else _TO_SOMEBODY.sub(" to ", said)
            return EnglishParties(_author(without, table), _people_behind(("to",), said, table), enclosed)


def _enclosed(rest: str, table: NameTable) -> tuple[Named, ...]:
    found = description_rules().titles.english.enclosed.search(rest)
    names = _names_at().match(rest, found.end()) if found else None
    return _people(names[0], table) if names else ()


def _author(said: str, table: NameTable) -> tuple[Named, ...]:
    """Give who stands behind the first preposition of an author: a later one may name a place (``of … from Paris``)."""
    found = [match for word in ("of", "by", "from") if (match := _behind(word).search(said))]
    first = min(found, key=lambda match: match.start(), default=None)
    return _named_there(first, table) if first else ()


def _people_behind(
    prepositions: tuple[str, ...], said: str, table: NameTable, *, offices: bool = True
) -> tuple[Named, ...]:
    """Give the names behind the first of each of some prepositions, in the order of the title.

    No office is questioned: without ``offices`` only persons count.
    """
    found = [
        (match.start(), _named_there(match, table))
        for word in prepositions if (match := _behind(word).search(said)) and (offices or not match["office"])
    ]
    return tuple(dict.fromkeys(name for _, people in sorted(found, key=lambda one: one[0]) for name in people))


def _named_there(match: re.Match[str], table: NameTable) -> tuple[Named, ...]:
    """Give whom a match of :func:`_behind` names: kin of somebody, persons, or an office."""
    if match["kin"]:
        return (Named(match["kin"].removeprefix("the ")),)
    return _people(match["names"] or match["office"], table)


def _people(names: str, table: NameTable) -> tuple[Named, ...]:
    """Give the persons of names joined by commas and "and"; what is no name, an office, as it is."""
    parts = [part for name in _JOINT.split(names) if (part := _joined_office().sub("", name.strip(" .,")))]
    if len(parts) > 1 and " " in parts[0] and " " not in parts[-1] and not re.search(" and | & ", names):
        parts.pop()  # where it was written: the last of several persons stands behind "and", with initials as others
    return tuple(_person(name, table) for name in parts)


def _person(name: str, table: NameTable) -> Named:
    found = _NAMED.fullmatch(name)
    if not found:
        return Named(name)
    fore = (found["fore"] or "").strip()
    initials = fore if "." in fore else f"{fore[0]}." if fore else ""
    known = known_person(found["surname"], table, initials)
    written = f"{spaced(fore) if '.' in fore else fore} {found['surname']}".strip()
    return Named(written, known.id if known else None)


@cache
def _names_at() -> re.Pattern[str]:
    before = description_rules().titles.english.before_names
    return re.compile(rf"{_NAME}(?:(?:, and |, | and | & )(?:{before})?{_NAME}){{0,8}}")


@cache
def _joined_office() -> re.Pattern[str]:
    """Give the pattern of an office before one of several names."""
    words = description_rules().titles.english
    return re.compile(rf"^(?:{words.before_names}){words.office_goes_on}(?={_NAME}$)")


@cache
def _behind(word: str) -> re.Pattern[str]:
    """Give the pattern of names, or an office, behind a preposition."""
    words = description_rules().titles.english
    named = rf"(?:{words.before_names})?{words.office_goes_on}(?P<names>{_names_at().pattern})"
    office = rf"(?P<office>{words.offices}(?: (?:of |for |the )*[A-Z][\w()]*)*)"
    # Not the one of whom they are: ``the wife of S. Burin``, ``S. Burin's wife``.
    kin = rf"(?P<kin>(?:the )?(?:former )?{words.kin} of {_NAME}|{_NAME}['’]s? (?:former )?{words.kin}\b)"
    return re.compile(rf"\b{word} (?:{kin}|{named}|{office})")
