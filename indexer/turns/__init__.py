"""Turns on disk, their pages, and the format of a generation."""

OPEN = ("format", "pages", "store")
"""Modules that other rooms may import."""
