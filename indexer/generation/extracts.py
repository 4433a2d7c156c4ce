"""Passages for export, out of an index: everything, all that a query finds, or those that are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.catalogue.catalogue import Catalogue
from corpus.description.colophon import Colophon
from corpus.errors import UnknownNameError
from corpus.export.passages import Extract, rights_of
from corpus.model.pages import page_of
from corpus.model.turns import Pair, TextInfo, Turn
from corpus.model.voice import part_spans, split_address
from indexer.generation.index import Index
from indexer.query.parser import Query
from indexer.results import Hit, Request, turn_json

CHUNK = 200
"""Hits made at once, so that the first of many can be written before the last is made."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage that a reader kept: its reference or the address of a part, the content mark of its link, and what the
    reader says of it.
    """

    ref: str
    digest: str | None = None
    note: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a query finds, in the order of the record: ``turns`` are made as they are asked for."""

    query: Query
    hits_total: int
    passages_total: int
    searched: tuple[TextInfo, ...]
    turns: Iterator[Extract]


def below(index: Index, turn: Turn) -> Colophon:
    """Give the closing lines of the document that a turn stands in; an edition or a citing text has none."""
    if index.text(turn.text_id).kind != "cited":
        return Colophon()
    return index.closing(turn)


def extract(
    index: Index, catalogue: Catalogue, turn: Turn, hits: Sequence[Hit] = (), kept: Kept | None = None,
    closing: Colophon | None = None, part: str | None = None,
) -> Extract:
    """Take a turn out, with the passages of it that were found, or one part of it."""
    info = index.text(turn.text_id)
    # A phrase that runs on brings the passages after it, which may be hits of their own.
    spans: list[tuple[int, int]] = list(part_spans(turn, part))
    for hit in hits:
        if spans and hit.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], hit.end))
        else:
            spans.append((hit.start, hit.end))
    matches = sorted({(hit.start + a, hit.start + b) for hit in hits for a, b in hit.matches})
    return Extract(
        turn=turn,
        info=info,
        fields=turn_json(turn, info),
        rights=rights_of(info, catalogue),
        page=page_of(turn, spans[0][0], spans[-1][1]) if spans else turn.page,
        spans=tuple(spans),
        matches=tuple(matches),
        below=below(index, turn) if closing is None else closing,
        note=kept.note if kept else "",
        judgement=kept.judgement if kept else "",
    )


def everything(
    index: Index, catalogue: Catalogue, wanted: Sequence[str] = ()
) -> Iterator[tuple[TextInfo, Iterator[Extract]]]:
    """Give all texts, or those wanted, each with all its turns. Raises UnknownNameError."""
    for name in wanted:
        index.text(name)
    for info in index.texts:
        if not wanted or info.id in wanted:
            yield info, (extract(index, catalogue, turn, closing=Colophon()) for turn in index.turns(info.id))


def found(index: Index, catalogue: Catalogue, request: Request) -> Findings:
    """Ask for all that answers a request, which names no part of it. Raises QueryError."""
    searcher = index.searcher
    request = replace(request, sort="record")
    outcome = searcher.outcome(request)

    def turns() -> Iterator[Extract]:
        order = outcome.order
        numbers = searcher.concordance.passage_turn[order]
        hits = (hit for at in range(0, len(order), CHUNK) for hit in searcher.hits(outcome, order[at : at + CHUNK]))
        for number, same in groupby(zip(numbers.tolist(), hits, strict=True), key=lambda pair: pair[0]):
            yield extract(index, catalogue, searcher.turns.at(number), [hit for _, hit in same])

    texts = searcher.searched(outcome.narrowing)
    return Findings(outcome.query, outcome.hits_total, len(outcome.order), texts, turns())


def named(index: Index, catalogue: Catalogue, kept: Iterable[Kept]) -> tuple[list[Extract], list[str]]:
    """Give the passages that a reader kept, in that order, and the references that are not held (any more)."""
    out, missing = [], []
    for one in kept:
        try:
            ref, part = split_address(one.ref)
            at = index.find(ref, one.digest)
        except UnknownNameError:
            missing.append(one.ref)
            continue
        taken = extract(index, catalogue, at.turn, kept=one, part=part)
        warning = ""
        if at.moved_from:
            warning = f"The passage has moved since it was kept: it stood at {at.moved_from}."
        elif at.changed:
            warning = "The words of this passage have changed since it was kept."
        out.append(replace(taken, warning=warning))
    return out, missing


def pairs_of(index: Index, extracts: Iterable[Extract]) -> tuple[list[Pair], dict[str, Turn]]:
    """Give the pairs that turns belong to, each once, with all turns of both sides by reference."""
    pairs: dict[tuple[tuple[str, ...], tuple[str, ...]], Pair] = {}
    for one in extracts:
        for pair, _ in index.counterparts(one.turn.ref):
            pairs.setdefault((pair.left, pair.right), pair)
    refs = {ref for pair in pairs.values() for ref in (*pair.left, *pair.right)}
    return list(pairs.values()), {ref: index.turn(ref) for ref in refs}


def held_in_words(index: Index) -> str:
    """Say in one line how much is held."""
    editions = [info.id for info in index.texts if info.is_edition]
    turns, words = (sum(getattr(info, name) for info in index.texts) for name in ("turns", "words"))
    named = ", ".join(editions) or "no edition"
    others = len(index.texts) - len(editions)
    return f"{named}; {others} document{'' if others == 1 else 's'}; {turns:,} turns; {words:,} words"
