"""What is not understood is refused or named: values of filters, names of several words, signs of other languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.notes import Note
from indexer.generation.index import Index, open_index
from indexer.results import Request, Result, result_json
from webapp.wording.query import found_reading


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = [tiny_text("en-1936", [
        tiny_turn("Lorem plan.", speaker="fritz-david", role="defendant", page="8", sitting="1936-08-19-morning"),
        tiny_turn("Ipsum plan.", speaker="n-lurye", role="defendant", page="9", sitting="1936-08-19-morning"),
        tiny_turn("Dolor plan.", speaker="m-lurye", role="prosecutor", page="10", sitting="1936-08-20-evening"),
    ], trial="1936", year=1936)]
    with open_index(tiny_home(tmp_path_factory.mktemp("meaning"), texts)) as opened:
        yield opened


def ask(index: Index, query: str, **filters: tuple[str, ...]) -> Result:
    return index.search(Request(query, filters))


@pytest.mark.parametrize(("query", "turns", "joined"), [
    ("speaker:fritz david plan", 1, 'speaker:"fritz david"'),
    ("Speaker: Fritz David plan", 1, 'speaker:"fritz david"'),
    ("plan -speaker:fritz david", 2, 'speaker:"fritz david"'),
    ("plan speaker:lurye", 2, None),
    ("plan speaker:lurye ipsum", 1, None),
    ('speaker:"fritz david" plan', 1, None),
    ("speaker:nobody plan", 0, None),
])
def test_a_name_of_several_words_is_one_value(index: Index, query: str, turns: int, joined: str | None) -> None:
    found = ask(index, query)
    assert found.turns_total == turns
    notes = [note for note in found.repairs if note.code == "query-name-joined"]
    assert [f'{note.fields["name"]}:"{note.fields["value"]}"' for note in notes] == ([joined] if joined else [])
    if joined:
        assert joined in found.understood
        assert "fritz david" in found_reading(found)


@pytest.mark.parametrize(("query", "filters", "turns", "meant"), [
    ("role:accused plan", {}, 2, "defendant"),
    ("plan", {"role": ("accused",)}, 2, "defendant"),
    ("plan -role:accused", {}, 1, "defendant"),
    ("plan (role:accused OR page:10)", {}, 3, "defendant"),
    ("plan lang:English", {}, 3, "en"),
    ("plan", {"kind": ("report",)}, 3, "transcript"),
    ("role:defendant plan", {}, 2, None),
])
def test_words_of_the_books_are_values(
    index: Index, query: str, filters: dict[str, tuple[str, ...]], turns: int, meant: str | None
) -> None:
    found = ask(index, query, **filters)
    assert found.turns_total == turns
    assert [note.fields["meant"] for note in found.repairs] == ([meant] if meant else [])


@pytest.mark.parametrize(("query", "filters", "missing", "there"), [
    ("role:judge plan", {}, "role:judge", {"defendant", "prosecutor"}),
    ("plan", {"role": ("judge",)}, "role:judge", {"defendant", "prosecutor"}),
    ("plan (role:judge OR page:10)", {}, "role:judge", {"defendant", "prosecutor"}),
    ("plan lang:french", {}, "lang:fr", {"en"}),
    ("plan trial:1939", {}, "trial:1939", {"1936"}),
    ("plan edition:en1936", {}, "edition:en1936", {"en-1936"}),
    ("plan speaker:frits-davit", {}, "speaker:frits-davit", {"fritz-david"}),
    ("plan page:11", {}, "page:11", {"8", "9", "10"}),
    ("plan date:1937", {}, "date:1937", {"1936-08-19", "1936-08-20"}),
])
def test_a_value_that_is_not_there_is_named_with_those_that_are(
    index: Index, query: str, filters: dict[str, tuple[str, ...]], missing: str, there: set[str]
) -> None:
    found = ask(index, query, **filters)
    assert missing in found.missing
    assert set(found.there[missing]) == there
    assert result_json(found, "")["there"][missing]


def test_what_is_there_has_no_notes(index: Index) -> None:
    found = ask(index, "speaker:fritz-david plan", role=("defendant",))
    assert found.repairs == ()
    assert found.there == {}
    assert Note("query-value-meant", name="role", value="accused", meant="defendant") not in found.repairs
