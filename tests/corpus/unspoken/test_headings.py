"""Headings of examinations, between two speeches or run into one: they are nobody's words."""

from __future__ import annotations

import pytest
from dialogues import amid

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.speakers.vocabulary import LabelVocabulary
from corpus.unspoken.headings import heads_examination

SPECIMEN = load("specimen")
EVERYONE = LabelVocabulary.of_documents(SPECIMEN)
SAID = {"en": "The lamp hung over the pump.", "ru": "Фонарь висел над насосом."}
HEADINGS = {
    "en": ("Further examination of Bramm", "Further Examination of the Accused Bramm (continued)",
           "Cross-examination of the witness Bramm by Orsetsky", "Continuation of the examination of P. Korvin"),
    "ru": ("Допрос Брамма (продолжение)", "Дальнейший допрос подсудимого Брамма", "Продолжение допроса П. Корвина",
           "Перекрёстный допрос Брамма прокурором", "Очная ставка Брамма и Гурмало"),
}
OTHERS = ("The examination of Bramm took place.", "Examination of Bramm showed nothing", "Examination of the ledger",
          "We pass to the examination of Bramm.", "Interrogation of Bramm? Never.", "Допрос Брамма ничего не дал",
          "Допрос был долгим", "Прошу продолжить допрос Брамма", "Допрос книги", "")


def _spoken(turns: tuple[Turn, ...], words: str) -> list[str | None]:
    """Give who is given the words, None where nobody is."""
    out = []
    for turn in turns:
        at = turn.text.find(words)
        aside = any(mark.kind == "narration" and mark.start <= at < mark.end for mark in turn.marks)
        if at >= 0:
            out.append(turn.speaker if turn.kind == "speech" and not aside else None)
    return out


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_heading_between_or_in_speeches_is_nobodys(lang: str) -> None:
    name = {"en": "Gurmalo", "ru": "Гурмало"}[lang]
    for heading in HEADINGS[lang]:
        behind = f"{name}: {heading}. {SAID[lang]}"
        for line in (heading, f"{heading}.", f"{heading}:", f"— {heading} —", f"{name}: {SAID[lang]} {heading}.",
                     f"{heading}. {name}: {SAID[lang]}", behind):
            [source] = formats.read("\n\n".join(amid(lang, line, upper=False)).encode(), "text", "a.txt")
            made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN).turns
            document, _ = document_turns(source, "a", "cited", lang, EVERYONE)
            for turns in (made, tuple(document)):
                assert _spoken(turns, heading) == [None], (heading, line)
                assert _spoken(turns, SAID[lang]) == ["gurmalo"] * (SAID[lang] in line), (heading, line)


def test_a_sentence_that_names_an_examination_is_no_heading() -> None:
    assert not any(map(heads_examination, OTHERS))
