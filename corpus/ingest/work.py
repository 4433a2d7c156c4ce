"""What follows reading, in a process with limits: texts of files as read, their pairs and pages.

The body of the process that :mod:`corpus.ingest.making` asks. A request is about one of :data:`TASKS`; its first part
is the catalogue (:mod:`corpus.catalogue.carried`), its second what is to be done as JSON, the others are what that
speaks of. What is made is JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from corpus.catalogue import carried
from corpus.catalogue.catalogue import Catalogue
from corpus.corrections.turns import TurnOverride, apply_overrides
from corpus.ingest.made import MadeText
from corpus.ingest.texts import documents, editions
from corpus.model.turns import Correction, TextInfo, Turn
from corpus.pages.claims import Claim, claims_of
from corpus.processes.limited import serve
from corpus.reading import wire as codec
from corpus.storage.sources import checked

OF_NOBODY = frozenset({"label-unknown", "label-of-namesake"})
"""Codes of doubts that a label says of nobody who speaks: the user's word for the label answers them."""


def work() -> None:
    """Make texts until the other side closes: the body of the process."""
    serve(_work)


def _work(about: Any, parts: list[bytes]) -> bytes:
    given, asked, *rest = parts
    made = TASKS[about["task"]](_catalogue(given), json.loads(asked), rest)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def _catalogue(given: bytes) -> Catalogue:
    return carried.read(given.decode())


def _make(catalogue: Catalogue, asked: Any, parts: list[bytes]) -> Any:
    """Make the texts of the files that bear one name: each file is two parts, its texts as read and itself."""
    read = []
    for row, texts, raw in zip(asked["files"], parts[::2], parts[1::2], strict=True):
        file, whole = checked(row), raw.decode("utf-8", "surrogatepass")
        read += [(file, text) for text in codec.decode_texts(texts.decode("utf-8", "surrogatepass"), whole)]
    make = editions if asked["edition"] else documents
    overrides = [TurnOverride(line, place, Correction(*said), mark) for line, place, said, mark in asked["overrides"]]
    made = (_corrected(text, overrides, catalogue) for text in make(asked["name"], read, catalogue))
    return [_related(text, catalogue).to_json() for text in made]


def _relate(catalogue: Catalogue, asked: Any, parts: list[bytes]) -> Any:
    """Give a text that was made before with its pairs and claims."""
    return _related(MadeText.from_json(json.loads(parts[0])), catalogue).to_json()


def _corrected(text: MadeText, overrides: list[TurnOverride], catalogue: Catalogue) -> MadeText:
    """Apply the user's corrections; what does not fit any more is reported with the text it was made for."""
    own = [override for override in overrides if override.place.split("/")[0] == text.info.id]
    turns, stale = apply_overrides(text.turns, own, catalogue, text.info.trial)
    named = {turn.label for turn in turns if turn.speaker and turn.corrections}
    doubts = [d for d in text.doubts if not (d.code in OF_NOBODY and d.fields["label"] in named)]
    return replace(text, turns=turns, doubts=(*doubts, *stale))


def _related(text: MadeText, catalogue: Catalogue) -> MadeText:
    """Find the bilingual passages of a document, and what it says of the pages of editions."""
    from corpus.documents.bilingual import pairs_of, passages_of

    pairs = () if text.info.is_edition else pairs_of(passages_of(text.turns, text.info.author))
    claims = claims_of(text.turns, catalogue) if text.info.kind == "citing" else ()
    return replace(text, pairs=tuple(pairs), claims=tuple(claims))


def _pages(catalogue: Catalogue, asked: Any, parts: list[bytes]) -> Any:
    """Make the estimator of an edition's pages from its turns and what is claimed of them."""
    from corpus.pages.anchors import anchors_of
    from corpus.pages.estimate import estimator

    found = estimator(anchors_of(_text(parts[0])[1], [Claim.from_json(claim) for claim in asked["claims"]]))
    return None if found is None else asdict(found)


def _pairs(catalogue: Catalogue, asked: Any, parts: list[bytes]) -> Any:
    """Pair two texts: editions of a trial, or documents of which the user says that one translates the other."""
    from corpus.ingest.pairing import edition_pairs, told_pairs

    left, right = map(_text, parts)
    pairs = told_pairs(left[1], right[1]) if asked["told"] else edition_pairs(left, right, catalogue)
    return [pair.to_json() for pair in pairs]


def _text(part: bytes) -> tuple[TextInfo, list[Turn]]:
    info, turns = json.loads(part)
    return TextInfo.from_json(info), [Turn.from_json(turn) for turn in turns]


TASKS: Mapping[str, Callable[[Catalogue, Any, list[bytes]], Any]] = {
    "make": _make, "relate": _relate, "pages": _pages, "pairs": _pairs,
}
"""What can be asked for, by name."""
