"""What templates show: view models, highlighting, differences."""

OPEN = ("diffs", "highlight", "models")
"""Modules that other rooms may import."""
