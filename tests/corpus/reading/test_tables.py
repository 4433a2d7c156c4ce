"""A dialogue in a table is a dialogue: who speaks in one cell, in the next what is said, in every format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO

import pytest
from book_files import packed

from corpus.catalogue.catalogue import load
from corpus.documents.turns import document_turns
from corpus.editions.turns import edition_turns
from corpus.model.turns import Turn
from corpus.reading import formats
from corpus.reading.tables import TableCells
from corpus.speakers.vocabulary import LabelVocabulary

SPECIMEN = load("specimen")
VOCABULARY = LabelVocabulary.of_documents(SPECIMEN)
Rows = Sequence[Sequence[str]]
KNOWN = {"en": ("Orsetsky", "Gurmalo"), "ru": ("Орсецкий", "Гурмало")}
UNKNOWN = {"en": ("Halloran", "Pentwick"), "ru": ("Халоран", "Пентвик")}
SAID = {
    "en": ("Where was the lamp on that night?", "It hung over the pump, as it always did.",
           "Who lit it in the morning?", "The porter did, before the bell rang.", "And who saw him do it?", "Nobody."),
    "ru": ("Где в ту ночь был фонарь?", "Он висел над насосом, как всегда.", "Кто зажёг его утром?",
           "Сторож, ещё до колокола.", "И кто это видел?", "Никто этого не видел."),
}


def page(rows: Rows) -> tuple[bytes, str]:
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><table>{body}</table></body></html>".encode(), "a.html"


def word(rows: Rows) -> tuple[bytes, str]:
    import docx

    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue(), "a.docx"


def opened(rows: Rows) -> tuple[bytes, str]:
    def cells(row: Sequence[str]) -> str:
        return "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)

    body = "".join(f"<table:table-row>{cells(row)}</table:table-row>" for row in rows)
    content = ('<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:text><table:table>'
               f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>{body}</table:table>'
               "</office:text></office:body></office:document-content>")
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}), "a.odt"


def rich(rows: Rows) -> tuple[bytes, str]:
    def letters(text: str) -> str:
        return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in text)

    lines = (r"\trowd\cellx1000\cellx5000" + "".join(rf"\pard\intbl {letters(cell)}\cell " for cell in row) + "\\row\n"
             for row in rows)
    return (r"{\rtf1\ansi " + "".join(lines) + r"\pard The end.\par}").encode("ascii"), "a.rtf"


def fiction(rows: Rows) -> tuple[bytes, str]:
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<FictionBook><body><section><table>{body}</table></section></body></FictionBook>".encode(), "a.fb2"


def encoded(rows: Rows) -> tuple[bytes, str]:
    body = "".join(f"<row>{''.join(f'<cell><p>{escape(cell)}</p></cell>' for cell in row)}</row>" for row in rows)
    return (f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><table>{body}</table></body></text></TEI>'.encode(),
            "a.xml")


FORMS: dict[str, Callable[[Rows], tuple[bytes, str]]] = {
    "html": page, "docx": word, "odt": opened, "rtf": rich, "fb2": fiction, "tei": encoded,
}


def read(data: bytes, file: str, lang: str, kind: str) -> list[Turn]:
    [source] = formats.read(data, formats.sniff(data, file), file)
    if kind == "document":
        return document_turns(source, "d", "cited", lang, VOCABULARY)[0]
    return list(edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN).turns)


def spoken(turns: Sequence[Turn]) -> list[tuple[str | None, str | None, str]]:
    return [(turn.speaker, turn.label, turn.text) for turn in turns if turn.kind == "speech"]


def dialogue(lang: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(names[number % 2], text) for number, text in enumerate(SAID[lang])]


CASES = [(form, lang, kind) for form in FORMS for lang, kind in (("en", "edition"), ("ru", "document"))]


@pytest.mark.parametrize(("form", "lang", "kind"), CASES)
@pytest.mark.parametrize("columns", [
    "{name}|{said}", "{hour}|{name}|{said}", "{number}|{name}|{said}", "{name}|{hour}|{said}", "{name}:|{said}",
    "{number}|{hour}|{name}|{said}", "{upper}|{said}", "{name}|{said}|{number}", "{number}.|{upper}:|{said}",
    "{name} (to the court)|{said}",
])
def test_a_row_is_a_turn(columns: str, form: str, lang: str, kind: str) -> None:
    said = dialogue(lang, KNOWN[lang])
    rows = [columns.format(name=name, upper=name.upper(), said=text, hour=f"10.{10 + number}", number=number + 1)
            .split("|") for number, (name, text) in enumerate(said)]
    turns = read(*FORMS[form](rows), lang, kind)
    found = [item for item in spoken(turns) if item[2] != "The end."]
    assert [(speaker, text.removesuffix("\nThe end.")) for speaker, _, text in found] == [
        (("orsetsky", "gurmalo")[number % 2], text) for number, (_, text) in enumerate(said)]
    assert all(label for _, label, _ in found)
    words = " ".join(turn.text for turn in turns)
    assert ("10.14" in words) == ("{hour}" in columns)


@pytest.mark.parametrize(("form", "lang", "kind"), [case for case in CASES if case[0] in ("html", "docx")])
def test_names_of_one_cell_are_held_against_the_lines_beside_them(form: str, lang: str, kind: str) -> None:
    said = dialogue(lang, KNOWN[lang])
    names, words = ("\n".join(column) for column in zip(*said, strict=True))
    parts, wholes = words, words[::-1].replace("\n", " ", 1)[::-1]
    for lines in (parts, wholes):
        data, file = FORMS[form]([(names, lines)])
        turns = read(data.replace(b"\n", b"<br>") if form == "html" else data, file, lang, kind)
        found = [item for item in spoken(turns) if item[2]]
        if lines is parts:
            assert [(speaker, text) for speaker, _, text in found] == [
                (("orsetsky", "gurmalo")[number % 2], text) for number, (_, text) in enumerate(said)]
        else:
            assert {speaker for speaker, _, _ in found} == {None}
            assert found[0][1] == names.replace("\n", ", ")


@pytest.mark.parametrize(("form", "lang", "kind"), CASES)
def test_unknown_speakers_of_a_table_are_unknown_voices(form: str, lang: str, kind: str) -> None:
    said = dialogue(lang, UNKNOWN[lang])
    turns = read(*FORMS[form](said), lang, kind)
    assert [(speaker, label) for speaker, label, _ in spoken(turns)][:6] == [(None, name) for name, _ in said]


@pytest.mark.parametrize(("form", "lang", "kind"), CASES)
@pytest.mark.parametrize("hour", [False, True])
def test_a_row_without_a_speaker_goes_on(hour: bool, form: str, lang: str, kind: str) -> None:
    said = [*dialogue(lang, KNOWN[lang])]
    parted = [*said[:2], ("", said[2][1]), *said[2:]]
    rows = [[*([f"10.1{number}"] if hour else []), *row] for number, row in enumerate(parted)]
    turns = spoken(read(*FORMS[form](rows), lang, kind))
    by = {speaker: " ".join(text for who, _, text in turns if who == speaker) for speaker in ("orsetsky", "gurmalo")}
    assert f"{said[1][1]} {said[2][1]}" in by["gurmalo"].replace("\n", " ")
    assert sum(label is not None for _, label, _ in turns) == len(said)


@pytest.mark.parametrize(("form", "lang", "kind"), CASES)
def test_the_row_that_heads_a_table_is_nobodys(form: str, lang: str, kind: str) -> None:
    head = {"en": ("Speaker", "Words"), "ru": ("Говорит", "Слова")}[lang]
    turns = read(*FORMS[form]([head, *dialogue(lang, KNOWN[lang])]), lang, kind)
    assert [turn.text for turn in turns if turn.kind != "speech"][:2] in ([*head], ["\n".join(head)])
    assert [speaker for speaker, _, _ in spoken(turns)][:6] == ["orsetsky", "gurmalo"] * 3


def test_cells_that_cover_rows_and_columns() -> None:
    text = ("<table><tr><th>Hour<th>Who<th>What</tr>"
            "<tr><td rowspan=3>10.15</td><td>Orsetsky</td><td>Where was the lamp on that night?</td></tr>"
            "<tr><td rowspan=2>Gurmalo</td><td>It hung over the pump.</td></tr>"
            "<tr><td>It always hung there, day and night.</td></tr>"
            "<tr><td>10.20</td><td>Orsetsky</td><td>Who lit it in the morning?</td></tr>"
            "<tr><td>10.21</td><td>Gurmalo</td><td>The porter did, before the bell.</td></tr></table>")
    turns = read(f"<html><body>{text}</body></html>".encode(), "a.html", "en", "edition")
    assert [(speaker, text) for speaker, _, text in spoken(turns)] == [
        ("orsetsky", "Where was the lamp on that night?"),
        ("gurmalo", "It hung over the pump.\nIt always hung there, day and night."),
        ("orsetsky", "Who lit it in the morning?"), ("gurmalo", "The porter did, before the bell.")]


@pytest.mark.parametrize(("form", "lang", "kind"), CASES)
def test_what_stands_alone_in_a_row_is_nobodys(form: str, lang: str, kind: str) -> None:
    rows = dialogue(lang, KNOWN[lang])
    aside = {"en": ("Evening", "The lamp was brought in, and everybody in the hall looked at it for a while."),
             "ru": ("Вечер", "Внесли фонарь, и все, кто был в зале, долго и молча его разглядывали.")}[lang]
    data, file = FORMS[form]([*rows[:3], (aside[0], ""), *rows[3:5], (aside[1], ""), *rows[5:]])
    turns = read(data, file, lang, kind)
    assert spoken(turns) == spoken(read(*FORMS[form](rows), lang, kind))
    assert [turn.text for turn in turns if turn.text in aside] == list(aside)


@pytest.mark.parametrize("rows", [
    [("Tarnholm", "12"), ("Brecken", "14"), ("Tarnholm", "9"), ("Brecken", "3")],
    [("Lamp", "It hangs over the pump."), ("Bell", "It rings at six."), ("Rope", "It is new."), ("Sail",
    "It is green.")],
    [("Korvin", "brass clock"), ("Korvin", "deck log"), ("Bramm", "chain"), ("Bramm", "letter")],
    [("It hung over the pump that night, and nobody had lit it.", "Он висел над насосом, и никто его не зажёг."),
     ("The porter lit it in the morning.", "Утром его зажёг сторож."), ("Nobody saw it.", "Никто этого не видел.")],
])
def test_tables_of_other_things_are_no_dialogues(rows: Rows) -> None:
    data, file = page(rows)
    [source] = formats.read(data, formats.sniff(data, file), file)
    assert not any(block.label for block in source.blocks)
    assert [block.text for block in source.blocks] == [cell for row in rows for cell in row]


def test_tables_within_each_other_and_wild_spans() -> None:
    cells = TableCells()
    for tag in ("table", "tr", "td", "table", "tr", "td"):
        cells.begin(tag, "99999999", "-1")
    assert cells.cell and cells.cell[:3] == (2, 0, 0)
    cells.end("table")
    cells.begin("td")
    assert cells.cell and cells.cell[:3] == (1, 0, 1)
    cells.end("table")
    cells.end("table")
    assert cells.cell is None
