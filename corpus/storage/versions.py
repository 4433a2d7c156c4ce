"""What another version of the program made: refused with the way back, never read as if it were today's.

A mark of a version begins with a number, which rises; what may stand behind it, after a hyphen, tells versions apart
whose files are laid out alike.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from corpus.errors import IndexDamagedError, OtherVersionError
from corpus.storage import generations


def is_later(made: object, own: object) -> bool:
    """Say whether the mark of a version is that of a later one than ``own``."""
    theirs, ours = _number(made), _number(own)
    return theirs is not None and ours is not None and theirs > ours


def of_another(what: str, made: object, own: object) -> OtherVersionError:
    """Make the error of something that another version made, with the way back."""
    if is_later(made, own):
        return OtherVersionError(
            f"{what} was made by a later version of this program.",
            "Update the program, or let this one read the sources again: `trials reindex --full`.")
    return OtherVersionError(f"{what} was made by another version of this program.",
                             "Run `trials reindex --full`, which reads the sources again.")


def refuse_later(what: str, parent: Path, key: str, own: str) -> None:
    """Let a folder of generations pass whose present one no later version made: what that one knew would be lost.

    ``key`` is what its manifest calls the version. Raises OtherVersionError. One that is damaged is no matter here: it
    is made anew.
    """
    with suppress(IndexDamagedError):
        place = generations.current(parent)
        made = generations.manifest(place).get(key) if place else None
        if is_later(made, own):
            raise of_another(f"The {what} {place}", made, own)


def _number(mark: object) -> int | None:
    """Give the number that the mark of a version begins with; None where it is none."""
    first = str(mark).partition("-")[0]
    return int(first) if first.isascii() and first.isdigit() else None
