"""Which turns, sentences and paragraphs of two texts say the same."""

OPEN = ("clues", "costs", "lexicon", "marks", "segments", "sentences", "sides", "sittings", "turns")
"""Modules that other rooms may import."""
