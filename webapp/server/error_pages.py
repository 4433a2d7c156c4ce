"""Errors as pages in the reader's language, or as JSON under ``/api/``; never with a stack trace."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import (
    HomeDamagedError,
    HomeError,
    IndexDamagedError,
    OtherVersionError,
    QueryError,
    TrialsError,
    UnavailableError,
    UnknownNameError,
    WrongUseError,
)
from corpus.language.script import is_cyrillic
from webapp.i18n.i18n import DEFAULT, N_, gettext, language, ngettext
from webapp.models.words import Words
from webapp.server.forgiving import forgiven
from webapp.wording.notes import refusal

LOG = logging.getLogger("webapp")

PAGES = {
    400: (N_("This address cannot be read"),
          N_("Something in it is not as expected. Search again, or start from the first page.")),
    403: (N_("This form came from another site"), N_("Open the page here and send it again.")),
    404: (N_("Nothing stands at this address"),
          N_("The text, person or page is not held here, or the address has a slip in it.")),
    405: (N_("Only reading is possible here"),
          N_("This site answers GET and HEAD requests; nothing in it can be changed over the network.")),
    413: (N_("This text is too long"), N_("Check it in parts, or with the command `trials verify FILE`.")),
    429: (N_("Too many questions at once"), N_("Wait a little and try again.")),
    414: (N_("This address is too long"), N_("Search for fewer words, or tick fewer filters.")),
    500: (N_("Something went wrong here"),
          N_("The fault is with this program, not with you. It has been noted in the log of the server.")),
    503: (N_("The texts cannot be shown just now"), N_("The library or the index is missing or damaged.")),
}
"""Heading and explanation for each status; a status without its own takes those of its hundred."""

KINDS = (
    (UnknownNameError, N_("Nothing stands at this address"),
     N_("What the address names is neither held here nor in the catalogue.")),
    (QueryError, N_("This search cannot be answered"), N_("The program says why:")),
    (WrongUseError, N_("This address cannot be read"), N_("The program says why:")),
    (IndexDamagedError, N_("The index is damaged"),
     N_("No answer is given, since it might be wrong. Whoever runs this site should run `trials check`, then "
        "`trials reindex --full`.")),
    (UnavailableError, N_("Not all texts can be searched just now"),
     N_("A machine that holds some of them does not answer. Try again in a few minutes.")),
    (OtherVersionError, N_("The texts cannot be shown just now"),
     N_("They were made ready by another version of this program. Whoever runs this site should run "
        "`trials reindex --full`.")),
    (HomeDamagedError, N_("The texts cannot be shown just now"),
     N_("Something is not there that ought to be. Whoever runs this site should run `trials check`.")),
    (HomeError, N_("There are no texts here yet"),
     N_("Whoever runs this site can bring the public texts with `trials fetch en-1936 en-1938`, or add their own "
        "with `trials add`.")),
    (TrialsError, N_("This cannot be shown"), N_("The program says why:")),
)
"""Heading and explanation for each kind of error of the program's own; the first that fits."""


def answer_errors(app: Flask) -> None:
    """Let the app answer every error with a page of its own."""
    app.register_error_handler(TrialsError, known)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unknown)


def known(error: TrialsError) -> AnyResponse:
    """Answer an error of the program's own; what would name paths of the server goes to the log only."""
    if isinstance(error, UnknownNameError) and (address := forgiven()):
        return redirect(address)
    heading, explanation = next((h, e) for kind, h, e in KINDS if isinstance(error, kind))
    private = isinstance(error, (HomeError, IndexDamagedError, UnavailableError))
    if private:
        LOG.error("%s", error)
    return _answer(error.http_status, heading, gettext(explanation), *(() if private else refusal(error)))


def http(error: HTTPException) -> AnyResponse:
    """Answer an error of the protocol; redirects pass through."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 404 and (address := forgiven()):
        return redirect(address)
    heading, explanation = PAGES.get(status) or PAGES[500 if status >= 500 else 400]
    wait = getattr(error, "retry_after", None)
    answer = _answer(status, heading, ngettext("Try again in %(num)s second.", "Try again in %(num)s seconds.", wait)
                     if isinstance(wait, int) else gettext(explanation))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def unknown(error: Exception) -> Response:
    """Answer an error nobody thought of: a general page; the log has the rest."""
    LOG.error("%s on %s", type(error).__name__, request.endpoint, exc_info=error)
    heading, explanation = PAGES[500]
    return _answer(500, heading, gettext(explanation))


def _answer(status: int, heading: str, explanation: str, message: str = "", advice: str = "") -> Response:
    if request.path.startswith("/api/"):
        answer = jsonify({"error": " ".join(filter(None, (message or heading, advice))), "status": status})
    else:
        answer = make_response(render_template(
            "error.html", heading=gettext(heading), explanation=explanation,
            said=[Words(text, _language_of(text)) for text in (message, advice) if text],
        ))
    answer.status_code = status
    return answer


def _language_of(text: str) -> str | None:
    """Give the language of a sentence where it is not that of the page: what readers of files say is English alone."""
    return None if language() == DEFAULT or is_cyrillic(text, one_letter=True) else DEFAULT
