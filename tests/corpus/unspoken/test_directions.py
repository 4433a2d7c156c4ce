"""Directions in brackets behind a speaker's words are nobody's; what a speaker puts in brackets stays speech."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.model.voice import inferred, narration, stretches, voice
from corpus.reading import formats
from corpus.speakers.vocabulary import LabelVocabulary
from corpus.unspoken.directions import directions_in, is_direction

SPECIMEN = load("specimen")
VOCABULARY = LabelVocabulary.of_documents(SPECIMEN)
DIRECTIONS = {
    "en": ["(The court retires.)", "[Laughter.]", "(Laughter in the hall.)", "/laughter/", "(He sits down.)",
           "(A pause.)", "[Korvin weeps.]", "(The accused is led away.)", "(Commotion.)",
           "(Shows a letter to the court.)", "(Reads.)", "(Applause; the President rings.)", "(Prolonged silence)",
           "(Murmurs among the public.)", "(Laughter.) (The court retires.)", "(The witness Bramm is sworn.)",
           "(inaudible)", "(Weeping, he sits down.)", "(The guards lead the witness out.)",
           "(Voices from the public: Shame!)", "(The lamp is lit.)"],
    "ru": ["(Суд удаляется на совещание.)", "[Смех.]", "(Смех в зале.)", "/смех/", "(Садится.)", "(Пауза.)",
           "(Корвин плачет)", "(Подсудимого уводят.)", "(Движение в зале.)", "(Показывает суду письмо.)", "(Читает.)",
           "(Молчит.)", "(Оглашается показание.)", "(Общий смех.)", "(неразборчиво)", "(Суд совещается.) (Шум.)",
           "(Голоса из публики: Позор!)", "(Вносят лампу.)", "(Конвой выводит свидетеля.)"],
}
SPOKEN = {
    "en": ["(page 12)", "(that is, Ivanov)", "(I mean the lamp)", "[sic]", "(vol. 3, p. 7)", "(the old one)",
           "(or so he said)", "(1911)", "(in Tarnholm)", "(see sheet 4)", "(Northern Lamp)", "(laughter is no answer)",
           "(He was ill then.)", "(The court of Tarn, not of Lund.)", "(Bramm is his cousin.)", "(silence, you say?)",
           "(calls himself Lund)", "(a voice of the people)"],
    "ru": ["(страница 12)", "(то есть Иванов)", "(я имею в виду фонарь)", "[так]", "(т. 3, л. д. 7)", "(старый)",
           "(как он говорил)", "(1911)", "(в Тарнхольме)", "(см. лист 4)", "(«Северная лампа»)",
           "(смех тут ни при чём)", "(Он тогда был болен.)", "(вы знаете, кто читает)", "(голос народа)"],
}
SAID = {"en": "It hung over the pump.", "ru": "Он висел над насосом."}
LABELS = {"en": ("ORSETSKY", "GURMALO"), "ru": ("ОРСЕЦКИЙ", "ГУРМАЛО")}
ASKED = {"en": "Where was the lamp?", "ru": "Где был фонарь?"}
EVERY = [(lang, line) for lang, lines in DIRECTIONS.items() for line in lines]
NONE = [(lang, line) for lang, lines in SPOKEN.items() for line in lines]


def read(lang: str, said: str, form: str) -> list[Turn]:
    asks, answers = LABELS[lang]
    lines = [f"{asks}: {ASKED[lang]}", f"{answers}: {said}", f"{asks}: {ASKED[lang]}"] * 2
    [source] = formats.read("\n\n".join(lines).encode(), "text", "a.txt")
    if form == "document":
        return document_turns(source, "d", "cited", lang, VOCABULARY)[0]
    return list(edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN).turns)


def spoken(turns: list[Turn]) -> str:
    """Give the words that are somebody's."""
    parts = (turn.text[start:end] for turn in turns if turn.kind == "speech"
             for start, end, part in stretches(turn) if part == "speech")
    return " ".join(parts)


@pytest.mark.parametrize("form", ["edition", "document"])
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"], ids=["behind", "own line", "own paragraph"])
@pytest.mark.parametrize(("lang", "line"), EVERY)
def test_a_direction_behind_a_speech_is_nobodys(lang: str, line: str, gap: str, form: str) -> None:
    turns = read(lang, f"{SAID[lang]}{gap}{line}", form)
    assert [turn.speaker for turn in turns if turn.label] == ["orsetsky", "gurmalo", "orsetsky"] * 2
    said = spoken(turns)
    assert not any(part in said for part in line.strip("()[]/.").split(") (")), said
    assert said.count(SAID[lang]) == 2
    assert "".join(line.split()) in "".join("".join(turn.text for turn in turns).split())


@pytest.mark.parametrize("form", ["edition", "document"])
@pytest.mark.parametrize(("lang", "line"), NONE)
def test_a_bracket_of_the_speaker_stays_his(lang: str, line: str, form: str) -> None:
    for said in (f"{SAID[lang]} {line}", f"{SAID[lang][:-1]} {line}."):
        turns = read(lang, said, form)
        assert said in spoken(turns) and not any(map(narration, turns))


def test_every_part_says_whose_it_is() -> None:
    turn = read("en", "It hung there. (Laughter.)\n\nI never lit it. (He sits down.)", "edition")[1]
    first, second = narration(turn)
    assert turn.text[slice(*first)] == "(Laughter.)" and turn.text[slice(*second)] == "(He sits down.)"
    assert voice(turn, [first]).narrated and not voice(turn, [(0, 5)]).narrated and voice(turn).mixed
    assert inferred(turn)["narration"].code == "narration-direction"


def test_a_speech_that_is_a_direction_and_a_speech_behind_one() -> None:
    assert list(directions_in("(Remains silent.)")) == []
    turns = read("en", "It hung there.\n\n(Laughter.)\n\nI never lit it.", "document")
    assert [(turn.kind, turn.speaker) for turn in turns[1:4]] == [
        ("speech", "gurmalo"), ("direction", None), ("speech", "gurmalo")]


def test_brackets_without_end_take_no_time() -> None:
    assert not is_direction("(" * 20_000) and not is_direction("[a " * 20_000 + "/")
    assert is_direction("(Laughter.) " * 2_000)
