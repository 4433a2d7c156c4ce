"""The contract of executors: a small corpus, questions, and the answers that every executor gives.

An executor is held to it by a fixture that opens :func:`contract_home` with it, and a test that is parametrised with
:data:`CASES` and calls :func:`hold`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.description import Description
from corpus.model.turns import Pair
from corpus.storage.home import Home
from indexer.generation.index import Index
from indexer.results import Counted, Request, Sort

MORNING, EVENING = "1936-01-02-morning", "1936-01-03-evening"

_ENGLISH = [
    tiny_turn("The lamp was lit.", speaker="amber", role="witness", sitting=MORNING, page="1"),
    tiny_turn("I lit the lamp myself.\nNobody saw the lamp, nor me.", speaker="birch", role="defendant",
              sitting=MORNING, page="1-2"),
    tiny_turn("not guilty, not guilty at all", speaker="birch", role="defendant", sitting=MORNING, page="2"),
    tiny_turn("Guilty, said the clerk.", speaker="cedar", role="expert", sitting=EVENING, page="3"),
    tiny_turn("The clerk [a young man] read the list of lamps; the list was long.", speaker="cedar", role="expert",
              sitting=EVENING, page="3"),
    tiny_turn("Index: lamp, list", region="contents", page="9"),
]
_RUSSIAN = [
    tiny_turn("Лампа горела.", speaker="amber", role="witness", sitting=MORNING, page="11"),
    tiny_turn("Не признаю себя виновным", speaker="birch", role="defendant", sitting=MORNING, page="12"),
]
_BOOK = [tiny_turn("A lamp is not a list.", page="50"), tiny_turn("Words without light.", page="51")]


def contract_home(path: Path) -> Home:
    """Make the home of the corpus, indexed."""
    texts = [
        tiny_text("en-a", _ENGLISH, trial="1936"),
        tiny_text("ru-b", _RUSSIAN, lang="ru", trial="1937"),
        tiny_text("book", _BOOK, kind="citing", description=Description("letter")),
    ]
    pairs = [Pair((ru.ref,), (en.ref,), ("ru", "en"), "turn", 0.5)
             for ru, en in zip(texts[1][1], (texts[0][1][0], texts[0][1][2]), strict=True)]
    return tiny_home(path, texts, pairs)


@dataclass(frozen=True)
class Case:
    """A question and its answer.

    ``passages`` are the last numbers of text and turn with the paragraph, ``a1.2``, in the order asked for; ``marked``
    the words marked in the first of them; ``facets`` the counts of some filters.
    """

    query: str
    passages: str
    hits: int
    marked: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "record"
    regions: bool = False
    glosses: bool = False
    counted: Counted = "all"
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


CASES = {
    "a word as it stands": Case('"lamp"', "a1.1 a2.1 a2.2 k1.1", 4, "lamp"),
    "all forms of a word": Case("lamps", "a1.1 a2.1 a2.2 a5.1 k1.1", 5, "lamp"),
    "a word in Russian": Case("лампы", "b1.1", 1, "Лампа"),
    "a pattern": Case("lam*", "a1.1 a2.1 a2.2 a5.1 k1.1", 5, "lamp"),
    "a word with an error": Case("lemp~1", "a1.1 a2.1 a2.2 k1.1", 4, "lamp"),
    "a phrase": Case('"not guilty"', "a3.1", 2, "not guilty|not guilty"),
    "a phrase with a word twice": Case('"not guilty not guilty"', "a3.1", 1, "not guilty, not guilty"),
    "a phrase over paragraphs": Case('"myself nobody"', "a2.1", 1, "myself.\nNobody"),
    "a phrase over turns is none": Case('"lit i lit"', "", 0),
    "a phrase of forms": Case('~"lists of lamp"', "a5.1", 1, "list of lamps"),
    "a phrase with others between": Case('"clerk the list"~5', "a5.1", 1, "clerk|the|list"),
    "an insertion in a phrase": Case('"clerk read"', "a5.1", 1, "clerk [a young man] read", glosses=True),
    "an insertion is else in the way": Case('"clerk read"', "", 0),
    "near in either order": Case('"lit" NEAR/2 "lamp"', "a1.1 a2.1", 2, "lamp|lit"),
    "near a word itself": Case('"list" NEAR/3 "list"', "a5.1", 1, "list|list"),
    "too far from itself": Case('"list" NEAR/2 "list"', "", 0),
    "a token query": Case('[lemma="lamp"] []{0,2} "lit"', "a1.1", 1, "lamp was lit"),
    "both, in a paragraph": Case("lamp nobody", "a2.2", 2, "Nobody|lamp"),
    "both, in two paragraphs of a turn": Case("myself nobody", "", 0),
    "one of two": Case('"nobody" OR "clerk"', "a2.2 a4.1 a5.1", 3, "Nobody"),
    "one and not the other": Case("lamp -nobody", "a1.1 a2.1 a5.1 k1.1", 4, "lamp"),
    "only not": Case("-lamp", "a3.1 a4.1 b1.1 b2.1 k2.1", 5),
    "a value or a word": Case("role:witness OR clerk", "a1.1 a4.1 a5.1 b1.1", 2),
    "a filter in the query": Case("lamp speaker:birch", "a2.1 a2.2", 2, "lamp"),
    "only a value": Case("speaker:cedar", "a4.1 a5.1", 2),
    "a filter": Case('"lamp"', "a2.1 a2.2", 2, "lamp", {"page": ("2",)}),
    "two filters": Case('"lamp"', "a1.1", 1, "lamp", {"role": ("witness",), "trial": ("1936", "1937")}),
    "a day": Case("clerk", "a4.1 a5.1", 2, "clerk", {"date": ("1936-01-03",)}),
    "a kind of document": Case("lamp", "k1.1", 1, "lamp", {"doctype": ("letter",)}),
    "a value that none has": Case("lamp", "", 0, filters={"speaker": ("nobody",)}),
    "no speaker": Case("lamp", "k1.1", 1, "lamp", {"speaker": ("unknown",)}),
    "contents pages where asked for": Case('"lamp"', "a1.1 a2.1 a2.2 a6.1 k1.1", 5, "lamp", regions=True),
    "editions alone": Case('"lamp"', "a1.1 a2.1 a2.2", 3, "lamp", counted="editions"),
    "a side in a language": Case("ru:(лампа)", "a1.1 b1.1", 1),
    "no such side": Case("-ru:(лампа)", "a3.1 b2.1", 2),
    "a word and a side": Case("guilty ru:(признаю)", "a3.1", 2, "guilty|guilty"),
    "a word that is nowhere": Case('"lantern"', "", 0),
    "by speaker": Case('"lamp"', "a1.1 a2.1 a2.2 k1.1", 4, "lamp", sort="speaker"),
    "by page": Case("list OR guilty", "a3.1 a4.1 a5.1 k1.1", 6, "guilty|guilty", sort="page"),
    "by relevance": Case("list", "k1.1 a5.1", 3, "list", sort="relevance"),
    "by date": Case('"the"', "a1.1 a2.1 a2.2 a4.1 a5.1", 7, "The", sort="date"),
    "facets": Case('"lamp"', "a1.1 a2.1 a2.2 k1.1", 4, "lamp", facets={
        "speaker": {"amber": 1, "birch": 1, "unknown": 1}, "page": {"1": 2, "2": 1, "50": 1},
        "kind": {"transcript": 2, "citing": 1}, "doctype": {"letter": 1, "unknown": 2},
        "edition": {"en-a": 2}, "document": {"book": 1},
    }),
    "facets of a filter are of all others": Case('"lamp"', "a1.1", 1, "lamp", {"speaker": ("amber",)}, facets={
        "speaker": {"amber": 1, "birch": 1, "unknown": 1}, "page": {"1": 1}, "trial": {"1936": 1},
    }),
    "facets of two filters": Case('"lamp"', "a1.1", 1, "lamp", {"speaker": ("amber",), "page": ("1",)}, facets={
        "speaker": {"amber": 1, "birch": 1}, "page": {"1": 1}, "role": {"witness": 1},
    }),
}

_LETTERS = {"en-a": "a", "ru-b": "b", "book": "k"}


def hold(index: Index, case: Case) -> None:
    """Ask and compare. Raises AssertionError where the answer is another."""
    request = Request(case.query, case.filters, case.sort, regions=case.regions, glosses=case.glosses,
                      facets=bool(case.facets), counted=case.counted)
    found = index.search(request)
    assert not found.unsearched
    assert " ".join(f"{_LETTERS[hit.turn.text_id]}{hit.turn.ordinal}.{hit.paragraph}" for hit in found.hits) == (
        case.passages)
    assert (found.passages_total, found.hits_total) == (len(case.passages.split()), case.hits)
    if case.marked:
        first = found.hits[0]
        whole = first.turn.text[first.start :]
        assert "|".join(whole[start:end] for start, end in first.matches) == case.marked
    held = {facet.name: dict(facet.values) for facet in found.facets}
    assert {name: held[name] for name in case.facets} == case.facets
    assert index.concordance(request).hits_total == (0 if found.only_turns else case.hits)
