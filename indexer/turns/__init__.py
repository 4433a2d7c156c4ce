"""Turns on disk, and the format of a generation."""

OPEN = ("format", "store", "writing")
"""Modules that other rooms may import."""
