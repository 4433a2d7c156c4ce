"""What a title says of a document: its kind, who wrote it to whom, who was questioned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.description.nominative import Case, known_person, may_be_dative, person_named, spaced
from corpus.description.rules import INITIALS, SURNAME, Parties, TypeRule, description_rules, title_patterns
from corpus.model.description import Named
from corpus.names.table import NameTable

_CASES: dict[Parties, tuple[Case, Case]] = {"dash": ("nominative", "dative")}
"""The cases of author and addressee where they are not genitive and dative."""

_DASH = re.compile(r"(?<!\s)\s+[–—-]\s+")
_ORGANISATION = re.compile(r"[А-ЯЁ]{2,}")
_BARE = re.compile(SURNAME)
_TO = ("в", "во")
"""Words behind which stands what is written to."""


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What a title says; ``enclosed`` is who was questioned in a document laid in with this one."""

    doctype: str | None = None
    authors: tuple[Named, ...] = ()
    addressees: tuple[Named, ...] = ()
    questioned: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as a title has it, behind a word of kinship where there is one."""

    initials: str
    surname: str
    relation: str = ""


_Group = list["_Name | str"]
"""Names joined by commas or "и", and offices in the nominative."""


_PLAIN, _FATHER = "[А-ЯЁ][а-яё]+", "[А-ЯЁ][а-яё]+(?:ич|овн|евн|ичн|шн)(?:а|у|ем|е|ы|ой|ою)?\\b"
_IN_FULL = re.compile(
    rf"\b(?:(?P<given>{_PLAIN}) (?P<father>{_FATHER}) (?P<surname>{_PLAIN}(?:-{_PLAIN})?)"
    rf"|(?!\A)(?P<family>{_PLAIN}(?:-{_PLAIN})?) (?P<first>{_PLAIN}) (?P<second>{_FATHER}))"
)
"""A name written out in full, the surname behind or before; the first word of a title is none."""
_WITH = re.compile(r" со? (?=[А-ЯЁ]\. ?[А-ЯЁ])")


def read_title(title: str, table: NameTable) -> TitleParts:
    """Read a title; nothing is known of one that begins with no kind of document."""
    line = _with_initials(" ".join(title.split()))
    found = _rule(line)
    if found is None:
        return TitleParts()
    rule, rest = found
    if line.isupper():  # nothing tells names from other words
        return TitleParts(rule.id)
    parts = _PARTIES[rule.parties](rest, table)
    enclosed = () if parts.questioned else _enclosed(rest, table)
    return TitleParts(rule.id, parts.authors, parts.addressees, parts.questioned or enclosed)


def _with_initials(line: str) -> str:
    """Give a title with names written out in full as others have them: ``М. П. Лампиной`` for the whole of it."""
    return _IN_FULL.sub(
        lambda m: f"{(m['given'] or m['first'])[0]}. {(m['father'] or m['second'])[0]}. {m['surname'] or m['family']}",
        line)


def doctype_of_line(line: str) -> str | None:
    """Give the kind of document that a line names as a title does, None where it names none."""
    found = _rule(" ".join(line.split()))
    return found[0].id if found else None


def _rule(line: str) -> tuple[TypeRule, str] | None:
    """Give the rule that a title follows and what stands behind its words."""
    folded = line.lower().replace("ё", "е")
    for pattern, rule in title_patterns():
        if match := pattern.match(folded):
            return rule, line if rule.parties == "dash" else line[match.end():].strip()
    return None


def _letter(rest: str, table: NameTable) -> TitleParts:
    """Read "… of author to addressee": two groups, or one, whose case tells which of the two it is."""
    left, addressed, right = rest.partition(" на имя ")
    groups = _groups(left, table)
    if addressed:
        return TitleParts(authors=_people(groups[:1], "genitive", table),
                          addressees=_people(_groups(right, table)[:1], "genitive", table))
    if len(groups) == 1 and all(_is_addressed(entry) for entry in groups[0]):
        return TitleParts(addressees=_people(groups, "dative", table))
    return TitleParts(
        authors=_people(groups[:1], "genitive", table), addressees=_people(groups[1:], "dative", table))


def _is_addressed(entry: _Name | str) -> bool:
    """Whether a lone name or office is written to: its case is the dative, or it is none that writes itself."""
    if isinstance(entry, str):
        return not _ORGANISATION.match(entry)
    return not entry.relation and may_be_dative(entry.surname)


def _dash(rest: str, table: NameTable) -> TitleParts:
    left, right = _DASH.split(rest, maxsplit=1)
    author, addressee = _CASES["dash"]
    return TitleParts(authors=_people(_groups(left, table), author, table),
                      addressees=_people(_groups(right, table), addressee, table))


def _questioned(rest: str, table: NameTable) -> TitleParts:
    confronted = rest.startswith("между ")
    if not confronted and (with_whom := _WITH.search(rest)):
        left, right = (_groups(part, table)[:1] for part in (rest[: with_whom.start()], rest[with_whom.end() :]))
        return TitleParts(questioned=_people(left, "genitive", table) + _people(right, "instrumental", table))
    groups = _groups(rest.removeprefix("между "), table)
    return TitleParts(questioned=_people(groups[:1], "instrumental" if confronted else "genitive", table))


def _testimony(rest: str, table: NameTable) -> TitleParts:
    people = _people(_groups(rest, table)[:1], "genitive", table)
    return TitleParts(authors=people, questioned=people)


def _author(rest: str, table: NameTable) -> TitleParts:
    named = next((group for group in _groups(rest, table) if any(isinstance(one, _Name) for one in group)), [])
    return TitleParts(authors=_people([named], "genitive", table))


def _exchange(rest: str, table: NameTable) -> TitleParts:
    people = _people(_groups(rest, table)[:1], "genitive", table)
    return TitleParts(authors=people, addressees=people)


def _nobody(rest: str, table: NameTable) -> TitleParts:
    return TitleParts()


_PARTIES = {"letter": _letter, "dash": _dash, "questioned": _questioned, "testimony": _testimony, "author": _author,
            "exchange": _exchange, "none": _nobody}


def _enclosed(rest: str, table: NameTable) -> tuple[Named, ...]:
    """Give who was questioned in a record that a letter or report is sent with."""
    found = description_rules().titles.enclosed.search(rest)
    if not found:
        return ()
    case: Case = "instrumental" if found.group().endswith("между") else "genitive"
    return _people(_groups(rest[found.end():].strip(), table)[:1], case, table)


def _people(groups: Sequence[_Group], case: Case, table: NameTable) -> tuple[Named, ...]:
    """Give the persons of groups in the nominative, and the offices as they are."""
    return tuple(dict.fromkeys(_name_in_case(entry, case, table) for group in groups for entry in group))


def _name_in_case(entry: _Name | str, case: Case, table: NameTable) -> Named:
    if isinstance(entry, str):
        return Named(entry)
    if entry.relation:
        return Named(f"{entry.relation} {spaced(entry.initials)} {entry.surname}")
    return person_named(entry.initials, entry.surname, case, table)


@cache
def _token() -> re.Pattern[str]:
    """Give the pattern of what a title is made of: an end, a name with initials, a joint, or another word."""
    return re.compile(
        rf"(?P<stop>\b{description_rules().titles.stops})|(?P<initials>{INITIALS})(?P<surname>{SURNAME})"
        rf"|(?P<before>{SURNAME}) (?P<behind>(?:[А-ЯЁ]\. ?){{2}})"
        rf"|(?P<given>{SURNAME}) (?P<family>{SURNAME})|(?P<joint>,|\bи\b)|(?P<word>[^\s,]+)"
    )


def _groups(rest: str, table: NameTable) -> list[_Group]:
    """Cut what stands behind the kind into groups of names: a new one begins where a name follows without a joint."""
    reader = _GroupReader(table)
    for match in _token().finditer(rest):
        if match["stop"]:
            break
        reader.take(match)
    return reader.all_groups()


class _GroupReader:
    """Reads a title piece by piece. Words gather until a name, a joint or the end tells what they are."""

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._groups: list[_Group] = []
        self._words: list[str] = []
        self._joined = False
        self._written_to = False

    def take(self, match: re.Match[str]) -> None:
        """Take the next piece of a title."""
        if match["joint"]:
            self._end_words()
            self._joined = True
        elif match["surname"] or match["before"]:
            self._name(match["initials"] or match["behind"], match["surname"] or match["before"])
        elif match["given"] and known_person(match[0], self._table):
            self._name("", match[0])
        else:
            for word in match[0].split():
                self._word(word)

    def _word(self, word: str) -> None:
        if not self._words and self._is_name(word):
            self._name("", word)
        elif word != "от":  # as some titles have it before the author
            self._words.append(word)

    def all_groups(self) -> list[_Group]:
        """Give the groups, with what the last words say."""
        self._end_words()
        return [group for group in self._groups if group]

    def _name(self, initials: str, surname: str) -> None:
        """Take a name: words before it say what the named was, of whom it is kin, or another one that is written to."""
        relation = ""
        if self._words:
            relation = description_rules().titles.relations.get(self._words[-1], "")
            if self._words[0] in _TO:
                self._end_words()
                self._joined = True
            self._words.clear()
        self._add(_Name(initials, surname, relation))

    def _end_words(self) -> None:
        """Take words that no name follows for an office: one written to, or one that writes where it stands first."""
        words, self._words = self._words, []
        if not words:
            return
        self._written_to = words[0] in _TO or (self._joined and self._written_to)
        first = not self._groups and bool(_ORGANISATION.match(words[0]))
        office = _office(words[words[0] in _TO:], whole=self._written_to or first)
        if office:
            self._add(office)

    def _add(self, entry: _Name | str) -> None:
        if not self._joined or not self._groups:
            self._groups.append([])
        self._groups[-1].append(entry)
        self._joined = False

    def _is_name(self, word: str) -> bool:
        """Whether a word without initials is a name: it stands first, or the table of names has it."""
        if not _BARE.fullmatch(word):
            return False
        return not self._groups or bool(self._table.keys(word.lower().replace("ё", "е")))


def _office(words: Sequence[str], *, whole: bool) -> str:
    """Give an office in the nominative; nothing where none of its words is known and it may not stand as written."""
    offices = description_rules().titles.offices
    if words and (whole or any(word.lower() in offices for word in words)):
        return " ".join(offices.get(word.lower(), word) for word in words)
    return ""
