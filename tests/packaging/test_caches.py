"""What is kept for good is bounded: what a text or a request says never fills the memory."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

OUR_OWN = frozenset({
    "corpus/catalogue/catalogue.py:load", "corpus/data_files.py:_loaded", "corpus/program_mark.py:program_mark",
    "corpus/description/english_title.py:_behind", "corpus/language/phrases.py:_split",
    "corpus/editions/narration.py:_sentence", "corpus/names/romanization.py:_backwards",
    "corpus/reading/kinds.py:_compiled", "indexer/concordance/families.py:_stemmer",
    "webapp/i18n/i18n.py:message_parts", "webapp/i18n/i18n.py:translations", "webapp/manual/topics.py:page",
    "webapp/presenting/downloads.py:_choices", "webapp/server/rendering.py:static_mark",
})
"""Caches without bound that are asked with names of our own alone: of data files, languages, schemes, messages."""


def without_bound() -> set[str]:
    """Give the functions with a cache without bound that are asked with a string."""
    found = set()
    for package in ("corpus", "indexer", "webapp"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef) and any(map(_is_unbounded, node.decorator_list)):
                    arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg)
                    said = [ast.unparse(one.annotation) for one in arguments if one and one.annotation]
                    if any("str" in kind for kind in said):
                        found.add(f"{path.relative_to(ROOT).as_posix()}:{node.name}")
    return found


def _is_unbounded(decorator: ast.expr) -> bool:
    return ast.unparse(decorator) in ("cache", "functools.cache", "lru_cache(None)", "lru_cache(maxsize=None)")


def test_no_cache_without_bound_is_asked_with_words_from_outside() -> None:
    assert without_bound() == OUR_OWN
