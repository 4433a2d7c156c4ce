"""Pages of editions: known places, estimates between them, and which pages of two editions answer each other."""

OPEN = ("anchors", "claims", "correspondence", "estimate")
"""Modules that other rooms may import."""
