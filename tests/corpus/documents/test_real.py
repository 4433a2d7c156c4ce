"""Documents made from real books: phrases, labels and words of the worked answers. Floors only rise."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalogue import catalogue
from corpus.documents.turns import detect_kind, document_turns
from corpus.language.words import forms, words
from corpus.model.blocks import SourceText
from corpus.model.lines import Lines
from corpus.model.turns import SEARCHED_REGIONS, Turn
from corpus.reading.markdown.reader import read_markdown
from corpus.speakers.labels import LabelVocabulary

PHRASES = {
    "exact phrase, English", "phrase across a page or line break", "phrase across a footnote marker",
    "phrase across an italics or bold marker", "exact phrase, Russian", "Russian phrase across a break",
    "Russian phrase across a footnote marker", "Russian word, mixed script",
}
LABELS_FOUND = 0.98
UTTERANCES_WHOLE = 0.99
QUOTED = 0.94

Held = dict[str, tuple[SourceText, list[Turn]]]
pytestmark = pytest.mark.sources


@pytest.fixture(scope="module")
def held(sources: Path) -> Held:
    names = LabelVocabulary(catalogue.load(), None, interrogation=True)
    out: Held = {}
    for path in sorted(sources.glob("*.txt")):
        source = read_markdown(path.read_text("utf-8"), path.name)
        assert detect_kind(source) == "citing"
        out[path.name] = source, document_turns(source, path.stem, "citing", None, names)[0]
    if not out:
        pytest.skip("no documents among the real texts")
    return out


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _hits(held: Held, phrase: str) -> list[tuple[str, int, int]]:
    wanted, found = forms(phrase), []
    for name, (source, turns) in held.items():
        lines = Lines(source.raw)
        for turn in (t for t in turns if t.region in SEARCHED_REGIONS):
            heard = words(turn.text)
            folded = [w.form for w in heard]
            for i in range(len(folded) - len(wanted) + 1):
                if folded[i : i + len(wanted)] == wanted:
                    span = turn.offsets.span(heard[i].start, heard[i + len(wanted) - 1].end)
                    assert span is not None
                    found.append((name, lines.line(span[0]), lines.line(span[1] - 1)))
    return sorted(found)


def test_every_phrase_is_found_where_it_stands(held: Held, examples: Path) -> None:
    tasks = [t for t in json.loads((examples / "searches.json").read_text("utf-8")) if t["category"] in PHRASES]
    assert tasks
    for task in tasks:
        expected = sorted(
            (hit["doc"], *hit["lines"]) for hit in task["expected"]["hits"] for _ in range(hit.get("occurrences", 1))
        )
        found = _hits(held, task["query"]["phrase"])
        assert len(found) == task["expected"]["count"], task["id"]
        for (name, first, last), (doc, low, high) in zip(found, expected, strict=True):
            assert name == doc and first <= high and low <= last, task["id"]


def test_labelled_speech(held: Held, examples: Path) -> None:
    rows = [r for r in _rows(examples / "labelled-speech.csv") if not r["label_kind"].startswith("inline")]
    found = whole = utterance_lines = 0
    persons: dict[str, set[str | None]] = {}
    for row in rows:
        line, begins = int(row["line"]), forms(row["first_words"])
        near = [t for t in held[row["doc"]][1] if (t.origin.line_start or 0) - 2 <= line <= (t.origin.line_end or 0)]
        turn = next((t for t in near if t.kind == "speech" and forms(t.text)[: len(begins)] == begins), None)
        if turn is None:
            continue
        found += 1
        persons.setdefault(row["canonical_person"].split(" (")[0], set()).add(turn.speaker)
        for said in map(int, row["utterance_lines"].split(",")):
            utterance_lines += 1
            whole += any(
                t.kind == "speech" and t.speaker == turn.speaker
                and (t.origin.line_start or 0) <= said <= (t.origin.line_end or 0)
                for t in held[row["doc"]][1]
            )
    assert found / len(rows) >= LABELS_FOUND
    assert whole / utterance_lines >= UTTERANCES_WHOLE
    assert all(len(speakers) == 1 for speakers in persons.values()), persons
    known = [speaker for speakers in persons.values() for speaker in speakers if speaker]
    assert len(known) == len(set(known)), "one speaker for two persons"


def test_quotations_are_told_from_prose(held: Held, examples: Path) -> None:
    passages = json.loads((examples / "bilingual-passages.json").read_text("utf-8"))
    turns = [t for _, each in held.values() for t in each if t.kind != "note" and t.lang]
    told = total = 0
    for passage in passages:
        for span in (*passage["source_lines"], *passage["english_lines"]):
            for line in span:
                on = [t for t in turns if (t.origin.line_start or 0) <= line <= (t.origin.line_end or 0)]
                total += 1
                told += any(t.region == "quotation" for t in on)
    assert told / total >= QUOTED


def test_every_word_is_kept_or_reported(held: Held) -> None:
    for source, turns in held.values():
        given = Counter(re.findall(r"[^\W_]+", re.sub(r"</?sup>|[⁰¹²³⁴-⁹]+", " ", _plain(source.raw))))
        kept: Counter[str] = Counter()
        for turn in turns:
            kept.update(re.findall(r"[^\W_]+", f"{turn.text} {turn.label or ''}"))
            kept.update(m.label for m in turn.marks if m.kind == "note" and m.label)
        for item in source.left_out:
            kept.update(re.findall(r"[^\W_]+", item.text))
        assert not given - kept


def _plain(raw: str) -> str:
    """Take off what may stand inside a word: emphasis, escapes, ordinals set high."""
    return re.sub(r"\*|~~|\\", "", re.sub(r"<sup>([a-z]+)</sup>", r"\1", raw))


def test_the_map_leads_to_the_same_characters(held: Held) -> None:
    for source, turns in held.values():
        for turn in turns:
            for run in turn.offsets.runs:
                if run.length == run.width:
                    here = turn.text[run.text : run.text + run.length]
                    assert here == source.raw[run.source : run.source + run.width]
