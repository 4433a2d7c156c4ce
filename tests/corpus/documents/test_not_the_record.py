"""What stands on the page of a document and is not of it: titles printed again, headings run in, later words."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue.catalogue import load
from corpus.documents.repeated import without_repeated
from corpus.ingest.texts import MadeText, documents
from corpus.language.words import forms
from corpus.model.voice import inferred, narration
from corpus.reading import formats
from corpus.storage.sources import SourceFile

SPECIMEN = load("specimen")
HEAD = "Protocol of the questioning of A. Korvin"
SITE = f"{HEAD} | Library of Old Trials"
ASKED = "<p>QUESTION: Where was the lamp?</p><p>ANSWER: On the quay, as on May 4, 1911.</p>"


def made(body: str, title: str = SITE, kind: str = "cited", year: int | None = 1911) -> MadeText:
    data = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    [source] = formats.read(data, "html", "page.html")
    file = SourceFile("page.html", "", len(data), "html", "added", document="page", kind=kind, year=year)
    [text] = documents("page", [(file, source)], SPECIMEN)
    return text


def texts(text: MadeText) -> list[str]:
    return [turn.text for turn in text.turns]


def left(text: MadeText, kind: str) -> list[str]:
    return [item.text for item in text.left_out if item.kind == kind and item.start is not None]


SAID = ["Where was the lamp?", "On the quay, as on May 4, 1911."]
AGAIN = {
    "with the site's name, at the head": (f"<h1>{HEAD}</h1><p>{SITE}</p>{ASKED}", SITE),
    "with the site's name, at the end": (f"<h1>{HEAD}</h1>{ASKED}<p>{SITE}</p>", SITE),
    "in the middle": (f"<h1>{HEAD}</h1>{ASKED.replace('</p><p>', f'</p><p>{SITE}</p><p>')}", SITE),
    "the title alone, at the end": (f"<h1>{HEAD}</h1>{ASKED}<p>{HEAD}</p>", HEAD),
}


@pytest.mark.parametrize("name", AGAIN)
def test_a_title_that_the_page_prints_again_is_left_out(name: str) -> None:
    body, title = AGAIN[name]
    text = made(body, title)
    assert texts(text) == [HEAD, *SAID]
    assert title in left(text, "title")


@pytest.mark.parametrize("body", [
    f"<p>{HEAD}</p>{ASKED}", f"<h1>{HEAD}</h1><p>{HEAD.upper()}</p>{ASKED}",
    f"<h1>{HEAD}</h1><p>{HEAD} of May 4, 1911</p>{ASKED}", f"<h1>{HEAD}</h1>{ASKED}<p>End of the {HEAD}.</p>",
])
def test_what_a_document_says_of_itself_stays(body: str) -> None:
    found = {word for turn in made(body, HEAD).turns for word in forms(turn.text)}
    whole = formats.read(f"<html><body>{body}</body></html>".encode(), "html", "page.html")[0].blocks
    assert sum(len(forms(turn.text)) for turn in made(body, HEAD).turns) >= sum(
        len(forms(block.text)) for block in whole) - 2
    assert "protocol" in found


def test_a_heading_run_into_its_paragraph_is_left_out_once() -> None:
    text = made(f"<h1>{HEAD}</h1><h2>Lamps of the quay</h2><p>Lamps of the quay The clerk counted them.</p>{ASKED}")
    assert texts(text) == [HEAD, "Lamps of the quay", "The clerk counted them.", *SAID]
    assert left(text, "duplicate") == ["Lamps of the quay"]


LATER = ["He was released in 1954.", "(V. Bramm, 1860-1931, clerk of the harbour.)", "The page was made in 2007.",
         "[Editor’s note: the tower is meant.]", "Transcribed by a reader of the library."]


@pytest.mark.parametrize("later", LATER)
def test_a_later_sentence_in_a_document_is_told_and_not_the_answerers(later: str) -> None:
    text = made(f"<h1>{HEAD}</h1>{ASKED[:-4]} {later}</p>")
    last = text.turns[-1]
    assert last.text.endswith(later)
    assert [last.text[start:end] for start, end in narration(last)] == [later]
    assert {doubt.code for doubt in text.doubts} <= {"later-than-print", "words-of-editor"} and text.doubts
    assert inferred(last)["words"].code in ("later-than-print", "words-of-editor")


def test_imprints_notes_and_books_that_cite_are_not_told() -> None:
    imprint = "<p>Published: Notes of the harbour. Lamps and ropes of the quay. 1999, pp. 5-9.</p>"
    text = made(f"<h1>{HEAD}</h1>{ASKED}{imprint}")
    assert (text.turns[-1].kind, text.turns[-1].speaker) == ("narration", None)
    assert not text.doubts
    assert not made(f"<h1>{HEAD}</h1><p>He was released in 1954. It rained.</p>", kind="citing").doubts


CLOSINGS = [
    "Начальник 1 отделения 12 отдела портового надзора<br>Капитан портовой службы: Бурин (БУРИН)",
    "Нач. 3 отд. капитан гос. охраны (ЛАМПИН)", "Допросил: ст. следователь П. О. Гаванин",
    "Опубликовано: А. Бурин, В. Лампин. Причал: заговор писарей, М. Гавань. 2021 г., с. 472-479.",
    "Опубликовано: Огни гавани. Сборник документов о причалах. М., 1999. С. 5.",
    "Верно: оперуполномоченный (Гаванин)", "23.55 (Открывается дверь)", "14/III-38 г.",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_closing_lines_are_nobodys(closing: str) -> None:
    body = "<p>ВОПРОС: Где был фонарь?</p><p>ОТВЕТ: На причале, у самой воды.</p>" * 3
    last = made(f"<h1>Протокол допроса</h1>{body}<p>{closing}</p>", "Протокол допроса", year=None).turns[-1]
    assert (last.kind, last.speaker, last.role, last.label) == ("narration", None, None, None)
    assert forms(last.text) == forms(closing.replace("<br>", "\n"))


@pytest.mark.parametrize("said", [
    "Подпись: В. Брамм. Я её видел и знаю руку.", "Опубликовано это в газете. Я читал её сам.",
])
def test_a_signature_that_is_spoken_of_is_the_answerers(said: str) -> None:
    body = "<p>ВОПРОС: Где был фонарь?</p><p>ОТВЕТ: На причале, у самой воды.</p>" * 3
    last = made(f"<h1>Протокол допроса</h1>{body}<p>{said}</p>", "Протокол допроса", year=None).turns[-1]
    assert last.kind == "speech" and last.role == "answerer"


@pytest.mark.sources
def test_no_line_of_a_real_document_is_lost(sources: Path) -> None:
    files = [*sources.glob("*.txt"), *sources.glob("showtrials.ru/**/posts.json"), *sources.glob("pdf/*.pdf")]
    for path in files:
        data = path.read_bytes()
        for source in formats.read(data, formats.sniff(data, path.name), path.name):
            assert without_repeated(source).left_out == source.left_out


@pytest.mark.parametrize("body", [
    "Q. Where was the lamp?\nA. On the quay.\nQ. Who saw it?\nA. The clerk.\n",
    "Q: Where was the lamp?\nA: On the quay.\nQ: Who saw it?\nA: The clerk.\n",
    "Вопр.: Где был фонарь?\nОтв.: На причале.\nВопр.: Кто видел?\nОтв.: Писарь.\n",
    "В. Где был фонарь?\n\nО. На причале.\n\nВ. Кто видел?\n\nО. Писарь.\n",
    "<p>Вопр.: Где был фонарь?<br>Отв.: На причале.<br>Вопр.: Кто видел?<br>Отв.: Писарь.</p>",
    "<p>Вопрос. Где был фонарь?<br>Ответ. На причале.<br>Вопрос. Кто видел?<br>Ответ. Писарь.</p>",
])
def test_abbreviated_questions_and_answers(body: str) -> None:
    name = "a.html" if body.startswith("<") else "a.txt"
    data = body.encode()
    [source] = formats.read(data, formats.sniff(data, name), name)
    file = SourceFile(name, "", len(data), "text", "added", document="a", kind="cited")
    [text] = documents("a", [(file, source)], SPECIMEN)
    assert [turn.role for turn in text.turns] == ["interrogator", "answerer"] * 2
    assert all(turn.text == turn.text.strip() and turn.text[0].isupper() for turn in text.turns)
