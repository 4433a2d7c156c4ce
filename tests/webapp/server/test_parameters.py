"""What an address asks for and no page knows is named on the page, in both languages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_home import MORNING


@pytest.mark.parametrize("page", [
    "/search?q=lamp", "/", "/texts", "/people/", "/statistics?q=lamp", f"/en-hearing/{MORNING}", "/help", "/check",
    "/search?q=nothingofthekind",
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


def test_a_hostile_parameter_is_text(client: FlaskClient) -> None:
    page = client.get("/search?q=lamp&%3Cscript%3Ealert(1)%3C/script%3E=1&" + "x" * 300 + "=1").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "“" + "x" * 40 + "=”" in page
