"""Invented dialogues in every layout: turns begin where they do, and no word is given to somebody else in silence."""

from __future__ import annotations

import pytest
from dialogues import (
    LAYOUTS,
    PLAY_LAYOUTS,
    SPEAKERS_FLOOR,
    STOPPED,
    TURNS_FLOOR,
    Layout,
    Said,
    dialogue,
    misattributed,
    play,
    salted,
)

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.language.words import forms
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.speakers.vocabulary import LabelVocabulary

CASES = [(lang, name, *layout) for lang in ("en", "ru") for name, layout in LAYOUTS.items()]
CASES += [("ru", name, *layout) for name, layout in STOPPED.items()]


def read(text: str, ending: str, lang: str) -> list[Turn]:
    specimen, data = load("specimen"), text.encode()
    name = f"dialogue.{ending}"
    [source] = formats.read(data, formats.sniff(data, name), name)
    made = edition_turns([(source, None)], specimen.edition(f"{lang}-specimen"), specimen)
    return [turn for turn in made.turns if turn.kind in ("speech", "narration")]


@pytest.mark.parametrize(("lang", "name", "ending", "layout"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_dialogue_in_every_layout(lang: str, name: str, ending: str, layout: Layout) -> None:
    true = dialogue(lang, 60)
    turns = read(layout(true), ending, lang)
    wanted = {(" ".join(forms(said.text))): said.speaker for said in true}
    found = {(" ".join(forms(turn.text))): turn.speaker for turn in turns}
    right = wanted.keys() & found.keys()
    assert 2 * len(right) / (len(wanted) + len(found)) >= TURNS_FLOOR, [t.text[:60] for t in turns][:8]
    assert sum(found[key] == wanted[key] for key in right) >= SPEAKERS_FLOOR * len(right)
    assert misattributed(turns, true) == 0


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_ten_thousand_words_wrapped_are_given_to_nobody_else(lang: str) -> None:
    true = dialogue(lang, 700, seed=7)
    assert sum(len(forms(said.text)) for said in true) > 10_000
    _, layout = {**LAYOUTS, **STOPPED}["wrapped" if lang == "en" else "stops, wrapped"]
    assert misattributed(read(layout(true), "txt", lang), true) == 0


@pytest.mark.parametrize(("lang", "name", "ending", "layout"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_names_in_the_words_make_no_labels(lang: str, name: str, ending: str, layout: Layout) -> None:
    true = salted(dialogue(lang, 60, seed=3), lang, seed=3)
    turns = read(layout(true), ending, lang)
    assert len(turns) == len(true) and misattributed(turns, true) == 0


UNKNOWN = {"en": ("THE PRESIDING JUDGE:", "VOICES FROM THE GALLERY:", "ALL THE RESPONDENTS:", "THE INTERPRETER:"),
           "ru": ("ГОЛОСА С ГАЛЕРЕИ:", "ВСЕ ОТВЕТЧИКИ:", "ПЕРЕВОДЧИК:", "СУДЬЯ:")}


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("joint", ["\n\n", "<br>"])
def test_an_unknown_voice_ends_the_turn_and_is_named_once(lang: str, joint: str) -> None:
    true = dialogue(lang, 20)
    lines = [f"{said.label}: {said.text}" for said in true]
    for label in UNKNOWN[lang] * 2:
        lines.insert(5, f"{label} {true[0].text}")
    text = joint.join(lines) if joint == "\n\n" else f"<html><body><p>{joint.join(lines)}</p></body></html>"
    turns = read(text, "txt" if joint == "\n\n" else "html", lang)
    assert [t.label for t in turns if t.speaker is None] == [x.rstrip(":") for x in UNKNOWN[lang][::-1] * 2]
    assert misattributed(turns, true) == 0


VOCABULARY = LabelVocabulary.of_documents(load("specimen"))
RUN_ON: dict[str, tuple[str, Layout]] = {
    "run on": ("html", lambda d: f"<html><body><p>{' '.join(f'{s.label}: {s.text}' for s in d)}</p></body></html>"),
}
PLAYS: dict[str, tuple[str, Layout]] = {**PLAY_LAYOUTS, **RUN_ON}
RECORDS = [*CASES, *((lang, "run on", *RUN_ON["run on"]) for lang in ("en", "ru"))]


def read_record(text: str, ending: str, lang: str) -> list[Turn]:
    data, name = text.encode(), f"record.{ending}"
    [source] = formats.read(data, formats.sniff(data, name), name)
    turns, _ = document_turns(source, "record", "cited", lang, VOCABULARY)
    return [turn for turn in turns if turn.kind in ("speech", "narration")]


def turns_f1(turns: list[Turn], true: list[Said]) -> float:
    wanted = {" ".join(forms(said.text)) for said in true}
    found = {" ".join(forms(turn.text)) for turn in turns if turn.label}
    return 2 * len(wanted & found) / (len(wanted) + len(found))


@pytest.mark.parametrize(("lang", "name", "ending", "layout"), RECORDS, ids=[f"{c[0]} {c[1]}" for c in RECORDS])
def test_a_dialogue_in_a_document(lang: str, name: str, ending: str, layout: Layout) -> None:
    true = dialogue(lang, 60)
    turns = read_record(layout(true), ending, lang)
    assert turns_f1(turns, true) >= TURNS_FLOOR
    assert misattributed(turns, true) == 0


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("name", "ending", "layout"), [(n, *x) for n, x in PLAYS.items()], ids=[*PLAYS])
def test_a_play_whose_names_no_catalogue_has(lang: str, name: str, ending: str, layout: Layout) -> None:
    true = play(lang, 60)
    turns = read_record(layout(true), ending, lang)
    assert turns_f1(turns, true) >= TURNS_FLOOR
    assert {turn.speaker for turn in turns} == {None}


CLOSING = ("14/III-38 г.", "23.55 (Открывается дверь)", "13 марта 1911 г.",
           "Опубликовано: Записки порта, 1911. С. 510.",
           "Начальник 1 отделения гавани (ЮНИН)")


@pytest.mark.parametrize("closing", CLOSING)
def test_closing_lines_are_not_the_last_speakers(closing: str) -> None:
    lines = [f"<p>{said.label}: {said.text}</p>" for said in dialogue("ru", 10)]
    *_, last = read_record(f"<html><body>{''.join(lines)}<p>{closing}</p></body></html>", "html", "ru")
    assert (last.kind, last.speaker, last.label) == ("narration", None, None)


def test_the_first_question_of_a_short_protocol_is_a_question() -> None:
    text = "<html><body><p>Протокол допроса</p><p>ВОПРОС: Где фонарь?</p><p>ОТВЕТ: В гавани.</p></body></html>"
    assert [turn.role for turn in read_record(text, "html", "ru") if turn.label] == ["interrogator", "answerer"]


def test_a_label_that_stands_once_beside_others_like_it() -> None:
    lines = ["I мужчина: Где?", "II мужчина: Там."] * 4 + ["Мужчина: Одевайтесь.", "I мужчина: Иду."]
    turns = read_record(f"<html><body>{''.join(f'<p>{x}</p>' for x in lines)}</body></html>", "html", "ru")
    assert [turn.label for turn in turns][-2:] == ["Мужчина", "I мужчина"]


def test_the_list_of_a_court_is_no_speech() -> None:
    head = "<p>ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ: Армвоенюрист А. Б. Велданов</p><p>СЕКРЕТАРЬ: Военюрист В. Г. Юнин</p>"
    lines = [f"<p>{said.label}: {said.text}</p>" for said in dialogue("ru", 10)]
    turns = read_record(f"<html><body>{head}{''.join(lines)}</body></html>", "html", "ru")
    assert len([turn for turn in turns if turn.label]) == 10
