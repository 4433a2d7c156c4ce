"""Elements of HTML by what they do to the text around them (https://html.spec.whatwg.org/multipage/rendering.html)."""

from __future__ import annotations

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
