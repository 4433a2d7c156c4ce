"""Descriptions: each part from the surest place, with its basis; days, ranges, signatures of archives."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from corpus.citation.dated_titles import days_of
from corpus.description.answers import with_answers
from corpus.description.colophon import signatures
from corpus.description.dating import day_doubts
from corpus.description.day_forms import Days
from corpus.description.days import days_in
from corpus.description.describe import StatedFact, describe
from corpus.model.blocks import SourceText
from corpus.model.description import Description, Named
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.names.table import name_table
from corpus.reading.wordpress import read_posts

TABLE = name_table("main")


def post(title: str, content: str, day: str = "1931-05-03T10:00:00", **fields: Any) -> SourceText:
    data = {"slug": "a", "link": "https://lamp.example/a/", "date": day, "title": {"rendered": title},
            "content": {"rendered": content}, **fields}
    return read_posts(json.dumps([data], ensure_ascii=False), "f")[0]


def described(source: SourceText, stated: StatedFact | None = None, *, whole: bool = True) -> Description:
    return describe(source, source.title, stated or StatedFact(), TABLE, whole=whole)


@pytest.mark.parametrize(("text", "expected"), [
    ("от 3 мая 1931 г.", [("1931-05-03", "1931-05-03")]), ("3-4 мая 1931 г.", [("1931-05-03", "1931-05-04")]),
    ("30 апреля – 2 мая 1931 года", [("1931-04-30", "1931-05-02")]), ("3-V-31 г.", [("1931-05-03", "1931-05-03")]),
    ("03.05.1931", [("1931-05-03", "1931-05-03")]), ("May 3, 1931", [("1931-05-03", "1931-05-03")]),
    ("3 May 1931", [("1931-05-03", "1931-05-03")]), ("«3» мая 1931 г.", [("1931-05-03", "1931-05-03")]),
    ("2 мая 1931 г. и 5 мая 1931 г.", [("1931-05-02", "1931-05-02"), ("1931-05-05", "1931-05-05")]),
    ("31 апреля 1931 г.", []), ("в мае 1931 г.", []), ("с. 499-500", []), ("№ 3.05", []),
])
def test_days(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(days_in(text)) == [Days(date.fromisoformat(a), date.fromisoformat(b)) for a, b in expected]


def test_a_record_of_an_interrogation() -> None:
    found = described(post(
        "Протокол допроса П.К. Лампадина", "<p>ПРОТОКОЛ ДОПРОСА</p><p>от 3 мая 1931 г.</p><p>ВОПРОС: О чём?</p>"
        "<p>ОТВЕТ: О лампе.</p><p>ЛАМП. Ф. 17. Оп. 1. Д. 2. Л. Л. 3-4.<br />ЛАМП. Ф. 18. Оп. 2. Д. 5. Л. 6.</p>",
        _embedded={"wp:term": [[{"taxonomy": "category", "name": "Дело &amp; лампа"}],
                               [{"taxonomy": "post_tag", "name": "Маяк"}]]},
    ))
    assert found == Description(
        "interrogation-protocol", "1931-05-03", "1931-05-03", questioned=(Named("П. К. Лампадин"),),
        collections=("Дело & лампа",), tags=("Маяк",),
        archives=("ЛАМП. Ф. 17. Оп. 1. Д. 2. Л. Л. 3-4", "ЛАМП. Ф. 18. Оп. 2. Д. 5. Л. 6"),
        bases=(("doctype", "title"), ("questioned", "title"), ("collections", "site"), ("tags", "site"),
               ("archives", "closing"), ("day", "site")),
    )
    assert Description.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_a_day_of_posting_is_not_the_day_of_the_document() -> None:
    posted = "2016-02-03T10:00:00"
    for title, content, day, basis in (
        ("Письмо П.К. Лампадина от 3 мая 1931 г.", "<p>Слово.</p>", "1931-05-03", "title"),
        ("Письмо П.К. Лампадина", "<p>3 мая 1931 г.</p><p>Слово.</p>", "1931-05-03", "head"),
        ("Письмо П.К. Лампадина", f"<p>{'Слово. ' * 60}</p><p>Маяк, 3 мая 1931 г.</p>", "1931-05-03", "closing"),
        ("Письмо П.К. Лампадина", "<p>Слово.</p>", None, None),
        ("О лампах", "<p>Слово.</p>", "2016-02-03", "site"),
    ):
        found = described(post(title, content, posted))
        assert (found.day, found.basis("day")) == (day, basis), title


def test_a_day_that_is_not_exactly_known_says_so() -> None:
    found = described(post("Письмо П.К. Лампадина [не ранее 3 мая 1931 г.]", "<p>Слово.</p>", "2016-02-03T10:00:00"))
    assert (found.day, found.until, found.bound) == ("1931-05-03", "1931-05-03", "from")
    assert days_of(found, "ru") == "[не ранее 3 мая 1931 г.]"
    assert days_of(found, "en") == "[not before May 3, 1931]"
    month = described(post("Письма П.К. Лампадина. Май 1931 г.", "<p>Слово.</p>", "2016-02-03T10:00:00"))
    assert (month.day, month.until, month.bound) == ("1931-05-01", "1931-05-31", None)


@pytest.mark.parametrize(("title", "content", "stated", "day", "basis", "doubt"), [
    ("Записи. 3 июня – 4 мая 1936 г.", "<p>Слово.</p>", StatedFact(), None, None,
     Note("day-unclear", words="3 июня – 4 мая 1936 г")),
    ("Письмо от 5 мая", "<p>Слово.</p>", StatedFact(), None, None, Note("day-without-year", words="от 5 мая")),
    ("Письмо от 5 мая", "<p>Слово.</p>", StatedFact(collections=("Дело 1936 года",)), "1936-05-05", "title",
     Note("day-year-elsewhere", words="от 5 мая", year=1936)),
    ("Письма 1936 года. 5 мая", "<p>Слово.</p>", StatedFact(), "1936-05-05", "title",
     Note("day-year-elsewhere", words="5 мая", year=1936)),
    ("Письмо от 5 мая", "<p>Слово.</p>", StatedFact(year=1936), "1936-05-05", "title",
     Note("day-year-elsewhere", words="от 5 мая", year=1936)),
    ("Письмо от 5 мая", "<p>Слово.</p>", StatedFact("1936-05-05"), "1936-05-05", "given", None),
    ("Письмо [1936 г.]", "<p>5 мая 1936 г.</p><p>Слово.</p>", StatedFact(), "1936-05-05", "head", None),
    ("Письмо [1936 г.]", "<p>5 мая 1935 г.</p><p>Слово.</p>", StatedFact(), "1936-01-01", "title", None),
])
def test_a_day_that_cannot_be_told_is_doubted(
    title: str, content: str, stated: StatedFact, day: str | None, basis: str | None, doubt: Note | None
) -> None:
    found = described(post(title, content, "2016-02-03T10:00:00"), stated)
    assert (found.day, found.basis("day"), day_doubts(title, found)) == (day, basis, [doubt] if doubt else [])


def test_a_head_may_tell_how_long_the_record_goes_on() -> None:
    found = described(post("Запись разговоров", "<p>за 3-4 мая 1931 г.</p><p>Слово.</p>"))
    assert (found.day, found.until, found.basis("day")) == ("1931-05-03", "1931-05-04", "head")
    found = described(post("Запись разговоров", "<p>ответ на записку 1-2 мая 1931 г.</p>"))
    assert (found.day, found.until, found.basis("day")) == ("1931-05-03", "1931-05-03", "site")


def test_the_head_says_what_the_title_does_not() -> None:
    found = described(post("Документ № 7", "<p>СЕКРЕТНО</p><p>Протокол допроса П.К. Лампадина</p><p>Слово.</p>"))
    assert (found.doctype, found.questioned) == ("interrogation-protocol", (Named("П. К. Лампадин"),))
    assert found.basis("doctype") == found.basis("questioned") == "head"


def test_what_an_article_quotes_is_not_its_own() -> None:
    found = described(post("О лампах", "<p>Протокол допроса П.К. Лампадина</p><p>ЛАМП. Ф. 1. Оп. 1. Д. 2. Л. 3</p>",
                           "2016-02-03T10:00:00", class_list=["category-article", "tag-lamp"]), whole=False)
    assert (found.doctype, found.questioned, found.archives) == ("biographical-article", (), ())
    assert (found.collections, found.tags, found.day) == (("article",), ("lamp",), "2016-02-03")


def test_what_the_user_says_comes_first() -> None:
    found = described(post("Письмо от 3 мая 1931 г.", "<p>Слово.</p>"), StatedFact("1930-01-02", ("Свод",)))
    assert (found.day, found.basis("day"), found.collections) == ("1930-01-02", "given", ("Свод",))


def test_signatures_in_a_sentence_are_of_other_documents() -> None:
    found = described(post("Письмо П.К. Лампадина", "<p>Сравните ЛАМП. Ф. 17. Оп. 1. Д. 2. Л. 3.</p>"))
    assert found.archives == ()
    assert signatures("ЛАМП. Ф. 17. Оп. 1. Д. 2. Л. 3; ЛАМП. Ф. 18. Оп. 1. Д. 2. Л. 3об.") == (
        "ЛАМП. Ф. 17. Оп. 1. Д. 2. Л. 3", "ЛАМП. Ф. 18. Оп. 1. Д. 2. Л. 3об")


@pytest.mark.parametrize("text", [
    "РГАЛМ. Ф. 17. Оп. 171. Д. 228. Л. 1–3 об", "AL RF, f. 3, op. 24, d. 236, l. 12",
    "АЛ РФ. Ф. 3. Оп. 4. Д. 6. Лл. 12, 15",
    "ГАРЛ, ф. 81, оп. 37, д. 70, лл. 3, 5 об., 7–9", "РГАЛМ, ф. 17, оп. 2, д. 612, вып. 3, л. 8",
    "RGALM f. 558, op. 11, d. 707, l. 1ob", "TsA LSB, f. 3, op. 4, d. 7, ll. 1-3",
    "ЦА ЛСБ России. Ф. 3. Оп. 4. Пор. 7. Л. 1",
    "ЦА ЛСБ РФ. Архивно-следственное дело № Р-338. Т. 1. Л. 5—9", "РГАЛМ. Ф. 1. Оп. 2. Д. 3. Л. 4 об.; Д. 229. Л. 4",
    "Архив Маяков Российской Федерации (АМ РФ). Ф. 3. Оп. 24. Д. 1. Л. 2",
    "Российский государственный архив маячной истории. Ф. 17. Оп. 171. Д. 228. Л. 1",
    "РГАЛМ. Ф.17. Оп.171. Д.228. Л.3-5 об", "РГАЛМ Ф17 Оп171 Д228 Л3", "РГАЛМ 17/171/228", "RGALM, 17/171/228, l. 3",
    "Ф. 17. Оп. 171. Д. 228. Л. 3-5 об", "ф. 17, оп. 171, ед. хр. 228, лл. 3, 5", "Ф. 17. Оп. 1. Д. 2. Л. 3 и об",
    "РГАЛМ, фонд 17, опись 171, дело 228, листы 3–5", "RGALM, fond 17, opis 171, delo 228, list 3",
    "TsA LSB, R-33833, t. 1, l. 5", "ЦА ЛСБ РФ. Ф. Р-33833. Т. 1. Л. 5—9", "ЦА ЛСБ РФ. Д. Н-13614. Т. 2. Л. 5",
    "TsA LSB RF. ASD No. R-33833. T. 2. L. 5", "РГАЛМ. Ф. 17. Оп. 1. Д. 2. Л. 3; Ф. 671. Оп. 1. Д. 5. Л. 2",
])
@pytest.mark.parametrize("behind", ["", ".", ". Подлинник. Машинопись.", ". Copy."])
def test_signatures_in_every_form(text: str, behind: str) -> None:
    assert signatures(text + behind) == (text,)


def test_numbers_alone_are_a_signature_where_they_are_all_that_is_said() -> None:
    assert signatures("17/171/228") == signatures(" 17/171/228. ") == ("17/171/228",)
    assert signatures("17/171/228, л. 5") == ("17/171/228, л. 5",)
    for text in ("Дом 17/171/228 на углу", "НКЛМ 17/11/1936", "17/11/36", "Д. 228. Л. 3", "Оп. 3. Д. 4",
                 "Сравните: Ф. 17. Оп. 171. Д. 228. Л. 3"):
        assert signatures(text) == (), text


def test_a_day_between_two_is_told_as_such() -> None:
    found = described(post("Письмо П.К. Лампадина", "<p>не ранее 3 – не позднее 7 мая 1931 г.</p><p>Слово.</p>",
                           "2016-02-03T10:00:00"))
    assert (found.day, found.until, found.bound) == ("1931-05-03", "1931-05-07", "between")
    assert days_of(found, "en") == "[some day of May 3–May 7, 1931]"
    assert days_of(found, "ru") == "[один из дней 3–7 мая 1931 г.]"


def answer(role: str, speaker: str | None = None) -> Turn:
    return Turn("d/1", "d", 1, "speech", "Слово.", "ru", role=role, label="Ответ", speaker=speaker)


def test_the_person_questioned_answers() -> None:
    turns = (answer("interrogator"), answer("answerer"), answer("answerer", "somebody"))
    known = with_answers(turns, Description(questioned=(Named("Г. Е. Зиновьев", "zinoviev"),)), TABLE)
    assert [turn.speaker for turn in known] == [None, "zinoviev", "somebody"]
    assert [what for what, _ in known[1].inferred] == ["speaker"]
    unknown = with_answers(turns, Description(questioned=(Named("П. К. Лампадин"),)), TABLE)
    assert unknown[1].speaker == "П. К. Лампадин"
    several = with_answers(turns, Description(questioned=(Named("П. К. Лампадин"), Named("О. В. Фитилёва"))), TABLE)
    assert several == turns
