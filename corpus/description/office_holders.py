"""Surnames without initials behind an office: ``наркома Орсецкого``, ``секретарю обкома Голубцову``.

The words of the office stand in the case of the name, which they tell where the name has one form for all cases. A word
with a capital behind an office may also be a place, a works or a section (``директора Уралмаша``): it is a name where
the dictionary has it as no thing, no ending is that of an organisation, and no noun goes on behind an adjective.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from corpus.description.rules import SURNAME, description_rules
from corpus.language.russian import cases_of_person, is_adjective, is_thing

OfficeCase = Literal["genitive", "dative", "instrumental"]

_SURNAME = re.compile(SURNAME)
_NOUN_BEHIND = re.compile(r"\s([а-яё]{3,})")


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
    noun = _NOUN_BEHIND.match(behind)
    if is_adjective(folded) and noun and not cases_of_person(noun[1]):
        return None
    return case if _agrees(folded, case) else None


def _agrees(surname: str, case: OfficeCase) -> bool:
    """Whether a surname may stand in a case: none that changes ends as another case does."""
    return not surname.endswith({"genitive": ("у", "ю", "ому", "ему"), "dative": ("а", "я", "ого", "его"),
                                 "instrumental": ("а", "я", "у", "ю", "ого", "ому", "его", "ему")}[case])
