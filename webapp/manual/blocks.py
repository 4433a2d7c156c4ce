"""Markdown to blocks: what a template or a terminal shows, without any markup of its own.

Raw HTML is off, so that angle brackets in a page stay text, and what a template shows is escaped as everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_SAME = {
    "paragraph": "paragraph", "bullet_list": "list", "ordered_list": "numbered", "list_item": "item", "table": "table",
    "tr": "row", "th": "head", "td": "cell", "strong": "strong", "em": "em",
}
"""Names of the library's nodes that are kept as they are, and ours."""

_DISSOLVED = frozenset({"inline", "thead", "tbody"})
"""Nodes of the library that only hold others."""

_NO_WORD = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a page, a block or a run of text in one.

    ``kind`` is ``heading``, ``paragraph``, ``list``, ``numbered``, ``item``, ``table``, ``row``, ``head``, ``cell``,
    ``fence``, ``text``, ``code``, ``strong``, ``em`` or ``link``. ``text`` is what a leaf says; ``level`` that of a
    heading, from 1; ``anchor`` the fragment that leads to a heading, or to which a link leads; ``target`` the address
    of a link, or ``topic`` the page of the manual that it names; ``lang`` the language that a fence is marked with.
    """

    kind: str
    text: str = ""
    children: tuple[Node, ...] = ()
    level: int = 0
    anchor: str = ""
    target: str = ""
    topic: str = ""
    lang: str = ""

    @property
    def plain(self) -> str:
        """The words of the block without their marks."""
        return self.text or "".join(child.plain for child in self.children)


def parsed(markdown: str) -> tuple[Node, ...]:
    """Read a page of Markdown (CommonMark with tables). Raises ValueError for what pages of the manual do not have."""
    # The library costs 20 ms to import, which no other command should pay.
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return tuple(_blocks(SyntaxTreeNode(reader.parse(markdown))))


def _blocks(node: SyntaxTreeNode) -> Iterator[Node]:
    """Give the blocks of the children of a node."""
    for child in node.children:
        if child.type in _DISSOLVED:
            yield from _blocks(child)
        else:
            yield _block(child)


def _block(node: SyntaxTreeNode) -> Node:
    """Give the block of one node."""
    match node.type:
        case "text":
            return Node("text", node.content)
        case "softbreak":
            return Node("text", " ")
        case "code_inline":
            return Node("code", node.content)
        case "fence":
            return Node("fence", node.content, lang=node.info.strip())
        case "heading":
            inside = tuple(_blocks(node))
            said = "".join(child.plain for child in inside)
            return Node("heading", children=inside, level=int(node.tag[1:]), anchor=anchor(said))
        case "link":
            address, _, fragment = str(node.attrs["href"]).partition("#")
            if re.fullmatch(r"([a-z]+\.md)?", address):
                topic = address.removesuffix(".md")
                return Node("link", children=tuple(_blocks(node)), topic=topic, anchor=unquote(fragment))
            return Node("link", children=tuple(_blocks(node)), target=str(node.attrs["href"]))
        case kind if kind in _SAME:
            return Node(_SAME[kind], children=tuple(_blocks(node)))
        case kind:
            raise ValueError(f"A page of the manual has no {kind}.")


def anchor(heading: str) -> str:
    """Give the fragment of a heading, as hosts of repositories make it: small letters, hyphens for spaces."""
    return _NO_WORD.sub("", heading.lower()).strip().replace(" ", "-")
