"""Every string of the interface has a Russian translation that fits it."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from web_home import MORNING, Checked

from webapp.i18n import extraction
from webapp.i18n.i18n import ngettext, speaking

PLACE = re.compile(r"%\((\w+)\)s")


@pytest.fixture(scope="module")
def russian() -> Catalog:
    place = files("webapp") / "translations" / "ru" / "LC_MESSAGES" / "messages.po"
    return read_po(BytesIO(place.read_bytes()), locale="ru")


def test_every_string_is_translated(russian: Catalog) -> None:
    found = extraction.messages()
    assert len(found) > 300
    missing = []
    for message in found:
        if not message.id:
            continue
        translated = russian.get(message.id)
        strings = translated.string if translated else ""
        if not strings or (isinstance(strings, tuple) and not all(strings)) or (translated and translated.fuzzy):
            missing.append(message.id)
    assert not missing


@pytest.mark.parametrize("code", [
    "gettext('Lamp')", "f\"{words} {gettext('Lamp')}\"", "[N_('La' 'mp') for _ in x]", "at.gettext('Lamp', n=3)",
])
def test_a_string_is_found_wherever_it_stands(code: str) -> None:
    found = list(extraction.calls(BytesIO(code.encode()), {"gettext", "N_"}))
    assert [arguments for _, _, arguments, _ in found] == [("Lamp",)]


def test_no_translation_is_left_over(russian: Catalog) -> None:
    found = {str(message.id) for message in extraction.messages()}
    assert not [message.id for message in russian if str(message.id) not in found]


def test_no_string_is_translated_twice() -> None:
    place = files("webapp") / "translations" / "ru" / "LC_MESSAGES" / "messages.po"
    keys = re.findall(r'^((?:msgctxt .*\n)?msgid (?:".*"\n)+)', place.read_text("utf-8"), re.MULTILINE)
    assert len(keys) > 300
    assert not [key for key, count in Counter(keys).items() if count > 1]


def test_places_are_kept(russian: Catalog) -> None:
    for message in russian:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {name for text in ids for name in PLACE.findall(text)}
        for text in strings:
            assert message.id == "" or set(PLACE.findall(text)) == wanted, message.id


@pytest.mark.parametrize("address", [
    "/ru/", "/ru/search?q=гусь&lang=ru", "/ru/texts", "/ru/people/", "/ru/help", "/ru/about", "/ru/person/orlan",
    f"/ru/ru-hearing/{MORNING}", f"/ru/ru-hearing/{MORNING}/0002", f"/ru/compare/hearing/{MORNING}", "/ru/nothing/",
])
def test_english_strings_do_not_show_on_russian_pages(client: FlaskClient, address: str) -> None:
    text = Checked(client.get(address).get_data(as_text=True)).text
    plain = [m.id for m in extraction.messages() if isinstance(m.id, str) and len(m.id.split()) > 2 and "%" not in m.id]
    shown = [message for message in plain if message in text]
    assert not [message for message in shown if not re.fullmatch(r"[\W\w]*(Chicago|BibTeX)[\W\w]*", message)]


@pytest.mark.parametrize(("count", "word"), [(1, "1 место"), (2, "2 места"), (5, "5 мест"), (1234, "1\xa0234 места")])
def test_counts_are_inflected(client: FlaskClient, count: int, word: str) -> None:
    with client.application.test_request_context("/ru/"), speaking("ru"):
        assert ngettext("%(num)s occurrence", "%(num)s occurrences", count) == word
