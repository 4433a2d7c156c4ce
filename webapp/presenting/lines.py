"""Lines of the concordance, each with as much beside its node as there is room for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from corpus.model.turns import TextInfo
from indexer.search.kwic import KwicLine
from webapp.books.held import Held
from webapp.models.models import LineView
from webapp.models.words import Words
from webapp.presenting.passages import context_href, person_name, text_called
from webapp.presenting.places import numbered, short_page
from webapp.wording import labels

CAPITAL, CYRILLIC = 1.55, 1.35
"""How wide a capital, and a Cyrillic letter, is beside a small Latin one, measured in the usual typefaces for text."""

MARGIN = 2
"""Letters of the width that are left free, as typefaces differ."""

NAME = 14
"""Letters of the name of a text that a line has room for before its page."""


def line_view(held: Held, line: KwicLine, query: Mapping[str, Any], width: int) -> LineView:
    """Make an occurrence ready for the concordance, without the parts of words at the ends of its ``width`` signs.

    ``query`` are parameters that the reading page gets.
    """
    text = held.infos[line.text_id]
    cut = line.right.rfind(" ") if len(line.right) == width else -1
    page = short_page(line.page) or numbered(line.ref, line.ref.rsplit("/", 1)[-1].lstrip("0"))
    return LineView(
        context_href(text, line, **query, pos=line.start),
        text_in_line(held, text),
        page,
        labels.sitting_day(line.sitting),
        person_name(held, line.speaker) if line.speaker else "",
        text.lang,
        _fitting(line.left if line.start <= len(line.left) else line.left[line.left.find(" ") + 1:], width - MARGIN),
        line.node,
        line.right if cut < 0 else line.right[:cut],
    )


def text_in_line(held: Held, text: TextInfo) -> Words:
    """Call a text as in all results, but an edition whose name has no room in a line by its identifier."""
    called = text_called(held, text)
    return Words(text.id) if text.is_edition and len(called.text) > NAME else called


def _fitting(left: str, width: int) -> str:
    """Leave out first words until the rest is as wide as ``width`` small Latin letters: what does not fit is cut."""
    signs = [(CAPITAL if sign.isupper() else 1) * (CYRILLIC if "а" <= sign.lower() <= "ё" else 1) for sign in left]
    over, at = sum(signs) - width, 0
    while over > 0:
        over -= signs[at]
        at += 1
    if not at:
        return left
    end_of_word = left.find(" ", at - 1)
    return left[end_of_word + 1:] if end_of_word >= 0 else left[at:]
