"""The checkout as a whole: what may be in it, and that its scripts are sound."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.storage.home import Home

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    "setup.cfg", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md",
    ".gitignore", ".gitattributes", ".ci", ".github", "corpus", "indexer", "webapp", "scripts", "tests",
}
SHELL = ("scripts/run", "scripts/test", ".ci/run")


def tracked() -> list[str]:
    run = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip("not a git checkout")
    return [name for name in run.stdout.split("\0") if name]


def test_nothing_stray_is_in_the_checkout() -> None:
    names = tracked()
    assert {name.split("/")[0] for name in names} <= TOP
    stray = re.compile(r"__pycache__|\.egg-info|\.DS_Store|^build/|^dist/|(~|\.(pyc|orig|rej|whl|tmp|log))$")
    assert not [name for name in names if stray.search(name)]
    big = [name for name in names if (ROOT / name).is_file() and (ROOT / name).stat().st_size > 1_500_000]
    assert not big


def test_test_folders_are_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
    # Tests have the names of the modules they test, several of which are called alike in their rooms; helpers are
    # imported by their bare names.
    names = [path.name for path in (ROOT / "tests" / "support").rglob("*.py")]
    assert names and not [name for name in names if name.startswith("test_")]


@pytest.mark.parametrize("name", SHELL)
def test_scripts_can_be_run(name: str) -> None:
    path = ROOT / name
    assert os.access(path, os.X_OK)
    assert path.read_text("utf-8").startswith("#!/usr/bin/env bash\n")
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0


def test_an_old_python_is_told_so(tmp_path: Path) -> None:
    old = tmp_path / "bin"
    old.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        program = old / name
        program.write_text("#!/bin/sh\n[ \"$1\" = --version ] && echo Python 3.8.1\nexit 1\n", "utf-8")
        program.chmod(0o755)
    environment = {"PATH": f"{old}:/usr/bin:/bin", "TRIALS_VENV": str(tmp_path / "venv"), "HOME": str(tmp_path)}
    run = subprocess.run([ROOT / "scripts" / "run"], env=environment, cwd="/", capture_output=True, text=True,
                         check=False)
    assert run.returncode == 3
    assert "Python 3.11 or newer is needed; found: Python 3.8.1" in run.stderr
    assert not (tmp_path / "venv").exists()


@pytest.mark.network
def test_the_first_command_on_a_fresh_copy(network: None, source_copy: Path, tmp_path: Path) -> None:
    """scripts/run from any folder, twice: the second time nothing is installed; a changed source is."""
    scripts = source_copy / "scripts"
    scripts.mkdir(exist_ok=True)
    for name in ("run", "environment.sh"):
        (scripts / name).write_bytes((ROOT / "scripts" / name).read_bytes())
    (scripts / "run").chmod(0o755)
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path),
                   "TRIALS_VENV": str(tmp_path / "venv")}

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run([scripts / "run", "--no-serve"], env=environment, cwd=tmp_path, capture_output=True,
                              text=True, check=False)

    first = run()
    assert first.returncode == 0, first.stderr
    assert "citation: " in first.stdout
    second = run()
    assert second.returncode == 0
    assert "Installing" not in second.stderr
    (source_copy / "corpus" / "data" / "specimen" / "README.md").write_text("changed", "utf-8")
    assert "Installing" in run().stderr
    left = {path.name for path in source_copy.iterdir()} - {"scripts"}
    assert not {name for name in left if name == "build" or name.endswith(".egg-info")} - _built_by_others(source_copy)


def _built_by_others(folder: Path) -> set[str]:
    """Building a wheel from the folder itself leaves these; scripts/run must not add to them."""
    return {path.name for path in folder.glob("*.egg-info")} | {"build"}


def test_no_document_can_hide_a_page_of_the_site(tmp_path: Path) -> None:
    from webapp.app import create_app
    from webapp.server.site_names import SITE_NAMES

    app = create_app(Home(tmp_path))
    first = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    assert {name for name in first if name and "<" not in name} <= SITE_NAMES
