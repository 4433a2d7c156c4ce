"""What programs read of a page: the card of a link, and the work for reference managers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from flask import Flask
from flask.testing import FlaskClient
from web_home import MORNING

from webapp.presenting.cards import MAX_EXTRACT, shortened

TURN = f"/en-hearing/{MORNING}/0002"


class Head(HTMLParser):
    """Collects the meta elements of a page and the context objects in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.coins: list[dict[str, list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[held.get("property") or held.get("name", "")] = held.get("content", "")
        if held.get("class") == "Z3988":
            self.coins.append(parse_qs(held["title"]))


def head(client: FlaskClient, address: str) -> Head:
    return Head(client.get(address, follow_redirects=True).get_data(as_text=True))


@pytest.mark.parametrize("lang", ["", "/ru"])
@pytest.mark.parametrize(("address", "kind", "link"), [
    (TURN, "article", f"https://trials.example{TURN}?h="),
    ("/en-hearing/", "book", "https://trials.example/en-hearing/"),
    (f"/en-hearing/{MORNING}", "book", f"https://trials.example/en-hearing/{MORNING}"),
    ("/search?q=goose", "website", "https://trials.example/search?q=goose"),
    ("/essay/", "article", "https://trials.example/essay/"),
    ("/", "website", "https://trials.example/"),
    ("/person/vetkin", "website", "https://trials.example/person/vetkin"),
    ("/trial/hearing", "website", "https://trials.example/trial/hearing"),
    ("/statistics?q=goose", "website", "https://trials.example/statistics?q=goose"),
])
def test_a_link_has_a_card(client: FlaskClient, address: str, kind: str, link: str, lang: str) -> None:
    said = head(client, lang + address).meta
    assert said["og:type"] == kind and said["og:title"] and said["og:site_name"]
    assert said["og:description"] == said["description"] and 0 < len(said["description"]) <= MAX_EXTRACT
    assert said["og:url"].replace("/ru/", "/").startswith(link)
    assert said["twitter:card"] == "summary"
    assert not [name for name in said if "image" in name]


def test_the_extract_is_the_words_of_the_passage(client: FlaskClient) -> None:
    turn = client.get(f"/api/turn{TURN}").get_json()
    said = head(client, TURN).meta
    assert said["description"].startswith(f"{turn['label']}: {turn['text'][:40]}")
    assert "en-hearing" not in said["og:title"]


def test_other_pages_have_none(client: FlaskClient) -> None:
    for address in ("/help", "/desk", "/nothing"):
        assert "og:title" not in head(client, address).meta


def test_an_extract_is_cut_at_a_word() -> None:
    words = "lamp " * 100
    assert shortened("lamp") == "lamp"
    assert shortened(words) == ("lamp " * 40).strip() + "…"
    assert len(shortened("x" * 500)) <= MAX_EXTRACT


@pytest.mark.parametrize("address", ["/en-hearing/", f"/en-hearing/{MORNING}", f"/en-hearing/{MORNING}?q=goose"])
def test_an_edition_and_a_sitting_are_a_book(client: FlaskClient, address: str) -> None:
    [work] = head(client, address).coins
    text = client.get(f"/api/turn{TURN}").get_json()["edition"]
    assert text == "en-hearing"
    assert work["rft.genre"] == ["book"] and "rft.atitle" not in work and "rft.pages" not in work
    assert work["rft_id"] == ["https://trials.example" + address.partition("?")[0]]
    assert work["rft.btitle"][0] and work["rft.language"] == ["en"]


def test_a_passage_is_a_part_of_its_book(client: FlaskClient) -> None:
    [part] = head(client, TURN).coins
    [work] = head(client, "/en-hearing/").coins
    assert part["rft.genre"] == ["bookitem"] and part["rft.btitle"] == work["rft.btitle"]


def test_what_is_hostile_is_text(client: FlaskClient) -> None:
    page = client.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").get_data(as_text=True)
    assert "<script>alert" not in page


@pytest.mark.parametrize("address", ["/search?q=light", "/statistics/calendar.svg?q=light", "/trial/specimen/names.svg",
                                     "/map/en-specimen/1911-05-04-morning.svg?q=light", "/opensearch.xml",
                                     "/person/orsetsky", "/en-specimen/"])
def test_below_a_mount_point_printed_addresses_have_it_once(specimen: Flask, address: str) -> None:
    page = specimen.test_client().get(address, base_url="http://localhost/shelf").get_data(as_text=True)
    printed = re.findall(r"http://localhost[^\s\"<]*", page)
    assert printed
    for one in printed:
        assert one.startswith("http://localhost/shelf")
        assert "/shelf/shelf" not in one
