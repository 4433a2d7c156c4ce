"""The concordance in two languages: each line with the sentence that answers it, both marked."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.statistics.renderings import Rendering
from webapp.pages.finding.parallel_lines import rendered_at

ROW = re.compile(r'<tr( class="answer")?>(.*?)</tr>', re.S)
MARK = re.compile(r"<mark[^>]*>(.*?)</mark>")


def rows(client: FlaskClient, query: str, prefix: str = "") -> list[tuple[bool, str]]:
    """Give the lines of a concordance: whether each is an answer, and its cells."""
    html = client.get(f"{prefix}/search", query_string={"q": query, "view": "parallel"}).get_data(as_text=True)
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [(bool(answer), cells) for answer, cells in ROW.findall(body)]


@pytest.mark.parametrize(("query", "rendering", "prefix"), [
    ("маяк", "light", ""), ('"northern lamp"', "северн", ""), ("light", "маяк", "/ru"),
])
def test_node_and_rendering_are_marked(specimen: Flask, query: str, rendering: str, prefix: str) -> None:
    found = rows(specimen.test_client(), query, prefix)
    lines = [cells for answer, cells in found if not answer]
    answers = [cells for answer, cells in found if answer]
    assert all(len(MARK.findall(line)) == 1 for line in lines)
    marked = [mark.lower() for cells in answers for mark in MARK.findall(cells)]
    assert sum(mark.startswith(rendering) for mark in marked) >= len(marked) / 2 > 0
    assert all("class=\"why\"" in cells or "muted" in cells for cells in answers)


def test_each_line_is_followed_by_its_answer_or_says_there_is_none(client: FlaskClient) -> None:
    found = rows(client, "goose")
    assert [answer for answer, _ in found[:4]] == [False, True, False, True]
    texts = [re.sub("<[^>]+>", "", cells) for answer, cells in found if answer]
    assert any("Где стоял серый гусь" in text for text in texts)
    assert any("nothing in the other language" in text for text in texts)


def test_words_of_two_editions_stand_once(specimen: Flask) -> None:
    for answer, cells in rows(specimen.test_client(), "маяк"):
        said = [re.sub("<[^>]+>", "", one) for one in re.findall(r'<span lang="en">(.*?)</span>', cells, re.S)]
        assert not answer or len(said) == len(set(said))


def test_view_is_offered_where_texts_are_paired(client: FlaskClient) -> None:
    assert "view=parallel" in client.get("/search?q=goose").get_data(as_text=True)


@pytest.mark.parametrize(("text", "renderings", "places"), [
    ("The lamp, the lamp!", [(("lamp",), 0.9)], [(4, 8), (14, 18)]),
    ("The Northern lamp", [(("gate",), 0.9), (("northern lamp",), 0.8), (("lamp",), 0.7)], [(4, 17)]),
    ("The lamp", [(("lamp",), 0.1)], []),
    ("", [(("lamp",), 0.9)], []),
])
def test_the_surest_rendering_that_is_there_is_marked(
    text: str, renderings: list[tuple[tuple[str, ...], float]], places: list[tuple[int, int]]
) -> None:
    given = [Rendering(forms, 5, 9, dice, 20.0, "x/1/0001") for forms, dice in renderings]
    assert rendered_at(text, given) == places
