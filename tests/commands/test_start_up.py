"""What a command loads before it does anything: a search no more than it asks, the list of commands next to nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
