"""Files of one page each number their pages; files of other kinds do not."""

from __future__ import annotations

import pytest

from corpus.ingest.page_files import Read, with_pages_of_files
from corpus.model.blocks import Block, SourceText
from corpus.storage.sources import SourceFile


def group(*names: str, size: int = 10) -> Read:
    return [(SourceFile(f"added/en/{name}", "", 1, "text", "added"), SourceText(name, (Block("the por-"),), "x" * size))
            for name in names]


def test_numbers_of_files_are_labels() -> None:
    found, notes = with_pages_of_files(group("box-page_0011.txt", "box-page_0012.txt", "box-page_0013.txt"))
    assert [(t.blocks[0].page.label, t.blocks[0].page.basis) for _, t in found] == [
        ("11", "sequence"), ("12", "sequence"), ("13", "sequence")]
    assert [n.code for n in notes] == ["pages-of-files", "word-broken-at-file-end", "word-broken-at-file-end"]


@pytest.mark.parametrize("files", [
    group("part 1.txt", "part 2.txt", "part 3.txt"), group("page_1.txt", "page_2.txt"),
    group("page_1.txt", "page_2.txt", "page_9.txt"), group("page_1.txt", "page_2.txt", "page_3.txt", size=9_000),
])
def test_other_files_have_none(files: Read) -> None:
    assert with_pages_of_files(files) == (files, [])
