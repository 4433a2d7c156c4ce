"""Every page answers, is well formed, and leads only to pages that answer."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn
from web_home import EVENING, HOSTILE, MORNING, Checked, page

from corpus.model.description import Description
from corpus.storage.home import Home
from webapp.app import create_app

PAGES = [
    "/", "/texts", "/texts/en-hearing", "/texts/de-hearing", "/texts/essay", "/texts/en-hearing/report",
    "/texts/essay/report", "/texts/essay/citations", "/texts/en-hearing/cited", "/texts/de-hearing/cited", "/check",
    "/check?text=The+goose+sat+by+the+gate+of+the+yard", "/desk", "/api/", "/people/", "/person/orlan",
    "/person/vetkin", "/help",
    "/help/checking", "/about", "/en-hearing/", "/ru-hearing/", "/essay/", f"/en-hearing/{MORNING}",
    f"/en-hearing/{EVENING}", f"/en-hearing/{MORNING}/0002", f"/en-hearing/{MORNING}/0006", "/essay/0003",
    f"/compare/hearing/{MORNING}", "/search?q=goose", "/search?q=goose&view=kwic", "/search?speaker=vetkin",
    "/search?q=nothinglikeit", "/search?q=гусь", f"/en-hearing/{MORNING}?q=goose&hit=1",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_page_is_well_formed(client: FlaskClient, prefix: str, address: str) -> None:
    checked = page(client, prefix + address)
    html = dict(checked.tags[0][1]) if checked.tags else {}
    assert html.get("lang") == ("ru" if prefix else "en")
    headings = [int(tag[1]) for tag, _ in checked.tags if tag in ("h1", "h2", "h3", "h4")]
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings)), headings
    labelled = {values.get("for") for tag, values in checked.tags if tag == "label"}
    fields = {v.get("id") for tag, v in checked.tags if tag == "input" and v.get("type") != "hidden"}
    assert fields <= labelled


def test_every_link_answers(client: FlaskClient) -> None:
    seen: set[str] = set()
    waiting = ["/", "/ru/"]
    while waiting and len(seen) < 700:
        address = waiting.pop(0)
        answer = client.get(address)
        assert answer.status_code in (200, 302, 308), address
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        for link in Checked(answer.get_data(as_text=True)).links:
            target = urldefrag(link)[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert len(seen) > 100


def test_fragments_stand_on_their_pages(client: FlaskClient) -> None:
    for link in page(client, "/search?q=goose").links:
        target, fragment = urldefrag(link)
        if fragment and target.startswith("/"):
            assert fragment in page(client, target).ids, link


def test_first_page_says_what_is_held_and_missing(client: FlaskClient) -> None:
    text = page(client, "/").text
    assert "2 editions" in text
    assert "1 document" in text
    assert "not held" in text
    assert "trials fetch de-hearing" in text
    assert "--edition de-hearing" in text


@pytest.mark.parametrize("start", ["/", "/ru/"])
def test_questions_of_the_first_page_lead_to_full_pages(client: FlaskClient, start: str) -> None:
    html = client.get(start).get_data(as_text=True)
    asked = html.split('<ul class="examples">')[1].split("</ul>")[0]
    links = Checked(asked).links
    assert 1 <= len(links) <= 4
    assert "?" in asked
    for link in links:
        shown = client.get(link)
        text = shown.get_data(as_text=True)
        assert shown.status_code == 200
        assert "Nothing was found" not in text
        assert "Ничего не найдено" not in text


def test_documents_of_one_title_are_told_apart(tmp_path: Path) -> None:
    day = Description(day="1933-06-07", until="1933-06-07")
    texts = [tiny_text(f"barley-{at}", [tiny_turn("Barley.")], kind="cited", title="Of barley", description=dated)
             for at, dated in enumerate((day, day, Description(), Description()))]
    page = create_app(tiny_home(tmp_path / "home", texts), rate=None).test_client().get("/").text
    named = re.findall(r'<a href="/barley-\d/"[^>]*>([^<]+)</a> <span class="muted">([^<]+)<', page)
    assert sorted(named) == [
        ("Of barley (0)", "cited document, 7 June 1933"), ("Of barley (1)", "cited document, 7 June 1933"),
        ("Of barley (2)", "cited document"), ("Of barley (3)", "cited document")]


def test_examples_find_something(client: FlaskClient) -> None:
    checked = page(client, "/help")
    found = [link for link in checked.links if link.startswith("/search")]
    assert len(found) >= 3
    assert all("Nothing was found" not in page(client, link).text for link in found)


def test_text_page_points_to_sources_but_never_to_scripts(client: FlaskClient) -> None:
    checked = page(client, "/texts/de-hearing")
    assert "https://example.org/gans" in checked.links
    assert not [link for link in checked.links if link.startswith("javascript")]


def test_person_has_both_scripts_roles_and_turns(client: FlaskClient) -> None:
    checked = page(client, "/person/orlan")
    for said in ("P. P. Orlan", "П. П. Орлан", "Orlann (slip)", "prosecutor", "Goose Hearing", "4 turns"):
        assert said in checked.text
    assert "П. П. Орлан P. P. Orlan" in page(client, "/ru/person/orlan").text
    assert page(client, "/person/orlan?n=2").ids


def test_specimen_has_a_banner_on_every_page(web_home: Home) -> None:
    from web_home import hearing_catalogue

    specimen = create_app(Home(web_home.path, "specimen"), catalogue=hearing_catalogue("specimen")).test_client()
    for address in [*PAGES, "/nowhere/"]:
        assert "trials fetch en-1936 en-1938" in specimen.get(address).get_data(as_text=True)


def test_real_home_has_no_banner(client: FlaskClient) -> None:
    assert "invented specimen" not in page(client, "/texts").text


def test_page_number_leads_to_its_turn(client: FlaskClient) -> None:
    answer = client.get("/en-hearing/p/8")
    assert answer.status_code == 302
    assert answer.location.endswith("#t0005-p8")
    assert client.get("/en-hearing/p/?label=8").location == answer.location
    assert client.get("/en-hearing/p/999").status_code == 404
    assert client.get("/en-hearing/p/").status_code == 404
    assert client.get("/en-hearing/p/%22", follow_redirects=True).status_code == 404


def test_hostile_words_are_words(client: FlaskClient) -> None:
    for address in [*PAGES, f"/search?q={HOSTILE}", f"/person/{HOSTILE}", "/search?q=script"]:
        answer = client.get(address)
        checked = Checked(answer.get_data(as_text=True))
        assert answer.status_code in (200, 400, 404)
        assert not checked.wrong, (address, checked.wrong)
        scripts = [values for tag, values in checked.tags if tag == "script"]
        assert all((values.get("src") or "").startswith("/static/") for values in scripts)
        assert not [tag for tag, values in checked.tags if tag == "img" or "onerror" in values]
        assert not re.search(r"\b49\b", checked.text) or address != "/search?q=script"
