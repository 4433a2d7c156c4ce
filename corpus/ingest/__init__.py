"""The run: sources to texts, pages, corrections, pairs and the library, with a report."""

OPEN = ("report", "run", "unkept")
"""Modules that other rooms may import."""
