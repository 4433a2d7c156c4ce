"""The index gives what a plain scan gives, for any query over any corpus; Whoosh and concordance agree.

TRIALS_ORACLE_SEEDS=1000-2000 runs other corpora; each seed is one corpus and forty queries. ``scripts/oracle.py`` runs
many more.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from plain_scan import Oracle
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.description import Description, Named
from corpus.model.turns import Mark, Pair, TextInfo, Turn
from corpus.names.table import name_table
from corpus.storage.home import Home
from indexer.generation.index import Index, open_index
from indexer.query.parser import parse
from indexer.query.tree import And, Field, Near, Node, Not, Or, Phrase, QueryWord, Side, both, either, phrases, without
from indexer.results import DESCRIBED, FILTERS, Facet, Request

FIRST, LAST = map(int, os.environ.get("TRIALS_ORACLE_SEEDS", "1-60").split("-"))
QUERIES = 40

VOCABULARY = [
    "lorem", "ipsum", "dolor", "sit", "amet", "not", "no", "the", "a", "plead",
    "pleads", "pleaded", "pleading", "guilty", "stand", "stands", "не", "я", "себя", "признаю",
    "признал", "признать", "стали", "сталь", "стать", "ёлка", "елку", "виновным", "виновен", "тома",
    "12", "Veldanov", "Велданова", "Велдановым",
]
# A few words make most of every text, so that phrases and near words are met often.
COMMON = ["not", "a", "plead", "не", "себя", "стали"]
GAPS = [" "] * 8 + [", ", ". ", "\n", " — ", "-", " [", "] "]
PATTERNS = ("plea*", "при*", "ст?л*", "се*", "pl??d", "st*")
VALUES = (
    ("speaker", "amber"), ("speaker", "unknown"), ("role", "witness"), ("page", "9"), ("page", "unknown"),
    ("lang", "ru"), ("kind", "citing"), ("edition", "en-a"), ("document", "book"), ("trial", "1937"),
    ("doctype", "letter"), ("author", "unknown"),
    ("collection", "lamps"), ("trial", "unknown"), ("sitting", "1936-01-02-morning"), ("speaker", "nobody"),
)
LAMPS = Description("letter", authors=(Named("A. Lamp"), Named("B. Wick")), collections=("lamps", "wicks"))
EVERYTHING = either([Field("lang", "ru"), Not(Field("lang", "ru"))])

Text = tuple[TextInfo, list[Turn]]
Filters = dict[str, tuple[str, ...]]


class Maker:
    """Makes corpora and queries at random, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311

    def word(self) -> str:
        return self.random.choice(COMMON if self.random.random() < 0.7 else VOCABULARY)

    def turn(self) -> Turn:
        pick = self.random.choice
        length = self.random.randint(0, 25)
        text = "".join(self.word() + pick(GAPS) for _ in range(length)).strip()
        marks = []
        if text and pick([True, False]):
            start, end = sorted(self.random.randint(0, len(text)) for _ in range(2))
            marks.append(Mark("narration", start, end, "rule"))
        if pick([True, False]):
            at = self.random.randint(0, len(text))
            marks.append(Mark("page", at, at, pick(["8", "9", "10"])))
        return tiny_turn(
            text,
            speaker=pick([None, "amber", "birch", "cedar"]),
            role=pick([None, "witness", "expert"]),
            sitting=pick([None, "1936-01-02-morning", "1937-01-02-evening"]),
            page=pick([None, "7", "7-9"]),
            region=pick(["body", "body", "footnote", "contents"]),
            marks=tuple(marks),
        )

    def corpus(self) -> list[Text]:
        turns = [[self.turn() for _ in range(self.random.randint(0, 6))] for _ in range(3)]
        return [
            tiny_text("en-a", turns[0], trial="1936"),
            tiny_text("ru-b", turns[1], lang="ru", trial="1937"),
            tiny_text("book", turns[2], kind="citing", description=LAMPS),
        ]

    def pairs(self, texts: list[Text]) -> list[Pair]:
        """Pair turns of the two editions at random, one or two with one or two."""
        left, right = ([turn.ref for turn in turns] for _, turns in texts[1::-1])
        out = []
        while left and right and self.random.random() < 0.8:
            sides = [tuple(side.pop(0) for _ in range(min(len(side), self.random.choice([1, 1, 2]))))
                     for side in (left, right)]
            out.append(Pair(sides[0], sides[1], ("ru", "en"), "turn", 0.5))
        return out

    def item(self, *hows: str) -> QueryWord:
        how = self.random.choice(hows)
        if how == "pattern":
            return QueryWord(self.random.choice(PATTERNS), "pattern")
        form = self.word().replace("ё", "е").lower()
        if how == "fuzzy":
            return QueryWord(form, "fuzzy", high=self.random.choice([1, 2]))
        return QueryWord("veldanov" if how == "person" else form, how)  # type: ignore[arg-type]

    def phrase(self) -> Phrase:
        if self.random.random() < 0.4:
            return Phrase((self.item("exact", "forms", "forms", "pattern", "fuzzy", "lemma", "family", "person"),))
        if self.random.random() < 0.2:
            return self.tokens()
        hows = self.random.choice([("exact",), ("exact", "exact", "pattern"), ("forms",), ("exact", "forms")])
        items = tuple(self.item(*hows) for _ in range(self.random.randint(2, 4)))
        slop = 0 if hows == ("forms",) else self.random.choice([0, 0, 1, 3])
        gloss = slop == 0 and self.random.random() < 0.3
        return Phrase(items, slop, gloss)

    def tokens(self) -> Phrase:
        hows = ("exact", "lemma", "family", "person", "fuzzy")
        items = [self.item(*hows)]
        for _ in range(self.random.randint(1, 2)):
            low, high = sorted(self.random.randint(0, 3) for _ in range(2))
            items += [QueryWord("[]", "gap", low, high)] * bool(high) + [self.item(*hows)]
        return Phrase(tuple(items))

    def placed(self, depth: int) -> Node:
        kind = self.random.random()
        if depth == 0 or kind < 0.5:
            return self.phrase()
        parts = [self.placed(depth - 1) for _ in range(2)]
        return Near(parts[0], parts[1], self.random.randint(0, 4)) if kind < 0.8 else either(parts)

    def tree(self, depth: int) -> Node:
        kind = self.random.random()
        if depth == 0 or kind < 0.3:
            return self.placed(2)
        if kind < 0.4:
            return Field(*self.random.choice(VALUES))
        if kind < 0.5:
            return without(self.tree(depth - 1))
        if kind < 0.6:
            return Side(self.random.choice(["en", "ru"]), self.tree(depth - 1), self.random.random() < 0.3)
        parts = [self.tree(depth - 1) for _ in range(self.random.randint(2, 3))]
        return both(parts) if kind < 0.8 else either(parts)

    def filters(self) -> Filters:
        chosen = [self.random.choice(VALUES) for _ in range(self.random.choice([0, 0, 1, 1, 2]))]
        return {name: tuple(v for n, v in chosen if n == name) for name, _ in chosen}


@pytest.fixture(autouse=True)
def short_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    made_small(monkeypatch.setattr)


def made_small(replace: Callable[[str, object], None]) -> None:
    """Make long paragraphs of the few words of these corpora, with invented names; do not wait for the disk."""
    invented = name_table("specimen")
    replace("corpus.names.table.table_of", lambda catalogue: invented)
    replace("corpus.model.passages.MAX_PASSAGE_CHARS", 40)
    replace("os.fsync", lambda handle: None)


def merged(asked: Filters) -> Filters:
    """Editions and documents are asked for together."""
    texts = asked.get("edition", ()) + asked.get("document", ())
    out = {name: values for name, values in asked.items() if name not in ("edition", "document")}
    return {**out, "edition": texts} if texts else out


@pytest.mark.parametrize("seed", range(FIRST, LAST + 1))
def test_index_answers_as_a_plain_scan(seed: int, tmp_path: Path) -> None:
    compare(seed, tmp_path, QUERIES)


def compare(seed: int, place: Path, queries: int, opened: Callable[[Home], Index] = open_index) -> None:
    """Make a corpus and compare so many queries over it, asked of the index that ``opened`` gives."""
    maker = Maker(seed)
    texts = maker.corpus()
    pairs = maker.pairs(texts)
    scan = Oracle(texts, pairs)
    with opened(tiny_home(place, texts, pairs)) as index:
        for _ in range(queries):
            check(index, scan, maker.tree(2), maker.filters(), maker.random.random() < 0.3)


def check(index: Index, scan: Oracle, tree: Node, asked: Filters, regions: bool) -> None:
    query = str(tree)
    assert parse(query).root == tree, query
    top = tree.parts if isinstance(tree, And) else (tree,)
    fields: Filters = {}
    for part in top:
        if isinstance(part, Field):
            fields[part.name] = (*fields.get(part.name, ()), part.value)
    rest = [part for part in top if not isinstance(part, Field)]
    narrowed = merged({n: asked.get(n, ()) + fields.get(n, ()) for n in {**asked, **fields}})
    expected = scan.answer(both(rest) if rest else EVERYTHING, regions, **narrowed)
    result = index.search(Request(query, asked, "record", limit=1000, regions=regions, facets=True))
    assert {(hit.turn.ref, hit.paragraph) for hit in result.hits} == expected.passages, query
    assert result.passages_total == len(expected.passages), query
    looked_for = list(phrases(both(rest))) if rest else []
    if looked_for:
        assert result.hits_total == len(expected.hits), query
    else:
        assert result.hits_total == result.passages_total
    for hit in result.hits:
        assert hit.text == hit.turn.text[hit.start : hit.end]
        assert all(0 <= a < b <= len(hit.text) for a, b in hit.matches)
        assert bool(hit.matches) == any(
            place[0] == hit.turn.ref and scan.paragraph(place[0], place[1]) == hit.paragraph
            for place in expected.hits
        )
    check_facets(scan, rest, regions, narrowed, result.facets)
    check_engine(index, scan, tree)


def check_facets(
    scan: Oracle, rest: list[Node], regions: bool, narrowed: Filters, facets: tuple[Facet, ...]
) -> None:
    assert [facet.name for facet in facets] == list(FILTERS)
    for facet in (one for one in facets if one.name != "mentions"):
        name = "edition" if facet.name == "document" else facet.name
        others = {n: values for n, values in narrowed.items() if n != name}
        left = scan.answer(both(rest) if rest else EVERYTHING, regions, **others).passages
        turns: dict[str, set[str]] = {}
        for place in left:
            held = scan.values[place][facet.name]
            for one in held or (("unknown",) if facet.name not in ("edition", "document") else ()):
                if facet.name in ("edition", "document") and (one == "book") != (facet.name == "document"):
                    continue
                turns.setdefault(one, set()).add(place[0])
        if facet.name in ("speaker", "role"):
            # A turn counts once, under its speaker, where narration stands within it.
            within = turns.get("unknown", set()) & set().union(*(turns[one] for one in turns if one != "unknown"))
            assert facet.within == len(within)
            turns["unknown"] = turns.get("unknown", set()) - within
            assert sum(map(len, turns.values())) == len({ref for ref, _ in left})
        assert dict(facet.values) == {one: len(refs) for one, refs in turns.items() if refs}, facet.name
        assert list(facet.values) == sorted(facet.values, key=lambda pair: (-pair[1], pair[0])) or facet.name == "page"


def check_engine(index: Index, scan: Oracle, tree: Node) -> None:
    if not only_words(tree):
        return
    numbers = {place: number for number, place in enumerate(scan.values)}
    expected = {numbers[place] for place in scan.single(tree)}
    assert index.engine().documents(tree) == expected, str(tree)


def only_words(tree: Node) -> bool:
    if isinstance(tree, Field):
        return tree.value != "unknown" and tree.name not in ("document", *DESCRIBED)
    if isinstance(tree, Phrase):
        return len(tree.items) == 1 and tree.items[0].how != "person"
    if isinstance(tree, Not):
        return only_words(tree.part)
    return isinstance(tree, And | Or) and all(only_words(part) for part in tree.parts)
