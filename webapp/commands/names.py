"""Names of texts, trials and languages that a user gives: an unknown one is an error, not an empty answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from corpus.errors import UnknownNameError, WrongUseError
from corpus.model.turns import TextInfo
from webapp.commands.output import bring_advice

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue


def check_text(name: str, texts: Sequence[TextInfo], catalogue: Callable[[], Catalogue]) -> None:
    """Raise UnknownNameError for a text that is not held, with the way to bring it or names near to it.

    ``catalogue`` reads the catalogue, which takes as long as a search and is asked for an unknown name only.
    """
    held = [info.id for info in texts]
    if name in held:
        return
    if name in catalogue().editions:
        raise UnknownNameError(f"{name} is in the catalogue, but its text is not held here.",
                               f"To bring it: `{bring_advice(catalogue(), name)}`.")
    from difflib import get_close_matches

    near = get_close_matches(name, held, n=3)
    advice = f"Did you mean {', '.join(near)}?" if near else f"Held are: {', '.join(held)}."
    raise UnknownNameError(f"No edition or document is called {name!r}.", advice)


def check_language(lang: str, texts: Sequence[TextInfo], catalogue: Catalogue) -> None:
    """Raise WrongUseError for a language that is neither known nor that of a text here or in the catalogue."""
    from corpus.documents.rules import known_languages

    known = sorted({*known_languages(), *(info.lang for info in texts), *(e.lang for e in catalogue.editions.values())})
    if lang not in known:
        raise WrongUseError(f"{lang!r} is no language of the texts.", f"There are: {', '.join(known)}.")
