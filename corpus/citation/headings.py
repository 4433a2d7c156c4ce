"""Headings as citations name them: in normal case, and without the sitting that the citation says already."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.citation.rich_text import clean, quoted
from corpus.citation.wording import HEADINGS_KEPT, citation_words, is_examination, sitting_tokens
from corpus.cutting import cut_at_word
from corpus.language.russian import is_abbreviation, is_adjective, is_known, is_proper
from corpus.model.sittings import parse_sitting

MAX_SECTION_CHARS = 120
"""A heading longer than this is cut at a word: it is there to find the place, not to be read."""

LAST_STOP = re.compile(r"(?<=[\w)»”]{4})\.$")
"""The full stop at the end of a title; that of an abbreviation (г., al.) belongs to its word."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TOKEN = re.compile(r"\w+")
_NUMERAL = re.compile(r"[IVXLCDM]+")
# Marks at which a heading may go on to say when the session was.
_JOINT = re.compile(r"(?<!\s)\s*(?:[,;:(–—]|\s-\s|\.\s)\s*")

IsName = Callable[[str], bool]
"""Whether a word, in small letters, is a form of somebody's name."""


@dataclass(frozen=True, eq=False)
class CasedHeadings:
    """Headings that were put in normal case before, by language and :func:`bare_heading`."""

    known: Mapping[tuple[str, str], str] = field(default_factory=dict)


NONE_CASED = CasedHeadings()
"""For those who have no index at hand, which knows the headings of its texts."""


def bare_heading(section: str | None, sitting: str | None) -> str:
    """Give a heading without its full stop and the ``sitting``, in the case in which it is printed."""
    heading = LAST_STOP.sub("", clean(section))
    return LAST_STOP.sub("", _without_sitting(heading, sitting))


def heading_of(
    section: str | None, lang: str, sitting: str | None, is_name: IsName, cased: CasedHeadings = NONE_CASED
) -> str:
    """Give a heading in normal case, without its full stop and the ``sitting``, cut where it is long.

    ``lang`` is its language; of a heading that is among ``cased`` no name or word is looked up.
    """
    heading = bare_heading(section, sitting)
    heading = cased.known.get((lang, heading)) or in_normal_case(heading, lang, is_name)
    return cut_at_word(heading, MAX_SECTION_CHARS)


@lru_cache(HEADINGS_KEPT)
def section_in_words(heading: str, lang: str, *, same: bool) -> str:
    """Give the heading in quotation marks, or run in where it says, in the ``same`` language, what goes on."""
    if not heading:
        return ""
    first, _, rest = heading.partition(" ")
    if same and is_examination(first) and rest:
        return f"{first.lower()} {rest}"
    return quoted(heading, lang)


def in_normal_case(heading: str, lang: str, is_name: IsName) -> str:
    """Give a heading that is set in capitals in those of its language; any other, and other languages, as they are.

    English has capitals in titles but for small words. Russian has them in the first word, in names and in words that
    the dictionary does not have, which may be names.
    """
    if not heading.isupper() or lang not in ("en", "ru") or not any(len(w) > 3 for w in _WORD.findall(heading)):
        return heading
    cased = _english if lang == "en" else _russian
    out, last = "", 0
    for match in _WORD.finditer(heading):
        first = not out.strip("\"“„«'‘(. ")
        out += heading[last : match.start()]
        # One letter before a full stop is an initial or a part of U.S.S.R.
        initial = len(match[0]) == 1 and heading[match.end() : match.end() + 1] == "."
        out += match[0] if initial or _NUMERAL.fullmatch(match[0]) else cased(match[0], first, is_name)
        last = match.end()
    return out + heading[last:]


def _english(word: str, first: bool, _: IsName) -> str:
    table = citation_words("en")
    if word.lower() in table.small and not first:
        return word.lower()
    return "-".join(part if part in table.abbreviations else part.capitalize() for part in word.split("-"))


def _russian(word: str, first: bool, is_name: IsName) -> str:
    low = word.lower()
    if is_abbreviation(low):
        return word
    joined, _, last = low.rpartition("-")
    # троцкистско-зиновьевский: an adjective of two, though it may end as a surname does.
    adjective = joined.endswith("о") and is_adjective(last)
    name = is_name(low) or is_name(last) or is_proper(low) or low in citation_words("ru").proper or not is_known(low)
    if name and not adjective:
        return low.title()
    return low.capitalize() if first else low


def _without_sitting(heading: str, sitting: str | None) -> str:
    """Cut what only names the sitting off both ends of a heading: nothing is left of one that says nothing else."""
    said = sitting_tokens(sitting) if parse_sitting(sitting) else frozenset[str]()
    joints = [(0, 0), *(match.span() for match in _JOINT.finditer(heading)), (len(heading), len(heading))]
    start, end = 0, len(heading)
    for before, after in joints[:-1]:
        if _only(heading[after:end], said):
            end = before
            break
    for before, after in reversed(joints[1:]):
        if before <= end and _only(heading[:before], said):
            start = after
            break
    return heading[start:end] if (start, end) != (0, len(heading)) else heading


def _only(text: str, said: frozenset[str]) -> bool:
    """Whether words say the day or the part of the sitting, two words of it at least, and nothing else."""
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    named = [token for token in tokens if token in said]
    tables = (citation_words("en"), citation_words("ru"))
    return len(named) > 1 and all(token in said or any(token in table.small for table in tables) for token in tokens)
