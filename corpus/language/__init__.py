"""Words, sentences, scripts and quotation marks of both languages; knows no trial."""

OPEN = (
    "loose_lines",
    "margin_numbers",
    "page_labels",
    "page_lines",
    "page_signs",
    "phrases",
    "quotation_marks",
    "roman",
    "run_in",
    "russian",
    "script",
    "sentences",
    "sound_keys",
    "words",
)
"""Modules that other rooms may import."""
