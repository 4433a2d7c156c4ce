"""What a reader does with a passage: correct it, compare it with an older link, cite it by program, download it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from flask.testing import FlaskClient
from tiny import tiny_turn
from web_home import HOSTILE, MORNING, hearing_catalogue, hearing_home, page

from corpus.corrections.turns import read_overrides
from corpus.model.turns import Correction
from corpus.storage.home import Home
from corpus.storage.library import Library, write_library
from indexer.building.run import build_index
from webapp.app import create_app
from webapp.books.changes import text_before
from webapp.server.throttle import Limiter, Rate, who

PASSAGE = f"/en-hearing/{MORNING}/0004"
CORRECTED = f"/en-hearing/{MORNING}/0008"


def area(client: FlaskClient, address: str, name: str) -> str:
    html = client.get(address).get_data(as_text=True)
    return html.split(f'id="{name}"')[1].split(">", 1)[1].split("</textarea>")[0]


def test_correction_line_is_one_the_library_reads(client: FlaskClient, tmp_path: object) -> None:
    from pathlib import Path

    line = area(client, f"{PASSAGE}?what=word&was=gate&now=door%09x&by=Me&why=p.+7", "w-line")
    place = Path(str(tmp_path)) / "corrections.tsv"
    place.write_text(line + "\n", "utf-8")
    found, faults = read_overrides(place)
    assert not faults
    assert found[0].place == PASSAGE[1:]
    assert found[0].correction == Correction("word", "gate", "door x", "Me", "p. 7")


@pytest.mark.parametrize(("query", "says"), [
    ("what=word&was=gates&now=door", "just once"), ("what=word&was=&now=door", "just once"),
    ("what=speaker&now=", "Say what it should be"),
])
def test_correction_that_could_not_be_applied_is_refused(client: FlaskClient, query: str, says: str) -> None:
    shown = page(client, f"{PASSAGE}?{query}")
    assert says in shown.text
    assert "w-line" not in shown.ids


def test_speaker_label_and_page_know_what_stands_there(client: FlaskClient) -> None:
    for what, was, now in (("speaker", "orlan", "vetkin"), ("page", "7", "8"), ("label", "ORLAN", "VETKIN")):
        assert area(client, f"{PASSAGE}?what={what}&now={now}", "w-line").split("\t")[1:4] == [what, was, now]
    assert client.get(f"{PASSAGE}?what=digest&now=8").status_code == 400


def test_wrong_pairing_has_a_line_with_russian_on_the_left(client: FlaskClient) -> None:
    line = area(client, PASSAGE, "pair-1").split("\t")
    assert line[:3] == ["part", f"ru-hearing/{MORNING}/0004", f"en-hearing/{MORNING}/0004"]
    assert len(line[6].split()) == 2


def test_older_link_shows_what_has_changed(client: FlaskClient) -> None:
    before = "Let Vetkin say it again, and let Orlan lisson to the whole of it."
    mark = hashlib.sha256(before.encode()).hexdigest()[:8]
    html = client.get(f"{CORRECTED}?h={mark}").get_data(as_text=True)
    assert '<em class="differs">lisson</em>' in html
    assert '<em class="differs">listen</em>' in html
    unknown = page(client, f"{CORRECTED}?h=00000000")
    assert "is not known to this library" in unknown.text


def test_words_of_an_earlier_reading_are_shown_while_it_is_kept(tmp_path: Path) -> None:
    home = hearing_home(tmp_path / "home")
    library = Library(home)
    old = next(turn for turn in library.turns("en-hearing") if turn.ref == PASSAGE[1:])
    texts = [(info, [replace(turn, text=turn.text.replace("open", "shut")) for turn in library.turns(info.id)])
             for info in library.texts]
    write_library(home, texts, library.pairs(), library.report())
    build_index(home)
    client = create_app(home, catalogue=hearing_catalogue()).test_client()
    html = client.get(f"{PASSAGE}?h={old.digest}").get_data(as_text=True)
    assert '<em class="differs">open</em>' in html
    assert '<em class="differs">shut</em>' in html


def test_corrections_are_taken_back_one_by_one() -> None:
    turn = tiny_turn("three two one", corrections=(Correction("word", "1", "one", "", ""),
                                                   Correction("page", "4", "5", "", ""),
                                                   Correction("word", "3", "three", "", "")))
    for before in ("3 two one", "3 two 1"):
        assert text_before(turn, hashlib.sha256(before.encode()).hexdigest()[:8]) == before
    assert text_before(turn, "00000000") is None


def test_programs_read_the_citation_from_the_page(client: FlaskClient) -> None:
    shown = page(client, PASSAGE)
    span = next(values["title"] for tag, values in shown.tags if values.get("class") == "Z3988")
    fields = parse_qs(span)
    assert fields["rft.btitle"] == ["Report of the Goose Hearing"]
    assert fields["rft.pages"] == ["7"]
    assert fields["rft.date"] == ["1911"]
    metas = {values.get("name"): values.get("content") for tag, values in shown.tags if tag == "meta"}
    assert metas["citation_inbook_title"] == "Report of the Goose Hearing"
    assert metas["citation_firstpage"] == "7"


def test_whole_text_is_downloaded_with_its_rights(client: FlaskClient) -> None:
    lines = [json.loads(line) for line in client.get("/texts/ru-hearing.jsonl").get_data(as_text=True).splitlines()]
    assert [row["ordinal"] for row in lines] == [1, 2, 3, 4, 5]
    assert {row["rights"] for row in lines} == {"not known"}
    answer = client.get("/texts/en-hearing.txt")
    text = answer.get_data(as_text=True)
    assert f"Rights: {HOSTILE}" in text
    assert "[p. 7]" in text
    assert "VETKIN: I saw no goose." in text
    assert answer.mimetype == "text/plain"
    assert client.get("/texts/de-hearing.txt").status_code == 404


def test_who_questions_whom_is_drawn(client: FlaskClient) -> None:
    shown = page(client, "/person/vetkin")
    assert "Who questions whom" in shown.text
    assert "path" in {tag for tag, _ in shown.tags}


def test_whole_sitting_comes_on_one_page_to_print(client: FlaskClient) -> None:
    shown = page(client, f"/en-hearing/{MORNING}")
    whole = next(link for link in shown.links if "whole=1" in link)
    assert len([name for name in page(client, whole).ids if name.startswith("t0") and "-" not in name]) == 130


def test_source_is_shown_or_its_absence_said(client: FlaskClient) -> None:
    assert client.get(f"/source/en-hearing/{MORNING}/0005").status_code == 404
    assert client.get(f"/sheet/1/en-hearing/{MORNING}/0005.png").status_code == 404
    assert client.get("/source/nothing/0001").status_code == 404


def test_bucket_fills_again_and_only_the_connection_counts() -> None:
    clock = [0.0]
    limiter = Limiter(Rate(2.0, 3), lambda: clock[0])
    assert [limiter.wait("192.0.2.1") for _ in range(4)] == [0, 0, 0, 1]
    assert limiter.wait("192.0.2.2") == 0
    clock[0] += 0.5
    assert [limiter.wait("192.0.2.1") for _ in range(2)] == [0, 1]
    assert {limiter.wait("127.0.0.1") for _ in range(50)} == {limiter.wait("::1")} == {0}
    assert who("2001:db8:1:2::3") == who("2001:db8:1:2:ffff::9") != who("2001:db8:1:3::3")
    assert who("::ffff:192.0.2.1") == "192.0.2.1"


def test_limit_is_told_and_cannot_be_talked_away(web_home: Home) -> None:
    app = create_app(web_home, catalogue=hearing_catalogue(), rate=Rate(0.01, 2))
    there = {"REMOTE_ADDR": "192.0.2.7"}
    answers = [app.test_client().get("/about", environ_base=there, headers={"X-Forwarded-For": f"198.51.100.{n}"})
               for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 1
    assert "Too many questions" in answers[2].get_data(as_text=True)
    assert app.test_client().get("/about").status_code == 200
    behind = create_app(web_home, catalogue=hearing_catalogue(), rate=Rate(0.01, 1), proxies=1).test_client()
    codes = [behind.get("/about", headers={"X-Forwarded-For": name}).status_code
             for name in ("192.0.2.8", "192.0.2.9", "192.0.2.8", "10.0.0.1, 192.0.2.9")]
    assert codes == [200, 200, 429, 429]


def test_settings_come_from_the_environment(web_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.errors import WrongUseError
    from webapp import wsgi

    monkeypatch.setenv("TRIALS_HOME", str(web_home.path))
    monkeypatch.setenv("TRIALS_BASE_URL", "https://reader.example/")
    assert wsgi.app().config["BASE_URL"] == "https://reader.example"
    monkeypatch.setenv("TRIALS_RATE", "fast")
    with pytest.raises(WrongUseError):
        wsgi.app()
