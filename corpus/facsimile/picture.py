"""One page of a PDF or scan as a picture, and where the words of a PDF stand: made in a process of its own, limited.

The process takes one request on its input, a line of JSON ``{"what", "sheet", "width"}`` and then the file, and
answers with a PNG, or with a JSON list of ``[word, left, top, right, bottom]`` in fractions of the page, or of the
sizes of all pages. What it answers is checked; a refusal is a line that begins with ``!``.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.errors import SourceRefusedError, TrialsError
from corpus.limits import IMAGE_SECONDS, MAX_IMAGE_PIXELS, MAX_PAGES, MAX_PICTURE_PIXELS, WORKER_MEMORY_BYTES
from corpus.model.notes import Note

PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = {PNG: "PNG", b"\xff\xd8\xff": "JPEG", b"II*\0": "TIFF", b"MM\0*": "TIFF"}
"""How pictures begin that are recognised and shown."""
_ROOT = str(Path(__file__).resolve().parents[2])
_START = f"import sys; sys.path.insert(0, {_ROOT!r}); from corpus.facsimile.picture import work; work()"
ABOVE, BELOW = 0.8, 0.25
"""Height of letters above and depth below the baseline, in font sizes."""

POINTS = 72.0
"""Points of an inch."""
_USUAL_DOTS, _LEAST_DOTS = 300.0, 70.0
"""Dots of an inch that a scan has, and fewer than which is no resolution but a default."""

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error)
"""What Pillow raises for pictures that are damaged."""

PlacedWord = tuple[str, float, float, float, float]


def is_picture(data: bytes) -> bool:
    """Say whether a file is a picture: PNG, JPEG or TIFF."""
    return data.startswith(tuple(PICTURES))


def picture(data: bytes, sheet: int, width: int) -> bytes:
    """Give page ``sheet`` (from 1) of a file as a grey PNG ``width`` pixels wide. Raises SourceRefusedError."""
    answer = _ask(data, {"what": "picture", "sheet": sheet, "width": width})
    if not answer.startswith(PNG) or struct.unpack(">I", answer[16:20])[0] != width:
        raise _failed(sheet)
    return answer


def placed_words(data: bytes, sheet: int) -> list[PlacedWord]:
    """Give the words of page ``sheet`` in reading order with their boxes. Raises SourceRefusedError."""
    try:
        rows = json.loads(_ask(data, {"what": "words", "sheet": sheet, "width": 0}))
        return [(str(word), *(float(side) for side in sides)) for word, *sides in rows]  # type: ignore[misc]
    except (ValueError, TypeError) as error:
        raise _failed(sheet) from error


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Give width and height of each page of a PDF or picture in points. Raises SourceRefusedError."""
    try:
        rows = json.loads(_ask(data, {"what": "sizes", "sheet": 1, "width": 0}))
        sizes = [(float(across), float(high)) for across, high in rows]
    except (ValueError, TypeError) as error:
        raise _failed(1) from error
    if not sizes or any(across <= 0 or high <= 0 for across, high in sizes):
        raise SourceRefusedError(Note("nothing-to-draw"), Note("open-elsewhere"))
    return sizes


def _failed(sheet: int) -> SourceRefusedError:
    return SourceRefusedError(Note("sheet-not-shown", number=sheet), Note("open-elsewhere"))


def _ask(data: bytes, request: dict[str, Any]) -> bytes:
    """Let a process of its own, with limits, draw or read a page; raises SourceRefusedError for what it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own code, no shell, an empty environment
            [sys.executable, "-I", "-c", _START], input=json.dumps(request).encode() + b"\n" + data,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/" if os.name == "posix" else None,
            start_new_session=True, timeout=2 * IMAGE_SECONDS, check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _failed(int(request["sheet"])) from error
    if done.returncode or not done.stdout:
        raise _failed(int(request["sheet"]))
    if done.stdout[:1] == b"!":
        raise SourceRefusedError(done.stdout[1:].decode("utf-8", "replace"))
    return done.stdout


def work() -> None:
    """Answer one request: the body of the process."""
    resource.setrlimit(resource.RLIMIT_AS, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (int(IMAGE_SECONDS), int(IMAGE_SECONDS) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        if request["what"] == "picture":
            answer = _draw(data, request["sheet"], request["width"])
        elif request["what"] == "sizes":
            answer = json.dumps(_sizes(data)).encode()
        else:
            answer = json.dumps(list(_words(data, request["sheet"]))).encode()
    except TrialsError as error:
        answer = f"!{error}".encode()
    with answers:
        answers.write(answer)


def _draw(data: bytes, sheet: int, width: int) -> bytes:
    if is_picture(data):
        return _scaled(data, sheet, width)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        if not 1 <= sheet <= len(document):
            raise SourceRefusedError(f"The file has no page {sheet}.")
        page = document[sheet - 1]
        page.set_cropbox(*page.get_mediabox())  # places of words are told on the whole sheet
        across, high = page.get_size()
        if not 0 < high * width <= MAX_IMAGE_PIXELS / width * across:
            raise SourceRefusedError(f"Page {sheet} is {across:.0f} by {high:.0f} points: too large to show.")
        bitmap = page.render(scale=width / across, grayscale=True, may_draw_forms=False)
    except pypdfium2.PdfiumError as error:
        raise SourceRefusedError(f"Page {sheet} cannot be drawn: {error}.") from error
    return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, width)


def _scaled(data: bytes, sheet: int, width: int) -> bytes:
    """Give a picture as it was received, in grey, scaled to ``width``; a TIFF may hold several."""
    from PIL.Image import Resampling

    with _opened(data, f"Page {sheet} cannot be drawn") as image:
        _turn_to(image, sheet)
        across, high = image.size
        if across * high > MAX_PICTURE_PIXELS or not 0 < high * width <= MAX_IMAGE_PIXELS / width * across:
            raise SourceRefusedError(f"Page {sheet} is {across} by {high} dots: too large to show.")
        image.draft("L", (width, max(1, high * width // across)))
        grey = image.convert("L").resize((width, max(1, round(high * width / across))), Resampling.BILINEAR)
    return png(grey.tobytes(), grey.width, grey.height, grey.width, width)


def _turn_to(image: Any, sheet: int) -> None:
    """Go to a picture of a file. How many it has is not asked: that takes time with the square of their number."""
    try:
        image.seek(sheet - 1)
    except EOFError as error:
        raise SourceRefusedError(f"The file has no page {sheet}.") from error


def _frame_sizes(data: bytes) -> list[tuple[float, float]]:
    """Give width and height of each picture of a file in points; without a resolution it is the usual one of scans."""
    from PIL.ImageSequence import Iterator as Frames

    out = []
    with _opened(data, "The picture cannot be read") as image:
        for frame in islice(Frames(image), MAX_PAGES + 1):
            dots = float(frame.info.get("dpi", (0, 0))[0])
            inch = dots if dots >= _LEAST_DOTS else _USUAL_DOTS
            out.append((frame.width * POINTS / inch, frame.height * POINTS / inch))
    return out


@contextmanager
def _opened(data: bytes, failed: str) -> Iterator[Any]:
    """Open a picture with Pillow; ``failed`` says in the SourceRefusedError what cannot be done with a damaged one."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # what is too large is refused by its own size, before it is unpacked
    try:
        with Image.open(BytesIO(data), formats=tuple(PICTURES.values())) as image:
            yield image
    except _UNREADABLE as error:
        raise SourceRefusedError(f"{failed}: {error}.") from error


def _sizes(data: bytes) -> list[tuple[float, float]]:
    if is_picture(data):
        return _frame_sizes(data)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        return [_size(document[number]) for number in range(min(len(document), MAX_PAGES + 1))]
    except pypdfium2.PdfiumError as error:
        raise SourceRefusedError(f"The file cannot be drawn: {error}.") from error


def _size(page: Any) -> tuple[float, float]:
    page.set_cropbox(*page.get_mediabox())
    across, high = page.get_size()
    return float(across), float(high)


def png(grey: bytes, across: int, high: int, stride: int, width: int) -> bytes:
    """Write rows of grey bytes, ``stride`` apart, as a PNG (ISO/IEC 15948) cut or filled to ``width`` columns."""
    rows = (grey[y * stride : y * stride + min(across, width)].ljust(width, b"\xff") for y in range(high))
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    head = struct.pack(">IIBBBBB", width, high, 8, 0, 0, 0, 0)
    return PNG + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _words(data: bytes, number: int) -> Iterator[PlacedWord]:
    from corpus.reading.pdf.columns import leaves
    from corpus.reading.pdf.file.opening import one_sheet, open_pdf

    sheet = one_sheet(open_pdf(data), number)
    if sheet is None or not sheet.width or not sheet.height:
        raise SourceRefusedError(f"The file has no page {number}.")
    level = replace(sheet, pieces=tuple(piece for piece in sheet.pieces if piece.turn == 0))
    for leaf in leaves([level]):
        for word in (word for line in leaf.lines for word in line.words):
            top, bottom = word.y + ABOVE * word.size, word.y - BELOW * word.size
            yield (word.text, word.x0 / sheet.width, 1 - top / sheet.height,
                   word.x1 / sheet.width, 1 - bottom / sheet.height)
