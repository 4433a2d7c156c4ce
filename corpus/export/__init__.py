"""Passages and whole texts as files: TEI, TMX, Word, tables, bibliographies."""

OPEN = ("formats", "passages", "report", "tmx")
"""Modules that other rooms may import."""
