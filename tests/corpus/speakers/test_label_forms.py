"""Labels in forms of a file's own: what comes back around names at the beginnings of lines is a label, known or not."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pytest

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.speakers.label_forms import label_forms
from corpus.speakers.lead_ins import lead_in_before
from corpus.speakers.vocabulary import LabelVocabulary

SPECIMEN = load("specimen")
VOCABULARY = LabelVocabulary.of_documents(SPECIMEN)
KNOWN = {"en": ("Orsetsky", "Gurmalo", "Dal-Renin"), "ru": ("Орсецкий", "Гурмало", "Даль-Ренин")}
SPEAKERS = ("orsetsky", "gurmalo", "dal-renin")
UNKNOWN = {"en": ("Halloran", "Pentwick", "Sorbley"), "ru": ("Халоран", "Пентвик", "Сорблев")}
SAID = {
    "en": ("Where was the lamp on that night?", "It hung over the pump, as it always did.",
           "I never saw the lamp at all.", "Who lit it in the morning?", "The porter did, before the bell rang.",
           "He told me nothing about it."),
    "ru": ("Где в ту ночь был фонарь?", "Он висел над насосом, как всегда.", "Я фонаря вовсе не видел.",
           "Кто зажёг его утром?", "Сторож, ещё до колокола.", "Мне он об этом ничего не сказал."),
}
TEXT = (
    "«{}»: {}", '"{}": {}', "«{}:» {}", "“{}”: {}", "10.15 {}: {}", "(10:15) {}: {}", "[00:10:15] {}: {}",
    "10:15 – {}: {}", "{} > {}", "{} >> {}", "{}\t{}", "{} | {}", "{} = {}", "{}= {}", "{} — {}", "{} – {}", "{} - {}",
    "{}. {}", "{} / {}", "/{}/ {}", "{}, {}", "{}; {}", "{} … {}", "{} :: {}", "{} → {}", "{} -- {}", "({}) {}",
    "[{}] {}", "{{{}}} {}", "{}   {}", "1. {}: {}", "*{}* {}", "_{}_ {}", "**{}** {}", "# {}\n\n{}", "{}\n\n{}",
)
PAGES = (
    '<p><span style="font-variant:small-caps">{}</span>. {}</p>', "<p><small>{}</small>. {}</p>",
    "<p><b>{}</b><br>{}</p>", "<p><strong>{}</strong><br/>{}</p>", "<p><i>{}</i><br>{}</p>",
    "<p><b>{}</b></p><p>{}</p>", "<p><b>{}</b> {}</p>", "<p><b>{}.</b> {}</p>", "<p><b>{}</b> — {}</p>",
    "<p><i>{}</i> {}</p>", "<p><i>{}.</i> {}</p>", "<p><u>{}</u>: {}</p>", "<h4>{}</h4><p>{}</p>",
    "<dl><dt>{}</dt><dd>{}</dd></dl>", "<div><span>{}</span> <span>{}</span></div>", "<div>{}</div><div>{}</div>",
    "<p>{} &gt; {}</p>",
)
EVERY = [("txt", form) for form in TEXT] + [("html", form) for form in PAGES]


def dialogue(names: Sequence[str], lang: str) -> list[tuple[str, str]]:
    return [(names[(number + number // 6) % 3], SAID[lang][number % 6]) for number in range(12)]


def read(text: str, ending: str, lang: str, kind: str) -> tuple[list[Turn], Sequence[Note]]:
    data = (f"<html><body>{text}</body></html>" if ending == "html" else text).encode()
    [source] = formats.read(data, formats.sniff(data, f"a.{ending}"), f"a.{ending}")
    if kind == "document":
        return document_turns(source, "d", "cited", lang, VOCABULARY)
    made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
    return list(made.turns), made.doubts


def set_so(form: str, ending: str, said: Sequence[tuple[str, str]], gap: str = "\n\n") -> str:
    return gap.join(form.format(*(map(escape, pair) if ending == "html" else pair)) for pair in said)


@pytest.mark.parametrize("kind", ["edition", "document"])
@pytest.mark.parametrize(("lang", "upper"), [("en", False), ("ru", True)], ids=["en", "ru, capitals"])
@pytest.mark.parametrize(("ending", "form"), EVERY, ids=[form for _, form in EVERY])
def test_known_names_in_a_form_that_comes_back_are_labels(
    ending: str, form: str, upper: bool, lang: str, kind: str
) -> None:
    said = dialogue([name.upper() if upper else name for name in KNOWN[lang]], lang)
    for gap in ("\n\n", "\n"):
        turns, _ = read(set_so(form, ending, said, gap), ending, lang, kind)
        speeches = [turn for turn in turns if turn.kind == "speech"]
        assert [(turn.speaker, turn.text) for turn in speeches] == [
            (SPEAKERS[[x.casefold() for x in KNOWN[lang]].index(name.casefold())], words) for name, words in said]
        assert all(turn.kind in ("speech", "direction") or turn.text == "10:15 –" for turn in turns) or "10" in form


@pytest.mark.parametrize("kind", ["edition", "document"])
@pytest.mark.parametrize(("lang", "upper"), [("en", False), ("ru", True)], ids=["en", "ru, capitals"])
@pytest.mark.parametrize(("ending", "form"), EVERY, ids=[form for _, form in EVERY])
def test_unknown_names_that_come_back_are_unknown_voices(
    ending: str, form: str, upper: bool, lang: str, kind: str
) -> None:
    said = dialogue([name.upper() if upper else name for name in UNKNOWN[lang]], lang)
    turns, doubts = read(set_so(form, ending, said), ending, lang, kind)
    speeches = [turn for turn in turns if turn.kind == "speech"]
    assert [(turn.label, turn.text) for turn in speeches] == said
    assert not any(turn.speaker for turn in turns)
    assert {doubt.fields.get("label") for doubt in doubts} >= {name for name, _ in said}


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("form", ["«{}»: {}", "{} > {}", "{} | {}", "{} = {}", "{} → {}", "({}) {}", "{{{}}} {}"])
def test_an_unknown_name_among_known_ones_ends_the_turn(form: str, lang: str) -> None:
    said = dialogue(KNOWN[lang], lang)
    said.insert(5, (UNKNOWN[lang][0], SAID[lang][0]))
    turns, doubts = read(set_so(form, "txt", said), "txt", lang, "edition")
    speeches = [turn for turn in turns if turn.kind == "speech"]
    assert [turn.text for turn in speeches] == [words for _, words in said]
    assert speeches[5].speaker is None and speeches[5].label == UNKNOWN[lang][0]
    assert [doubt.code for doubt in doubts] == ["label-unknown"]


@pytest.mark.parametrize("line", [
    "Gurmalo. He is the keeper of the light.", "Gurmalo, Bramm and the others were there.",
    "Gurmalo, I say, was there.", "Yesterday, Sorrin told me so.", "No. That was in May.",
    "Bramm Street is behind the harbour.", "Gurmalo — never!",
])
def test_a_name_that_begins_a_paragraph_of_a_speech_now_and_then_is_none(line: str) -> None:
    said = [f"{name.upper()}: {words}" for name, words in dialogue(KNOWN["en"], "en")]
    for at in (3, 6, 9):
        said[at] += f"\n\n{line}"
    turns, _ = read("\n\n".join(said), "txt", "en", "edition")
    assert [turn.speaker for turn in turns] == [
        SPEAKERS[KNOWN["en"].index(name)] for name, _ in dialogue(KNOWN["en"], "en")]


def test_words_that_come_back_in_prose_are_no_voices() -> None:
    prose = ["Later. We went down to the quay again.", "Then, We saw nobody.", "It was cold; the lamp was out.",
             "Nothing. The bell rang twice.", "The porter went home.", "And so we waited."] * 4
    forms = label_forms(prose, None)
    assert not forms.known and not forms.names and not forms.alone


def test_an_hour_before_a_label_is_nobodys() -> None:
    text = "10.15 ORSETSKY: Where was it?\n\n10.20 GURMALO: Over the pump, at 10.05.\n\n(10:25) ORSETSKY: Who lit it?"
    turns, _ = read(text, "txt", "en", "edition")
    assert [(turn.kind, turn.text) for turn in turns] == [
        ("direction", "10.15"), ("speech", "Where was it?"), ("direction", "10.20"),
        ("speech", "Over the pump, at 10.05."), ("direction", "(10:25)"), ("speech", "Who lit it?")]
    turns, _ = read(text, "txt", "en", "document")
    assert [turn.text for turn in turns if turn.kind == "speech"] == [
        "Where was it?", "Over the pump, at 10.05.", "Who lit it?"]
    assert lead_in_before("We met at 10.15 KORVIN: I know.", 16) == 16


def test_forms_without_end_take_no_time() -> None:
    lines = ["«" * 20_000, "A " * 20_000, "Korvin" + " " * 20_000, "Korvin (" * 5_000, "10.15 " * 5_000, "A." * 20_000]
    assert not label_forms(lines, VOCABULARY).known
