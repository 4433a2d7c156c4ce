"""The addresses that programs ask: the same answers as JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from indexer.results import result_json, turn_json
from webapp import views_search
from webapp.asking import whole_number
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
         "confidence": p.confidence, "status": p.status}
        for p in held.partners(found.turn)
    ]
    return jsonify(data)
