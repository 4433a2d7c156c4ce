"""Pages that are empty until something is asked of them have an example to try, which leads to a full page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask

FULL = {"/statistics": "<svg", "/languages": "<table", "/check": 'id="verdicts"', "/desk": 'class="hit'}
"""Pages that begin empty, and what the page that their example leads to has."""


@pytest.mark.parametrize("prefix", ["", "/ru"])
@pytest.mark.parametrize("address", FULL)
def test_an_empty_page_has_an_example(specimen: Flask, address: str, prefix: str) -> None:
    client = specimen.test_client()
    page = client.get(prefix + address).get_data(as_text=True).split("<main")[1]
    examples = [unescape(href) for href in re.findall(r'<a href="([^"]+\?(?:q|text|example)=[^"]+)"', page)]
    assert examples
    assert examples[0].startswith(prefix + "/")
    assert FULL[address] in client.get(examples[0]).get_data(as_text=True).split("<main")[1]


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_four_questions_of_the_first_page_have_answers(specimen: Flask, prefix: str) -> None:
    client = specimen.test_client()
    first = client.get(f"{prefix}/").get_data(as_text=True).split('class="examples"')[1].split("</ul>")[0]
    asked = [unescape(href) for href in re.findall(r'<a href="([^"]+)"', first)]
    assert len(asked) == 4
    for address in asked:
        page = client.get(address)
        assert page.status_code == 200
        main = page.get_data(as_text=True).split("<main")[1]
        assert any(sign in main for sign in ("<svg", 'class="hit', 'id="verdicts"'))
