"""What every view reaches for: the shelf of the running app, and addresses in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from flask import current_app, g, has_request_context, request, url_for

from webapp.books.shelf import Shelf
from webapp.i18n.i18n import DEFAULT, language

KEY = "trials"
"""Name under which the app keeps its shelf."""


def shelf() -> Shelf:
    """Give the shelf of the running app."""
    found: Shelf = current_app.extensions[KEY]
    return found


def to(endpoint: str, **values: Any) -> str:
    """Give the address of a page in the language of the present one."""
    name = f"{language()}.{endpoint}"
    base = _base(name) if has_request_context() and not any(key.startswith("_") for key in values) else None
    if base is None:
        return url_for(name, **values)
    asked = "&".join(
        f"{_quoted(key)}={_quoted(str(one))}"
        for key, value in values.items() if value is not None
        for one in (value if isinstance(value, (list, tuple, set)) else (value,)) if one is not None
    )
    return f"{base}?{asked}" if asked else base


def _base(name: str) -> str | None:
    """Give the address of a page that has one, whatever is asked of it; None where parts of it are values.

    A page of results names some of them a hundred times, so they are kept for the request.
    """
    kept: dict[tuple[str, str], str | None] = g.setdefault("bases", {})
    key = (request.script_root, name)
    if key not in kept:
        plain = all(not rule.arguments for rule in current_app.url_map.iter_rules(name))
        kept[key] = url_for(name) if plain else None
    return kept[key]


@lru_cache(4096)
def _quoted(text: str) -> str:
    """Write a name or value as it stands in an address, with the signs left that :func:`flask.url_for` leaves."""
    return quote_plus(text, safe="!$'()*,/:;?@")


def public_url() -> str | None:
    """Give the address under which others reach the site, without a slash at its end; None where it has none."""
    configured: str | None = current_app.config["BASE_URL"]
    return configured


def base_url() -> str:
    """Give the public address of the site, else that of the request, without a slash at its end."""
    return public_url() or request.url_root.rstrip("/")


def passage_href(ref: str) -> str:
    """Give the address of a passage in the language of the page, without a content mark."""
    prefix = "" if language() == DEFAULT else f"/{language()}"
    return f"{request.script_root}{prefix}/{ref}"


def permalink(ref: str, digest: str, part: str | None = None, absolute: bool = False) -> str:
    """Give the permanent address of a passage, or of a part of it: it has no language and lasts."""
    prefix = "" if language() == DEFAULT or absolute else f"/{language()}"
    asked = f"?h={digest}&part={part}" if part else f"?h={digest}"
    return f"{base_url() if absolute else request.script_root}{prefix}/{ref}{asked}"
