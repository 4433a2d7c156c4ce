"""Turns on disk, and the format of a generation."""

OPEN = ("format", "store")
"""Modules that other rooms may import."""
