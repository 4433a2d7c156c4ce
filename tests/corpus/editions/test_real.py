"""Editions as read from the real texts, where they are at hand: every word, every turn, every markup."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from markups import STYLES, counted, kept, read_again

from corpus.catalogue import catalogue
from corpus.documents.turns import detect_kind, document_turns
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.model.blocks import SourceText
from corpus.model.turns import Turn
from corpus.reading import formats as reading
from corpus.speakers.labels import LabelVocabulary

pytestmark = pytest.mark.sources

EDITIONS = ("en-1936", "en-1938")
FALSE_LABELS = {
    "moscow trials", "court", "members of the court", "leftists", "rightists", "workers opposition", "germany",
    "soviet union", "president", "members", "secretary", "sentences", "presiding", "question", "answer",
    "trotskyites", "citizen procurator", "you", "socialist revolutionaries", "tomsky", "trotsky", "yes", "no",
}
FLOORS = {"en-1936": 0.996, "en-1938": 0.994}
"""F1 of the starts of turns. Only ever raised."""


@cache
def files(sources: Path, edition: str) -> tuple[tuple[SourceText, str | None], ...]:
    """The pages of an edition that are at hand, as the catalogue lists them."""
    pages = [p for s in catalogue.load().sources if s.edition == edition and s.fetch for p in s.pages]
    found = []
    for page in pages:
        path = sources / page.url.partition("//")[2]
        if path.is_file():
            name = str(path.relative_to(sources))
            data = path.read_bytes()
            found.append((reading.read(data, reading.sniff(data, name), name)[0], page.sitting))
    if not found:
        pytest.skip(f"no page of {edition} in {sources}")
    return tuple(found)


@cache
def read(sources: Path, edition: str) -> EditionTurns:
    main = catalogue.load()
    return edition_turns(files(sources, edition), main.edition(edition), main)


def starts(turns: Iterable[Turn]) -> set[tuple[str, int | None]]:
    return {(turn.origin.file, turn.origin.start) for turn in turns if turn.label}


def bold_labels(source: SourceText) -> dict[tuple[str, int], str]:
    """What the page sets in bold before or with a colon: its own idea of its labels."""
    found = re.finditer(r"<(b|strong)>([^<]*:)\s*</\1>|<(b|strong)>([^<:]*)</\3>:", source.raw)
    return {(source.file, m.start(2 if m.group(2) else 4)): unescape(m.group(2) or m.group(4)) for m in found}


def f1(found: set[tuple[str, int | None]], true: set[tuple[str, int | None]]) -> float:
    return 2 * len(found & true) / (len(found) + len(true))


@pytest.mark.parametrize("edition", EDITIONS)
def test_turns_start_where_the_page_sets_labels_in_bold(sources: Path, edition: str) -> None:
    quoted = {"22"}  # the prosecutor's speech sets quoted labels in bold too
    bold = {
        place for source, _ in files(sources, edition) for place in bold_labels(source)
        if Path(source.file).parent.name not in quoted
    }
    assert len(bold) > 300
    score = f1(starts(t for t in read(sources, edition).turns if Path(t.origin.file).parent.name not in quoted), bold)
    assert score >= FLOORS[edition], score


def test_turns_and_speakers_as_worked_out_by_hand(sources: Path, examples: Path) -> None:
    with (examples / "turns.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    pages = {row["page"] for row in rows}
    for page in pages:
        true = [(row["label"], row["speaker"]) for row in rows if row["page"] == page]
        turns = [t for e in EDITIONS for t in read(sources, e).turns if t.label and t.origin.file == page]
        assert [(re.sub(r":? \(.*", "", t.label or ""), t.speaker) for t in turns] == [
            (re.sub(r":? \(.*", "", label), speaker) for label, speaker in true
        ]
        firsts = [row["first_words"].strip() for row in rows if row["page"] == page]
        assert [t.text.replace("\n", " ").startswith(f) for t, f in zip(turns, firsts, strict=True)].count(False) == 0


def test_how_many_turns_there_are(sources: Path) -> None:
    counts = {edition: sum(t.label is not None for t in read(sources, edition).turns) for edition in EDITIONS}
    assert abs(counts["en-1936"] - 646) <= 3
    assert abs(counts["en-1938"] - 362) <= 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_label_has_its_speaker_and_none_is_false(sources: Path, edition: str) -> None:
    turns = [turn for turn in read(sources, edition).turns if turn.label]
    assert sum(turn.speaker is not None for turn in turns) >= 0.99 * len(turns)
    plain = {" ".join(re.findall(r"[a-z]+", (turn.label or "").lower())) for turn in turns}
    assert not plain & FALSE_LABELS
    assert all(len((turn.label or "").split("(")[0]) <= 40 for turn in turns)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_turn_lies_in_a_sitting_of_the_trial(sources: Path, edition: str) -> None:
    main = catalogue.load()
    known = {sitting.id for sitting in main.trial(main.edition(edition).trial).sittings}
    assert {turn.sitting for turn in read(sources, edition).turns} <= known


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_word_is_in_a_turn_or_left_out(sources: Path, edition: str) -> None:
    made = read(sources, edition)
    held: Counter[str] = Counter()
    for turn in made.turns:
        held += counted_plain(turn.label or "") + counted_plain(turn.text)
    for item in made.left_out:
        held += counted_plain(item.text)
    true = sum((counted(source.raw) for source, _ in files(sources, edition)), start=Counter())
    assert held == true


def counted_plain(text: str) -> Counter[str]:
    return counted(text.replace("<", " ").replace(">", " ").replace("&", "&amp;"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("style", STYLES)
def test_the_same_turns_in_other_markups(sources: Path, edition: str, style: str) -> None:
    main = catalogue.load()
    before, after = read_again(files(sources, edition), main.edition(edition), main, style)
    assert before == after


@pytest.mark.parametrize("edition", EDITIONS)
def test_offsets_read_back(sources: Path, edition: str) -> None:
    raw = {source.file: source.raw for source, _ in files(sources, edition)}
    for turn in read(sources, edition).turns:
        for run in turn.offsets.runs:
            piece = raw[turn.origin.file][run.source : run.source + run.width]
            piece = piece if run.length == run.width else unescape(piece)
            assert turn.text[run.text : run.text + run.length] == piece


def test_every_word_of_every_post_is_kept(sources: Path) -> None:
    found = sorted(sources.rglob("wp-json/**/*.json"))
    if not found:
        pytest.skip("no posts at hand")
    names = LabelVocabulary(catalogue.load(), None, interrogation=True)
    for path in found:
        data = path.read_bytes()
        posts = json.loads(data)
        texts = reading.read(data, "wordpress", path.name)
        for post, text in zip(posts, texts, strict=True):
            excerpt = counted(post["excerpt"]["rendered"])
            assert kept(text) - excerpt == counted(post["content"]["rendered"]) + counted(post["title"]["rendered"])
            turns, _ = document_turns(text, "post", detect_kind(text), None, names)
            held = sum((counted_plain(t.text) + counted_plain(t.label or "") for t in turns), start=Counter())
            held += sum((counted_plain(item.text) for item in text.left_out), start=Counter())
            assert not counted(post["content"]["rendered"]) - held
