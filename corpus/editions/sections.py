"""Where in an edition the reading stands: the sitting, the section, and whose speech the section is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.catalogue.catalogue import Edition, Section, Trial
from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText
from corpus.unspoken.part_headings import is_heading_line
from corpus.unspoken.sitting_headings import is_only_sitting, opens_section, sitting_of

_SENTENCE_ENDS = ".?!…:;,"
MAX_HEADING_CHARS = 160
"""A longer paragraph is no heading, whatever it names."""


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """Sitting and section of a turn."""

    sitting: str | None = None
    section: str | None = None


class Sections:
    """Follows the headings of an edition's files."""

    def __init__(self, edition: Edition, trial: Trial) -> None:
        self._edition, self._trial = edition, trial
        self._file: Section | None = None
        self._opened: set[str] = set()
        self._headings: dict[int, str] = {}
        self._said: dict[int, str] = {}
        self.place = SectionPlace()
        self.speaker: str | None = None

    def enter_file(self, source: SourceText, sitting: str | None) -> None:
        """Begin a file. ``sitting`` is what the catalogue says of the file, if anything."""
        self._file = next((s for s in self._edition.contents if s.file and source.file.endswith(f"/{s.file}")), None)
        self._said = {}
        self._headings = dict(_sitting_headings(source.blocks, self._trial))
        known = self._file.sitting if self._file and self._file.sitting else sitting
        known = known or sitting_of(source.title, self._trial) or self.place.sitting
        self.place = SectionPlace(known, self._file.title if self._file else self.place.section)
        if self._file:
            self.speaker = self._file.speaker

    def is_heading(self, number: int, block: Block) -> bool:
        """Say whether an unlabelled block with this number in the file is a heading.

        It is set as one or in capitals, says nothing but the sitting that begins, is called as a section of the
        catalogue is, or begins as the headings of sections do.
        """
        if block.kind == "heading" or number in self._headings or is_heading_line(block.text):
            return True
        if not 0 < len(block.text) <= MAX_HEADING_CHARS or block.text.rstrip()[-1] in _SENTENCE_ENDS:
            return False
        return self._known(block.text) is not None or opens_section(block.text)

    def heading(self, number: int, text: str) -> bool:
        """Go on to the heading ``text``; False where it only repeats the sitting that is being read."""
        sitting = self._headings.get(number) or sitting_of(text, self._trial)
        if sitting and is_only_sitting(text):
            held = self._file.sitting if self._file and self._file.sitting else sitting
            if held == self.place.sitting and held in self._opened and self._said.get(number - 1) != held:
                return False
            self._said[number] = held
            self.place = SectionPlace(held, self._file.title if self._file else None)
        else:
            known = self._known(text)
            sitting = sitting or self._later(known.sitting if known else None) or self.place.sitting
            self.place = SectionPlace(sitting, known.title if known else text)
            self.speaker = known.speaker if known else None
        return True

    def opening(self, text: str) -> None:
        """Take the sitting from a paragraph before the first label, where nothing else has told it."""
        if self.place.sitting is None and len(text) <= MAX_HEADING_CHARS:
            self.place = SectionPlace(sitting_of(text, self._trial), self.place.section)

    def written(self) -> None:
        """Note that a turn of the present sitting has been written."""
        if self.place.sitting:
            self._opened.add(self.place.sitting)

    def _later(self, sitting: str | None) -> str | None:
        """Give a sitting that only the name of a section tells, unless a file would go back in time with it."""
        order = [s.id for s in self._trial.sittings]
        if sitting in order and self.place.sitting in order:
            return sitting if order.index(sitting) >= order.index(self.place.sitting) else None
        return sitting

    def _known(self, title: str) -> Section | None:
        """Give the section of the catalogue that is called so, if there is just one."""
        key = forms(title)
        same = [s for s in self._edition.contents if forms(s.title) == key]
        return same[0] if len(same) == 1 else None


def _sitting_headings(blocks: Sequence[Block], trial: Trial) -> Iterable[tuple[int, str]]:
    """Give the blocks that say nothing but the sitting, by number; a heading may be set in several lines."""
    for alone, run in groupby(enumerate(blocks), key=lambda item: _says_only_sitting(item[1])):
        group = list(run)
        whole = " ".join(block.text for _, block in group)
        if not alone or len(whole) > 2 * MAX_HEADING_CHARS:
            continue
        own = [(number, sitting) for number, block in group if (sitting := sitting_of(block.text, trial))]
        joint = sitting_of(whole, trial)
        if own:
            yield from own
        elif joint:
            yield from ((number, joint) for number, _ in group)


def _says_only_sitting(block: Block) -> bool:
    return 0 < len(block.text) <= MAX_HEADING_CHARS and is_only_sitting(block.text)
