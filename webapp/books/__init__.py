"""The texts of one generation as pages see them, and the shelf that holds the current one."""

OPEN = ("books", "held", "kept_page", "memory", "overview", "pairs", "shelf")
"""Modules that other rooms may import."""
