"""Which turns, sentences and paragraphs of two texts say the same."""

OPEN = ("clues", "costs", "lexicon", "marks", "segments", "sentences", "sittings", "turns")
"""Modules that other rooms may import."""
