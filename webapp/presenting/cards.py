"""The card that a messenger or a network shows of a link: a title and an extract, in the Open Graph protocol.

There is no picture: none of these texts has one that would say anything, and none is fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.cutting import MORE, cut_at_word
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import Spans, voice
from webapp.books.held import Held
from webapp.i18n.i18n import gettext
from webapp.server.links import absolute, base_url
from webapp.wording import labels

MAX_EXTRACT = 200
"""Characters of an extract: more is cut off by those who show it."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a link. ``address`` is whole and lasts; ``kind`` is a type of Open Graph."""

    title: str
    extract: str
    address: str
    kind: str = "article"


def extract_of(turn: Turn, spans: Spans = ()) -> str:
    """Give the words of a turn, or those in ``spans``, behind the label of who says them, cut at a word."""
    said = turn.text[spans[0][0] : spans[-1][1]] if spans else turn.text
    # A word and a space are two signs: what stands behind so many words is not shown, whatever it is.
    words = " ".join(said.split(None, MAX_EXTRACT))
    label = voice(turn, spans).label
    return shortened(f"{label}: {words}" if label else words)


def shortened(words: str) -> str:
    """Cut words after at most :data:`MAX_EXTRACT` signs, with dots where something follows."""
    return cut_at_word(words, MAX_EXTRACT - len(MORE))


def card_of_page(title: str, told: Iterable[str], path: str) -> Card:
    """Give the card of a page that gathers: what it is about, and what it tells in a few words."""
    return Card(title, shortened(" · ".join(filter(None, told)) or title), absolute(path), "website")


def card_of_passage(held: Held, turn: Turn, spans: Spans, address: str) -> Card:
    """Give the card of a passage: in which text it stands, when and on which page, and its words."""
    text = held.text(turn.text_id)
    place = (held.short_title(text), labels.sitting(turn.sitting) if turn.sitting else "",
             labels.page(turn.page) if turn.page.label else "")
    return Card(", ".join(filter(None, place)), extract_of(turn, spans), address)


def card_of_part(held: Held, text: TextInfo, heading: str, turns: Sequence[Turn], address: str) -> Card:
    """Give the card of a sitting or a document, with the words with which ``turns`` begin below their headings."""
    first = next((turn for turn in turns if turn.kind in ("speech", "narration")), turns[0])
    title = f"{held.short_title(text)}, {heading}" if text.is_edition else heading
    return Card(title, extract_of(first), address, "book" if text.is_edition else "article")


def card_of_text(text: TextInfo, note: str) -> Card:
    """Give the card of an edition: what kind of text it is."""
    return Card(text.title, shortened(note), f"{base_url()}/{text.id}/", "book")


def card_of_search(query: str, counted: str, first: Turn | None, address: str) -> Card:
    """Give the card of what a search finds: how much, and the first passage."""
    said = f"{counted} {extract_of(first)}" if first else counted
    return Card(query or gettext("Search results"), shortened(said), address, "website")
