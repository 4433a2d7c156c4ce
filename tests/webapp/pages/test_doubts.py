"""Doubts of the reading are told in the language of the page."""

from __future__ import annotations

import re

import pytest
from flask import Flask, g

from webapp.wording.doubts import SENTENCES, doubt


@pytest.mark.parametrize(("said", "told"), [
    ("report.htm, line 44: a label seems misprinted: 'Orlan; Alpha'",
     "report.htm, строка 44: похоже на опечатку в подписи: «Orlan; Alpha»"),
    ("added/a: b/report.pdf: Page labels counted from the neighbours: 5 (sheet 1), 7 (sheet 3).",
     "added/a: b/report.pdf: Номера страниц установлены по соседним: 5 (лист 1), 7 (лист 3)."),
    ("correction of en-hearing/1 (line 3) was not applied: 'x' does not stand there",
     "исправление к en-hearing/1 (строка 3) не внесено: «x» там не стоит"),
    ("something that nobody knows: at all", "something that nobody knows: at all"),
])
def test_doubts_in_russian(app: Flask, said: str, told: str) -> None:
    with app.test_request_context("/ru/"):
        g.interface_lang = "ru"
        assert "".join(words.text for words in doubt(said, "en")) == told
        assert {words.lang for words in doubt(said, "en") if words.text in said} <= {"en", None}
    with app.test_request_context("/"):
        g.interface_lang = "en"
        shown = "".join(words.text for words in doubt(said, "en"))
        assert re.sub("[“”]", "'", shown) == said


def test_every_doubt_of_the_specimen_is_known(specimen: Flask) -> None:
    client = specimen.test_client()
    for text in ("en-specimen", "ru-specimen", "essay"):
        page = client.get(f"/ru/texts/{text}/report").get_data(as_text=True)
        assert "counted from the neighbours" not in page
    assert len(SENTENCES) == len(set(SENTENCES))
