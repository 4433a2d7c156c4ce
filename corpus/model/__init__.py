"""What the stages hand on: source file, block, turn, mark, page, pair, and the offsets that lead back to the source."""

OPEN = ("blocks", "lines", "offsets", "passages", "turns")
"""Modules that other rooms may import."""
