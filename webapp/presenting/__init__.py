"""Turns, hits, charts and downloads as view models, and the search that an address asks for."""

OPEN = (
    "asking",
    "calendar",
    "cards",
    "charts",
    "downloads",
    "examples",
    "holdings",
    "lines",
    "matrices",
    "metadata",
    "nearest",
    "passages",
    "places",
    "query_parts",
    "questions",
    "sitting_map",
)
"""Modules that other rooms may import."""
