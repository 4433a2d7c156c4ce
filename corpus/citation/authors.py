"""Names of authors as the styles write them: parted, turned round, as initials, listed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_INITIALS = r"(?P<initials>(?:[A-ZÀ-ÞА-ЯЁ]\.[ -]?){1,3})"
_SURNAME = r"(?P<surname>(?:(?:von|van|de|der|di|фон|ван|де) ){0,2}[A-ZÀ-ÞА-ЯЁ][\w'’-]+)"
_WITH_INITIALS = tuple(re.compile(form) for form in (rf"{_INITIALS} ?{_SURNAME}", rf"{_SURNAME} {_INITIALS}"))
"""A surname with initials before or behind it, which no organisation has."""


def split_name(author: str) -> tuple[str, ...]:
    """Split ``Surname, Given`` into its two parts; any other form is one name that is left as it is."""
    surname, comma, given = author.partition(",")
    if comma and given.strip() and "," not in given:
        return surname.strip(), given.strip()
    return (author,)


def surname_first(author: str) -> str:
    """Give ``Surname, I. I.`` for a surname with initials before or behind it; any other form stays as it is."""
    found = next((match for form in _WITH_INITIALS if (match := form.fullmatch(author))), None)
    if found is None:
        return author
    letters = (part.strip(" -") for part in found["initials"].split("."))
    return f"{found['surname']}, {' '.join(f'{letter}.' for letter in letters if letter)}"


def surname(author: str) -> str:
    """Give the surname, or the whole name where it is not known which part that is."""
    return split_name(author)[0]


def reading_name(author: str) -> str:
    """Give the name in reading order: ``Given Surname``."""
    return " ".join(reversed(split_name(author)))


def initials(author: str) -> str:
    """Give the initials of the given names, empty where they are not told apart from the surname."""
    given = split_name(author)[1:]
    return " ".join(f"{name[0]}." for part in given for name in re.split(r"[\s.]+", part) if name)


def and_names(names: Iterable[str], pair: str = " and ") -> str:
    """Join names as English does; of more than three the first and ``et al.``."""
    listed = list(names)
    if len(listed) > 3:
        return f"{listed[0]} et al."
    if len(listed) == 3:
        return f"{listed[0]}, {listed[1]}, and {listed[2]}"
    return pair.join(listed)


def listed_names(names: tuple[str, ...]) -> str:
    """Join the names of an entry of a list: the first by surname, the others in reading order."""
    return and_names([names[0], *map(reading_name, names[1:])], pair=", and ") if names else ""
