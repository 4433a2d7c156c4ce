"""Measures a reading of a PDF against its truth file.

A truth file says what is printed: ``first_page``, ``pages`` (label and the blocks on it) and ``blocks``
(kind, label, text) in order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText
from corpus.model.turns import Turn
from corpus.speakers.labels import LabelVocabulary


@dataclass(frozen=True)
class Score:
    """What the reading gets right: F1 of block starts, share of wrong words, page labels as (got, printed)."""

    starts: float
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    word_error: float
    wrong_words: tuple[tuple[str, str], ...]
    pages: tuple[tuple[tuple[str | None, ...], tuple[str, ...]], ...]


def score(text: SourceText, truth_file: Path) -> Score:
    """Compare block starts, words and page labels."""
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    true_words, true_starts = _stream([f"{label} {body}" for _, label, body in truth["blocks"]])
    words, starts = _stream([b.text for b in text.blocks])
    place = _alignment(true_words, words)
    wanted = {place[i]: i for i in true_starts}
    found = set(starts)
    hits = sum(at in found for at in wanted)
    f1 = 2 * hits / (len(wanted) + len(found))
    missed = tuple(" ".join(true_words[i : i + 6]) for at, i in wanted.items() if at not in found)
    invented = tuple(" ".join(words[i : i + 6]) for i in sorted(found - set(wanted)))
    edits = Levenshtein.opcodes(true_words, words)
    wrong = tuple(
        (" ".join(true_words[o.src_start : o.src_end]), " ".join(words[o.dest_start : o.dest_end]))
        for o in edits
        if o.tag != "equal"
    )
    error = Levenshtein.distance(true_words, words) / len(true_words)
    return Score(f1, missed, invented, error, wrong, tuple(_pages(text, truth)))


@dataclass(frozen=True)
class TurnScore:
    """F1 of the starts of labelled turns, and the share of all printed ones that are found with the right speaker."""

    starts: float
    speakers: float
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    wrong_speakers: tuple[tuple[str, str | None], ...]


def turn_score(turns: Sequence[Turn], truth_file: Path, vocabulary: LabelVocabulary) -> TurnScore:
    """Compare the labelled turns of an edition with the truth; a printed label names whom the vocabulary names."""
    truth = json.loads(truth_file.read_text(encoding="utf-8"))
    true_words, true_starts = _stream([f"{label} {body}" for _, label, body in truth["blocks"]])
    words, starts = _stream([f"{turn.label or ''} {turn.text}" for turn in turns])
    place = _alignment(true_words, words)
    printed = [label for _, label, body in truth["blocks"] if forms(f"{label} {body}")]
    wanted = {place[at]: label for at, label in zip(true_starts, printed, strict=True) if label}
    spoken = [turn for turn in turns if forms(f"{turn.label or ''} {turn.text}")]
    found = {at: turn for at, turn in zip(starts, spoken, strict=True) if turn.label}
    hits = wanted.keys() & found.keys()
    wrong = [
        (wanted[at], found[at].speaker) for at in sorted(hits)
        if found[at].speaker not in _named(wanted[at], vocabulary)
    ]
    return TurnScore(
        2 * len(hits) / (len(wanted) + len(found)),
        (len(hits) - len(wrong)) / len(wanted),
        tuple(label for at, label in wanted.items() if at not in found),
        tuple(f"{turn.label}: {turn.text[:40]}" for at, turn in found.items() if at not in wanted),
        tuple(wrong),
    )


def _named(label: str, vocabulary: LabelVocabulary) -> set[str | None]:
    speakers, _ = vocabulary.candidates(label.split("(")[0].strip(), tolerant=True)
    return {speaker.person for speaker in speakers}


def labels_by_sheet(text: SourceText) -> dict[int, str | None]:
    """Give the label of the page on each sheet, from blocks that begin there or reach it."""
    out: dict[int, str | None] = {}
    for block in text.blocks:
        sheet = block.sheet or 0
        out.setdefault(sheet, block.page.label)
        for mark in block.marks:
            if mark.kind == "page":
                sheet += 1
                out.setdefault(sheet, mark.label)
    return out


def _pages(text: SourceText, truth: dict) -> list[tuple[tuple[str | None, ...], tuple[str, ...]]]:  # type: ignore[type-arg]
    """Pair labels read, sheet by sheet, with those printed."""
    read = labels_by_sheet(text)
    return [((read.get(i + 1),), (str(page["page"]),)) for i, page in enumerate(truth["pages"])]


def _stream(texts: list[str]) -> tuple[list[str], list[int]]:
    words: list[str] = []
    starts: list[int] = []
    for text in texts:
        found = forms(text)
        if found:
            starts.append(len(words))
            words.extend(found)
    return words, starts


def _alignment(one: list[str], two: list[str]) -> dict[int, int]:
    """Give for each word of ``one`` its place in ``two``."""
    place: dict[int, int] = {}
    for o in Levenshtein.opcodes(one, two):
        for i in range(o.src_start, o.src_end):
            place[i] = min(o.dest_start + i - o.src_start, max(o.dest_start, o.dest_end - 1))
    return place


def missing_words(data: bytes, text: SourceText) -> Counter[str]:
    """Count letters and digits that pdfminer's own extraction gives and the reading has nowhere."""
    from pdfminer.high_level import extract_text

    def signs(texts: list[str]) -> Counter[str]:
        return Counter(c for t in texts for c in t if c.isalnum())

    ours = signs([b.text for b in text.blocks]) + signs([entry.text for entry in text.left_out])
    return signs([extract_text(BytesIO(data))]) - ours


def inside(block: Block) -> list[tuple[str, str | None]]:
    """Give the page marks of a block as (text before, label)."""
    return [(block.text[: m.start], m.label) for m in block.marks if m.kind == "page"]
