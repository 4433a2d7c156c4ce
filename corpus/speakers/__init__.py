"""Speakers' labels as they are printed, and the vocabulary they are made of."""

OPEN = (
    "addressees",
    "answers",
    "closing",
    "directions",
    "habits",
    "headings",
    "heads",
    "hours",
    "label",
    "label_forms",
    "labels",
    "line_starts",
    "namesakes",
    "run_on_sides",
    "sides",
    "stops",
    "vocabulary",
)
"""Modules that other rooms may import."""
