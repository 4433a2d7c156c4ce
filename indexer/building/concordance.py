"""Writing the concordance of a generation: merged texts to arrays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from indexer.arrays.columns import COLUMNS
from indexer.arrays.files import in_32_bits, least_kind, load, narrow, save, starts
from indexer.arrays.joined import joined, save_joined
from indexer.building.collected import LABEL, MENTION, CollectedText
from indexer.building.merging import MergedTexts
from indexer.building.naming import save_layers
from indexer.building.word_lists import WordLists
from indexer.concordance.lexicon import save_words
from indexer.concordance.persons import save_persons

_NONE = np.zeros(0, dtype=np.int32)

_AS_THEY_ARE = ("token.start", "token.length", "passage.date", "passage.start", "passage.end",
                *(f"label.{name}" for name in LABEL[2:]))
"""Arrays that are those of all texts, one after the other."""

_SUMMED = {"passage.words": "passage.tokens", "turn.passages": "turn.passages", "pages.each": "passage.pages.at"}
"""How many each has of something, and what says where those of each start."""


def write_concordance(place: Path, merged: MergedTexts) -> None:
    """Write all arrays of the concordance."""
    save_words(place, "words", merged.words)
    _write_texts(place, merged)
    save_layers(place, merged.layers, merged.table)
    save_persons(place, merged.table)
    _write_word_lists(place, merged)
    _write_mentions(place, merged)
    values = {name: codes.values for name, codes in merged.codes.items()}
    (place / "values.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")


def _write_texts(place: Path, merged: MergedTexts) -> None:
    """Write what is known of each word as it stands, each passage, each turn, text after text."""
    kinds: dict[str, DTypeLike] = {
        "tokens": least_kind(len(merged.words) - 1),
        **{name: least_kind(merged.most[name]) for name in ("token.start", "token.length")},
    }
    others = ("glosses", "passage.turn", "passage.paragraph", "passage.pages", "label.word", "label.passage")
    names = (*_AS_THEY_ARE, *others, *(f"passage.{name}" for name in COLUMNS))
    counted: dict[str, list[NDArray[Any]]] = {name: [_NONE] for name in _SUMMED}
    paragraphs = 0
    with joined(place, {**dict.fromkeys(names, np.int32), **kinds}) as arrays:
        for number, text in enumerate(merged.opened()):
            for name, part in _parts(merged, number, text, paragraphs):
                arrays[name].add(part)
            for name, parts in counted.items():
                parts.append(text[name])
            # A text begins a paragraph of its own.
            paragraphs += int(text["passage.paragraph"][-1]) + 1 if text.passages else 0
    for name, known_as in _SUMMED.items():
        at = starts(np.concatenate(counted[name]))
        save(place, known_as, in_32_bits(at) if known_as.endswith(".at") else at)


def _parts(
    merged: MergedTexts, number: int, text: CollectedText, paragraphs: int
) -> Iterator[tuple[str, NDArray[Any]]]:
    """Give the arrays of a text by their names, numbered as in the generation, ``paragraphs`` of it being before."""
    for name in _AS_THEY_ARE:
        yield from ((name, part) for part in text.pieces(name))
    for name in ("tokens", "label.word"):
        yield from ((name, merged.numbers[number][part]) for part in text.pieces(name))
    moved = {"glosses": merged.token_starts[number], "label.passage": merged.passage_starts[number],
             "passage.turn": merged.turn_starts[number], "passage.paragraph": paragraphs}
    for name, first in moved.items():
        yield from ((name, part + int(first)) for part in text.pieces(name))
    for column in COLUMNS:
        yield f"passage.{column}", merged.codes_of(text, column)[text[f"passage.{column}"]]
    yield "passage.pages", merged.codes_of(text, "page")[text["pages"]]


def _write_word_lists(place: Path, merged: MergedTexts) -> None:
    """Write the tokens and the passages of each word."""
    texts, words = range(len(merged)), len(merged.words)
    tokens, passages = merged.token_starts[:-1].tolist(), merged.passage_starts[:-1].tolist()
    positions = WordLists(merged, texts, merged.numbers, words, "positions")
    save(place, "positions.at", positions.at)
    save_joined(place, "positions", positions.parts("positions", tokens, np.int32), np.int32)
    postings = WordLists(merged, texts, merged.numbers, words, "postings")
    save(place, "postings.at", postings.at)
    begun = load(place, "passage.tokens")
    kind = least_kind(int(begun.searchsorted(begun[-1])) - 1)  # the last passage that has a word
    save_joined(place, "postings", postings.parts("postings", passages, kind), kind)
    often = least_kind(merged.most["postings.often"])
    save_joined(place, "postings.often", postings.parts("postings.often", [0] * len(texts), often), often)


def _write_mentions(place: Path, merged: MergedTexts) -> None:
    """Write who is named where; a slip names the one bearer of its surname."""
    rows = [np.zeros((len(MENTION), 0), dtype=np.int32)]
    for text, first in zip(merged.opened(), merged.token_starts.tolist(), strict=False):
        persons = merged.codes_of(text, "person")[text["mention.person"]]
        rows.append(np.stack([text["mention.first"] + first, text["mention.end"] + first, persons]))
    positions, at = load(place, "positions"), load(place, "positions.at")
    layers, table = merged.layers, merged.table
    for word in sorted(layers.slips):
        bearers = table.surnames[layers.names[word][0][1:]].persons
        if len(bearers) == 1 and len(table.persons[bearers[0]].surnames[0]) == 1:
            tokens = positions[at[word] : at[word + 1]]
            person = np.full(len(tokens), merged.codes["person"].code(bearers[0]), dtype=np.int32)
            rows.append(np.stack([tokens, tokens + 1, person]))
    found = np.concatenate(rows, axis=1)
    order = np.lexsort(found[::-1])
    for column, name in zip(found, MENTION, strict=True):
        save(place, f"mention.{name}", narrow(column[order]) if name == "person" else column[order].astype(np.int32))
