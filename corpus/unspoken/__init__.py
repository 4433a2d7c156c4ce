"""What in a record is nobody's words: headings, directions in brackets, closing lines."""

OPEN = ("closing", "course", "directions", "headings", "part_headings", "sitting_headings")
"""Modules that other rooms may import."""
