"""The names that addresses of the site begin with: no document may be called so."""

from __future__ import annotations

SITE_NAMES = frozenset({
    "about", "api", "basket", "check", "cite", "collection", "compare", "desk", "downloads", "en", "export",
    "favicon.ico", "help", "history", "languages", "map", "openapi", "opensearch.xml", "people", "person",
    "robots.txt", "ru", "search", "sheet", "source", "static", "statistics", "texts", "trial",
})
"""Handed to whatever names documents (``Wanted.reserved``); a test holds it to the addresses."""
