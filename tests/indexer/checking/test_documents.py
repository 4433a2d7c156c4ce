"""Whole documents checked: the specimen's essay, contradictions, who cites what, and the real texts with floors."""

from __future__ import annotations

import csv
import json
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from related import anchors, paged
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue import catalogue
from corpus.errors import UnknownNameError, WrongUseError
from corpus.ingest.unkept import turns_of_file, turns_of_text
from corpus.pages.anchors import consistent
from corpus.pages.estimate import estimator
from corpus.reading import formats as reading
from corpus.references.finding import find_references
from corpus.references.reference import Reference
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.checking.checker import Checker
from indexer.checking.cited_by import CitedBy
from indexer.checking.document import check_document
from indexer.generation.index import open_index

FILES = Path(reading.__file__).parents[1] / "data" / "specimen" / "files"
TRUTH = json.loads((FILES.parent / "truth.json").read_text(encoding="utf-8"))
SPECIMEN = catalogue.load("specimen")
VERDICT_FLOOR = 0.97
FOUND_FLOOR = 0.99
RIGHT_FLOOR = 0.99
"""Shares of worked answers met. Only ever raised."""


@pytest.fixture(scope="module")
def checker(specimen_home: Home) -> Iterator[Checker]:
    with open_index(specimen_home) as index:
        yield Checker(index, SPECIMEN)


def place(cited: dict[str, Any]) -> tuple[int, str, str]:
    return cited["line"], cited["edition"], cited["pages"]


@pytest.mark.slow
def test_every_citation_of_the_essay_is_resolved(checker: Checker) -> None:
    found = find_references(checker.index.turns("essay"), SPECIMEN)
    got = {
        (r.line, p.edition, p.pages[0] if len(p.pages) == 1 else f"{p.pages[0]}-{p.pages[-1]}")
        for r in found for p in r.places
    }
    assert {place(c) for c in TRUTH["citations"]} <= got


def test_the_wrong_page_and_the_misquotation_are_found_and_nothing_else(checker: Checker) -> None:
    verdicts = check_document(turns_of_file(FILES / "essay.md", SPECIMEN), checker)
    wrong = {v.quotation.line for v in verdicts if "other-page" in v.flags and v.quotation}
    assert wrong == {c["line"] for c in TRUTH["citations"] if c["wrong"]}
    near = [v for v in verdicts if v.verdict != "exact"]
    assert [v.quotation.line for v in near if v.quotation] == [m["line"] for m in TRUTH["misquotations"]]
    assert near[0].flags == ("negation-changed",)
    assert [(d.kind, d.source) for d in near[0].differences] == [("negation", "not")]


def test_who_cites_what(checker: Checker) -> None:
    by = CitedBy(checker.index, SPECIMEN)
    listed = TRUTH["citations"][0]
    page = by.of_place(f"{listed['edition']}:{listed['pages']}")
    assert listed["line"] in {c.reference.line for c in page}
    quoted = next(c for c in page if c.reference.line == listed["line"])
    assert quoted.verdict
    assert quoted.verdict.ref
    assert listed["line"] in {c.reference.line for c in by.of_place(quoted.verdict.ref)}
    assert len(by.of_place("specimen")) >= len(by.of_place("en-specimen")) > 0
    data = by.of_document("essay")[0].to_json()
    assert {"document", "line", "literal", "trial", "edition", "pages", "quote", "flags"} <= set(data)
    assert by.of_place("en-specimen:9999") == []
    for bad, error in (("nowhere", UnknownNameError), ("essay/9999", UnknownNameError)):
        with pytest.raises(error):
            by.of_place(bad)
    with pytest.raises(WrongUseError):
        by.of_document("en-specimen")


def test_a_quotation_cited_to_two_pages(checker: Checker) -> None:
    words = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do"
    text = "\n\n".join(f"He says “{words}” (Inquiry {pages})." for pages in ("12", "14", "14-15"))
    verdicts = check_document(turns_of_text(text, SPECIMEN), checker)
    assert ["cited-to-two-pages" in v.flags for v in verdicts] == [True, True, True]
    alike = text.replace("Inquiry 12)", "Inquiry 14)")
    assert not any(v.flags for v in check_document(turns_of_text(alike, SPECIMEN), checker))


def test_a_list_without_quotation_marks_is_taken_paragraph_by_paragraph(checker: Checker) -> None:
    text = "Only it stood on the wrong side of us\n\nLorem ipsum dolor sit\n"
    verdicts = check_document(turns_of_text(text, SPECIMEN), checker)
    assert [v.verdict for v in verdicts] == ["exact", "absent"]


def test_a_retelling_is_no_misquotation(tmp_path: Path) -> None:
    held = tiny_text("en-specimen", ["Alpha beta gamma delta epsilon zeta."], trial="specimen")
    home = tiny_home(tmp_path / "home", [held])
    with open_index(home) as index:
        checker = Checker(index, SPECIMEN)
        _, turns = tiny_text("essay", [
            tiny_turn("Somebody tells of other matters here at length. (Inquiry 12)", kind="narration"),
            tiny_turn("Alpha beta gamma delta epsilon zeta. (Inquiry 12)", kind="narration"),
        ], kind="citing")
        assert [v.verdict for v in check_document(turns, checker)] == ["exact"]


@pytest.fixture(scope="module")
def real(real_home: Home) -> Iterator[Checker]:
    with open_index(real_home) as index:
        yield Checker(index, catalogue.load("main"))


@pytest.mark.sources
def test_worked_quotation_checks(real: Checker, examples: Path) -> None:
    rows = json.loads((examples / "quote-checks.json").read_text("utf-8"))
    right = 0
    for row in rows:
        verdict = real.check(row["quote_text"]).verdict
        right += verdict == row["verdict"] or (verdict == "not held" and "not held" in row["kind"])
        assert row["verdict"] == "exact" or verdict != "exact", row["id"]
    assert right / len(rows) >= VERDICT_FLOOR


def _document(real: Checker, name: str) -> str:
    return next(i.id for i in real.index.texts if any(name in file for file in i.files))


def _matching(row: dict[str, str], found: list[Reference]) -> list[Reference]:
    literal = re.sub("[*_]", "", row["citation_literal"])
    numbers = set(re.findall(r"\d+|[xvi]{2,}", literal))
    return [
        r for r in found if r.line == int(row["line"])
        and (literal in r.literal or r.literal in literal or numbers & set(re.findall(r"\d+|[xvi]{2,}", r.literal)))
    ]


@pytest.mark.sources
def test_worked_citations(real: Checker, examples: Path) -> None:
    rows = list(csv.DictReader((examples / "citations.csv").open(encoding="utf-8")))
    cited = {name: find_references(real.index.turns(_document(real, name)), real.catalogue, real.names)
             for name in {row["doc"] for row in rows}}
    found = right = 0
    for row in rows:
        mine = _matching(row, cited[row["doc"]])
        found += bool(mine)
        if row["source_class"] == "trial_transcript":
            first = row["pages"].split(";")[0].split("-")[0].strip()
            right += any(r.trial == row["trial_year"] and (not first or first in r.pages) for r in mine)
        else:
            assert all(r.trial is None for r in mine), row["line"]
            right += bool(mine)
    assert found / len(rows) >= FOUND_FLOOR
    assert right / found >= RIGHT_FLOOR


@pytest.mark.sources
def test_worked_searches_by_citation(real: Checker, examples: Path) -> None:
    tasks = [t for t in json.loads((examples / "searches.json").read_text("utf-8")) if "cite" in t["query"]]
    by = CitedBy(real.index, real.catalogue)
    for task in tasks:
        cite = task["query"]["cite"]
        if "trial" in cite:
            place = f"{cite['edition']}-{cite['trial']}:{cite['page']}"
        else:
            place = f"{cite.get('hearing') or cite['periodical']}:{cite.get('page') or cite['issue']}"
        wanted = {hit["lines"][-1] for hit in task["expected"]["hits"]}
        assert {c.reference.line for c in by.of_place(place)} == wanted, task["id"]
    assert tasks


@pytest.mark.sources
def test_known_slips_are_found(real: Checker) -> None:
    longest = max((i for i in real.index.texts if i.kind == "citing"), key=lambda i: i.words)
    verdicts = check_document(real.index.turns(longest.id), real)
    twice = [v for v in verdicts if "cited-to-two-pages" in v.flags]
    assert {page for v in twice for page in v.cited.pages} == {"80", "89"}
    assert [v.cited.pages for v in verdicts if "speaker-cannot-appear" in v.flags] == [("80",)]
    cited = CitedBy(real.index, real.catalogue).of_document(longest.id)
    letters = [c for c in cited if "two-numbers" in c.flags]
    assert len(letters) == 2
    assert {c.reference.kind for c in letters} == {"archive"}
    assert len(set(letters[0].reference.issue or "") ^ set(letters[1].reference.issue or "")) == 2


@pytest.mark.sources
def test_estimated_pages_of_the_web_text(real_home: Home) -> None:
    library = Library(real_home)
    main = catalogue.load("main")
    texts = {info.id: (info, tuple(library.turns(info.id))) for info in library.texts}
    citing = [turns for info, turns in texts.values() if info.kind == "citing"]
    anchored = anchors("en-1936", texts["en-1936"][1], citing, main)
    errors, held, margins = [], [], []
    for anchor in consistent(anchored):
        others = [a for a in anchored if not (a.start < anchor.end and anchor.start < a.end)]
        rest = estimator(others)
        place = rest.page_at(anchor.start) if rest else None
        if place is not None:
            errors.append(abs(place[0] - anchor.first))
            margins.append(place[1])
            held.append(errors[-1] <= place[1])
    assert len(errors) >= 20
    assert statistics.mean(errors) <= 0.3
    assert max(errors) <= 1.5
    assert statistics.mean(held) >= 0.95
    assert statistics.median(margins) <= 1
    made = paged(list(texts.values()), main)
    pages = next(turns for info, turns in made if info.id == "en-1936")
    labels = {int(t.page.label) for t in pages if t.page.label}
    labels |= {int(m.label) for t in pages for m in t.marks if m.kind == "page" and m.label}
    assert not labels & set(range(114, 168))
    assert labels >= set(range(12, 112))
