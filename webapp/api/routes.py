"""The addresses that programs ask: the same answers as JSON."""

from __future__ import annotations

from flask import Response, jsonify, render_template, request

from corpus.errors import WrongUseError
from corpus.limits import MAX_QUERY_CHARS
from corpus.model.voice import split_address
from indexer.generation.similar import MOST
from webapp.api import answers, openapi
from webapp.i18n.i18n import gettext
from webapp.presenting.asking import asked, digest, whole_number
from webapp.server.apart import answered_apart
from webapp.server.links import base_url
from webapp.server.parameters import refuse, unread
from webapp.server.places import QUOTATIONS
from webapp.server.site import current_books, site


def refuse_unknown(path: str) -> None:
    """Refuse an address with parameters that its description does not have. Raises WrongUseError."""
    known = openapi.parameters(path)
    for one in unread((name for name in request.args if name not in known), known):
        refuse(one, known)


@site.get("/api/search")
def api_search() -> Response:
    """Answer a search as JSON."""
    refuse_unknown("/api/search")
    ask = asked()
    limit = whole_number(request.args, "limit", 0)
    offset = whole_number(request.args, "offset", 0, 10**8)
    return jsonify(answers.search(current_books(), ask, limit, offset))


@site.get("/api/turn")
@site.get("/api/turn/<path:ref>")
def api_turn(ref: str = "") -> Response:
    """Give a passage, or a part of it, as JSON, with its counterparts."""
    refuse_unknown("/api/turn")
    name, part = split_address(ref or request.args.get("ref", ""))
    return jsonify(answers.turn(current_books(), name, digest(), request.args.get("part") or part))


@site.get("/api/like")
def api_like() -> Response:
    """Give the passages that are like one as JSON."""
    refuse_unknown("/api/like")
    name, _ = split_address(request.args.get("ref", ""))
    limit = whole_number(request.args, "limit", 1, openapi.MAX_LIKE)
    return jsonify(answers.like(current_books(), name, digest(), limit or MOST))


MAX_TURNS = 12
"""Turns on one side whose sentences are paired at once."""


@site.get("/api/texts")
def api_texts() -> Response:
    """List the texts held, with their rights."""
    refuse_unknown("/api/texts")
    return jsonify(answers.texts(current_books().held))


@site.get("/api/verify")
def api_verify() -> Response:
    """Check one quotation. Raises WrongUseError where there is none."""
    refuse_unknown("/api/verify")
    if not 0 < len(_quote()) <= MAX_QUERY_CHARS:
        raise WrongUseError(gettext("Name a quotation of at most %(most)s characters: quote=WORDS.",
                                    most=MAX_QUERY_CHARS))
    current_books()
    verified: Response = _verified()
    return verified


def _quote() -> str:
    return request.args.get("quote", "").strip()


@answered_apart(QUOTATIONS)
def _verified() -> Response:
    return jsonify(current_books().checker.check(_quote()).to_json())


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
    refuse_unknown("/api/sentences")
    held = current_books().held
    left, right = ([held.turn(ref) for ref in request.args.getlist(name)[:MAX_TURNS]] for name in ("left", "right"))
    if not (left and right):
        raise WrongUseError(gettext("Name turns on both sides: left=REFERENCE and right=REFERENCE."))
    return jsonify(answers.sentences(left, right))
