"""Kinds of values that several commands take, each with a message of its own for what is none."""

from __future__ import annotations

import re
from datetime import date

import click

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A day as it is written; Python also reads weeks and days without hyphens."""


class Number(click.IntRange):
    """A whole number within bounds."""

    name = "number"


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Check the day that an option gives, as 1935-01-03. Raises BadParameter."""
    if value is None or (_DAY.fullmatch(value) and _is_day(value)):
        return value
    raise click.BadParameter(f"{value!r} is no day. Write year, month and day, as 1935-01-03.")


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Check the address of a site, of which permanent links are made. Raises BadParameter."""
    from urllib.parse import urlsplit

    if value is None:
        return None
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    except ValueError:
        good = False
    if not good:
        raise click.BadParameter(f"{value!r} is no address of a site. Write it as https://trials.example.org.")
    return value
