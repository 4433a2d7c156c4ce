"""A request to passages, their order, hits, facets and lines."""

OPEN = ("counted", "counterparts", "described", "evaluation", "executor", "fields", "kwic", "narrowing", "outcome",
        "searcher")
"""Modules that other rooms may import."""
