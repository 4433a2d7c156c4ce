"""One printed dialogue in every form in which it may come: the same turns, speakers, pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dialogues import SPEAKERS_FLOOR, TURNS_FLOOR, Said, dialogue, misattributed, salted
from printed_forms import Book, book

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.language.words import forms
from corpus.model.turns import Turn
from corpus.reading import formats

SPECIMEN = load("specimen")
LABELS: dict[str, Callable[[Said], str]] = {
    "NAME:": lambda said: f"{said.label}:", "Name:": lambda said: f"{said.titled}:",
    "Name.": lambda said: f"{said.titled}.",
}
FORMS: dict[str, tuple[str, Callable[[Book], bytes]]] = {
    "PDF": ("pdf", lambda b: b.pdf()), "recognised PDF": ("pdf", lambda b: b.pdf(scan=True)),
    "pdftotext": ("txt", lambda b: b.text_of_pdf()), "pdftotext -layout": ("txt", lambda b: b.text_of_pdf("-layout")),
    "pdftotext -raw": ("txt", lambda b: b.text_of_pdf("-raw")), "djvu text": ("txt", lambda b: b.djvu_text()),
    "hOCR": ("hocr", lambda b: b.hocr()),
}
KINDS = [("en", "NAME:"), ("en", "Name:"), ("ru", "NAME:"), ("ru", "Name:"), ("ru", "Name.")]


def read(data: bytes, ending: str, lang: str) -> list[Turn]:
    name = f"book.{ending}"
    [source] = formats.read(data, formats.sniff(data, name), name)
    return list(edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN).turns)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("lang", "label"), KINDS, ids=[" ".join(kind) for kind in KINDS])
def test_a_book_in_every_form(form: str, lang: str, label: str) -> None:
    ending, made = FORMS[form]
    plain = dialogue(lang, 90, seed=1)
    for true in (plain, salted(plain, lang, seed=1)):
        printed = book(true, lang, LABELS[label])
        turns = read(made(printed), ending, lang)
        wanted = {
            " ".join(forms(said.text)): (said.speaker, str(page))
            for said, page in zip(true, printed.begins, strict=True)
        }
        found = {" ".join(forms(turn.text)): (turn.speaker, turn.page.label) for turn in turns}
        right = wanted.keys() & found.keys()
        assert 2 * len(right) / (len(wanted) + len(found)) >= TURNS_FLOOR, wanted.keys() - found
        assert sum(found[key][0] == wanted[key][0] for key in right) >= SPEAKERS_FLOOR * len(right)
        assert misattributed(turns, true) == 0
        assert all(turn.page.label for turn in turns)
        assert [found[key][1] for key in right] == [wanted[key][1] for key in right]


@pytest.mark.parametrize("salt", [False, True], ids=["plain", "with names"])
def test_ten_thousand_words_from_a_print_are_given_to_nobody_else(salt: bool) -> None:
    for lang in ("en", "ru"):
        true = dialogue(lang, 700, seed=7)
        true = salted(true, lang, seed=7) if salt else true
        assert sum(len(forms(said.text)) for said in true) > 10_000
        printed = book(true, lang, LABELS["NAME:" if lang == "en" else "Name."])
        for form in ("pdftotext", "djvu text"):
            ending, made = FORMS[form]
            assert misattributed(read(made(printed), ending, lang), true) == 0, (lang, form)
