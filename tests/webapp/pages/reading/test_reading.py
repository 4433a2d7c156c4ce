"""Reading, landing on a hit, permanent links, two languages side by side, citations."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn
from web_home import EVENING, MORNING, Checked, hearing_catalogue

from corpus.storage.home import Home
from webapp.app import create_app
from webapp.models.highlight import paragraphs, window
from webapp.pages.reading.portions import PORTION

SITTING = f"/en-hearing/{MORNING}"


def html(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_long_sitting_comes_in_portions(client: FlaskClient) -> None:
    first = Checked(html(client, SITTING))
    assert len([name for name in first.ids if re.fullmatch(r"t\d{4}", name)]) == PORTION
    assert f"turns 1–{PORTION} of" in first.text
    onward = next(link for link in first.links if link.startswith(f"{SITTING}?at=00{PORTION + 1}"))
    assert f"t00{PORTION + 1}" in Checked(html(client, onward)).ids


def test_page_lands_on_the_hit(client: FlaskClient) -> None:
    page = html(client, f'{SITTING}?q="number 100 about"&hit=1')
    assert "Hit 1 of 1 in this sitting" in page
    assert page.count('<mark class="current"') == 1
    assert 'id="t0101"' in page


def test_result_leads_to_its_own_hit(client: FlaskClient) -> None:
    results = Checked(html(client, '/search?q=gate&edition=en-hearing&view=kwic'))
    last = [link for link in results.links if "pos=" in link][-1]
    page = html(client, last)
    assert page.count('<mark class="current"') == 1
    total = page.count("<mark")
    assert f"Hit {total} of {total}" in page


@pytest.mark.slow
def test_hits_are_walked_one_by_one(client: FlaskClient) -> None:
    page = Checked(html(client, f"{SITTING}?q=barley&hit=1"))
    seen = 1
    while SITTING in (onward := next(v["href"] or "" for _, v in page.tags if v.get("class") == "next-hit")):
        page = Checked(html(client, onward))
        seen += 1
    assert f"Hit {seen} of {seen}" in page.text
    assert seen > PORTION
    assert any(v.get("class") == "prev-hit" for _, v in page.tags)
    assert f"/en-hearing/{EVENING}?" in onward


def test_the_filters_of_a_search_stay_while_its_hits_are_walked(client: FlaskClient) -> None:
    page = Checked(html(client, f"{SITTING}?q=barley&speaker=orlan&hit=2"))
    ways = [v["href"] or "" for _, v in page.tags if v.get("class") in ("next-hit", "prev-hit")]
    assert len(ways) >= 2
    assert all("speaker=orlan" in way and "q=barley" in way for way in ways)


def test_query_without_hits_or_sense_still_reads(client: FlaskClient) -> None:
    assert "No hit in this sitting" in html(client, f"{SITTING}?q=zebra")
    assert "No hit in this sitting" in html(client, f"{SITTING}?q=%22")
    assert client.get(f"{SITTING}?q=goose&hit=x").status_code == 400
    assert client.get(f"{SITTING}?q=goose&hit=999").status_code == 200


def test_marks_of_the_source_are_shown(client: FlaskClient) -> None:
    page = html(client, SITTING)
    assert '<p><a class="label"' in page
    assert "<i>first</i>" in page
    assert re.search(r'<sup class="ref"[^>]*>1</sup>', page)
    assert re.search(r'<span class="pb"[^>]*>.*?8</span>', page)
    assert "≈9" in page
    assert "[Vetkin]" in page
    assert "section heading" in page


def test_text_on_the_page_is_the_text_of_the_source(client: FlaskClient) -> None:
    page = html(client, f"{SITTING}?q=goose")
    body = re.search(r'id="t0002".*?<p>.*?</a>\s(.*?)</p>', page, re.S)
    assert body is not None
    assert re.sub(r"<[^>]+>", "", body[1]) == "Where did the grey goose stand when the lantern went out?"


def test_passage_page_cites(client: FlaskClient) -> None:
    page = Checked(html(client, f"{SITTING}/0005"))
    for said in ("Cite this passage", "Chicago, note", "GOST R 7.0.5", "BibTeX", "CSL-JSON", "report.htm, line 3–4",
                 f"https://trials.example{SITTING}/0005?h="):
        assert said in page.text
    assert "https://example.org/report" in page.links
    assert Checked(html(client, f"/ru{SITTING}/0003")).text.count("Гусь стоял у ворот.") == 1


def test_passages_like_one_are_shown_where_they_are_asked_for(client: FlaskClient) -> None:
    plain = Checked(html(client, f"{SITTING}/0003"))
    asked = next(link for link in plain.links if "like=1" in link)
    assert 'id="like"' not in html(client, f"{SITTING}/0003")
    page = html(client, asked)
    shown = page[page.index('id="like"'):]
    assert "<mark>goose</mark> <mark>stood</mark>" in shown[:3000]
    assert 'href="/essay/0003' in shown
    assert 'class="notice ignored"' not in page
    assert not Checked(page).wrong
    assert "Похожие места" in html(client, f"/ru{asked}")
    told = client.get(f"/api/like?ref=en-hearing/{MORNING}/0003&limit=1").get_json()
    assert [hit["ref"] for hit in told["hits"]] == ["essay/0003"]
    assert "goose" in told["words"]
    assert client.get(f"{SITTING}/0003?like=2").status_code == 400


def test_a_passage_that_shares_no_rare_word_is_like_none(client: FlaskClient) -> None:
    assert "No other passage has rare words" in html(client, f"{SITTING}/0001?like=1")


def test_permanent_link_knows_when_the_words_have_changed(client: FlaskClient) -> None:
    assert "have changed" in html(client, f"{SITTING}/0003?h=00000000")
    data = json.loads(client.get(f"/api/turn{SITTING}/0003").data)
    kept = data["link"]
    assert "have changed" not in html(client, kept)
    digest = kept.split("h=")[1]
    assert "it stood at en-hearing" in html(client, f"{SITTING}/0099?h={digest}")
    assert client.get(f"{SITTING}/0003?h=no-hash").status_code == 400
    assert client.get(f"{SITTING}/9999").status_code == 404


def test_api_turn_has_the_counterpart(client: FlaskClient) -> None:
    data = json.loads(client.get(f"/api/turn{SITTING}/0003").data)
    assert data["ref"] == f"en-hearing/{MORNING}/0003"
    assert data["counterparts"][0]["text"] == "Гусь стоял у ворот."


@pytest.mark.parametrize(("extension", "media"), [
    ("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems"),
    ("json", "application/vnd.citationstyles.csl+json"), ("txt", "text/plain"),
])
def test_citation_files(client: FlaskClient, extension: str, media: str) -> None:
    answer = client.get(f"/cite{SITTING}/0003.{extension}")
    assert answer.status_code == 200
    assert answer.mimetype == media
    assert "Goose Hearing" in answer.get_data(as_text=True)
    if extension != "txt":
        assert answer.headers["Content-Disposition"].endswith(f'.{extension}"')


def test_document_is_read_and_cited(client: FlaskClient) -> None:
    page = html(client, "/essay/?q=grey")
    assert 'class="turn quotation"' in page
    assert "Hit 1 of 1 in this text" in page
    assert "Cite this passage" in html(client, "/essay/0002")


def test_side_by_side_shows_gaps_and_doubt(client: FlaskClient) -> None:
    page = Checked(html(client, f"/compare/hearing/{MORNING}?first=ru"))
    for said in ("no counterpart found in the English report", "no counterpart found in the Russian edition",
                 "●", "◐", "○", "doubtful pairing (20 %)"):
        assert said in page.text
    assert "в английском отчёте соответствия не найдено" in html(client, f"/ru/compare/hearing/{MORNING}")
    assert client.get("/compare/hearing/1911-05-04-evening").status_code == 404
    assert client.get("/compare/nothing/nowhere").status_code == 404


def test_side_by_side_loses_no_turn(client: FlaskClient) -> None:
    found: list[str] = []
    for number in (1, 2, 3, 4, 5):
        found += [n for n in Checked(html(client, f"/compare/hearing/{MORNING}?n={number}")).ids if "-t" in n]
    russian = [name for name in found if name.startswith("ru-")]
    assert len(set(russian)) == 5
    assert len({name for name in found if name.startswith("en-") and "-p" not in name}) == 130


def test_pieces_keep_every_character() -> None:
    text = "one two\nthree four"
    cut = paragraphs(text, (), [(4, 7), (8, 13)])
    assert ["".join(p.text for p in line) for line in cut] == text.split("\n")
    assert [p.text for line in cut for p in line if p.match is not None] == ["two", "three"]


def test_window_has_the_match_inside() -> None:
    text = "word " * 400
    low, high = window(text, [(1000, 1004)])
    assert low <= 1000 < 1004 <= high
    assert high - low < 700
    assert window("short", []) == (0, 5)


def test_new_generation_is_seen_without_restart(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("again") / "home"
    tiny_home(place, [tiny_text("notes", ["Alpha beta."], kind="citing")])
    client = create_app(Home(place), catalogue=hearing_catalogue()).test_client()
    assert "Nothing was found" in html(client, "/search?q=gamma")
    tiny_home(place, [tiny_text("notes", ["Alpha gamma."], kind="citing")])
    assert "1 occurrence in 1 turn," in html(client, "/search?q=gamma")


def test_index_of_another_version_waits_for_the_new_program(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("newer") / "home"
    tiny_home(place, [tiny_text("notes", ["Alpha beta."], kind="citing")])
    client = create_app(Home(place), catalogue=hearing_catalogue()).test_client()
    assert "1 occurrence" in html(client, "/search?q=beta")
    tiny_home(place, [tiny_text("notes", ["Alpha gamma."], kind="citing")])
    monkeypatch.setattr("indexer.generation.index.FORMAT", -1)
    assert "1 occurrence" in html(client, "/search?q=beta")
    fresh = create_app(Home(place), catalogue=hearing_catalogue()).test_client()
    assert fresh.get("/search?q=beta").status_code == 503


def test_a_sitting_of_long_speeches_comes_in_portions_too(tmp_path: Path) -> None:
    speech = "Filler about barley and geese. " * 400
    turns = [tiny_turn(f"{number} {speech}", speaker="orlan", label="ORLAN", sitting=MORNING) for number in range(7)]
    home = tiny_home(tmp_path, [tiny_text("en-hearing", turns, trial="hearing")])
    client = create_app(home, catalogue=hearing_catalogue()).test_client()
    address, seen = SITTING, []
    while address:
        shown = Checked(html(client, address))
        here = sorted(name for name in shown.ids if re.fullmatch(r"t\d{4}", name))
        assert len(here) < 5, "no page has to load all of it"
        seen += here
        address = next((link for link in shown.links if f"at={len(seen) + 1:04d}" in link), "")
    assert seen == [f"t{number:04d}" for number in range(1, 8)]


def test_page_that_a_text_has_not_leaves_the_reader_in_it_and_says_which_it_has(client: FlaskClient) -> None:
    answer = client.get("/en-hearing/p/?label=999")
    text = Checked(answer.get_data(as_text=True)).text
    assert answer.status_code == 404
    assert "Page 999 is not here; here are" in text
    assert "7–9." in text
    assert "Report of the Goose Hearing" in text
    assert "no page numbers here" in client.get("/essay/p/3").get_data(as_text=True)


@pytest.mark.parametrize("label", ["999", "999.", "", "xiv"])
def test_page_that_is_not_there_leaves_the_reader_in_the_sitting(client: FlaskClient, label: str) -> None:
    sitting = html(client, f"/en-hearing/{EVENING}")
    [ref] = re.findall(r'name="from" value="([^"]+)"', sitting)
    assert ref.startswith(f"en-hearing/{EVENING}/")
    answer = client.get("/en-hearing/p/", query_string={"label": label, "from": ref}, follow_redirects=True)
    stayed = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert re.search(r'role="status">Page [^<]+ is not here; here are', stayed)
    assert stayed.index('role="status"') < stayed.index("<h1")
    assert re.findall(r"<h1[^>]*>([^<]+)", stayed) == re.findall(r"<h1[^>]*>([^<]+)", sitting)
    assert f'id="t{ref[-4:]}"' in stayed
    assert "is not known here" not in stayed


def test_page_that_is_not_there_leaves_the_reader_in_the_portion(tmp_path: Path) -> None:
    turns = [tiny_turn(f"Lamp number {n}", page=str(n // 10 + 1), sitting="1911-05-04-morning") for n in range(150)]
    home = tiny_home(tmp_path, [tiny_text("en-hearing", turns, trial="hearing")])
    client = create_app(home, catalogue=hearing_catalogue()).test_client()
    stayed = html(client, "/en-hearing/p/700?from=en-hearing/1911-05-04-morning/0061", 404)
    assert 'id="t0061"' in stayed
    assert 'id="t0001"' not in stayed
    assert "Page 700 is not here; here are" in stayed


@pytest.mark.parametrize("ref", ["en-hearing/nothing/0001", "essay/0001", "nothing", "../x", "en-hearing/"])
def test_a_turn_of_no_or_another_text_leaves_the_reader_at_the_contents(client: FlaskClient, ref: str) -> None:
    answer = client.get("/en-hearing/p/999", query_string={"from": ref})
    assert answer.status_code == 404
    assert "Report of the Goose Hearing</h1>" in answer.get_data(as_text=True)


def test_page_that_is_there_is_reached_from_a_sitting_without_a_trace_of_it(client: FlaskClient) -> None:
    there = client.get(f"/en-hearing/p/?label=8&from=en-hearing/{EVENING}/0006").location
    assert there == client.get("/en-hearing/p/8").location


def test_next_hit_goes_on_into_the_next_sitting_and_back(client: FlaskClient) -> None:
    shown = client.get(f"/en-hearing/{MORNING}?q=goose&hit=2").get_data(as_text=True)
    onward = unescape(re.findall(r'class="next-hit" href="([^"]+)"[^>]*>(?:← )?<span>([^<]+)', shown)[0][0])
    assert onward.startswith(f"/en-hearing/{EVENING}?q=goose")
    there = client.get(onward).get_data(as_text=True)
    assert "Hit 1 of 1" in there
    back = unescape(re.findall(r'class="prev-hit" href="([^"]+)"', there)[0])
    assert "Hit 2 of 2" in client.get(back).get_data(as_text=True)


def test_next_hit_passes_sittings_over_that_have_none(client: FlaskClient) -> None:
    shown = client.get(f"/en-hearing/{EVENING}?q=lantern").get_data(as_text=True)
    assert "next-hit" not in shown
