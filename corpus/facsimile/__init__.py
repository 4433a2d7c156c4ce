"""A passage as its source has it: the characters of the file, or the picture of the page with boxes."""

OPEN = ("passage", "picture")
"""Modules that other rooms may import."""
