"""Whoosh, and nothing else knows it."""

OPEN = ("entry", "whoosh_index")
"""Modules that other rooms may import."""
