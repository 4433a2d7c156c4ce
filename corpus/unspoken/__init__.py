"""What in a record is nobody's words: headings, directions, what it tells of its own course, closing lines."""

OPEN = ("closing", "course", "directions", "headings", "part_headings", "sitting_headings")
"""Modules that other rooms may import."""
