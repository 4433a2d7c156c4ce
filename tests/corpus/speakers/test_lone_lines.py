"""Lines between speeches that have no colon: a name is a label or doubted, a heading nobody's, a sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from dialogues import amid
from growth import assert_grows

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.speakers.line_starts import LineSpan
from corpus.speakers.lone_lines import broken_off
from corpus.speakers.vocabulary import LabelVocabulary
from corpus.unspoken.part_headings import is_heading_line

SPECIMEN = load("specimen")
EVERYONE = LabelVocabulary.of_documents(SPECIMEN)
SAID = {"en": "The lamp hung over the pump.", "ru": "Фонарь висел над насосом."}
NAMES = {
    "en": ("HALLORAN", "J. HALLORAN (rising)", "Mrs. Halloran", "The stranger", "A VOICE FROM THE GALLERY",
           "The witness Halloran", "ORSETSKY"),
    "ru": ("ХАЛОРАН", "ХАЛОРАН (встаёт)", "Свидетель Халоран", "Старый матрос", "ГОЛОС С ГАЛЕРЕИ", "ОРСЕЦКИЙ"),
}
STOPPED = {"en": ("Halloran", "John Halloran", "The interpreter", "Orsetsky"),
           "ru": ("Халоран", "Иван Халоран", "Переводчик", "Щукин", "Орсецкий")}
HEADINGS = {
    "en": ("EVENING SITTING", "Morning session, March 3", "Third day", "EXHIBIT FOUR", "EXHIBIT No. 4", "RECESS",
           "Part Two", "PLAN OF THE WAREHOUSE", "Last words of the accused", "Sitting resumed", "III", "* * *",
           "5 May 1911"),
    "ru": ("ВЕЧЕРНЕЕ ЗАСЕДАНИЕ", "Утреннее заседание 5 мая", "День второй", "2-й день", "ПЕРЕРЫВ", "Часть вторая",
           "ПЛАН СКЛАДА", "Последние слова подсудимых", "Заседание возобновляется", "III", "5 мая 1911 года"),
}
SPOKEN = {
    "en": ("P.S.: Nobody came.", "N.B.: Nobody came.", "Yes. The lamp broke.",
           "NEVER. It was new.", "USSR. It was made there.", "Moscow. The train was late."),
    "ru": ("P.S.: Никто не пришёл.", "Да. Фонарь погас.", "НИКОГДА. Он был новый.",
           "СССР. Там было темно.", "ЦК. Там решали.", "Москва. Поезд опоздал."),
}
LANGS = ("en", "ru")
SETTINGS = ("capitals", "small", "alone", "stops")
"""How the labels of the file are set: ``NAME:``, ``Name:``, ``NAME`` on a line of its own, ``NAME.`` (Russian)."""


def _read(
    lang: str, setting: str, lines: tuple[str, ...], *, edition: bool, html: bool
) -> tuple[list[Turn], list[Note]]:
    play = amid(lang, *lines, upper=setting != "small")
    if setting == "alone":
        play = [part for line in play for part in (line.split(": ", 1) if line not in lines else [line])]
    if setting == "stops":
        play = [line if line in lines else line.replace(":", ".", 1) for line in play]
    data = "<p>" + "<br>".join(play) + "</p>" if html else "\n\n".join(play)
    [source] = formats.read(data.encode(), "html" if html else "text", "play")
    if edition:
        read = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
        return list(read.turns), list(read.doubts)
    return document_turns(source, "play", "cited", lang, EVERYONE)


CASES = [pytest.param(lang, setting, edition, html, id=f"{lang}-{setting}-{edition}-{html}")
         for lang in LANGS for setting in SETTINGS if lang == "ru" or setting != "stops"
         for edition, html in ((True, setting == "small"), (False, setting != "small"))]
CASE = ("lang", "setting", "edition", "html")


def _voice(turns: list[Turn], words: str) -> tuple[str | None, str | None]:
    """Give who says the words and under which label; nobody where they are no speech."""
    turn = next(turn for turn in turns if words in turn.text)
    return (turn.speaker, turn.label) if turn.kind == "speech" else (None, None)


@pytest.mark.parametrize(CASE, CASES)
def test_a_name_on_its_own_line_speaks_the_next(lang: str, setting: str, edition: bool, html: bool) -> None:
    for name in NAMES[lang]:
        turns, doubts = _read(lang, setting, (name, SAID[lang]), edition=edition, html=html)
        speaker, label = _voice(turns, SAID[lang])
        assert (label or "").startswith(name.partition(" (")[0]), name
        assert speaker == ("orsetsky" if name in ("ORSETSKY", "ОРСЕЦКИЙ") else None), name
        assert speaker or [doubt.fields["label"] for doubt in doubts if doubt.code == "label-unknown"] == [label]


@pytest.mark.parametrize(CASE, CASES)
def test_a_heading_is_nobodys_words_and_nobodys_name(lang: str, setting: str, edition: bool, html: bool) -> None:
    for heading in HEADINGS[lang]:
        turns, _ = _read(lang, setting, (heading,), edition=edition, html=html)
        assert [turn.speaker for turn in turns if turn.kind == "speech"] == ["gurmalo", "bramm"] * 4, heading
        assert all(heading not in turn.text for turn in turns if turn.kind == "speech"), heading


@pytest.mark.parametrize(CASE, CASES)
def test_a_name_and_a_stop_is_a_label_or_doubted(lang: str, setting: str, edition: bool, html: bool) -> None:
    for name in STOPPED[lang]:
        turns, doubts = _read(lang, setting, (f"{name}. {SAID[lang]}",), edition=edition, html=html)
        _, label = _voice(turns, SAID[lang])
        told = [doubt.fields.get("words") or doubt.fields.get("label") for doubt in doubts]
        assert name in (label, *told), name


@pytest.mark.parametrize(CASE, CASES)
def test_a_sentence_of_a_speech_is_no_voice(lang: str, setting: str, edition: bool, html: bool) -> None:
    for sentence in SPOKEN[lang]:
        turns, _ = _read(lang, setting, (sentence,), edition=edition, html=html)
        assert _voice(turns, sentence)[0] == "gurmalo", sentence


@pytest.mark.parametrize("line", [
    "The second day I was ill.", "Third day after the fire we all went", "Yes", "", "День прошёл.", "НИКОГДА!", "5",
    "Вечером мы ушли на причал все вместе"])
def test_words_of_headings_in_a_sentence_make_none(line: str) -> None:
    assert not is_heading_line(line)


def _wrapped(number: int) -> Callable[[], frozenset[int]]:
    printed = "The carter came then.\nHalloran\nI saw it.\n" * number
    lines = [LineSpan(found.start(), found.end(), begins=True) for found in re.finditer(r".+", printed)]
    return partial(broken_off, printed.replace("\n", " "), lines)


def test_time_grows_with_the_lines_of_a_paragraph() -> None:
    assert _wrapped(2)() == {1, 2, 4, 5}
    assert_grows(_wrapped, 500)
