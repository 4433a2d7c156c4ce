"""Pages of the manual as plain text of a certain width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from webapp.manual.blocks import Node
from webapp.manual.topics import Topic

FIRST_COLUMN = 26
"""Widest first column, in characters, beside which the second still stands; a longer cell takes a line of its own."""


def text(page: Topic, width: int) -> str:
    """Give a page as text whose lines have at most ``width`` characters, examples and long words excepted."""
    parts = [f"{page.title}\n{'=' * len(page.title)}", *(part for node in page.nodes for part in _block(node, width))]
    return "\n\n".join(parts)


def _block(block: Node, width: int) -> Iterator[str]:
    """Give a block as paragraphs of text."""
    match block.kind:
        case "heading":
            yield f"{_said(block)}\n{'-' * len(_said(block))}"
        case "fence":
            yield textwrap.indent(block.text.rstrip("\n"), "    ")
        case "list" | "numbered":
            yield "\n".join(_item(item, f"{n}. " if block.kind == "numbered" else "- ", width)
                            for n, item in enumerate(block.children, 1))
        case "table":
            yield "\n".join(_rows(block, width))
        case _:
            yield _wrapped(_said(block), width)


def _item(item: Node, mark: str, width: int) -> str:
    inside = "\n".join(part for child in item.children for part in _block(child, width - len(mark)))
    return mark + textwrap.indent(inside, " " * len(mark)).lstrip()


def _rows(table: Node, width: int) -> Iterator[str]:
    """Give the rows of a table: two columns beside each other, of more each cell under the first with its heading."""
    heads, *rows = ([_said(cell) for cell in row.children] for row in table.children)
    column = min(FIRST_COLUMN, max(len(row[0]) for row in rows))
    for row in rows:
        if len(row) == 2:
            lines = _wrapped(row[1], width - column - 4).split("\n")
            if len(row[0]) > column:
                yield f"  {row[0]}"
            else:
                yield f"  {row[0]:<{column}}  {lines.pop(0)}"
            yield from (" " * (column + 4) + line for line in lines)
        else:
            yield f"- {row[0]}"
            for head, cell in zip(heads[1:], row[1:], strict=True):
                yield textwrap.indent(_wrapped(f"{head}: {cell}", width - 4), "    ")


def _said(block: Node) -> str:
    """Give the words of a block; commands keep their marks, since they are not always told by their look."""
    if block.kind == "code":
        return f"`{block.text}`"
    if block.kind == "link":
        words = "".join(map(_said, block.children))
        place = f"trials help {block.topic}" if block.topic else block.target
        return f"{words} ({place})" if place else words
    return block.text or "".join(map(_said, block.children))


def _wrapped(words: str, width: int) -> str:
    return textwrap.fill(words, max(width, FIRST_COLUMN), break_long_words=False, break_on_hyphens=False)
