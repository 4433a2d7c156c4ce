"""Quotations and citations held against the texts."""

OPEN = (
    "checker",
    "citations",
    "cited_by",
    "document",
    "page_concordance",
    "report",
    "unfound",
    "verdict",
    "warnings",
)
"""Modules that other rooms may import."""
