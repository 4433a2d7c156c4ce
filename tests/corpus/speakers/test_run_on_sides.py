"""Questions and answers run on in one paragraph: voices of somebody unknown, the two sides in a record of questions."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.reading import formats
from corpus.speakers.run_on_sides import run_on_sides
from corpus.speakers.vocabulary import LabelVocabulary

SPECIMEN = load("specimen")
VOCABULARY = LabelVocabulary.of_documents(SPECIMEN)
FORMS = [
    ("en", "{}: ", "Q", "A"), ("en", "{}. ", "Q", "A"), ("en", "{}.: ", "Q", "A"), ("en", "{} – ", "Q", "A"),
    ("en", "({}) ", "Q", "A"), ("en", "[{}:] ", "Q", "A"), ("en", "{} ", "Q", "A"), ("en", "{}: ", "Question",
    "Answer"),
    ("ru", "{}: ", "В", "О"), ("ru", "{}.: ", "Вопр", "Отв"), ("ru", "{}. ", "В", "О"), ("ru", "{}: ", "Вопрос",
    "Ответ"),
    ("ru", "({}) ", "В", "О"), ("ru", "{} — ", "Вопрос", "Ответ"),
]
SAID = {
    "en": ("Where was the lamp?", "Over the pump.", "Who lit it?", "The porter lit it."),
    "ru": ("Где был фонарь?", "Над насосом.", "Кто его зажёг?", "Сторож зажёг."),
}
AROUND = {"en": ("ORSETSKY: I read the record.", "GURMALO: That is so."),
          "ru": ("ОРСЕЦКИЙ: Оглашаю протокол.", "ГУРМАЛО: Это так.")}


def run_on(lang: str, form: str, sides: tuple[str, str], gap: str = " ") -> str:
    return gap.join(form.format(sides[number % 2]) + words for number, words in enumerate(SAID[lang]))


@pytest.mark.parametrize("joint", ["\n\n", " "], ids=["own paragraph", "in a speech"])
@pytest.mark.parametrize(("lang", "form", "asks", "answers"), FORMS)
def test_in_a_text_with_names_they_are_unknown_voices(
    lang: str, form: str, asks: str, answers: str, joint: str
) -> None:
    first, last = AROUND[lang]
    raw = f"{first}{joint}{run_on(lang, form, (asks, answers))}\n\n{last}"
    [source] = formats.read(raw.encode(), "text", "a.txt")
    made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
    assert [(turn.speaker, turn.text) for turn in made.turns] == [
        ("orsetsky", first.split(": ")[1]), *((None, words) for words in SAID[lang]), ("gurmalo", last.split(": ")[1])]
    assert {doubt.code for doubt in made.doubts} == {"label-unknown"}


@pytest.mark.parametrize(("lang", "form", "asks", "answers"), [form for form in FORMS if form[1] != "{} "])
def test_in_a_record_they_are_question_and_answer(lang: str, form: str, asks: str, answers: str) -> None:
    [source] = formats.read(run_on(lang, form, (asks, answers)).encode(), "text", "a.txt")
    turns, _ = document_turns(source, "d", "cited", lang, VOCABULARY)
    roles = ["interrogator", "answerer"] * 2
    assert [(turn.role, turn.text) for turn in turns] == list(zip(roles, SAID[lang], strict=True))


@pytest.mark.parametrize(("text", "labels"), [
    ("Q1: Tell us of it. A1: It hung there. A1: By day too.", 3), ("q: where was it? a: over the pump.", 2),
    ("Q: Where was A. Korvin? A: There. A. Korvin lit it.", 2), ("A. Korvin was there. A. Korvin lit it.", 0),
    ("A) the lamp. B) the bell.", 0), ("He said: Q is a letter. A is another.", 0),
    ("Q. Then. A. Korvin came. Q. So.", 0),
    ("В Тарнхольме? О Брекене. В порту? О Брекене.", 0), ("Q Where? A There.", 0),
    ("“Q: Where? A: There.” he read.", 0),
])
def test_what_is_a_label_and_what_none(text: str, labels: int) -> None:
    assert len(run_on_sides(text)) == labels
