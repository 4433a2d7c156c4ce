"""Addresses with a slip: a sign of the sentence they stood in at their end, a slash too many or too few, other case."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from corpus.errors import TrialsError
from webapp.server.links import shelf

SLIPS = " .,;:!?)]»”’\"'…"
"""Signs behind an address in running text, which no address of this site ends with."""


def forgiven() -> str | None:
    """Give the address that is meant in the place of the present one, which leads nowhere; None where none is.

    What it gives has no slip itself, so that nobody is sent round in a circle.
    """
    if request.method not in ("GET", "HEAD") or request.path.startswith("/static"):
        return None
    adapter = current_app.create_url_adapter(request)
    names = _names_of_texts()
    for path in _meant(request.path, names):
        try:
            endpoint, found = adapter.match(path, method="GET") if adapter else ("", None)
        except HTTPException:
            continue
        # The same page with a slash more or less: what it does not have it has not there either.
        if endpoint == request.endpoint and path.rstrip("/") == request.path.rstrip("/"):
            continue
        if found is not None and found.get("text_id", "") in {"", *names.values()}:
            query = request.query_string.decode("latin-1")
            return f"{request.script_root}{quote(path)}" + (f"?{query}" if query else "")
    return None


def _meant(path: str, names: dict[str, str]) -> Iterator[str]:
    """Give what an address may stand for: without what is behind it, in small letters, its last slash put or taken.

    A slash that is right for some page of a text is left as it is: then the fault is elsewhere.
    """
    parts = path.strip("/ ").rstrip(SLIPS).rstrip("/ ").split("/")
    plain = "/" + "/".join(names.get(part.casefold(), part.lower()) for part in parts)
    slash = "/" if path.endswith("/") else ""
    of_text = request.url_rule is not None and (request.view_args or {}).get("text_id") in names.values()
    shorter = len(parts) < len(path.strip("/").split("/"))
    for end in (slash,) if of_text and not shorter else ("", "/"):
        if plain + end != path:
            yield plain + end


def _names_of_texts() -> dict[str, str]:
    """Give the names of the texts held, by how they are in small letters."""
    try:
        return {name.casefold(): name for name in shelf().books().held.infos}
    except TrialsError:
        return {}
