"""Recall that a reader expects: accents, articles, abbreviations and hyphens; phrases stay exact."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny import tiny_home, tiny_text

from indexer.generation.index import Index, open_index
from indexer.results import Request


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = [
        tiny_text("a", [
            "A coup d’état in Lorem.", "He read L'Humanité.", "Humanite without signs.", "Un état.", "A naïve façade.",
            "In the U.S.S.R. today.", "In the USSR today.", "The U. S. S. R. too.", "us sr",
            "A counter-revolutionary plan.", "A counterrevolutionary plan.", "He will co-operate, they cooperated.",
            "He is not able.", "A notable thing.", "Dunlop d'Ipsum.",
        ]),
        tiny_text("b", ["В С.С.С.Р. и в СССР.", "Член ЦК, член Ц.К.", "Контр-революционный и контрреволюционный.",
                        "Мой район и йод."], lang="ru"),
        tiny_text("c", ["They never wrote l'Humanité; Humanité they did.", "Humanité"]),
    ]
    with open_index(tiny_home(tmp_path_factory.mktemp("variants"), texts)) as opened:
        yield opened


@pytest.mark.parametrize(("query", "hits"), [
    # accents
    ('"coup d\'etat"', 1), ('"coup d’état"', 1), ("naive", 1), ("façade", 1), ("facade", 1), ("Humanité", 5),
    # French articles: in plain words apart, in phrases part of the word
    ("Humanite", 5), ("L'Humanité", 5), ("l’humanite", 5), ('"L\'Humanité"', 2), ('"Humanité"', 3), ("état", 2),
    ("d'état", 2), ("etat", 2), ('"etat"', 1), ("ipsum", 1),
    # abbreviations
    ("USSR", 3), ("ussr", 3), ("U.S.S.R.", 3), ("u.s.s.r", 3), ('"USSR"', 1), ('"U.S.S.R."', 2),
    ("СССР", 2), ("С.С.С.Р.", 2), ('"СССР"', 1), ("ЦК", 2), ("-USSR", 18),
    # hyphens
    ("counter-revolutionary", 2), ("counterrevolutionary", 2), ('"counter-revolutionary"', 1),
    ('"counterrevolutionary"', 1), ("co-operate", 2), ("cooperate", 2), ("контрреволюционный", 2),
    ("контр-революционный", 2), ('~"not able"', 1), ("notable", 1), ("not-able", 1),
    ("counter-revolutionary NEAR/2 plan", 2), ("(USSR OR СССР) -counterrevolutionary", 5),
    # no letter of its own is folded
    ("район", 1), ("йод", 1), ("иод", 0),
])
def test_plain_words_find_what_is_written_else_and_phrases_do_not(index: Index, query: str, hits: int) -> None:
    assert index.search(Request(query)).hits_total == hits


def test_what_was_looked_for_beside_is_said(index: Index) -> None:
    notes = index.search(Request("counterrevolutionary USSR Lorem")).repairs
    assert [(note.fields["word"], note.fields["also"]) for note in notes] == [
        ("counterrevolutionary", "counter-revolutionary"), ("ussr", "u.s.s.r."),
    ]
    assert index.search(Request('"USSR" lorem')).repairs == ()


def test_what_is_shown_keeps_its_accents(index: Index) -> None:
    [hit] = index.search(Request('"coup d\'etat"')).hits
    assert hit.text[slice(*hit.matches[0])] == "coup d’état"
