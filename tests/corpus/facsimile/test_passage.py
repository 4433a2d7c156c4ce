"""A turn as its source has it: characters of a text file, page image and word boxes of a PDF."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from boxed import HEIGHT, WIDTH, djvu
from hostile import bombs, good_pdf

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import SourceRefusedError, UnknownNameError
from corpus.facsimile import passage as sourceview
from corpus.facsimile import picture as pageimage
from corpus.facsimile.passage import Box, boxes, page_image, sheets, source_text
from corpus.ingest.run import ingest
from corpus.model.turns import Mark, Origin, Page, Turn
from corpus.reading.boxes.djvu import djvu_pages
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import read_sources

FILES = Path(sourceview.__file__).parents[1] / "data" / "specimen" / "files"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("view") / "home", "specimen").create()
    for name in ("en-specimen.pdf", "en-specimen-summary.html"):
        add(made, load("specimen"), [FILES / name], Wanted(edition=Path(name).stem))
    ingest(made)
    return made


@pytest.fixture(scope="module")
def printed(home: Home) -> list[Turn]:
    return list(Library(home).turns("en-specimen"))


def grey(image: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of a grey PNG of one data chunk without filters."""
    width, height = struct.unpack(">II", image[16:24])
    size = struct.unpack(">I", image[33:37])[0]
    rows = zlib.decompress(image[41 : 41 + size])
    return width, height, [rows[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]


def test_the_untouched_characters(home: Home) -> None:
    raw = (FILES / "en-specimen-summary.html").read_text("utf-8")
    for turn in list(Library(home).turns("en-specimen-summary"))[::9]:
        shown = source_text(home, turn, 50)
        assert shown.before + shown.text + shown.after in raw
        assert raw.split("\n")[shown.line - 1].strip()[:5] in shown.before[-300:] + shown.text
        assert turn.text.split()[-1] in shown.text


def test_a_pdf_has_no_characters_and_a_text_no_pages(home: Home, printed: list[Turn]) -> None:
    with pytest.raises(SourceRefusedError, match="source-no-text"):
        source_text(home, printed[5])
    web = next(iter(Library(home).turns("en-specimen-summary")))
    with pytest.raises(SourceRefusedError, match="source-no-pages"):
        page_image(home, web.origin.file, 1)
    with pytest.raises(SourceRefusedError, match="source-no-pages"):
        boxes(home, web)


def test_a_djvu_file_shows_its_pages_with_the_words_of_a_passage(tmp_path: Path) -> None:
    pages = [[f"THE FERRY {page}", f">ORSETSKY: The lamp {page} burned all night in the window.",
              f">A. KORVIN: Nobody saw the lamp {page} on the mole."] for page in (31, 32)]
    path = tmp_path / "book.djvu"
    path.write_bytes(data := djvu(pages, tmp_path))
    assert [one for sheet in (1, 2) for one in djvu_pages(data, path.name, sheet)] == djvu_pages(data, path.name)
    held = Home(tmp_path / "home", "specimen").create()
    add(held, load("specimen"), [path], Wanted(edition="en-specimen"))
    ingest(held)
    turns = list(Library(held).turns("en-specimen"))
    assert [(turn.speaker, turn.origin.sheet) for turn in turns] == [
        ("orsetsky", 1), ("a-korvin", 1), ("orsetsky", 2), ("a-korvin", 2)]
    for turn, lines in zip(turns, [page[row] for page in pages for row in (1, 2)], strict=True):
        width, height, _ = grey(page_image(held, turn.origin.file, turn.origin.sheet or 0, 400))
        assert (width, round(height / width, 2)) == (400, round(HEIGHT / WIDTH, 2))
        marked = boxes(held, turn)
        assert len(marked) == len(lines.split())
        assert all(box.left < box.right < 1 and box.top < box.bottom < 1 for box in marked)
    with pytest.raises(SourceRefusedError):
        page_image(held, turns[0].origin.file, 3, 400)


def test_a_source_that_is_gone(home: Home, printed: list[Turn]) -> None:
    with pytest.raises(UnknownNameError, match="source-gone"):
        page_image(home, "added/other.pdf", 1)


def test_a_page_image_is_made_once(home: Home, printed: list[Turn], monkeypatch: pytest.MonkeyPatch) -> None:
    file = printed[5].origin.file
    image = page_image(home, file, 3, 300)
    assert grey(image)[0] == 300
    monkeypatch.setattr(sourceview, "picture", lambda *_: pytest.fail("drawn again"))
    assert page_image(home, file, 3, 300) == image


@pytest.mark.parametrize(("sheet", "width"), [(0, 300), (999, 300), (-1, 300), (3, 99), (3, 100_000)])
def test_what_cannot_be_shown(home: Home, printed: list[Turn], sheet: int, width: int) -> None:
    with pytest.raises(SourceRefusedError):
        page_image(home, printed[5].origin.file, sheet, width)


def test_boxes_stand_on_the_words(home: Home, printed: list[Turn]) -> None:
    turn = next(t for t in printed if t.origin.sheet == 8 and len(t.text) > 100)
    found = boxes(home, turn, around=printed)
    assert len(found) == len(f"{turn.label} {turn.text}".split())
    width, height, rows = grey(page_image(home, turn.origin.file, 8, 600))
    for box in found:
        inside = [
            row[int(box.left * width) : int(box.right * width) + 1]
            for row in rows[int(box.top * height) : int(box.bottom * height) + 1]
        ]
        assert min(min(row) for row in inside) < 128


@pytest.mark.slow
def test_every_turn_has_its_boxes(home: Home, printed: list[Turn]) -> None:
    whole, seen = 0, 0
    for turn, after in zip(printed[::15], [*printed[1:], None][::15], strict=True):
        words = len(f"{turn.label or ''} {turn.text}".split())
        found = sum(len(boxes(home, turn, sheet, printed)) for sheet in sheets(turn, after))
        whole += 1
        seen += abs(found - words) <= max(2, words // 10)
    assert seen >= 0.97 * whole


def test_equal_turns_on_a_page_have_boxes_of_their_own(home: Home, printed: list[Turn]) -> None:
    places: dict[tuple[object, ...], set[Box]] = {}
    for turn in printed:
        key = (turn.label, turn.text, turn.origin.sheet)
        if turn.label and turn.page.label == turn.page.end and sum(
            (t.label, t.text, t.origin.sheet) == key for t in printed
        ) > 1:
            found = set(boxes(home, turn, around=printed))
            assert not found & places.setdefault(key, set())
            places[key] |= found


@pytest.mark.parametrize(
    ("page", "marks", "after", "expected"),
    [
        (Page("7", "printed", None, "7"), 0, 3, [3]),
        (Page("7", "printed", None, "9"), 0, 5, [3, 4, 5]),
        (Page("7", "printed", None, "9"), 0, None, [3, 4, 5]),
        (Page("7", "printed", None, "9"), 0, 4, [3, 4]),
        (Page(None, "none"), 1, 4, [3, 4]),
    ],
)
def test_sheets_of_a_turn(page: Page, marks: int, after: int | None, expected: list[int]) -> None:
    def turn(sheet: int, **fields: object) -> Turn:
        return Turn("r", "t", 1, "speech", "alpha", "en", origin=Origin("f.pdf", sheet=sheet), **fields)  # type: ignore[arg-type]

    first = turn(3, page=page, marks=(Mark("page", 1, 1),) * marks)
    assert list(sheets(first, turn(after) if after else None)) == expected


def test_a_home_that_cannot_be_written_still_shows(
    home: Home, printed: list[Turn], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sourceview, "keep_bytes", full)
    assert page_image(home, printed[5].origin.file, 4, 200)
    assert not list((home.library / "images").glob(f"{read_sources(home)[0].sha256}-4-200.png"))


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:300] + b"?" + data[301:], lambda _: b""])
def test_what_is_kept_and_damaged_is_made_again(
    home: Home, printed: list[Turn], damage: Callable[[bytes], bytes]
) -> None:
    turn = printed[5]
    made, seen = page_image(home, turn.origin.file, 4, 170), boxes(home, turn)
    for path in (home.library / "images").iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert page_image(home, turn.origin.file, 4, 170) == made
    assert boxes(home, turn) == seen


def test_what_is_no_file_among_the_kept_ones_is_not_waited_for(home: Home, printed: list[Turn]) -> None:
    made = page_image(home, printed[5].origin.file, 4, 160)
    kept, = (home.library / "images").glob("*-4-160.png")
    kept.unlink()
    os.mkfifo(kept)
    assert page_image(home, printed[5].origin.file, 4, 160) == made


def test_the_oldest_images_go(home: Home, printed: list[Turn], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sourceview, "MAX_IMAGES", 2)
    for sheet in (5, 6, 7):
        page_image(home, printed[5].origin.file, sheet, 150)
    assert len(list((home.library / "images").iterdir())) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["empty", "html", "zeros", "circular-pages", "circular-form", "huge-image", "huge-box", "deep-array",
             "encrypted", "no-root"],
)
def test_hostile_files_are_drawn_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pageimage, "IMAGE_SECONDS", 8.0)
    data = dict(bombs())[name]()
    for ask in (lambda: pageimage.picture(data, 1, 200), lambda: pageimage.placed_words(data, 1)):
        try:
            ask()
        except SourceRefusedError as error:
            assert error.message


def test_nonsense_of_the_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for answer in ("b'alpha'", "b''", "b'[[1]]'", "b'{}'"):
        monkeypatch.setattr(pageimage, "_START", f"import sys; sys.stdout.buffer.write({answer})")
        with pytest.raises(SourceRefusedError):
            pageimage.picture(good_pdf(), 1, 200)
    monkeypatch.setattr(pageimage, "_START", "print('[[\"a\", 1, 2, null, 4]]')")
    with pytest.raises(SourceRefusedError):
        pageimage.placed_words(good_pdf(), 1)
