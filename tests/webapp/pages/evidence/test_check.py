"""Quotations checked on the page, and who cites what."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import docx
import pytest
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn
from web_home import HOSTILE, MORNING, Checked, page

from corpus.catalogue.catalogue import load
from corpus.model.turns import Pair
from indexer.generation.index import open_index
from webapp.books.citing import Citing
from webapp.i18n.i18n import DEFAULT, LANGUAGES
from webapp.models.diffs import side_by_side
from webapp.server import security


def check(client: FlaskClient, text: str, prefix: str = "") -> Checked:
    answer = client.post(f"{prefix}/check", data={"text": text})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    checked = Checked(answer.get_data(as_text=True))
    assert not checked.wrong
    return checked


CHAPTER = ("He asked: “Where did the grey goose stand when the lantern went out?” (Hearing 7) The answer was long. "
           "Then he said: “Nobody did open the wide gate.” (Hearing 7) And at last “Where was the "
           "lantern of the second watchman in that night?” (Hearing 9).")


def test_pasted_text_gets_verdicts(client: FlaskClient) -> None:
    text = check(client, CHAPTER).text
    for said in ("3 quotations", "word for word: 1", "with differences: 1", "Goose Hearing", "p. 7", "As quoted",
                 "In the text held", "What was searched", "cited as"):
        assert said in text
    assert "слово в слово: 1" in check(client, CHAPTER, "/ru").text


def test_differing_words_are_marked_on_both_sides() -> None:
    left, right = side_by_side("Nobody did open it, не ещё.", "nobody had opened it: не еще")
    assert [p.text for p in left if "differs" in p.styles] == ["did open"]
    assert [p.text for p in right if "differs" in p.styles] == ["had opened"]
    assert "".join(p.text for p in left) == "Nobody did open it, не ещё."
    assert "".join(p.text for p in right) == "nobody had opened it: не еще"


def test_file_is_checked_like_a_text(client: FlaskClient) -> None:
    answer = client.post("/check", data={"file": (BytesIO(CHAPTER.encode()), "chapter.md")})
    assert "word for word: 1" in Checked(answer.get_data(as_text=True)).text
    for bad in (b"%PDF-1.4 \xff\xfe", b"PK\x03\x04 and no more", b"\x89PNG\r\n"):
        refused = client.post("/check", data={"file": (BytesIO(bad), "a.pdf")})
        assert refused.status_code == 400
        assert not Checked(refused.get_data(as_text=True)).wrong


def test_a_word_document_is_checked(client: FlaskClient) -> None:
    document, out = docx.Document(), BytesIO()
    document.add_paragraph(CHAPTER)
    document.save(out)
    answer = client.post("/check", data={"file": (BytesIO(out.getvalue()), f"{HOSTILE}.docx")})
    shown = Checked(answer.get_data(as_text=True))
    assert "word for word: 1" in shown.text
    assert not shown.wrong


def test_warnings_stand_beside_the_quotation(client: FlaskClient) -> None:
    text = ("He said “Nobody did open the very wide gate that night at all” (Hearing 9).\n\nAgain he said “Nobody did "
            "open the very wide door that night at all” (Hearing 9).\n\nLast “Nobody did open the very wide gate that "
            "night at all” (Hearing 12).")
    shown = check(client, text).text
    assert "the same passage is quoted in other words" in shown
    assert "the same quotation is cited to two pages" in shown
    assert "in this text, line 3" in shown
    assert "What it cites 3" in shown
    assert "то же место цитируется другими словами" in check(client, text, "/ru").text


def test_a_citation_of_the_other_edition_is_listed_by_its_page(tmp_path: Path) -> None:
    en = tiny_text("en-specimen", [tiny_turn("Lorem ipsum.", page="12")], trial="specimen", paged="printed")
    ru = tiny_text("ru-specimen", [tiny_turn("Альфа бета.", page="35")], trial="specimen", lang="ru", paged="printed")
    essay = tiny_text("essay", [tiny_turn("So it is (Дело о пароме, с. 35).", kind="narration")], kind="citing")
    pair = Pair(("ru-specimen/0001",), ("en-specimen/0001",), ("ru", "en"), "turn", 0.9)
    with open_index(tiny_home(tmp_path / "home", [en, ru, essay], [pair])) as index:
        citing = Citing(index, load("specimen"))
        (found,) = citing.citations_of_edition("en-specimen") or ()
        assert found.through is not None
        assert (found.through.left_pages, found.through.right_pages) == (("12",), ("35",))
        assert [c.through for c in citing.citations_of_edition("ru-specimen") or ()] == [None]


def test_page_concordance(client: FlaskClient) -> None:
    shown = page(client, "/texts/en-hearing/pages")
    assert "Page concordance" in shown.text
    assert "aligned passages" in shown.text
    assert "/ru-hearing/p/21" in " ".join(shown.links)
    assert "/texts/en-hearing/pages" in page(client, "/texts/en-hearing").links
    assert "p. 7" in page(client, "/texts/en-hearing/pages?page=7").text
    assert "Nothing is known of it." in page(client, "/texts/en-hearing/pages?page=999").text
    assert page(client, "/ru/texts/de-hearing/pages?page=" + quote(HOSTILE)).text
    table = client.get("/texts/en-hearing/pages.csv")
    assert table.get_data(as_text=True).startswith("left,left_pages,right,right_pages,basis,margin")
    assert client.get("/texts/en-hearing/pages.json").json[0]["basis"] == "aligned"
    assert client.get("/texts/nothing/pages").status_code == 404


@pytest.mark.parametrize("text", ["", " \n ", "?!", "\0", HOSTILE, "“" * 4000, "« “ ‘ " * 500])
def test_odd_texts_are_answered_or_refused(client: FlaskClient, text: str) -> None:
    answer = client.post("/check", data={"text": text})
    assert answer.status_code in (200, 400)
    assert not Checked(answer.get_data(as_text=True)).wrong


def test_size_is_limited(client: FlaskClient) -> None:
    assert client.post("/check", data={"text": "word " * 170_000}).status_code == 400
    assert client.post("/check", data={"text": "word " * 500_000}).status_code == 413
    assert client.post("/check", data={f"f{n}": "x" for n in range(40)},
                       content_type="multipart/form-data").status_code in (400, 413)


def test_only_these_forms_are_posted(client: FlaskClient) -> None:
    prefixes = ["" if lang == DEFAULT else f"/{lang}" for lang in LANGUAGES]
    forms = {prefix + form for prefix in prefixes for form in ("/check", "/check/report", "/desk/export")}
    assert forms == security.FORMS
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)("/check").status_code == 405


def test_passage_shows_who_quotes_it(client: FlaskClient) -> None:
    assert client.get("/texts/essay/citations").status_code == 200
    shown = page(client, f"/en-hearing/{MORNING}/0004")
    assert "Who cites this passage" in shown.text
    assert "(Hearing 9)" in shown.text
    assert "stands on another page than the one cited" in shown.text
    assert "/essay/0004" in shown.links
    assert "cited 1 time" in page(client, f"/en-hearing/{MORNING}").text
    assert "No document held here quotes it." in page(client, f"/en-hearing/{MORNING}/0009").text


def test_document_and_edition_list_citations(client: FlaskClient) -> None:
    cites = page(client, "/texts/essay/citations")
    assert "Goose Hearing, p. 9" in cites.text
    assert "with differences" in cites.text
    cited = page(client, "/texts/en-hearing/cited")
    assert "(Hearing 44)" in cited.text
    assert "/en-hearing/p/9" in cited.links
    assert client.get("/texts/en-hearing/citations").status_code == 404
    assert client.get("/texts/nothing/cited").status_code == 404
    assert "No document held here cites it." in page(client, "/texts/de-hearing/cited").text


def test_citations_come_in_parts_that_are_counted(client: FlaskClient) -> None:
    html = client.get("/texts/essay/citations").get_data(as_text=True)
    parts = re.findall(r'<a href="([^"]+[?]part=[a-z]+)"[^>]*>[^<]+</a> <span class="muted">(\d+)<', html)
    assert len(parts) == 3
    for href, count in parts:
        shown = client.get(href).get_data(as_text=True)
        listed = shown.split('<ul class="citations">')[1].split("</ul>")[0]
        assert listed.count("<li>") == int(count)
    assert client.get("/texts/essay/citations?part=best").status_code == 400
    assert client.get("/texts/essay/citations?part=trials&n=99").status_code == 200


def test_short_quotation_may_stand_in_the_address(client: FlaskClient) -> None:
    shown = page(client, "/check?text=" + quote("“Where did the grey goose stand when the lantern went out?”"))
    assert "word for word: 1" in shown.text


@pytest.mark.parametrize("written", [
    "He says “The <em>goose</em> stood by the gate” there.", "“The <b>goose</b> stood by the gate”, he says.",
])
def test_emphasis_is_told_with_its_words_and_nothing_opposite(client: FlaskClient, written: str) -> None:
    sent = {"file": (BytesIO(f"<p>{written}</p>".encode()), "a.html")}
    answer = client.post("/check", data=sent).get_data(as_text=True)
    told = " ".join(Checked(answer.split('id="verdicts"')[1]).text.split())
    assert "emphasised in the quotation, not in the text: goose" in told
