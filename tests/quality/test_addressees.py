"""Who is spoken to: the filter and the picture count the same for every pair of persons."""

from __future__ import annotations

import pytest
from tiny import tiny_turn

from corpus.model.turns import Mark
from corpus.speakers.answers import with_answerers
from corpus.storage.home import Home
from indexer.generation.index import open_index
from indexer.results import Request
from indexer.statistics.exchanges import exchanges


@pytest.fixture(scope="module", params=["specimen", pytest.param("real", marks=pytest.mark.sources)])
def home(request: pytest.FixtureRequest) -> Home:
    chosen: Home = request.getfixturevalue(f"{request.param}_home")
    return chosen


def test_the_filter_equals_the_picture_for_every_pair(home: Home) -> None:
    with open_index(home) as index:
        editions = [info.id for info in index.texts if info.is_edition]
        counted = {(e.text_id, e.asks, e.answers): e for e in exchanges(index.searcher, editions)}
        assert sum(e.count for e in counted.values()) > 100
        persons = {name for key in counted for name in key[1:]}
        for edition in editions:
            for asks in persons:
                for answers in persons - {asks}:
                    found = index.search(Request(f"speaker:{asks} to:{answers} edition:{edition}", limit=1))
                    exchange = counted.get((edition, asks, answers))
                    assert found.turns_total == (exchange.count if exchange else 0), (edition, asks, answers)
                    if exchange:
                        assert found.hits[0].turn.ref == exchange.first


def test_who_answers() -> None:
    said = [tiny_turn("Where?", speaker="a", sitting="m"), tiny_turn("(Stir.)", kind="direction", sitting="m"),
            tiny_turn("There. Why?", speaker="b", sitting="m"), tiny_turn("Who?", speaker="b", sitting="m"),
            tiny_turn("The report goes on.", kind="narration", sitting="m"), tiny_turn("Me?", speaker="c", sitting="m"),
            tiny_turn("You.", speaker="a", sitting="e"),
            tiny_turn("When? He goes on?", speaker="a", sitting="e", marks=(Mark("narration", 6, 17),)),
            tiny_turn("Now.", speaker="b", sitting="e"), tiny_turn("So?", speaker="b", sitting="e")]
    assert [(turn.text, who) for turn, who in with_answerers(said)] == [
        (turn.text, "b" if turn.text == "Where?" else None) for turn in said]
