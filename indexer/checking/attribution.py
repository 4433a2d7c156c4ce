"""Whom an author names as saying the words of a quotation: in the sentence around it, or in its citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indexer.checking.comparing.comparison_words import rules
from indexer.checking.comparing.quote import Labels

_NAME = r"(?P<name>[A-ZА-ЯЁ][\w’'.-]{0,40}+(?: [A-ZА-ЯЁ][\w’'-]{1,40}+){0,3})"
_BETWEEN = (
    r"(?:,? who|,? который)?(?: (?:is|was) (?:reported|recorded|quoted|said|made) (?:to have|to|as))?"
    r"(?:\s(?:\w+ly|had|has|have|just|then|also|later|thus|once|too|himself|herself|тогда|так|же|сам|сама|потом|затем"
    r"|также|прямо))*"
)
"""What may stand between a name and its verb; “was asked” may not, as another speaks."""
NEAR_CHARS = 110
"""Signs between the words that name a speaker and the quotation; what is further off has another subject."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """Give the patterns for the words before a quotation, behind it, and for its citation."""
    verbs = "|".join((*rules().speech.verbs_en, *rules().speech.verbs_ru))
    forward = rf"(?<!not )(?<!не )(?<!\w){_NAME}{_BETWEEN}\s(?:{verbs})(?!\w)"
    inverted = rf"(?<!\w)(?:{verbs})(?: by)?(?: {rules().speech.titles})? {_NAME}"
    russian = rf"(?<!\w)(?:{'|'.join(rules().speech.verbs_ru)})(?: {rules().speech.titles})? {_NAME}"
    owned = rf"(?:[Aa]ccording to|[Ii]n the words of|[Пп]о словам|[Вв] словах)(?: {rules().speech.titles})? {_NAME}"
    passive = rf"(?:{verbs}) by(?: {rules().speech.titles})? {_NAME}"
    before = tuple(map(re.compile, (forward, russian, owned, passive)))
    signs = r"[\W_]{0,40}+"
    behind = tuple(map(re.compile, (
        rf"{signs}{inverted}", rf"{signs}(?:as )?{_NAME}{_BETWEEN}\s(?:{verbs})(?!\w)")))
    cited = tuple(map(re.compile, (
        rf"^[(\[]?\s*{_NAME},? (?:in |at |quoted in |в )?(?=[\"“«*_]?[\dA-ZА-ЯЁ'’])", rf"\({_NAME}(?=[,)])",
        rf"[,;] {_NAME}[)\]]?\.?$",
    )))
    return before, behind, cited


class Attribution:
    """Reads who is named as a speaker."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def around(self, before: str, after: str) -> tuple[str, ...]:
        """Give the persons named by the author's words before and behind a quotation; nobody where none is.

        The words before come first, those nearest to the quotation; behind it only what follows at once.
        """
        patterns, behind, _ = _patterns()
        found = [m for pattern in patterns for m in pattern.finditer(before) if len(before) - m.end() <= NEAR_CHARS]
        for match in sorted(found, key=lambda m: (-m.end(), m.start())):
            if persons := self._persons(match["name"]):
                return persons
        for pattern in behind:
            following = pattern.match(after)
            if following and (persons := self._persons(following["name"])):
                return persons
        return ()

    def cited(self, literal: str) -> tuple[str, ...]:
        """Give the persons whom a citation names as speaking: “(Vane, in Trial 12)”, “… 12 (Vane, morning session)”."""
        for pattern in _patterns()[2]:
            for match in pattern.finditer(literal):
                if persons := self._persons(match["name"]):
                    return persons
        return ()

    def _persons(self, name: str) -> tuple[str, ...]:
        return next((found for part in _parts(name) if (found := self._labels.persons(part))), ())


def _parts(name: str) -> Iterator[str]:
    """Give a name, and its surname alone."""
    name = name.removesuffix("'s").removesuffix("’s").strip(" .,")
    yield name
    if " " in name:
        yield name.split()[-1]
