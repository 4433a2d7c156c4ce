"""A passage as the engine is to have it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as the engine is to have it: its words, the keys of their forms, and its values by name."""

    ref: str
    forms: list[str]
    keys: list[str]
    values: dict[str, str | None]
    pages: tuple[str, ...]
