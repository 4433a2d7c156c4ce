"""How sure a pair is, for the reader: one of three marks."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Mark = Literal["●", "◐", "○"]


@cache
def _thresholds() -> tuple[float, float]:
    marks = tomllib.loads((files("corpus") / "data" / "align.toml").read_text("utf-8"))["marks"]
    return marks["sure"], marks["likely"]


def mark(confidence: float) -> Mark:
    """Give the mark of a certainty between 0 and 1: sure, likely, a guess (``[marks]`` of ``align.toml``)."""
    sure, likely = _thresholds()
    return "●" if confidence >= sure else "◐" if confidence >= likely else "○"
