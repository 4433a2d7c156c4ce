"""What lies in a home: sources as received, the library, generations that are switched in one step."""

OPEN = (
    "generations",
    "home",
    "kept",
    "library",
    "names",
    "own_catalogue",
    "sealed",
    "source_list",
    "sources",
    "versions",
)
"""Modules that other rooms may import."""
