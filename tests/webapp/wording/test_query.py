"""A query in words: one wording for the command and the pages, with the forms of names and what was mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from tiny import tiny_home, tiny_text

from corpus.errors import QueryError
from indexer.generation.index import open_index
from indexer.query.parser import parse
from indexer.results import Request
from webapp.i18n.i18n import speaking
from webapp.wording.notes import refusal
from webapp.wording.query import found_reading, query_reading


@pytest.mark.parametrize(("typed", "english", "russian"), [
    ('plead "not guilty" -"ab c" speaker:smith',
     "any form of “plead”, and exactly “not guilty”, and without exactly “ab c”, and speaker is “smith”",
     "«plead» в любой форме, и в точности «not guilty», и не: в точности «ab c», и кто говорит — «smith»"),
    ("ab NEAR/3 (cd OR ef*)", "any form of “ab” within 3 words of (any form of “cd” or words like “ef*”)",
     "«ab» в любой форме не дальше 3 слов от («cd» в любой форме или слова вида «ef*»)"),
    ('"ab cd"~2', "“ab cd” with at most 2 words between", "«ab cd», между ними не больше 2 слов"),
    ('((ab "cd', "any form of “ab”, and exactly “cd” [A quotation mark was closed. 2 brackets were closed.]",
     "«ab» в любой форме, и в точности «cd» [Кавычка закрыта. Закрыты 2 скобки.]"),
    ("(ab AND", "any form of “ab” [A bracket was closed. AND joins nothing and was left out.]",
     "«ab» в любой форме [Закрыта 1 скобка. AND ничего не соединяет и опущено.]"),
])
def test_a_query_in_words(app: Flask, typed: str, english: str, russian: str) -> None:
    assert query_reading(parse(typed)) == english
    with app.test_request_context("/ru/"), speaking("ru"):
        assert query_reading(parse(typed)) == russian


def test_names_are_read_with_their_forms(tmp_path: Path) -> None:
    words = "Tomsky Tomsky Tomsky Tomsky Tomsky Tomsky Tomsky Tomsky Tomsky Tomskey Tomsy went"
    with open_index(tiny_home(tmp_path, [tiny_text("en", [words])])) as index:
        found = index.search(Request('Tomsky -form:tomsy "ab cd"', glosses=True))
        assert found_reading(found) == (
            "any form of “tomsky”: tomsky, tomskey, and exactly “ab cd” with at most one insertion in brackets, "
            "without the form “tomsy”")


@pytest.mark.parametrize(("typed", "english", "russian"), [
    ("", ("The query has no words.", "Type words, or a phrase in quotation marks."),
     ("В запросе нет слов.", "Напишите слова или фразу в кавычках.")),
    ("a*", ("“a*” has too few letters before the sign.", "Put at least 2 letters before the first * or ?."),
     ("В «a*» слишком мало букв перед знаком.", "Перед первым * или ? нужно букв не меньше: 2.")),
])
def test_a_refusal_in_words(app: Flask, typed: str, english: tuple[str, str], russian: tuple[str, str]) -> None:
    with pytest.raises(QueryError) as refused:
        parse(typed)
    assert refusal(refused.value) == english
    with app.test_request_context("/ru/"), speaking("ru"):
        assert refusal(refused.value) == russian
