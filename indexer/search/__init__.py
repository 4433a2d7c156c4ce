"""A request to passages, their order, hits, facets and lines."""

OPEN = ("counterparts", "described", "evaluation", "fields", "kwic", "outcome", "searcher")
"""Modules that other rooms may import."""
