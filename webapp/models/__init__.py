"""What templates show: view models, highlighting, differences."""

OPEN = ("diffs", "highlight", "models", "words")
"""Modules that other rooms may import."""
