"""What is shortened for the page stays true: neighbours of a passage, ranges of pages, names of works and files."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import MORNING, page

from corpus.model.turns import Mark
from webapp.models.highlight import TextPiece, end_of, paragraphs
from webapp.pages.evidence.cited import work_said
from webapp.pages.holdings.report import short_name
from webapp.presenting.charts import NAME, drawn_name
from webapp.presenting.examples import worked
from webapp.server.links import shelf
from webapp.wording import labels

TEXT = "alpha beta gamma\ndelta epsilon zeta"
PAGES = [Mark("page", 6, 6, "7"), Mark("page", 23, 23, "8")]


def words(cut: list[tuple[TextPiece, ...]]) -> list[str]:
    return ["".join(piece.text or f"[{piece.label}]" for piece in paragraph) for paragraph in cut]


def test_a_short_text_stays_whole() -> None:
    whole = paragraphs(TEXT, PAGES)
    assert end_of(whole, len(TEXT), last=False) == end_of(whole, len(TEXT), last=True) == whole


@pytest.mark.parametrize(("most", "last", "shown"), [
    (9, False, ["alpha [7] …[8]"]),
    (30, False, ["alpha [7]beta gamma", "delta [8]epsilon …"]),
    (5, True, ["… [8]zeta"]),
    (13, True, ["… [8]epsilon zeta"]),
    (2, True, ["… [8]"]),
    (2, False, [" …[8]"]),
    (23, True, ["… [7]gamma", "delta [8]epsilon zeta"]),
])
def test_the_nearest_words_stay_with_their_page(most: int, last: bool, shown: list[str]) -> None:
    assert words(end_of(paragraphs(TEXT, PAGES), most, last=last)) == shown


@pytest.mark.parametrize(("names", "said"), [
    (("5",), "p. 5"), (("63", "64", "65"), "pp. 63–65"), (("7", "9", "10"), "pp. 7, 9–10"), (("iv", "5"), "pp. iv, 5"),
])
def test_pages_in_a_row_become_a_range(app: Flask, names: tuple[str, ...], said: str) -> None:
    with app.test_request_context("/"):
        assert labels.pages(names) == said


def test_a_work_is_named_once() -> None:
    assert work_said("Geese, 1911", "Cf. Geese, 1911, p. 4") == ""
    assert work_said("Geese, 1911", "op. cit., p. 4") == "Geese, 1911"


def test_a_doubt_names_its_file_in_few_letters() -> None:
    assert short_name("yard.example/a/b/goose.htm") == "b/goose.htm"
    assert short_name("added/goose/goose.pdf") == "goose.pdf"
    assert short_name("goose.pdf") == "goose.pdf"


def test_long_names_leave_room_for_figures() -> None:
    assert drawn_name("goose") == "goose"
    assert len(drawn_name("goose " * 20)) <= NAME


def test_no_two_examples_are_typed_alike(app: Flask) -> None:
    with app.test_request_context("/"):
        found = [(example.query.casefold(), example.href) for example in worked(shelf().books())]
    assert len(set(found)) == len(found)


def test_the_passage_stands_among_its_neighbours(client: FlaskClient) -> None:
    shown = page(client, f"/en-hearing/{MORNING}/0004")
    assert "turn here" not in shown.text
    assert sum(tag == "div" and "here" in (values.get("class") or "").split() for tag, values in shown.tags) == 1
