"""A passage as it is cited, in every style."""

OPEN = (
    "bibtex",
    "csl_json",
    "dated_titles",
    "gathered",
    "headings",
    "locus",
    "rich_text",
    "ris",
    "sequence",
    "styles",
    "wording",
    "work",
)
"""Modules that other rooms may import."""
