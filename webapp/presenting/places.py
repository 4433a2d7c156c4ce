"""How the place of a passage is called: its page, else its number; in full, and in few words."""

from __future__ import annotations

from corpus.model.turns import Page, TextInfo, Turn
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, said_once
from webapp.wording import labels

NO_BREAK = "\N{NO-BREAK SPACE}"


def place_within(turn: Turn) -> str:
    """Say on which page a turn stands, where its text has none which turn or passage it is."""
    if turn.page.label is not None and turn.page.basis != "none":
        return labels.page(turn.page)
    # The number never stands alone on a line.
    return numbered(turn.ref, str(turn.ordinal)).replace(" ", NO_BREAK)


def place_in_full(turn: Turn) -> str:
    """Say in full in which sitting and on which page a turn stands."""
    return " · ".join(filter(None, (labels.sitting(turn.sitting) if turn.sitting else "", place_within(turn))))


def numbered(ref: str, ordinal: str) -> str:
    """Call a turn of an edition, or a passage of a document, by its number; references of documents have two parts."""
    if ref.count("/") > 1:
        return gettext("turn %(number)s", number=ordinal)
    return gettext("passage %(number)s", number=ordinal)


def short_place(held: Held, ref: str, page: Page) -> str:
    """Name a place in few words: text and page, else text and number of the turn."""
    return f"{named_shortly(held, held.infos[ref.split('/')[0]])}, {short_place_within(ref, page)}"


def short_place_within(ref: str, page: Page) -> str:
    """Name a place in its text in few words: the page, else the number of the turn."""
    return short_page(page) or numbered(ref, ref.rsplit("/", 1)[-1].lstrip("0"))


def named_shortly(held: Held, text: TextInfo) -> str:
    """Call an edition by its identifier, which tells it from others of its trial, and a document by its title."""
    return text.id if text.is_edition else held.short_title(text)


@said_once(labels.PLACES_SAID)
def short_page(page: Page) -> str:
    """Write a page in few signs; an estimate has its sign."""
    if page.label is None or page.basis == "none":
        return ""
    number = labels.page_number(page.label)
    return labels.page_called(page.label, f"≈ {number}" if page.basis == "estimated" else number)
