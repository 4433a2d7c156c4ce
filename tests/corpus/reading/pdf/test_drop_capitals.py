"""Large initials are read in their word, the lines beside them stay lines of the paragraph, and each is told."""

from __future__ import annotations

from corpus.model.notes import Note
from corpus.reading.pdf.columns import leaves
from corpus.reading.pdf.drop_capitals import with_initials
from corpus.reading.pdf.pieces import Piece, Sheet

ROWS = [("HE LAMP", 62.0), ("burned all", 62.0), ("night in the barn.", 40.0), ("Nobody came.", 40.0)]


def sheet(initial: Piece, *, recognised: bool = False) -> Sheet:
    pieces = [initial]
    for n, (row, x) in enumerate(ROWS):
        for word in row.split():
            pieces.append(Piece(word, x, x + 5.0 * len(word), 600.0 - 12 * n, 10.0, True))
            x += 5.0 * len(word) + 3
    return Sheet(4, 400.0, 700.0, tuple(pieces), recognised=recognised)


def test_an_initial_begins_its_word() -> None:
    pages, notes = with_initials([sheet(Piece("T", 40.0, 60.0, 588.0, 28.0, True))])
    lines = leaves(pages)[0].lines
    assert [line.text for line in lines] == ["THE LAMP", *(row for row, _ in ROWS[1:])]
    assert {line.x0 for line in lines} == {40.0}
    assert notes == [Note("initial-set-in", sheet=4, word="THE")]


def test_other_large_letters_are_none() -> None:
    for page in (sheet(Piece("T", 40.0, 60.0, 588.0, 28.0, True), recognised=True),
                 sheet(Piece("T", 40.0, 60.0, 660.0, 28.0, True)), sheet(Piece("T", 40.0, 50.0, 600.0, 10.0, True))):
        assert with_initials([page]) == ([page], [])
