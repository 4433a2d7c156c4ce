"""A request to passages, their order, hits, facets and lines."""

OPEN = ("counterparts", "described", "evaluation", "executor", "fields", "kwic", "narrowing", "outcome", "searcher")
"""Modules that other rooms may import."""
