"""The opened index of one generation, its seal, passages out of it, and phrases it must know."""

OPEN = ("agreement", "extracts", "index", "known_phrases", "similar")
"""Modules that other rooms may import."""
