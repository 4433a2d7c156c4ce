"""What programs read: `--json` of every command that has it is JSON, with the fields that the design fixes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from command import trials

from webapp.cli import COMMANDS, cli

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
