"""The Russian dictionary, loaded when it is first asked: pymorphy3 with its dictionaries of OpenCorpora."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_CASES = {"genitive": "gent", "dative": "datv", "instrumental": "ablt"}
"""Cases by their marks in OpenCorpora."""


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pymorphy3.analyzer import MorphAnalyzer

    return MorphAnalyzer()


def is_known(word: str) -> bool:
    """Whether the Russian dictionary has the word, given in small letters."""
    return bool(_dictionary().word_is_known(word))


def is_proper(word: str) -> bool:
    """Whether a word, given in small letters, is most likely the name of a person or a place."""
    return any(mark in _likeliest(word) for mark in ("Surn", "Name", "Patr", "Geox"))


def is_given_name(word: str) -> bool:
    """Whether a word, given in small letters, can be a form of a given name that the dictionary has."""
    return is_known(word) and any("Name" in parse.tag for parse in _dictionary().parse(word))


def man_nominative(word: str, case: str) -> str | None:
    """Give the nominative of a masculine word in ``case``, surnames first, None where the dictionary has none."""
    parses = _dictionary().parse(word) if is_known(word) else ()
    fitting = [p for p in parses if {"masc", "sing", _CASES[case]} in p.tag and p.normal_form != word]
    ordered = sorted(fitting, key=lambda parse: "Surn" not in parse.tag)
    found = ordered[0].normal_form if ordered else None
    return found if not found or "ё" in word else found.replace("ё", "е")


def given_name(word: str, case: str) -> str | None:
    """Give the nominative of a given name in ``case``, None where the dictionary has none; all in small letters."""
    mark = _CASES[case]
    parses = _dictionary().parse(word) if is_known(word) else ()
    return next((parse.normal_form for parse in parses if "Name" in parse.tag and mark in parse.tag), None)


def cases_of_person(word: str) -> frozenset[str]:
    """Give in which cases, the nominative apart, a word, in small letters, says what one person is.

    So do nouns for persons in the singular (``прокурору``) and what is used as one (``обвиняемой``).
    """
    readings = [parse.tag for parse in _dictionary().parse(word)]
    person = [tag for tag in readings if {"NOUN", "anim", "sing"} in tag or ("Subx" in tag and "sing" in tag)]
    return frozenset(case for case, mark in _CASES.items() if any(mark in tag for tag in person))


def people_nominative(word: str) -> str | None:
    """Give the nominative of a word in the dative that names several persons (``рабочим``), None for any other word."""
    found = [parse for parse in _dictionary().parse(word) if {"NOUN", "anim", "plur", "datv"} in parse.tag]
    changed = found[0].inflect({"plur", "nomn"}) if found else None
    return str(changed.word) if changed else None


def person_in_genitive(word: str) -> str | None:
    """Give the nominative of a word in the genitive that is a noun for a man (``коменданта``), None for any other."""
    found = [parse for parse in _dictionary().parse(word)
             if {"NOUN", "anim", "masc", "sing", "gent"} in parse.tag and "Name" not in parse.tag]
    return str(found[0].normal_form) if is_known(word) and found else None


def is_of_what(word: str) -> bool:
    """Whether a word, in small letters, may say in the genitive of what somebody is something: things, or several."""
    return any({"NOUN", "gent"} in parse.tag and ("plur" in parse.tag or "inan" in parse.tag)
               for parse in _dictionary().parse(word))


def thing_in_accusative(word: str) -> str | None:
    """Give the nominative of a feminine word for a thing in the accusative (``редакцию``), None for any other."""
    found = [parse for parse in _dictionary().parse(word) if {"NOUN", "inan", "femn", "sing", "accs"} in parse.tag]
    return str(found[0].normal_form) if found and word.endswith(("у", "ю")) else None


def is_thing(word: str) -> bool:
    """Whether the dictionary has a word, in small letters, as a thing or place, and not as a person or a name."""
    readings = [parse.tag for parse in _dictionary().parse(word)] if is_known(word) else []
    return any("inan" in tag for tag in readings) and not any("anim" in tag or "Surn" in tag for tag in readings)


def is_person_name(word: str) -> bool:
    """Whether a word, given in small letters, may be a surname or given name: the dictionary has it as one, or not."""
    return not is_known(word) or any(
        mark in parse.tag for parse in _dictionary().parse(word) for mark in ("Surn", "Name", "Patr")
    )


def is_person_noun(word: str) -> bool:
    """Whether a word, given in small letters, is most likely a noun for a person, as the subject of a sentence."""
    tag = _likeliest(word)
    return is_known(word) and all(mark in tag for mark in ("NOUN", "anim", "nomn"))


def is_adjective(word: str) -> bool:
    """Whether a word, given in small letters, is most likely an adjective."""
    return "ADJF" in _likeliest(word)


def is_abbreviation(word: str) -> bool:
    """Whether the dictionary has the word, given in small letters, as one made of initials (СССР)."""
    return is_known(word) and "Abbr" in _likeliest(word)


def _likeliest(word: str) -> Any:
    """Give the tag of OpenCorpora of the likeliest reading."""
    return _dictionary().parse(word)[0].tag
