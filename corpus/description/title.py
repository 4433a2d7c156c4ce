"""What a title says of a document: its kind, who wrote it to whom, who was questioned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.description.days import without_days
from corpus.description.english_title import english_parties
from corpus.description.nominative import Case, given_and_surname, known_person, may_be_dative, person_named, spaced
from corpus.description.rules import LATIN_INITIALS, LATIN_SURNAME, TypeRule, description_rules, title_patterns
from corpus.description.title_names import ORGANISATION, Group, TitleName, TitleOffice, before_stop, groups_in
from corpus.language.script import is_cyrillic
from corpus.model.description import Named
from corpus.names.table import NameTable

MAX_HEAD_CHARS = 200
"""Characters of a line of a head, at most."""

_SENTENCE = re.compile(r"(?:[:;,?!…]|(?<![\s.][А-ЯЁA-Zг])\.)\s*$")
"""How a sentence ends, and not an initial or a year."""
_NAMED = re.compile(r"\b[А-ЯЁA-Z]\. ?[А-ЯЁA-Z]|(?<=\w )[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+")
_ADDRESS = re.compile(r"\b(?:тов|т|гр|гр-н\w?|гр-к\w)\. ?(?=[А-ЯЁ])")
"""What stands short before a name and says nothing of it."""
_DASH = re.compile(r"(?<!\s)\s+[–—-]\s+")
_FROM = re.compile(r"(?:^|\s)от (?=[А-ЯЁ])")
"""Words behind which the author stands, as in some titles."""
_WITH = re.compile(
    r" со? (?:(?:(?:обвиняем|свидетел|арестованн|подследственн)\w{1,5} )(?=[А-ЯЁ])"
    r"|(?=[А-ЯЁ]\. ?[А-ЯЁ]|(?:[а-яё-]{3,20} ){0,4}[А-ЯЁ][а-яё]+(?:[ыио]м|ем|[ое]й)\b))"
)
"""Words behind which the other one of two stands in the instrumental."""

_BETWEEN = re.compile(r"(?:^|\s)между (?=(?:[а-яё-]{3,20} ){0,4}[А-ЯЁ])")
"""A word behind which both stand in the instrumental."""

_PLAIN, _FATHER = "[А-ЯЁ][а-яё]+", "[А-ЯЁ][а-яё]+(?:ич|овн|евн|ичн|шн)(?:а|у|ем|е|ы|ой|ою)?\\b"
_IN_FULL = re.compile(
    rf"\b(?:(?P<given>{_PLAIN}) (?P<father>{_FATHER}) (?P<surname>{_PLAIN}(?:-{_PLAIN})?)"
    rf"|(?!\A)(?P<family>{_PLAIN}(?:-{_PLAIN})?) (?P<first>{_PLAIN}) (?P<second>{_FATHER}))"
)
"""A name written out in full, the surname behind or before; the first word of a title is none."""
_POSSESSIVE = re.compile(
    rf"^(?P<name>(?:{LATIN_INITIALS}|[A-Z]\w+ )?{LATIN_SURNAME})['’]s?"
    r" (?P<kind>[a-z]+(?: (?!to\b|from\b|of\b|on\b)[a-z]+)?)\b"
)
"""``X's letter``, for a letter from X."""
_UPPER = "[А-ЯЁ][А-ЯЁ-]{2,40}"
_CAPITALS = re.compile(
    rf"(?<=[А-ЯЁ]\. ){_UPPER}\b|(?<=[А-ЯЁ]\.){_UPPER}\b|\b{_UPPER}(?= [А-ЯЁ]\. ?[А-ЯЁ]\.(?! ?[А-ЯЁ][А-ЯЁа-яё]))"
    rf"|\b{_UPPER}(?= {_PLAIN} {_FATHER})"
)
"""A surname set in capitals, beside initials or before given names."""


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What a title says; those questioned may be so in a document laid in with this one."""

    doctype: str | None = None
    authors: tuple[Named, ...] = ()
    addressees: tuple[Named, ...] = ()
    questioned: tuple[Named, ...] = ()


def read_title(title: str, table: NameTable) -> TitleParts:
    """Read a title; nothing is known of one that begins with no kind of document."""
    line = without_days(" ".join(title.split())).lstrip("–—-.,: ")
    line = _ADDRESS.sub("", line)
    capitals = line.isupper() and not _CAPITALS.search(line)
    line = line.replace(" И ", " и ") if line.isupper() else line
    line = _POSSESSIVE.sub(r"\g<kind> from \g<name>", line)
    line = _with_initials(line if capitals else _CAPITALS.sub(lambda m: m[0].title(), line))
    found = _rule(line) or _of_known(line, table)
    if found is None:
        return TitleParts()
    rule, rest = found
    if capitals:  # nothing tells names from other words
        return TitleParts(rule.id)
    if not is_cyrillic(line):
        parties = english_parties(rule.parties, rest, table)
        return TitleParts(rule.id, parties.authors, parties.addressees, parties.questioned)
    unsigned = rule.parties == "letter" and not _is_signed(line, rest)
    parts = _unsigned(rest, table) if unsigned else _PARTIES[rule.parties](rest, table)
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


def is_head_line(text: str) -> bool:
    """Whether a paragraph may be a line of the head of a document: short, and no sentence."""
    return len(text) <= MAX_HEAD_CHARS and not _SENTENCE.search(text)


def heads_document(text: str) -> bool:
    """Whether a paragraph is the head of a document laid in: its kind in capitals, or with a name, and no sentence."""
    if not is_head_line(text) or doctype_of_line(text) is None:
        return False
    return text.split()[0].isupper() or bool(_NAMED.search(text))


def _rule(line: str) -> tuple[TypeRule, str] | None:
    """Give the rule that a title follows and what stands behind its words."""
    folded = line.lower().replace("ё", "е")
    for pattern, rule in title_patterns():
        if match := pattern.match(folded):
            return rule, line if rule.parties == "dash" else line[match.end():].strip()
    return None


def _of_known(line: str, table: NameTable) -> tuple[TypeRule, str] | None:
    """Give the rule for a letter whose title is two surnames without initials, of people whom the table knows."""
    sides = _DASH.split(line)
    known = len(sides) == 2 and all(known_person(side.strip(" .,"), table) for side in sides)
    return (TypeRule("letter", "", "dash"), line) if known else None


def _letter(rest: str, table: NameTable) -> TitleParts:
    """Read "… of author to addressee": two groups, or one, whose case tells which of the two it is."""
    left, addressed, right = f" {rest}".partition(" на имя ")
    if addressed:
        to, _, from_whom = right.partition(" от ")
        return TitleParts(authors=_people(groups_in(left if left.strip() else from_whom, table)[:1], "genitive", table),
                          addressees=_people(groups_in(to, table)[:1], "genitive", table))
    if (by := _FROM.search(rest)) and (written_to := groups_in(rest[: by.start()], table)):
        authors, *more = groups_in(rest[by.end() :], table) or [[]]
        return TitleParts(authors=_people([authors], "genitive", table),
                          addressees=_people([*written_to, *more], "dative", table))
    groups = groups_in(rest[by.end() :] if by and not by.start() else rest, table)
    return _parted(groups, table)


def _is_signed(line: str, rest: str) -> bool:
    """Whether no word before the first name says that a letter has no name below it."""
    anonymous = description_rules().titles.anonymous
    return not (anonymous.match(line[: len(line) - len(rest)]) or anonymous.match(rest))


def _unsigned(rest: str, table: NameTable) -> TitleParts:
    """Give the addressee of a letter that nobody has signed."""
    return TitleParts(addressees=_people(groups_in(rest, table)[:1], "dative", table))


def _parted(groups: Sequence[Group], table: NameTable) -> TitleParts:
    """Give author and addressee of groups: the first writes, unless it begins with what is written to."""
    if not groups:
        return TitleParts()
    first, others = groups[0], list(groups[1:])
    if not others and all(map(_is_addressed, first)):
        return TitleParts(addressees=_people(groups, "dative", table))
    if first[0].written_to:
        to = [entry for entry in first if _is_addressed(entry)]
        by = [entry for entry in first if entry not in to]
        if not by and others:
            by = others.pop(0)
        return TitleParts(authors=_people([by], "genitive", table), addressees=_people([to, *others], "dative", table))
    if len(others) == 1 and _is_turned(first, others[0]):
        return TitleParts(authors=_people(others, "genitive", table), addressees=_people([first], "dative", table))
    offices: Group = [entry for entry in first if isinstance(entry, TitleOffice) and entry.written_to]
    by = [entry for entry in first if entry not in offices]
    return TitleParts(authors=_people([by], "genitive", table), addressees=_people([offices, *others], "dative", table))


def _is_turned(first: Group, second: Group) -> bool:
    """Whether the addressee stands before the author: datives before genitives that can be no datives."""
    names = [[one.surname for one in group if isinstance(one, TitleName)] for group in (first, second)]
    return (all(names) and [*map(len, names)] == [len(first), len(second)] and all(map(may_be_dative, names[0]))
            and all(name.endswith(("а", "я", "ого", "его")) for name in names[1]))


def _is_addressed(entry: TitleName | TitleOffice) -> bool:
    """Whether a lone name or office is written to: its case is the dative, or it is none that writes itself."""
    if entry.written_to:
        return True
    if isinstance(entry, TitleOffice):
        return not (entry.writes or ORGANISATION.match(entry.name))
    return not entry.relation and may_be_dative(entry.surname)


def _dash(rest: str, table: NameTable) -> TitleParts:
    left, right = _DASH.split(rest, maxsplit=1)
    return TitleParts(authors=_people(groups_in(left, table), "nominative", table),
                      addressees=_people(groups_in(right, table), "dative", table))


def _two_sides(rest: str, table: NameTable) -> tuple[Named, ...]:
    """Give who stands before "с" in the genitive and who behind it in the instrumental; without it the first group."""
    rest = before_stop(rest)
    if between := _BETWEEN.search(rest):
        return _people(groups_in(rest[between.end() :], table)[:1], "instrumental", table)
    with_whom = _WITH.search(rest)
    if not with_whom:
        return _people(groups_in(rest, table)[:1], "genitive", table)
    left, right = (groups_in(part, table)[:1] for part in (rest[: with_whom.start()], rest[with_whom.end() :]))
    return _people(left, "genitive", table) + _people(right, "instrumental", table)


def _questioned(rest: str, table: NameTable) -> TitleParts:
    return TitleParts(questioned=_two_sides(rest, table))


def _testimony(rest: str, table: NameTable) -> TitleParts:
    people = _people(groups_in(rest, table)[:1], "genitive", table)
    return TitleParts(authors=people, questioned=people)


def _author(rest: str, table: NameTable) -> TitleParts:
    groups = groups_in(rest, table)
    named = next((group for group in groups if any(isinstance(one, TitleName) for one in group)), [])
    return TitleParts(authors=_people([named], "genitive", table))


def _exchange(rest: str, table: NameTable) -> TitleParts:
    people = _two_sides(rest, table)
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
    behind = rest[found.end() :].strip()
    if found.group().endswith("между"):
        return _people(groups_in(behind, table)[:1], "instrumental", table)
    return _two_sides(behind, table)


def _people(groups: Sequence[Group], case: Case, table: NameTable) -> tuple[Named, ...]:
    """Give the persons of groups in the nominative, and the offices as they are."""
    return tuple(dict.fromkeys(_name_in_case(entry, case, table) for group in groups for entry in group))


def _name_in_case(entry: TitleName | TitleOffice, case: Case, table: NameTable) -> Named:
    if isinstance(entry, TitleOffice):
        return Named(entry.name)
    if entry.relation:
        fore = spaced(entry.initials) or entry.given
        return Named(f"{entry.relation} {fore} {entry.surname}".replace("  ", " "))
    if entry.given:
        return given_and_surname(entry.given, entry.surname, case, table)
    return person_named(entry.initials, entry.surname, case, table)
