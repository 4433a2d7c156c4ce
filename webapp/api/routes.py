"""The addresses that programs ask: the same answers as JSON."""

from __future__ import annotations

from flask import Response, jsonify, render_template, request

from corpus.errors import WrongUseError
from corpus.limits import MAX_QUERY_CHARS
from corpus.model.voice import split_address
from webapp.api import answers, openapi
from webapp.i18n.i18n import gettext
from webapp.presenting.asking import asked, digest, whole_number
from webapp.server.links import base_url
from webapp.server.site import current_books, site


@site.get("/api/search")
def api_search() -> Response:
    """Answer a search as JSON."""
    ask = asked()
    limit = whole_number(request.args, "limit", 0)
    offset = whole_number(request.args, "offset", 0, 10**8)
    return jsonify(answers.search(current_books().held, ask, limit, offset))


@site.get("/api/turn")
@site.get("/api/turn/<path:ref>")
def api_turn(ref: str = "") -> Response:
    """Give a passage, or a part of it, as JSON, with its counterparts."""
    name, part = split_address(ref or request.args.get("ref", ""))
    return jsonify(answers.turn(current_books(), name, digest(), request.args.get("part") or part))


MAX_TURNS = 12
"""Turns on one side whose sentences are paired at once."""


@site.get("/api/texts")
def api_texts() -> Response:
    """List the texts held, with their rights."""
    return jsonify(answers.texts(current_books().held))


@site.get("/api/verify")
def api_verify() -> Response:
    """Check one quotation. Raises WrongUseError where there is none."""
    quote = request.args.get("quote", "").strip()
    if not 0 < len(quote) <= MAX_QUERY_CHARS:
        raise WrongUseError(gettext("Name a quotation of at most %(most)s characters: quote=WORDS.",
                                    most=MAX_QUERY_CHARS))
    return jsonify(current_books().checker.check(quote).to_json())


@site.get("/api/openapi.json")
def api_description() -> Response:
    """Describe these addresses after OpenAPI 3.1."""
    return jsonify(openapi.described(base_url()))


@site.get("/api/")
def api_page() -> str:
    """Describe these addresses to readers, each with an example that works."""
    books = current_books()
    return render_template("api/api.html", calls=answers.worked(books))


@site.get("/api/sentences")
def api_sentences() -> Response:
    """Pair the sentences of turns that belong together. Raises WrongUseError where no turns are named."""
    held = current_books().held
    left, right = ([held.turn(ref) for ref in request.args.getlist(name)[:MAX_TURNS]] for name in ("left", "right"))
    if not (left and right):
        raise WrongUseError(gettext("Name turns on both sides: left=REFERENCE and right=REFERENCE."))
    return jsonify(answers.sentences(left, right))
