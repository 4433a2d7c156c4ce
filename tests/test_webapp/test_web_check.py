"""Quotations checked on the page, and who cites what."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from web_home import HOSTILE, MORNING, Checked

from webapp import security
from webapp.diffs import side_by_side
from webapp.i18n import DEFAULT, LANGUAGES


def page(client: FlaskClient, address: str) -> Checked:
    answer = client.get(address)
    assert answer.status_code == 200
    checked = Checked(answer.get_data(as_text=True))
    assert not checked.wrong
    return checked


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
    refused = client.post("/check", data={"file": (BytesIO(b"%PDF-1.4 \xff\xfe"), "a.pdf")})
    assert refused.status_code == 400
    assert "trials verify FILE" in refused.get_data(as_text=True)


@pytest.mark.parametrize("text", ["", " \n ", "?!", "\0", HOSTILE, "“" * 4000, "« “ ‘ " * 500])
def test_odd_texts_are_answered_or_refused(client: FlaskClient, text: str) -> None:
    answer = client.post("/check", data={"text": text})
    assert answer.status_code in (200, 400)
    assert not Checked(answer.get_data(as_text=True)).wrong


def test_size_is_limited(client: FlaskClient) -> None:
    assert client.post("/check", data={"text": "word " * 130_000}).status_code == 400
    assert client.post("/check", data={"text": "word " * 500_000}).status_code == 413
    assert client.post("/check", data={f"f{n}": "x" for n in range(40)},
                       content_type="multipart/form-data").status_code in (400, 413)


def test_only_this_form_is_posted(client: FlaskClient) -> None:
    assert {f"{'' if lang == DEFAULT else '/' + lang}/check" for lang in LANGUAGES} == security.FORMS
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
    assert "Goose Hearing , p. 9" in cites.text
    assert "with differences" in cites.text
    cited = page(client, "/texts/en-hearing/cited")
    assert "(Hearing 44)" in cited.text
    assert "/en-hearing/p/9" in cited.links
    assert client.get("/texts/en-hearing/citations").status_code == 404
    assert client.get("/texts/nothing/cited").status_code == 404
    assert "No document held here cites it." in page(client, "/texts/de-hearing/cited").text


def test_short_quotation_may_stand_in_the_address(client: FlaskClient) -> None:
    shown = page(client, "/check?text=" + quote("“Where did the grey goose stand when the lantern went out?”"))
    assert "word for word: 1" in shown.text
