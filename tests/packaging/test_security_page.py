"""What SECURITY.md promises names its tests, and these are there."""

from __future__ import annotations

import ast
import re
from configparser import ConfigParser
from importlib import metadata

from house import ROOT
from packaging.requirements import Requirement

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_promise_names_a_test_that_is_there() -> None:
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    for row in rows:
        named = NAMED.findall(row)
        assert named, row
        for file, test in named:
            tree = ast.parse((ROOT / file).read_text("utf-8"))
            assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (file, test)


def test_what_is_installed_is_above_the_floors() -> None:
    """Also of the extras, which ``pip check`` does not look at; what is not installed is no weakness."""
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    asked = [settings["options"]["install_requires"], *settings["options.extras_require"].values()]
    wanted = [Requirement(line) for part in asked for line in part.split("\n") if line and not line.startswith("#")]
    there = {one.metadata["Name"].lower().replace("_", "-"): one.version for one in metadata.distributions()}
    found = [(one, there[name]) for one in wanted if (name := one.name.lower().replace("_", "-")) in there]
    assert len(found) > 20
    assert not [(str(one), version) for one, version in found if version not in one.specifier]
