"""Both languages: how words are rendered, and the form that finds by the other side."""

from __future__ import annotations

import json
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from web_home import Checked

from corpus.storage.home import Home
from webapp.cli import cli
from webapp.pages.finding.languages import SidesForm, sides_query


@pytest.mark.parametrize(("form", "query"), [
    (SidesForm("маяк", "light"), "ru:(маяк) en:(light)"),
    (SidesForm("маяк"), "ru:(маяк)"),
    (SidesForm("маяк", '"the light"', "en-without"), 'ru:(маяк) -en:("the light")'),
    (SidesForm("маяк", "light", "ru-without"), "en:(light) -ru:(маяк)"),
    (SidesForm("маяк", "", "en-without"), "маяк only:ru"),
    (SidesForm("", "", "only-en"), "only:en"),
    (SidesForm("", "light", "only-en"), "light only:en"),
    (SidesForm(), ""),
])
def test_the_form_makes_a_query(form: SidesForm, query: str) -> None:
    assert sides_query(form) == query


@pytest.mark.parametrize(("address", "query"), [
    ("/languages?ru=гусь&en=goose&how=with", "ru:(гусь) en:(goose)"),
    ("/ru/languages?ru=гусь&en=light&how=en-without", "ru:(гусь) -en:(light)"),
    ("/languages?ru=&en=&how=only-ru", "only:ru"),
])
def test_the_form_goes_on_to_the_search(client: FlaskClient, address: str, query: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer.location).query) == {"q": [query]}
    assert client.get(answer.location).status_code == 200


def test_what_is_no_choice_is_refused(client: FlaskClient) -> None:
    assert client.get("/languages?how=upwards").status_code == 400
    assert client.get("/languages?q=goose&lang=xx").status_code == 400


@pytest.mark.parametrize(("word", "rendering"), [
    ("маяк", "light"), ("lamp", "лампа"), ('"northern lamp"', "северная лампа"),
])
def test_renderings_are_counted(specimen: Flask, word: str, rendering: str) -> None:
    for prefix in ("", "/ru"):
        page = Checked(specimen.test_client().get(
            f"{prefix}/languages", query_string={"q": word}).get_data(as_text=True))
        assert rendering in page.text


def test_every_rendering_leads_to_passages(specimen: Flask) -> None:
    client = specimen.test_client()
    page = client.get("/languages?q=маяк").get_data(as_text=True)
    links = [unescape(part.split('"')[0]) for part in page.split('<th scope="row"><a href="')[1:]]
    assert links
    for link in links[:5]:
        assert 'class="hit"' in client.get(link).get_data(as_text=True)


def test_pages_lead_there(specimen: Flask, client: FlaskClient) -> None:
    assert "/languages?q=lamp" in specimen.test_client().get("/search?q=lamp").get_data(as_text=True)
    assert client.get("/languages").status_code == 200
    assert 'role="status"' in client.get("/languages?q=absent").get_data(as_text=True)


def test_command(specimen_home: Home) -> None:
    home = ["--home", str(specimen_home.path)]
    answer = CliRunner().invoke(cli, [*home, "renderings", "маяк", "--json"])
    found = json.loads(answer.stdout)
    assert found["lang"] == "en"
    assert found["renderings"][0]["forms"][0] == "light"
    assert "light" in CliRunner().invoke(cli, [*home, "renderings", "маяк"]).stdout
    assert CliRunner().invoke(cli, [*home, "renderings", "маяк", "--csv"]).stdout.startswith("forms,turns,of")
    assert CliRunner().invoke(cli, [*home, "renderings", "маяк", "--csv", "--json"]).exit_code == 2


@pytest.mark.parametrize(("address", "lang"), [
    ("/ru/languages?q=goose&lang=en", "ru"), ("/languages?q=goose&lang=ru", "en"),
])
def test_language_asked_for_is_not_that_of_the_page(client: FlaskClient, address: str, lang: str) -> None:
    assert f'<html lang="{lang}">' in client.get(address).get_data(as_text=True)
