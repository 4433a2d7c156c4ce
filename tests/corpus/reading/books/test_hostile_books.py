"""Files made to do harm, of every format: each is read, or refused with a way out, in time with its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from growth import assert_grows
from hostile_books import CASES, made, zeros

from corpus.errors import SourceRefusedError
from corpus.limits import MAX_SAVED_PARTS, MAX_UNPACKED_BYTES
from corpus.reading.formats import read, sniff
from corpus.reading.worker import Worker

SMALL = 400
"""Pieces of the smaller file."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as reader:
        yield reader


@pytest.mark.parametrize("name", CASES)
def test_it_is_told_and_read_or_refused(worker: Worker, name: str) -> None:
    form, data = made(name, 200)
    assert sniff(data, "file") == form
    try:
        assert any(block.text for text in worker.read(data, form, "file") for block in text.blocks)
    except SourceRefusedError as error:
        assert error.advice


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_time_grows_with_length(name: str) -> None:
    def reading(count: int) -> Callable[[], None]:
        form, data = made(name, count)

        def work() -> None:
            with suppress(SourceRefusedError):
                read(data, form, "file")

        return work

    assert_grows(reading, SMALL)


@pytest.mark.parametrize("part", ["word/document.xml", "content.xml", "META-INF/container.xml", "book.fb2"])
def test_what_unpacks_to_more_than_any_book_is_refused_before_it_is(part: str) -> None:
    data = zeros(part, 2 * MAX_UNPACKED_BYTES)
    assert len(data) < 1 << 20
    with pytest.raises(SourceRefusedError, match="file-unpacks"):
        read(data, sniff(data, "file"), "file")


def test_a_saved_page_of_more_parts_than_any_has_is_refused() -> None:
    form, data = made("mhtml-parts", MAX_SAVED_PARTS + 1)
    with pytest.raises(SourceRefusedError, match="parts"):
        read(data, form, "file")


def test_messages_within_messages_are_refused_by_name() -> None:
    form, data = made("mhtml-depth", 5_000)
    with pytest.raises(SourceRefusedError, match="nested"):
        read(data, form, "file")
