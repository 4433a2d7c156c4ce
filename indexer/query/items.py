"""The words of a piece of a query: plain, exact, in any form, or as patterns."""

from __future__ import annotations

import re

from corpus.errors import QueryError
from corpus.language.words import APOSTROPHES, elisions, forms, words
from corpus.limits import MAX_FUZZY, MIN_PREFIX_CHARS
from corpus.model.notes import Note
from indexer.query.tree import How, Phrase, QueryWord

_WILD = re.compile(r"[*?]+")
# Without these every word is just that word.
_SIGNS = frozenset("*?=" + APOSTROPHES)


def fuzzy(form: str, errors: int) -> Phrase:
    """Give the query for a word with at most so many errors; with none it is the word itself."""
    errors = min(errors, MAX_FUZZY)
    return Phrase((QueryWord(form, "fuzzy", high=errors) if errors else QueryWord(form),))


def items(content: str, how: How) -> tuple[QueryWord, ...]:
    """Give the words of a piece of a query; those with ``*`` or ``?`` in them become patterns, those after ``=`` exact.

    Raises QueryError where too few letters stand before the first such sign.
    """
    if _SIGNS.isdisjoint(content):
        return tuple(QueryWord(form, how) for form in forms(content))
    found = words(content)
    out: list[QueryWord] = []
    at = 0
    while at < len(found):
        form, start, end = found[at].form, found[at].start, found[at].end
        possessive = form == "s" and start > 0 and content[start - 1] in APOSTROPHES
        meant: How = "exact" if content[start - 1 : start] == "=" else how
        at += 1
        while (wild := _WILD.match(content, end)) and wild.group() != "**":
            follows = at < len(found) and found[at].start == wild.end()
            if not follows and wild.group() != "*":
                break
            form, end = form + wild.group(), wild.end()
            if not follows:
                break
            form, end = form + found[at].form, found[at].end
            at += 1
        form, leading = _leading_signs(content, start, form)
        _check_wild(form, leading)
        if possessive and how == "forms" and out:
            continue
        if meant == "forms":
            form = _without_article(content[start:end], form)
        out.append(QueryWord(form, "pattern" if _WILD.search(form) else meant))
    return tuple(out)


def _without_article(typed: str, form: str) -> str:
    """Give a plain word without a French article before its apostrophe: *L'Humanité* is any form of *Humanité*."""
    return next((rest for whole, rest in elisions(typed) if whole == form), form)


def _leading_signs(content: str, start: int, form: str) -> tuple[str, str]:
    """Take off the stars of markup (``*word*``); give the signs of a wildcard that stand before the word."""
    signs = content[len(content[:start].rstrip("*?")) : start]
    if "?" in signs:
        return form, signs
    if signs != "*":
        return form, ""
    return (form[:-1], "") if form.endswith("*") else (form, signs)


def _check_wild(form: str, leading: str) -> None:
    """Refuse a pattern with too few letters before its first sign, which would stand for half the words."""
    wild = _WILD.search(form)
    if leading or (wild and wild.start() < MIN_PREFIX_CHARS):
        raise QueryError(
            Note("query-pattern-short", what=f"{leading}{form}"),
            Note("query-more-letters-first", least=MIN_PREFIX_CHARS),
        )
