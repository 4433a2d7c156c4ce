"""What the JSON addresses answer, and the worked examples of their page."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus, urlencode

from flask import request

from corpus.alignment.sentences import SentencePlace, sentence_pairs
from corpus.model.turns import Turn
from corpus.model.voice import part_spans
from indexer.checking.unfound import unfound_json
from indexer.generation.similar import similar_passages
from indexer.results import hit_json, result_json, turn_json
from webapp.api import openapi
from webapp.books.books import Books
from webapp.books.held import Held
from webapp.i18n.i18n import DEFAULT, speaking
from webapp.presenting.asking import Ask, question
from webapp.presenting.examples import working
from webapp.presenting.holdings import rights
from webapp.wording.notes import sentence_of
from webapp.wording.query import found_reading

SHOWN_CHARS, SHOWN_ITEMS = 90, 2
"""How much of a text and of a list is shown in an example."""


@dataclass(frozen=True, slots=True)
class Call:
    """An address as its page has it; ``href`` is an example with ``answer``, cut short, and None where there is none.

    ``command`` is what answers the same on the command line.
    """

    path: str
    summary: str
    parameters: Sequence[dict[str, Any]]
    href: str | None
    shown: str
    command: str
    answer: str


def search(books: Books, ask: Ask, limit: int | None, offset: int | None) -> dict[str, Any]:
    """Answer a search. Raises QueryError."""
    held, asked = books.held, question(ask, limit, offset)
    found = held.search(asked)
    beside = unfound_json(held.look_up, asked, found, lambda: books.checker)
    return {**result_json(found, found_reading(found)), **beside}


def turn(books: Books, ref: str, digest: str | None, part: str | None = None) -> dict[str, Any]:
    """Give a passage, or a part of it, with its counterparts. Raises UnknownNameError."""
    found = books.held.find_turn(ref, digest)
    return {
        **turn_json(found.turn, books.held.text(found.turn.text_id), part_spans(found.turn, part)),
        "moved_from": found.moved_from,
        "changed": found.changed,
        "counterparts": [
            {"refs": [t.ref for t in p.turns], "text": "\n".join(t.text for t in p.turns), "lang": p.turns[0].lang,
             "confidence": p.pair.confidence, "status": p.pair.status, "why": list(p.pair.why)}
            for p in books.pairs.partners(found.turn)
        ],
    }


def like(books: Books, ref: str, digest: str | None, limit: int) -> dict[str, Any]:
    """Give the passages that are like one, with the words by which they were found. Raises UnknownNameError."""
    turn = books.held.find_turn(ref, digest).turn
    found = similar_passages(books.held.index, turn.ref, limit)
    return {"ref": turn.ref, "words": list(found.words),
            "hits": [hit_json(hit, books.held.text(hit.turn.text_id)) for hit in found.hits]}


def texts(held: Held) -> list[dict[str, Any]]:
    """List the texts held, with their rights."""
    return [{**text.to_json(), "rights": rights(held, text)} for text in held.infos.values()]


def sentences(left: Sequence[Turn], right: Sequence[Turn]) -> dict[str, Any]:
    """Pair the sentences of turns that belong together."""
    return {"pairs": [
        {"left": [_place(p) for p in pair.left], "right": [_place(p) for p in pair.right],
         "confidence": pair.confidence}
        for pair in sentence_pairs(left, right)
    ]}


def _place(place: SentencePlace) -> dict[str, Any]:
    return {"ref": place.ref, "start": place.start, "end": place.end}


def worked(books: Books) -> list[Call]:
    """Give each address with an example from the texts held."""
    held = books.held
    found = working(books)
    query = found[0].query if found else ""
    hits = held.look_up(question(Ask(query), 1, 0)).hits if query else ()
    first = hits[0].turn if hits else next(iter(held.all_turns(next(iter(held.infos)))))
    pair = next(((t, p.turns) for info in held.infos.values() for t in held.all_turns(info.id)
                 for p in books.pairs.partners(t)), None)
    examples: dict[str, tuple[dict[str, Any], Any]] = {
        "/api/turn": ({"ref": first.ref}, turn(books, first.ref, None)),
        "/api/like": ({"ref": first.ref}, like(books, first.ref, None, SHOWN_ITEMS)),
        "/api/texts": ({}, texts(held)),
    }
    if query:
        with speaking(DEFAULT):  # the address itself answers in English, on a Russian page too
            examples["/api/search"] = {"q": query, "limit": 1}, search(books, Ask(query), 1, 0)
        examples["/api/verify"] = {"quote": query}, books.checker.check(query).to_json()
    if pair:
        values = {"left": pair[0].ref, "right": [t.ref for t in pair[1]]}
        examples["/api/sentences"] = values, sentences([pair[0]], pair[1])
    return [_call(path, entry["get"], examples.get(path)) for path, entry in openapi.described("")["paths"].items()]


def _call(path: str, entry: dict[str, Any], example: tuple[dict[str, Any], Any] | None) -> Call:
    if example is None:
        return Call(path, entry["summary"], entry["parameters"], None, "", "", "")
    values, answer = example
    query = f"?{urlencode(values, doseq=True)}" if values else ""
    words = {name: shlex.quote(str(value)) for name, value in values.items()}
    command = openapi.COMMANDS.get(path, "").format(**words)
    return Call(path, entry["summary"], entry["parameters"], f"{request.script_root}{path}{query}",
                unquote_plus(f"{path}{query}"), command,
                json.dumps(_short(answer), ensure_ascii=False, indent=1, default=sentence_of))


def _short(value: Any) -> Any:
    """Cut long texts and lists, at any depth."""
    if isinstance(value, str):
        return value if len(value) <= SHOWN_CHARS else f"{value[:SHOWN_CHARS]}…"
    if isinstance(value, dict):
        return {name: _short(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_short(inner) for inner in value[:SHOWN_ITEMS]] + (["…"] if len(value) > SHOWN_ITEMS else [])
    return value
