"""The addresses of a search and of its variations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from indexer.results import Facet
from webapp.pages.finding.filters import facet_view
from webapp.pages.finding.result_links import ResultLinks
from webapp.presenting.asking import KWIC, PER_PAGE, Ask
from webapp.server.site import current_books

ASK = Ask("goose", {"speaker": ("orlan", "unknown"), "lang": ("ru",)}, "date", KWIC, 5, True)


@pytest.fixture(autouse=True)
def request_of_the_search(app: Flask) -> Iterator[None]:
    with app.test_request_context("/search"):
        app.preprocess_request()
        yield


def test_an_address_carries_all_that_is_asked() -> None:
    assert ASK.href() == "/search?q=goose&speaker=orlan&speaker=unknown&lang=ru&sort=date&view=kwic&regions=1&n=5"
    assert ASK.href("statistics", view="passages", sort=None).startswith("/statistics?q=goose&speaker=orlan")


@pytest.mark.parametrize("changes", [{"query": "gander"}, {"filters": {}}, {"sort": "record"}, {"view": "passages"},
                                     {"regions": False}])
def test_what_changes_the_list_goes_back_to_its_first_page(changes: dict[str, object]) -> None:
    assert "n=" not in ASK.href(**changes).replace("lang=", "")


def test_the_fields_of_a_form_leave_out_the_filter_that_it_asks_for() -> None:
    assert ASK.fields() == [("speaker", "orlan"), ("speaker", "unknown"), ("lang", "ru"), ("view", "kwic")]
    assert ASK.fields("speaker") == [("lang", "ru"), ("view", "kwic")]


def test_the_steps_lead_to_the_neighbours_and_no_further() -> None:
    links = ResultLinks(ASK, "date", PER_PAGE[KWIC] * 5)
    assert links.first == PER_PAGE[KWIC] * 4 + 1
    assert (links.steps.current, links.steps.total, links.steps.forward) == (5, 5, None)
    assert links.steps.back and links.steps.back.endswith("n=4")
    assert [sort.name for sort in links.sorts if sort.on] == ["date"]
    assert [head.style for head in links.heads if head.on] == ["ref"]


def test_a_file_of_all_asks_for_no_page_and_no_view() -> None:
    assert dict(ResultLinks(ASK, "date", 1).fields_of_all) == {
        "q": "goose", "speaker": "unknown", "lang": "ru", "regions": "1"}


def test_values_in_force_come_first_and_what_has_none_last() -> None:
    counted = Facet("speaker", (("unknown", 9), ("orlan", 3), ("vetkin", 1)))
    view = facet_view(current_books().held, Ask("goose"), counted, {})
    assert [called.name for called, _ in view.values] == ["P. P. Orlan", "Vetkin", "narration and documents"]
    view = facet_view(current_books().held, Ask("goose", {"speaker": ("vetkin",)}), counted, {})
    assert [value.name for value in view.own if value.on] == ["Vetkin"]
    assert [called.name for called, _ in view.values] == ["P. P. Orlan", "narration and documents"]
