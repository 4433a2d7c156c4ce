#!/usr/bin/env python3
"""Measure quotation checking: cut quotations from a home's texts, alter them in known ways, count right verdicts.

Usage: python scripts/verify_synthetic.py HOME [--count 500] [--seed 1] [--show 5]

Prints for each way of altering how many verdicts were right, and ends with 1 where a quotation that was altered is
called exact, a changed negation is not flagged, or a text of other origin is found.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz import fuzz

from corpus.catalogue.catalogue import load
from corpus.language.words import Word, words
from corpus.model.turns import Turn
from corpus.storage.home import Home
from indexer.checking.checker import Checker, Verdict
from indexer.checking.comparing.comparison_words import negations
from indexer.checking.comparing.quote import read_quote
from indexer.generation.index import Index, open_index

LENGTH = (8, 40)
SAME_TEXT = 90.0
"""Likeness, of 100, from which two editions are held to print the same passage."""
BORROWED = 6
"""Words in a row that a text of other origin may not share with the texts searched."""
OTHERS = ["umbrella", "kettle", "violin", "penguin", "marmalade", "lantern", "saddle", "orchid"]
OTHERS_RU = ["зонтик", "чайник", "скрипка", "пингвин", "варенье", "фонарь", "седло", "орхидея"]
NOISE = {"e": "c", "c": "e", "l": "1", "i": "l", "m": "rn", "h": "b", "о": "с", "н": "и", "и": "н", "п": "л", "а": "я"}


@dataclass
class Case:
    """An altered quotation: what is asked, and what is known of it."""

    kind: str
    text: str
    turn: Turn
    cite: str = ""
    speaker: str | None = None


@dataclass
class Score:
    """Counts of right verdicts by kind, and faults that may never happen."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    wrong: list[tuple[Case, Verdict]] = field(default_factory=list)


class Maker:
    """Cuts and alters quotations."""

    def __init__(self, index: Index, checker: Checker, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a reproducible sample, no secret
        self.checker = checker
        self.info = {info.id: info for info in index.texts}
        self.turns = [
            turn for info in index.texts if info.kind != "citing" for turn in index.turns(info.id)
            if turn.region in ("body", "quotation") and len(words(turn.text)) >= LENGTH[0] + 2
        ]
        self.weights = [len(turn.text) for turn in self.turns]
        self.alien = [t for i in index.texts if i.kind == "citing" for t in index.turns(i.id)
                      if t.region == "body" and t.kind == "narration" and not set(t.text) & set("\"“«")]

    def make(self, kind: str) -> Case | None:
        """Make one case of a kind; None where the passage drawn does not allow it."""
        turn = self.random.choices(self.turns, self.weights)[0]
        found = words(turn.text)
        length = min(len(found), self.random.randint(*LENGTH))
        start = self.random.randint(0, len(found) - length)
        case: Case | None = getattr(self, "_" + kind.replace("-", "_"))(turn, found[start : start + length])
        if case is None or (kind not in _STAYS and self._stands(case.text)):
            return None
        return case

    def _stands(self, text: str) -> bool:
        """Say whether the altered words happen to stand somewhere just so."""
        matcher = self.checker.matcher
        return any(matcher.exact_starts(matcher.look_up(read_quote(text, self.checker.labels).words)))

    def _cut(self, turn: Turn, found: list[Word]) -> str:
        return turn.text[found[0].start : found[-1].end]

    def _edited(self, turn: Turn, found: list[Word], number: int, put: str) -> str:
        at = found[number]
        return turn.text[found[0].start : at.start] + put + turn.text[at.end : found[-1].end]

    def _inner(self, found: list[Word]) -> int:
        return self.random.randint(2, len(found) - 3)

    def _exact(self, turn: Turn, found: list[Word]) -> Case:
        return Case("exact", self._cut(turn, found), turn)

    def _other(self, turn: Turn) -> str:
        return self.random.choice(OTHERS_RU if turn.lang == "ru" else OTHERS)

    def _word_changed(self, turn: Turn, found: list[Word]) -> Case:
        return Case("word-changed", self._edited(turn, found, self._inner(found), self._other(turn)), turn)

    def _word_dropped(self, turn: Turn, found: list[Word]) -> Case:
        return Case("word-dropped", self._edited(turn, found, self._inner(found), ""), turn)

    def _word_added(self, turn: Turn, found: list[Word]) -> Case:
        at = self._inner(found)
        word = turn.text[found[at].start : found[at].end]
        return Case("word-added", self._edited(turn, found, at, f"{word} {self._other(turn)}"), turn)

    def _words_swapped(self, turn: Turn, found: list[Word]) -> Case | None:
        at = self._inner(found)
        if found[at].form == found[at + 1].form:
            return None
        one, two = (turn.text[w.start : w.end] for w in found[at : at + 2])
        before, behind = turn.text[found[0].start : found[at].start], turn.text[found[at + 1].end : found[-1].end]
        return Case("words-swapped", f"{before}{two} {one}{behind}", turn)

    def _negation_removed(self, turn: Turn, found: list[Word]) -> Case | None:
        at = [i for i, w in enumerate(found) if w.form in ("not", "не", "never") and 0 < i < len(found) - 1]
        return Case("negation-removed", self._edited(turn, found, self.random.choice(at), ""), turn) if at else None

    def _negation_added(self, turn: Turn, found: list[Word]) -> Case | None:
        at = self._inner(found)
        if any(w.form in negations() for w in found[at - 1 : at + 3]):
            return None
        word = turn.text[found[at].start : found[at].end]
        put = "не" if turn.lang == "ru" else "not"
        return Case("negation-added", self._edited(turn, found, at, f"{word} {put}"), turn)

    def _other_page(self, turn: Turn, found: list[Word]) -> Case | None:
        if not (turn.page.label or "").isdigit() or turn.page.basis == "estimated" or not self._named(turn):
            return None
        name = f"{self._named(turn)} {int(turn.page.label or 0) + 9}"
        return Case("other-page", self._cut(turn, found), turn, cite=f" ({name})")

    def _named(self, turn: Turn) -> str:
        info = self.info[turn.text_id]
        edition = self.checker.catalogue.editions.get(turn.text_id)
        if not info.is_edition or edition is None:
            return ""
        trial = self.checker.catalogue.trial(edition.trial)
        cyrillic = [n for n in trial.short_names if any("а" <= c <= "я" for c in n)]
        latin = [n for n in trial.short_names if n not in cyrillic]
        return (cyrillic if edition.lang == "ru" else latin or [""])[0]

    def _other_speaker(self, turn: Turn, found: list[Word]) -> Case | None:
        info = self.info[turn.text_id]
        narrated = any(m.kind == "narration" for m in turn.marks)
        if turn.kind != "speech" or not turn.speaker or not info.trial or narrated:
            return None
        roles = self.checker.catalogue.roles(info.trial)
        others = [p for p, r in roles.items() if p != turn.speaker and r == "defendant"]
        return Case("other-speaker", self._cut(turn, found), turn, speaker=self.random.choice(others))

    def _other_language(self, turn: Turn, found: list[Word]) -> Case | None:
        edition = self.checker.catalogue.editions.get(turn.text_id)
        if edition is None or not self._named(turn):
            return None
        trial = self.checker.catalogue.trial(edition.trial)
        wanted = [n for n in trial.short_names if any("а" <= c <= "я" for c in n) == (edition.lang != "ru")]
        return Case("other-language", self._cut(turn, found), turn, cite=f" ({wanted[0]} 12)") if wanted else None

    def _spliced(self, turn: Turn, found: list[Word]) -> Case | None:
        same = [t for t in self.turns if t.text_id == turn.text_id and abs(t.ordinal - turn.ordinal) > 3]
        if not same:
            return None
        other = self.random.choice(same)
        theirs = words(other.text)[:12]
        if len(found) < LENGTH[0]:
            return None
        return Case("spliced", self._cut(turn, found[:12]) + " " + self._cut(other, theirs), turn)

    def _ellipsis(self, turn: Turn, found: list[Word]) -> Case | None:
        if len(found) < 14:
            return None
        head, tail = found[:6], found[-6:]
        return Case("ellipsis", f"{self._cut(turn, head)} ... {self._cut(turn, tail)}", turn)

    def _ocr_noise(self, turn: Turn, found: list[Word]) -> Case | None:
        at = [i for i, w in enumerate(found) if len(w.form) > 4 and w.form not in negations()]
        if not at:
            return None
        number = self.random.choice(at)
        printed = turn.text[found[number].start : found[number].end]
        places = [i for i, c in enumerate(printed) if c in NOISE and i]
        if not places:
            return None
        place = self.random.choice(places)
        return Case("ocr-noise", self._edited(
            turn, found, number, printed[:place] + NOISE[printed[place]] + printed[place + 1 :]), turn)

    def _other_origin(self, turn: Turn, _: list[Word]) -> Case | None:
        source = self.random.choice(self.alien) if self.alien else turn
        found = words(source.text)
        if len(found) < LENGTH[0]:
            return None
        length = min(len(found), self.random.randint(*LENGTH))
        if self.alien:
            rows = (found[i : i + BORROWED] for i in range(len(found) - BORROWED))
            borrowed = any(self._stands(self._cut(source, row)) for row in rows)
            return None if borrowed else Case("other-origin", self._cut(source, found[:length]), source)
        mixed = [source.text[w.start : w.end] for w in found]
        self.random.shuffle(mixed)
        return Case("other-origin", " ".join(mixed), source)


KINDS = ("exact", "word-changed", "word-dropped", "word-added", "words-swapped", "negation-removed", "negation-added",
         "other-page", "other-speaker", "other-language", "spliced", "ellipsis", "ocr-noise", "other-origin")
_STAYS = frozenset({"exact", "other-page", "other-speaker", "other-language"})


def judged(case: Case, verdict: Verdict, score: Score) -> bool:
    """Say whether a verdict is right, and note faults that may never happen."""
    flags, kinds = set(verdict.flags), {d.kind for d in verdict.differences}
    if case.kind not in _STAYS and verdict.verdict == "exact":
        score.faults.append(f"false exact ({case.kind}): {case.text[:120]}")
    if case.kind.startswith("negation") and verdict.verdict != "absent" and "negation-changed" not in flags:
        score.faults.append(f"negation not flagged: {case.turn.ref} {case.text} {verdict.verdict} {verdict.refs}")
    here = case.turn.ref in verdict.refs or fuzz.partial_ratio(case.turn.text, verdict.source) > SAME_TEXT
    if case.kind == "other-origin":
        return verdict.verdict in ("absent", "not held")
    if case.kind in _STAYS:
        wanted = {case.kind} - {"exact"}
        return verdict.verdict == "exact" and here and wanted <= flags
    if case.kind == "spliced":
        return verdict.verdict != "exact"
    if case.kind == "ellipsis":
        return verdict.verdict == "near" and here and "omission-marked" in kinds
    if case.kind.startswith("negation"):
        return verdict.verdict == "near" and here and "negation-changed" in flags
    return verdict.verdict == "near" and here


def measure(home: Home, count: int, seed: int) -> tuple[Score, float]:
    """Check ``count`` altered quotations of a home; give the score and the seconds it took."""
    with open_index(home) as index:
        checker = Checker(index, load(home.catalogue))
        maker = Maker(index, checker, seed)
        score = Score()
        spent = 0.0
        tries = 0
        while sum(score.asked.values()) < count and tries < 20 * count:
            case = maker.make(KINDS[tries % len(KINDS)])
            tries += 1
            if case is None:
                continue
            begun = time.monotonic()
            verdict = checker.check(case.text + case.cite, speaker=case.speaker)
            spent += time.monotonic() - begun
            score.asked[case.kind] += 1
            if judged(case, verdict, score):
                score.right[case.kind] += 1
            else:
                score.wrong.append((case, verdict))
    return score, spent


def main() -> int:
    """Print the score; 0 where no fault happened that may never happen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="wrong verdicts shown")
    given = parser.parse_args()
    score, spent = measure(Home.open(given.home), given.count, given.seed)
    for kind in KINDS:
        if score.asked[kind]:
            share = score.right[kind] / score.asked[kind]
            print(f"{kind:<18} {score.right[kind]:>5} of {score.asked[kind]:<5} {share:.4f}")
    asked = sum(score.asked.values())
    print(f"{'all':<18} {sum(score.right.values()):>5} of {asked:<5} {sum(score.right.values()) / max(1, asked):.4f}"
          f"   {spent / max(1, asked) * 1000:.1f} ms each")
    for case, verdict in score.wrong[: given.show]:
        print(f"- {case.kind} {case.turn.ref}: {verdict.verdict} {verdict.ref} {verdict.score:.2f} {verdict.flags}\n"
              f"    asked  {case.text[:200]}{case.cite}\n    source {verdict.source[:200]}\n"
              f"    {[d.to_json() for d in verdict.differences][:4]}")
    for fault in score.faults:
        print("FAULT", fault)
    return 1 if score.faults else 0


if __name__ == "__main__":
    sys.exit(main())
