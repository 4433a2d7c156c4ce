"""Elements of HTML by what they do to the text around them, and those that are open at a place of a page.

How they are shown: https://html.spec.whatwg.org/multipage/rendering.html. What ends where, whatever end tags a page
leaves out: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags.
"""

from __future__ import annotations

from typing import Generic, TypeVar

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
})
"""What begins and ends a paragraph."""

HEADINGS = {f"h{n}": n for n in range(1, 7)}
NAVIGATION = frozenset({"nav", "header", "footer", "menu"})
OF_ARTICLES = frozenset({"header", "footer"})
"""Inside these of an article stand its title, date, author and the editor's notes."""

OF_TERMS = frozenset({"dl", "dt", "dd"})
ITEMS = frozenset({"li", "dd", "dt"})
KEEPING_LINES = frozenset({"pre", "textarea"})
"""In these a line of the file is a line of the text."""

OPTIONAL_ENDS = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "option", "optgroup",
})
"""Elements whose end tag may be left out: they end where what they stand in ends."""

_ENDED_BY = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"),
    "tr": ("td", "th", "tr"), "tbody": ("td", "th", "tr", "thead", "tbody"), "tfoot": ("td", "th", "tr", "tbody"),
    "option": ("option",), "optgroup": ("option", "optgroup"),
}
"""Elements that may be left open and end where another begins, inner ones first."""

_REACH = 50
"""Elements within a line that may be open in a block which ends: so many are looked through."""


T = TypeVar("T")


class ElementPath(Generic[T]):
    """Elements that are open, each with what is kept of it."""

    def __init__(self) -> None:
        self._open: list[tuple[str, T]] = []
        self._depth: dict[str, int] = {}

    @property
    def innermost(self) -> T | None:
        """What is kept of the innermost element, None outside all."""
        return self._open[-1][1] if self._open else None

    def ended_by(self, tag: str) -> list[tuple[str, T]]:
        """End what ends where an element begins, and give it, the innermost first."""
        ended: list[tuple[str, T]] = []
        for other in (*(("p",) if tag in BLOCKS else ()), *_ENDED_BY.get(tag, ())):
            if self._depth.get(other) and self._nearest(other) == other:
                ended += self.end(other)
        return ended

    def begin(self, tag: str, kept: T) -> None:
        """Begin an element."""
        self._open.append((tag, kept))
        self._depth[tag] = self._depth.get(tag, 0) + 1

    def end(self, tag: str) -> list[tuple[str, T]]:
        """End the innermost element of a tag with what is open in it, and give them, the innermost first.

        An end tag that ends nothing says nothing; one within a line ends no block.
        """
        ended: list[tuple[str, T]] = []
        if not self._depth.get(tag) or (tag not in BLOCKS and self._nearest(tag) != tag):
            return ended
        while not ended or ended[-1][0] != tag:
            ended.append(self._open.pop())
            self._depth[ended[-1][0]] -= 1
        return ended

    def _nearest(self, wanted: str) -> str:
        """Give the innermost tag that is ``wanted`` or of a block."""
        reached = self._open[: -_REACH - 1 : -1]
        return next((tag for tag, _ in reached if tag == wanted or tag in BLOCKS), "")
