"""Where to change what: a stranger finds the one place from the tree, by names and first sentences alone."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from house import FILES, ROOT

PLACES = [
    ("the rule that tells a running head", "running heads, page numbers", "corpus.reading.pdf.furniture"),
    ("the Bluebook form", "Bluebook", "corpus.citation.english"),
    ("the columns of a CSV", "CSV", "corpus.export.tables"),
    ("how two defendants of one surname are told apart", "two persons of one surname", "corpus.speakers.namesakes"),
    ("what is an exact verdict", "makes a verdict exact", "indexer.checking.verdict"),
    ("the limit of a query", "every limit of the program", "corpus.limits"),
    ("when an index is refused", "when an index is refused", "indexer.generation.seal"),
]

DEFINED = [
    ("bluebook", "corpus.citation.english"),
    ("CSV_COLUMNS", "corpus.export.tables"),
    ("one_of", "corpus.speakers.namesakes"),
    ("is_exact", "indexer.checking.verdict"),
    ("HARMLESS", "indexer.checking.verdict"),
    ("MAX_QUERY_CHARS", "corpus.limits"),
    ("MAX_QUERY_CLAUSES", "corpus.limits"),
    ("MAX_QUERY_DEPTH", "corpus.limits"),
    ("COURT", "indexer.checking.coverage"),
]


@cache
def first_sentences() -> dict[str, str]:
    """Give what each module says of itself first; rooms say it of all of theirs and do not count."""
    said = {name: ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "" for name, path in FILES.items()
            if path.name != "__init__.py"}
    return {name: " ".join(re.split(r"(?<=[.?!])\s", text, maxsplit=1)[0].split()) for name, text in said.items()}


@cache
def definitions() -> list[tuple[str, str]]:
    """Give each name that a module defines at its top, with the module."""
    found = []
    for module, path in FILES.items():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.append((node.name, module))
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found += [(name.id, module) for target in targets for name in ast.walk(target)
                          if isinstance(name, ast.Name)]
    return found


@pytest.mark.parametrize(("what", "words", "place"), PLACES, ids=[what for what, *_ in PLACES])
def test_one_module_says_that_it_is_the_place(what: str, words: str, place: str) -> None:
    assert [name for name, said in first_sentences().items() if words.casefold() in said.casefold()] == [place], what


@pytest.mark.parametrize(("name", "place"), DEFINED)
def test_what_decides_stands_in_one_place(name: str, place: str) -> None:
    assert [module for defined, module in definitions() if defined == name] == [place]


def test_the_colour_of_a_hit_is_set_where_colours_are() -> None:
    sheets = sorted((ROOT / "webapp").rglob("*.css"))
    setting = [sheet.name for sheet in sheets if re.search(r"--mark:", sheet.read_text("utf-8"))]
    assert setting == ["style.css"]
    first = (ROOT / "webapp/static/style.css").read_text("utf-8").split("--mark:")[0]
    assert "A hit: its colour" in first, "and it is said there"
    rules = re.findall(r"^mark[^{]*\{([^}]*)\}", (ROOT / "webapp/static/style.css").read_text("utf-8"), re.M)
    assert all("var(--mark" in rule for rule in rules if "background" in rule)
