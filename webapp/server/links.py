"""What every view reaches for: the shelf of the running app, and addresses in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from flask import Flask, current_app, has_request_context, url_for
from werkzeug.sansio.utils import get_current_url

from webapp.books.memory import KeptValues
from webapp.books.shelf import Shelf
from webapp.i18n.i18n import DEFAULT, language
from webapp.server.parameters import present

KEY = "trials"
"""Name under which the app keeps its shelf."""

PATHS, PLAIN_PATHS, IN_PATHS = "paths", "plain paths", "in paths"
"""Names under which it keeps the paths of pages, those without values by place of the site, and which values stand in
them."""

ROOTS_KEPT = 64
"""Addresses of the site that are kept: it may be asked under several names."""

OF_FLASK = frozenset({"_anchor", "_external", "_method", "_scheme"})
"""Parameters of :func:`flask.url_for` that are none of the address."""


def shelf() -> Shelf:
    """Give the shelf of the running app."""
    found: Shelf = kept(KEY)
    return found


def kept(name: str) -> Any:
    """Give what the running app keeps under a name."""
    return _app().extensions[name]


def _app() -> Flask:
    """Give the running app; as with :func:`present`, Flask's stand-in for it takes longer."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def to(endpoint: str, **values: Any) -> str:
    """Give the address of a page in the language of the present one."""
    name = f"{language()}.{endpoint}"
    if not has_request_context() or not OF_FLASK.isdisjoint(values):
        return url_for(name, **values)
    # The page of results names itself fifty times, with other parameters.
    asking = present()
    plain = asking.plain_paths
    if plain is None:
        plain = asking.plain_paths = _plain_paths(asking.script_root)
    path, asked = plain.get(name), values
    if path is None:
        in_path = _in_path(name)
        path = _path(name, values)
        if path is None:
            return url_for(name, **values)
        if in_path:
            asked = {key: value for key, value in values.items() if key not in in_path}
        else:
            plain[name] = path
    written = query_string(asked)
    return f"{path}?{written}" if written else path


def _plain_paths(script_root: str) -> dict[str, str]:
    """Give the paths of the pages that have no values in theirs, by name, for a site that stands at a place."""
    places: KeptValues[dict[str, str]] = kept(PLAIN_PATHS)
    paths = places.get(script_root)
    if paths is None:
        places.put(script_root, paths := {})
    return paths


def path_of(name: str, **values: Any) -> str:
    """Give the path of a page in a language, ``en.search``, or of something that has none; ``values`` stand in it."""
    return _path(name, values) or url_for(name, **values)


def query_string(values: Mapping[str, Any]) -> str:
    """Write parameters as they stand in an address; those that are None are left out."""
    asked = []
    for key, value in values.items():
        if isinstance(value, (list, tuple, set)):
            asked += [f"{quoted(key)}={quoted(str(one))}" for one in value if one is not None]
        elif value is not None:
            asked.append(f"{quoted(key)}={quoted(str(value))}")
    return "&".join(asked)


def _path(name: str, values: Mapping[str, Any]) -> str | None:
    """Give the path of a page; None where :func:`flask.url_for` has to choose it or to say what is missing.

    A page of results names some of them a hundred times, so they are kept.
    """
    in_path = _in_path(name)
    if in_path is None or not all(isinstance(values.get(key), str) for key in in_path):
        return None
    parts = {key: values[key] for key in in_path}
    paths: KeptValues[str] = kept(PATHS)
    key = (present().script_root, name, *parts.values())
    path = paths.get(key)
    if path is None:
        path = url_for(name, **parts)
        paths.put(key, path)
    return path


def _in_path(name: str) -> tuple[str, ...] | None:
    """Give the names of the values that stand in the path of a page; None where it has more than one path."""
    known: dict[str, tuple[str, ...] | None] = kept(IN_PATHS)
    if name not in known:
        rules = list(current_app.url_map.iter_rules(name)) if name in current_app.view_functions else []
        known[name] = tuple(sorted(rules[0].arguments)) if len(rules) == 1 and not rules[0].defaults else None
    return known[name]


@lru_cache(4096)
def quoted(text: str) -> str:
    """Write a name or value as it stands in an address, with the signs left that :func:`flask.url_for` leaves."""
    return quote_plus(text, safe="!$'()*,/:;?@")


def public_url() -> str | None:
    """Give the address under which others reach the site, without a slash at its end; None where it has none."""
    configured: str | None = _app().config["BASE_URL"]
    return configured


def base_url() -> str:
    """Give the public address of the site, else that of the request, without a slash at its end."""
    asked = present()
    return public_url() or _root(asked.scheme, asked.host, asked.script_root)


@lru_cache(ROOTS_KEPT)
def _root(scheme: str, host: str, place: str) -> str:
    """Give the address of a site that stands at a place on a host, without a slash at its end."""
    return get_current_url(scheme, host, place).rstrip("/")


def absolute(path: str) -> str:
    """Give the whole public address of a path of this site, as :func:`to` gives it; a mount point stands in it once."""
    return base_url() + path.removeprefix(present().script_root)


def passage_href(ref: str) -> str:
    """Give the address of a passage in the language of the page, without a content mark."""
    prefix = "" if language() == DEFAULT else f"/{language()}"
    return f"{present().script_root}{prefix}/{ref}"


def permalink(ref: str, digest: str, part: str | None = None, absolute: bool = False) -> str:
    """Give the permanent address of a passage, or of a part of it: it has no language and lasts."""
    prefix = "" if language() == DEFAULT or absolute else f"/{language()}"
    asked = f"?h={digest}&part={part}" if part else f"?h={digest}"
    return f"{base_url() if absolute else present().script_root}{prefix}/{ref}{asked}"
