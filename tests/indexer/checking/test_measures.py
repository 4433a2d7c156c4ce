"""How often checking is right where quotations are misused: in notes, cut beside a negation, ascribed to somebody else.

The quotations are made of the texts held, in a fixed order; the floors are a little under what is reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from chapters import Cited, excerpts, markdown
from misquoting import attributed, edges

from corpus.catalogue.catalogue import load
from corpus.ingest.unkept import turns_of_bytes, turns_of_text
from corpus.language.script import script_language
from corpus.language.words import words
from corpus.model.turns import Turn
from corpus.storage.home import Home
from indexer.checking.checker import Checker
from indexer.checking.document import check_document
from indexer.checking.verdict import Verdict
from indexer.generation.index import open_index

RIGHT_FLOOR = 0.95
MOST_ALARMS = 1 / 60
"""Alarms on honest quotations; never raised."""

OFF = 30
"""Pages by which a wrong citation is off."""


@pytest.fixture(scope="module")
def specimen(specimen_home: Home) -> Iterator[Checker]:
    with open_index(specimen_home) as index:
        yield Checker(index, load("specimen"))


@pytest.fixture
def real(real_home: Home) -> Iterator[Checker]:
    with open_index(real_home) as index:
        yield Checker(index, load("main"))


def verdicts(checker: Checker, text: bytes) -> dict[str, Verdict]:
    """Check a chapter, and give its verdicts by what is quoted."""
    return {v.quote: v for v in check_document(turns_of_bytes(text, "chapter.md", checker.catalogue), checker)}


def short(turn: Turn, checker: Checker, off: int) -> str:
    """Give a citation of a turn by the short name of its trial, ``off`` pages from where it stands."""
    trial = checker.catalogue.trial(checker.index.text(turn.text_id).trial or "")
    lang = checker.index.text(turn.text_id).lang
    named = [name for name in trial.short_names if script_language(name) == lang]
    name = named[0] if named else f"{trial.id} Trial"
    return f"{name} {int(turn.page.label or 0) + off}"


def without_a_word(quote: str) -> str:
    """Give a quotation without its longest word."""
    longest = max(words(quote)[1:-1], key=lambda word: len(word.form))
    return " ".join((quote[: longest.start] + quote[longest.end :]).split())


def note_chapter(checker: Checker, edition: str, count: int) -> list[tuple[Cited, str, str]]:
    """Give sentences with a quotation in their note, what it quotes, and what is wrong: nothing, its page, a word."""
    found = [(t, q) for t, q in excerpts(checker.index.turns(edition), 9) if (t.page.label or "").isdigit()]
    out = []
    for number, (turn, quote) in enumerate(found[:: max(1, len(found) // count)][:count]):
        wrong = ("", "page", "", "word")[number % 4]
        said = without_a_word(quote) if wrong == "word" else quote
        cited = short(turn, checker, OFF if wrong == "page" else 0)
        forms = (f"So it says: “{said}” ({cited}).", f"“{said}.” {cited}.", f"See {cited}: “{said}”.")
        out.append((Cited("Filler stands", f"here as number {number}", ".", forms[number % 3]), said, wrong))
    return out


def right_in_notes(checker: Checker, edition: str) -> tuple[float, int]:
    """Give the share of 40 quotations in notes that are judged right, and how many false EXACT there are."""
    chapter = note_chapter(checker, edition, 40)
    assert len(chapter) >= 30
    found = {quote.rstrip("."): v for quote, v in verdicts(checker, markdown([s for s, _, _ in chapter])).items()}
    right = false = 0
    for _, said, wrong in chapter:
        verdict = found.get(said)
        clean = verdict is not None and verdict.verdict == "exact" and "other-page" not in verdict.flags
        flagged = verdict is not None and ("other-page" in verdict.flags if wrong == "page"
                                           else verdict.verdict == "near" if wrong else clean)
        right += flagged
        false += bool(wrong) and clean
    return right / len(chapter), false


def cuts(checker: Checker, editions: Sequence[str]) -> tuple[float, int, int]:
    """Give the share of 30 cuts behind a negation that are told, of 30 honest ones the false alarms, and how many."""
    found = [one for edition in editions for one in edges(list(checker.index.turns(edition)), 7)]
    told = [[quote for quote, cut in found if cut is wanted][:30] for wanted in (True, False)]
    seen = [sum("negation-outside" in checker.check(quote).flags for quote in those) for those in told]
    return seen[0] / max(1, len(told[0])), seen[1], min(map(len, told))


def ascribed(checker: Checker, editions: Sequence[str], lang: str) -> tuple[float, int, int]:
    """Give the share of 40 sentences judged right, the false alarms among the right ones, and how many sentences."""
    turns = [turn for edition in editions for turn in checker.index.turns(edition)]
    made = attributed(turns, checker.catalogue, lang, 40)
    right = alarms = 0
    for one in made:
        [verdict] = check_document(turns_of_text(f"Filler. {one.sentence} Filler.", checker.catalogue), checker)
        alarm = "other-speaker" in verdict.flags
        right += alarm is not one.right
        alarms += alarm and one.right
    return right / len(made), alarms, len(made)


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["en-specimen", "ru-specimen"])
def test_quotations_in_notes(specimen: Checker, edition: str) -> None:
    share, false = right_in_notes(specimen, edition)
    assert share >= RIGHT_FLOOR
    assert not false


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["en-specimen", "ru-specimen"])
def test_cuts_beside_a_negation(specimen: Checker, edition: str) -> None:
    share, alarms, count = cuts(specimen, [edition])
    assert count >= 10
    assert share >= RIGHT_FLOOR
    assert alarms <= MOST_ALARMS * 30


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "lang"), [("en-specimen", "en"), ("ru-specimen", "ru")])
def test_attributions_in_prose(specimen: Checker, edition: str, lang: str) -> None:
    share, alarms, count = ascribed(specimen, [edition], lang)
    assert count == 40
    assert share >= RIGHT_FLOOR
    assert not alarms


@pytest.mark.sources
def test_misuse_of_real_texts(real: Checker) -> None:
    assert right_in_notes(real, "en-1936")[0] >= RIGHT_FLOOR
    assert right_in_notes(real, "en-1936")[1] == 0
    share, alarms, count = cuts(real, ["en-1936", "en-1938"])
    assert count == 30
    assert share >= RIGHT_FLOOR
    assert alarms <= MOST_ALARMS * 60
    russian = [info.id for info in real.index.texts if info.lang == "ru" and info.kind == "cited"]
    share, alarms, count = cuts(real, russian)
    assert count == 30
    assert share >= RIGHT_FLOOR
    assert alarms <= MOST_ALARMS * 60
    share, alarms, count = ascribed(real, ["en-1936", "en-1938"], "en")
    assert count == 40
    assert share >= RIGHT_FLOOR
    assert alarms <= MOST_ALARMS * 60
