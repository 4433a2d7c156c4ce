"""One name, one thing: no public class of the three packages bears the name of another."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DUMB = frozenset({"at", "of", "within", "held", "named", "told", "said", "kept", "mine"})
"""Words that alone say nothing of what a function gives."""


def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for package in ("corpus", "indexer", "webapp") for path in sorted((ROOT / package).rglob("*.py"))
    }


def test_no_public_class_bears_the_name_of_another() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path)
    assert not {name: places for name, places in found.items() if len(places) > 1}


def test_names_of_functions_say_what_they_give() -> None:
    found = {
        f"{path}:{node.name}" for path, tree in trees().items() for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.lstrip("_") in DUMB and path.startswith("corpus/")
    }
    assert not found
