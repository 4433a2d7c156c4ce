"""Closing lines of records, which are nobody's words, and lines like them that are somebody's."""

from __future__ import annotations

import pytest
from records import made_record, record

CLOSING = [
    "Лампин", "П. Лампин", "(Лампин)", "ЛАМПИН", "Подпись: Лампин", "Подписал: П. Лампин", "(подпись)", "/Лампин/",
    "Записано с моих слов верно, мною прочитано. Лампин",
    "Протокол записан с моих слов верно и мною прочитан. П. Лампин",
    "С моих слов записано верно, мне прочитано: Лампин", "Допросил: Следователь маяка Фонарёв", "Допросил:",
    "Допросили: НАЧ. 3 ОТД. СПО ФОНАРЁВ", "ДОПРОСИЛ: ЗАМ. НАЧ. СПО ГУГБ – ФОНАРЁВ", "Верно: Фонарёв", "Верно:",
    "ВЕРНО: ОПЕРУПОЛНОМОЧЕННЫЙ – (Фонарёв)", "5 января 1935 г.", "5/I-35 г.", "г. Маяк, 5 января 1935 года",
    "«5» января 1935 г.", "[5 января 1935 г.]", "Маяк. 5.I.35", "РГАСПИ. Ф. 17. Оп. 1. Д. 2. Л. 3–4.",
    "ЦА ФСБ РФ. Ф. Н-1. Т. 2. Л. 3. Подлинник. Машинопись.", "ГАРФ, ф. 1, оп. 2, д. 3, л. 4. Копия.",
    "АП РФ. Ф. 3. Оп. 24. Д. 177. Л. 1–10. Заверенная копия. Машинопись.", "Подлинник. Машинопись.", "Копия.",
    "Печатается по: Маяк. Сборник документов. М., 2001. С. 5.", "Печатается по копии.",
    "Опубликовано: Маяк, 2001. С. 5–7.", "Опубл.: Маяк. 2001. № 3. С. 5.", "Публикуется впервые.",
    "Источник: РГАСПИ. Ф. 17. Оп. 1. Д. 2. Л. 3", "Источник: архив маяка.",
    "Впервые опубликовано в журнале «Маяк», 2001.", "Допрос прерван.", "Допрос окончен в 23 часа 15 минут.",
    "Допрос прерывается.", "На этом допрос прерван в 2 часа.", "Копия верна: секретарь Фонарёв", "Секретарь Фонарёв",
    "Начальник СПО Фонарёв", "Зам. нач. СПО ГУГБ НКВД СССР С. Фонарёв",
    "Комиссар государственной безопасности 3 ранга (Фонарёв)", "Капитан государственной безопасности Фонарёв",
    "Отпечатано в 5 экз.", "Разослано: тт. Фонарёву, Бурину.", "Помета: «Читал. Фонарёв».", "Резолюция: «В архив. Ф.»",
    "На первом листе помета: «В архив».", "Протокол читал: Лампин", "Следователь: Фонарёв",
    "Присутствовали: Фонарёв, Бурин", "Исх. № 123/с", "Тираж 5 экз.", "Поделиться", "Предыдущий документ",
    "Читать далее", "Подробнее",
    "Метки: маяк, лампа", "← Назад", "Оставить комментарий", "Автор: admin", "Facebook", "Читайте также: другие лампы",
    "Просмотров: 123",
]
"""Signatures, dates, attestations, stamps, imprints, signatures of archives, and what a site has around a document."""

SPOKEN = [
    "Подписал: Лампин, сторож маяка. Ночь прошла.",
    "Верно, я это говорил.", "Верно: я это говорил.", "Начальник маяка встретил меня у входа.",
    "Следователь маяка Фонарёв меня знал.", "Комиссар приехал 5 мая и уехал.", "Копия письма осталась у меня.",
    "Источник света погас: лампа разбилась.", "С моих слов он понял всё.", "5 мая 1935 г. я уехал из города.",
    "Протокол я прочитал.", "Резолюция 1934 года была принята единогласно.",
    "Резолюция была принята в 1934 году: все голосовали.", "Прокурор говорил мне о Бурине.",
    "Записано это было в книге.", "В письме подпись была такая: Бурин.", "Допрос меня утомил.",
    "Секретарь райкома знал Бурина.", "На столе лежала записка с подписью: Бурин.", "Нет", "Да, я был там", "Никогда",
    "Лампа, стекло, фитиль", "В 1934 году я был в Москве.", "10.30 поезд ушёл.", "Показания Бурина я отрицаю.",
    "Показания мои верны.", "Заявление я написал сам.", "Подпись моя.",
    "Допрос начат был при мне, и я всё слышал, как он отвечал на вопросы об этом деле.",
    "Опубликовано это было без меня.", "Присутствовали Бурин и я.",
    "Капитан судна, на котором я приехал, ушёл в отставку.",
    "Все показания мною прочитаны, и я требую исправить пятый ответ, потому что он неверен.",
    "Напечатано было пятьсот листовок.", "Поделиться этим я ни с кем не мог.",
]
"""Sentences of an answer with the same words."""


@pytest.mark.parametrize("line", CLOSING)
def test_a_closing_line_is_nobodys(line: str) -> None:
    turns = record(["Вопрос: Где вы были?", "Ответ: Я был на маяке.", line])
    assert [turn.text for turn in turns if turn.kind == "speech"] == ["Где вы были?", "Я был на маяке."]
    assert line in [turn.text for turn in turns]


@pytest.mark.parametrize("line", SPOKEN)
def test_what_sounds_like_one_is_spoken(line: str) -> None:
    turns = record(["Вопрос: Где вы были?", "Ответ: Я был на маяке.", line, "Потом я ушёл."])
    assert [turn.text for turn in turns if turn.kind == "speech"][2:] == [line, "Потом я ушёл."]
    assert {turn.speaker for turn in turns[-2:]} == {"П. К. Лампин"}


@pytest.mark.parametrize("line", ["5 января 1935 г.", "П. Лампин", "ПРОТОКОЛ ДОПРОСА", "Вопрос: Где вы были?"])
def test_a_line_of_a_document_that_is_a_link_stays(line: str) -> None:
    text = made_record(f"<p>Первая строка документа.</p><p><a href='scan.jpg'>{line}</a></p><p>Вторая строка.</p>")
    assert not [item for item in text.left_out if item.kind == "navigation"]


def test_a_menu_with_such_lines_does_not() -> None:
    menu = "".join(f"<li><a href='{n}'>{n} января 1935 г.</a></li>" for n in range(1, 4))
    text = made_record(f"<ul>{menu}</ul><p>Первая строка документа.</p>")
    assert len([item for item in text.left_out if item.kind == "navigation"]) == 3


def test_names_behind_a_colon_are_a_list() -> None:
    turns = record(["Вопрос: Кто там был?", "Ответ: Там были:", "Бурин", "Конец моим словам."])
    assert [turn.kind for turn in turns][-2:] == ["speech", "speech"]


@pytest.mark.parametrize("joint", ["\n", "<br>\n"])
@pytest.mark.parametrize(("lines", "spoken"), [
    (["QUESTION: Where?", "ANSWER: At the lamp.", "P. LAMPIN", "Questioned by: Investigator N. Fonar"], 2),
    (["ВОПРОС: Где?", "ОТВЕТ: На маяке.", "Лампин", "5 января 1935 г.", "Допросил: следователь Фонарёв"], 2),
    (["ВОПРОС. Где?", "ОТВЕТ. На маяке.", "П. ЛАМПИН", "ВОПРОС. Когда?", "ОТВЕТ. В среду.", "П. ЛАМПИН"], 4),
])
def test_closing_lines_in_one_paragraph_with_speeches_are_nobodys(joint: str, lines: list[str], spoken: int) -> None:
    text = joint.join(lines)
    made = made_record(f"<p>{text}</p>") if "<" in joint else made_record(text, ext="txt")
    said = [turn.text for turn in made.turns if turn.kind == "speech" and turn.role]
    assert len(said) == spoken and all(text.endswith((".", "?")) and "\n" not in text for text in said)


@pytest.mark.parametrize("last", ["I met him on\n5 March 1911.", "It was given to me by\nKorvin", "So said\nP. LAMPIN"])
def test_a_day_or_name_that_ends_a_sentence_is_said(last: str) -> None:
    made = made_record(f"QUESTION: Where?\nANSWER: {last}\nQUESTION: When?\nANSWER: In May.", ext="txt")
    assert [turn.text.replace("\n", " ") for turn in made.turns if turn.role][1] == last.replace("\n", " ")


def test_heads_and_signatures_of_papers_are_no_labels() -> None:
    paper = ["{kind}", "To the Board of the harbour", "The lamp was lit at nine.", "March 5, 1911", "P. LAMPIN"]
    text = "\n\n".join("\n\n".join(paper).format(kind=kind) for kind in ["STATEMENT"] * 4 + ["LETTER"] * 3)
    assert not [turn.label for turn in made_record(text, ext="txt").turns if turn.label]
