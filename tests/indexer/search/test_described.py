"""Documents by what they are described as: filters, days and ranges, counts; who is in no catalogue speaks by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Imprint, Wanted
from corpus.catalogue.catalogue import load
from corpus.citation.styles import STYLES, cite
from corpus.ingest.run import ingest
from corpus.storage.home import Home
from indexer.building.run import build_index
from indexer.generation.index import Index, open_index
from indexer.results import Request

POSTS = [
    ("one", "Протокол допроса П.К. Лампадина", "1931-05-03", "Маяк",
     "<p>ВОПРОС: Где лампа?</p><p>ОТВЕТ: Лампа на маяке.</p>"),
    ("two", "Протокол допроса П.К. Лампадина", "1931-05-09", "Маяк",
     "<p>ВОПРОС: А лампа цела?</p><p>ОТВЕТ: Лампа цела.</p>"),
    ("three", "Письмо О.В. Фитилёвой Г.Е. Зиновьеву", "1932-01-02", "Письма", "<p>Лампа горит.</p>"),
    ("four", "Запись разговоров", "1933-01-02", "Письма", "<p>за 2-4 января 1933 г.</p><p>Лампа.</p>"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    place = tmp_path_factory.mktemp("described")
    rows = [{"slug": slug, "date": f"{day}T10:00:00", "link": f"https://lamp.example/{slug}/",
             "title": {"rendered": title}, "content": {"rendered": content},
             "_embedded": {"wp:term": [[{"taxonomy": "category", "name": collection}]]}}
            for slug, title, day, collection, content in POSTS]
    (place / "posts.json").write_text(json.dumps(rows), "utf-8")
    home = Home(place / "home")
    add(home, load(home.catalogue), [place / "posts.json"], Wanted())
    ingest(home)
    build_index(home)
    return open_index(home)


def found(index: Index, query: str) -> list[str]:
    return sorted({hit.turn.text_id for hit in index.search(Request(query)).hits})


@pytest.mark.parametrize(("query", "expected"), [
    ("лампа doctype:interrogation-protocol", ["one", "two"]), ("лампа doctype:interrogation_protocol", ["one", "two"]),
    ("лампа doctype:письмо", ["three"]), ('лампа doctype:"протокол допроса"', ["one", "two"]),
    ("лампа author:фитилёва", ["three"]), ("лампа addressee:zinoviev", ["three"]),
    ("лампа addressee:Зиновьев", ["three"]), ("лампа collection:маяк", ["one", "two"]),
    ("лампа date:1931-05-03", ["one"]), ("лампа date:1931-05", ["one", "two"]),
    ("лампа date:1931-05-04..1932", ["three", "two"]), ("лампа date:1933-01-03", ["four"]),
    ("лампа date:1933-01-05", []), ("лампа speaker:Лампадин", ["one", "two"]),
    ("лампа author:unknown", ["four", "one", "two"]),
    ("лампа doctype:verdict-or-sentence", []),
])
def test_filters(index: Index, query: str, expected: list[str]) -> None:
    assert found(index, query) == expected


def test_counts_say_what_choosing_would_give(index: Index) -> None:
    result = index.search(Request("лампа", {"collection": ("Маяк",)}, facets=True))
    counts = {facet.name: dict(facet.values) for facet in result.facets}
    assert counts["collection"] == {"Маяк": 4, "Письма": 2}
    assert counts["doctype"] == {"interrogation-protocol": 4}
    assert counts["author"] == {"unknown": 4}


def test_citations_name_the_document_by_its_day(index: Index) -> None:
    turn = next(hit.turn for hit in index.search(Request("лампа цела speaker:Лампадин")).hits)
    for style in STYLES:
        if style not in ("text", "gost-same"):
            said = cite(turn, index.text(turn.text_id), load(), style).plain
            plain = said.replace("~", " ").replace("\xa0", " ")
            assert "Протокол допроса П. К. Лампадина от 9 мая 1931 г" in plain, style
    assert ". П. К. Лампадин // lamp.example" in cite(turn, index.text(turn.text_id), load(), "gost").plain


def test_what_the_user_says_wins(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Письмо О.В. Фитилёвой\n\nЛампа горит.\n", "utf-8")
    home = Home(tmp_path / "home")
    catalogue = load(home.catalogue)
    said = Imprint("Фитилёва, О. В.", 1990, "Маяк", "Мыс", "1931-02-03")
    add(home, catalogue, [tmp_path / "letter.txt"], Wanted(imprint=said))
    (info,) = ingest(home).texts
    assert (info.author, info.year, info.publisher, info.place) == ("Фитилёва, О. В.", 1990, "Маяк", "Мыс")
    assert (info.description.day, info.description.basis("day")) == ("1931-02-03", "given")
    again = add(home, catalogue, [tmp_path / "letter.txt"], Wanted(imprint=said))
    assert not again.kept
    add(home, catalogue, [tmp_path / "letter.txt"], Wanted(imprint=Imprint(year=1991)))
    (info,) = ingest(home).texts
    assert (info.year, info.place) == (1991, "Мыс")
