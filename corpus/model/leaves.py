"""Leaves, which archives count in the place of pages. Their labels say so, ``л. 12 об.`` and ``fol. 3v``.

A page and a leaf of one number are different places: what stands on a leaf is never cited by a page.
"""

from __future__ import annotations

import re

RUSSIAN, LATIN = "л. ", "fol. "
"""What the label of a leaf begins with, by the script of its mark."""

_LEAF = re.compile(
    rf"(?:{re.escape(RUSSIAN)}|{re.escape(LATIN)})(?P<printed>(?P<number>\d{{1,4}})\s?(?P<side>\D{{0,9}}))")
_BACKS = ("об", "ob", "v")


def leaf_label(printed: str, *, russian: bool) -> str:
    """Give the label of a leaf from its number and side as printed."""
    return f"{RUSSIAN if russian else LATIN}{printed}"


def is_leaf(label: str | None) -> bool:
    """Say whether a label is that of a leaf."""
    return label is not None and _LEAF.fullmatch(label) is not None


def bare_label(label: str) -> str:
    """Give a label as printed, without what calls it a leaf."""
    found = _LEAF.fullmatch(label)
    return found["printed"] if found else label


def side_named(label: str, lang: str) -> str:
    """Give a bare label with the side of a leaf named as ``lang`` names it, ``12 об.`` or ``12v``; pages as they are.

    The front is not named in Russian, and elsewhere only where it is in print.
    """
    found = _LEAF.fullmatch(label)
    if found is None:
        return label
    number, side = found["number"], found["side"].lower()
    if side.startswith(_BACKS):
        return f"{number} об." if lang == "ru" else f"{number}v"
    return f"{number}r" if side.startswith("r") and lang != "ru" else number
