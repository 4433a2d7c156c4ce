"""The addresses that programs ask: the same answers as JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus, urlencode

from flask import Response, jsonify, render_template, request

from corpus.align_sentences import Place, sentence_pairs
from corpus.errors import WrongUseError
from corpus.limits import MAX_QUERY_CHARS
from indexer.results import result_json, turn_json
from webapp import downloads, openapi, views_search
from webapp.asking import whole_number
from webapp.context import base_url
from webapp.examples import working
from webapp.i18n import gettext
from webapp.routes import asked, books, digest, site


@site.get("/api/search")
def api_search() -> Response:
    """Answer a search as JSON."""
    ask = asked()
    limit = whole_number(request.args, "limit", 0)
    offset = whole_number(request.args, "offset", 0, 10**8)
    found = books().search(views_search.question(ask, limit, offset))
    return jsonify(result_json(found))


@site.get("/api/turn")
@site.get("/api/turn/<path:ref>")
def api_turn(ref: str = "") -> Response:
    """Give a passage as JSON, with its counterparts."""
    held = books()
    ref = ref or request.args.get("ref", "")
    found = held.find(ref, digest())
    data: dict[str, Any] = turn_json(found.turn, held.text(found.turn.text_id))
    data["moved_from"], data["changed"] = found.moved_from, found.changed
    data["counterparts"] = [
        {"refs": [t.ref for t in p.turns], "text": "\n".join(t.text for t in p.turns), "lang": p.turns[0].lang,
         "confidence": p.pair.confidence, "status": p.pair.status, "why": list(p.pair.why)}
        for p in held.partners(found.turn)
    ]
    return jsonify(data)


MAX_TURNS = 12
"""Turns on one side whose sentences are paired at once."""


@site.get("/api/texts")
def api_texts() -> Response:
    """List the texts held, with their rights."""
    held = books()
    return jsonify([{**text.to_json(), "rights": downloads.rights(held, text)} for text in held.infos.values()])


@site.get("/api/verify")
def api_verify() -> Response:
    """Check one quotation. Raises WrongUseError where there is none."""
    quote = request.args.get("quote", "").strip()
    if not 0 < len(quote) <= MAX_QUERY_CHARS:
        raise WrongUseError(gettext("Name a quotation of at most %(most)s characters: quote=WORDS.",
                                    most=MAX_QUERY_CHARS))
    return jsonify(books().checker.check(quote).to_json())


@site.get("/api/openapi.json")
def api_description() -> Response:
    """Describe these addresses after OpenAPI 3.1."""
    return jsonify(openapi.described(base_url()))


@site.get("/api/")
def api_page() -> str:
    """Describe these addresses to readers, each with an example that works."""
    held = books()
    found = working(held)
    ref = next(iter(held.all_turns(next(iter(held.infos))))).ref
    asked = {"/api/search": {"q": found[0].query if found else ""}, "/api/turn": {"ref": ref}, "/api/texts": {},
             "/api/verify": {"quote": found[0].query if found else ""}}
    calls = []
    for path, entry in openapi.described("")["paths"].items():
        values = asked.get(path)
        query = f"?{urlencode(values)}" if values else ""
        calls.append({"path": path, **entry["get"], "shown": unquote_plus(f"{path}{query}"),
                      "example": f"{request.script_root}{path}{query}" if values is not None else None})
    return render_template("api.html", calls=calls)


@site.get("/api/sentences")
def api_sentences() -> Response:
    """Pair the sentences of turns that belong together. Raises WrongUseError where no turns are named."""
    held = books()
    left, right = ([held.turn(ref) for ref in request.args.getlist(name)[:MAX_TURNS]] for name in ("left", "right"))
    if not (left and right):
        raise WrongUseError(gettext("Name turns on both sides: left=REFERENCE and right=REFERENCE."))
    return jsonify({"pairs": [
        {"left": [_place(p) for p in pair.left], "right": [_place(p) for p in pair.right],
         "confidence": pair.confidence}
        for pair in sentence_pairs(left, right)
    ]})


def _place(place: Place) -> dict[str, Any]:
    return {"ref": place.ref, "start": place.start, "end": place.end}
