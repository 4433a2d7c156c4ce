"""Closing lines and stamps of a record, which are nobody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.data_files import load_data


@dataclass(frozen=True, slots=True)
class _Closing:
    """``data/closing.toml``."""

    words: int
    patterns: tuple[re.Pattern[str], ...]
    signed: re.Pattern[str]


def _data() -> _Closing:
    return load_data("closing.toml", _Closing)


def closes_record(text: str) -> bool:
    """Say whether a paragraph is a closing line or stamp of a record: a signature, a date, an hour, an imprint."""
    return _is_short(text) and any(pattern.match(text) for pattern in _data().patterns)


def signature_in(text: str) -> int | None:
    """Give where in a speech the signature begins with which the record ends, None without one."""
    found = _data().signed.search(text)
    return found.start() if found and _is_short(text[found.start() :]) else None


def _is_short(text: str) -> bool:
    return len(text.split()) <= _data().words
