"""The list of documents in parts: many of one title are told apart by their day, none is left out, no page is heavy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text

from corpus.model.description import Description
from webapp.app import create_app
from webapp.books.held import distinct_end
from webapp.pages.finding.account import TEXTS_NAMED
from webapp.pages.holdings.documents import PER_PAGE

COUNT = PER_PAGE + 20
HEAVIEST = 100_000


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    texts = [
        tiny_text(
            f"lamp-{at}", ["Лампа горит."], kind="cited", lang="ru", title="Протокол допроса П.К. Лампадина",
            year=1931 + at % 2,
            description=Description(
                "interrogation-protocol" if at % 3 else "letter", f"{1931 + at % 2}-05-{at % 28 + 1:02d}",
                f"{1931 + at % 2}-05-{at % 28 + 1:02d}", collections=("Маяк",) if at % 4 else ("Письма",),
                bases=(("day", "site"), ("doctype", "title"), ("collections", "site"))),
        )
        for at in range(COUNT)
    ]
    home = tiny_home(Path(tmp_path_factory.mktemp("documents")) / "home", texts)
    return create_app(home, rate=None).test_client()


def listed(page: str) -> list[str]:
    return re.findall(r'<a href="/(?:ru/)?texts/(lamp-\d+)"', page)


def test_the_list_comes_in_parts(client: FlaskClient) -> None:
    first, second = (client.get(f"/texts?page={page}").text for page in (1, 2))
    assert len(listed(first)) == PER_PAGE
    assert sorted(listed(first) + listed(second)) == sorted(f"lamp-{at}" for at in range(COUNT))
    assert len(first.encode()) <= HEAVIEST
    assert "/texts?page=2" in first
    assert "от 1 мая 1931 г." in first


@pytest.mark.parametrize(("query", "count"), [
    ("doctype=letter", COUNT // 3), ("collection=Письма", COUNT // 4), ("year=1932", COUNT // 2),
    ("doctype=letter&year=1932", COUNT // 6), ("doctype=none", 0), ("page=x", PER_PAGE), ("page=99", COUNT - PER_PAGE),
])
def test_parts_are_chosen(client: FlaskClient, query: str, count: int) -> None:
    assert len(listed(client.get(f"/texts?{query}").text)) == count


def test_a_document_says_what_it_is_and_from_what(client: FlaskClient) -> None:
    page = client.get("/ru/texts/lamp-1").text
    assert "протокол допроса (из заглавия)" in page
    assert "2 мая 1932" in page
    assert "Маяк (с сайта)" in page


def test_a_page_of_results_stays_light(client: FlaskClient) -> None:
    page = client.get("/search?q=лампа")
    assert len(page.data) <= HEAVIEST
    assert "doctype=interrogation-protocol" in page.text
    assert f"{COUNT - TEXTS_NAMED} more" in page.text
    assert len(client.get("/").data) <= HEAVIEST


def test_no_two_documents_have_one_name(client: FlaskClient) -> None:
    named: list[str] = []
    for page in (1, 2):
        named += re.findall(r'<a href="/texts/lamp-\d+"[^>]*>([^<]+)<', client.get(f"/texts?page={page}").text)
    assert len(set(named)) == len(named) == COUNT
    links = re.findall(r'<a class="in-context" href="/lamp-[^"]*"[^>]*>(.+?)</a>', client.get("/search?q=горит").text)
    assert len(set(links)) == len(links) > 1


@pytest.mark.parametrize(("name", "others", "end"), [
    ("talks-2", ["talks-3", "talks-11"], "2"), ("letter", ["letter-2"], "letter"), ("letter-2", ["letter"], "2"),
    ("a-b-c", ["a-d-c", "a-b-d"], "b-c"), ("протокол", ["letter"], "протокол"),
])
def test_names_are_told_apart_by_the_ends_of_identifiers(name: str, others: list[str], end: str) -> None:
    assert distinct_end(name, others) == end
