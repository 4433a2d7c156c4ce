"""One module a page."""

OPEN = (
    "check",
    "cited",
    "compare",
    "help",
    "home",
    "languages",
    "page_concordance",
    "passage",
    "people",
    "person",
    "read",
    "report",
    "search",
    "source",
    "statistics",
    "texts",
)
"""Modules that other rooms may import."""
