"""Tasks made from the real texts at random, asked through the command, answered by a scan that shares nothing with it.

Ten of each kind: words close together, words with and without others, words of one speaker, words of a region of a
book, phrases with an insertion in brackets. The scan has its own idea of a word and knows no index.
"""

from __future__ import annotations

import json
import random
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from corpus.model.turns import SEARCHED_REGIONS, Turn
from corpus.storage.home import Home
from indexer.generation.index import open_index

pytestmark = pytest.mark.sources

EACH = 10
TOKEN = re.compile(r"[^\W_]+")
BRACKETS = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True)
class Task:
    """A query as typed, and the turns that the scan finds for it."""

    kind: str
    query: str
    expected: frozenset[str]


def tokens(text: str) -> list[str]:
    """Give the words of a text: letters and digits, small, without accents, a possessive by itself, other apostrophes
    dropped."""
    text = re.sub(r"[\u0300\u0301\u00ad]", "", text).lower().replace("ё", "е")
    text = "".join(unicodedata.normalize("NFD", sign)[0] if "\u00c0" <= sign <= "\u024f" else sign for sign in text)
    text = re.sub(r"(?<=[^\W_])['’ʼ`´](?=s\b)", " ", text)
    return TOKEN.findall(re.sub(r"(?<=[^\W_])['’ʼ`´](?=[^\W_])", "", text))


class Scan:
    """The turns that can be compared: those searched, without narration inside, which is a paragraph of its own."""

    def __init__(self, turns: list[Turn]) -> None:
        self.turns = {
            turn.ref: turn for turn in turns
            if turn.region in SEARCHED_REGIONS and not any(mark.kind == "narration" for mark in turn.marks)
            and re.fullmatch(r"[\w\s.,;:!?()\[\]\"“”„«»'’—–-]+", turn.text)
        }
        self.words = {ref: tokens(turn.text) for ref, turn in self.turns.items()}
        self.paragraphs = {ref: [set(tokens(p)) for p in turn.text.split("\n")] for ref, turn in self.turns.items()}

    def where(self, holds: Callable[[str], bool]) -> frozenset[str]:
        """Give the turns for which something holds."""
        return frozenset(ref for ref in self.turns if holds(ref))


def made(scan: Scan, chance: random.Random) -> Iterator[Task]:
    """Make the tasks."""
    refs = sorted(ref for ref, words in scan.words.items() if len(words) > 12)
    regions = sorted({turn.region for turn in scan.turns.values()} - {"body"})

    def pick() -> tuple[str, list[str]]:
        ref = chance.choice(refs)
        return ref, [word for word in scan.words[ref] if word.isalpha() and len(word) > 2]

    for _ in range(EACH):
        ref, words = pick()
        at, gap = chance.randrange(len(scan.words[ref]) - 6), chance.randint(1, 8)
        one, other = scan.words[ref][at], scan.words[ref][at + chance.randint(1, 5)]
        if one != other:
            yield Task("proximity", f'"{one}" NEAR/{gap} "{other}"', scan.where(
                lambda r, one=one, other=other, gap=gap: near(scan.words[r], one, other, gap)))
        _, others = pick()
        one, other, absent = chance.choice(words), chance.choice(words), chance.choice(others)
        yield Task("boolean", f'"{one}" "{other}" -"{absent}"', scan.where(
            lambda r, one=one, other=other, absent=absent: any(
                {one, other} <= p and absent not in p for p in scan.paragraphs[r])))
        yield Task("boolean", f'"{one}" OR "{absent}"', scan.where(
            lambda r, one=one, absent=absent: bool({one, absent} & set(scan.words[r]))))
        turn = scan.turns[chance.choice([r for r in refs if scan.turns[r].speaker])]
        word = chance.choice(scan.words[turn.ref])
        yield Task("speaker", f'"{word}" speaker:{turn.speaker}', scan.where(
            lambda r, word=word, who=turn.speaker: scan.turns[r].speaker == who and word in scan.words[r]))
        if regions:
            region = chance.choice(regions)
            held = [w for r in refs if scan.turns[r].region == region for w in scan.words[r]]
            if held:
                word = chance.choice(held)
                yield Task("region", f'"{word}" region:{region}', scan.where(
                    lambda r, word=word, region=region: scan.turns[r].region == region and word in scan.words[r]))
    yield from glossed(scan, chance)


def glossed(scan: Scan, chance: random.Random) -> Iterator[Task]:
    """Take phrases across an insertion in square brackets, which may stand in any of them or in none."""
    held = [(turn, found) for turn in scan.turns.values() for found in BRACKETS.finditer(turn.text)
            if len(tokens(found.group())) <= 3]
    for turn, found in chance.sample(held, min(EACH, len(held))):
        phrase = [*tokens(turn.text[: found.start()])[-2:], *tokens(turn.text[found.end() :])[:2]]
        if len(phrase) > 2:
            yield Task("gloss", f'gloss:"{" ".join(phrase)}"', scan.where(
                lambda r, phrase=phrase: runs(scan.words[r], phrase) or runs(
                    tokens(BRACKETS.sub(shortened, scan.turns[r].text)), phrase)))


def shortened(found: re.Match[str]) -> str:
    """Take out an insertion that is short."""
    return " " if len(tokens(found.group())) <= 3 else found.group()


def near(words: list[str], one: str, other: str, gap: int) -> bool:
    """Tell whether two words stand with at most so many between them."""
    first, second = ([at for at, word in enumerate(words) if word == wanted] for wanted in (one, other))
    return any(0 < abs(a - b) <= gap + 1 for a in first for b in second)


def runs(words: list[str], phrase: list[str]) -> bool:
    """Tell whether a phrase stands among words."""
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words)))


def test_made_searches(real_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with open_index(real_home) as index:
        # Names in the labels of books that quote a trial are words of the book, which are not in the text of a turn.
        scan = Scan([turn for info in index.texts for turn in index.turns(info.id)
                     if info.kind != "citing" or not turn.label])
    tasks = list(made(scan, random.Random(5)))  # noqa: S311
    run = subprocess.run(
        [sys.executable, "-m", "webapp.cli", "--home", str(real_home.path), "search", "-", "--json",
         "--limit", "1000", "--sort", "record"],
        input="".join(f"{task.query}\n" for task in tasks), capture_output=True, text=True, check=True,
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(tasks)
    wrong = []
    counts: dict[str, int] = {}
    for task, answer in zip(tasks, answers, strict=True):
        counts[task.kind] = counts.get(task.kind, 0) + 1
        found = frozenset(hit["ref"] for hit in answer["hits"]) & frozenset(scan.turns)
        if found != task.expected and answer["passages_total"] <= 1000:
            wrong.append(f"{shlex.join(['trials', 'search', task.query])}: only the index "
                         f"{sorted(found - task.expected)[:3]}, only the scan {sorted(task.expected - found)[:3]}")
    with capsys.disabled():
        print(f"\n  {counts}, {len(wrong)} differ")  # noqa: T201 -- the score is the point
    assert not wrong, wrong
