"""Surnames without initials behind an office: ``наркома Орсецкого``, ``секретарю обкома Голубцову``.

The words of the office stand in the case of the name, which they tell where the name has one form for all cases. A word
with a capital behind an office may also be a place, a works or a section (``директора Уралмаша``): it is a name where
the dictionary has it as no thing, no ending is that of an organisation, and no noun goes on behind an adjective.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from corpus.description.nominative import nominative
from corpus.description.rules import SURNAME, description_rules
from corpus.language.russian import cases_of_person, is_adjective, is_thing, man_nominative, person_in_genitive

OfficeCase = Literal["genitive", "dative", "instrumental"]

_SURNAME = re.compile(SURNAME)
_NOUN_BEHIND = re.compile(r"\s([а-яё]{3,}|[А-ЯЁ]{2,})")
_PREPOSITIONS = frozenset({"из", "в", "во", "с", "со", "на", "от", "до", "у", "к", "ко", "при", "под", "над"})
"""Words behind which stands where and whence: no part of the office."""


def office_case(words: Sequence[str]) -> OfficeCase | None:
    """Give the case of the office that some words of a title are, None where they are none.

    Of several words for persons the last one decides; one that tells of whom he is something decides nothing.
    """
    titles = description_rules().titles
    persons = [(word, cases) for word in words if word.islower() and (cases := cases_of_person(word))]
    if not persons or persons[-1][0] in titles.belonging:
        return None
    if any(word in titles.kin or word in titles.relations for word, _ in persons[:-1]):
        return None
    cases = persons[-1][1]
    return "genitive" if "genitive" in cases else "dative" if "dative" in cases else "instrumental"


def is_holder(word: str, words: Sequence[str], behind: str) -> OfficeCase | None:
    """Give the case of a surname without initials behind the words of an office; ``behind`` is what follows it."""
    case = office_case(words)
    if case is None or not _SURNAME.fullmatch(word):
        return None
    folded = word.lower().replace("ё", "е")
    if is_thing(folded) or description_rules().titles.organisations.search(f"{folded}$"):
        return None
    if is_of_place(folded, behind):
        return None
    return case if _agrees(folded, case) else None


def is_of_place(word: str, behind: str) -> bool:
    """Whether a word with a capital, in small letters, is an adjective of what follows it and no surname.

    So it is before a thing, an organisation, and an office in its own case (``Народного комиссара``).
    """
    noun = _NOUN_BEHIND.match(behind)
    if noun is None or not is_adjective(word):
        return False
    cases = cases_of_person(noun[1])
    return noun[1].isupper() or not cases or (word.endswith(("ого", "его")) and "genitive" in cases)


def office_that_writes(words: Sequence[str]) -> str:
    """Give the nominative of an office in the genitive (``комендант внутренней тюрьмы``), empty where words are none.

    One word alone says too little of who that is, and kin and friends are nobody by themselves.
    """
    titles = description_rules().titles
    end = next((at for at, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    if end < 2 or words[0] in titles.relations or words[0] in titles.belonging:
        return ""
    if not words[0].islower():  # the body of a place
        body = man_nominative(words[1], "genitive") if is_of_place(words[0].lower(), f" {words[1]}") else None
        return " ".join([nominative(words[0], "genitive"), body, *words[2:end]]) if body else ""
    found = person_in_genitive(words[0])
    return " ".join([found, *words[1:end]]) if found else ""


def _agrees(surname: str, case: OfficeCase) -> bool:
    """Whether a surname may stand in a case: none that changes ends as another case does."""
    return not surname.endswith({"genitive": ("у", "ю", "ому", "ему"), "dative": ("а", "я", "ого", "его"),
                                 "instrumental": ("а", "я", "у", "ю", "ого", "ому", "его", "ему")}[case])
