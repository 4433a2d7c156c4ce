"""A text's own abbreviations are read: defined behind a title, or in its list of abbreviations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny import tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.references.finding import find_references
from corpus.references.imprint import TrialCitation, trial_citations
from corpus.references.reference import Reference
from corpus.references.works import TrialNames

FILLER = "“Lorem ipsum alpha beta gamma.”"
TITLE = "Report of Court Proceedings in the Case of the Anti-Soviet Trotskyite Centre"
RUSSIAN = "Судебный отчет по делу антисоветского «право-троцкистского блока»"


def refs(*texts: str) -> list[Reference]:
    """Give the references of a small chapter; a text that begins with # is a heading, with ^ a note."""
    kinds = {"#": ("heading", "heading"), "^": ("note", "footnote")}
    turns = []
    for text in texts:
        kind, region = kinds.get(text[0], ("narration", "body"))
        turns.append(tiny_turn(text.lstrip("#^ "), kind=kind, region=region))
    _, made = tiny_text("book", turns, kind="citing")
    return find_references(made, load("main"))


@pytest.mark.parametrize("words", [
    "(hereafter RCP)", "(hereafter cited as RCP)", "[hereinafter “RCP”]", ", hereafter RCP.", "(henceforth: RCP)",
    "(cited as RCP)", "(далее — RCP)", "(hereinafter referred to as RCP)",
])
def test_a_name_defined_behind_a_title(words: str) -> None:
    found = refs(f"^ {TITLE} (Moscow: People’s Commissariat of Justice, 1937), 12 {words}", f"{FILLER} (RCP 52)",
                 "^ RCP, p. 60.")
    assert [(r.trial, r.edition, r.places[0].pages) for r in found[-2:]] == [("1937", "en-1937", ("52",)),
                                                                    ("1937", "en-1937", ("60",))]


@pytest.mark.parametrize("heading", ["# Abbreviations", "# List of Abbreviations", "# Abbreviations and Short Titles",
                                     "# Сокращения", "# Список сокращений", "Abbreviations:"])
@pytest.mark.parametrize("between", [" — ", ": ", " = ", "\t", "  ", " – "])
def test_an_entry_of_a_list_of_abbreviations(heading: str, between: str) -> None:
    found = refs(heading, f"BO{between}Byulleten of the Alpha\nRT37{between}{TITLE}, Moscow, 1937\nQ{between}Beta",
                 "# First chapter", f"{FILLER} (RT37, 52)")
    assert [(r.trial, r.edition, r.places[0].pages) for r in found if r.trial] == [("1937", "en-1937", ("52",))]


def test_an_abbreviation_of_the_russian_edition() -> None:
    found = refs(f"^ {RUSSIAN}. М., 1938 (далее — Отчет).", "«Альфа бета гамма» (Отчет, с. 52)")
    cited = [(r.trial, r.edition, r.places[0].pages) for r in found if r.places and r.places[0].pages]
    assert cited == [("1938", "ru-1938-book", ("52",))]


@pytest.mark.parametrize("texts", [
    ("Alpha beta (hereafter RCP).", f"{FILLER} (RCP 52)"),
    (f"{TITLE}, 12. " + "Alpha beta gamma delta. " * 12 + "Omega (hereafter RCP).", f"{FILLER} (RCP 52)"),
    ("# Abbreviations", "RCP — Alpha beta", "# First chapter", f"RCP — {TITLE}", f"{FILLER} (RCP 52)"),
    (f"{TITLE} was hereafter a book of the trade (1937).", f"{FILLER} (RCP 52)"),
])
def test_what_gives_no_name(texts: tuple[str, ...]) -> None:
    assert not [r for r in refs(*texts) if r.trial and any("52" in p.pages for p in r.places)]


def test_a_known_name_keeps_its_meaning() -> None:
    found = refs(f"^ {TITLE}, 12 (hereafter 1938 Trial)", f"{FILLER} (1938 Trial 52)")
    assert found[-1].trial == "1938"


def test_a_name_is_looked_up_in_what_stands_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(text: str, names: TrialNames) -> Iterator[TrialCitation]:
        read.append(len(text))
        return trial_citations(text, names)

    monkeypatch.setattr("corpus.references.own_names.trial_citations", counted)
    sizes = []
    for count in (200, 800):
        read.clear()
        refs(f"{TITLE} {' '.join(f'(hereafter Omega {number})' for number in range(count))}")
        sizes.append(sum(read))
    assert len(read) == 800
    assert sizes[1] < 5 * sizes[0]
