"""The PDF reader on real pages whose text is known, born digital and scanned."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_truth import missing_words, score, turn_score

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.reading.pdf.reader import read_pdf
from corpus.speakers.labels import LabelVocabulary

pytestmark = pytest.mark.sources

FLOORS = [
    ("report-1936-en-pages", "", 1.0, 0.0),
    ("report-1936-en-pages", "-scan", 1.0, 0.036),
    ("last-plea-drafts-ru", "", 1.0, 0.0),
    ("last-plea-drafts-ru", "-scan", 1.0, 0.046),
]
"""Name, kind, least F1 of block starts, greatest share of wrong words. They are only ever made stricter."""


@pytest.mark.parametrize(("name", "kind", "starts", "error"), FLOORS)
def test_score(sources: Path, examples: Path, name: str, kind: str, starts: float, error: float) -> None:
    file = sources / "pdf" / f"{name}{kind}.pdf"
    if not file.is_file():
        pytest.skip(f"not here: {file}")
    data = file.read_bytes()
    text = read_pdf(data, file.name)
    result = score(text, examples / f"{name}.truth.json")
    assert result.starts >= starts, (result.missed, result.invented)
    assert result.word_error <= error, result.wrong_words
    assert [got for got, _ in result.pages] == [printed for _, printed in result.pages]
    assert not missing_words(data, text)
    heads = {entry.text for entry in text.left_out if len(entry.text) > 8}
    assert not any(head in block.text for head in heads for block in text.blocks)


TURN_FLOORS = [("", 0.99, 1.0), ("-scan", 0.993, 0.99)]
"""Kind, least F1 of the starts of labelled turns, least share of these with the right speaker."""


@pytest.mark.parametrize(("kind", "starts", "speakers"), TURN_FLOORS)
def test_turns(sources: Path, examples: Path, kind: str, starts: float, speakers: float) -> None:
    file = sources / "pdf" / f"report-1936-en-pages{kind}.pdf"
    if not file.is_file():
        pytest.skip(f"not here: {file}")
    catalogue = load("main")
    edition = catalogue.edition("en-1936")
    made = edition_turns([(read_pdf(file.read_bytes(), file.name), None)], edition, catalogue)
    found = turn_score(made.turns, examples / "report-1936-en-pages.truth.json", LabelVocabulary(catalogue, "1936"))
    assert found.starts >= starts, (found.missed, found.invented)
    assert found.speakers >= speakers, found.wrong_speakers
