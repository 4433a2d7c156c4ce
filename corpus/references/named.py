"""A trial that was named in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedTrial:
    """A trial's name found at text[start:end]; several trials where the name alone does not tell them apart.

    ``editions`` are those that bear the title, where not every edition of the trial in its language is meant by it.
    ``published`` tells that it is named by who published it, and when.
    """

    start: int
    end: int
    trials: tuple[str, ...]
    lang: str
    title: bool
    editions: tuple[str, ...] = ()
    published: bool = False
