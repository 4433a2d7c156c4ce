"""Sheets whose columns the rules do not part, or part from what stands beside them, are doubted by their number."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model.notes import Note
from corpus.reading.pdf.layout_doubts import layout_doubts
from corpus.reading.pdf.lines import Leaf, Line, PrintedWord

SPEECH = ["the", "lamp", "burned", "all", "night", "in", "the", "window"]


def line(words: Sequence[str], x: float, y: float, gap: float = 3.0) -> Line:
    out: list[PrintedWord] = []
    for word in words:
        out.append(PrintedWord(word, x, x + 5.0 * len(word), y, 10.0))
        x = out[-1].x1 + gap
    return Line(tuple(out))


def found(*columns: Sequence[Line]) -> list[Note]:
    return layout_doubts([Leaf(0, 4, 500.0, 700.0, tuple(tuple(column) for column in columns))])


def test_lines_with_a_gap_at_one_place_were_read_across() -> None:
    rows = [Line((*line(SPEECH, 40, y).words, *line(SPEECH, 290, y).words)) for y in range(600, 480, -12)]
    assert found(rows) == [Note("sheets-read-across", sheets=(4,))]


def test_the_rows_of_a_small_table_were_read_across() -> None:
    text = [line(SPEECH, 40, 600 - 12 * n) for n in range(20)]
    rows = [Line((*line(["Quill"], 40, y).words, *line(SPEECH[:4], 140, y).words)) for y in (348, 336, 324, 312)]
    assert found([*text, *rows]) == [Note("sheets-read-across", sheets=(4,))]
    assert found([*text, *rows[:3]]) == []


def test_names_set_between_the_lines_of_their_cells_were_read_across() -> None:
    cells = [(line(SPEECH, 140, y), line(["Quill"], 40, y - 6), line(["there"], 140, y - 12))
             for y in range(600, 480, -30)]
    assert found([row for cell in cells for row in cell]) == [Note("sheets-read-across", sheets=(4,))]


def test_justified_lines_are_one_column() -> None:
    rows = [line(SPEECH * 2, 40, 600 - 12 * n, gap=3.0 + n % 5) for n in range(40)]
    assert found(rows) == []


def test_names_beside_speeches_are_told() -> None:
    names = [line(["QUILL"], 40, 600 - 24 * n) for n in range(8)]
    speeches = [line(SPEECH, 140, 600 - 12 * n) for n in range(16)]
    assert found(names, speeches) == [Note("sheets-of-names", sheets=(4,))]


def test_two_columns_of_text_are_no_names() -> None:
    columns = [[line(SPEECH, x, 600 - 12 * n) for n in range(16)] for x in (40, 290)]
    assert found(*columns) == []
