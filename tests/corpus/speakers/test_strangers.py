"""Voices that stand once and whom no list knows: whose words they are is told, or nobody's; a speech stays whole."""

from __future__ import annotations

import pytest
from dialogues import amid

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.speakers.vocabulary import LabelVocabulary

SPECIMEN = load("specimen")
EVERYONE = LabelVocabulary.of_documents(SPECIMEN)
SAID = {"en": "The lamp hung over the pump.", "ru": "Фонарь висел над насосом."}
NOBODY = {
    "en": ("Halloran:", "John Halloran:", "J. Halloran:", "Halloran (rising):", "Halloran, rising:", "Halloran —",
           "Captain Halloran:", "Capt. Halloran:", "Old Halloran:", "O'Halloran:", "Halloran-Pike:", "von Halloran:",
           "Witness Halloran.", "Mrs. Halloran.", "Sailor:", "The stranger:", "An old man:", "Chairman:",
           "Orsetsky's answer:", "Orsetsky's reply:", "The President's question:", "The answer of Orsetsky:",
           "Reply by Orsetsky:", "Halloran's statement:", "Remark of Orsetsky:",
           "(Voices):", "(unintelligible voice):", "The accused together:", "Everyone:", "A.K.:", "ORSETSKY!",
           "ORSETSKY?"),
    "ru": ("Халоран:", "Иван Халоран:", "И. Халоран:", "Халоран (встаёт):", "Халоран —", "Халоран.", "ХАЛОРАН.",
           "Капитан Халоран:", "Старик Халоран:", "Капитан Халоран.", "Свидетель Халоран.", "Матрос:",
           "Ответ Орсецкого:", "Ответ Орсецкого.", "Ответ подсудимого Орсецкого:", "Вопрос председателя:",
           "Реплика Орсецкого:", "Возражение Орсецкого:", "Заявление Халорана:", "(Голоса):", "Голос с галёрки:",
           "Все вместе:", "Секретарь суда:", "Пристав:", "Пред.:", "Вопр.:", "Отв.:", "Все:", "Голос Орсецкого.",
           "Ответ на вопрос:", "Н.Н.:", "ОРСЕЦКИЙ!"),
}
OFFICES = {"en": (("President:", "president"), ("Prosecutor:", "prosecutor"), ("The President.", "president"),
                  ("The Prosecutor —", "prosecutor")),
           "ru": (("Председатель.", "president"), ("Прокурор —", "prosecutor"))}
SPOKEN = {
    "en": ("Note: Nobody came.", "Result: Nobody came.", "In short: Nobody came.", "He said: Nobody came.",
           "The judge said: Nobody came.", "The man told me: Nobody came.", "Comrades: Nobody came.",
           "The letter reads: Nobody came.", "My answer: Nobody came.", "The answer: Nobody came.", "No. Nobody came.",
           "NEVER. Nobody came.", "The President. He keeps the light.", "The President, he came.",
           "Mr. Bramm. He came.", "Mr. Bramm came by. Nobody else.", "London. The fog is thick.",
           "One thing: Nobody came.", "Two men: Gurmalo and Bramm.", "Continuing, he repeats: Nobody came.",
           "I, a sailor, repeat: Nobody came.", "Orsetsky! I knew him.", "Orsetsky? I never met him.",
           "Orsetsky.He kept the light.", "ORSETSKY came by. Nobody else.", "Everyone knows: Nobody came.",
           "The answer to the question: Nobody came.", "Then again: Nobody came.", "No. 12. The lamp was new.",
           "Evidence of Orsetsky, I say, is false. Nobody came.", "Prosecutor Orsetsky. He came.",
           "Pumpists: Lind and Marta. Then nobody."),
    "ru": ("Вывод: Никто не пришёл.", "Во-первых: Никто не пришёл.",
           "Судья сказал: Никто не пришёл.", "Матрос спросил: Кто пришёл?", "Товарищи: Никто не пришёл.",
           "Граждане судьи: Никто не пришёл.", "Понедельник: Никто не пришёл.", "Нет. Никто не пришёл.",
           "Москва. Там было темно.", "Иванов. Он хранитель.", "Матрос. Он пришёл.", "Итак: Никто не пришёл.",
           "Просьба: Дайте фонарь.", "Орсецкий! Я знал его.", "Голос его был тих. Никто не пришёл.",
           "Все знают: Никто не пришёл.", "Ответ на вопрос дан. Никто не пришёл.", "№ 12. Фонарь висел.",
           "Показания Орсецкого ложны. Никто не пришёл."),
}
PERHAPS = {"London. The fog is thick."}
"""What may be a name or a place: the speech goes on, and it is told."""
KNOWN = {"en": ("Orsetsky continues:", "By Orsetsky:", "Comrade Orsetsky.", "Citizen Orsetsky —", "ORSETSKY\uff1a",
                "Orsetsky again:", "ORSETSKY/", "ORSETSKY ►", "ORSETSKY\u2003", "► ORSETSKY:", "§ Orsetsky:",
                "\u200bORSETSKY:", "[12] ORSETSKY:", "No. 12. Orsetsky:", "Orsetsky.\b", "Prosecutor Orsetsky."),
         "ru": ("Орсецкий продолжает:", "Орсецкий перебивает:", "Тов. Орсецкий.", "ОРСЕЦКИЙ\u2236", "Орсецкий снова:",
                "ОРСЕЦКИЙ /", "† ОРСЕЦКИЙ:", "№ 12. ОРСЕЦКИЙ:", "12 ч. 15 м. Орсецкий:", "Орсецкий.\b",
                "Прокурор Орсецкий.")}
"""Behind a name and ``\b`` the space is lost."""
HEADINGS = {"en": ("Evidence of Orsetsky.", "Testimony of the witness Orsetsky"), "ru": ("Показания Орсецкого.",)}
FORMS = [(lang, upper) for lang in ("en", "ru") for upper in (True, False)]


def _turns(lang: str, line: str, *, upper: bool, edition: bool) -> tuple[tuple[Turn, ...], set[str]]:
    """Give the turns of a dialogue with a line put in behind a speech of Gurmalo, and the codes of the doubts."""
    [source] = formats.read("\n\n".join(amid(lang, line, upper=upper)).encode(), "text", "a.txt")
    if edition:
        made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
        return made.turns, {doubt.code for doubt in made.doubts}
    turns, doubts = document_turns(source, "a", "cited", lang, EVERYONE)
    return tuple(turns), {doubt.code for doubt in doubts}


@pytest.mark.parametrize(("lang", "upper"), FORMS)
def test_a_voice_nobody_knows_is_told_and_its_words_are_nobodys(lang: str, upper: bool) -> None:
    for form in NOBODY[lang]:
        for edition in (True,) if upper else (True, False):
            turns, doubts = _turns(lang, f"{form} {SAID[lang]}", upper=upper, edition=edition)
            [turn] = [turn for turn in turns if SAID[lang] in turn.text]
            assert (turn.speaker, turn.text, bool(turn.label)) == (None, SAID[lang], True), form
            # A side of a record is an answer of somebody, and has a role there.
            assert doubts == {"label-unknown"} or (not edition and turn.role), form
            assert [t.speaker for t in turns if t is not turn] == ["gurmalo", "bramm"] * 4, form


@pytest.mark.parametrize(("lang", "upper"), FORMS)
def test_an_office_without_its_article_or_before_a_stop_is_doubted(lang: str, upper: bool) -> None:
    for form, role in OFFICES[lang]:
        for edition in (True,) if upper else (True, False):
            turns, doubts = _turns(lang, f"{form} {SAID[lang]}", upper=upper, edition=edition)
            [turn] = [turn for turn in turns if SAID[lang] in turn.text]
            assert (turn.role, turn.text) == (role, SAID[lang]), form
            sure = lang == "ru" and form.endswith(".")  # Russian editions end labels with a stop
            assert not edition or sure or doubts == {"label-read-as"}, form


@pytest.mark.parametrize(("lang", "upper"), FORMS)
def test_somebody_known_speaks_in_whatever_form(lang: str, upper: bool) -> None:
    for form in KNOWN[lang]:
        line = f"{form} {SAID[lang]}".replace("\b ", "")
        for edition in (True, False):
            turns, _ = _turns(lang, line, upper=upper, edition=edition)
            assert [turn.speaker for turn in turns if turn.text == SAID[lang]] == ["orsetsky"], form
            # A number or an hour before the label is nobody's.
            assert {turn.speaker for turn in turns if "12" in turn.text} <= {None}, form


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_heading_between_line_breaks_is_nobodys(lang: str) -> None:
    for heading in HEADINGS[lang]:
        lines = "<br>".join(amid(lang, heading, upper=True))
        [source] = formats.read(f"<html><body><p>{lines}</p></body></html>".encode(), "html", "a.html")
        turns, _ = document_turns(source, "a", "cited", lang, EVERYONE)
        assert [(turn.speaker, turn.text) for turn in turns if heading in turn.text] == [(None, heading)], heading


@pytest.mark.parametrize(("lang", "upper"), FORMS)
def test_words_before_a_colon_or_stop_stay_speech(lang: str, upper: bool) -> None:
    for line in SPOKEN[lang]:
        for edition in (True,) if upper else (True, False):
            turns, doubts = _turns(lang, line, upper=upper, edition=edition)
            assert doubts == ({"speaker-perhaps"} if line in PERHAPS else set()), line
            [turn] = [turn for turn in turns if line in turn.text]
            assert (turn.speaker, line) == ("gurmalo", line)
