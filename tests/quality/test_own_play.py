"""A trial that no bundled catalogue knows: catalogued by the user, read from text and PDF, searched, paired, cited."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from command import trials
from own_play import printed, spoken, true_pairs, write_catalogue
from pdf_maker import Page, make_pdf

from corpus.storage.home import Home
from webapp.app import create_app

FLOOR = 0.97
"""F1 of the pairs: the goal that was set for a play of one's own."""

LINES_A_PAGE = 32


def as_text(lang: str) -> bytes:
    return printed(lang).encode()


def as_pdf(lang: str) -> bytes:
    lines: list[str] = []
    for paragraph in printed(lang).split("\n\n"):
        first, *more = textwrap.wrap(paragraph, 44)
        lines += [f">{first}", *more]
    pages = [lines[at : at + LINES_A_PAGE] for at in range(0, len(lines), LINES_A_PAGE)]
    return make_pdf([Page(page, number=str(number)) for number, page in enumerate(pages, 5)], cyrillic=lang == "ru")


def as_html(lang: str) -> bytes:
    """Give the play as a page of a site, its labels in bold; the English one has no headings of levels."""
    title, day, *lines = printed(lang).strip().split("\n\n")
    heads = f"<h1>{title}</h1><h3>{day}</h3>" if lang == "ru" else f"<p>{title}</p><p>{day}</p>"
    said = "".join(f"<p><b>{label}:</b> {words}</p>\n" for label, words in (line.split(": ", 1) for line in lines))
    return f"<html><head><title>{title}</title></head><body>{heads}\n{said}</body></html>".encode()


FORMS = {"txt": as_text, "pdf": as_pdf, "html": as_html}


@pytest.fixture(scope="module", params=["text", "pdf", "mixed", "html"])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the play in both languages, each read from the kind of file that the parameter says."""
    place = tmp_path_factory.mktemp("play")
    write_catalogue(place / "home")
    for lang in ("en", "ru"):
        forms = {"text": ("txt", "txt"), "pdf": ("pdf", "pdf"), "mixed": ("pdf", "txt"), "html": ("html", "html")}
        form = forms[request.param][lang == "ru"]
        file = place / f"{lang}.{form}"
        file.write_bytes(FORMS[form](lang))
        last = [] if lang == "ru" else ["--no-ingest"]
        assert trials("add", file, "--edition", f"{lang}-clock", *last, home=place / "home").code == 0
    return place / "home"


def folded(words: str) -> str:
    return " ".join(words.replace("\u00ad", "").split())


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_line_is_its_speaker_s(home: Path, lang: str) -> None:
    rows = trials("export", "--format", "jsonl", home=home).lines
    own = [row for row in rows if row.get("edition") == f"{lang}-clock" and row["kind"] == "speech"]
    assert [(row["label"].casefold(), folded(row["text"])) for row in own] == [
        (label.casefold(), words) for _, label, words in spoken(lang)]
    assert {row["sitting"] for row in own} == {"1902-10-07-morning"}
    assert {row["role"] for row in own} == {"president", "prosecutor", "counsel", "defendant", "witness"}


def test_both_languages_are_paired(home: Path) -> None:
    found = {
        (folded(pair["left"]["text"]), folded(pair["right"]["text"]))
        for pair in trials("pairs", "--json", home=home).lines}
    right = found & true_pairs()
    f1 = 2 * len(right) / (len(found & said_pairs(found)) + len(true_pairs()))
    assert f1 >= FLOOR, (f1, sorted(found - true_pairs()), sorted(true_pairs() - found))


def said_pairs(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Give the pairs of spoken lines: title and day are paired too, and no lines."""
    words = {text for lang in ("en", "ru") for _, _, text in spoken(lang)}
    return {pair for pair in found if set(pair) & words}


def test_it_is_searched_shown_and_cited(home: Path) -> None:
    answer = trials("search", '"колесо"', "--speaker", "renn", "--json", home=home).data
    assert [hit["edition"] for hit in answer["hits"]] == ["ru-clock", "ru-clock"]
    shown = trials("show", answer["hits"][0]["ref"], "--with", "en", home=home).out
    assert "escape wheel" in shown
    cited = trials("cite", answer["hits"][0]["ref"], "--style", "gost", home=home).out
    assert "Часы Вельны" in cited and "1904" in cited


def test_any_two_languages_are_read_side_by_side(tmp_path: Path) -> None:
    """German beside English; the words stand for a translation, as only their order and speakers matter here."""
    folder = write_catalogue(tmp_path / "home")
    editions = (folder / "editions.toml").read_text("utf-8")
    german = editions.replace("ru-clock", "de-clock").replace('lang = "ru"', 'lang = "de"')
    (folder / "editions.toml").write_text(german, "utf-8")
    for lang, more in (("en", ["--no-ingest"]), ("de", [])):
        (tmp_path / f"{lang}.txt").write_text(printed("en"), "utf-8")
        added = trials("add", tmp_path / f"{lang}.txt", "--edition", f"{lang}-clock", *more, home=tmp_path / "home")
        assert added.code == 0
    pairs = trials("pairs", "--json", home=tmp_path / "home").lines
    assert {tuple(pair["lang"]) for pair in pairs} == {("de", "en")}
    client = create_app(Home.open(tmp_path / "home")).test_client()
    page = client.get("/compare/clock/1902-10-07-morning")
    assert page.status_code == 200
    assert page.text.count("Nineteen years next spring.") == 2
    assert "/compare/clock/" in client.get("/en-clock/1902-10-07-morning").text
