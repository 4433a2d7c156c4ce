"""Passages and whole texts as files: TEI, TMX, Word, tables, bibliographies."""
