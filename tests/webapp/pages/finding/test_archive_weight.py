"""A page of results of a whole archive weighs at most 100 kB, however many values its filters have."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.description import Description, Named
from webapp.app import create_app
from webapp.models.models import CalledValue, FacetView
from webapp.pages.finding.filters import MOST, VALUES_BYTES, light, weight_of

MOST_BYTES = 95_000
"""Some room is left below the 100 kB that a page of results may have."""

DOCUMENTS = 90
LONG = " о лампах и фонарях на молу, о сторожах и о подвозе масла зимою, с приложением списка" * 2
"""What the longest titles of archives have more than others."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Documents with the longest titles, each from another writer to another reader, in another collection."""
    texts = []
    for number in range(DOCUMENTS):
        person = f"{chr(1040 + number % 26)}. {chr(1040 + number % 7)}. Фонарщиков-{number:02d}"
        said = [tiny_turn(f"Лампа и маяк, маяк и лампа номер {number}-{line}. " * 4,
                          speaker=f"lamplighter-{number}-{line}", label=f"ФОНАРЩИКОВ-{number}") for line in range(3)]
        texts.append(tiny_text(
            f"spetssoobshchenie-o-fonaryah-i-mayakah-gavani-{number:02d}", said, "cited", "ru",
            title=f"Специальное сообщение смотрителя маяка начальнику гавани № {number}{LONG}",
            url=f"https://archive.example/spetssoobshchenie-o-fonaryah-i-mayakah-{'i-o-masle-' * 12}{number:02d}/",
            description=Description(
                "special-report", f"1911-05-{number % 28 + 1:02d}", authors=(Named(person),),
                addressees=(Named(f"{person}-младший"),), collections=(f"Бумаги гавани, опись {number}",))))
    return create_app(tiny_home(tmp_path_factory.mktemp("archive"), texts), rate=None).test_client()


@pytest.mark.parametrize("language", ["", "/ru"])
@pytest.mark.parametrize("query", ["q=и", "q=и&view=kwic", "q=и&counted=all", "q=лампа+маяк", "q=kind:cited",
                                   "q=маяк&n=2", "q=и&sort=date", "q=и&doctype=special-report&sort=date&n=3",
                                   f"q={'+OR+'.join(['маяк', 'лампа', 'номер', 'и'] * 4)}"])
def test_a_page_of_results_of_an_archive_is_light(archive: FlaskClient, language: str, query: str) -> None:
    answer = archive.get(f"{language}/search?{query}")
    assert answer.status_code == 200
    assert 30_000 < len(answer.data) < MOST_BYTES


def test_what_programs_read_stands_once_for_each_document(archive: FlaskClient) -> None:
    html = archive.get("/search?q=kind:cited").get_data(as_text=True)
    read = re.findall(r'class="Z3988" title="([^"]*)"', html)
    assert len(read) == len(set(read)) == len(set(re.findall(r'data-ref="([^"/]*)/', html))) > 5


def test_how_many_values_are_not_listed_is_said(archive: FlaskClient) -> None:
    html = archive.get("/search?q=и").get_data(as_text=True)
    facet = html[html.index("<summary>Document</summary>"):].partition("<summary>Language of the text")[0]
    listed = len(re.findall(r'<li><a href="[^"]*document=', facet))
    [unlisted] = re.findall(r"(\d+) more, not listed here", facet)
    assert listed + int(unlisted) == DOCUMENTS
    assert "<code>document:…</code>" in facet


def facet(name: str, values: int, folded: int, href: str = "/search?q=lamp") -> FacetView:
    called = (f"{name} {number}" for number in range(values + folded))
    row = [(CalledValue(one, "", None, len(one)), "1") for one in called]
    return FacetView(name, name, (), tuple(row[:values]), tuple(row[values:]), href)


def test_filters_that_are_light_keep_what_they_have() -> None:
    views = [facet("speaker", 8, MOST - 8), facet("role", 4, 0)]
    assert light(views) == views


@pytest.mark.parametrize(("href", "whole"), [
    ("/search?q=lamp", "rest"), ("/search?q=" + "%D0%BB" * 60, "values"), ("/search?q=" + "%D0%BB" * 160, "nothing")])
def test_filters_that_are_heavy_are_cut_alike_and_count_what_is_cut(href: str, whole: str) -> None:
    views = [*(facet(name, 8, 52, href) for name in ("author", "document", "mentions", "page")),
             facet("speaker", 8, 40, href)]
    cut = light(views)
    assert len({(len(view.values), len(view.rest)) for view in cut[:4]}) == 1
    assert (cut[4] == views[4]) == (whole == "rest")
    assert ([view.values for view in cut] == [view.values for view in views]) == (whole != "nothing")
    assert all(len(view.values) >= 2 for view in cut)
    assert all(len(view.values) + len(view.rest) + view.unlisted == len(before.values) + len(before.rest)
               for view, before in zip(cut, views, strict=True))
    assert sum(weight_of(view, (*view.values, *view.rest)) for view in cut) <= VALUES_BYTES
