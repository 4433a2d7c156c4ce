"""Help and about: what can be typed, and what is promised."""

from __future__ import annotations

from typing import Any

from webapp.books import Books
from webapp.examples import working
from webapp.i18n import gettext
from webapp.views_texts import edition_state


def help_page(books: Books) -> dict[str, Any]:
    """Give the examples from the texts held, and the signs of the query language."""
    examples = working(books)
    return {
        "examples": examples,
        "signs": [
            (gettext("word"), gettext("any form of the word")),
            (gettext('"one phrase"'), gettext("exactly these words in this order")),
            (gettext('"two words"~5'), gettext("in this order, with at most 5 words between")),
            ("A NEAR/5 B", gettext("in either order, with at most 5 words between")),
            ("A OR B, A | B", gettext("one of them")),
            ("-A, NOT A", gettext("without it")),
            ("( )", gettext("what belongs together")),
            ("A*, A?B", gettext("any letters; any one letter")),
            ("A~1", gettext("the word with at most one letter amiss")),
            ("en:(A) ru:(B), -ru:(B)", gettext("one language says A, the other B, or does not say B")),
            ("-form:A", gettext("without this one form")),
            ("speaker: role: trial: sitting: page: lang: kind:", gettext("filters, also with a minus before them")),
        ],
    }


def about(books: Books) -> dict[str, Any]:
    """Give the source notes of the editions held."""
    held = [e for e in books.catalogue.editions.values() if e.id in books.infos]
    return {"editions": [edition_state(books, edition) for edition in held]}
