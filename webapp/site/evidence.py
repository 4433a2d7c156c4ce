"""The addresses of evidence: quotations checked, citations, passages as their sources have them."""

from __future__ import annotations

from threading import BoundedSemaphore

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import TooManyRequests

from corpus.limits import MAX_QUERY_CHARS
from webapp.pages import (
    check as views_check,
)
from webapp.pages import (
    cited as views_cited,
)
from webapp.pages import (
    page_concordance as views_pages,
)
from webapp.pages import (
    source as views_source,
)
from webapp.site.pages import books, site

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
    name, data = sent()
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise TooManyRequests(retry_after=int(PATIENCE))
    try:
        found = views_check.check_file(held, data, name) if data else views_check.check(held, pasted())
        return render_template("check.html", **found)
    finally:
        AT_ONCE.release()


def pasted() -> str:
    """Give the text of the form."""
    return request.form.get("text", "")


def sent() -> tuple[str, bytes]:
    """Give name and bytes of the file sent along; nothing where there is none."""
    file = request.files.get("file")
    return (file.filename, file.stream.read()) if file and file.filename else ("", b"")


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


@site.get("/texts/<text_id>/pages")
def pages(text_id: str) -> str:
    """Show which pages of other editions answer those of an edition."""
    return render_template("pages.html", **views_pages.pages(books(), text_id, request.args))


@site.get("/texts/<text_id>/pages.<any(csv, json):extension>")
def pages_file(text_id: str, extension: str) -> Response:
    """Give the page concordance of an edition as a file."""
    data, kind = views_pages.pages_file(books(), text_id, extension)
    answer = make_response(data)
    answer.content_type = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{text_id}-pages.{extension}"'
    return answer


@site.get("/texts/<text_id>/cited")
def cited(text_id: str) -> str:
    """Show who cites an edition."""
    return render_template("cited.html", **views_cited.edition(books(), text_id))
