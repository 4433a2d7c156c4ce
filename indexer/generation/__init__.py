"""The opened index of one generation, its seal, passages out of it, and phrases it must know."""

OPEN = ("extracts", "index", "known_phrases")
"""Modules that other rooms may import."""
