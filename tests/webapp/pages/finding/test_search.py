"""The page of results: counts, filters, order, views, empty answers, refusals."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import MORNING, Checked

from corpus.limits import MAX_QUERY_CHARS


def page(client: FlaskClient, address: str, status: int = 200) -> Checked:
    answer = client.get(address)
    assert answer.status_code == status
    return Checked(answer.get_data(as_text=True))


def marked(client: FlaskClient, address: str) -> list[str]:
    html = client.get(address).get_data(as_text=True)
    return [part.split("</mark>")[0].split(">", 1)[1] for part in html.split("<mark")[1:]]


def test_counts_say_what_was_searched(client: FlaskClient) -> None:
    text = page(client, '/search?q="the goose stood by the gate"').text
    assert "2 occurrences in 2 turns, 1 edition, 1 document; searched: 3 texts." in text
    assert "exactly “the goose stood by the gate”" in text
    russian = page(client, "/ru/search?q=гусь").text
    assert "Искали: «гусь» в любой форме" in russian
    assert "в 3 репликах, 1 издание; где искали: 3 текста" in russian


def test_words_found_are_marked_and_nothing_else(client: FlaskClient) -> None:
    assert marked(client, '/search?q="goose stood"&edition=en-hearing') == ["goose stood"]


def test_card_shows_place_speaker_and_counterpart(client: FlaskClient) -> None:
    text = page(client, '/search?q="stood by the gate"&edition=en-hearing').text
    for said in ("Goose Hearing · 4 May, morning · p. 7", "Vetkin (defendant)", "Гусь стоял у ворот.",
                 "probable pairing (60 %)", "Дело о гусе · p. 21", "cite", "link"):
        assert said in text


@pytest.mark.parametrize(("query", "turns"), [
    ("q=goose&edition=en-hearing", "in 3 turn"),
    ("q=goose&speaker=vetkin", "in 2 turn"),
    ("q=goose&speaker=vetkin&speaker=orlan", "in 3 turn"),
    ("q=goose&role=prosecutor", "in 1 turn"),
    ("q=goose&kind=citing", "in 3 turn"),
    ("q=goose&document=essay", "in 3 turn"),
    (f"q=goose&sitting={MORNING}", "in 2 turn"),
    ("q=goose&page=7", "in 2 turn"),
    ("q=goose&trial=hearing", "in 3 turn"),
    ("q=goose&lang=ru", "Nothing was found."),
])
def test_filters(client: FlaskClient, query: str, turns: str) -> None:
    assert turns in page(client, f"/search?{query}").text


def test_facets_toggle_and_count(client: FlaskClient) -> None:
    checked = page(client, "/search?q=goose&speaker=vetkin")
    assert "Speaker: Vetkin" in checked.text
    assert any("speaker=vetkin" in link and "speaker=orlan" in link for link in checked.links)
    assert "/search?q=goose" in checked.links


def test_form_keeps_the_filters(client: FlaskClient) -> None:
    checked = page(client, "/search?q=goose&speaker=vetkin&view=kwic")
    kept = [(v.get("name"), v.get("value")) for tag, v in checked.tags if tag == "input" and v.get("type") == "hidden"]
    assert ("speaker", "vetkin") in kept
    assert ("view", "kwic") in kept


def test_concordance_has_a_line_for_each_occurrence(client: FlaskClient) -> None:
    assert marked(client, "/search?q=barley&view=kwic&speaker=orlan&sort=left")[0] == "barley"
    assert len(marked(client, "/search?q=goose&view=kwic&edition=en-hearing")) == 3
    assert "2 of" in page(client, "/search?q=barley&view=kwic&n=2").text


def test_pages_of_results(client: FlaskClient) -> None:
    checked = page(client, "/search?q=barley")
    assert "1 of 7" in checked.text
    assert "/search?q=barley&n=2" in checked.links
    assert 'start="21"' in client.get("/search?q=barley&n=2").get_data(as_text=True)
    assert client.get("/search?q=barley&n=99").status_code == 200


def test_empty_answer_says_why_and_what_was_searched(client: FlaskClient) -> None:
    text = page(client, "/search?q=zebra goose&speaker=vetkin").text
    for said in ("Nothing was found.", "“zebra” does not occur", "without filters: 0", "Goose Hearing",
                 "Not held here, so not searched: de-hearing"):
        assert said in text
    assert "without filters: 6" in page(client, "/search?q=goose&edition=en-hearing&page=99").text


def test_filters_alone_list_passages(client: FlaskClient) -> None:
    assert "4 turns" in page(client, "/search?lang=ru&speaker=orlan").text
    assert client.get("/search").location == "/"
    assert client.get("/ru/search?q=+").location == "/ru/"


def test_slips_are_mended_and_told(client: FlaskClient) -> None:
    assert "A quotation mark was closed." in page(client, '/search?q="goose stood').text
    assert "Кавычка закрыта." in page(client, '/ru/search?q="goose stood').text


@pytest.mark.parametrize("query", [
    "q=" + "ж" * (MAX_QUERY_CHARS + 1), "q=%22", "q=...", "q=goose&n=0", "q=goose&n=-1", "q=goose&n=x",
    "q=goose&sort=sideways", "q=goose&view=upside", "q=goose&n=99999999999999999999",
])
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_refusals_are_pages_with_advice(client: FlaskClient, prefix: str, query: str) -> None:
    checked = page(client, f"{prefix}/search?{query}", 400)
    assert not checked.wrong
    assert len(checked.text) > 100


def test_long_address_is_refused(client: FlaskClient) -> None:
    assert client.get("/search?q=" + "a" * 9_000).status_code == 414
    assert client.get("/search?" + "&".join(["speaker=a"] * 200)).status_code == 400


def test_api_gives_the_same_answer(client: FlaskClient) -> None:
    answer = client.get('/api/search?q="goose stood"&edition=en-hearing')
    data = json.loads(answer.data)
    assert answer.mimetype == "application/json"
    assert data["hits_total"] == data["passages_total"] == 1
    hit = data["hits"][0]
    assert [hit["text"][a:b] for a, b in hit["matches"]] == ["goose stood"]
    assert data["searched"]["editions"] == ["en-hearing"]
    assert len(json.loads(client.get("/api/search?q=barley&limit=3&offset=2").data)["hits"]) == 3
    assert json.loads(client.get("/api/search?q=%22").data)["status"] == 400
    assert json.loads(client.get("/api/nothing").data)["status"] == 404


def test_one_form_is_switched_off(client: FlaskClient) -> None:
    shown = page(client, "/search?q=goose")
    assert "forms found of “goose”:" in shown.text
    without = next(link for link in shown.links if "-form%3Ageese" in link or "-form:geese" in link)
    after = page(client, without)
    assert "any form of “goose”, without the form “geese”" in after.text
    assert "без формы “geese”" in page(client, "/ru" + without).text


@pytest.mark.parametrize(("query", "english", "russian"), [
    ("en:(goose) ru:(гусь)", "on the English side any form of “goose”", "на английской стороне «goose» в любой форме"),
    ("goose -ru:(гусь)", "not on the Russian side", "не на русской стороне"),
    ("lanterm~1", "a word like “lanterm” with at most 1 error", "слово вида «lanterm», ошибок не больше 1"),
])
def test_the_rest_of_the_query_language_is_told(client: FlaskClient, query: str, english: str, russian: str) -> None:
    assert english in page(client, f"/search?q={query}").text
    assert russian in page(client, f"/ru/search?q={query}").text


def test_whatever_is_changed_leads_to_the_first_page_of_what_it_leaves(client: FlaskClient) -> None:
    """Who ticks a filter on the fifth page would else stand behind the end of a shorter list."""
    checked = page(client, "/search?q=barley&n=5")
    asked = [parse_qs(urlsplit(link).query) for link in checked.links if link.startswith("/search?")]
    changed = [one for one in asked if set(one) - {"n"} != {"q"}]
    assert any("speaker" in one for one in changed)
    assert any("sort" in one for one in changed)
    assert any("view" in one for one in changed)
    assert not [one for one in changed if "n" in one]
    assert {one["n"][0] for one in asked if "n" in one} >= {"4", "6"}, "only pages of the same list have a number"


@pytest.mark.parametrize(("filters", "told"), [
    ("", True), ("&lang=de", True), ("&lang=ru", False), ("&lang=en", False), ("&trial=hearing", True),
    ("&trial=unknown", False), ("&edition=de-hearing", True), ("&edition=en-hearing", False), ("&kind=cited", False),
    ("&document=essay", False),
])
def test_only_editions_that_would_have_been_searched_are_said_to_be_missing(
    client: FlaskClient, filters: str, told: bool
) -> None:
    text = page(client, f"/search?q=zebra{filters}").text
    assert ("Not held here, so not searched: de-hearing" in text) == told


def test_a_wrong_word_in_a_quotation_shows_what_stands_there(client: FlaskClient) -> None:
    text = page(client, '/search?q="the goose sat by the gate"').text
    assert "Nothing was found." in text
    assert "Nearest passage in the record" in text
    assert "sat | stood" in text
    assert "Ближайшее место в тексте" in page(client, '/ru/search?q="the goose sat by the gate"').text


def test_a_name_shows_the_person_first(client: FlaskClient) -> None:
    for asked in ("vetkin", "Vetkin", "speaker:vetkin"):
        html = client.get("/search", query_string={"q": asked}).get_data(as_text=True)
        assert html.index('class="notice person"') < html.index("What was searched")
        assert "/person/vetkin" in html
        assert "speaks in" in Checked(html).text
    for asked in ("goose", "vetkin goose", '"the goose stood"'):
        html = client.get("/search", query_string={"q": asked}).get_data(as_text=True)
        assert 'class="notice person"' not in html


def test_a_capital_does_not_hide_a_suggestion(client: FlaskClient) -> None:
    html = client.get("/search?q=Goosse+gate").get_data(as_text=True)
    assert "/search?q=goose+gate" in html


def test_a_filter_typed_is_counted_by_itself(client: FlaskClient) -> None:
    text = page(client, "/search?q=goose+page:99").text
    assert "Turns that have each by itself:" in text
    text = page(client, "/search?q=zebra+speaker:vetkin&trial=hearing").text
    assert "without filters: 0" not in text


def test_derived_words_are_offered_for_a_word_and_not_for_a_name(client: FlaskClient) -> None:
    assert "family:goose" in client.get("/search?q=Goose").get_data(as_text=True)
    assert "family:" not in client.get('/search?q="goose"').get_data(as_text=True)
    assert "the family of “goose”" in page(client, "/search?q=family:goose").text
    assert "семья слова «goose»" in page(client, "/ru/search?q=family:goose").text


@pytest.mark.parametrize("query", ["edition:en-hearing goose", "goose edition:en-hearing"])
def test_filter_typed_in_the_query_is_shown_as_ticked(client: FlaskClient, query: str) -> None:
    html = client.get("/search", query_string={"q": query}).get_data(as_text=True)
    ticked = re.findall(r'<a href="([^"]+)" class="on"[^>]*><span[^>]*>☑</span><span class="value">([^<]+)', html)
    assert ticked == [("/search?q=goose", "en-hearing")]


def test_filter_typed_as_one_of_two_choices_is_not_in_force(client: FlaskClient) -> None:
    html = client.get("/search", query_string={"q": "goose OR edition:en-hearing"}).get_data(as_text=True)
    assert "☑" not in html


def test_results_are_one_key_behind_the_first_filter(client: FlaskClient) -> None:
    html = client.get("/search?q=goose").get_data(as_text=True)
    skip = html.index('href="#results"')
    assert html.count('class="facet"', 0, skip) == 1
    assert 'id="results" tabindex="-1"' in html


def test_words_that_two_editions_have_stand_once_beside_a_hit(specimen: Flask) -> None:
    html = specimen.test_client().get("/search", query_string={"q": "маяк"}).get_data(as_text=True)
    merged = 0
    for hit in html.split('<li class="hit">')[1:]:
        said = re.findall(r'<div class="counterpart">.*?<p class="text" lang="en">(.*?)</p>', hit, re.DOTALL)
        assert len(said) == len(set(said))
        merged += " also in " in hit
    assert merged


def test_documents_of_the_specimen_are_called_by_their_titles(specimen: Flask) -> None:
    for address in ("/", "/ru/", "/texts"):
        html = specimen.test_client().get(address).get_data(as_text=True)
        assert "Протокол опроса" in html
        assert "написанный для этой программы" not in html


def test_lines_call_an_edition_by_its_identifier_where_its_name_has_no_room(
    client: FlaskClient, specimen: Flask
) -> None:
    lines = specimen.test_client().get("/search?q=light&view=kwic&edition=en-specimen").get_data(as_text=True)
    assert set(re.findall(r'class="called">([^<]+)', lines)) == {"en-specimen"}
    cards = specimen.test_client().get("/search?q=light&edition=en-specimen").get_data(as_text=True)
    assert "Northern Lamp Inquiry (specimen)" in cards
    lines = client.get("/search?q=goose&view=kwic&edition=en-hearing").get_data(as_text=True)
    assert "Goose Hearing" in Checked(lines).text
