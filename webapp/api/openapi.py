"""The description of the JSON addresses after OpenAPI 3.1, from which programs make clients and tests."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any, get_args

from corpus.limits import MAX_QUERY_CHARS, MAX_ROWS
from indexer.results import FILTERS, Counted, Sort
from webapp.i18n.i18n import N_

Schema = dict[str, Any]

COMMANDS = {
    "/api/search": "trials search {q} --json",
    "/api/turn": "trials show {ref} --json",
    "/api/like": "trials show {ref} --like --json",
    "/api/texts": "trials sources --json",
    "/api/verify": "trials verify - --json",
}
"""The commands that answer the same; a name in braces is the value of that parameter."""

MAX_LIKE = 100
"""Passages like one that are given at once: behind these, little is shared."""

TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
COUNT: Schema = {"type": "integer", "minimum": 0}
NAMES: Schema = {"type": "array", "items": TEXT}
OPEN: Schema = {"type": "object"}

PAGE: Schema = {
    "type": "object",
    "required": ["label", "basis", "margin", "end", "unit"],
    "properties": {
        "label": MAYBE,
        "basis": {"enum": ["printed", "sequence", "estimated", "none"]},
        "unit": {"enum": ["page", "leaf"]},
        "margin": {"type": ["number", "null"]},
        "end": MAYBE,
    },
}

TURN: Schema = {
    "type": "object",
    "required": ["ref", "lang", "ordinal", "kind", "sitting", "section", "speaker", "label", "role", "page", "text",
                 "source", "link"],
    "properties": {
        "ref": TEXT, "edition": TEXT, "document": TEXT, "trial": MAYBE, "lang": TEXT, "ordinal": COUNT,
        "kind": {"enum": ["speech", "narration", "heading", "direction", "note"]}, "sitting": MAYBE, "section": MAYBE,
        "speaker": MAYBE, "label": MAYBE, "role": MAYBE, "page": {"$ref": "#/components/schemas/Page"}, "text": TEXT,
        "source": OPEN, "inferred": OPEN, "corrections": {"type": "array", "items": OPEN}, "link": TEXT,
    },
}

HIT: Schema = {
    "allOf": [{"$ref": "#/components/schemas/Turn"}],
    "required": ["matches", "paragraph"],
    "properties": {
        "paragraph": COUNT,
        "matches": {"type": "array", "items": {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}},
    },
}

RESULT: Schema = {
    "type": "object",
    "required": ["query", "reading", "hits_total", "passages_total", "searched", "hits"],
    "properties": {
        "query": TEXT, "reading": TEXT, "hits_total": COUNT, "passages_total": COUNT,
        "searched": {"type": "object", "required": ["editions", "documents"],
                     "properties": {"editions": NAMES, "documents": NAMES}},
        "unsearched": NAMES,
        "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
        "facets": OPEN, "within": OPEN, "repairs": NAMES, "missing": NAMES, "there": OPEN,
        "nearest": {"type": "array", "items": {"$ref": "#/components/schemas/Verdict"}},
        "apart": {"type": "array", "items": OPEN}, "pages": {"type": "array", "items": OPEN}, "forms": OPEN,
    },
}

FOUND: Schema = {
    "allOf": [{"$ref": "#/components/schemas/Turn"}],
    "required": ["moved_from", "changed", "counterparts"],
    "properties": {"moved_from": MAYBE, "changed": {"type": "boolean"},
                   "counterparts": {"type": "array", "items": OPEN}},
}

LIKE: Schema = {
    "type": "object",
    "required": ["ref", "words", "hits"],
    "properties": {"ref": TEXT, "words": NAMES,
                   "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}}},
}

VERDICT: Schema = {
    "type": "object",
    "required": ["quote", "verdict", "ref", "page", "differences", "flags", "searched"],
    "properties": {
        "quote": TEXT, "verdict": {"enum": ["exact", "near", "absent", "not held"]}, "ref": MAYBE,
        "page": {"anyOf": [{"$ref": "#/components/schemas/Page"}, {"type": "null"}]},
        "differences": {"type": "array", "items": OPEN}, "flags": NAMES, "searched": OPEN,
    },
}

INFO: Schema = {
    "type": "object",
    "required": ["id", "kind", "lang", "title", "turns", "words", "rights"],
    "properties": {"id": TEXT, "kind": {"enum": ["transcript", "cited", "citing"]}, "lang": TEXT, "title": TEXT,
                   "turns": COUNT, "words": COUNT, "rights": TEXT, "sittings": NAMES, "description": OPEN},
}

ERROR: Schema = {
    "type": "object",
    "required": ["error", "status"],
    "properties": {"error": TEXT, "status": {"type": "integer"}},
}

REFUSALS = {"400": "The question cannot be read.", "404": "What is named is neither held nor known.",
            "414": "The address is too long.", "429": "Too many questions; wait as Retry-After says.",
            "503": "There are no texts, or the index is damaged."}


def described(address: str) -> Schema:
    """Give the description of the site at ``address``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Trial transcripts", "version": _version(), "license": {"name": "MIT", "identifier": "MIT"},
            "description": "Search and read the court reports held here. The names are those of the command `trials`. "
                           "The licence is that of the program; each text states its own rights.",
        },
        "servers": [{"url": address}],
        "paths": {
            "/api/search": _get("search", N_("Search; the same answer as `trials search --json`."),
                                _search_parameters(), {"$ref": "#/components/schemas/Result"}),
            "/api/turn": _get("turn", N_("One passage with its counterparts."), [
                _parameter("ref", TEXT, N_("Reference, as in `en-1936/1936-08-19-morning/0042`."), required=True),
                _parameter("h", {"type": "string", "pattern": "^[0-9a-f]{0,64}$"},
                           N_("Content mark of a permanent link.")),
                _parameter("part", TEXT, N_("Part of a passage: `speech` or `narration`.")),
            ], {"$ref": "#/components/schemas/Found"}),
            "/api/like": _get("like", N_("Passages that have the same rare words as one."), [
                _parameter("ref", TEXT, N_("Reference, as in `en-1936/1936-08-19-morning/0042`."), required=True),
                _parameter("h", {"type": "string", "pattern": "^[0-9a-f]{0,64}$"},
                           N_("Content mark of a permanent link.")),
                _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MAX_LIKE}, N_("Hits given at once.")),
            ], {"$ref": "#/components/schemas/Like"}),
            "/api/texts": _get("texts", N_("The texts held, with their rights."), [],
                               {"type": "array", "items": {"$ref": "#/components/schemas/Text"}}),
            "/api/verify": _get("verify", N_("Check one quotation against the texts held."), [
                _parameter("quote", {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARS},
                           N_("The quotation; a citation may stand behind it."), required=True),
            ], {"$ref": "#/components/schemas/Verdict"}),
            "/api/sentences": _get("sentences", N_("Pair the sentences of turns that belong together."), [
                _parameter(side, {"type": "array", "items": TEXT, "minItems": 1}, about, required=True)
                for side, about in (("left", N_("References on the left.")), ("right", N_("References on the right.")))
            ], {"type": "object", "required": ["pairs"], "properties": {"pairs": {"type": "array", "items": OPEN}}}),
        },
        "components": {"schemas": {"Page": PAGE, "Turn": TURN, "Hit": HIT, "Result": RESULT, "Found": FOUND,
                                   "Like": LIKE, "Verdict": VERDICT, "Text": INFO, "Error": ERROR}},
    }


def parameters(path: str) -> list[str]:
    """Give the names of the parameters that an address has."""
    return [one["name"] for one in described("")["paths"][path]["get"]["parameters"]]


def _search_parameters() -> list[Schema]:
    return [
        _parameter("q", {"type": "string", "maxLength": MAX_QUERY_CHARS}, N_("The query.")),
        *(_parameter(name, NAMES, N_("Only passages with one of these values.")) for name in FILTERS),
        _parameter("sort", {"enum": list(get_args(Sort))}, N_("The order.")),
        _parameter("limit", {"type": "integer", "minimum": 0, "maximum": MAX_ROWS}, N_("Hits given at once.")),
        _parameter("offset", {"type": "integer", "minimum": 0, "maximum": 10**8}, N_("Hits passed over.")),
        _parameter("regions", {"enum": ["1"]}, N_("Also search contents pages and indexes of books.")),
        _parameter("counted", {"enum": list(get_args(Counted))},
                   N_("Texts that are searched: all, editions, or one edition for each trial and language.")),
    ]


def _get(name: str, summary: str, parameters: list[Schema], schema: Schema) -> Schema:
    answers = {"200": _answer("The answer.", schema)}
    answers |= {status: _answer(why, {"$ref": "#/components/schemas/Error"}) for status, why in REFUSALS.items()}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}}


def _answer(why: str, schema: Schema) -> Schema:
    return {"description": why, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str, schema: Schema, about: str, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": about, "required": required, "schema": schema}


def _version() -> str:
    try:
        return version("trial-transcripts")
    except PackageNotFoundError:
        return "0"
