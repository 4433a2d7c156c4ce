"""What every answer of the web app carries, and what it refuses before looking at it."""

from __future__ import annotations

from flask import Flask, Request, Response, g
from werkzeug.exceptions import BadRequest, Forbidden, MethodNotAllowed, RequestURITooLarge, TooManyRequests

from webapp.i18n.i18n import N_, gettext
from webapp.server.compression import compress
from webapp.server.hosts import Hosts, host_of, is_embedded, is_local, is_own, name_of
from webapp.server.kept_pages import is_at_hand, keep_page
from webapp.server.parameters import present
from webapp.server.throttle import Limiter

METHODS = frozenset({"GET", "HEAD"})
"""Nothing here changes anything, so nothing else is answered."""

FORMS = frozenset({"/check", "/ru/check", "/check/report", "/ru/check/report", "/desk/export", "/ru/desk/export"})
"""Where POST is answered too, for texts that are too long for an address; it changes nothing either."""

MAX_FORM_BYTES = 2_000_000
"""A form with the longest text that is checked at once, in Cyrillic, with room for its frame."""

MAX_ADDRESS_CHARS = 8_000
"""Characters of path and query together: the longest query in percent-encoded Cyrillic still fits."""

MAX_PARAMETERS = 100
"""Parameters of one address: all values of every filter anyone would tick."""

UNKNOWN_NAME = N_("Nothing is answered under this name. Whoever runs this site adds it to TRIALS_HOSTS.")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Set on every answer, errors and static files included."""

LASTING = "public, max-age=31536000, immutable"
"""Caching of static files, whose address carries a hash of their content."""

CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"})
"""Headers, as WSGI names them, with which readers say what they have; most requests have none of them."""


def guard(app: Flask, limiter: Limiter | None = None, hosts: Hosts = Hosts()) -> None:  # noqa: B008 - frozen
    """Refuse what the app does not answer, and set the headers of what it does. ``hosts`` are the names it answers."""
    app.config |= {"MAX_CONTENT_LENGTH": MAX_FORM_BYTES, "MAX_FORM_MEMORY_SIZE": MAX_FORM_BYTES, "MAX_FORM_PARTS": 10}

    @app.before_request
    def refuse() -> Response | None:
        asked = present()
        if not hosts.answered(host_of(asked)):
            # No page of this site, whose addresses would begin with a name that is not its own.
            return Response(f"{gettext(UNKNOWN_NAME)}\n", 400, mimetype="text/plain")
        check(asked)
        wait = limiter.wait(asked.remote_addr) if limiter and asked.endpoint != "static" else 0
        if wait:
            raise TooManyRequests(retry_after=wait)
        return None

    @app.after_request
    def dress(response: Response) -> Response:
        """Give an answer its headers, say how long it lasts, compress it, and answer 304 where the reader has it."""
        if is_at_hand():
            return answered_on_condition(response)
        asked = present()
        lasts = response.status_code == 200 and asked.method != "POST" and not response.is_streamed
        if response.status_code >= 400 or asked.method == "POST" or "passing" in g:
            response.headers["Cache-Control"] = "no-store"
        elif asked.endpoint == "static" and "v" in asked.args:
            response.headers["Cache-Control"] = LASTING
        else:
            response.headers["Cache-Control"] = "no-cache"
            if lasts:
                response.add_etag(weak=True)
        compress(asked, response)
        # To look for each among those that are there takes longer than all of this; an answer that was made in a
        # process of its own has them.
        if {name for name, _ in response.headers}.isdisjoint(HEADERS):
            response.headers.extend(HEADERS)
        else:
            response.headers.update(HEADERS)
        if lasts:
            keep_page(response)
            answered_on_condition(response)
        return response


def answered_on_condition(response: Response) -> Response:
    """Make an answer 304 where the reader has it, or 412 where it is not what they want it to be."""
    asked = present()
    if not asked.environ.keys().isdisjoint(CONDITIONS):
        response.make_conditional(asked)
    return response


def from_elsewhere(asked: Request) -> bool:
    """Say whether a form was sent by a page of another site, as browsers tell (Fetch Metadata; else the origin)."""
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and not is_own(origin, asked)


def check(asked: Request) -> None:
    """Raise the HTTP error of a request that is refused unread, though its name is answered."""
    if is_local(name_of(host_of(asked))) and is_embedded(asked):
        raise Forbidden
    if asked.method not in METHODS and not (asked.method == "POST" and asked.path in FORMS):
        raise MethodNotAllowed(valid_methods=sorted(METHODS))
    if asked.method == "POST" and from_elsewhere(asked):
        raise Forbidden
    if len(asked.environ.get("PATH_INFO", "")) + len(asked.query_string) > MAX_ADDRESS_CHARS:
        raise RequestURITooLarge
    if asked.query_string.count(b"&") >= MAX_PARAMETERS:
        raise BadRequest
