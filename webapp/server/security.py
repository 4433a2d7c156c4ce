"""What every answer of the web app carries, and what it refuses before looking at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Request, Response, g
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest, Forbidden, MethodNotAllowed, RequestURITooLarge, TooManyRequests

from webapp.i18n.i18n import N_, gettext
from webapp.server.compression import compress
from webapp.server.hosts import Hosts, host_of, is_embedded, is_local, is_own, name_of
from webapp.server.kept_pages import is_at_hand, keep_page
from webapp.server.parameters import present
from webapp.server.throttle import Limiter

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

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

_OF_PLACES = frozenset({"location", "content-location"})
"""Headers whose addresses Flask writes anew before they are sent, in small letters."""

CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"})
"""Headers, as WSGI names them, with which readers say what they have; most requests have none of them."""


class SiteResponse(Response):
    """An answer that has the headers of all answers when it is sent.

    Flask copies and looks through the headers of each answer, and checks each that is added: of a page, which has all
    that it needs, that took as long as to find it among the kept ones.
    """

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Give the headers of the answer to a request; those of a whole page as they are."""
        names = {name.lower() for name, _ in self.headers}
        if self.status_code == 200 and "content-length" in names and _OF_PLACES.isdisjoint(names):
            return self.headers
        return super().get_wsgi_headers(environ)

    def get_wsgi_response(self, environ: WSGIEnvironment) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Give body, status and headers as they are sent; an answer of another process has those of all already."""
        body, status, headers = super().get_wsgi_response(environ)
        return body, status, [*(pair for pair in headers if pair[0] not in HEADERS), *HEADERS.items()]


def guard(app: Flask, limiter: Limiter | None = None, hosts: Hosts = Hosts()) -> None:  # noqa: B008 - frozen
    """Refuse what the app does not answer, and set the headers of what it does. ``hosts`` are the names it answers."""
    app.response_class = SiteResponse
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
        """Say how long an answer lasts, compress it, and answer 304 where the reader has it."""
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
