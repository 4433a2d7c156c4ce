"""Malformed web pages in the reading process: every word is kept or listed as left out, or the page is refused.

The normal run takes a sample; TRIALS_TEST_FULL=1 takes all of them.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import Case, flips, splices, web_pages

from corpus.errors import SourceRefusedError
from corpus.reading.encoding import decode
from corpus.reading.worker import Worker, seconds_for

FULL = os.environ.get("TRIALS_TEST_FULL") == "1"
BASE = " ".join(f"quagga{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(200))
KEPT = 0.999
ASCII_TAG = re.compile(rb"<[a-zA-Z/!][^<>]{0,200}>")
SPECIMEN = Path(__file__).resolve().parents[3] / "corpus" / "data" / "specimen" / "files"


@pytest.fixture(scope="module")
def reader() -> Iterator[Worker]:
    with Worker() as made:
        yield made


class Counted(HTMLParser):
    """Counts the words between tags, outside scripts and styles, without any other knowledge of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: Counter[str] = Counter()
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= self.silent > 0 and tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.update(re.findall(r"[^\W\d_]{3,}", data))


def read(reader: Worker, case: Case) -> Counter[str] | None:
    """Read a page; give letters by run, text and what was left out alike, None where it is refused."""
    begun = time.monotonic()
    try:
        texts = reader.read(case[1], "html", case[0])
    except SourceRefusedError as error:
        assert error.advice
        return None
    finally:
        assert time.monotonic() - begun <= 2 * seconds_for(len(case[1])) + 10
    parts = [part.text for text in texts for part in (*text.blocks, *text.left_out)] + [t.title for t in texts]
    return Counter(letters for part in parts for letters in re.findall(r"[^\W\d_]+", part))


PAGES = list(web_pages(BASE))


@pytest.mark.parametrize("case", PAGES, ids=[name for name, _ in PAGES])
def test_made_by_hand(reader: Worker, case: Case) -> None:
    words = read(reader, case)
    if words is None:
        assert case[0] in ("nuls", "frames", "russian-utf-16-le", "russian-utf-16-be")
    elif case[0].startswith("russian"):
        assert words["Квагга"] == 40
    elif case[0] != "many-brackets":
        run_together = "".join(words)
        assert all(word in run_together for word in BASE.split())
    good = read(reader, ("good", f"<html><body><p>{BASE}</p></body></html>".encode()))
    assert good == Counter(BASE.split())


def mutated(data: bytes, count: int) -> Iterator[Case]:
    """Change bytes, move stretches, and take out or double tags."""
    yield from flips(data, count // 3, seed=5)
    yield from splices(data, count // 3, seed=6)
    tags = [m.span() for m in ASCII_TAG.finditer(data)]
    for number in range(count - 2 * (count // 3)):
        chance = random.Random(900_000 + number)  # noqa: S311 (damage, not secrets)
        broken = data
        for start, end in sorted(chance.sample(tags, min(40, len(tags))), reverse=True):
            times = chance.choice((0, 0, 2, 9))
            broken = broken[:start] + broken[start:end] * times + broken[end:]
        yield f"tags-{number}", broken


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ru-specimen.html", "en-specimen-summary.html"])
def test_mutations_lose_no_words(reader: Worker, name: str) -> None:
    whole = (SPECIMEN / name).read_bytes()
    for case in mutated(whole[:40_000], 126 if FULL else 24):
        words = read(reader, case)
        if words is None:
            continue
        counted = Counted()
        counted.feed(decode(case[1], case[0])[0])
        counted.close()
        lost = counted.words - words
        assert lost.total() <= (1 - KEPT) * counted.words.total() + 3, (case[0], lost)
