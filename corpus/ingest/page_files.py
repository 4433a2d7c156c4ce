"""Files of one page each as one text: pages by their numbers, words and sentences joined over the ends of files.

The blocks of all files become those of one text, on sheets that count the files. What is made of it is then led back:
a turn says in which file it begins, and where there; what of it stands in the next files has no place in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from corpus.model.blocks import Block, LeftOut, SourceText
from corpus.model.lines import Lines, placed
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Origin, Page, Turn
from corpus.reading.page_files import (
    ENDED,
    GOES_ON,
    HEAD_SHARE,
    MOST_WORDS,
    PagePlace,
    counted_numbers,
    page_places,
    sentences_run_on,
)
from corpus.reading.pdf.hyphens import Hyphens, is_parted, joined_over_page
from corpus.storage.sources import SourceFile

HEAD_WORDS = 8
"""A running head has no more words."""

_NUMBER = re.compile(r"\W*(\d{1,4})\W*")
_HEADED = re.compile(r"[^\n:.?!]{1,60}(?::|\.\s+\S)")
"""What may begin with a label."""
LEAST_WORDS = 8
"""Words of a paragraph without a label that a page end cuts: fewer may be a heading."""

Read = Sequence[tuple[SourceFile, SourceText]]


@dataclass(frozen=True, slots=True)
class PageFiles:
    """Texts of one page each, and all of them as one; ``left_out`` and ``notes`` are theirs."""

    pages: tuple[SourceText, ...]
    text: SourceText
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]

    def turns(self, made: Iterable[Turn]) -> tuple[Turn, ...]:
        """Give the turns made of the one text with their places in the files."""
        bases, lines = _bases(self.pages), [Lines(page.raw) for page in self.pages]
        out = []
        for turn in made:
            number = (turn.origin.sheet or 1) - 1
            page, base = self.pages[number], bases[number]
            origin = Origin(page.file, sheet=next((block.sheet for block in page.blocks), None), url=page.url)
            if page.raw and turn.origin.start is not None and turn.origin.end is not None:
                start, end = turn.origin.start - base, min(turn.origin.end - base, len(page.raw))
                first, last = lines[number].line(start), lines[number].line(max(start, end - 1))
                origin = replace(origin, start=start, end=end, line_start=first, line_end=last)
            own = [run for run in turn.offsets.runs if base <= run.source <= base + len(page.raw)]
            offsets = OffsetMap(tuple(replace(run, source=run.source - base) for run in own))
            out.append(replace(turn, origin=origin, offsets=offsets))
        return tuple(out)

    def doubts(self, notes: Iterable[Note]) -> Iterator[Note]:
        """Give the notes met in the one text with the files they belong to."""
        starts = [0, *accumulate(page.raw.count("\n") + 1 for page in self.pages)]
        for note in notes:
            fields = note.fields
            line, sheet = fields.get("line"), fields.get("sheet")
            if fields.get("file") != self.text.file or not isinstance(line or sheet, int):
                yield note
            elif isinstance(line, int):
                number = max(n for n, start in enumerate(starts[:-1]) if start < line)
                yield note.changed(file=self.pages[number].file, line=line - starts[number])
            elif isinstance(sheet, int):
                yield note.changed(file=self.pages[sheet - 1].file)

    def omissions(self, items: Iterable[LeftOut]) -> Iterator[LeftOut]:
        """Give what was left out of the one text with the files it stands in."""
        bases = _bases(self.pages)
        for item in items:
            number = (item.sheet or 1) - 1
            if item.file != self.text.file or item.start is None or item.end is None:
                yield item
                continue
            start = item.start - bases[number]
            page = self.pages[number]
            yield replace(item, file=page.file, start=start, end=item.end - bases[number],
                          sheet=None, line=Lines(page.raw).line(start))


def page_files(group: Read) -> PageFiles | None:
    """Give files of one page each as one text; None unless their names count pages and each is as short as one.

    Names that only count files do so where sentences run on from file to file; such numbers are of no pages.
    """
    group = in_order(group)
    names = [file.name for file, _ in group]
    places, called = [place for _, place in page_places(names)], True
    if not places:
        places, called = [PagePlace(number, None) for number in counted_numbers(names)], False
    if not places or not all(_is_page(text) for _, text in group):
        return None
    pages, left_out, printed = _without_heads([text for _, text in group])
    if not (called or _run_on(pages)):
        return None
    labels = _labels(pages, places, printed)
    text, hyphens = _one_text(pages, places, labels)
    doubts = (doubt.placed(page.file) for page in pages for doubt in page.doubts)
    gone = (item for page in pages for item in placed(page.left_out, page))
    broken = [
        Note("word-broken-at-file-end", word=block.text.split()[-1]).placed(pages[(block.sheet or 1) - 1].file)
        for block, after in pairwise(text.blocks) if is_parted(block.text) and block.sheet != after.sheet
    ]
    notes = (*_how_counted(labels, names), *doubts, *broken)
    return PageFiles(tuple(pages), text, (*gone, *left_out, *hyphens), notes)


def in_order(group: Read) -> Read:
    """Give files in the order of the pages that their names count, as they are where they count none."""
    places = page_places([file.name for file, _ in group])
    return [group[number] for number, _ in places] if places else group


def _how_counted(labels: Sequence[Page], names: Sequence[str]) -> Iterator[Note]:
    """Say that pages are those of the names, or that the names count files and no page is known."""
    if all(label.basis in ("sequence", "estimated") for label in labels):
        yield Note("pages-of-files", first=labels[0].label or "", last=labels[-1].label or "")
    elif not any(label.label for label in labels):
        first, last = (names[at].rpartition("/")[2] for at in (0, -1))
        yield Note("files-unpaged", first=first, last=last)


def _run_on(pages: Sequence[SourceText]) -> bool:
    """Say whether sentences go on from file to file often enough for pages that were cut where they were full."""
    return sentences_run_on([(page.blocks[0].text, page.blocks[-1].text) for page in pages if page.blocks])


def _is_page(text: SourceText) -> bool:
    """Say whether a text may be one page: it is as short as one, and its markup does not say who speaks."""
    words = sum(len(block.text.split()) for block in text.blocks)
    return words <= MOST_WORDS and not any(block.stated for block in text.blocks)


def _labels(pages: Sequence[SourceText], places: Sequence[PagePlace], at: Sequence[int | None]) -> list[Page]:
    """Give the page of each file: as printed where most pages bear a number that goes with that of the file.

    A number on a page is that ``at`` its edge, alone or in a running head, or what its reader found. Else the names
    of the files count, if they tell pages.
    """
    found = [next((block.page for block in page.blocks if block.page.label), None) for page in pages]
    if all(page and not (page.label or "").isdigit() for page in found):
        return [page for page in found if page]
    read = [_number_read(number, page) for number, page in zip(at, found, strict=True)]
    counts = [place.order / place.unit for place in places]
    shifts = Counter(here - count for here, count in zip(read, counts, strict=True) if here is not None)
    shift, number = max(shifts.items(), key=lambda item: item[1], default=(0, 0))
    if 2 * number <= len(pages):
        return [_page_named(place) for place in places]
    return [Page(str(int(count + shift)), "printed" if here == count + shift else "sequence")
            for count, here in zip(counts, read, strict=True)]


def _page_named(place: PagePlace) -> Page:
    """Give the page of a file as its name tells it: one of two, where it holds a spread."""
    if place.label is None:
        return Page()
    return Page(place.label, "estimated", float(place.more)) if place.more else Page(place.label, "sequence")


def _number_read(at_edge: int | None, page: Page | None) -> int | None:
    """Give the number of a page: the one at its edge, else the one its reader found."""
    label = page.label or "" if page else ""
    return at_edge if at_edge is not None else int(label) if label.isdigit() else None


def _without_heads(texts: Sequence[SourceText]) -> tuple[list[SourceText], list[LeftOut], list[int | None]]:
    """Take running heads and numbers that stand alone off the pages: give the pages, what went, and the numbers."""
    pages: list[SourceText] = []
    left_out: list[LeftOut] = []
    numbers: list[int | None] = []
    for text in texts:
        blocks, number = list(text.blocks), None
        for end in (0, -1):
            while blocks and (_NUMBER.fullmatch(blocks[end].text) or _is_head(blocks[end], end, texts)):
                block = blocks.pop(end)
                figures = [word for word in (block.text.split()[0], block.text.split()[-1]) if _NUMBER.fullmatch(word)]
                number = int(re.sub(r"\D", "", figures[0])) if figures and number is None else number
                start, end_at = block.offsets.span(0, len(block.text)) or (None, None)
                left_out += placed([LeftOut("furniture", block.text, start, end_at, block.sheet)], text)
        pages.append(replace(text, blocks=tuple(blocks)))
        numbers.append(number)
    return pages, left_out, numbers


def _is_head(block: Block, end: int, texts: Sequence[SourceText]) -> bool:
    """Say whether a short line at the edge of a page stands there on many pages, figures apart."""
    if len(block.text.split()) > HEAD_WORDS or ENDED.search(block.text):
        return False
    alike = sum(bool(text.blocks) and _letters(text.blocks[end]) == _letters(block) for text in texts)
    return alike > 1 and alike >= HEAD_SHARE * len(texts)


def _letters(block: Block) -> str:
    return "".join(sign for sign in block.text.lower() if sign.isalpha())


def _bases(pages: Sequence[SourceText]) -> list[int]:
    """Give where the characters of each file begin in all of them, a line end between two."""
    return [0, *accumulate(len(page.raw) + 1 for page in pages)][:-1]


def _one_text(
    pages: Sequence[SourceText], places: Sequence[PagePlace], labels: Sequence[Page]
) -> tuple[SourceText, list[LeftOut]]:
    """Put the blocks of all pages one behind the other; a paragraph that a page end cut is one.

    ``places`` are those of the files: where one is left out, nothing goes on. Also gives the hyphens that went.
    """
    hyphens = Hyphens.seen_in(block.text for page in pages for block in page.blocks)
    blocks: list[Block] = []
    gone: list[LeftOut] = []
    for number, (page, base, label) in enumerate(zip(pages, _bases(pages), labels, strict=True), 1):
        for place, block in enumerate(page.blocks):
            offsets = OffsetMap(tuple(replace(run, source=run.source + base) for run in block.offsets.runs))
            moved = replace(block, sheet=number, page=label, offsets=offsets)
            adjacent = place == 0 and number > 1 and places[number - 2].precedes(places[number - 1])
            if adjacent and blocks and _goes_on(blocks[-1], moved):
                cut = blocks[-1].text
                blocks[-1], parted = joined_over_page(blocks[-1], moved, hyphens)
                if parted:
                    gone.append(LeftOut("furniture", cut[-1], file=pages[number - 2].file))
            else:
                blocks.append(moved)
    first = pages[0]
    raw = "\n".join(page.raw for page in pages) if any(page.raw for page in pages) else ""
    return SourceText(first.file, tuple(blocks), raw, first.title, first.lang, url=first.url), gone


def _goes_on(before: Block, after: Block) -> bool:
    """Say whether a paragraph goes on at the head of the next page."""
    if before.kind != after.kind or before.kind not in ("para", "note") or ENDED.search(before.text):
        return False
    if is_parted(before.text) or GOES_ON.match(after.text):
        return True
    told = ":" in before.text or len(before.text.split()) >= LEAST_WORDS
    return told and not _HEADED.match(after.text) and not after.text.isupper()
