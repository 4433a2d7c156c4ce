"""What templates show: view models, highlighting, differences."""

OPEN = ("diffs", "fragments", "highlight", "models", "words")
"""Modules that other rooms may import."""
