"""The blocks of a book, letter or interrogation to turns: zones, quoted speech, bilingual passages."""

OPEN = ("bilingual", "repeated", "rules", "same_names", "turns")
"""Modules that other rooms may import."""
