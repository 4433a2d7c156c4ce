"""What is known before any text is read: trials, sittings, persons, editions, sources, from TOML files."""

OPEN = ("carried", "catalogue", "own", "people", "toml_files")
"""Modules that other rooms may import."""
