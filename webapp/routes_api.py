"""The addresses that programs ask: the same answers as JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from corpus.align_sentences import Place, sentence_pairs
from corpus.errors import WrongUseError
from indexer.results import result_json, turn_json
from webapp import views_search
from webapp.asking import whole_number
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


@site.get("/api/turn/<path:ref>")
def api_turn(ref: str) -> Response:
    """Give a passage as JSON, with its counterparts."""
    held = books()
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
