"""The word lists by which quotations are compared: ``quotations.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def rules() -> dict[str, Any]:
    """Give the data of ``quotations.toml``."""
    with (Path(__file__).parents[2] / "corpus" / "data" / "quotations.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def negations() -> frozenset[str]:
    """Give the folded words that negate."""
    return frozenset(rules()["negations"]["words"])


def contrary(one: str, other: str) -> bool:
    """Say whether two folded words differ by a prefix that negates: able, unable."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and any(long == prefix + short for prefix in rules()["negations"]["prefixes"])


@cache
def recognised(form: str) -> str:
    """Give a folded word with letters that recognition confuses made equal."""
    for one, other in rules()["recognition"]["pairs"]:
        form = form.replace(one, other)
    return form
