"""Quotations to measure checking with, made of texts held: in notes, cut beside a negation, ascribed to somebody.

Nothing is put into anybody's mouth: what is quoted stands in the text, and is cut, or ascribed to whoever does not say
it, which is what has to be found. What an author says around it is filler.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chapters import excerpts

from corpus.catalogue.catalogue import Catalogue
from corpus.language.words import words
from corpus.model.turns import Turn
from indexer.checking.comparing.comparison_words import negations, rules

IN_PROSE = {
    "en": ("{name} said: “{quote}”.", "As {name} told the court, “{quote}”.", "“{quote},” said {name}.",
           "According to {name}, “{quote}”.", "In the words of {name}: “{quote}”.", "“{quote}” (as {name} confessed).",
           "{name} is reported to have said that “{quote}”.", "The accused {name} admitted: “{quote}”."),
    "ru": ("{name} сказал: «{quote}».", "Как заявил {name}, «{quote}».", "«{quote}», — сказал {name}.",
           "По словам {name}, «{quote}».", "{name} показал: «{quote}».", "На это {name} ответил: «{quote}»."),
}
"""Sentences that name who speaks, by language."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence that ascribes a quotation to somebody; ``right`` tells that this person says it."""

    sentence: str
    quote: str
    right: bool


def edges(turns: Sequence[Turn], length: int) -> Iterator[tuple[str, bool]]:
    """Give quotations that begin just behind a word and whether that word is a negation, which turns the sense.

    Those behind another word begin at the same distance from the beginning of their turn.
    """
    for turn in turns:
        found = words(turn.text) if turn.kind in ("speech", "narration") else []
        end = 0
        for place in range(2, len(found) - length):
            if place < end:
                continue
            quote = turn.text[found[place].start : found[place + length - 1].end]
            lead = turn.text[found[place - 2].start : found[place].start]
            plain = not any(sign in lead for sign in ".,;:!?—()[]“”«»\"")
            inside = {word.form for word in found[place : place + length]} & negations()
            if not plain or inside or any(sign in quote for sign in "\"“”«»()[]…—.;:!?"):
                continue
            before = [word.form for word in found[place - 2 : place]]
            cut = before[1] in negations() and before[0] not in rules().negations.either
            if cut and found[place].form in rules().negations.limited:
                continue
            near = {word.form for word in found[max(0, place - 4) : place]} & negations()
            behind = found[place + length].form in negations() if len(found) > place + length else False
            if cut or not (near or behind):
                yield quote, cut
                end = place + length


def attributed(turns: Sequence[Turn], catalogue: Catalogue, lang: str, count: int, seed: int = 7) -> list[Attributed]:
    """Give sentences with quotations of speakers named, every other one ascribed to another speaker of these turns."""
    dice = random.Random(seed)  # noqa: S311
    spoken = [(turn, quote) for turn, quote in excerpts(turns, 10) if turn.speaker in catalogue.persons
              and not catalogue.persons[turn.speaker or ""].office]
    dice.shuffle(spoken)
    speakers = sorted({turn.speaker for turn, _ in spoken if turn.speaker})
    out = []
    for number, (turn, quote) in enumerate(spoken[:count]):
        right = number % 2 == 0
        others = [name for name in speakers if name != turn.speaker]
        person = catalogue.persons[(turn.speaker or "") if right else dice.choice(others)]
        name = person.name_ru if lang == "ru" else person.name_en
        form = IN_PROSE[lang][number // 2 % len(IN_PROSE[lang])]
        out.append(Attributed(form.format(name=name, quote=quote), quote, right))
    return out
