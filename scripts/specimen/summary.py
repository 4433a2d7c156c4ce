"""Condensing the English edition of the specimen by rule, as a summary report condenses a sitting.

Headings, directions and speeches outside the examinations stay. An examination is cut into exchanges, a question
with what is said to it: those that the source text gives a narrator's words for are told in the third person,
every third of the others is left out. What stays loses some of its sentences. No wording is made up here but
the few words that introduce a narrator's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from specimen.source import Source, Unit

LEFT_OUT, LOST = 3, 2
"""Which exchange of an examination is left out, and which sentence that can be spared is: every so many."""

LEANING = 4
"""A sentence of no more words than this leans on the one before it."""

_WHOLE = {"Opening of the Inquiry", "Finding"}
_EXAMINED = re.compile(r"(Examination|Questions|Reading|The Witness)\b")
_ASKING = {"president", "prosecutor", "counsel"}
_STATES = ("{who} states {told}", "In reply to {asker}, {who} says {told}")
_ADDS = "{who} adds {told}"
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’)]*(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bMr\.)(?<!\.m\.) (?=[A-Z“(])")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a condensed turn, text[start:end], and where it comes from.

    ``sources`` are the ordinals from 1 of turns of the full edition; ``at`` is where the sentence stands in
    that turn, None where a narrator tells the turns in words of his own.
    """

    start: int
    end: int
    sources: tuple[int, ...]
    at: int | None


@dataclass(slots=True)
class Condensed:
    """A condensed turn; from ``narration`` on, if that is a number, its text is told by the narrator."""

    unit: Unit
    parts: list[Part] = field(default_factory=list)
    narration: int | None = None


@dataclass(frozen=True, slots=True)
class _Sentence:
    paragraph: int
    start: int
    text: str
    spared: bool


class _Writer:
    """Writes the condensed turns in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.turns: list[Condensed] = []
        self._spared = self._exchanges = self._told = 0
        self._teller: str | None = None

    def keep(self, unit: Unit, ordinal: int, whole: bool) -> None:
        """Write a turn, with all of its sentences or without some of those that can be spared."""
        kept = list(sentences(unit)) if whole else self._shortened(unit)
        paragraphs: list[str] = []
        parts: list[Part] = []
        for _, group in groupby(kept, key=lambda sentence: sentence.paragraph):
            base = sum(len(paragraph) + 1 for paragraph in paragraphs)
            words: list[str] = []
            for sentence in group:
                start = base + sum(len(text) + 1 for text in words)
                words.append(sentence.text)
                parts.append(Part(start, start + len(sentence.text), (ordinal,), sentence.start))
            paragraphs.append(" ".join(words))
        new = Unit(unit.kind, paragraphs, unit.sitting, unit.section, "title", self._blocks(unit, kept),
                   unit.speaker, self._label(unit), unit.role)
        self.turns.append(Condensed(new, parts))
        self._teller = None

    def exchange(self, units: Sequence[tuple[int, Unit]]) -> None:
        """Tell an exchange of an examination, leave it out, or write its turns."""
        blocks = [number for _, unit in units for number in unit.blocks]
        told = [number for number in blocks if self.source.blocks[number].told]
        if told:
            self._tell(units, blocks, told)
            return
        self._exchanges += 1
        if self._exchanges % LEFT_OUT != 2:
            for ordinal, unit in units:
                self.keep(unit, ordinal, whole=False)

    def _tell(self, units: Sequence[tuple[int, Unit]], blocks: list[int], told: list[int]) -> None:
        last = self.turns[-1]
        goes_on = last.unit.kind in {"speech", "narration"}
        if not goes_on:
            last = Condensed(Unit("narration", [""], last.unit.sitting, units[0][1].section, "title", []))
            self.turns.append(last)
        elif last.narration is None and last.unit.kind == "speech":
            self._told += 1
            if self._told % 2:
                last.unit.paragraphs.append("")
        for number in told:
            self._write(last, self._sentence(units, number), tuple(ordinal for ordinal, _ in units))
        last.unit.blocks.extend(blocks)

    def _write(self, last: Condensed, text: str, sources: tuple[int, ...]) -> None:
        paragraph = last.unit.paragraphs[-1]
        last.unit.paragraphs[-1] = f"{paragraph} {text}" if paragraph else text
        end = len(last.unit.text)
        last.parts.append(Part(end - len(text), end, sources, None))
        if last.narration is None and last.unit.kind == "speech":
            last.narration = end - len(text)

    def _sentence(self, units: Sequence[tuple[int, Unit]], number: int) -> str:
        block, asker = self.source.blocks[number], units[0][1].speaker
        asked = asker not in (None, block.who)
        pattern = _ADDS if block.who == self._teller else _STATES[number % 2 if asked else 0]
        self._teller = block.who
        names = {name: member.labels["en"] for name, member in self.source.cast.items()}
        return pattern.format(who=names[block.who], told=block.told,
                              asker=names[asker or block.who].replace("The ", "the "))

    def _shortened(self, unit: Unit) -> list[_Sentence]:
        """Give the sentences that stay; a few words that lean on a lost sentence are lost with it."""
        kept: list[_Sentence] = []
        lost = False
        for sentence in sentences(unit):
            leans = lost and len(sentence.text.split()) <= LEANING
            self._spared += sentence.spared
            lost = sentence.spared and (leans or self._spared % LOST == 0)
            if not lost:
                kept.append(sentence)
        return kept

    def _blocks(self, unit: Unit, kept: Sequence[_Sentence]) -> list[int]:
        """Give the blocks of which a sentence is left."""
        words = {n: "\n".join(self.source.blocks[n].paragraphs["en"]) for n in unit.blocks}
        return [n for n, text in words.items() if any(sentence.text in text for sentence in kept)]

    def _label(self, unit: Unit) -> str | None:
        if unit.speaker is None:
            return None
        name = self.source.cast[unit.speaker].labels["en"]
        direction = self.source.blocks[unit.blocks[0]].directions["en"]
        return f"{name} ({direction})" if direction else name


def condense(source: Source, english: Sequence[Unit]) -> list[Condensed]:
    """Give the turns of the condensed edition in order."""
    writer = _Writer(source)
    for section, group in groupby(enumerate(english, 1), key=lambda row: (row[1].sitting, row[1].section)):
        title = section[1] or ""
        (ordinal, heading), *rest = group
        writer.keep(heading, ordinal, whole=True)
        if not _EXAMINED.match(title):
            for ordinal, unit in rest:
                writer.keep(unit, ordinal, whole=title in _WHOLE)
            continue
        for exchange in _exchanges(rest):
            writer.exchange(exchange)
    return writer.turns


def sentences(unit: Unit) -> Iterator[_Sentence]:
    """Cut a turn into sentences.

    One can be spared if it begins no paragraph, asks nothing and stands in no quotation that runs on.
    """
    base = 0
    for number, paragraph in enumerate(unit.paragraphs):
        start = 0
        for end in [*(m.end() for m in _SENTENCE_END.finditer(paragraph)), len(paragraph) + 1]:
            text = paragraph[start:end - 1]
            open_before = paragraph.count("“", 0, start) > paragraph.count("”", 0, start)
            open_after = paragraph.count("“", 0, end) > paragraph.count("”", 0, end)
            needed = start == 0 or text.endswith("?") or open_before or open_after
            spared = unit.kind == "speech" and not needed
            yield _Sentence(number, base + start, text, spared)
            start = end
        base += len(paragraph) + 1


def _exchanges(units: Sequence[tuple[int, Unit]]) -> Iterator[list[tuple[int, Unit]]]:
    """Cut an examination where somebody asks after somebody has answered."""
    exchange: list[tuple[int, Unit]] = []
    for ordinal, unit in units:
        if exchange and _asks(unit) and not _asks(exchange[-1][1]):
            yield exchange
            exchange = []
        exchange.append((ordinal, unit))
    if exchange:
        yield exchange


def _asks(unit: Unit) -> bool:
    return unit.kind == "speech" and (unit.role in _ASKING or unit.text.endswith("?"))
