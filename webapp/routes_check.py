"""The addresses of evidence: quotations checked, citations, passages as their sources have them."""

from __future__ import annotations

from threading import BoundedSemaphore

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import TooManyRequests

from corpus.errors import WrongUseError
from corpus.limits import MAX_QUERY_CHARS
from webapp import views_check, views_cited, views_source
from webapp.i18n import gettext
from webapp.routes import books, site

AT_ONCE = BoundedSemaphore(2)
"""Checks that run at the same time; each may keep a processor busy for seconds."""

PATIENCE = 10.0
"""Seconds to wait for one's turn."""


@site.get("/check")
def check() -> str:
    """Show the form; a short quotation may stand in the address."""
    held = books()
    asked = request.args.get("text", "")[:MAX_QUERY_CHARS]
    found = views_check.check(held, asked) if asked.strip() else views_check.form()
    return render_template("check.html", **found)


@site.post("/check")
def checked() -> str:
    """Check a pasted text or a file. The one form sent by POST, since texts are too long for an address."""
    held = books()
    asked = pasted()
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise TooManyRequests(retry_after=int(PATIENCE))
    try:
        return render_template("check.html", **views_check.check(held, asked))
    finally:
        AT_ONCE.release()


def pasted() -> str:
    """Give the text of the form, or of its file. Raises WrongUseError where the file is no text."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("text", "")
    try:
        return file.stream.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUseError(gettext("The file is no plain text in UTF-8."),
                            gettext("PDF files are checked with the command `trials verify FILE`.")) from error


@site.get("/source/<path:ref>")
def source(ref: str) -> str:
    """Show a passage as its source has it."""
    held = books()
    return render_template("source.html", **views_source.source(held, held.turn(ref)))


@site.get("/sheet/<int:number>/<path:ref>.png")
def sheet(number: int, ref: str) -> Response:
    """Give the picture of a page of a PDF that a passage stands on."""
    answer = make_response(views_source.picture(books().turn(ref), number))
    answer.content_type = "image/png"
    return answer


@site.get("/sheet/<int:number>/<path:ref>.svg")
def boxes(number: int, ref: str) -> Response:
    """Give the boxes of the words of a query, to be laid over the picture of the page."""
    held = books()
    answer = make_response(render_template("boxes.svg", **views_source.found_boxes(
        held, held.turn(ref), number, request.args)))
    answer.content_type = "image/svg+xml"
    return answer


@site.get("/texts/<text_id>/citations")
def citations(text_id: str) -> str:
    """Show what a document cites."""
    return render_template("citations.html", **views_cited.document(books(), text_id))


@site.get("/texts/<text_id>/cited")
def cited(text_id: str) -> str:
    """Show who cites an edition."""
    return render_template("cited.html", **views_cited.edition(books(), text_id))
