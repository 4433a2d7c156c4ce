"""What a document is as a whole: day, kind, author, addressee, person questioned, collection, archive signature."""

OPEN = ("answers", "colophon", "dating", "days", "describe", "title", "twins")
"""Modules that other rooms may import."""
