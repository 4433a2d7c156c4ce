"""The addresses of files: all that a search finds, whole texts, and what a reader kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from flask import Response, request, stream_with_context

from corpus.export.formats import Format
from webapp.presenting import downloads
from webapp.presenting.asking import asked
from webapp.server.parameters import refuse_ignored
from webapp.server.places import FILES, Permit
from webapp.server.site import current_books, site


@site.get("/export")
def export_found() -> Response:
    """Give all that a search finds as a file."""
    books, ask = current_books(), asked()
    form, style = downloads.format_of(request.args)
    refuse_ignored()
    return _file(form, ask.query or "passages", lambda: downloads.of_search(books.held, ask, form, style))


@site.get("/texts/<text_id>.<any(txt, jsonl, xml, csv, docx):extension>")
def text_file(text_id: str, extension: str) -> Response:
    """Give a whole text as a file."""
    books = current_books()
    text = books.held.text(text_id)
    form, style = downloads.format_of({"form": downloads.WHOLE[extension], "style": request.args.get("style", "")})
    refuse_ignored()
    return _file(form, text_id, lambda: downloads.of_text(books.held, text, form, style), dated=False)


@site.post("/desk/export")
def export_kept() -> Response:
    """Give the passages that a reader kept as a file. Sent by POST for their length; nothing is kept of it here."""
    books = current_books()
    form, style = downloads.format_of(request.form)
    return _file(form, "desk", lambda: downloads.of_kept(books.held, request.form, form, style))


def _sent(pieces: Iterator[bytes], permit: Permit) -> Iterator[bytes]:
    try:
        yield from pieces
    finally:
        permit.leave()


def _file(form: Format, name: str, make: Callable[[], Iterator[bytes]], *, dated: bool = True) -> Response:
    """Send a file piece by piece. What cannot be made is refused before the first piece is sent."""
    permit = FILES.take()
    try:
        pieces = make()
        first = next(pieces, b"")
    except BaseException:
        permit.leave()
        raise
    answer = Response(stream_with_context(_sent(chain([first], pieces), permit)), content_type=form.media_type)
    # Also where nothing of it is asked for, as with HEAD.
    answer.call_on_close(permit.leave)
    plain = "-".join(re.findall(r"[A-Za-z0-9._]+", name))[:60].strip(".-") or "passages"
    day = f"-{downloads.today().isoformat()}" if dated else ""
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}{day}.{form.extension}"'
    return answer
