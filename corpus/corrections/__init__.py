"""The user's corrections of turns and of pairs."""

OPEN = ("pairs", "text_pairs", "turns")
"""Modules that other rooms may import."""
