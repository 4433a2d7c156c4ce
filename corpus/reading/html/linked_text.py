"""Paragraphs that are nothing but links: a menu, or text that leads to its scan or source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.data_files import load_data
from corpus.reading.drafts import Placed

MAX_LINKED_LINES = 3
"""Paragraphs in a row that are nothing but links and may be lines of a document; more are a menu."""

SIGNS_BETWEEN = 40
"""Signs at most between the links of a menu in one line."""

MAX_LINK_WORDS = 25
"""A longer paragraph that is one link is text that leads to its scan or source."""

MIN_SENTENCE_WORDS = 10
"""So many words with a full stop are a sentence; fewer may be an entry of a contents page."""

MAX_WAY_CHARS = 120
"""A longer line says more than where a link leads."""

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
_SAID = re.compile(r"[^\W\d_][^.:!?\n]{0,60}:(?=\s|$)|.*[.!?…][\"'”’»)\]]*$", re.DOTALL)
"""A label, alone or with words, a question, a sentence of few words."""
_HEADING = re.compile(
    r"\W?(?:(?:chapter|part|section|appendix|глава|часть|раздел|приложение)\s[\w.]{1,12}\b|"
    r"(?:morning|evening|afternoon)\s(?:sitting|session)|(?:утреннее|вечернее|дневное)\sзаседание|"
    r"(?:the\s)?(?:record|protocol|transcript|testimony|statement|letter|verdict|examination|interrogation)\b|"
    r"(?:протокол|стенограмма|показани[ея]|заявление|письмо|записка|приговор|допрос|очная ставка)\b)", re.IGNORECASE)
_CAPITALS = re.compile(r"(?=(?:[^A-ZА-ЯЁ]*[A-ZА-ЯЁ]){3})[^a-zа-яё]+$")
_AROUND = " \t\n[](){}<>«»‹›←→↑↓⇑⇧▲△▴^|·•*—–-.…"
"""Signs that stand around the words of a way."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """``data/ways.toml``: what links say that lead about a site."""

    ways: tuple[str, ...]


@cache
def _ways() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for way in load_data("ways.toml", _Ways).ways), re.IGNORECASE)


def is_way(text: str) -> bool:
    """Whether words that are all linked say where on a site, or in a page, a link leads, and nothing else."""
    return len(text) <= MAX_WAY_CHARS and _ways().fullmatch(" ".join(text.split()).strip(_AROUND)) is not None


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


def are_text(texts: Sequence[str]) -> bool:
    """Whether most of a run of blocks that are nothing but links are text, so that they are no menu."""
    return 2 * sum(is_evident_text(text) for text in texts) > len(texts)


def is_line(text: str) -> bool:
    """Whether a few words are a line of a document: its head, its day, the sitting, who signed it."""
    line = text.strip()
    dated = len(line.split()) <= MAX_DATED_WORDS and _DAY.search(line) is not None
    return dated or any(pattern.match(line) for pattern in (_DATED, _SIGNED, _HEADED))


@dataclass(frozen=True, slots=True)
class LinkedBlock:
    """A block that is nothing but links, of which it has so many, and where it stands in the page."""

    placed: Placed
    start: int
    end: int
    links: int
    stays: bool = False

    def is_text(self, *, followed: bool, amid: bool) -> bool:
        """Whether a block that is no part of a menu is text: what is said, a day, a heading, who signed.

        ``followed`` and ``amid`` say that text stands behind it, or before and behind it. There one link alone that
        leads about no site is text.
        """
        text = self.placed.block.text
        if is_way(text):
            return False
        if is_evident_text(text) or is_line(text):
            return True
        if self.links != 1:
            return False
        if amid or _SAID.match(text):
            return True
        if _HEADING.match(text):
            return followed
        return self.placed.block.level > 0 or _CAPITALS.match(text) is not None


class LinkedRun:
    """Blocks in a row that are nothing but links. A menu goes, of few blocks each is judged for itself."""

    def __init__(self) -> None:
        self._blocks: list[LinkedBlock] = []

    def takes(self, placed: Placed) -> bool:
        """Whether a block goes on with the run: items and paragraphs stay apart."""
        return not self._blocks or self._blocks[-1].placed.block.kind == placed.block.kind

    def add(self, placed: Placed, start: int, end: int, links: int) -> None:
        """Add a block that is nothing but so many links."""
        self._blocks.append(LinkedBlock(placed, start, end, links))

    def end(self, *, preceded: bool, followed: bool) -> Iterator[LinkedBlock]:
        """End the run, before and behind which text may stand: its blocks stay where they are text, and no menu."""
        run, self._blocks = self._blocks, []
        if len(run) > MAX_LINKED_LINES or any(one.placed.block.kind == "item" for one in run):
            stay = are_text([one.placed.block.text for one in run])
            return (replace(one, stays=stay) for one in run)
        amid = preceded and followed and len(run) == 1
        return (replace(one, stays=one.is_text(followed=followed, amid=amid)) for one in run)
