"""The shapes of a message: one, one for each number, one where a field is known."""

from __future__ import annotations

from corpus.frozen import frozen


@frozen
class Counted:
    """A message in the singular and the plural; ``by`` names the number that decides."""

    one: str
    many: str
    by: str


@frozen
class Listed:
    """A message for one thing and for several; ``by`` names the list of them."""

    one: str
    many: str
    by: str


@frozen
class Optional:
    """A message for where the field ``by`` is known, and one for where it is None; they may name other fields."""

    full: str
    short: str
    by: str


Message = str | Counted | Listed | Optional
"""A message of a note."""
