"""Numpy arrays in files, spans of words, sets of passages, columns of one value a passage."""

OPEN = ("bundle", "columns", "files", "passages", "spans")
"""Modules that other rooms may import."""
