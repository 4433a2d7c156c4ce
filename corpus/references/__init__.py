"""What a document cites: works, pages, archive signatures, and the quotations that go with them."""

OPEN = (
    "archives",
    "belonging",
    "finding",
    "items",
    "page_numbers",
    "places",
    "quotations",
    "reference",
    "scan",
    "works",
)
"""Modules that other rooms may import."""
