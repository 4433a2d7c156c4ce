"""How sure a pair is, for the reader: one of three marks."""

from __future__ import annotations

from typing import Literal

from corpus.alignment.figures import figures

Mark = Literal["●", "◐", "○"]


def mark(confidence: float) -> Mark:
    """Give the mark of a certainty between 0 and 1: sure, likely, a guess (``[marks]`` of ``align.toml``)."""
    least = figures().marks
    return "●" if confidence >= least.sure else "◐" if confidence >= least.likely else "○"


def least_likely() -> float:
    """Give the certainty below which a pair is a guess."""
    return figures().marks.likely
