"""What the stages hand on: source file, block, turn, mark, page, pair, note, and offsets back to the source."""

OPEN = (
    "blocks",
    "cutting",
    "description",
    "leaves",
    "lines",
    "notes",
    "offsets",
    "pages",
    "passages",
    "sittings",
    "turns",
    "voice",
)
"""Modules that other rooms may import."""
