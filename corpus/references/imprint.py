"""A trial's name with all that bibliographies put between it and the page: subtitle, place, publisher, year.

Read are the forms of Chicago, MLA, APA, Bluebook and GOST, as notes, in brackets and in running text::

    Title: Subtitle (Place: Publisher, 1936), 12 (evening session) · Title. Place : Publisher, 1936. С. 12
    Publisher (1936). Title … (Publisher, 1936, p. 12) · Publisher, Title 12 (1936) · Title… P. 12
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.references.items import YEAR
from corpus.references.named import NamedTrial
from corpus.references.page_numbers import LIST, SIGN, SIGNED, CitedPages, read_pages
from corpus.references.rules import rules
from corpus.references.works import TrialNames

_PUNCTUATION = re.compile(r"(?:[\s»”\"“’'‘*_.,:…)\]]|[–—](?!\s*\d))*")
_CLOSERS = re.compile(r"[\s»”\"’'*_.,:…)\]–—-]*")
_SUBTITLE = re.compile(rules().imprint.subtitle)
_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]{0,200})[)\]]")
_PUBLISHED = re.compile(r"[^\W\d_][^\d()\[\];\n]{0,120}?,?\s(?P<year>(?:1[89]|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d| ?[-–])")
_PAGES = re.compile(rf"(?:at )?(?P<pages>(?P<sign>{SIGN} ?)?{LIST})(?![\w])")
_SIGNED = re.compile(rf"(?<!\w){SIGNED}")
_TRAILING = re.compile(
    r"\s*\((?:(?:1[89]|20)\d\d|[^()\d]{0,40}\d{0,2}[^()\d]{0,40}(?:, ?(?:1[89]|20)\d\d[^()\d]{0,4})?)\)"
)
_ENDS = re.compile(r"[”\"»’')\]*_]*\s*(?:$|[.;,)\]])")
_ENDS_QUOTED, _DASHES = frozenset("\"”»’')]"), "—–"
_OUTSET_CHARS = 20
"""Characters before a citation among which what it follows upon is looked for."""
_AUTHOR = re.compile(r"(?:^|(?<=[\s(]))[^\W\d_][^;()\n\"“”«»]{0,100},\s[\"“«*_]*$")
_SPEAKER = re.compile(r"[^\W\d_a-zа-яё][\w.’' -]{1,40},? (?:(?:in|at|в|на) )?(?:the )?[\"“«*_]?")
"""Who is said to speak, before the trial of a bracket or note."""
MAX_PARTS = 8
"""Parts that may stand between a name and its page; more are another sentence."""


@dataclass(frozen=True, slots=True)
class TrialCitation:
    """A trial named with or without pages at text[start:end]; the name itself is ``named``.

    ``imprint`` tells that place, publisher or year stand with it, so that it is a citation whatever stands around it.
    """

    start: int
    end: int
    named: NamedTrial
    pages: CitedPages | None
    signed: bool
    imprint: bool


def trial_citations(text: str, names: TrialNames) -> Iterator[TrialCitation]:
    """Give the trials that a text names, each with what stands behind the name, in the order of the text."""
    done = 0
    for named in names.all(text):
        if named.start < done:
            continue
        found = _behind(text, named, names)
        yield found
        done = found.end


def is_citation(found: TrialCitation, text: str) -> bool:
    """Say whether a trial named in running text is cited there: a number behind a name may count something else."""
    if found.pages is None:
        return False
    if found.signed or found.imprint:
        return True
    return bool(_ENDS.match(text, found.end) and _outset(text[max(0, found.start - _OUTSET_CHARS): found.start]))


def _outset(before: str) -> bool:
    """Say whether a citation may begin behind these words: behind a quotation, in a bracket, after a dash, or first."""
    bare = before.rstrip()
    if not bare or bare[-1] in "([" or (bare[-1] in _DASHES and len(bare) < len(before)):
        return True
    inner = bare[:-1].rstrip() if bare[-1] in f"{_DASHES}-" else bare
    return inner[-1:] in _ENDS_QUOTED


def _behind(text: str, named: NamedTrial, names: TrialNames) -> TrialCitation:
    """Read on from a name, part by part, until the pages or what is none of the known parts."""
    at, imprint, published = named.end, named.published, False
    for _ in range(MAX_PARTS):
        after = _PUNCTUATION.match(text, at)
        here = after.end() if after else at
        parted = "\n" in text[at:here] or ". " in text[at:here]
        if part := _SUBTITLE.match(text, here):
            at = part.end()
        elif (year := _YEAR.match(text, here)) and not _signed_before(text, here):
            at, imprint = year.end(), True
        elif (bracket := _BRACKET.match(text, here)) and _is_imprint(bracket["inside"], names):
            at, imprint = bracket.end(), True
        elif pages := _pages(text, here, must_be_signed=published and parted):
            return _with_pages(text, named, pages, names, imprint=imprint)
        elif not published and named.title and (line := _PUBLISHED.match(text, here)) and _names_no_trial(line, names):
            at, imprint, published = line.end(), True, True
        else:
            break
    return TrialCitation(_start(text, named, names), max(at, named.end), named, None, False, imprint)


def _names_no_trial(line: re.Match[str], names: TrialNames) -> bool:
    """Say whether what stands between a title and a year may be place and publisher, and no sentence."""
    words = line.group().split()
    small = [w for w in words if w[:1].islower() and "." not in w and w not in rules().imprint.small]
    return len(words) <= rules().imprint.most_words and len(small) <= len(words) / 3 and not names.find(line.group())


def _with_pages(
    text: str, named: NamedTrial, pages: re.Match[str], names: TrialNames, *, imprint: bool
) -> TrialCitation:
    end = pages.end()
    while trailing := _TRAILING.match(text, end):
        imprint = imprint or bool(YEAR.search(trailing.group()))
        end = trailing.end()
    return TrialCitation(_start(text, named, names), end, named, read_pages(pages["pages"]), bool(pages["sign"]),
                         imprint)


def _pages(text: str, here: int, *, must_be_signed: bool) -> re.Match[str] | None:
    """Read the pages at a place, unless they are a year or count something."""
    match = _PAGES.match(text, here)
    if match is None or (must_be_signed and not match["sign"]) or read_pages(match["pages"]) is None:
        return None
    return None if not match["sign"] and not match["pages"][0].isdigit() else match


def _signed_before(text: str, here: int) -> bool:
    return bool(re.search(rf"{SIGN} ?$", text[max(0, here - 8) : here]))


def _is_imprint(inside: str, names: TrialNames) -> bool:
    """Say whether a bracket behind a title holds its imprint, a translation of it, or is part of it."""
    if names.find(inside):
        return False
    return not _SIGNED.search(inside) if YEAR.search(inside) else not re.search(r"\d", inside)


def _start(text: str, named: NamedTrial, names: TrialNames) -> int:
    """Give where a citation begins: at the office that stands before the title as its author."""
    before = text[: named.start]
    match = _AUTHOR.search(before[-160:])
    if match and names.publishes(match.group()):
        return named.start - len(match.group())
    speaker = _SPEAKER.fullmatch(before)
    return 0 if speaker else named.start
