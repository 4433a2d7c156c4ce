"""A search in numbers: the pictures say what the tables say, and each number leads to what it counts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from web_home import MORNING, Checked

BAR = re.compile(r'<a href="([^"]+)"[^>]*><text[^>]*>([^<]+)</text><text class="value"[^>]*>([^<]+)</text>'
                 r'<rect [^>]*width="([\d.]+)"')
ROW = re.compile(r'<tr><th scope="row"><a href="([^"]+)"[^>]*>([^<]+)</a></th>(.*?)</tr>')
CELL = re.compile(r"<td[^>]*>([^<]*)</td>")


def html(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert not Checked(text).wrong
    return text


def rows(text: str, heading: str) -> list[tuple[str, str, list[str]]]:
    """Give the rows of the first table under a heading: address, name, figures."""
    part = text.split(f'id="{heading}"')[1].split("</table>")[0]
    return [(unescape(href), unescape(name), CELL.findall(cells)) for href, name, cells in ROW.findall(part)]


def found(client: FlaskClient, href: str) -> int:
    count = re.search(r"(\d+) occurrence", Checked(client.get(href).get_data(as_text=True)).text)
    return int(count.group(1)) if count else 0


@pytest.mark.parametrize("by", ["speaker", "role", "sitting", "edition", "trial"])
def test_each_row_leads_to_what_it_counts(client: FlaskClient, by: str) -> None:
    table = rows(html(client, f"/statistics?q=goose&by={by}"), "most")
    counted = [row for row in table if row[2][0] != "0"]
    assert counted
    for href, name, figures in counted:
        assert found(client, href) == int(figures[0]), name


def test_the_picture_has_the_figures_of_the_table(client: FlaskClient) -> None:
    text = html(client, "/statistics?q=barley")
    table = rows(text, "most")
    bars = BAR.findall(text.split('id="most"')[1].split("</svg>")[0])
    assert [(unescape(href), name, figure) for href, name, figure, _ in bars] == [
        (href, name, figures[0]) for href, name, figures in table]
    widths = [float(width) for *_, width in bars]
    assert widths == sorted(widths, reverse=True)
    rates = html(client, "/statistics?q=barley&per=rate")
    assert [figure for _, _, figure, _ in BAR.findall(rates.split('id="most"')[1].split("</svg>")[0])] == [
        figures[3] for *_, figures in rows(rates, "most") if int(figures[0]) >= 3]


def test_a_strip_has_its_sittings(client: FlaskClient) -> None:
    text = html(client, "/statistics?q=barley")
    strip = text.split('class="strip"')[1].split("</svg>")[0]
    bands = re.findall(r'<a href="([^"]+)"[^>]*aria-label="([^"]+)"', strip)
    assert len(bands) == 2
    assert "M" in re.findall(r'<path d="([^"]+)"', strip)[0]
    for href, name in bands:
        assert found(client, unescape(href)) == int(name.rsplit(": ", 1)[1])
    table = rows(text, "where")
    assert [name for _, name, _ in table] == [name.rsplit(": ", 1)[0] for _, name in bands]


def test_words_beside_lead_to_their_places(client: FlaskClient) -> None:
    table = rows(html(client, "/statistics?q=filler&span=1"), "beside")
    href, name, figures = next(row for row in table if row[1] == "number")
    assert name == "number"
    assert found(client, href) >= int(figures[0]) - 1


def test_words_of_two_speakers(client: FlaskClient) -> None:
    text = html(client, "/statistics/words?speaker=orlan&against=vetkin")
    table = [(unescape(href), name, CELL.findall(cells)) for href, name, cells in ROW.findall(text)]
    assert table
    href, name, figures = next(row for row in table if row[1] == "filler")
    assert name == "filler"
    assert found(client, href) == int(figures[1])
    for href, name, figures in table:
        assert found(client, href) == int(figures[1]), name
    assert "cannot be compared" in html(client, "/statistics/words?speaker=orlan&against=orlan")
    assert "all others" in html(client, "/statistics/words?speaker=orlan")
    assert client.get("/statistics/words?speaker=nobody").status_code == 404


@pytest.mark.parametrize("address", [
    "/statistics", "/ru/statistics", "/statistics?q=absentword", "/ru/statistics?q=гусь", "/statistics?lang=ru",
    f"/statistics?q=goose&sitting={MORNING}", "/statistics?q=goose+-barley&by=role", "/statistics/words",
    "/ru/statistics/words?speaker=orlan", "/statistics?q=(((&speaker=orlan",
])
def test_any_question_has_a_page(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in (200, 400)


def test_impossible_values_are_refused(client: FlaskClient) -> None:
    for wrong in ("by=colour", "span=0", "span=99", "per=mile"):
        assert client.get(f"/statistics?q=goose&{wrong}").status_code == 400


def test_results_lead_to_the_numbers(client: FlaskClient) -> None:
    assert "/statistics?q=goose&amp;lang=en" in html(client, "/search?q=goose&lang=en&view=kwic&sort=left")
