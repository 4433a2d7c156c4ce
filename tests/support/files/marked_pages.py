"""A dialogue with marks of pages in it, and the page on which each of its own words stands."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from corpus.model.blocks import SourceText
from corpus.reading.formats import read, sniff

SAID = {
    "en": (
        ("ORLAN", "The lamp that stood beside the gate was lit by the watchman, who had no other work that night."),
        ("VANE", "And the barn, was it open at that hour, or shut as the clerk of the guild has told us twice?"),
        ("ORLAN", "It was open, for the door hung on one hinge, and in the straw behind it lay a sack of salt."),
    ),
    "ru": (
        ("ОРЛАН", "Фонарь, который стоял у ворот, зажигал сторож, и другого дела у него в ту ночь не было вовсе."),
        ("ВЕЙН", "А сарай, был он открыт в этот час или заперт, как нам уже дважды говорил писарь этой гильдии?"),
        ("ОРЛАН", "Открыт, ведь дверь висела на одной петле, а за нею в соломе лежал мешок соли."),
    ),
}
LETTERS = {"en": ("bdfgklmnprst", "aeiou", "q"), "ru": ("бвгджзклмнпр", "аеиоу", "щ")}
PARAGRAPHS = 2
"""Paragraphs of a page."""


@dataclass(frozen=True)
class Marked:
    """The paragraphs with their marks, these, and the page of each word that stands in them once."""

    paragraphs: tuple[str, ...]
    marks: tuple[str, ...]
    pages: dict[str, str]


def marked(
    lang: str, labels: Sequence[str], form: str, place: str, *, wrap: int = 0, before: str | None = None
) -> Marked:
    """Set a dialogue with a mark where each page begins: ``within`` a paragraph, ``first`` in it, or on a ``line``.

    A mark on a line cuts a sentence. The text begins with the first mark, or with a page ``before`` it; ``wrap`` is the
    measure of its lines.
    """
    own = _words(lang)
    begins = ([before] if before else []) + list(labels)
    page, pages, paragraphs = begins[0], {}, []
    for number in range(PARAGRAPHS * len(begins)):
        label, said = SAID[lang][number % 3]
        words = said.split()
        new = number % PARAGRAPHS == 0 and not (before and number == 0)
        cut = 0 if place == "first" or number == 0 else len(words) // 2
        parts = []
        for at, word in enumerate(words):
            if new and at == cut:
                page = begins[number // PARAGRAPHS]
                mark = form.format(page)
                parts.append(f"\n{mark}\n" if place == "line" else mark)
            parts += [f"{label}:"] if at == 0 else []
            if at % 3 == 1:
                parts.append(next(own))
                pages[parts[-1]] = page
            parts.append(word)
        paragraphs.append(_set(" ".join(parts), wrap))
    return Marked(tuple(paragraphs), tuple(form.format(label) for label in labels), pages)


def _set(text: str, wrap: int) -> str:
    lines = [line.strip() for line in text.strip().split("\n")]
    return "\n".join("\n".join(textwrap.wrap(line, wrap)) if wrap else line for line in lines)


def _words(lang: str) -> Iterator[str]:
    """Give words that stand nowhere else."""
    consonants, vowels, last = LETTERS[lang]
    for n in count(7):
        yield "".join(consonants[n // k % 12] + vowels[n // k % 5] for k in (1, 12, 144)) + last


def text(data: str, name: str = "a.txt") -> SourceText:
    """Read a file of one text."""
    [source] = read(data.encode(), sniff(data.encode(), name), name)
    return source


def pages_of_words(source: SourceText) -> dict[str, str | None]:
    """Give the page on which each word of a text stands that stands there once."""
    found: dict[str, str | None] = {}
    for block in source.blocks:
        begins = sorted((mark.start, mark.label) for mark in block.marks if mark.kind == "page")
        for word in re.finditer(r"\w+", block.text):
            before = [label for start, label in begins if start <= word.start()]
            found[word.group().lower()] = before[-1] if before else block.page.label
    return found
