"""Who speaks in a record whose names no catalogue has, told by what comes back at the beginnings of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.speakers.label_forms import NAME_WORD, PLAIN, LabelForms, label_forms
from corpus.speakers.vocabulary import LabelVocabulary

FEWEST = 3
"""Times that a name begins a line before it may be a label."""
SHARE_STOPPED = 0.4
"""Share of all lines that such names must begin before a stop: prose does not reach it."""
FEWEST_INSIDE = 6
"""Labels with a colon inside paragraphs, of two names at least, before a record is taken to run them on."""

_NAME = r"[^\W\d_a-zа-яё][^\W\d_]+(?:['’-][^\W\d_]+)*"
_STOPPED = re.compile(rf"(?P<name>{_NAME}(?: [^\W\d_][^\W\d_'’-]*){{0,2}})(?: ?\([^()]{{1,120}}\))?\.\s+(?=\S)")
_INSIDE = re.compile(
    rf"(?:^|(?<=[.?!…»\"”)])\s*)(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,2}})(?: ?\([^()]{{1,120}}\))?:(?=\s)")


@dataclass(frozen=True, slots=True)
class Cast:
    """Names that are labels, before a full stop and before a colon inside a paragraph, and the forms of labels."""

    stopped: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    forms: LabelForms = field(default_factory=LabelForms)

    @property
    def names(self) -> frozenset[str]:
        """Names of nobody known that are labels with a colon: they come back at the beginnings of lines, or inside."""
        return self.inside | self.forms.names.get(PLAIN, frozenset())

    def starts(self, text: str) -> list[int]:
        """Give where labels with a colon stand inside a paragraph."""
        return [m.start("name") for m in _INSIDE.finditer(text) if m["name"] in self.inside] if self.inside else []


def cast_of(lines: Sequence[str], texts: Iterable[str], vocabulary: LabelVocabulary | None) -> Cast:
    """Find the names in the lines of a record and in its paragraphs."""
    stopped = Counter(m["name"] for line in lines if (m := _STOPPED.match(line)))
    inside = Counter(m["name"] for text in texts for m in _INSIDE.finditer(text))
    several = _often(inside)
    return Cast(
        _often(stopped, SHARE_STOPPED * len(lines)),
        several if sum(inside[name] for name in several) >= FEWEST_INSIDE else frozenset(),
        label_forms(lines, vocabulary),
    )


def _often(names: Counter[str], least: float = 0) -> frozenset[str]:
    """Give the names that come back, where there are two of them at least and they begin so many lines."""
    often = {name: number for name, number in names.items() if number >= FEWEST}
    return frozenset(often) if len(often) > 1 and sum(often.values()) >= least else frozenset()
