"""From the lines of a block to its text: words rejoined, pages and typography marked."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model.blocks import Block, BlockKind, LeftOut
from corpus.model.offsets import OffsetMap, Run
from corpus.model.turns import Basis, Mark, MarkKind, Page
from corpus.reading.pdf.flow import Item
from corpus.reading.pdf.furniture import Bare
from corpus.reading.pdf.hyphens import STRAYS, Hyphens, is_parted, without_stray
from corpus.reading.pdf.lines import PrintedWord
from corpus.reading.pdf.paragraphs import Group

_KINDS: dict[str, BlockKind] = {"text": "para", "heading": "heading", "note": "note", "rule": "rule"}


@dataclass(slots=True)
class Report:
    """What was taken out of the text and what was decided in doubt, while blocks are made."""

    left_out: list[LeftOut] = field(default_factory=list)
    rejoined: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """A text under construction, with its marks."""

    hyphens: Hyphens
    report: Report
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    runs: dict[MarkKind, list[tuple[int, int]]] = field(
        default_factory=lambda: {"bold": [], "italic": [], "unsure": []})

    def add(self, words: list[PrintedWord], sheet: int, page: Bare | None, pause: bool) -> None:
        """Append the words of a line; ``page`` is the leaf that begins with it, if one does."""
        start, words = self._joint(words, sheet)
        if page is not None:
            self.marks.append(Mark("page", start, start, page.number.label))
        if pause:
            self.marks.append(Mark("pause", start, start))
        self.text = self.text[:start] + " ".join(w.text for w in words)
        at = start
        for word in words:
            self._typography(word, at)
            if word.at is not None:
                self.places.append((at, word.at, len(word.text)))
            at += len(word.text)
            if word.note:
                self.marks.append(Mark("note", at, at, word.note))
                self.report.left_out.append(LeftOut("note mark", word.note, sheet=sheet))
            at += 1

    def _joint(self, words: list[PrintedWord], sheet: int) -> tuple[int, list[PrintedWord]]:
        """Prepare the end of the text for the next line; give where that begins, and its words."""
        if not self.text:
            return 0, words
        last = self.text.rsplit(" ", 1)[-1]
        whole = without_stray(last)
        if not is_parted(whole) or (whole != last and self.hyphens.apart(whole, words[0].text)):
            self.text += " "
            return len(self.text), words
        stays, doubtful = self.hyphens.stays(whole, words[0].text)
        if whole != last:
            self.report.left_out.append(LeftOut("furniture", last[len(whole) :], sheet=sheet))
            self.text = self.text[: len(self.text) - len(last) + len(whole)]
        if not stays:
            self.text = self.text[:-1]
            words = self._without_strays(words, sheet)
        if doubtful or whole != last:
            self.report.rejoined.append((sheet, whole[: None if stays else -1] + words[0].text))
        return len(self.text), words

    def _without_strays(self, words: list[PrintedWord], sheet: int) -> list[PrintedWord]:
        """Take signs off the second part of a rejoined word."""
        first = words[0]
        clean = first.text.lstrip(STRAYS)
        if not clean or clean == first.text:
            return words
        self.report.left_out.append(LeftOut("furniture", first.text[: -len(clean)], sheet=sheet))
        return [first._replace(text=clean, at=_behind(first, clean)), *words[1:]]

    def _typography(self, word: PrintedWord, at: int) -> None:
        for kind, has in (("bold", word.bold), ("italic", word.italic), ("unsure", word.unsure)):
            runs = self.runs[kind]  # type: ignore[index]
            if not has:
                continue
            if runs and runs[-1][1] >= at - 1:
                runs[-1] = (runs[-1][0], at + len(word.text))
            else:
                runs.append((at, at + len(word.text)))

    def offsets(self) -> OffsetMap:
        """Give where its words stand in a file that is text; what was taken off their ends has no place."""
        ends = [start for start, _, _ in self.places[1:]] + [len(self.text)]
        lengths = [min(size, end - start) for (start, _, size), end in zip(self.places, ends, strict=True)]
        runs = zip(self.places, lengths, strict=True)
        return OffsetMap(tuple(Run(start, at, size, size) for (start, at, _), size in runs))

    def all_marks(self) -> tuple[Mark, ...]:
        """Give the marks in the order of the text."""
        typography = [Mark(kind, a, b) for kind, runs in self.runs.items() for a, b in runs]
        return tuple(sorted([*self.marks, *typography], key=lambda m: (m.start, m.end)))


def _behind(word: PrintedWord, rest: str) -> int | None:
    return None if word.at is None else word.at + len(word.text) - len(rest)


def block_of(group: Group, hyphens: Hyphens, size: float, report: Report) -> Block:
    """Make the block of a group of lines; ``size`` is the usual font size of the file."""
    text = _Text(hyphens, report)
    last: Item | None = None
    for i, item in enumerate(group.items):
        sheet = item.bare.leaf.sheet
        turned = last is not None and last.bare is not item.bare
        text.add(list(item.line.words), sheet, item.bare if turned else None, turned or i in group.pauses)
        if item.dirt:
            report.left_out.append(LeftOut("furniture", " ".join(w.text for w in item.dirt), sheet=sheet))
        last = item
    first = group.items[0]
    return Block(
        text.text,
        _KINDS[group.kind],
        level=_level(first, size) if group.kind == "heading" else 0,
        offsets=text.offsets() if text.places else OffsetMap(),
        marks=text.all_marks(),
        page=_page(first.bare, group.items[-1].bare),
        sheet=first.bare.leaf.sheet,
        centred=all(item.is_centred for item in group.items),
    )


def _level(item: Item, size: float) -> int:
    """Give the level of a heading: larger letters 1, capitals 2, others 3."""
    if not item.bare.leaf.recognised and item.line.size >= 1.25 * size:
        return 1
    return 2 if item.is_caps else 3


def _page(first: Bare, last: Bare) -> Page:
    number = first.number
    basis: Basis = "printed" if number.printed else "sequence" if number.label else "none"
    return Page(number.label, basis, end=last.number.label)
