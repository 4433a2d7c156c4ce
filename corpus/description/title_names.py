"""The names in a title: groups of persons and offices, as they stand behind the words of its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.description.nominative import agree, is_unchanged, known_person, may_be_dative
from corpus.description.office_holders import is_holder, is_of_place, office_case, office_that_writes
from corpus.description.rules import INITIALS, SURNAME, description_rules
from corpus.language.russian import (
    cases_of_person,
    is_given_name,
    is_of_what,
    man_nominative,
    people_nominative,
    thing_in_accusative,
)
from corpus.names.table import NameTable

ORGANISATION = re.compile(r"[А-ЯЁ]{2,}")
"""The beginning of an organisation in capitals, which may write and be written to."""

_BARE = re.compile(SURNAME)
_NUMBER = re.compile(r"(?:[IVXLCХ]+|\d{1,3}(?:-\w{1,3})?)")
"""The number of a congress or a department, in Latin letters or the Cyrillic one like them."""
_LISTED = re.compile(r"\s*(?:[А-ЯЁ]{2,8} )?([а-яё]+)")
_STOPPED = re.compile(r"(?<=[А-ЯЁ]{2}|[а-я]\))\.(?:\s|$)")
"""The end of a sentence behind the letters of an organisation."""
_OTHERS = re.compile(r" и (?:др\.|других|другим|другими|товарищей)(?=\W|$)")
_BEFORE_NAMES = ("от", "к", "ко")
"""Words that some titles have before the author or the addressee."""
_TO = ("в", "во")
"""Words behind which stands what is written to."""


@dataclass(frozen=True, slots=True)
class TitleName:
    """A name as a title has it: initials or a given name, the surname, a word of kinship where one stands before it.

    ``written_to`` says that a word of kinship in the dative makes it the addressee.
    """

    initials: str
    surname: str
    relation: str = ""
    given: str = ""
    written_to: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a surname alone."""
        return not (self.initials or self.given or self.relation)


@dataclass(frozen=True, slots=True)
class TitleOffice:
    """An office in the nominative; ``written_to`` where the title has "в" before it, or it is in the dative.

    ``writes`` says that it stands in the genitive, as authors do.
    """

    name: str
    written_to: bool = False
    writes: bool = False


Group = list[TitleName | TitleOffice]
"""Names joined by commas or "и", and offices."""


@cache
def _token() -> re.Pattern[str]:
    """Give the pattern of what a title is made of: an end, a name with initials, a joint, or another word."""
    return re.compile(
        rf"(?P<stop>\b{description_rules().titles.stops})|(?P<initials>{INITIALS})(?P<surname>{SURNAME})"
        # Initials behind a surname: those before another one are its own, unless that has some behind it as well.
        rf"|(?P<before>{SURNAME}) (?P<behind>(?:[А-ЯЁ]\. ?+){{1,3}}+)(?!{SURNAME}(?![\w-])(?! [А-ЯЁ]\.))"
        rf"|(?P<given>{SURNAME}) (?P<family>{SURNAME})|(?P<joint>,|\bи\b)|(?P<word>[^\s,]+)"
    )


def before_stop(rest: str) -> str:
    """Give what stands before the words that end what a title says of persons."""
    stop = next((match for match in _token().finditer(rest) if match["stop"]), None)
    return rest[: stop.start()] if stop else rest


def groups_in(rest: str, table: NameTable) -> list[Group]:
    """Cut what stands behind the kind into groups of names: a new one begins where a name follows without a joint."""
    reader = _GroupReader(table)
    rest = _STOPPED.split(rest, maxsplit=1)[0]
    titles = description_rules().titles
    rest = titles.sections.sub("", titles.places.sub(" ", rest)).strip()
    rest, at = _OTHERS.sub("", rest), 0
    while (match := _token().search(rest, at)) and not match["stop"]:
        at = reader.take(match)
    return reader.all_groups()


class _GroupReader:
    """Reads a title piece by piece. Words gather until a name, a joint or the end tells what they are."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._groups: list[Group] = []
        self._words: list[str] = []
        self._joined = False
        self._comma = False
        self._written_to = False

    def take(self, match: re.Match[str]) -> int:
        """Take the next piece of a title; give where the one behind it begins."""
        if match["joint"]:
            self._join(match["joint"], match.string[match.end() :])
        elif match["surname"] or match["before"]:
            self._name(match["initials"] or match["behind"], match["surname"] or match["before"])
        elif match["given"] and known_person(match[0], self._table):
            self._name("", match[0])
        elif match["given"] and self._takes_names(match["given"]) and _is_inverted(match["given"], match["family"]):
            self._name("", match["given"], match["family"])
        elif match["given"] and self._takes_names(match["given"]) and agree(match["given"], match["family"]):
            self._name("", match["family"], match["given"])
        elif match["given"]:
            self._word(match["given"], match.string[match.end("given") :])
            return match.end("given")
        else:
            self._word(match[0], match.string[match.end() :])
        return match.end()

    def _join(self, joint: str, behind: str) -> None:
        """Take a comma or "и": it ends an office, unless what the office is of goes on (``обкомов, крайкомов``)."""
        listed = _LISTED.match(behind)
        if self._words and listed and is_of_what(listed[1]) and is_of_what(self._words[-1]):
            self._words[-1:] = [f"{self._words[-1]},"] if joint == "," else [self._words[-1], joint]
            return
        self._end_words()
        self._joined, self._comma = True, joint == ","

    def _takes_names(self, given: str) -> bool:
        """Whether words with capitals may be a name: no office has begun with one, or the first is a given name."""
        begun = any(word[0].isupper() for word in self._words)
        return self._words[:1] != ["в"] and (not begun or is_given_name(given.lower()))

    def _word(self, word: str, behind: str) -> None:
        kin = description_rules().titles.kin
        if (not self._words and self._is_name(word, behind)) or is_holder(word, self._words, behind):
            self._name("", word)
        elif word.rstrip(".;") in kin and not self._words:
            self._words.append(word.rstrip(".;"))
        elif self._words or word not in _BEFORE_NAMES:
            if self._words and (word in _TO or _is_dative_office(word)) and _may_write(self._words):
                self._end_words()
            self._words.append(word)

    def all_groups(self) -> list[Group]:
        """Give the groups, with what the last words say."""
        self._end_words()
        return [group for group in self._groups if group]

    def _name(self, initials: str, surname: str, given: str = "") -> None:
        """Take a name: words before it say what the named was, of whom it is kin, or another one that is written to."""
        relation, written_to = "", False
        if self._words:
            relation, written_to = self._kinship(surname)
            begun = self._words[0]
            if relation in description_rules().titles.relations.values() and self._is_beside_name:
                self._words.clear()
                return  # says who the one before is
            if begun in _TO or (not self._groups and self._is_written_by(surname)):
                self._end_words()
                self._joined = begun in _TO
            self._words.clear()
        self._add(TitleName(initials, surname, relation, given, written_to))

    def _kinship(self, surname: str) -> tuple[str, bool]:
        """Give what kin the last word before a name says, and whether it is written to, as an office in the dative is.

        A dative with a name in the dative is the same person; one with a genitive is kin of the named.
        """
        titles, last = description_rules().titles, self._words[-1]
        if last not in titles.kin:
            relation = titles.relations.get(last, "")
            return relation, not relation and office_case(self._words) == "dative"
        same = may_be_dative(surname) or surname.endswith("ой")
        return "" if same else titles.kin[last], True

    def _is_written_by(self, surname: str) -> bool:
        """Whether the first words are who writes and a surname behind them whom it goes to, not who holds the office.

        The head of an organisation stands in the genitive; the words of an office say the case of an unchanged name.
        """
        if ORGANISATION.match(self._words[0]):
            return _is_no_genitive(surname)
        return may_be_dative(surname) and bool(office_that_writes(self._words))

    @property
    def _is_beside_name(self) -> bool:
        """Whether what comes stands behind a comma beside one who is named."""
        return self._comma and self._joined and bool(self._groups) and isinstance(self._groups[-1][-1], TitleName)

    def _kin_written_to(self, word: str) -> str:
        """Give the kin that a word without a name is as an addressee, empty where it is none."""
        titles = description_rules().titles
        return titles.relations[word] if self._groups and word in titles.kin_alike else titles.kin.get(word, "")

    def _end_words(self) -> None:
        """Take words that no name follows for an office: one written to, or one that writes where it stands first."""
        words, self._words = self._words, []
        if not words:
            return
        words[-1] = re.sub(r"(?<=[а-яё]{3})\.$", "", words[-1])
        if len(words) == 1 and (kin := self._kin_written_to(words[0])):
            self._add(TitleOffice(kin, written_to=True))
            return
        self._written_to = words[0] in _TO or (self._joined and self._written_to)
        if words == ["комиссии"] and not self._groups:
            return  # who writes or whom it goes to: both cases are the same
        writes = "" if self._groups else office_that_writes(words)
        if writes:
            self._add(TitleOffice(writes, writes=True))
            return
        first = not self._groups and bool(ORGANISATION.match(words[0]))
        office = _office(words[words[0] in _TO:], whole=self._written_to or first)
        if office:
            self._add(TitleOffice(office, written_to=not first))

    def _add(self, entry: TitleName | TitleOffice) -> None:
        if not self._joined or not self._groups:
            self._groups.append([])
        self._groups[-1].append(entry)
        self._joined = False

    def _is_name(self, word: str, behind: str) -> bool:
        """Whether a word without initials is a name: it stands first or behind another such, or the table has it."""
        if not _BARE.fullmatch(word) or is_of_place(word.lower(), behind):
            return False
        last = self._groups[-1][-1] if self._groups else None
        beside = isinstance(last, TitleName) and last.bare and (self._joined or may_be_dative(word))
        return not self._groups or beside or bool(self._table.keys(word.lower().replace("ё", "е")))


def _is_no_genitive(surname: str) -> bool:
    """Whether a surname behind an organisation is not that of its head: the dative, or the same in all cases."""
    return may_be_dative(surname) or is_unchanged(surname)


def _is_inverted(surname: str, given: str) -> bool:
    """Whether two words with capitals are a surname and a given name behind it, in one case."""
    return is_given_name(given.lower()) and not is_given_name(surname.lower()) and agree(given, surname)


def _is_dative_office(word: str) -> bool:
    """Whether a word is that of an office in the dative, so that what stands before it is another one."""
    known = word in description_rules().titles.offices
    return word.endswith(("у", "ю", "ам", "ям", "им", "ым")) and (known or bool(people_nominative(word)))


def _may_write(words: Sequence[str]) -> bool:
    """Whether words that begin what a title says are somebody who writes: an organisation, or an office."""
    return bool(ORGANISATION.match(words[0]) or office_that_writes(words))


def _is_dative_person(word: str) -> bool:
    """Whether a word without a capital is what somebody is, or some are, to whom something is written."""
    return word.islower() and (cases_of_person(word) == {"dative"} or bool(people_nominative(word)))


def _office(words: Sequence[str], *, whole: bool) -> str:
    """Give an office in the nominative; nothing where none of its words is known and it may not stand as written."""
    offices = description_rules().titles.offices
    told = (place for place, word in enumerate(words) if word.lower() in offices or _is_dative_person(word))
    known = next(told, None)
    if not whole and known:  # what stands before the office and agrees with nothing is who writes
        begun = next((at + 1 for at in reversed(range(known)) if not _goes_with_office(words[at])), 0)
        words, known = words[begun:], known - begun
    if words and (whole or known is not None):
        return " ".join(_office_word(word, offices, before=place < (known or 0)) for place, word in enumerate(words))
    return ""


def _goes_with_office(word: str) -> bool:
    """Whether a word before an office in the dative or accusative belongs to it: an adjective or a number."""
    return word.endswith(("ому", "ему", "ую")) or bool(_NUMBER.fullmatch(word))


def _office_word(word: str, offices: dict[str, str], *, before: bool) -> str:
    """Give a word of an office in the nominative, with its capital; adjectives ``before`` the known word agree."""
    for ending, nominative in (("-му", "-й"), ("ую", "ая"), ("ому", "ый"), ("ему", "ий")):
        if before and word.endswith(ending):
            return word.removesuffix(ending) + nominative
    person = _person_word(word) if not before and _is_dative_person(word) else word
    given = offices.get(word.lower(), person)
    if given == word and word.islower():
        given = thing_in_accusative(word) or word
    return given[0].upper() + given[1:] if word[0].isupper() else given


def _person_word(word: str) -> str:
    """Give the nominative of a word in the dative for a person or several."""
    return people_nominative(word) or man_nominative(word, "dative") or word
