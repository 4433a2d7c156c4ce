"""A page that no passage bears leads to the section that has it by the contents of the edition, and that is said."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.storage.home import Home
from indexer.checking.checker import Checker
from indexer.checking.unfound import pages_by_contents
from indexer.generation.index import open_index
from indexer.results import Request
from webapp.app import create_app


@pytest.mark.sources
def test_a_page_of_an_unnumbered_text_is_found_by_its_contents(real_home: Home) -> None:
    with open_index(real_home) as index:
        checker = Checker(index, load("main"))
        for query, filters in (("page:400 trial:1938", {}), ("plan page:400", {"edition": ("en-1938",)})):
            request = Request(query, filters)
            found = pages_by_contents(request, index.search(request), lambda: checker)
            places = [place for place in found if place.text_id == "en-1938"]
            held = [s for s in index.sections("en-1938") if s.first_ref in {place.ref for place in places}]
            assert all(int(place.first) <= 400 <= int(place.last) for place in places)
            assert len(held) == len(places)
        request = Request("page:100000 trial:1938")
        assert pages_by_contents(request, index.search(request), lambda: checker) == []


@pytest.mark.sources
def test_the_address_of_such_a_page_goes_there_and_says_why(real_home: Home) -> None:
    client = create_app(real_home, rate=None).test_client()
    entry = load("main").editions["en-1938"]
    numbered = [section for section in entry.contents if section.page and section.page.isdigit()]
    reached = 0
    for section in numbered:
        page = int(str(section.page)) + 1
        answer = client.get(f"/en-1938/p/{page}")
        if answer.status_code == 302 and "contents=" in answer.headers["Location"]:
            text = client.get(answer.headers["Location"]).get_data(as_text=True)
            assert f"Page {page}: by the contents of the edition" in text
            reached += 1
    assert reached
    assert client.get("/en-1938/p/100000").status_code == 404
