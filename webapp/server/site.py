"""The site: the one blueprint to which each page adds its own addresses, and the texts that all of them show."""

from __future__ import annotations

from flask import Blueprint

from webapp.books.books import Books
from webapp.server.kept_pages import books_of_page
from webapp.server.links import shelf

site = Blueprint("site", __name__)
"""The addresses, the same in every language of the interface; a module adds its own when it is imported."""


def current_books() -> Books:
    """Give the texts held. Raises HomeError where there are none, IndexDamagedError."""
    return books_of_page() or shelf().books()
