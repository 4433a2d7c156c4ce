"""Where a sentence begins and ends, and that none is looked for through a whole book."""

from __future__ import annotations

from corpus.references.belonging import SENTENCE_CHARS, sentence_end, sentence_start

TEXT = "The goose stood there. Nobody saw it at the gate. It went."


def test_a_sentence_has_its_ends() -> None:
    at = TEXT.index("saw")
    assert TEXT[sentence_start(TEXT, at) : sentence_end(TEXT, at)].startswith("Nobody saw it at the gate")


def test_a_text_without_stops_is_looked_through_for_a_while() -> None:
    text = "goose " * 10_000
    assert sentence_start(text, 30_000) == 30_000 - SENTENCE_CHARS
    assert sentence_end(text, 30_000) == 30_000 + SENTENCE_CHARS
    assert (sentence_start(text, 10), sentence_end(text, len(text) - 10)) == (0, len(text))
