"""No page has words of the other language that are not marked with theirs (WCAG 3.1.2), the Russian ones no English.

No title serves two kinds of pages, and each page leads to the same one in the other language.

Left aside is what has no language: what programs read, addresses, references, what was asked for; titles and words that
a sentence names between quotation marks; names of formats and citation styles.
"""

from __future__ import annotations

import os
import re
from collections import Counter, deque
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from web_home import VOID

EACH = 40 if os.environ.get("TRIALS_TEST_FULL") == "1" else 2
"""Pages of one kind that are looked at, in each language."""

CODE = frozenset({"code", "kbd", "pre", "script", "style", "textarea", "title"})
LEFT_ASIDE = frozenset({"Z3988", "reading", "form", "chip", "node"})
"""Classes of elements that hold what programs read and what was asked for."""

NO_WORDS = "zxx"
"""What BCP 47 calls content that is not in a language."""

SAID = frozenset({"title", "aria-label", "placeholder", "alt"})
"""Attributes that hold words."""

SCRIPTS = {
    "ru": re.compile(r"[A-Za-z]+(?:[ ’'-][A-Za-z]+)*"),
    "en": re.compile(r"[А-Яа-яЁё]+(?:[ ’'-][А-Яа-яЁё]+)*"),
}
"""The letters that words of a language do not have."""

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
REFERENCE = re.compile(r"\S*\d\S*|\S*[/@_:.=][^\s.,;:!?)]\S*|\b(?:[A-Z][A-Z-]+|[A-Za-zЁё])\b")
"""Addresses, references and files; acronyms; single letters."""

NAMES = frozenset({
    "BibTeX", "Bluebook", "Chicago", "Enter", "JavaScript", "JSON Lines", "Lines", "Linux", "Markdown", "OpenAPI",
    "Python", "Word", "Zotero", "macOS",
})

CHECKED = 'He wrote: “Nobody did ever see the lamp go out.” (Inquiry 900) And: “All is well.” (Stranger, Some Book, 12)'


class Tongues(HTMLParser):
    """Collects the words that are not in the language they are marked with, or stand in."""

    def __init__(self, page: str, known: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.known = known
        self.open: list[str | None] = [None]
        self.links: list[str] = []
        self.alternate = self.title = ""
        self.titling = False
        self.foreign: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language of an element and look at its attributes."""
        values = dict(attrs)
        lang = values.get("lang", self.open[-1])
        if self.open[-1] == NO_WORDS or tag in CODE or LEFT_ASIDE & set((values.get("class") or "").split()):
            lang = NO_WORDS
        for name in SAID & set(values):
            self.look(values[name] or "", lang)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
            if "hreflang" in values:
                self.alternate = values["href"] or ""
        self.titling = tag == "title" and not self.title
        if tag not in VOID:
            self.open.append(lang)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self.open.pop()
        self.titling = False

    def handle_data(self, data: str) -> None:
        """Look at words."""
        self.title += data if self.titling else ""
        self.look(data, self.open[-1])

    def look(self, words: str, lang: str | None) -> None:
        """Note runs of foreign letters."""
        if lang not in SCRIPTS:
            return
        for run in SCRIPTS[lang].findall(REFERENCE.sub(" ", QUOTED.sub(" ", words))):
            if run not in NAMES and run not in self.known:
                self.foreign.append(f"{run} | {' '.join(words.split())[:80]}")


@pytest.mark.slow
@pytest.mark.parametrize("start", ["/", "/ru/"])
def test_words_are_marked_with_their_language(specimen: Flask, start: str) -> None:
    client, routes = specimen.test_client(), specimen.url_map.bind("localhost")
    catalogue = {text["id"] for text in client.get("/api/texts").get_json()}
    waiting, seen, counted = deque([start]), {start}, Counter[str]()
    foreign: dict[str, list[str]] = {}
    elsewhere: list[tuple[str, str]] = []
    titles: dict[str, set[str | None]] = {}
    while waiting:
        address = waiting.popleft()
        answer = client.get(address, follow_redirects=True)
        if answer.mimetype != "text/html":
            answer.close()
            continue
        page = Tongues(answer.get_data(as_text=True), frozenset(catalogue))
        if page.foreign:
            foreign[address] = page.foreign
        query = answer.request.query_string.decode()
        asked = f"{answer.request.path}?{query}" if query else answer.request.path
        if page.alternate != (f"/ru{asked}" if start == "/" else asked.removeprefix("/ru")):
            elsewhere.append((asked, page.alternate))
        titles.setdefault(page.title, set()).add(routes.match(answer.request.path)[0])
        for link in page.links:
            target = urldefrag(link)[0]
            endpoint = str(routes.match(urlsplit(target).path)[0]) if target.startswith("/") else ""
            same = endpoint.startswith("ru.") == (start == "/ru/")
            if endpoint and same and target not in seen and counted[endpoint] < EACH:
                seen.add(target)
                counted[endpoint] += 1
                waiting.append(target)
    assert not foreign
    assert not elsewhere
    assert not {title: kinds for title, kinds in titles.items() if len(kinds) > 1}
    assert len(counted) > 20


REFUSED = [
    "en-specimen/1911-05-04-morning/9999", "en-specimen/1911-09-09-morning", "source/en-specimen/nowhere/1",
    "source/en-specimen/1911-05-04-morning/0042", "cite/en-specimen/nowhere/1.bib", "texts/nowhere", "nowhere/",
    "texts/nowhere/citations", "texts/nowhere.txt", "person/nobody", "statistics/words?speaker=nobody",
    "sheet/99/en-specimen/1911-05-04-morning/0042.png", "sheet/1/ru-specimen/1911-05-04-morning/0042.svg",
    "trial/1950", "trial/specimen/nothing.svg", "compare/specimen/nowhere", "help/nothing", "desk/export",
    "search?q=a*", 'search?q=""', "search?q=light&view=none", "statistics?q=light&by=none", "export?q=light&form=none",
    "search?q=" + "light+" * 300,
]
"""Addresses that are refused, or that show what is near to what was asked for."""


@pytest.mark.parametrize("start", ["/", "/ru/"])
@pytest.mark.parametrize("address", REFUSED)
def test_what_is_refused_is_told_in_the_language_of_the_page(specimen: Flask, start: str, address: str) -> None:
    answer = specimen.test_client().get(f"{start}{address}")
    told = answer.get_data(as_text=True)
    # What can be typed in an address has no language.
    listed = " ".join(re.findall(r"(?:Возможны|Говорят): ([^<]+)", told))
    assert not Tongues(told, frozenset(["en-specimen", *re.findall("[a-z]{2,}(?:-[a-z]+)*", listed)])).foreign
    if answer.status_code >= 400 and "<main" in told:
        said = told.split("<main")[1].split("</main>")[0]
        assert f'lang="{"en" if start == "/ru/" else "ru"}"' not in said
        assert re.search(r"turn-|text-|speaker-|source-|sheet-", said) is None


UNREAD = {
    "a.png": b"\x89PNG\r\n", "a.doc": b"\xd0\xcf\x11\xe0" + bytes(600), "a.zip": b"PK\x03\x04rest",
    "a.tex": b"\\documentclass{book}\n", "a.eml": b"From: A <a@b.example>\nMessage-ID: <1@b.example>\n\nIt burned.\n",
    "a.csv": b'"a","b"\n"c","d"\n"e","f"\n"g","h"\n', "a.txt": b"some\x00text" * 9, "b.txt": b" ",
    "a.pdf": b"%PDF-1.4 nothing", "b.pdf": b"%PDF-", "a.xml": b"<?xml version='1.0'?><lamp/>",
    "a.json": b'[{"a": 1}]', "a.gz": b"\x1f\x8bdamaged", "a.xlsx": b"PAR1....",
    "a.rtf": b"{\\rtf1 }", "a.html": b"<html><frameset><frame src='b.html'></frameset></html>",
    "c.txt": "свет".encode() * 100 + b"\xd0", "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg>",
}
"""Files that hold nothing to be checked."""


@pytest.mark.parametrize("start", ["/", "/ru/"])
def test_why_a_file_is_refused_is_told_in_the_language_of_the_page(specimen: Flask, start: str) -> None:
    other, why = ("en", "Программа сообщает причину:") if start == "/ru/" else ("ru", "The program says why:")
    for name, data in UNREAD.items():
        answer = specimen.test_client().post(f"{start}check", data={"file": (BytesIO(data), name)})
        said = answer.get_data(as_text=True).split("<main")[1].split("</main>")[0]
        assert answer.status_code == 400, name
        assert why in said and f'lang="{other}"' not in said, said


@pytest.mark.parametrize("start", ["/", "/ru/"])
def test_verdicts_are_told_in_the_language_of_the_page(specimen: Flask, start: str) -> None:
    answer = specimen.test_client().post(f"{start}check", data={"text": CHECKED})
    assert answer.status_code == 200
    assert not Tongues(answer.get_data(as_text=True), frozenset()).foreign
