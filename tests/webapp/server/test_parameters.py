"""What an address asks for and no page knows is named on the page, in both languages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_home import MORNING


@pytest.mark.parametrize("page", [
    "/search?q=lamp", "/", "/texts", "/people/", "/statistics?q=lamp", f"/en-hearing/{MORNING}", "/help", "/check",
    "/search?q=nothingofthekind", "/en-hearing/p/7",
])
@pytest.mark.parametrize("lang", ["", "/ru"])
def test_a_parameter_that_means_nothing_is_named(client: FlaskClient, page: str, lang: str) -> None:
    address = f"{lang}{page}{'&' if '?' in page else '?'}trail=1936"
    said = client.get(address, follow_redirects=True).get_data(as_text=True)
    assert said.count("trail=") >= 1
    assert ("means nothing here" if not lang else "ничего здесь не значит") in said
    assert "trial=" in said


@pytest.mark.parametrize("address", [
    "/search?q=lamp&trial=hearing&sort=date&view=kwic&n=1&regions=1", "/statistics?q=lamp&by=role&span=2&per=rate",
    "/search?q=lamp&utm_source=letter&fbclid=abc", f"/en-hearing/{MORNING}?q=lamp&hit=1&speaker=orlan",
    "/check?text=lamp",
])
def test_what_a_page_knows_is_not(client: FlaskClient, address: str) -> None:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    assert "means nothing here" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/person/nobody?trial=1936&sort=date", "/search?q=l*&n=1", "/nowhere/at/all?q=x"])
def test_a_page_that_failed_does_not_say_what_it_would_have_ignored(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code >= 400
    assert "means nothing here" not in answer.get_data(as_text=True)


def test_a_parameter_of_other_pages_is_no_slip_for_itself(client: FlaskClient) -> None:
    said = client.get("/about?page=7").get_data(as_text=True)
    assert "“page=” in the address means nothing here and was ignored." in said


def test_a_hostile_parameter_is_text(client: FlaskClient) -> None:
    page = client.get("/search?q=lamp&%3Cscript%3Ealert(1)%3C/script%3E=1&" + "x" * 300 + "=1").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "“" + "x" * 40 + "=”" in page


FILES = (f"/cite/en-hearing/{MORNING}/0002.ris", "/export?q=goose&form=csv", "/texts/en-hearing.csv",
         "/texts/en-hearing/pages.csv", f"/map/en-hearing/{MORNING}.svg", "/statistics/calendar.svg?q=goose",
         "/trial/hearing/questions.svg?edition=en-hearing")


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("lang", ["", "/ru"])
def test_a_file_cannot_name_it_and_is_refused(client: FlaskClient, address: str, lang: str) -> None:
    asked = f"{lang}{address}{'&' if '?' in address else '?'}"
    assert client.get(f"{asked}utm_source=letter").status_code == 200
    answer = client.get(f"{asked}trail=hearing")
    assert answer.status_code == 400
    assert "trail" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", [
    "/api/search?q=goose", "/api/texts", "/api/verify?quote=The+goose",
    f"/api/turn?ref=en-hearing/{MORNING}/0002",
    f"/api/turn/en-hearing/{MORNING}/0002", f"/api/like?ref=en-hearing/{MORNING}/0002",
    f"/api/sentences?left=ru-hearing/{MORNING}/0001&right=en-hearing/{MORNING}/0001",
])
def test_every_path_of_the_interface_refuses_it(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200
    answer = client.get(f"{path}{'&' if '?' in path else '?'}trail=hearing")
    assert answer.status_code == 400
    assert "trail" in answer.get_json()["error"]


@pytest.mark.parametrize(("filters", "named"), [
    ("speaker=nobody", "orlan"), ("lang=french", "en"), ("trial=1939", "hearing"), ("edition=en1936", "en-hearing"),
    ("role=accused", "defendant"), ("sitting=1911-05-05", MORNING[:10]),
])
def test_an_unknown_value_of_a_filter_is_named(client: FlaskClient, filters: str, named: str) -> None:
    value = filters.partition("=")[2]
    answer = client.get(f"/api/search?q=goose&{filters}").get_json()
    said = str(answer)
    assert value in said and named in said
    page = client.get(f"/search?q=goose&{filters}").get_data(as_text=True)
    assert value in page and named in page.casefold()


def test_a_page_keeps_what_is_asked_of_it(client: FlaskClient) -> None:
    answer = client.get("/en-hearing/p/7?q=goose", follow_redirects=True)
    assert "q=goose" in answer.request.full_path and "<mark" in answer.get_data(as_text=True)
