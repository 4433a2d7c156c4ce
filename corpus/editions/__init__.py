"""The blocks of an edition to turns: sittings, sections, voices, narration."""

OPEN = ("later", "turns")
"""Modules that other rooms may import."""
