"""A quotation taken apart: its words, and what in it is stressed, inserted or left out."""

from __future__ import annotations

from indexer.checking.comparing.quote import read_quote


def test_a_quotation_is_taken_apart() -> None:
    quote = read_quote("The **lamp** was (once) lit ... and [then] n[ot] lit")
    assert quote.forms == ["the", "lamp", "was", "once", "lit", "and", "then", "not", "lit"]
    assert [w.form for w in quote.words if w.stressed] == ["lamp"]
    assert [w.form for w in quote.words if w.inserted] == ["once", "then"]
    assert [w.form for w in quote.words if w.cut] == ["and"]
