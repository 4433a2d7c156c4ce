"""Labels that brackets, bullets, initials behind the name or a misread sign set off at the beginning of a line."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.reading import formats

SPECIMEN = load("specimen")
BEFORE = {
    "en": "ORSETSKY: Where was the lamp?\n\nDAL-RENIN: On the quay.\n\n" * 3,
    "ru": "ОРСЕЦКИЙ: Где был фонарь?\n\nДАЛЬ-РЕНИН: На причале.\n\n" * 3,
}


def made(line: str, lang: str) -> EditionTurns:
    data = f"{BEFORE[lang]}{line}\n\n{BEFORE[lang]}".encode()
    [source] = formats.read(data, "text", "a.txt")
    return edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)


LINES = {
    "en": ("[A. KORVIN]: I lit it.", "[A. KORVIN] I lit it.", "(A. KORVIN:) I lit it.", "(A. Korvin): I lit it.",
           "<A. KORVIN> I lit it.", "• A. KORVIN: I lit it.", "1. A. KORVIN: I lit it.", "— A. KORVIN: I lit it.",
           "KORVIN, A.: I lit it.", "Korvin, A. (rising): I lit it.", "A. KORVIN = I lit it.", "A. KORVIN >> I lit it.",
           "[A. Korvin] I lit it.",
           "A. KORVIN… I lit it.", "A. KORVIN\tI lit it.", "A. KORVIN, I lit it.", "A. KORVIN Never lit it."),
    "ru": ("[А. КОРВИН]: Я зажёг.", "[А. КОРВИН] Я зажёг.", "(А. КОРВИН:) Я зажёг.", "• А. КОРВИН: Я зажёг.",
           "2) А. КОРВИН: Я зажёг.", "КОРВИН, А.: Я зажёг.", "А. КОРВИН / Я зажёг.", "А. КОРВИН Зажёг я.",
           "— А. Корвин: Я зажёг.", "А. КОРВИН… Я зажёг."),
}


@pytest.mark.parametrize(("lang", "line"), [(lang, line) for lang, lines in LINES.items() for line in lines])
def test_a_label_set_off_begins_a_turn(lang: str, line: str) -> None:
    result = made(line, lang)
    said = [turn for turn in result.turns if turn.kind == "speech"]
    around = ["orsetsky", "dal-renin"] * 3
    assert [turn.speaker for turn in said] == [*around, "a-korvin", *around]
    assert said[6].text.split()[-1] in ("it.", "зажёг.", "я.") and "КОРВИН" not in said[6].text.upper()
    assert said[5].text in ("On the quay.", "На причале.")
    assert {doubt.code for doubt in result.doubts} <= {"label-read-as"}


@pytest.mark.parametrize(("lang", "line"), [
    ("en", "ORSETSKY AND A. KORVIN (together): Never!"), ("ru", "ОРСЕЦКИЙ И А. КОРВИН (вместе): Никогда!"),
])
def test_of_several_who_speak_nobody_is_named(lang: str, line: str) -> None:
    result = made(line, lang)
    said = [turn for turn in result.turns if turn.kind == "speech"]
    assert [turn.speaker for turn in said][5:8] == ["dal-renin", None, "orsetsky"]
    assert "label-unknown" in {doubt.code for doubt in result.doubts}


STOPPED = {
    "Голос из зала. Стыдно!": None, "Голоса. Стыдно!": None, "Все подсудимые: Никогда!": None,
    "Гурмало — Не знаю.": "gurmalo", "[Гурмало]: Не знаю.": "gurmalo", "[Гурмало] Не знаю.": "gurmalo",
    "Гурмало-Не знаю.": "gurmalo",
    "Гурмало.-Не знаю.": "gurmalo", "Вопрос: Не знаю.": None, "Ответ свидетеля: Не знаю.": None,
    "Корвин, А.: Не знаю.": "a-korvin",
}


@pytest.mark.parametrize("line", STOPPED)
def test_voices_in_a_text_that_ends_labels_with_stops(line: str) -> None:
    around = "Орсецкий. Где был фонарь?\n\nДаль-Ренин. На причале.\n\n" * 3
    [source] = formats.read(f"{around}{line}\n\n{around}".encode(), "text", "a.txt")
    turns = edition_turns([(source, None)], SPECIMEN.edition("ru-specimen"), SPECIMEN).turns
    said = [turn for turn in turns if turn.kind == "speech"]
    pair = ["orsetsky", "dal-renin"] * 3
    assert [turn.speaker for turn in said] == [*pair, STOPPED[line], *pair]


@pytest.mark.parametrize("line", [
    "A. Korvin, who had the lamp, lit it.", "(Korvin rises.) I lit it.", "[A. Korvin is led away.]",
    "A. Korvin lit it.", "Gurmalo-Bramm was the name of the firm.", "[Korvin] and his lamp were seen.",
    "Question of fuel: none was left.", "Question. Nobody had one.",
    "1. Korvin had the lamp.", "A. KORVIN was seen on the quay.",
])
def test_a_name_in_a_sentence_is_no_label(line: str) -> None:
    said = [turn for turn in made(line, "en").turns if turn.kind == "speech"]
    assert len(said) == 12


@pytest.mark.parametrize(("lang", "question", "answer"), [
    ("en", "Question: Who lit it?", "Answer: Not I."), ("en", "QUESTION: Who lit it?", "ANSWER: Not I."),
    ("en", "Question. Who lit it?", "Answer. Not I."), ("en", "— Question: Who lit it?", "— Answer: Not I."),
    ("en", "Question 7: Who lit it?", "Answer 7: Not I."),
    ("en", "Question by the Prosecutor: Who?", "Answer (low): Not I."),
    ("en", "Question:\n\nWho lit it?", "Answer:\n\nNot I."), ("ru", "Вопрос: Кто зажёг?", "Ответ: Не я."),
    ("ru", "Вопрос. Кто зажёг?", "Ответ. Не я."), ("ru", "Вопрос — Кто зажёг?", "Ответ — Не я."),
    ("ru", "1) Вопрос прокурора: Кто зажёг?", "2) Ответ Корвина: Не я."),
])
def test_sides_of_an_interrogation_are_unknown_voices(lang: str, question: str, answer: str) -> None:
    result = made(f"{question}\n\n{answer}", lang)
    said = [turn for turn in result.turns if turn.kind == "speech"]
    around = ["orsetsky", "dal-renin"] * 3
    assert [turn.speaker for turn in said] == [*around, None, None, *around]
    assert [turn.text for turn in said][5:8:2] == [said[-1].text, said[7].text]
    assert said[6].text.endswith("?") and said[7].text in ("Not I.", "Не я.")
    assert [doubt.code for doubt in result.doubts] == ["label-unknown"] * 2


@pytest.mark.parametrize(("line", "speaker"), [
    ("Gurmalo-Not I.", "gurmalo"), ("Gurmalo-Nobody lit it.", "gurmalo"), ("[Orsetsky] Who lit it?", "orsetsky"),
])
def test_labels_set_as_those_of_a_file_in_small_letters(line: str, speaker: str) -> None:
    around = "Orsetsky: Where was the lamp?\n\nDal-Renin: On the quay.\n\n" * 3
    [source] = formats.read(f"{around}{line}\n\n{around}".encode(), "text", "a.txt")
    turns = edition_turns([(source, None)], SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    assert [turn.speaker for turn in turns if turn.kind == "speech"][5:8] == ["dal-renin", speaker, "orsetsky"]


TITLED = {
    "en": "Orsetsky: Where was the lamp?\n\nDal-Renin: On the quay.\n\n",
    "ru": "Орсецкий: Где был фонарь?\n\nДаль-Ренин: На причале.\n\n",
}


@pytest.mark.parametrize(("lang", "line", "speaker", "told"), [
    ("en", "the president: Be silent.", "veldanov", True), ("en", "the prosecutor: I am silent.", "orsetsky", True),
    ("ru", "председатель: Тише.", "veldanov", True), ("ru", "прокурор: Молчу.", "orsetsky", True),
    ("ru", "Гос. обв.: Молчу.", "orsetsky", False), ("ru", "Обвинитель: Молчу.", "orsetsky", False),
    ("ru", "Обв. Орсецкий: Молчу.", "orsetsky", False), ("ru", "Гос. обв. Орсецкий: Молчу.", "orsetsky", False),
    ("ru", "Предс.: Тише.", "veldanov", False), ("ru", "Подс. А. Корвин: Молчу.", "a-korvin", False),
    ("ru", "А. П. Корвин: Молчу.", "a-korvin", True), ("ru", "П. А. Корвин: Молчу.", "p-korvin", True),
    ("ru", "К. П. Корвин: Молчу.", None, True), ("en", "A. P. Korvin: I am silent.", "a-korvin", True),
    ("en", "K. P. Korvin: I am silent.", None, True), ("en", "Korvin A. P.: I am silent.", "a-korvin", True),
    ("ru", "Орсецкий — Корвину: Молчите.", "orsetsky", False),
    ("en", "Orsetsky — to Korvin: Be silent.", "orsetsky", False),
    ("ru", "Орсецкий – свидетелю Гурмало: Молчите.", "orsetsky", False),
])
def test_offices_initials_and_addressees_in_a_text_of_small_letters(
    lang: str, line: str, speaker: str | None, told: bool
) -> None:
    [source] = formats.read(f"{TITLED[lang] * 3}{line}\n\n{TITLED[lang] * 3}".encode(), "text", "a.txt")
    result = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
    said = [turn for turn in result.turns if turn.kind == "speech"]
    pair = ["orsetsky", "dal-renin"] * 3
    assert [turn.speaker for turn in said] == [*pair, speaker, *pair]
    assert len(said[6].text.split()) < 4
    assert bool(result.doubts) == told


@pytest.mark.parametrize("line", [
    "He asked the\nprosecutor: was it so?", "There was one rule of\nthe president: Nobody sleeps here.",
    "(Noise in the hall, and\nVoices: Shame!) I am silent.",
])
def test_offices_spoken_of_and_voices_told_of_are_no_labels(line: str) -> None:
    [source] = formats.read(f"{TITLED['en'] * 3}Gurmalo: {line}\n\n{TITLED['en'] * 3}".encode(), "text", "a.txt")
    turns = edition_turns([(source, None)], SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    assert [turn.speaker for turn in turns][6:8] == ["gurmalo", "orsetsky"]


def test_a_text_that_begins_with_a_bracket_has_its_own_lines() -> None:
    raw = "[Орсецкий] Где был фонарь?\n[А. Корвин] На причале.\n[Гурмало] Не знаю.\n" * 3
    [source] = formats.read(raw.encode(), "text", "a.txt")
    turns = edition_turns([(source, None)], SPECIMEN.edition("ru-specimen"), SPECIMEN).turns
    assert [turn.speaker for turn in turns] == ["orsetsky", "a-korvin", "gurmalo"] * 3
