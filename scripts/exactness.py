"""Hold a home's index to a plain scan of its library: ``exactness.py [--home DIR] [--phrases N] [--altered N]``.

Phrases of 3 to 9 words are cut at random from the turns, in each language as much as it has words, across
paragraphs as they come. Each must be found as often and where a scan of all turns finds it. Then phrases are
altered (one word changed, a word of negation removed or added) and must again give what the scan gives.
Ends with 1 where anything differs.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import TrialsError
from corpus.language.words import Word, words
from corpus.model.passages import passages
from corpus.model.turns import Turn
from corpus.storage.home import Home
from corpus.storage.library import Library
from indexer.generation.index import Index, open_index
from indexer.results import Request

SHORTEST, LONGEST = 3, 9
SHOWN = 10
"""Differences printed."""

NEGATIONS = {"en": "not", "ru": "не"}
PAGE = 1_000

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase to look for: its words, and how it is typed (as in the text, or the words alone)."""

    forms: tuple[str, ...]
    typed: str


class Scan:
    """All turns as words, scanned from end to end for every phrase."""

    def __init__(self, library: Library) -> None:
        self.turns: list[Turn] = [turn for info in library.texts for turn in library.turns(info.id)]
        self.words: list[list[Word]] = [words(turn.text) for turn in self.turns]
        # A sign of its own for each word makes a phrase a substring, and a turn a wall.
        self._signs: dict[str, str] = {}
        self._lines = ["".join(map(self._sign, (word.form for word in found))) for found in self.words]

    def _sign(self, form: str) -> str:
        number = len(self._signs)
        # The surrogates are no characters.
        return self._signs.setdefault(form, chr(number if number < 0xD800 else number + 0x800))

    def find(self, forms: Sequence[str]) -> Counter[Place]:
        """Give the places of a phrase: reference and the passage in which it begins."""
        out: Counter[Place] = Counter()
        if any(form not in self._signs for form in forms):
            return out
        wanted = "".join(self._signs[form] for form in forms)
        for number, line in enumerate(self._lines):
            at = line.find(wanted)
            while at >= 0:
                out[self._place(number, at)] += 1
                at = line.find(wanted, at + 1)
        return out

    def _place(self, number: int, word: int) -> Place:
        start = self.words[number][word].start
        return self.turns[number].ref, sum(part.start <= start for part in passages(self.turns[number]))


def main() -> int:
    """Run the check; give the exit code."""
    parser = argparse.ArgumentParser(description="hold the index to a plain scan of the library")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--phrases", type=int, default=2000)
    parser.add_argument("--altered", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1 << 32)
    try:
        return check(Home.open(asked.home), asked.phrases, asked.altered, seed)
    except TrialsError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def check(home: Home, phrases: int, altered: int, seed: int) -> int:
    """Compare index and scan on random phrases; give 1 where they differ, else 0."""
    chance = random.Random(seed)  # noqa: S311
    scan = Scan(Library(home))
    with open_index(home) as index:
        cut = list(cuts(scan, chance, phrases))
        if not cut:
            print("No turn has enough words to cut a phrase from.", file=sys.stderr)
            return 1
        wrong = compare("cut", cut, scan, index)
        wrong += compare("altered", alterations(scan, chance, altered), scan, index)
    print(f"seed {seed}: {wrong} differences")
    return 1 if wrong else 0


def cuts(scan: Scan, chance: random.Random, count: int) -> Iterator[tuple[str, Phrase]]:
    """Cut phrases from the turns; a turn, and so a language, is chosen as often as it has words."""
    numbers = [number for number, found in enumerate(scan.words) if len(found) >= SHORTEST]
    sizes = [len(scan.words[number]) for number in numbers]
    for number in chance.choices(numbers, sizes, k=count) if numbers else ():
        found = scan.words[number]
        length = chance.randint(SHORTEST, min(LONGEST, len(found)))
        first = chance.randint(0, len(found) - length)
        part = found[first : first + length]
        text = scan.turns[number].text[part[0].start : part[-1].end]
        yield scan.turns[number].lang, Phrase(tuple(word.form for word in part), text)


def alterations(scan: Scan, chance: random.Random, count: int) -> Iterator[tuple[str, Phrase]]:
    """Give altered phrases: by turns a word changed, and a word of negation removed or added."""
    known: dict[str, set[str]] = {}
    for turn, found in zip(scan.turns, scan.words, strict=True):
        known.setdefault(turn.lang, set()).update(word.form for word in found)
    vocabulary = {lang: sorted(forms) for lang, forms in known.items()}
    for number, (lang, phrase) in enumerate(cuts(scan, chance, count)):
        forms = list(phrase.forms)
        negation = NEGATIONS.get(lang)
        if number % 2 and negation:
            if negation in forms:
                forms.remove(negation)
            else:
                forms.insert(chance.randint(1, len(forms)), negation)
        else:
            forms[chance.randrange(len(forms))] = chance.choice(vocabulary[lang])
        yield lang, Phrase(tuple(forms), " ".join(forms))


def compare(kind: str, phrases: Iterator[tuple[str, Phrase]] | list[tuple[str, Phrase]], scan: Scan,
            index: Index) -> int:
    """Look every phrase up both ways; print a summary and the first differences; give how many differ."""
    wrong, occurrences, spent = 0, 0, 0.0
    langs: Counter[str] = Counter()
    for lang, phrase in phrases:
        langs[lang] += 1
        expected = scan.find(phrase.forms)
        began = time.perf_counter()
        total, places = look_up(index, phrase)
        spent += time.perf_counter() - began
        occurrences += sum(expected.values())
        if total != sum(expected.values()) or places != set(expected):
            wrong += 1
            if wrong <= SHOWN:
                print(f"{kind}: “{phrase.typed}”: index {total} at {sorted(places)[:3]}, "
                      f"scan {sum(expected.values())} at {sorted(expected)[:3]}")
    asked = sum(langs.values())
    shares = ", ".join(f"{lang} {count}" for lang, count in sorted(langs.items()))
    print(f"{kind}: {asked} phrases ({shares}), {occurrences} occurrences, {wrong} differ, "
          f"{1000 * spent / max(1, asked):.2f} ms each")
    return wrong


def look_up(index: Index, phrase: Phrase) -> tuple[int, set[Place]]:
    """Give the count and the places the index has for a phrase; each hit is also read back."""
    query = '"' + "".join(" " if sign in '"«»„“”‟*?' else sign for sign in phrase.typed) + '"'
    places: set[Place] = set()
    total, offset = 0, 0
    while True:
        result = index.search(Request(query, sort="record", limit=PAGE, offset=offset, regions=True))
        total = result.hits_total
        for hit in result.hits:
            read = [tuple(word.form for word in words(hit.text[start:end])) for start, end in hit.matches]
            if any(phrase.forms == part[: len(phrase.forms)] for part in read):
                places.add((hit.turn.ref, hit.paragraph))
        offset += PAGE
        if offset >= result.passages_total:
            return total, places


if __name__ == "__main__":
    sys.exit(main())
