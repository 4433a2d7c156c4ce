"""Which language of a pair stands left, and which right."""

from __future__ import annotations


def pair_side(lang: str) -> tuple[int, str]:
    """Give what languages are ordered by, from left to right: Russian first, English last, others by their letters."""
    return {"ru": 0, "en": 2}.get(lang, 1), lang
