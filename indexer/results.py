"""What is asked of the index and what it answers: the types between the index and its users."""

from __future__ import annotations

from dataclasses import asdict, field
from typing import Any, Literal, NamedTuple

from corpus.frozen import frozen
from corpus.model.notes import Note
from corpus.model.pages import page_json
from corpus.model.turns import TextInfo, Turn
from corpus.model.voice import Spans, Voice, inferred, narration, permalink, voice

Sort = Literal["record", "relevance", "date", "node", "left", "right", "speaker", "page"]
Counted = Literal["all", "editions", "one"]
"""What is counted: all texts, editions, or one edition for each trial and language."""

DESCRIBED = ("doctype", "author", "addressee", "collection")
"""Filters by what a document is described as."""

FILTERS = ("trial", "edition", "document", "lang", "speaker", "role", "mentions", "sitting", "page", "kind", *DESCRIBED)
"""Names of filters, the same in the address, the command and the JSON. ``kind`` is the kind of text, ``doctype`` that
of a document: a letter, the record of an interrogation."""

FIELDS = (*FILTERS, "region", "section", "to", "date", "only")
"""What may be asked of a passage in a query or as a filter. ``to`` is who is spoken to, as the label says, or of a
question who answers it; ``mentions`` a person named in the text; ``date`` a day, month, year or range; ``only`` the
language of passages without counterpart. A document of several days is of each of them."""


NAMING = ("speaker", "to", "mentions")
"""Fields of a passage whose value is the name of a person, which may be of several words."""

PERSONAL = (*NAMING, "author", "addressee", "person")
"""Fields whose value is the name of a person; ``person`` asks for words that name one."""


@frozen
class Request:
    """A search. ``filters`` maps a name of FILTERS to the values of which one must hold.

    ``sort`` None lets the index choose: the order of the record where one trial is searched or a phrase
    is asked for, relevance otherwise. ``regions`` True also searches contents pages and indexes of books.
    ``glosses`` True lets an insertion in brackets stand inside every phrase. ``filters`` may also name FIELDS.
    ``counted`` leaves out what repeats, unless texts are named in a filter or the query.
    """

    query: str
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort | None = None
    limit: int = 20
    offset: int = 0
    facets: bool = False
    regions: bool = False
    glosses: bool = False
    counted: Counted = "all"


class Hit(NamedTuple):
    """A passage that answers a query; a tuple, which is made in a third of the time of a frozen dataclass.

    ``text`` is turn.text[start:end], ``matches`` are code-point ranges of ``text``. ``spoken`` is False where
    words of it are narration inside a labelled turn: then it has no speaker. ``paragraph`` counts the
    passages of the turn from 1. ``score`` is None unless sorted by relevance. ``label_matches`` are ranges of the
    label, in books that quote a trial.
    """

    turn: Turn
    text: str
    start: int
    end: int
    paragraph: int
    matches: tuple[tuple[int, int], ...]
    spoken: bool = True
    score: float | None = None
    label_matches: tuple[tuple[int, int], ...] = ()


class Facet(NamedTuple):
    """How many turns have each value of a filter, given all other filters; most frequent first. A tuple, as hits are.

    A turn counts once, under its speaker, where narration stands within it: of ``within`` turns that narration has
    what was asked for as well, and choosing ``unknown`` finds them too.
    """

    name: str
    values: tuple[tuple[str, int], ...]
    within: int = 0


@frozen
class Result:
    """An answer: ``hits_total`` occurrences in ``passages_total`` passages, of which ``hits`` is one page.

    The passages are of ``turns_total`` turns, in the texts ``found_in``. ``only_turns`` says that these are all there
    is to count: no word was asked for, or filters alone fit (``word OR to:x``).

    ``repairs`` tell what was mended in the query; ``glosses`` is that of the request; ``names`` are the words of
    ``forms`` that are names, ``families`` those of which derived words were asked for.
    ``searched`` are the texts that the filters left, ``unsearched`` those of them whose machine did not answer: hits,
    counts and facets are without them. ``missing`` are the words of the query without any hit, and ``suggestions`` the
    words nearest to those; ``there`` gives for the values of filters among the missing, written
    ``name:value``, those that there are. ``forms`` are the words found for each that stands for several.
    ``understood`` is the query in its canonical form, with all that was mended.
    ``turns_counted`` gives for each of :data:`Counted` the turns that there would be, where facets were asked for and
    neither the request nor a filter chose among texts.
    """

    query: str
    hits_total: int
    passages_total: int
    searched: tuple[TextInfo, ...]
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    repairs: tuple[Note, ...] = ()
    glosses: bool = False
    names: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "record"
    suggestions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    turns_total: int = 0
    found_in: tuple[str, ...] = ()
    only_turns: bool = False
    there: dict[str, tuple[str, ...]] = field(default_factory=dict)
    understood: str = ""
    unsearched: tuple[TextInfo, ...] = ()
    turns_counted: dict[Counted, int] = field(default_factory=dict)


class FoundTurn(NamedTuple):
    """A turn looked up by reference. ``moved_from`` is the reference asked for when the text has moved;

    ``changed`` says that the content mark of the link fits no turn any more.
    """

    turn: Turn
    moved_from: str | None = None
    changed: bool = False


def turn_json(
    turn: Turn, info: TextInfo, spans: Spans = (), at: int = 0
) -> dict[str, Any]:
    """Give the fields that search, show and export share, named as in the documentation of the command.

    ``spans`` are the characters that are shown, from the first to the last, by default all; ``at`` is the offset in
    the turn whose line of the file is named as ``line``. Of a whole turn ``speaker``, ``label`` and ``role`` are those
    of its label, and ``narration`` lists the characters that are nobody's.
    """
    said, start = voice(turn, spans), spans[0][0] if spans else 0
    told = [[max(low - start, 0), high - start] for low, high in narration(turn) if said.mixed and high > start]
    if said.mixed and not spans:
        said = Voice(turn.kind, turn.speaker, turn.label, turn.role)
    return {
        "ref": turn.ref,
        ("edition" if info.is_edition else "document"): turn.text_id,
        "trial": info.trial,
        "lang": turn.lang,
        "ordinal": turn.ordinal,
        "text_kind": info.kind,
        "kind": said.kind,
        "region": turn.region,
        "sitting": turn.sitting,
        "section": turn.section,
        "speaker": said.speaker,
        "label": said.label,
        "role": said.role,
        **({"part": said.part} if said.part else {}),
        "page": page_json(turn.page),
        "text": turn.text[start : spans[-1][1]] if spans else turn.text,
        **({"narration": told} if told else {}),
        "source": {
            key: value
            for key, value in (
                ("file", turn.origin.file), ("line", turn.origin.line_at(at)), ("start", turn.origin.start),
                ("end", turn.origin.end), ("line_start", turn.origin.line_start),
                ("line_end", turn.origin.line_end), ("url", turn.origin.url), ("sheet", turn.origin.sheet),
            )
            if value is not None
        },
        "inferred": inferred(turn),
        "corrections": [asdict(entry) for entry in turn.corrections],
        "link": permalink(turn, said.part),
    }


def hit_json(hit: Hit, info: TextInfo) -> dict[str, Any]:
    """Give a hit as the command's JSON has it."""
    return {
        **turn_json(hit.turn, info, ((hit.start, hit.end),), hit.start + (hit.matches[0][0] if hit.matches else 0)),
        "paragraph": hit.paragraph,
        "matches": [list(span) for span in hit.matches],
        "label_matches": [list(span) for span in hit.label_matches],
    }


def result_json(result: Result, reading: str) -> dict[str, Any]:
    """Give an answer as the command's JSON has it; ``reading`` says in words what was searched for."""
    infos = {info.id: info for info in result.searched}
    return {
        "query": result.query,
        "reading": reading,
        "hits_total": result.hits_total,
        "passages_total": result.passages_total,
        "turns_total": result.turns_total,
        "searched": {
            "editions": [t.id for t in result.searched if t.is_edition],
            "documents": [t.id for t in result.searched if not t.is_edition],
        },
        **({"unsearched": [t.id for t in result.unsearched]} if result.unsearched else {}),
        "hits": [hit_json(hit, infos[hit.turn.text_id]) for hit in result.hits],
        "facets": {facet.name: dict(facet.values) for facet in result.facets},
        "within": {facet.name: facet.within for facet in result.facets if facet.within},
        "repairs": list(result.repairs),
        "missing": list(result.missing),
        "there": {one: list(values) for one, values in result.there.items()},
        "forms": {word: list(forms) for word, forms in result.forms.items()},
        "suggestions": {word: list(near) for word, near in result.suggestions.items()},
    }
