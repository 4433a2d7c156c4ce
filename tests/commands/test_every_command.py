"""Every command: a line of the list that says what it does, JSON where it says that programs may read it, and what is
loaded before it does anything: for a search no more than it asks, for the list of commands next to nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from command import trials

from webapp.cli import COMMANDS, SUMMARIES, cli

NEEDED = frozenset({
    "corpus.cutting", "corpus.data_files", "corpus.errors", "corpus.frozen", "corpus.language", "corpus.limits",
    "corpus.model", "corpus.names.person", "corpus.regular_files", "corpus.storage.files", "corpus.storage.generations",
    "corpus.storage.home", "corpus.storage.sealed", "corpus.storage.versions",
    "indexer.arrays", "indexer.checking.unfound", "indexer.cluster.environment", "indexer.concordance",
    "indexer.generation.index", "indexer.generation.seal", "indexer.query", "indexer.results", "indexer.search",
    "indexer.turns", "webapp.cli", "webapp.commands.cluster_option", "webapp.commands.finding", "webapp.commands.names",
    "webapp.commands.options", "webapp.commands.output", "webapp.i18n.i18n", "webapp.terminal",
    "webapp.wording.descriptions", "webapp.wording.labels", "webapp.wording.query",
})
"""Our modules and rooms that a search for a word needs."""

NOT_NEEDED = frozenset({"indexer.query.tokens", "indexer.search.kwic"})
"""Modules of those rooms for other searches: token queries, lines."""

OURS = ("corpus", "indexer", "webapp")

REF = "en-specimen/1911-05-04-morning/0044"

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "sources": (), "ingest": (), "pair": (), "pairs": (), "search": ("light",), "stats": ("light",),
    "collocates": ("light",), "keywords": ("a-korvin",), "renderings": ("light",), "show": (REF, "--like"),
    "cite": (REF,), "verify": ("-",), "cited": ("--document", "essay"), "pages": ("en-specimen",), "check": (),
}
"""Commands with `--json`, each with what it is asked; `publish` needs a cluster."""

FIELDS = {
    "search": {"query", "reading", "hits_total", "passages_total", "searched", "hits"},
    "verify": {"quote", "verdict", "ref", "page", "differences", "flags", "searched"},
    "pairs": {"left", "right", "lang", "kind", "confidence", "status"},
    "cited": {"document", "line", "literal", "trial", "edition", "pages", "quote", "flags"},
    "keywords": {"speakers", "against", "words", "rows", "against_rows"},
}
"""What each answer has at least."""


def test_every_command_has_a_line_that_is_shown_whole() -> None:
    assert list(SUMMARIES) == list(COMMANDS)
    listed = trials("--help").out
    for name, line in SUMMARIES.items():
        assert any(row.split()[:1] == [name] and row.rstrip().endswith(line) for row in listed.splitlines()), name


def test_every_command_with_json_is_asked() -> None:
    context = click.Context(cli)
    found = {name for name in COMMANDS for param in _command(context, name).params if "--json" in param.opts}
    assert found - {"publish"} == set(ARGUMENTS)


def _command(context: click.Context, name: str) -> click.Command:
    command = cli.get_command(context, name)
    assert command
    return command


@pytest.mark.parametrize("name", ARGUMENTS)
def test_an_answer_is_json(name: str, specimen: Path) -> None:
    stdin = b'"the light was out for at least twenty minutes"\n'
    answer = trials(name, *ARGUMENTS[name], "--json", home=specimen, stdin=stdin)
    assert answer.code == 0, answer.err
    for one in _objects(answer.out if name != "pairs" else f"[{','.join(answer.out.splitlines())}]"):
        assert FIELDS.get(name, set()) <= one.keys()


def _objects(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)
    assert found
    return found if isinstance(found, list) else [found]


def loaded(*arguments: str) -> set[str]:
    """Give the modules that a run of the command loads."""
    program = (
        "import json, sys\nbefore = set(sys.modules)\nfrom webapp.cli import cli\n"
        f"try:\n    cli.main({list(arguments)!r}, 'trials')\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(json.loads(run.stderr.decode().splitlines()[-1]))


def test_the_list_loads_no_command() -> None:
    found = loaded("--help")
    own = {name for name in found if name.startswith(OURS)}
    assert own == {"corpus", "corpus.errors", "webapp", "webapp.cli", "webapp.terminal"}
    assert "click" in found
    assert not {"numpy", "flask", "dataclasses", "hashlib"} & found


def test_a_search_loads_what_it_needs(small: Path) -> None:
    found = loaded("--home", str(small), "search", "light")
    own = {name for name in found if name.startswith(OURS)}
    parents = {".".join(name.split(".")[:depth]) for name in NEEDED for depth in (1, 2)}
    assert {name for name in own if not {name, name.rpartition(".")[0]} & NEEDED} <= parents
    assert not NOT_NEEDED & own
    assert {"click", "numpy"} <= found
    assert not {"flask", "whoosh", "babel", "nltk", "pymorphy3", "rapidfuzz", "lxml", "pdfminer", "csv"} & found
