"""Why a citation belongs to a work, and why a quotation has no verdict, is told in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, g

from webapp.models.models import Words
from webapp.server.links import shelf
from webapp.wording.reasons import SENTENCES, because
from webapp.wording.sentences import recognised

CORPUS = Path(__file__).resolve().parents[3] / "corpus"


def told(app: Flask, said: str, lang: str = "en") -> tuple[Words, ...]:
    with app.test_request_context("/ru/"):
        g.interface_lang = "ru"
        return because(shelf().books(), said, lang)


@pytest.mark.parametrize(("said", "russian"), [
    ("the year 1911 beside it", "рядом стоит год 1911"),
    ("the heading “On Lamps”", "заголовок «On Lamps»"),
    ("the citation before it, (Inquiry 9) at line 12", "предыдущая ссылка, (Inquiry 9) в строке 12"),
    ("Orlov named before it, the citation before it, Orlov, Book 3 at essay/0004",
     "перед этим назван автор или заглавие: Orlov, предыдущая ссылка, Orlov, Book 3 в essay/0004"),
    ("page 900 of en-specimen: “Opening” (1911-05-04-morning) is not here",
     "страница 900 издания Northern Lamp Inquiry (specimen): здесь нет раздела «Opening» (4 мая 1911, утро)"),
    ("something that nobody knows", "something that nobody knows"),
    ("", ""),
])
def test_reasons_in_russian(specimen: Flask, said: str, russian: str) -> None:
    assert "".join(words.text for words in told(specimen, said)) == russian


def test_words_of_the_document_keep_their_language(specimen: Flask) -> None:
    assert [words.lang for words in told(specimen, "the heading “On Lamps”")] == [None, "en", None]
    assert [words.lang for words in told(specimen, "the heading “О лампах”", "ru")] == [None, None, None]
    assert [words.lang for words in told(specimen, "something that nobody knows")] == ["en"]


def test_every_reason_that_the_reading_of_citations_gives_is_known(specimen: Flask) -> None:
    with specimen.test_request_context("/"):
        found = shelf().books().citing.of_document("essay") or []
    said = [citation.reference.because for citation in found if citation.reference.because]
    assert said
    assert [one for one in said if recognised(one, SENTENCES) is None] == []


def test_the_sentences_stand_where_they_are_said() -> None:
    source = "".join((CORPUS / name).read_text("utf-8") for name in ("references/finding.py", "references/context.py"))
    for start in ("the year ", "the heading “", "the only trial", "no work named", "the citation before it, ",
                  "the work cited before, ", "a dated entry of “"):
        assert start in source
        assert any(re.sub(r"%\(\w+\)s.*", "", sentence).startswith(start.rstrip()) for sentence in SENTENCES)
