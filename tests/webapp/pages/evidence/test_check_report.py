"""The report of a check: its parts, its places, as a file, told while it is made, and ended when the reader leaves."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import HOSTILE, Checked
from werkzeug.test import EnvironBuilder

from webapp.pages.evidence.check import LONG_CHARS
from webapp.server.apart import KEY

CHAPTER = ("# Filler\n\nHe asked: “Where did the grey goose stand when the lantern went out?” (Hearing 7). Long.\n\n"
           "Then he said: “Nobody did open the wide gate.” (Hearing 7)\n\nAnd at last “Where was the "
           "lantern of the second watchman in that night?” (Hearing 9).[^1]\n\n[^1]: One has “Where did the "
           "grey goose stand when the lantern went out?” (Hearing 44).\n")


class Fields(HTMLParser):
    """Reads the text areas of a page by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._name: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "textarea":
            self._name = dict(attrs).get("name")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._name = None

    def handle_data(self, data: str) -> None:
        if self._name:
            self.fields[self._name] = self.fields.get(self._name, "") + data


def written_document() -> bytes:
    """Give a Word document with a heading, paragraphs and quotations."""
    document, out = docx.Document(), BytesIO()
    document.add_heading("A heading", 1)
    document.add_paragraph("Filler of no matter that is long enough to be running text and no title, as it goes on.")
    document.add_paragraph("Here “Where did the grey goose stand when the lantern went out?” (Hearing 44) is asked.")
    document.add_paragraph("Again “Nobody did open the very wide gate of it” (ibid., 7) is asked.")
    document.save(out)
    return out.getvalue()


def check(client: FlaskClient, text: str, prefix: str = "") -> str:
    with client.post(f"{prefix}/check", data={"text": text}) as answer:
        assert answer.status_code == 200
        shown = answer.get_data(as_text=True)
    assert not Checked(shown).wrong
    return shown


def saved(client: FlaskClient, page: str, form: str) -> Any:
    answer = client.post("/check/report", data={"report": Fields(page).fields["report"], "form": form})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_data()


def test_the_worst_come_first_and_each_part_can_be_chosen(client: FlaskClient) -> None:
    page = check(client, CHAPTER)
    parts = re.findall(r'<section class="part" id="([\w-]+)">', page)
    assert parts == [name for name in ("differ", "absent", "not-held", "exact") if name in parts]
    assert {"differ", "exact"} <= {*parts}
    for name in (*parts, "all"):
        assert f'id="show-{name}"' in page
    assert "line 3" in page
    assert "note 1" in page
    assert "page differs" in page
    assert "page agrees" in page


def test_places_in_a_word_document_are_those_of_its_author(client: FlaskClient) -> None:
    answer = client.post("/check", data={"file": (BytesIO(written_document()), "chapter.docx")})
    page = answer.get_data(as_text=True)
    assert "paragraph 2 under “A heading”" in Checked(page).text
    assert "checked/" not in page
    russian = client.post("/ru/check", data={"file": (BytesIO(written_document()), "chapter.docx")})
    assert "абзац 2 под заголовком «A heading»" in Checked(russian.get_data(as_text=True)).text


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_report_is_saved_as_it_is_shown(client: FlaskClient, prefix: str) -> None:
    page = check(client, CHAPTER, prefix)
    data = json.loads(saved(client, page, "json"))
    verdicts = [row["verdict"] for row in data["quotations"]]
    assert {"exact", "near"} <= {*verdicts}
    assert all({"quote", "place", "flags", "page_check", "link"} <= {*row} for row in data["quotations"])
    table = saved(client, page, "csv").decode("utf-8-sig").splitlines()
    assert table[0].startswith("place,group,verdict,quote")
    document = docx.Document(BytesIO(saved(client, page, "docx")))
    words = "\n".join([p.text for p in document.paragraphs]
                      + [cell.text for t in document.tables for row in t.rows for cell in row.cells])
    for row in data["quotations"]:
        assert row["quote"] in words
    assert "checked/" not in words


def row(**wrong: object) -> str:
    """Give a report of one quotation in which something is wrong."""
    quotation = {"head": "", "quote": "", "lines": [], "brief": True, "codes": {}, **wrong}
    return json.dumps({"title": "", "about": [], "parts": [["", [quotation]]]})


@pytest.mark.parametrize("sent", [
    "", "{", "[]", "[" * 5_000, '{"title": 1, "about": [], "parts": []}', "\0", HOSTILE,
    '{"title": "", "about": [], "parts": [["a", 1]]}', '{"title": "", "about": [["a"]], "parts": []}',
    row(codes={"a": {}}), row(codes={"a": [[1]]}), row(quote=1), row(lines=[["a"]]), row(lines="ab"),
])
def test_what_is_no_report_is_refused(client: FlaskClient, sent: str) -> None:
    assert client.post("/check/report", data={"report": sent, "form": "csv"}).status_code == 400
    assert client.post("/check/report", data={"report": sent, "form": "exe"}).status_code == 400


def test_cells_that_would_be_formulas_are_none(client: FlaskClient) -> None:
    page = check(client, "He wrote “=1+1 where did the grey goose stand when the lantern went out”.")
    assert "'=1+1" in saved(client, page, "csv").decode("utf-8-sig")


def test_an_example_can_be_tried(client: FlaskClient) -> None:
    empty = client.get("/check").get_data(as_text=True)
    assert "/check?example=1#verdicts" in empty
    shown = client.get("/check?example=1")
    assert shown.status_code == 200
    assert not Checked(shown.get_data(as_text=True)).wrong


def long_chapter() -> str:
    return "".join(f"{CHAPTER.replace('[^1]', '')}\n\nFiller number {n}, of no matter.\n\n" for n in range(
        LONG_CHARS // len(CHAPTER) + 2))


def test_a_long_check_tells_how_far_it_is(client: FlaskClient) -> None:
    page = check(client, long_chapter())
    steps = [(int(done), int(total)) for total, done in re.findall(r'<progress max="(\d+)" value="(\d+)">', page)]
    assert len(steps) > 10
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    assert page.index("<progress") < page.index('class="checked"')
    assert "<progress" not in check(client, CHAPTER)


def test_a_check_ends_when_its_reader_leaves(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.checking.checker import Checker

    done: list[str] = []
    whole = Checker.check_quotation
    monkeypatch.setitem(app.extensions, KEY, None)
    monkeypatch.setattr(Checker, "check_quotation", lambda self, q: done.append(q.text) or whole(self, q))
    asked = EnvironBuilder("/check", method="POST", data={"text": long_chapter()}).get_environ()
    page = app.wsgi_app(asked, lambda status, headers, error=None: lambda data: None)
    for piece in page:
        if b"<progress" in piece:
            break
    begun = len(done)
    page.close()  # type: ignore[attr-defined]
    assert begun == len(done)
    assert 0 < begun < 4 * LONG_CHARS // len(CHAPTER)
