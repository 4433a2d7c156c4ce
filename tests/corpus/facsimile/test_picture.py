"""Pictures of several pages: each is drawn in the time that it takes to get to it, however many follow."""

from __future__ import annotations

import resource
import struct

import pytest

from corpus.errors import SourceRefusedError
from corpus.facsimile.picture import picture

_TAGS = ((256, 3, 1, 2), (257, 3, 1, 2), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 4), (277, 3, 1, 1),
         (278, 3, 1, 2), (279, 4, 1, 4))
"""Of a grey picture of two dots by two (TIFF 6.0, section 8)."""


def tiff(frames: int) -> bytes:
    """Give a TIFF of so many pictures."""
    size = 2 + 12 * len(_TAGS) + 4
    fields = struct.pack("<H", len(_TAGS)) + b"".join(struct.pack("<HHII", *tag) for tag in _TAGS)
    places = [*range(8 + size, 8 + size * frames, size), 0]
    return b"II*\0" + struct.pack("<I", 8) + b"".join(fields + struct.pack("<I", place) for place in places)


def seconds(data: bytes) -> float:
    """Give the processor time of the process that draws the third picture of a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert picture(data, 3, 100).startswith(b"\x89PNG")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.slow
def test_a_picture_of_many_is_drawn_without_looking_at_those_behind_it() -> None:
    few, many = tiff(10), tiff(40_000)
    assert min(seconds(many), seconds(many)) <= 4 * min(seconds(few), seconds(few))


@pytest.mark.parametrize("sheet", [0, 4, -1])
def test_a_page_that_is_not_there_is_refused(sheet: int) -> None:
    with pytest.raises(SourceRefusedError, match="no page"):
        picture(tiff(3), sheet, 100)
