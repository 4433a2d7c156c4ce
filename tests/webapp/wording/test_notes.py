"""Every note has a message in both languages with exactly its fields, and none is read back from a sentence."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask, g

from corpus.model.notes import CODES, Note
from webapp.wording.messages import MESSAGES, Counted, Listed, Optional
from webapp.wording.notes import noted, said, told
from webapp.wording.sentences import places


@pytest.fixture(scope="module")
def russian() -> Catalog:
    place = files("webapp") / "translations" / "ru" / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(place.read_bytes()), locale="ru")


def variants(code: str) -> list[tuple[str, set[str]]]:
    """Give the English messages of a code, each with the fields it is to name."""
    fields = {*CODES[code]}
    match MESSAGES[code]:
        case str() as message:
            return [(message, fields)]
        case Counted(one, many, _) | Listed(one, many, _):
            return [(one, fields), (many, fields)]
        case Optional(full, short, by):
            return [(full, fields), (short, fields - {by})]


def test_codes_and_messages_are_the_same() -> None:
    assert MESSAGES.keys() == CODES.keys()


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_message_names_the_fields_of_its_code_in_both_languages(code: str, russian: Catalog) -> None:
    for message, fields in variants(code):
        assert set(places(message)) == fields
        found = russian.get(message)
        if found is None:
            found = next(m for m in russian if isinstance(m.id, tuple) and message in m.id)
        for text in found.string if isinstance(found.string, tuple) else (found.string,):
            assert text
            assert set(places(str(text))) == fields
    message = MESSAGES[code]
    assert isinstance(message, str) or message.by in CODES[code]


def test_nothing_is_recognised_in_sentences() -> None:
    for path in (files("webapp") / "wording").iterdir():
        if path.name in RECOGNISING:
            continue
        assert not path.name.endswith(".py") or "re.compile" not in path.read_text("utf-8"), path.name


RECOGNISING = {"sentences.py", "check.py", "query.py", "labels.py"}


PAGES = Note("pages-counted",
             pages=(Note("page-of-sheet", page="5", sheet=1), Note("page-of-sheet", page="7", sheet=3)))
STALE = Note("correction-stale", ref="en-hearing/1", row=3, why=Note("words-missing", words="x"))


@pytest.mark.parametrize(("note", "english", "russian"), [
    (Note("label-misprinted", words="Orlan; Alpha").at("report.htm", 44),
     "report.htm, line 44: a label seems misprinted: “Orlan; Alpha”",
     "report.htm, строка 44: похоже на опечатку в подписи: «Orlan; Alpha»"),
    (PAGES.at("added/a: b/report.pdf"),
     "added/a: b/report.pdf: Page labels counted from the neighbours: 5 (sheet 1), 7 (sheet 3).",
     "added/a: b/report.pdf: Номера страниц установлены по соседним: 5 (лист 1), 7 (лист 3)."),
    (STALE, "correction of en-hearing/1 (line 3) was not applied: “x” does not stand there",
     "исправление к en-hearing/1 (строка 3) не внесено: «x» там не стоит"),
    (Note("pdf-pages-stated", stated=1, found=0).at("a.pdf"), "a.pdf: The file states 1 page; 0 could be read.",
     "a.pdf: В файле заявлена 1 страница; удалось прочитать: 0."),
    (Note("sheets-empty", sheets=(4,)), "No text on sheet 4.", "Нет текста на листе 4."),
    (Note("sheets-empty", sheets=(4, 5)), "No text on sheets 4, 5.", "Нет текста на листах 4, 5."),
    (Note("pair-text-changed", refs=("a/1", "b/2"), date=None).at("pairs.tsv", 2),
     "pairs.tsv, line 2: the text of a/1, b/2 has changed since this was written; please look at it again",
     "pairs.tsv, строка 2: текст a/1, b/2 изменился с тех пор, как это записано; проверьте ещё раз"),
])
def test_notes_in_words(app: Flask, note: Note, english: str, russian: str) -> None:
    assert said(note) == english
    assert noted(note)["said"] == english
    with app.test_request_context("/ru/"):
        g.interface_lang = "ru"
        assert said(note) == russian


def test_words_of_a_text_keep_their_language(app: Flask) -> None:
    note = Note("label-read-as", label="ORLAN", name="Орлан").at("a.htm", 3)
    with app.test_request_context("/ru/"):
        g.interface_lang = "ru"
        assert [words.lang for words in told(note, "en") if words.text == "ORLAN"] == ["en"]
        assert [words.lang for words in told(note, "ru") if words.text == "Орлан"] == [None]
