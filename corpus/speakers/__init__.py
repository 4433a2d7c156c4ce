"""Speakers' labels as they are printed, and the vocabulary they are made of."""

OPEN = ("answers", "closing", "habits", "heads", "labels", "line_starts", "namesakes", "stops", "vocabulary")
"""Modules that other rooms may import."""
