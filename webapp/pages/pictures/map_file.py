"""The map of a sitting as a file, with what it shows, where that is from and in which state."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from corpus.errors import UnknownNameError
from webapp.books.held import Held
from webapp.books.overview import OUTSIDE
from webapp.i18n.i18n import gettext
from webapp.pages.reading.occurrences import find_occurrences
from webapp.pages.reading.portions import Way, carried_parameters
from webapp.presenting.passages import part_href
from webapp.presenting.sitting_map import sitting_map
from webapp.server.links import absolute
from webapp.server.parameters import refuse_ignored
from webapp.server.site import current_books, site
from webapp.wording import labels


@site.get("/map/<text_id>/<part>.svg")
def map_file(text_id: str, part: str) -> Response:
    """Give the map of a part of a text."""
    context = map_context(current_books().held, text_id, None if part == OUTSIDE else part, request.args)
    refuse_ignored()
    answer = make_response(render_template("pictures/map.svg", **context))
    answer.content_type = "image/svg+xml"
    return answer


def map_context(held: Held, text_id: str, name: str | None, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give what the file needs; its addresses are whole. Raises UnknownNameError where nobody speaks there."""
    text = held.text(text_id)
    turns = held.turns(text_id, name)
    query = args.get("q", "").strip()
    places = find_occurrences(held, text, name, turns, args)
    carried = carried_parameters(args)
    way = Way(text, name, turns, places, carried)
    drawn = sitting_map(held, turns, [(p.turn, p.start) for p in places],
                        lambda number: absolute(way.turn(number)), lambda number: absolute(way.hit(number)))
    if drawn is None:
        raise UnknownNameError(gettext("%(text)s has no such sitting.", text=text_id))
    caption = labels.sitting(name) if text.is_edition else text.title
    if query:
        caption = gettext("%(caption)s: hits of %(query)s", caption=caption, query=query)
    told = gettext("Each bar is a turn, as wide as its words; colour and pattern are the role, and a dotted line "
                   "begins a section.")
    return {"map": drawn, "caption": caption, "notes": [
        f"{told} {gettext('Yellow lines are hits.')}" if drawn.hits_total else told,
        gettext("Source: %(title)s. State of the texts: %(state)s.", title=held.short_title(text),
                state=held.index.state),
        absolute(part_href(text, name, **carried)),
    ]}
