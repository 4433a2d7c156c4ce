"""A turn as its source has it: the untouched characters of a text file, or the page of a PDF, DjVu or scan with the
words boxed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import HomeDamagedError, SourceRefusedError, UnknownNameError
from corpus.facsimile.picture import ABOVE, BELOW, PlacedWord, picture, placed_words
from corpus.limits import MAX_IMAGE_WIDTH, MAX_IMAGES
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.reading.encoding import decode
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sealed import keep_bytes, kept_bytes
from corpus.storage.sources import SourceFile, data_of, read_sources, text_of

CONTEXT = 400
"""Characters shown before and after a turn."""

DEFAULT_WIDTH = 1_000
_LEAST_WIDTH = 100


@dataclass(frozen=True, slots=True)
class SourceExcerpt:
    """Characters of a file as received: ``text`` is what the turn was made from, ``line`` its first line from 1."""

    file: str
    before: str
    text: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a sheet in fractions of its width and height, from the upper left corner."""

    sheet: int
    left: float
    top: float
    right: float
    bottom: float


def source_file(home: Home, name: str) -> SourceFile:
    """Give the entry of a source. Raises UnknownNameError where the home has none of that name."""
    try:
        listed = read_sources(home)
    except HomeDamagedError as error:
        raise UnknownNameError(Note("source-unlisted", name=name), error.advice) from error
    for file in listed:
        if file.name == name:
            return file
    raise UnknownNameError(Note("source-gone", name=name), Note("ingest-again"))


def source_text(home: Home, turn: Turn, context: int = CONTEXT) -> SourceExcerpt:
    """Give the characters of the file that a turn stands for, with the text around them.

    Raises SourceRefusedError where the turn has no place in a text file (it is from a PDF), or the file changed.
    """
    start, end = turn.origin.start, turn.origin.end
    if start is None or end is None:
        raise SourceRefusedError(Note("source-no-text", name=turn.origin.file), Note("see-its-page"))
    raw, _ = decode(data_of(home, source_file(home, turn.origin.file)), turn.origin.file)
    return SourceExcerpt(
        turn.origin.file, raw[max(0, start - context) : start], raw[start:end], raw[end : end + context],
        turn.origin.line_start or raw.count("\n", 0, start) + 1,
    )


def page_image(home: Home, file: str, sheet: int, width: int = DEFAULT_WIDTH) -> bytes:
    """Give page ``sheet`` (from 1) of a PDF, DjVu file or picture as a grey PNG, ``width`` pixels wide; kept once made.

    Raises UnknownNameError for a file that is not there, SourceRefusedError for a page that cannot be shown.
    """
    if not _LEAST_WIDTH <= width <= MAX_IMAGE_WIDTH:
        raise SourceRefusedError(Note("image-width", least=_LEAST_WIDTH, most=MAX_IMAGE_WIDTH))
    entry = _paged(home, file)
    name = f"{entry.sha256}-{sheet}-{width}.png"
    return _cached_file(home, name, lambda: _drawn(home, entry, sheet, width))


def _drawn(home: Home, entry: SourceFile, sheet: int, width: int) -> bytes:
    data = data_of(home, entry)
    if entry.format != "djvu":
        return picture(data, sheet, width)
    from corpus.reading.boxes.djvu import djvu_page

    return picture(djvu_page(data, entry.name, sheet, width), 1, width)


def sheets(turn: Turn, following: Turn | None) -> range:
    """Give the sheets a turn of a PDF may stand on: from its own to that on which the next turn begins."""
    first = turn.origin.sheet
    if first is None:
        return range(0)
    turned = sum(mark.kind == "page" for mark in turn.marks)
    start, end = turn.page.label or "", turn.page.end or ""
    if start.isdecimal() and end.isdecimal():
        turned = max(turned, int(end) - int(start))
    last = first + turned
    if following is not None and following.origin.file == turn.origin.file and following.origin.sheet:
        last = min(last, following.origin.sheet)
    return range(first, last + 1)


def boxes(
    home: Home, turn: Turn, sheet: int | None = None, around: Sequence[Turn] | None = None,
    ranges: Sequence[tuple[int, int]] | None = None,
) -> list[Box]:
    """Give the boxes of a turn's words on one sheet of its PDF: its first, or ``sheet``.

    ``ranges`` are code points of its text; with them only words in these have a box.
    ``around`` are the turns of the text in order, or those near; without them the library is asked. Words that
    the page has in another form than the text (taken out, repaired) have no box. Raises as :func:`page_image` does.
    """
    number = sheet or turn.origin.sheet
    if number is None:
        raise SourceRefusedError(Note("source-no-pages", name=turn.origin.file), Note("see-its-text"))
    entry = _paged(home, turn.origin.file)
    made = _cached_file(home, f"{entry.hocr_sha256 or entry.sha256}-{number}.json",
                        lambda: json.dumps(_words_on(home, entry, number)).encode())
    words: list[PlacedWord] = [tuple(row) for row in json.loads(made)]
    turns = list(around if around is not None else Library(home).turns(turn.text_id))
    near = [
        t for t, after in zip(turns, [*turns[1:], None], strict=True)
        if t.origin.file == turn.origin.file and number in sheets(t, after)
    ]
    found = _words_of(turn, near, words, ranges)
    return [Box(number, *(min(1.0, max(0.0, side)) for side in words[index][1:])) for index in found]


def _words_on(home: Home, entry: SourceFile, number: int) -> list[PlacedWord]:
    """Give the words of a sheet with their boxes: those of the file, or those recognised on it."""
    if entry.format == "djvu":
        from corpus.reading.boxes.djvu import djvu_pages

        pages, at = djvu_pages(data_of(home, entry), entry.name, number), 0
    elif entry.hocr is not None:
        from corpus.reading.boxes.hocr import hocr_pages

        pages, at = hocr_pages(text_of(home, entry)[0].decode("utf-8", "replace")), number - 1
    else:
        return placed_words(data_of(home, entry), number)
    if not 0 <= at < len(pages):
        raise SourceRefusedError(Note("sheet-unrecognised", number=number), Note("recognise-again"))
    page = pages[at]
    return [(word.text, word.left / page.width, (word.baseline - ABOVE * word.size) / page.height,
             word.right / page.width, (word.baseline + BELOW * word.size) / page.height) for word in page.words]


def _words_of(
    turn: Turn, near: Sequence[Turn], words: Sequence[PlacedWord], ranges: Sequence[tuple[int, int]] | None
) -> list[int]:
    """Give which words of a sheet are the turn's: letters of all turns there are aligned with those of the sheet."""
    from rapidfuzz.distance import Indel

    owners = [index for index, word in enumerate(words) for _ in _letters(word[0])]
    printed = "".join(_letters(word[0]) for word in words)
    said, wanted = "", set[int]()
    for each in near:
        label = len(said) + len(_letters(each.label or ""))
        letters = _letters(f"{each.label or ''} {each.text}")
        if each.ref == turn.ref and ranges is None:
            wanted.update(range(len(said), len(said) + len(letters)))
        elif each.ref == turn.ref:
            for low, high in ranges or ():
                start = label + len(_letters(each.text[:low]))
                wanted.update(range(start, start + len(_letters(each.text[low:high]))))
        said += letters
    hits = [0] * len(words)
    for block in Indel.opcodes(said, printed):
        if block.tag == "equal":
            for at in range(block.src_start, block.src_end):
                hits[owners[block.dest_start + at - block.src_start]] += at in wanted
    return [index for index, hit in enumerate(hits) if hit and 2 * hit >= len(_letters(words[index][0]))]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _paged(home: Home, name: str) -> SourceFile:
    entry = source_file(home, name)
    if entry.format not in ("pdf", "picture", "djvu"):
        raise SourceRefusedError(Note("source-no-pages", name=name), Note("see-its-text"))
    return entry


def _cached_file(home: Home, name: str, make: Callable[[], bytes]) -> bytes:
    """Give what is kept under a name, made first where it is not; a home that cannot be written costs time only,
    and so does what is no longer what was kept."""
    folder = home.library / "images"
    with suppress(OSError, ValueError):
        return kept_bytes(folder / name)
    data = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keep_bytes(folder / name, data)
        _forget(folder)
    return data


def _forget(folder: Path) -> None:
    """Remove the oldest where there are more than a home keeps."""
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in kept[: max(0, len(kept) - MAX_IMAGES)]:
        path.unlink(missing_ok=True)
