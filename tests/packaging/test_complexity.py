"""No function is so branched that nobody sees what it does: ruff's bound counts neither ``and`` nor comprehensions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from house import FILES

VERY_BRANCHED, MOST = 20, 5
"""Cyclomatic complexity of radon's rank D begins above this; so many functions may have it, none that of rank E."""

TANGLED = 30


def branched() -> Iterator[tuple[int, str]]:
    """Give the functions and methods of rank D and worse, the worst first, with their complexity."""
    visitors = pytest.importorskip("radon.visitors")
    for module, path in FILES.items():
        module_blocks = visitors.ComplexityVisitor.from_code(path.read_text("utf-8"))
        blocks = [*module_blocks.functions, *(each for owner in module_blocks.classes for each in owner.methods)]
        found = ((block.complexity, f"{module}.{block.name}") for block in blocks)
        yield from (each for each in found if each[0] > VERY_BRANCHED)


def test_functions_can_be_seen_at_once() -> None:
    found = sorted(branched(), reverse=True)
    assert len(found) <= MOST and all(complexity <= TANGLED for complexity, _ in found), found
