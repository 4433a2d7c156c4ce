"""Every note has a message in both languages with exactly its fields, and none is read back from a sentence."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from io import BytesIO
from pkgutil import iter_modules

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask

from corpus.data_files import DATA, read_table
from corpus.model.notes import CODES, Note
from webapp import wording
from webapp.i18n.i18n import speaking
from webapp.server.links import shelf
from webapp.wording.file_kinds import PHRASES
from webapp.wording.messages import MESSAGES, Counted, Listed, Optional
from webapp.wording.notes import Names, noted, said, sentence_of, told
from webapp.wording.sentences import places


@pytest.fixture(scope="module")
def russian() -> Catalog:
    place = files("webapp") / "translations" / "ru" / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(place.read_bytes()), locale="ru")


def variants(code: str) -> list[str]:
    """Give the English messages of a code."""
    match MESSAGES[code]:
        case str() as message:
            return [message]
        case Counted(one, many, _) | Listed(one, many, _):
            return [one, many]
        case Optional(full, short, _):
            return [full, short]


def test_codes_and_messages_are_the_same() -> None:
    assert MESSAGES.keys() == CODES.keys()


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_message_names_the_fields_of_its_code_in_both_languages(code: str, russian: Catalog) -> None:
    assert {name for message in variants(code) for name in places(message)} == {*CODES[code]}
    for message in variants(code):
        found = russian.get(message)
        if found is None:
            found = next(m for m in russian if isinstance(m.id, tuple) and message in m.id)
        wanted = {name for text in (found.id if isinstance(found.id, tuple) else (found.id,)) for name in places(text)}
        for text in found.string if isinstance(found.string, tuple) else (found.string,):
            assert text
            assert set(places(str(text))) == wanted
    message = MESSAGES[code]
    if isinstance(message, (Counted, Listed)):
        assert {*places(message.one)} - {message.by} == {*places(message.many)} - {message.by}
        assert message.by in places(message.many)
    elif isinstance(message, Optional):
        assert message.by in places(message.full)
        assert message.by not in places(message.short)


def test_nothing_is_recognised_in_sentences() -> None:
    names = [module.name for module in iter_modules(wording.__path__)]
    assert names
    for name in names:
        assert not hasattr(import_module(f"webapp.wording.{name}"), "re"), name


PAGES = Note("pages-counted",
             pages=(Note("page-of-sheet", page="5", sheet=1), Note("page-of-sheet", page="7", sheet=3)))
STALE = Note("correction-stale", ref="en-hearing/1", row=3, why=Note("words-missing", words="x"))


@pytest.mark.parametrize(("note", "english", "russian"), [
    (Note("label-misprinted", words="Orlan; Alpha").placed("report.htm", 44),
     "report.htm, line 44: a label seems misprinted: “Orlan; Alpha”",
     "report.htm, строка 44: похоже на опечатку в подписи: «Orlan; Alpha»"),
    (PAGES.placed("added/a: b/report.pdf"),
     "added/a: b/report.pdf: Page labels counted from the neighbours: 5 (sheet 1), 7 (sheet 3).",
     "added/a: b/report.pdf: Номера страниц установлены по соседним: 5 (лист 1), 7 (лист 3)."),
    (STALE, "correction of en-hearing/1 (line 3) was not applied: “x” does not stand there",
     "исправление к en-hearing/1 (строка 3) не внесено: «x» там не стоит"),
    (Note("pdf-pages-stated", stated=1, found=0).placed("a.pdf"), "a.pdf: The file states 1 page; 0 could be read.",
     "a.pdf: В файле заявлена 1 страница; удалось прочитать: 0."),
    (Note("sheets-empty", sheets=(4,)), "No text on sheet 4.", "Нет текста на листе 4."),
    (Note("sheets-empty", sheets=(4, 5)), "No text on sheets 4, 5.", "Нет текста на листах 4, 5."),
    (Note("pair-text-changed", refs=("a/1", "b/2"), date=None).placed("pairs.tsv", 2),
     "pairs.tsv, line 2: the text of a/1, b/2 has changed since this was written; please look at it again",
     "pairs.tsv, строка 2: текст a/1, b/2 изменился с тех пор, как это записано; проверьте ещё раз"),
])
def test_notes_in_words(app: Flask, note: Note, english: str, russian: str) -> None:
    assert said(note) == english
    assert noted(note)["said"] == english
    with app.test_request_context("/ru/"), speaking("ru"):
        assert said(note) == russian


BEFORE = Note("citation-before", literal="Orlov, Book 3", line=None, ref="essay/0004")


@pytest.mark.parametrize(("note", "english", "russian"), [
    (Note("year-beside", year="1911"), "the year 1911 beside it", "рядом стоит год 1911"),
    (Note("heading-names-it", heading="On Lamps"), "the heading “On Lamps”", "заголовок «On Lamps»"),
    (Note("citation-before", literal="(Inquiry 9)", line=12, ref="essay/0002"),
     "the citation before it, (Inquiry 9) at line 12", "предыдущая ссылка, (Inquiry 9) в строке 12"),
    (Note("named-before", name="Orlov", rest=BEFORE),
     "Orlov named before it, the citation before it, Orlov, Book 3 at essay/0004",
     "перед этим назван автор или заглавие: Orlov, предыдущая ссылка, Orlov, Book 3 в essay/0004"),
    (Note("section-not-held", page="900", edition="en-specimen", section="Opening", sitting="1911-05-04-morning"),
     "page 900 of en-specimen: “Opening” (1911-05-04-morning) is not here",
     "страница 900 издания Northern Lamp Inquiry (specimen): здесь нет раздела «Opening» (4 мая 1911, утро)"),
    (Note("page-beyond-book", edition="en-specimen", page="1900", last="1800"),
     "p. 1900 of en-specimen: the book has at most 1800 pages",
     "с. 1900 издания Northern Lamp Inquiry (specimen): в книге не более 1800 страниц"),
])
def test_editions_have_their_names_on_a_page(specimen: Flask, note: Note, english: str, russian: str) -> None:
    assert said(note) == english
    with specimen.test_request_context("/ru/"), speaking("ru"):
        words = told(note, "en", Names(shelf().books().held.catalogue.editions))
        assert "".join(one.text for one in words) == russian


def test_an_estimated_page_names_its_neighbours(app: Flask) -> None:
    near = (Note("page-cited", page="83-84", document="essay", line=1185),
            Note("page-cited", page="85", document="essay", line=None))
    names = Names(titles={"essay": "An Essay"})
    assert said(Note("page-estimated", count=2, neighbours=near), names) == (
        "estimated from 2 neighbours: p. 83-84, cited in An Essay, line 1185; p. 85, cited in An Essay")
    assert said(Note("page-estimated", count=1, neighbours=near[1:])) == (
        "estimated from one neighbour: p. 85, cited in essay")
    with app.test_request_context("/ru/"), speaking("ru"):
        assert said(Note("page-estimated", count=2, neighbours=near), names) == (
            "оценена по 2 соседним: с. 83-84, цитируется в «An Essay», строка 1185; с. 85, цитируется в «An Essay»")
        assert sentence_of(Note("section-heading")) == "section heading"
        assert said(Note("section-heading")) == "заголовок раздела"


def test_words_of_a_document_keep_their_language(app: Flask) -> None:
    with app.test_request_context("/ru/"), speaking("ru"):
        assert [words.lang for words in told(Note("heading-names-it", heading="On Lamps"), "en")] == [None, "en", None]
        assert {words.lang for words in told(Note("heading-names-it", heading="О лампах"), "ru")} == {None}


def test_words_of_a_text_keep_their_language(app: Flask) -> None:
    note = Note("label-read-as", label="ORLAN", name="Орлан").placed("a.htm", 3)
    with app.test_request_context("/ru/"), speaking("ru"):
        assert [words.lang for words in told(note, "en") if words.text == "ORLAN"] == ["en"]
        assert [words.lang for words in told(note, "ru") if words.text == "Орлан"] == [None]


def test_kinds_of_files_have_the_words_of_the_data() -> None:
    rows = [row for part in read_table(DATA / "formats.toml").values() for row in part]
    tables = {"a table (TSV)", "a table (CSV)"}
    assert {*(row["name"] for row in rows), *(row["advice"] for row in rows), *tables} == PHRASES
