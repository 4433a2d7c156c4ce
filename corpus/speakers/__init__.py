"""Speakers' labels as they are printed, and the vocabulary they are made of."""

OPEN = (
    "addressees",
    "answers",
    "habits",
    "heads",
    "label",
    "label_forms",
    "labels",
    "lead_ins",
    "line_starts",
    "lone_lines",
    "namesakes",
    "run_on_sides",
    "sides",
    "stops",
    "strangers",
    "unlabelled",
    "vocabulary",
)
"""Modules that other rooms may import."""
