"""The concordance in two languages: each occurrence with the sentence that answers it, both marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.alignment.sentences import sentence_pairs
from corpus.language.words import words
from corpus.model.turns import Turn
from indexer.search.kwic import KwicLine
from indexer.statistics.renderings import Rendering
from webapp.books.books import Books
from webapp.books.pairs import Partner
from webapp.models.highlight import Paragraph, pieces, window
from webapp.models.models import Link
from webapp.presenting.passages import confidence, text_called
from webapp.presenting.places import NO_BREAK, numbered, short_page
from webapp.server.links import permalink

LIKELY = 0.2
"""Dice's coefficient from which a word of the other language is marked as what answers: below, most stand beside it."""

SHOWN_CHARS = 260
"""Characters of what answers that are shown: a long sentence, or the part of it that has the words marked."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The sentences of another language that answer the one of an occurrence; ``sign`` tells how sure the pairing is.

    ``cut`` says that they are shown in part, before and after; ``places`` are all where these words stand.
    """

    lang: str
    pieces: Paragraph
    cut: tuple[bool, bool]
    sign: str
    sure: str
    places: tuple[Link, ...]


def answers(books: Books, query: str, lines: Sequence[KwicLine]) -> list[list[AnswerView]]:
    """Give for each line what other languages have in its place, with the words marked that render the query there.

    Raises QueryError.
    """
    known: dict[str, tuple[Rendering, ...]] = {}
    return [list(_answers(books, query, line, known)) for line in lines]


def _answers(
    books: Books, query: str, line: KwicLine, known: dict[str, tuple[Rendering, ...]]
) -> Iterator[AnswerView]:
    """Give what other languages have in the place of a line; words that several editions have stand once."""
    turn = books.held.turn(line.ref)
    shown: dict[tuple[str, str], list[tuple[Partner, Turn]]] = {}
    for partner in books.pairs.partners(turn):
        if partner.turns[0].lang != turn.lang:
            for other, start, end in _sentences(turn, line.start, partner):
                shown.setdefault((other.lang, other.text[start:end]), []).append((partner, other))
    for (lang, said), found in shown.items():
        if lang not in known:
            known[lang] = books.figures.renderings(query, lang)
        marked = rendered_at(said, known[lang])
        low, high = window(said, marked, SHOWN_CHARS)
        inside = [(a - low, b - low) for a, b in marked if low <= a and b <= high]
        yield AnswerView(lang, pieces(said[low:high], inside), (low > 0, high < len(said)),
                         *confidence(found[0][0].pair), tuple(_place(books, other) for _, other in found))


def _sentences(turn: Turn, at: int, partner: Partner) -> Iterator[tuple[Turn, int, int]]:
    """Give the stretch of each turn that answers the sentence at a character; all of the turns where none does."""
    found = [
        place for pair in sentence_pairs([turn], partner.turns)
        if any(place.start <= at < place.end for place in pair.left) for place in pair.right
    ]
    for other in partner.turns:
        places = [place for place in found if place.ref == other.ref]
        if places:
            yield other, places[0].start, places[-1].end
        elif not found:
            yield other, 0, len(other.text)


def _place(books: Books, turn: Turn) -> Link:
    name = text_called(books.held, books.held.infos[turn.text_id])
    page = short_page(turn.page) or numbered(turn.ref, str(turn.ordinal))
    return Link(f"{name.text}, {page.replace(' ', NO_BREAK)}", permalink(turn.ref, turn.digest), lang=name.lang)


def rendered_at(text: str, renderings: Sequence[Rendering]) -> list[tuple[int, int]]:
    """Give where the surest of the renderings that stand in a text stands there; none where none is sure enough."""
    found = words(text)
    forms = [word.form for word in found]
    for one in renderings:
        if one.dice < LIKELY:
            continue
        wanted = {tuple(form.split()) for form in one.forms}
        places = [(found[at].start, found[at + len(form) - 1].end) for form in wanted
                  for at in range(len(forms) - len(form) + 1) if tuple(forms[at:at + len(form)]) == form]
        if places:
            return sorted(places)
    return []
