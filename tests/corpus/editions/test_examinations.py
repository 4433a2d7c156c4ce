"""Questions and answers that name nobody: the heading of an examination may, and run on they are somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.catalogue import catalogue
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.reading.formats import read, sniff

SPECIMEN = catalogue.load("specimen")
SITTING = {"en": "May 4 (morning)", "ru": "Утреннее заседание 4 мая 1911 года"}
SAID = {
    "en": ["Where were you that night?", "In the boat, by the outer mole.", "Who can confirm it?", "Nobody can."],
    "ru": ["Где вы были в ту ночь?", "В лодке, у внешнего мола.", "Кто это подтвердит?", "Никто не подтвердит."],
}
TALK = {"en": ["ORSETSKY: Alpha beta?", "THE PRESIDENT: Gamma."], "ru": ["ОРСЕЦКИЙ: Альфа?", "ПРЕДСЕДАТЕЛЬ: Бета."]}
Whom = list[str | None]


def made(lines: Sequence[str], lang: str, *, html: bool = True) -> EditionTurns:
    raw = "<body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body>" if html else "\n\n".join(lines)
    name = "sitting.htm" if html else "sitting.txt"
    [source] = read(raw.encode(), sniff(raw.encode(), name), name)
    return edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)


def sides(lang: str, question: str, answer: str, sign: str = ":") -> list[str]:
    return [f"{label}{sign} {said}" for label, said in zip((question, answer) * 2, SAID[lang], strict=True)]


def speakers(reading: EditionTurns) -> Whom:
    return [turn.speaker for turn in reading.turns if turn.kind == "speech"]


@pytest.mark.parametrize("html", [True, False])
@pytest.mark.parametrize(("lang", "heading", "asking", "answering"), [
    ("en", "EXAMINATION OF THE RESPONDENT DAL-RENIN", None, "dal-renin"),
    ("en", "Examination of the Witness Gurmalo", None, "gurmalo"),
    ("en", "CROSS-EXAMINATION OF THE WITNESS GURMALO BY COUNSEL TSIMLOVA", "tsimlova", "gurmalo"),
    ("ru", "ДОПРОС ОТВЕТЧИКА ДАЛЬ-РЕНИНА", None, "dal-renin"),
    ("ru", "Допрос свидетеля П. Корвина", None, "p-korvin"),
    ("ru", "ДОПРОС СВИДЕТЕЛЬНИЦЫ ОСТРЕЛИНОЙ ОБВИНИТЕЛЕМ ОРСЕЦКИМ", "orsetsky", "ostrelina"),
    ("ru", "ВТОРИЧНЫЙ ДОПРОС СВИДЕТЕЛЯ БРАММА", None, "bramm"),
    ("ru", "ДОПРОС СВИДЕТЕЛЯ ПАНЮШКИНА", None, None),
    ("ru", "ДОПРОС СВИДЕТЕЛЯ КОРВИНА", None, None),
    ("ru", "ДОПРОС СВИДЕТЕЛЕЙ ГУРМАЛО И БРАММА", None, None),
    ("en", "READING OF THE LETTERS OF GURMALO", None, None),
])
def test_whom_a_heading_names(lang: str, heading: str, asking: str | None, answering: str | None, html: bool) -> None:
    for question, answer in {"en": [("Question", "Answer"), ("Q.", "A.")], "ru": [("Вопрос", "Ответ")]}[lang]:
        signed = "" if question.endswith(".") else ":"
        reading = made([SITTING[lang], heading, *sides(lang, question, answer, signed)], lang, html=html)
        assert speakers(reading) == [asking, answering] * 2
        told = [turn for turn in reading.turns if turn.kind == "speech" and turn.speaker]
        assert all(note.code == "section-heading" for turn in told for _, note in turn.inferred)
        assert all(turn.inferred for turn in told)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_next_heading_and_another_voice_end_it(lang: str) -> None:
    question, answer = {"en": ("Question", "Answer"), "ru": ("Вопрос", "Ответ")}[lang]
    first, second = {
        "en": ("EXAMINATION OF THE WITNESS GURMALO", "EXAMINATION OF THE WITNESS BRAMM"),
        "ru": ("ДОПРОС СВИДЕТЕЛЯ ГУРМАЛО", "ДОПРОС СВИДЕТЕЛЯ БРАММА"),
    }[lang]
    pair = sides(lang, question, answer)[:2]
    reading = made([SITTING[lang], first, *pair, *TALK[lang], *pair, second, *pair], lang)
    assert speakers(reading) == [None, "gurmalo", "orsetsky", "veldanov", None, None, None, "bramm"]


@pytest.mark.parametrize(("lang", "question", "answer", "sign"), [
    ("en", "Question", "Answer", ":"), ("en", "Q", "A", "."), ("en", "Q", "A", ":"), ("en", "Question", "Answer", "."),
    ("ru", "Вопрос", "Ответ", ":"), ("ru", "Вопрос", "Ответ", ". —"), ("ru", "Вопр", "Отв", "."),
    ("ru", "Вопрос", "Ответ", " —"), ("ru", "Вопр", "Отв", ".:"),
])
@pytest.mark.parametrize("read_out", [False, True])
def test_sides_run_on_in_one_paragraph(lang: str, question: str, answer: str, sign: str, read_out: bool) -> None:
    opening = {"en": "ORSETSKY: I read the record. ", "ru": "ОРСЕЦКИЙ: Оглашаю показания. "}[lang] if read_out else ""
    reading = made([*TALK[lang], opening + " ".join(sides(lang, question, answer, sign)), *TALK[lang]], lang)
    named: Whom = ["orsetsky", "veldanov"]
    assert speakers(reading) == [*named, *(["orsetsky"] if read_out else []), *[None] * 4, *named]
    assert [turn.text for turn in reading.turns if turn.speaker is None] == SAID[lang]
    assert any(note.code == "label-unknown" for note in reading.doubts)


@pytest.mark.parametrize(("lang", "said"), [
    ("en", "I put the question: Where were you? And the answer: Nowhere. Is that an answer? Answer me."),
    ("en", 'I read: "Question: Where were you? Answer: Nowhere." Is it so?'),
    ("en", "He wrote to A. Korvin. He wrote to me. Q. Who was that? Nobody."),
    ("ru", "Возникает вопрос: Где вы были? На этот вопрос ответ: Нигде."),
    ("ru", "Это был главный вопрос. Ответ. Он был дан. Вопрос остался."),
])
def test_a_question_spoken_of_is_no_label(lang: str, said: str) -> None:
    reading = made([*TALK[lang], TALK[lang][0].partition(":")[0] + ": " + said], lang)
    assert reading.turns[-1].text == said
