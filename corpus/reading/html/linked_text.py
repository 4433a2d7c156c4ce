"""Paragraphs that are nothing but links: a menu, or text that leads to its scan or source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.reading.drafts import Placed

MAX_LINKED_LINES = 3
"""Paragraphs in a row that are nothing but links and may be lines of a document; more are a menu."""

SIGNS_BETWEEN = 40
"""Signs at most between the links of a menu in one line."""

MAX_LINK_WORDS = 25
"""A longer paragraph that is one link is text that leads to its scan or source."""

MIN_SENTENCE_WORDS = 10
"""So many words with a full stop are a sentence; fewer may be an entry of a contents page."""

_DATED = re.compile(r"\W?\d{1,2}\W{1,3}[^\W_]{1,9}\W{1,2}(?:19|20)\d{2}(?: ?(?:г\.|года))?\W?$")
MAX_DATED_WORDS = 8
"""Words of a line that says a day and little else, as a sitting's."""
_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept(?:ember)?|oct(?:ober)?|"
          r"nov(?:ember)?|dec(?:ember)?|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)")
_DAY = re.compile(rf"\b{_MONTH}\.?\s\d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\b", re.IGNORECASE)
"""A day with the name of its month."""
_SIGNED = re.compile(r"(?:[A-ZА-ЯЁ]\. ?){1,2}[A-ZА-ЯЁ][^\W\d_]+\W?$")
_HEADED = re.compile(
    r"(?=.*(?:ПРОТОКОЛ|ДОПРОС|СТЕНОГРАММА|ОЧНАЯ СТАВКА|ПОКАЗАНИ|ЗАЯВЛЕНИ|ПИСЬМО|СООБЩЕНИЕ|ЗАПИСКА|СПРАВКА|ПРИГОВОР|"
    r"INTERROGATION|RECORD|TRANSCRIPT|TESTIMONY|STATEMENT|LETTER|REPORT|VERDICT))[^a-zа-яё]{5,200}$"
)
"""A line in capitals with the word of a kind of document."""
_SENTENCE_END = re.compile(r"[.!?…;:][\"'”’»)\]]*$")
_LABELLED = re.compile(r"[^\W\d_][^.:!?\n]{0,60}:\s+\S+\s+\S")


def is_linked(text: str, linked: int) -> bool:
    """Whether words are nothing but links, of which ``linked`` characters are, and signs between them."""
    signs = len("".join(text.split()))
    if not linked or signs - linked > SIGNS_BETWEEN:
        return False
    return linked >= signs or linked >= sum(map(str.isalnum, text))


def is_evident_text(text: str) -> bool:
    """Whether words that are all one link, or links, are text all the same: a sentence, a label with its speech."""
    words = len(text.split())
    sentence = words >= MIN_SENTENCE_WORDS and bool(_SENTENCE_END.search(text))
    return sentence or words > MAX_LINK_WORDS or bool(_LABELLED.match(text))


def are_text(texts: Sequence[str], *, listed: bool) -> bool:
    """Whether most of a run of blocks that are nothing but links are text; ``listed`` ones of few words are a menu."""
    few = len(texts) <= MAX_LINKED_LINES and not listed
    return 2 * sum(is_evident_text(text) or (few and is_line(text)) for text in texts) > len(texts)


def is_line(text: str) -> bool:
    """Whether a few words are a line of a document: its head, its day, the sitting, who signed it."""
    line = text.strip()
    dated = len(line.split()) <= MAX_DATED_WORDS and _DAY.search(line) is not None
    return dated or any(pattern.match(line) for pattern in (_DATED, _SIGNED, _HEADED))


@dataclass(frozen=True, slots=True)
class LinkedBlock:
    """A block that is nothing but links, and where it stands in the page."""

    placed: Placed
    start: int
    end: int
    stays: bool = False


class LinkedRun:
    """Blocks in a row that are nothing but links. They stay together or go together."""

    def __init__(self) -> None:
        self._blocks: list[LinkedBlock] = []

    def takes(self, placed: Placed) -> bool:
        """Whether a block goes on with the run: items and paragraphs stay apart."""
        return not self._blocks or self._blocks[-1].placed.block.kind == placed.block.kind

    def add(self, placed: Placed, start: int, end: int) -> None:
        """Add a block."""
        self._blocks.append(LinkedBlock(placed, start, end))

    def end(self) -> Iterator[LinkedBlock]:
        """End the run: its blocks stay where most are sentences or speech, and no menu."""
        run, self._blocks = self._blocks, []
        listed = any(one.placed.block.kind == "item" for one in run)
        stay = are_text([one.placed.block.text for one in run], listed=listed)
        return (LinkedBlock(one.placed, one.start, one.end, stay) for one in run)
