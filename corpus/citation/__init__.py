"""A passage as it is cited, in every style."""

OPEN = ("dated_titles", "reference_managers", "rich_text", "sequence", "styles", "wording", "work")
"""Modules that other rooms may import."""
