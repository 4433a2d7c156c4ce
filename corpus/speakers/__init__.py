"""Speakers' labels as they are printed, and the vocabulary they are made of."""

OPEN = ("habits", "labels", "namesakes", "vocabulary")
"""Modules that other rooms may import."""
