"""Letterspaced words are read as words, in their places; single letters that are words stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_maker import Page, make_pdf

from corpus.reading.formats import read


def text_of(raw: str) -> str:
    (text,) = read(raw.encode(), "text", "file")
    for block in text.blocks:
        for run in block.offsets.runs:
            assert block.text[run.text : run.text + run.length] == raw[run.source : run.source + run.width]
    return "\n".join(block.text for block in text.blocks)


@pytest.mark.parametrize(("raw", "closed"), [
    ("В о п р о с: Кто чинил?", "Вопрос: Кто чинил?"), ("Фонарь был с л о м а н давно.", "Фонарь был сломан давно."),
    ("Пришёл и с т а р ш и й сторож.", "Пришёл и старший сторож."), ("О р л а н о в с к и й: Да.", "Орлановский: Да."),
    ("Q u e s t i o n: Who came?", "Question: Who came?"), ("It was b r o k e n then.", "It was broken then."),
])
def test_closed_up(raw: str, closed: str) -> None:
    assert text_of(raw) == closed


@pytest.mark.parametrize("raw", ["Он и я с ним.", "а я и в это верил", "Points A B C D E F burned.", "I a m", "x y z"])
def test_letters_that_are_words_stay_apart(raw: str) -> None:
    assert text_of(raw) == raw


@pytest.mark.sources
def test_a_file_of_spaced_labels(cases: Path) -> None:
    text = text_of((cases / "07a-letterspaced.txt").read_text("utf-8"))
    assert text.count("Вопрос:") == 3 and text.count("Ответ:") == 3
    assert "старший сторож" in text and "сломаны" in text


@pytest.mark.parametrize("scan", [False, True], ids=["PDF", "recognised PDF"])
def test_on_printed_pages(scan: bool) -> None:
    data = make_pdf([Page(["The lamp was e s p e c i a l l y bright that night.", "Plan A b or c."])], scan=scan)
    [text] = read(data, "pdf", "a.pdf")
    assert "especially bright" in " ".join(block.text for block in text.blocks)
    assert "Plan A b or c." in " ".join(block.text for block in text.blocks)
