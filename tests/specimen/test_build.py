"""The specimen is what its source text makes it, and its answers are true of its files."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import catalogue
from corpus.language.words import forms

ROOT = Path(__file__).resolve().parents[2]
SPECIMEN = ROOT / "corpus" / "data" / "specimen"
FILES = SPECIMEN / "files"
EDITIONS = ("en-specimen", "ru-specimen")
SUMMARY = "en-specimen-summary"


@cache
def truth() -> dict[str, Any]:
    return json.loads((SPECIMEN / "truth.json").read_text(encoding="utf-8"))


def turns(edition: str) -> list[dict[str, Any]]:
    return truth()["editions"][edition]


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def printed(edition: str) -> str:
    """The letters of an edition, labels included."""
    return letters("".join((turn["label"] or "") + turn["text"] for turn in turns(edition)))


def sheets(path: Path) -> list[list[str]]:
    """The lines of each page of a PDF file from top to bottom."""
    layout = pytest.importorskip("pdfminer.layout")
    pages = pytest.importorskip("pdfminer.high_level").extract_pages(path)
    out = []
    for page in pages:
        rows: dict[float, list[tuple[float, str]]] = {}
        for box in (box for box in page if isinstance(box, layout.LTTextBox)):
            for sign in (sign for line in box for sign in line if isinstance(sign, layout.LTChar)):
                rows.setdefault(round(sign.matrix[5], 1), []).append((sign.x0, sign.get_text()))
        out.append(["".join(text for _, text in sorted(rows[height])) for height in sorted(rows, reverse=True)])
    return out


@pytest.mark.parametrize("time", ["first", "second"])
def test_made_again_it_is_the_same_byte_for_byte(time: str, tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="the specimen is made with reportlab")
    subprocess.run([sys.executable, ROOT / "scripts" / "make_specimen.py", tmp_path], check=True, cwd=tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(SPECIMEN): path.read_bytes() for path in [SPECIMEN / "truth.json", *FILES.iterdir()]}
    assert made.keys() == kept.keys()
    assert [str(name) for name in made if made[name] != kept[name]] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_large_enough(edition: str) -> None:
    assert sum(len(forms(turn["text"])) for turn in turns(edition)) >= 6000
    assert sum(turn["label"] is not None for turn in turns(edition)) >= 300
    assert len({turn["speaker"] for turn in turns(edition)} - {None}) >= 10
    assert len({turn["sitting"] for turn in turns(edition)}) == 2
    assert {turn["kind"] for turn in turns(edition)} == {"heading", "narration", "direction", "speech"}


def test_files_are_small_and_say_what_they_are() -> None:
    assert sum(path.stat().st_size for path in [SPECIMEN / "truth.json", *FILES.iterdir()]) < 1_000_000
    for name in ("ru-specimen.html", "letter-ru.txt"):
        assert "Вымышленный образец" in (FILES / name).read_text(encoding="utf-8")[:400]
    for name in ("essay.md", f"{SUMMARY}.html"):
        assert "invented specimen" in (FILES / name).read_text(encoding="utf-8")[:300]


def test_pdf_prints_the_turns_on_the_pages_named() -> None:
    title, _contents, *text = sheets(FILES / "en-specimen.pdf")
    assert "invented specimen" in " ".join(title)
    bodies = {}
    for number, lines in enumerate(text, 7):
        headed = bool(re.search(r"^\d+|\d+$", lines[0])) and str(number) in lines[0]
        assert headed == (number not in (7, 28)), f"page {number} shows its number unless a sitting opens on it"
        bodies[number] = letters("".join(lines[headed:]))
    assert "".join(bodies.values()) == printed("en-specimen")
    for turn in turns("en-specimen"):
        start = letters((turn["label"] or "") + turn["text"])[:12]
        assert start in bodies[int(turn["page"]["label"])] + bodies.get(int(turn["page"]["label"]) + 1, "")
        assert letters(turn["text"])[-4:] in bodies[int(turn["page"]["end"])]


def test_html_prints_the_turns_on_the_pages_named() -> None:
    page = (FILES / "ru-specimen.html").read_text(encoding="utf-8")
    body = html.unescape(re.sub(r"<[^>]+>", "", page[page.index('<p class="page">'):])).replace("\u00ad", "")
    parts = re.split(r"\[с\. (\d+)\]", body)
    assert letters("".join(parts[0::2])) == printed("ru-specimen")
    bodies = {number: letters(text) for number, text in zip(parts[1::2], parts[2::2], strict=True)}
    assert list(bodies) == [str(number) for number in range(31, 64)]
    for turn in turns("ru-specimen"):
        assert letters((turn["label"] or "") + turn["text"])[:9] in bodies[turn["page"]["label"]]
        assert letters(turn["text"])[-4:] in bodies[turn["page"]["end"]]


def test_russian_labels_have_three_forms() -> None:
    page = html.unescape((FILES / "ru-specimen.html").read_text(encoding="utf-8"))
    for form in ("<b>ОРСЕЦКИЙ:</b> ", "<p>Орсецкий: ", "<p>Орсецкий. "):
        assert page.count(form) > 5, form
    assert "\u00a0" in page
    assert "\u00ad" in page


def test_line_ends_part_words_and_compounds() -> None:
    text = "\n".join(line for sheet in sheets(FILES / "en-specimen.pdf") for line in sheet)
    ends = [match.group().replace("\n", "") for match in re.finditer(r"\w+-\n\w+", text)]
    whole = " ".join(turn["text"] for turn in turns("en-specimen"))
    compounds = [end for end in ends if end in whole]
    assert len(compounds) >= 3
    assert len(ends) - len(compounds) >= 8


def test_catalogue_agrees() -> None:
    known = catalogue.load("specimen")
    for edition in (*EDITIONS, SUMMARY):
        headed = [
            (turn["text"], turn["sitting"], turn["page"]["label"])
            for turn in turns(edition) if turn["kind"] == "heading" and turn["section"]
        ]
        assert [(s.title, s.sitting, s.page) for s in known.edition(edition).contents] == headed
        pages = known.edition(edition).pages
        assert (pages and str(pages)) == turns(edition)[-1]["page"]["end"]
        assert known.edition(edition).record == ("summary" if edition == SUMMARY else "verbatim")
        for turn in turns(edition):
            if turn["speaker"]:
                assert known.role("specimen", turn["speaker"], turn["sitting"]) == turn["role"]
    assert {s.id for s in known.trial("specimen").sittings} == {turn["sitting"] for turn in turns("en-specimen")}


def test_no_real_person_speaks() -> None:
    real = {name.lower() for person in catalogue.load("main").persons.values()
            for name in (person.name_en, person.name_ru) if not person.office}
    everything = " ".join(path.read_text(encoding="utf-8") for path in (SPECIMEN / "source").iterdir()).lower()
    assert set(re.findall(r"\w+(?:-\w+)*", everything)) & real == set()


def test_roles_change_between_the_sittings() -> None:
    roles = {(turn["speaker"], turn["role"]) for turn in turns("en-specimen") if turn["speaker"]}
    changed = Counter(speaker for speaker, _ in roles)
    assert {speaker for speaker, count in changed.items() if count == 2} == {"p-korvin", "lyokhtin"}
    assert {role for _, role in roles} == {"president", "prosecutor", "counsel", "defendant", "witness", "expert",
                                           "commandant", "secretary"}


def test_pairs_join_the_same_speakers() -> None:
    english, russian = (turns(edition) for edition in EDITIONS)
    for pair in truth()["pairs"]:
        left = {(english[at - 1]["kind"], english[at - 1]["speaker"]) for at in pair["en"]}
        assert left == {(russian[at - 1]["kind"], russian[at - 1]["speaker"]) for at in pair["ru"]}
    merged = [pair for pair in truth()["pairs"] if len(pair["ru"]) > 1]
    alone = [len(rows) - sum(len(pair[lang]) for pair in truth()["pairs"])
             for lang, rows in (("en", english), ("ru", russian))]
    assert (len(merged), alone) == (5, [7, 12])


def test_summary_prints_its_turns() -> None:
    page = html.unescape((FILES / f"{SUMMARY}.html").read_text(encoding="utf-8"))
    body = letters(re.sub(r"<[^>]+>", "", page[page.index("<h2>"):]))
    assert body == printed(SUMMARY)
    labels = {turn["label"] for turn in turns(SUMMARY) if turn["label"]}
    assert all(f"<p>{label}: " in page for label in labels)
    assert {"A. Korvin", "The President", "Dal-Renin (after a silence)"} <= labels


def test_summary_keeps_a_part_and_tells_a_part() -> None:
    full = turns("en-specimen")
    kept = {row["from"][0] for row in truth()["summary_sentences"] if row["at"] is not None}
    told = {ordinal for row in truth()["summary_sentences"] if row["at"] is None for ordinal in row["from"]}
    assert 0.55 <= len(kept) / len(full) <= 0.65
    assert 0.1 <= len(told) / len(full) <= 0.2
    assert not kept & told
    before = sum(len(full[ordinal - 1]["text"]) for ordinal in kept)
    after = sum(row["end"] - row["start"] for row in truth()["summary_sentences"] if row["at"] is not None)
    assert 0.7 <= after / before <= 0.9


def test_summary_sentences_come_from_the_full_edition() -> None:
    short, full = turns(SUMMARY), turns("en-specimen")
    ends: dict[int, int] = {}
    for row in truth()["summary_sentences"]:
        turn = short[row["turn"] - 1]
        sentence = turn["text"][row["start"]:row["end"]]
        assert turn["text"][ends.get(row["turn"], 0):row["start"]].strip() == ""
        ends[row["turn"]] = row["end"]
        if row["at"] is None:
            assert turn["kind"] == "narration" or turn["narration"] <= row["start"]
        else:
            [ordinal] = row["from"]
            assert full[ordinal - 1]["text"].startswith(sentence, row["at"])
            assert full[ordinal - 1]["speaker"] == turn["speaker"]
    assert all(ends[turn["ordinal"]] == len(turn["text"]) for turn in short)


def test_summary_narration_stands_in_paragraphs_of_speakers_and_in_its_own() -> None:
    told = [turn["text"][turn["narration"] - 1] for turn in turns(SUMMARY) if turn["narration"]]
    assert Counter(told).keys() == {" ", "\n"}
    assert min(Counter(told).values()) >= 10
    assert sum(turn["kind"] == "narration" for turn in turns(SUMMARY)) >= 5


def test_summary_pairs_hold_what_the_sentences_come_from() -> None:
    counterparts = {at: set(pair["ru"]) for pair in truth()["pairs"] for at in pair["en"]}
    expected: dict[int, set[int]] = {}
    for row in truth()["summary_sentences"]:
        for ordinal in row["from"]:
            expected.setdefault(row["turn"], set()).update(counterparts.get(ordinal, set()))
    found = {at: set(pair["ru"]) for pair in truth()["summary_pairs"] for at in pair["en"]}
    assert found.keys() == {at for at, partners in expected.items() if partners}
    assert all(partners <= expected[at] for at, partners in found.items())
    russian = [at for partners in found.values() for at in partners]
    assert len(russian) == len(set(russian))


def test_essay_has_one_wrong_page_and_one_misquotation() -> None:
    lines = (FILES / "essay.md").read_text(encoding="utf-8").splitlines()
    english = turns("en-specimen")
    assert sum(row["wrong"] for row in truth()["citations"]) == 1
    assert any("-" in row["right"] for row in truth()["citations"])
    assert all(row["pages"] in lines[row["line"] - 1] for row in truth()["citations"])
    [slip] = truth()["misquotations"]
    assert slip["quote"] in lines[slip["line"] - 1]
    assert slip["source"] in english[slip["ordinal"] - 1]["text"]
    assert slip["quote"] == slip["source"].replace(" not ", " ", 1)


def test_example_searches_count_what_the_turns_hold() -> None:
    for search in truth()["searches"]:
        phrases = [forms(phrase) for phrase in search.get("forms") or [search["query"]]]
        hits = 0
        for turn in turns(search["edition"]):
            if any(search.get(field) not in (None, turn[field]) for field in ("speaker", "role")):
                continue
            said = "speaker" in search or "role" in search
            words = forms(turn["text"][:turn.get("narration") if said else None])
            hits += sum(words[at:at + len(phrase)] == phrase for phrase in phrases for at in range(len(words)))
        assert (search["id"], search["hits"]) == (search["id"], hits)
    assert len({search["id"] for search in truth()["searches"]}) == len(truth()["searches"]) >= 12
