#!/usr/bin/env python3
"""Time quotation checking: a chapter of 100,000 words with 500 quotations against a stand-in of the full corpus.

Usage: python scripts/bench_verify.py HOME [--words 100000] [--quotations 500] [--sample 20] [--seed 1]

The stand-in (scripts/bench_corpus.py) has 5 MB of each language of HOME. Beside the time, the same quotations are
looked up in the same run with rapidfuzz (partial_ratio over all passages), a sample of them, and the ratio is printed.
Ends with 1 where the chapter takes longer than LIMIT.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from peers.corpus import stand_in

from corpus.catalogue.catalogue import load
from corpus.ingest.unkept import turns_of_text
from corpus.language.words import forms, words
from corpus.model.turns import Turn
from corpus.storage.home import Home
from indexer.building.run import build_index
from indexer.checking.checker import Checker
from indexer.checking.document import check_document
from indexer.generation.index import Index, open_index

LIMIT = 10.0
"""Seconds that the chapter may take."""
LENGTH = (8, 60)
PARAGRAPH = 110
"""Words of the author in a paragraph."""
WAYS = ("exact", "exact", "exact", "changed", "dropped", "cut", "foreign")


@dataclass(frozen=True)
class Made:
    """A quotation of the chapter, how it was altered, and the turn it was cut from."""

    text: str
    way: str
    ref: str


def quotations(index: Index, count: int, chance: random.Random) -> list[Made]:
    """Cut quotations of both languages and alter some in known ways."""
    turns = [turn for info in index.texts if info.kind != "citing" for turn in index.turns(info.id)]
    vocabulary = [form for turn in turns[:200] for form in forms(turn.text)]
    out = []
    while len(out) < count:
        turn = chance.choice(turns)
        found = words(turn.text)
        if len(found) < LENGTH[0]:
            continue
        length = min(len(found), chance.randint(*LENGTH))
        start = chance.randint(0, len(found) - length)
        way = WAYS[len(out) % len(WAYS)]
        printed = [turn.text[w.start : w.end] for w in found[start : start + length]]
        at = length // 2
        if way == "changed":
            printed[at] = "umbrella"
        elif way == "dropped":
            del printed[at]
        elif way == "cut":
            printed[at - 1 : at + 1] = ["..."]
        elif way == "foreign":
            printed = chance.choices(vocabulary, k=length)
        out.append(Made(" ".join(printed), way, turn.ref))
    return out


def chapter(made: list[Made], length: int, trials: list[str], index: Index, chance: random.Random) -> str:
    """Put the quotations into a text of so many words, each with a citation."""
    some = (turn for info in index.texts if info.lang == "en" for turn in index.turns(info.id)[:400])
    pool = [form for turn in some if turn.lang == "en" for form in forms(turn.text)]
    own = max(0, length - sum(len(m.text.split()) for m in made))
    every = max(1, own // max(1, len(made)))
    out = []
    for number, quote in enumerate(made):
        prose = chance.choices(pool, k=every)
        pieces = [" ".join(prose[i : i + PARAGRAPH]).capitalize() + "." for i in range(0, len(prose), PARAGRAPH)]
        cite = f"({trials[number % len(trials)]} Trial {chance.randint(10, 400)})"
        out += [*pieces[:-1], f"{pieces[-1]} He says: “{quote.text}” {cite}."]
    return "\n\n".join(out)


def fuzzy(turns: list[Turn], made: list[Made]) -> float:
    """Give the seconds that rapidfuzz takes for one quotation over all passages."""
    from rapidfuzz import fuzz, process

    passages = [" ".join(forms(turn.text)) for turn in turns]
    asked = [" ".join(forms(quote.text)) for quote in made]
    begun = time.monotonic()
    for quote in asked:
        process.extractOne(quote, passages, scorer=fuzz.partial_ratio)
    return (time.monotonic() - begun) / max(1, len(asked))


def main() -> int:
    """Print the times; 1 where the chapter takes too long."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--quotations", type=int, default=500)
    parser.add_argument("--sample", type=int, default=20, help="quotations looked up with rapidfuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder of the stand-in, made there if it is not")
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - a reproducible sample, no secret
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder) / "home"
        if not place.exists():
            build_index(stand_in(Home.open(given.home), place, 1, given.seed, ("transcript", "cited")))
        return _measured(Home.open(place), given, chance)


def _measured(home: Home, given: argparse.Namespace, chance: random.Random) -> int:
    catalogue = load(home.catalogue)
    with open_index(home) as index:
        turns = [turn for info in index.texts if info.kind != "citing" for turn in index.turns(info.id)]
        size = {lang: sum(len(t.text) for t in turns if t.lang == lang) for lang in ("en", "ru")}
        made = quotations(index, given.quotations, chance)
        text = chapter(made, given.words, sorted(catalogue.trials), index, chance)
        print(f"corpus: {len(turns):,} turns, " + ", ".join(f"{n:,} characters {lang}" for lang, n in size.items()))
        print(f"chapter: {len(text.split()):,} words, {len(made):,} quotations")
        begun, busy = time.monotonic(), time.process_time()
        checker = Checker(index, catalogue)
        read = turns_of_text(text, catalogue)
        parsed = time.monotonic()
        verdicts = check_document(read, checker)
        spent, busy = time.monotonic() - begun, time.process_time() - busy
        said = {v.quote: v for v in verdicts}
        right = sum((said[m.text].verdict == "absent" or said[m.text].verdict == "not held") if m.way == "foreign"
                    else said[m.text].ref is not None for m in made if m.text in said)
        print(f"checked: {spent:.2f} s, {busy:.2f} s of the processor ({parsed - begun:.2f} s reading the chapter), "
              f"{right} of {len(made)} as expected")
        each = fuzzy(turns, made[: given.sample])
        print(f"rapidfuzz: {each * len(made):.0f} s for all, by {given.sample} of them; "
              f"{each * len(made) / spent:.0f} times as long")
    return 1 if spent > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
