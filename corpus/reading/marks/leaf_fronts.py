"""Fronts of leaves in texts whose markup numbers each page for itself: ``31`` beside ``31v`` is no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corpus.language.page_labels import with_fronts
from corpus.model.blocks import Block, SourceText
from corpus.model.turns import Mark


def with_leaves(source: SourceText) -> SourceText:
    """Give a text in which numbers without a side are leaves, where others of its labels are backs of leaves."""
    labels = [block.page.label for block in source.blocks]
    labels += [mark.label for block in source.blocks for mark in block.marks if mark.kind == "page"]
    fronts = with_fronts([label for label in labels if label])
    if not fronts:
        return source
    return replace(source, blocks=tuple(_of_leaves(block, fronts) for block in source.blocks))


def _of_leaves(block: Block, fronts: Mapping[str, str]) -> Block:
    def renamed(label: str | None) -> str | None:
        return fronts.get(label or "", label)

    page = replace(block.page, label=renamed(block.page.label), end=renamed(block.page.end))
    marks: tuple[Mark, ...] = tuple(
        replace(mark, label=renamed(mark.label)) if mark.kind == "page" else mark for mark in block.marks)
    return replace(block, page=page, marks=marks)
