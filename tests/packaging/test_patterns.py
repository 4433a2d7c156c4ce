"""The search for slow regular expressions finds them, wherever they stand."""

from __future__ import annotations

import re

import pytest
from patterns import FEW, SLOWER, literals, patterns, slowest

from corpus.reading.markdown import blocks
from indexer.query import pasted


@pytest.mark.parametrize("slow", [r"\s+$", r"(?:\w+ )?list", r".*\.{3,}\d", r"\[[^\]]*\]", r"Signed.*\d$|<a[^>]*>",
                                  r"\([^()]*\d[^()]*\)\.?$"])
def test_what_takes_the_square_of_a_run_is_found(slow: str) -> None:
    assert slowest(re.compile(slow))[0] > SLOWER


@pytest.mark.parametrize("linear", [r"(?<!\w)\w++ \d", r"[.!?]+", r"(?<!\s)\s+", r"«[^«»]*»", r"\bp\. ?\d{1,4}\b"])
def test_what_is_linear_is_not(linear: str) -> None:
    assert slowest(re.compile(linear))[0] <= SLOWER


def test_patterns_are_found_in_modules_data_and_calls() -> None:
    found = patterns()
    assert (blocks._NUMBERED.pattern, blocks._NUMBERED.flags) in found
    assert len(found) > 300
    assert any(one.where.startswith("corpus.description.rules") for one in found.values())
    assert "Signed" in literals(r"\[?(?:Signed|Taken)\]?[:.]?\s")


def test_what_is_only_held_against_beginnings_is_told_from_what_is_searched_for() -> None:
    found = patterns()
    assert found[blocks._NUMBERED.pattern, blocks._NUMBERED.flags].anchored
    assert not found[pasted._BROKEN.pattern, pasted._BROKEN.flags].anchored


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_pattern_takes_the_square_of_the_commonest_runs() -> None:
    slow = {}
    for (pattern, flags), one in patterns().items():
        factor, run = slowest(re.compile(pattern, flags), anchored=one.anchored, signs=FEW)
        if factor > SLOWER:
            slow[one.where, run] = factor
    assert not slow
