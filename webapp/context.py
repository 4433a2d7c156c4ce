"""What every view reaches for: the shelf of the running app, and addresses in the reader's language."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for

from webapp.i18n import DEFAULT, language
from webapp.shelf import Shelf

KEY = "trials"
"""Name under which the app keeps its shelf."""


def shelf() -> Shelf:
    """Give the shelf of the running app."""
    found: Shelf = current_app.extensions[KEY]
    return found


def to(endpoint: str, **values: Any) -> str:
    """Give the address of a page in the language of the present one."""
    return url_for(f"{language()}.{endpoint}", **values)


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


def permalink(ref: str, digest: str, absolute: bool = False) -> str:
    """Give the permanent address of a passage: it has no language and lasts."""
    prefix = "" if language() == DEFAULT or absolute else f"/{language()}"
    return f"{base_url() if absolute else request.script_root}{prefix}/{ref}?h={digest}"
