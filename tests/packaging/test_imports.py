"""What importing costs, and what must not be imported."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def modules_after(statement: str) -> set[str]:
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, cwd="/", check=False)
    assert run.returncode == 0, run.stderr.decode()
    return set(json.loads(run.stdout))


def test_importing_the_packages_warns_of_nothing() -> None:
    modules_after("import corpus, indexer, webapp, webapp.cli")


def test_the_texts_know_neither_engine_nor_web() -> None:
    program = (
        "import corpus, importlib, pkgutil\n"
        "for module in pkgutil.walk_packages(corpus.__path__, 'corpus.'):\n"
        "    importlib.import_module(module.name)"
    )
    loaded = modules_after(program)
    assert not {"flask", "whoosh", "indexer", "webapp", "waitress", "click"} & loaded


def test_the_index_knows_no_web() -> None:
    program = "import indexer.generation.index, indexer.building.run, indexer.search.searcher"
    assert not {"flask", "webapp"} & modules_after(program)


@pytest.mark.parametrize("name", ["corpus", "indexer", "webapp", "webapp.cli"])
def test_packages_are_light(name: str) -> None:
    assert not {"numpy", "whoosh", "flask", "pdfminer", "lxml", "nltk"} & modules_after(f"import {name}")


def test_the_web_app_starts_without_a_reader_of_files() -> None:
    loaded = modules_after("import webapp.app")
    assert not {"pdfminer", "lxml", "httpx", "tqdm"} & loaded


@pytest.mark.parametrize("name", ["webapp.wsgi", "webapp.commands.finding", "webapp.commands.building",
                                  "webapp.commands.publishing", "indexer.cluster.opening", "corpus.processes.far"])
def test_what_many_machines_need_is_loaded_when_they_are_asked(name: str) -> None:
    assert not {"pymysql", "distributed", "dask"} & modules_after(f"import {name}")
