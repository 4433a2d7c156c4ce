"""Dialogues that a page sets as lists of terms name their speakers, in editions and in documents."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.blocks import SourceText
from corpus.reading.formats import read
from corpus.reading.html.page import read_html
from corpus.reading.wire import decode_texts, encode
from corpus.speakers.vocabulary import LabelVocabulary

SPECIMEN = load("specimen")
SAID = [("Smith", "Where was the lamp?"), ("Jones-Bell (rising)", "Yes."), ("the usher", "Quiet!")]


def listed(pairs: list[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}<dd>{words}" for name, words in pairs) + "</dl>"


def text_of(page: str) -> SourceText:
    (text,) = read(page.encode(), "html", "a.html")
    return text


@pytest.mark.parametrize("times", [2, 3, 5])
@pytest.mark.parametrize("form", ["{}", "<b>{}</b>", "{}:", "<p>{}</p>"])
@pytest.mark.parametrize("kind", ["edition", "document"])
def test_names_that_no_catalogue_has_are_unknown_voices(times: int, form: str, kind: str) -> None:
    text = text_of(listed([(form.format(name), words) for name, words in SAID] * times))
    if kind == "edition":
        made = edition_turns([(text, None)], SPECIMEN.edition("en-specimen"), SPECIMEN)
        turns, doubts = list(made.turns), list(made.doubts)
    else:
        turns, doubts = document_turns(text, "a", "cited", "en", LabelVocabulary.of_documents(SPECIMEN))
    assert [(turn.kind, turn.speaker, turn.label, turn.text) for turn in turns] == [
        ("speech", None, *said) for said in SAID] * times
    assert {doubt.fields["label"] for doubt in doubts if doubt.code == "label-unknown"} == {name for name, _ in SAID}


def test_names_of_the_catalogue_are_known_beside_them() -> None:
    text = text_of(listed([("Orsetsky:", "Where?<dd>And when?"), ("Smith", "<p>There.</p><p>At night.</p>")] * 2))
    made = edition_turns([(text, None)], SPECIMEN.edition("en-specimen"), SPECIMEN)
    assert [(turn.speaker, turn.text) for turn in made.turns] == [
        ("orsetsky", "Where?\nAnd when?"), (None, "There.\nAt night.")] * 2


@pytest.mark.parametrize("pairs", [
    [("lamp", "a light"), ("quay", "a wharf"), ("mule", "a beast")], [("Lamp", "It burns.")] * 3,
    [("lamp", "a light"), ("lamp", "of oil"), *((f"word {n}", "and what it means") for n in range(9))],
])
def test_lists_that_explain_words_are_no_dialogue(pairs: list[tuple[str, str]]) -> None:
    assert not any(block.label for block in text_of(listed(pairs)).blocks)


def test_labels_cross_the_border_of_a_worker() -> None:
    text = read_html(listed(SAID * 2), "a.html")
    assert decode_texts(encode([text]), text.raw) == [text]
