"""The desk: what the reader's browser keeps; nothing of it is known here."""

from __future__ import annotations

from flask import render_template

from webapp.presenting.downloads import choices
from webapp.presenting.examples import question_to
from webapp.presenting.holdings import holdings
from webapp.server.site import current_books, site


@site.get("/desk")
def desk() -> str:
    """Show what the reader's browser keeps."""
    books = current_books()
    return render_template("taking/desk.html", state=f"{holdings(books.held)} {books.held.index.state}",
                           example=question_to(books, "search"), **choices())
