"""What is typed to a tree."""

OPEN = ("parser", "tree")
"""Modules that other rooms may import."""
