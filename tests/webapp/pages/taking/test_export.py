"""Files that readers take along: all that a search finds, whole texts, the desk; limits, and forms from elsewhere."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from web_home import HOSTILE, MORNING, Checked, hearing_catalogue

from corpus.export.formats import FORMATS
from corpus.storage.home import Home
from webapp.app import create_app
from webapp.presenting import downloads

PASSAGE = f"en-hearing/{MORNING}/0004"
TEI = "{http://www.tei-c.org/ns/1.0}"


def kept(*refs: str, **more: str) -> dict[str, str]:
    rows = [{"ref": ref, "href": f"/{ref}?h=00000000", "note": "=1+1\n«note»", "judgement": "contradicts"}
            for ref in refs]
    return {"passages": json.dumps(rows), "claim": "The gate stood open", "form": "jsonl", "style": "chicago", **more}


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("form", FORMATS)
def test_all_that_a_search_finds_comes_in_every_format(client: FlaskClient, form: str, prefix: str) -> None:
    answer = client.get(f"{prefix}/export", query_string={"q": "goose", "form": form, "style": "gost", "n": "2"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[form].media_type
    name = answer.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="goose-') and name.endswith(f'.{FORMATS[form].extension}"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.data[:2] == b"PK" if form == "docx" else b"gen-0" in answer.data


def test_all_hits_come_and_not_one_page(client: FlaskClient) -> None:
    shown = client.get("/api/search?q=%22about+barley%22&edition=en-hearing&limit=1").get_json()
    answer = client.get("/export?q=%22about+barley%22&edition=en-hearing&form=csv&n=2")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))
    assert len({row["ref"] for row in rows}) == len(rows) > 100
    assert sum(len(row["found"].split(" | ")) for row in rows) == shown["hits_total"]
    assert {row["rights"] for row in rows} == {HOSTILE}
    assert {row["query"] for row in rows} == {'"about barley"; edition: en-hearing'}


def test_search_page_offers_them(client: FlaskClient) -> None:
    shown = Checked(client.get("/search?q=goose&edition=en-hearing&view=kwic").get_data(as_text=True))
    fields = [(v.get("name"), v.get("value")) for tag, v in shown.tags if tag == "input" and v.get("type") == "hidden"]
    assert ("edition", "en-hearing") in fields and ("q", "goose") in fields
    assert "/export" in {values.get("action") for tag, values in shown.tags if tag == "form"}


@pytest.mark.parametrize("query", ["form=papyrus", "form=csv&style=vancouver", ""])
def test_unknown_formats_and_nothing_to_find_are_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/export?q=goose&{query}").status_code == (400 if query else 200)


def test_too_much_is_refused_with_advice(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MAX_TURNS", 3)
    answer = client.get("/export?q=goose&form=csv")
    assert answer.status_code == 400
    assert "at most 3" in answer.get_data(as_text=True)
    monkeypatch.setattr("corpus.export.word.MAX_PASSAGES", 2)
    assert client.get("/texts/en-hearing.docx").status_code == 400
    monkeypatch.undo()
    assert client.get("/export?q=goose&form=csv").status_code == 200


@pytest.mark.parametrize("ending", ["txt", "jsonl", "xml", "csv", "docx"])
def test_whole_texts(client: FlaskClient, ending: str) -> None:
    answer = client.get(f"/texts/ru-hearing.{ending}")
    assert answer.status_code == 200
    assert f'filename="ru-hearing.{ending}"' in answer.headers["Content-Disposition"]
    if ending == "xml":
        root = ET.fromstring(answer.data)  # noqa: S314
        assert len(root.findall(f".//{TEI}sp")) == 4
        assert root.findtext(f".//{TEI}availability/{TEI}p")
    assert client.get(f"/texts/de-hearing.{ending}").status_code == 404


def test_desk_comes_back_with_notes_judgements_and_what_changed(client: FlaskClient) -> None:
    answer = client.post("/desk/export", data=kept(PASSAGE, "en-hearing/gone/0001"))
    assert answer.status_code == 200
    [row] = [json.loads(line) for line in answer.get_data(as_text=True).splitlines()]
    assert (row["ref"], row["judgement"], row["note"]) == (PASSAGE, "contradicts", "=1+1\n«note»")
    assert "changed" in row["warning"]
    assert row["export"]["claim"] == "The gate stood open"
    assert row["export"]["missing"] == "en-hearing/gone/0001"
    assert row["text"].startswith("Nobody did open")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("form", FORMATS)
def test_desk_in_every_format(client: FlaskClient, form: str) -> None:
    answer = client.post("/ru/desk/export", data=kept(PASSAGE, f"ru-hearing/{MORNING}/0002", form=form, style="gost"))
    assert answer.status_code == 200
    assert answer.data


@pytest.mark.parametrize(("lang", "own"), [("", True), ("/ru", True), ("", False), ("/ru", False)])
def test_the_word_file_begins_with_what_the_reader_says(client: FlaskClient, lang: str, own: bool) -> None:
    import docx

    told = {"title": "Гусь & the <gate>", "introduction": "What I looked for.\nAnd why.", "claim": ""} if own else {
        "claim": ""}
    sent = {**kept(PASSAGE, f"en-hearing/{MORNING}/0002", form="docx"), **told}
    document = docx.Document(io.BytesIO(client.post(f"{lang}/desk/export", data=sent).data))
    said = [paragraph.text for paragraph in document.paragraphs]
    general = "Отложенные отрывки" if lang else "Passages kept"
    assert said[0] == (told["title"] if own else general)
    assert ("What I looked for." in said and "And why." in said) == own
    quoted = next(at for at, p in enumerate(document.paragraphs) if p.style is not None and p.style.name == "Quote")
    assert not own or said.index("And why.") < quoted


@pytest.mark.parametrize("passages", [
    "", "{}", "[1]", "null", '[{"href": "x"}]', '[{"ref": 5}]', "[" * 4000, '[{"ref": "a", "judgement": "good"}]',
    json.dumps([{"ref": "a"}] * 1001), json.dumps([{"ref": "a" * 5000}]),
])
def test_what_is_no_desk_is_refused(client: FlaskClient, passages: str) -> None:
    assert client.post("/desk/export", data=kept(PASSAGE) | {"passages": passages}).status_code == 400


@pytest.mark.parametrize(("headers", "status"), [
    ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403),
    ({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Sec-Fetch-Site": "same-origin"}, 200),
    ({"Sec-Fetch-Site": "none"}, 200), ({"Origin": "http://localhost"}, 200), ({}, 200),
])
def test_forms_of_other_sites_are_refused(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/desk/export", data=kept(PASSAGE), headers=headers).status_code == status


def test_nothing_is_left_taken_when_a_file_cannot_be_made(client: FlaskClient) -> None:
    for _ in range(10):
        assert client.get("/export?q=%22&form=csv").status_code in (200, 400)
        assert client.get("/export?form=tei").status_code in (200, 400)
    assert client.get("/export?q=goose&form=tei").status_code == 200


def test_zotero_gets_a_part_of_a_book_with_its_page(client: FlaskClient) -> None:
    shown = Checked(client.get(f"/{PASSAGE}").get_data(as_text=True))
    fields = coins(shown)[0]
    assert fields["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:book"]
    assert fields["rft.genre"] == ["bookitem"]
    assert (fields["rft.btitle"], fields["rft.pages"]) == (["Report of the Goose Hearing"], ["7"])
    assert fields["rft.atitle"][0].strip()
    metas = {v["name"]: v["content"] for tag, v in shown.tags if tag == "meta" and v.get("name", "").startswith("cit")}
    assert {"citation_title", "citation_book_title", "citation_publication_date", "citation_firstpage"} <= metas.keys()
    assert "citation_journal_title" not in metas and "citation_lastpage" not in metas


def test_every_result_describes_itself(client: FlaskClient) -> None:
    shown = Checked(client.get("/search?q=goose").get_data(as_text=True))
    hits = [v for tag, v in shown.tags if tag == "li" and v.get("class") == "hit"]
    described = coins(shown)
    assert len(described) == len(hits) > 3
    assert all(fields["ctx_ver"] == ["Z39.88-2004"] and fields["rft_id"] for fields in described)


def coins(shown: Any) -> list[dict[str, list[str]]]:
    return [parse_qs(values["title"]) for tag, values in shown.tags if tag == "span" and values.get("class") == "Z3988"]


@pytest.mark.parametrize("style", ["chicago", "bibtex", "ris", "csl-json", "text"])
def test_no_citation_carries_an_address_that_only_this_computer_has(web_home: Home, style: str) -> None:
    """Without a public address a passage has no link that others could open."""
    address = f"/cite/en-hearing/{MORNING}/0002.txt?style={style}"
    said = {base_url: create_app(web_home, catalogue=hearing_catalogue(), base_url=base_url, rate=None)
            .test_client().get(address).get_data(as_text=True) for base_url in (None, "https://trials.example")}
    assert "en-hearing/" not in said[None].replace("en-hearing/1911-05-04-morning/0002}", "")
    assert "http://localhost" not in said[None]
    assert "https://trials.example/en-hearing/" in said["https://trials.example"]
