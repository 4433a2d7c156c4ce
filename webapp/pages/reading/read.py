"""Reading: a sitting or a document turn by turn, landing on a hit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import Any

from flask import make_response, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from corpus.errors import UnknownNameError
from corpus.limits import MAX_ROWS
from corpus.model.turns import TextInfo, Turn
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.books.overview import OUTSIDE
from webapp.i18n.i18n import gettext
from webapp.models.models import Link, Steps, TurnView
from webapp.pages.reading import columns
from webapp.pages.reading.contents import contents_context, pages_held, part_pages
from webapp.pages.reading.occurrences import Occurrence, current_hit, find_occurrences, is_asked, parts_with_hits
from webapp.pages.reading.parallel import layout_links, stacked
from webapp.pages.reading.passage import passage_page
from webapp.pages.reading.portions import Portion, Way, carried_parameters, first_shown, long_portions
from webapp.presenting.asking import Ask
from webapp.presenting.cards import card_of_part
from webapp.presenting.metadata import coins_of_work
from webapp.presenting.passages import (
    anchor,
    compare_href,
    context_href,
    crumbs,
    part_href,
    text_link,
    turn_view,
    with_margins,
)
from webapp.presenting.places import named_shortly
from webapp.presenting.sitting_map import sitting_map
from webapp.server.links import base_url, to
from webapp.server.site import current_books, site
from webapp.wording import labels

FROM = "from"
"""The parameter of a page that names the first turn shown where it was asked for."""


@site.get("/<text_id>/")
def contents(text_id: str) -> str:
    """Show the contents of an edition, or read a document."""
    books = current_books()
    info = books.held.text(text_id)
    if info.is_edition:
        return render_template("reading/contents.html", **contents_context(books, info))
    return render_template("reading/reading.html", **reading_context(books, info, None, request.args))


@site.get("/<text_id>/p/<label>")
@site.get("/<text_id>/p/")
def page(text_id: str, label: str = "") -> AnyResponse:
    """Go to a page of a text; the form of the contents page names it in the query."""
    books = current_books()
    wanted = (label or request.args.get("label", "")).replace('"', "").strip()
    turn = books.held.turn_on_page(text_id, wanted) if wanted else None
    text = books.held.text(text_id)
    meant = wanted.rstrip(".,;:)")
    if turn is None and meant and meant != wanted:
        return redirect(to("page", text_id=text_id, label=meant, **_further(), **_read_from()))
    if turn is not None:
        return redirect(page_href(text, turn, wanted))
    place = books.checker.coverage.place_by_contents(text_id, wanted) if wanted else None
    if place is None:
        return make_response(without_page(books, text, wanted), 404)
    return redirect(context_href(text, books.held.turn(place.ref), contents=place.page, **_further()))


def _further() -> dict[str, list[str]]:
    """Give what else the address of a page asks for, so that it is done, or named, where it leads to."""
    return {name: request.args.getlist(name) for name in request.args if name not in ("label", "at", "contents", FROM)}


def _read_from() -> dict[str, str]:
    """Give the parameter of an address that names the turn one came from, where it has one."""
    return {FROM: request.args[FROM]} if request.args.get(FROM) else {}


def page_href(text: TextInfo, turn: Turn, label: str) -> str:
    """Give the address of where a page begins: of its mark inside the turn, or of the turn that it begins with."""
    inside = next((mark.label for mark in turn.marks
                   if mark.kind == "page" and (mark.label or "").casefold() == label.casefold()), None)
    if inside is None or not inside.isalnum():
        return context_href(text, turn, **_further())
    at = turn.ref.rsplit("/", 1)[-1]
    return part_href(text, turn.sitting, at=at, **_further(), _anchor=f"{anchor(turn.ref)}-p{inside}")


def without_page(books: Books, text: TextInfo, wanted: str) -> str:
    """Stay in a text that has no such page, where it was read, and say which it has."""
    there = pages_held(books.held, text)
    said = (gettext("Page %(page)s is not here; here are %(pages)s.", page=wanted or "?", pages=there) if there
            else gettext("This text has no page numbers here."))
    turn = turn_read(books.held, text, request.args.get(FROM, ""))
    if text.is_edition and turn is None:
        return render_template("reading/contents.html", **contents_context(books, text, said))
    sitting, at = (turn.sitting, {"at": turn.ref.rsplit("/", 1)[-1]}) if turn else (None, {})
    shown = reading_context(books, text, sitting, MultiDict(at)) | {"without_page": said}
    return render_template("reading/reading.html", **shown)


def turn_read(held: Held, text: TextInfo, ref: str) -> Turn | None:
    """Give the turn of a text that was read when a page was asked for; None where the text has no such turn."""
    try:
        turn = held.turn(ref) if ref else None
    except UnknownNameError:
        return None
    return turn if turn and turn.text_id == text.id else None


@site.get("/<text_id>/<part>")
def part(text_id: str, part: str) -> str:
    """Read a sitting of an edition, or show a passage of a document."""
    books = current_books()
    info = books.held.text(text_id)
    if not info.is_edition:
        return passage_page(books, f"{text_id}/{part}")
    name = None if part == OUTSIDE else part
    return render_template("reading/reading.html", **reading_context(books, info, name, request.args))


def reading_context(books: Books, text: TextInfo, name: str | None, args: MultiDict[str, str]) -> dict[str, Any]:
    """Give a part of a text in portions, with the hits of a query marked.

    ``name`` is the sitting, None for a document or what stands outside the sittings. Raises UnknownNameError
    where the text has no such part.
    """
    held = books.held
    turns = held.turns(text.id, name)
    if not turns:
        raise UnknownNameError(gettext("%(text)s has no such sitting.", text=text.id))
    query = args.get("q", "").strip()
    by_contents = args.get("contents", "")
    asked = is_asked(args)
    places = find_occurrences(held, text, name, turns, args)
    hit = current_hit(places, turns, args)
    first = first_shown(turns, places, hit, args)
    whole = args.get("whole") == "1"
    there = columns.possible(books, text, name)
    on = columns.chosen(args, there)
    portion = Portion.with_turn(turns, first, whole=whole, beside=columns.OTHER in on)
    below = stacked(args)
    way = Way(text, name, turns, places, {
        **carried_parameters(args), **columns.parameter(on, below=below), **({"whole": 1} if whole else {})})
    shown = portion.shown
    heading = labels.sitting(name) if text.is_edition else text.title
    permanent = f"{base_url()}/{text.id}/{name or ''}"
    return {
        "text": text,
        "called": named_shortly(held, text),
        "self_text": text_link(held, text),
        "card": card_of_part(held, text, heading, portion.shown, permanent),
        "coins": coins_of_work(held, turns[0], permanent),
        "without_page": "",
        "columns": on,
        "by_contents": books.checker.coverage.place_by_contents(text.id, by_contents) if by_contents else None,
        "switches": columns.switches(there, on, partial(way.columns, portion.low, hit, below)),
        "stacked": below,
        "layouts": layout_links(way.columns(portion.low, hit, False, on), way.columns(portion.low, hit, True, on),
                                is_stacked=below) if {columns.TEXT, columns.OTHER} <= set(on) else [],
        "opposite_texts": columns.opposite_texts(books, text, shown) if columns.OTHER in on else [],
        "groups": columns.groups(
            books, text, shown, views_of(books, portion, places, columns.OTHER in on, hit), on, query,
            anchor(turns[first].ref)),
        "heading": heading,
        "in_sitting": text.is_edition,
        "crumbs": crumbs(held, text),
        "compare": compare_href(books.pairs, text, name),
        "map": sitting_map(held, turns, [(p.turn, p.start) for p in places],
                           lambda number: way.short(way.turn(number)), lambda number: way.short(way.hit(number))),
        "map_file": to("map_file", text_id=text.id, part=name or OUTSIDE, **carried_parameters(args)),
        "portion_line": portion.line(text),
        "portion": portion.steps(way),
        "first_ref": portion.shown[0].ref,
        "whole": part_href(text, name, whole=1) if len(portion.starts) > 1 and not whole else None,
        "in_long_parts": len(long_portions(turns)) > 1,
        "sections": sections(held, text, name, turns[first].section),
        "pages": part_pages(held, text, name),
        "pages_held": pages_held(held, text) if text.paged != "none" else "",
        "sittings": sitting_links(held, text, name),
        "permanent": permanent,
        "asked": asked,
        "ask_text": query,
        "results": Ask.read(args).href() if asked else None,
        **hits_context(held, way, hit, args),
        **neighbours(held, text, name),
    }


def views_of(
    books: Books, portion: Portion, places: list[Occurrence], by_sentence: bool, hit: int | None
) -> list[TurnView]:
    """Give the turns of a page with their hits, which are numbered through the part, and the pages in the margin.

    ``by_sentence`` sets their sentences apart; a turn found as a whole is marked if it is the ``hit`` landed on.
    """
    views = []
    landed = places[hit - 1] if hit else None
    for at, turn in enumerate(portion.shown, portion.low):
        first = bisect_left(places, at, key=lambda place: place.turn)
        own = places[first : bisect_right(places, at, key=lambda place: place.turn)]
        belongs = {mark: number for number, place in reversed([*enumerate(own)]) for mark in place.marks}
        marks = sorted(belongs)
        views.append(turn_view(books, turn, marks, first + 1, landed is not None and landed.turn == at
                               and not landed.end, by_sentence, [belongs[mark] for mark in marks]))
    return with_margins(portion.shown, views)


def hits_context(held: Held, way: Way, hit: int | None, args: MultiDict[str, str]) -> dict[str, Any]:
    """Count the hits of a part, and give the way to those before and after the one landed on, numbered from 1.

    Before the first and after the last it leads into the nearest sitting with hits, which ``*_part`` names.
    """
    total = len(way.places)
    inside = (way.hit(hit - 1) if hit and hit > 1 else None, way.hit(hit + 1) if hit and hit < total else None)
    before, after = (None, None) if all(inside) else _parts_beside(held, way, args)
    return {
        "hits_total": total,
        "current": hit or 0,
        "back_hit": inside[0] or (part_href(way.text, before, **way.kept, hit=MAX_ROWS) if before else None),
        "next_hit": inside[1] or (part_href(way.text, after, **way.kept, hit=1) if after else None),
        "back_part": labels.short_sitting(before) if before and not inside[0] else "",
        "next_part": labels.short_sitting(after) if after and not inside[1] else "",
    }


def _parts_beside(held: Held, way: Way, args: MultiDict[str, str]) -> tuple[str | None, str | None]:
    """Give the nearest sittings with hits before and after the one that is read; None where there is none."""
    if not (is_asked(args) and way.text.is_edition):
        return None, None
    names = [part.name for part in held.parts(way.text.id)]
    there = parts_with_hits(held, way.text, args)
    at = names.index(way.name)
    return (next((name for name in reversed(names[:at]) if name in there), None),
            next((name for name in names[at + 1 :] if name in there), None))


def sitting_links(held: Held, text: TextInfo, name: str | None) -> list[Link]:
    """Give the ways to the sittings of an edition; the one that one is in is in force."""
    parts = held.parts(text.id) if text.is_edition else ()
    return [Link(labels.sitting(part.name), part_href(text, part.name), on=part.name == name) for part in parts]


def sections(held: Held, text: TextInfo, name: str | None, here: str | None) -> list[Link]:
    """Give the ways to the sections of a part; the one that one is in is in force."""
    part = held.part(text.id, name)
    return [
        Link(s.title, part_href(text, name, at=s.ref.rsplit("/", 1)[-1], _anchor=anchor(s.ref)),
             on=s.title.casefold() == (here or "").casefold())
        for s in (part.sections if part else ())
    ]


def neighbours(held: Held, text: TextInfo, name: str | None) -> dict[str, Any]:
    """Give the sittings before and after."""
    names: list[str | None] = [part.name for part in held.parts(text.id)] if text.is_edition else [None]
    at = names.index(name)
    back = names[at - 1] if at else None
    forward = names[at + 1] if at + 1 < len(names) else None
    return {
        "steps": Steps(at + 1, len(names), part_href(text, back) if at else None,
                       part_href(text, forward) if at + 1 < len(names) else None),
        "back_name": labels.sitting(back),
        "forward_name": labels.sitting(forward),
    }
