"""Numpy arrays in files, spans of words, sets of passages, columns of one value a passage."""

OPEN = ("bundle", "columns", "files", "joined", "passages", "spans")
"""Modules that other rooms may import."""
