"""How a text was made, and what a user corrected, wherever it is shown."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from web_home import HOSTILE, MORNING, Checked


def page(client: FlaskClient, address: str) -> Checked:
    answer = client.get(address)
    assert answer.status_code == 200
    return Checked(answer.get_data(as_text=True))


def test_report_tells_counts_doubts_and_corrections(client: FlaskClient) -> None:
    made = page(client, "/texts/en-hearing/report")
    for said in ("Words left out 4", "running heads, page numbers, ornaments: 1 (3 words)", "YARD REPORT 7",
                 "page 2 of the file", "character 1,200", f"the label “{HOSTILE}” names nobody", "lisson", "listen",
                 "Nobody", "speaker: section heading: 1", "labels that name nobody known: 1"):
        assert said in made.text
    assert f"/en-hearing/{MORNING}/0002" in made.links
    assert "/texts/en-hearing/report" in page(client, "/texts/en-hearing").links


def test_text_without_a_report_says_so(client: FlaskClient) -> None:
    assert client.get("/texts/de-hearing/report").status_code == 404
    assert client.get("/texts/nothing/report").status_code == 404


@pytest.mark.parametrize("address", [
    f"/en-hearing/{MORNING}", f"/en-hearing/{MORNING}/0008", '/search?q="say it again"', f"/compare/hearing/{MORNING}",
])
def test_corrected_words_say_who_and_why(client: FlaskClient, address: str) -> None:
    assert "corrected, words: “lisson” → “listen” (Nobody: by ear" in page(client, address).text
