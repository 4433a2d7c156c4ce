"""Notes one after the other: the first in full, those that follow in the short forms of their style."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.citation.chicago import chicago, chicago_18, chicago_18_bibliography, chicago_bibliography, chicago_short
from corpus.citation.english import (
    apa_entry,
    apa_in_text,
    bluebook,
    bluebook_id,
    bluebook_supra,
    mla_entry,
    mla_in_text,
    text,
    work_in_words,
)
from corpus.citation.gost import gost, gost_description, gost_repeated, gost_same
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Span, plain
from corpus.citation.work import CitedWork
from corpus.errors import UnknownNameError

Form = Callable[[CitedWork, Locus], tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a style goes on: ``same`` after a note of the same work, ``again`` after others; ``entry`` for the list.

    ``once`` says that a place that is the same as before is not named again.
    """

    first: Form
    same: Callable[[CitedWork, Any], tuple[Span, ...]]
    again: Callable[[CitedWork, Locus, int], tuple[Span, ...]]
    entry: Callable[[CitedWork], tuple[Span, ...]]
    once: bool = False


def _short(item: CitedWork, locus: Locus, _: int) -> tuple[Span, ...]:
    return chicago_short(item, locus)


_NOWHERE = Locus("en")

_MANNERS = {
    "chicago": _Manner(chicago, chicago_short, _short, chicago_bibliography),
    "chicago-18": _Manner(chicago_18, chicago_short, _short, chicago_18_bibliography),
    "mla": _Manner(mla_in_text, mla_in_text, lambda item, locus, _: mla_in_text(item, locus), mla_entry),
    "apa": _Manner(apa_in_text, apa_in_text, lambda item, locus, _: apa_in_text(item, locus), apa_entry),
    "bluebook": _Manner(bluebook, bluebook_id, bluebook_supra, lambda item: bluebook(item, _NOWHERE), once=True),
    "gost": _Manner(gost, gost_same, lambda item, locus, _: gost_repeated(item, locus), gost_description,
                    once=True),
    "text": _Manner(text, text, lambda item, locus, _: text(item, locus),
                    lambda item: plain(work_in_words(item, _NOWHERE))),
}

NOTE_STYLES = tuple(_MANNERS)
"""Styles in which notes can follow each other."""

SHORTENED = frozenset(name for name, manner in _MANNERS.items() if manner.first is not manner.same)
"""Styles in which a later note is not like the first."""


class NoteSequence:
    """Writes the notes of a text in order, and then the list of the works they cite."""

    def __init__(self, style: str) -> None:
        """Raises UnknownNameError for a style without notes."""
        if style not in _MANNERS:
            raise UnknownNameError(f"There are no notes in the style “{style}”.",
                                   f"Choose one of: {', '.join(NOTE_STYLES)}.")
        self._manner = _MANNERS[style]
        self._first: dict[tuple[str, str], int] = {}
        self._items: dict[tuple[str, str], CitedWork] = {}
        self._before: tuple[tuple[str, str], str] | None = None
        self._count = 0

    def note(self, item: CitedWork, locus: Locus) -> tuple[Span, ...]:
        """Give the next note."""
        self._count += 1
        # Several documents may stand in one text; the archive tells them apart.
        name = (item.id, item.archive)
        self._items.setdefault(name, item)
        first = self._first.setdefault(name, self._count)
        before, self._before = self._before, (name, locus.page_or_place)
        if first == self._count:
            return self._manner.first(item, locus)
        if before is None or before[0] != name:
            return self._manner.again(item, locus, first)
        return self._manner.same(item, None if self._manner.once and before == self._before else locus)

    def works(self) -> list[tuple[Span, ...]]:
        """Give an entry for each work cited, in the order of their titles."""
        items = sorted(self._items.values(), key=lambda item: (item.authors, item.title.casefold(), item.archive))
        return [self._manner.entry(item.entry) for item in items]
