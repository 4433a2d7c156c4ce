"""Narration that runs on behind a speaker's words in a summary report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue.catalogue import load
from corpus.editions.narration import narration_marks
from corpus.editions.turns import edition_turns
from corpus.model.voice import narration
from corpus.reading import formats

SPECIMEN = load("specimen")

NAMES = {"bramm", "gurmalo", "orsetsky"}
RUSSIAN = {"брамм", "гурмало", "орсецкий"}
BRAMM = {"брамм", "брамма", "брамму", "браммом", "брамме"}


def narrated(text: str, own: str = "bramm") -> list[str]:
    return [text[m.start : m.end] for m in narration_marks(text, NAMES, {own})]


def told(text: str) -> list[str]:
    return [text[m.start : m.end] for m in narration_marks(text, RUSSIAN, BRAMM, "ru")]


@pytest.mark.parametrize(("spoken", "rest"), [
    ("I saw it. ", "Bramm then relates how the ship sailed."),
    ("Yes. ", "In reply to further questions he describes the harbour."),
    ("No. ", "Gurmalo denies this."),
    ('He said: "Bramm goes." And I went. ', "The witness Gurmalo confirms the statement."),
    ("Lorem.\n", "A paragraph without a label."),
    ("It was Capt. A. Korvin. ", "Continuing his statement, he speaks of geese."),
    ("Yes. ", "After several questions put to Gurmalo by Orsetsky the Court proceeds to hear the witness Bramm."),
    ("Yes, it was clear. ", "In clarifying the matter of the ships, Comrade Orsetsky puts questions to Gurmalo."),
    ("Is there no harbour? ", "Gurmalo once again refers to the absence of ships."),
    ("I sailed with our fleet in the U.S.S.R. ", "Of his three voyages B. Bramm related nothing new."),
    ("Yes. ", "Before his departure for the U.S.S.R. Bramm went to the harbour."),
    ("I knew the U.S.S.R. well. ", "The Court adjourned at noon."),
])
def test_where_narration_begins(spoken: str, rest: str) -> None:
    assert narrated(spoken + rest) == [rest]


@pytest.mark.parametrize("text", [
    "Yes.",
    "Bramm says that he saw it.",
    "I know Gurmalo. I told Gurmalo that Bramm relates stories.",
    'He wrote: "Yes. Bramm denies it." So it was.',
    "The harbour was dark. Geese cried.",
    "I came to the U.S.S.R. by ship. There I met K. Gurmalo.",
    "It was so. Accused Gurmalo, do you hear it?",
    "",
])
def test_the_speakers_own_words(text: str) -> None:
    assert narrated(text) == []


@pytest.mark.parametrize(("spoken", "rest"), [
    ("Да. ", "Продолжая свои показания, подсудимый говорит о гавани."),
    ("Я это видел. ", "На вопрос обвинителя Брамм отвечает утвердительно."),
    ("Так было. ", "Тов. Орсецкий спрашивает, кто зажег огонь."),
    ("Не помню. ", "Подсудимый Гурмало показывает иначе."),
    ("Нет. ", "Показания Брамма оглашены."),
    ("Да. ", "Подтверждает это и Гурмало."),
    ("Возможно. ", "После ряда вопросов, заданных обвинителем, признает свою ошибку и Гурмало."),
    ("Нет. ", "Суд переходит к допросу свидетелей."),
    ("Да.\n", "Корабль пришел в гавань ночью."),
])
def test_where_a_russian_report_goes_on(spoken: str, rest: str) -> None:
    assert told(spoken + rest) == [rest]


@pytest.mark.parametrize("text", [
    "Да.",
    "Брамм показывает, что видел огонь.",
    "Я видел Гурмало. Я сказал Гурмало, что мне это известно.",
    "Было темно. Кричали гуси. Потом Гурмало ушел.",
    "Так и было. Подсудимый Гурмало, вы это подтверждаете?",
    "Он написал: «Да. Брамм отрицает это». Так и было.",
    "Шел я по набережной. Гурмало сказал, что огня нет.",
])
def test_a_russian_speakers_own_words(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("lang", ["en", "ru"])
@given(text=st.text("aBЖ .?!\"\n'", max_size=80))
def test_marks_lie_in_the_text_and_reach_its_end(text: str, lang: str) -> None:
    for mark in narration_marks(text, NAMES, {"bramm"}, lang):
        assert 0 < mark.start <= mark.end == len(text)


SPOKEN_THEN_TOLD = {
    "en": ("<p>BRAMM: I saw the light. ", "Continuing his testimony, Bramm speaks of the ships.",
           " Orsetsky; What ships?</p>", "<p>GURMALO: None.</p>"),
    "ru": ("<p>БРАММ: Я видел огонь. ", "Продолжая показания, подсудимый говорит о кораблях.",
           " Брамм отвечает и на другие вопросы.</p>", "<p>ГУРМАЛО: Никаких.</p>"),
}


@pytest.mark.parametrize("lang", SPOKEN_THEN_TOLD)
def test_the_first_of_all_that_ends_the_words_of_a_speaker_counts(lang: str) -> None:
    page = "".join(SPOKEN_THEN_TOLD[lang])
    [source] = formats.read(f"<body>{page}</body>".encode(), "html", "page.html")
    edition = replace(SPECIMEN.edition(f"{lang}-specimen"), record="summary")
    first, second = edition_turns([(source, None)], edition, SPECIMEN).turns
    [(start, end)] = narration(first)
    assert first.text[start:end].startswith(SPOKEN_THEN_TOLD[lang][1]) and end == len(first.text)
    assert (first.speaker, second.speaker, narration(second)) == ("bramm", "gurmalo", ())
