"""Questions and answers of records in the forms that they are printed in: whose each is, and nobody's where unknown.

What each form says is a list of ``role: speaker: text``, the role as its first letter.
"""

from __future__ import annotations

import pytest
from records import made_record, record

from corpus.model.turns import Turn

Q1, A1, Q2, A2 = "Когда вы пришли?", "Я пришёл в мае.", "Кто вас встретил?", "Меня встретил сторож."
L, B = "П. К. Лампин", "С. А. Бурин"
CONFRONTATION = "Протокол очной ставки между П. К. Лампиным и С. А. Буриным"
ALONE = [("i", None, Q1), ("a", L, A1), ("i", None, Q2), ("a", L, A2)]
BOTH = [("i", None, Q1), ("a", L, A1), ("i", None, Q2), ("a", B, A2)]
Said = list[tuple[str, str | None, str]]


def said(turns: list[Turn]) -> Said:
    return [((turn.role or "-")[0], turn.speaker, turn.text) for turn in turns if turn.kind == "speech"]


FORMS = {
    "in paragraphs": [f"Вопрос: {Q1}", f"Ответ: {A1}", f"Вопрос: {Q2}", f"Ответ: {A2}"],
    "with line breaks": [f"Вопрос: {Q1}<br>Ответ: {A1}<br>Вопрос: {Q2}<br>Ответ: {A2}"],
    "run on": [f"Вопрос: {Q1} Ответ: {A1} Вопрос: {Q2} Ответ: {A2}"],
    "run on in two paragraphs": [f"Вопрос: {Q1} Ответ: {A1}", f"Вопрос: {Q2} Ответ: {A2}"],
    "bold and run on": [f"<b>Вопрос:</b> {Q1} <b>Ответ:</b> {A1} <b>Вопрос:</b> {Q2} <b>Ответ:</b> {A2}"],
    "with stops": [f"ВОПРОС. {Q1}", f"ОТВЕТ. {A1}", f"ВОПРОС. {Q2}", f"ОТВЕТ. {A2}"],
    "with dashes": [f"Вопрос — {Q1}", f"Ответ — {A1}", f"Вопрос — {Q2}", f"Ответ — {A2}"],
    "on lines of their own": ["Вопрос:", Q1, "Ответ:", A1, "Вопрос:", Q2, "Ответ:", A2],
    "numbered before": [f"1. Вопрос: {Q1}", f"Ответ: {A1}", f"2. Вопрос: {Q2}", f"Ответ: {A2}"],
    "numbered behind": [f"Вопрос 1: {Q1}", f"Ответ 1: {A1}", f"Вопрос № 2: {Q2}", f"Ответ на вопрос № 2: {A2}"],
    "another question": [f"Вопрос: {Q1}", f"Ответ: {A1}", f"Повторный вопрос: {Q2}", f"Ответ: {A2}"],
    "with offices": [f"Вопрос следователя: {Q1}", f"Ответ обвиняемого: {A1}", f"Вопрос прокурора: {Q2}",
                     f"Ответ обвиняемого: {A2}"],
    "with directions": [f"Вопрос (тов. Фонарёв): {Q1}", f"Ответ (после паузы): {A1}", f"Вопрос [повторно]: {Q2}",
                        f"Ответ [молчит]: {A2}"],
    "misprinted": [f"Вопрос: {Q1}", f"Отвст: {A1}", f"Вопрсс: {Q2}", f"Ответ: {A2}"],
    "letterspaced": [f"В о п р о с: {Q1}", f"О т в е т: {A1}", f"В о п р о с: {Q2}", f"О т в е т: {A2}"],
    "abbreviated": [f"Вопр.: {Q1}", f"Отв.: {A1}", f"Вопр. {Q2}", f"Отв. {A2}"],
    "names": [f"Следователь: {Q1}", f"Лампин: {A1}", f"Следователь: {Q2}", f"П. К. Лампин: {A2}"],
}


@pytest.mark.parametrize("form", FORMS)
def test_one_person_is_questioned(form: str) -> None:
    assert said(record(FORMS[form])) == ALONE


def test_lines_of_plain_text() -> None:
    text = f"Протокол допроса П. К. Лампина\n\nВопрос: {Q1} Ответ: {A1} Вопрос:\n{Q2} Ответ: {A2}\n"
    assert said(list(made_record(text, ext="txt").turns)) == ALONE


def test_prose_before_the_first_question_is_nobodys() -> None:
    turns = record([f"Допрос начат в 10 часов. Вопрос: {Q1} Ответ: {A1} Вопрос: {Q2} Ответ: {A2}"])
    assert said(turns) == ALONE
    assert turns[0].text == "Допрос начат в 10 часов." and turns[0].kind == "narration"


def test_a_question_that_is_quoted_is_none() -> None:
    answer = "Он спросил меня: «Вопрос: зачем вы здесь? Ответ: затем.» Я промолчал."
    assert said(record([f"Вопрос: {Q1}", f"Ответ: {answer}"])) == [("i", None, Q1), ("a", L, answer)]


CONFRONTATIONS = {
    "both named": [f"Вопрос Лампину: {Q1}", f"Ответ Лампина: {A1}", f"Вопрос Бурину: {Q2}", f"Ответ Бурина: {A2}"],
    "questions name": [f"Вопрос Лампину: {Q1}", f"Ответ: {A1}", f"Вопрос Бурину: {Q2}", f"Ответ: {A2}"],
    "answers name": [f"Вопрос: {Q1}", f"Ответ Лампина: {A1}", f"Вопрос: {Q2}", f"Ответ Бурина: {A2}"],
    "with к": [f"Вопрос к Лампину: {Q1}", f"Ответ: {A1}", f"Вопрос к Бурину: {Q2}", f"Ответ: {A2}"],
    "in brackets": [f"Вопрос (Лампину): {Q1}", f"Ответ: {A1}", f"Вопрос (Бурину): {Q2}", f"Ответ: {A2}"],
    "in capitals": [f"ВОПРОС ЛАМПИНУ: {Q1}", f"ОТВЕТ: {A1}", f"ВОПРОС БУРИНУ: {Q2}", f"ОТВЕТ: {A2}"],
    "with initials": [f"Вопрос П.К. Лампину: {Q1}", f"Ответ: {A1}", f"Вопрос С.А. Бурину: {Q2}", f"Ответ: {A2}"],
    "with their quality": [f"Вопрос обвиняемому Лампину: {Q1}", f"Ответ: {A1}", f"Вопрос свидетелю Бурину: {Q2}",
                           f"Ответ: {A2}"],
    "run on": [f"Вопрос Лампину: {Q1} Ответ: {A1} Вопрос Бурину: {Q2} Ответ: {A2}"],
    "names alone": [f"Вопрос: {Q1}", f"Лампин: {A1}", f"Вопрос: {Q2}", f"Бурин: {A2}"],
}


@pytest.mark.parametrize("form", CONFRONTATIONS)
def test_two_are_confronted(form: str) -> None:
    assert said(record(CONFRONTATIONS[form], CONFRONTATION)) == BOTH


@pytest.mark.parametrize("paragraphs", [
    [f"Вопрос: {Q1}", f"Ответ: {A1}"], [f"Вопрос к обоим: {Q1}", f"Ответ обоих: {A1}"],
    [f"Вопрос Лампину: {Q2}", f"Ответ: {A2}", f"Вопрос: {Q1}", f"Ответ: {A1}"],
    [f"Вопрос Гаванину: {Q1}", f"Ответ: {A1}"],
])
def test_of_two_nobody_is_guessed(paragraphs: list[str]) -> None:
    assert said(record(paragraphs, CONFRONTATION))[-1] == ("a", None, A1)


def test_an_answer_of_somebody_else_is_not_that_of_the_person_questioned() -> None:
    turns = record([f"Вопрос: {Q1}", f"Ответ: {A1}", f"Вопрос Бурину: {Q2}", f"Ответ: {A2}", f"Ответ Бурина: {A2}"])
    assert said(turns)[1:] == [("a", L, A1), ("i", None, Q2), ("a", None, A2), ("a", None, A2)]


@pytest.mark.parametrize("label", ["Фонарёв", "Прокурор Фонарёв", "И. И. Фонарёв", "Показания Бурина", "Бурину"])
def test_a_name_that_the_record_does_not_know_is_an_unknown_voice(label: str) -> None:
    text = made_record("".join(f"<p>{line}</p>" for line in (f"Вопрос: {Q1}", f"Ответ: {A1}", f"{label}: {Q2}")))
    assert said(list(text.turns))[-1] == ("-", None, Q2)
    assert [note.fields["label"] for note in text.doubts if note.code == "label-unknown"] == [label]


@pytest.mark.parametrize("line", ["Маяк: я думаю о нём часто.", "Повторяю: Маяк был закрыт.", "Например: Маяк."])
def test_a_word_that_is_no_name_begins_no_speech(line: str) -> None:
    assert said(record([f"Вопрос: {Q1}", f"Ответ: {A1}", line])) == [("i", None, Q1), ("a", L, A1), ("a", L, line)]


LAID_IN = {
    "in capitals, the name below": (["ПРОТОКОЛ ДОПРОСА", "БУРИНА Семёна Андреевича"], B),
    "in one line": (["Протокол допроса С. А. Бурина от 3 мая 1935 г."], B),
    "all in capitals": (["ПРОТОКОЛ ДОПРОСА БУРИНА С. А."], B),
    "nobody named": (["ПРОТОКОЛ ДОПРОСА"], None),
    "testimony": (["Показания С. А. Бурина"], B),
    "the same person's": (["Продолжение протокола допроса П. К. Лампина"], L),
}


@pytest.mark.parametrize("name", LAID_IN)
def test_a_record_laid_in_says_whose_its_answers_are(name: str) -> None:
    head, who = LAID_IN[name]
    turns = record([f"Вопрос: {Q1}", f"Ответ: {A1}", *head, f"Вопрос: {Q2}", f"Ответ: {A2}"])
    assert said(turns) == [("i", None, Q1), ("a", L, A1), ("i", None, Q2), ("a", who, A2)]


@pytest.mark.parametrize("head", ["ПИСЬМО С. А. БУРИНА", "Заявление С. А. Бурина прокурору", "СПРАВКА"])
def test_another_document_behind_a_record_is_not_its_last_speaker(head: str) -> None:
    turns = record([f"Вопрос: {Q1}", f"Ответ: {A1}", head, "Прошу рассмотреть моё дело снова."])
    assert said(turns) == [("i", None, Q1), ("a", L, A1)]
    assert [turn.text for turn in turns][-2:] == [head, "Прошу рассмотреть моё дело снова."]


@pytest.mark.parametrize("rows", [
    "<table><tr><td>Вопрос</td><td>{0}</td></tr><tr><td>Ответ</td><td>{1}</td></tr></table>",
    "<p>ВОПРОС</p><p>{0}</p><p>ОТВЕТ</p><p>{1}</p>",
])
def test_sides_with_no_sign_behind_them(rows: str) -> None:
    assert said(list(made_record(rows.format(Q1, A1)).turns)) == ALONE[:2]


@pytest.mark.parametrize("label", ["A. Lamper", "Lamper"])
def test_an_unknown_english_name_is_an_unknown_voice(label: str) -> None:
    lines = ["Question: When?", "Answer: In May, and Lamper saw me.", f"{label}: And who let you in?", "Answer: He."]
    assert said(record(lines, "Interrogation of P. K. Lampin"))[2] == ("-", None, "And who let you in?")


def test_english_records() -> None:
    turns = record(["Question to Lampin: When?", "Answer: In May.", "Question to Burin: Who?", "Answer of Burin: He."],
                   "Confrontation between P. K. Lampin and S. A. Burin")
    assert said(turns) == [("i", None, "When?"), ("a", "P. K. Lampin", "In May."), ("i", None, "Who?"),
                           ("a", "S. A. Burin", "He.")]
