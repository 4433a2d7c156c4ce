"""The word lists by which quotations are compared: ``quotations.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.data_files import load_data


@dataclass(frozen=True, slots=True)
class _Negations:
    words: frozenset[str]
    prefixes: tuple[str, ...]
    denying: tuple[str, ...]
    either: frozenset[str]
    limited: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Speech:
    verbs_en: tuple[str, ...]
    verbs_ru: tuple[str, ...]
    titles: str


@dataclass(frozen=True, slots=True)
class _LabelTitles:
    titles: frozenset[str]


@dataclass(frozen=True, slots=True)
class _NoteWords:
    emphasis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Recognition:
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """The data file, each part explained there."""

    negations: _Negations
    speech: _Speech
    labels: _LabelTitles
    notes: _NoteWords
    recognition: _Recognition


def rules() -> ComparisonWords:
    """Give the words of the data file."""
    return load_data("quotations.toml", ComparisonWords)


def negations() -> frozenset[str]:
    """Give the folded words that negate."""
    return rules().negations.words


def contrary(one: str, other: str) -> bool:
    """Say whether two folded words differ by a prefix that negates: able, unable."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in rules().negations.prefixes)


def recognised(form: str) -> str:
    """Give a folded word with letters that recognition confuses made equal."""
    for one, other in rules().recognition.pairs:
        form = form.replace(one, other)
    return form
