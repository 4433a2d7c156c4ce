"""The citation of every hit leads back to the same characters: of the turn, and of the file they were read from."""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache

import numpy as np
import pytest

from corpus.catalogue.catalogue import Catalogue, load
from corpus.citation.styles import STYLES, cite
from corpus.facsimile.passage import source_file
from corpus.reading.encoding import decode
from corpus.storage.home import Home
from corpus.storage.sources import data_of
from indexer.generation.index import Index, open_index
from indexer.results import Hit, Request

BASE = "https://trials.example"
LINK = re.compile(re.escape(BASE) + r"/([^\s?]+)\?h=([0-9a-f]+)")
SAMPLE = 1_000
OF_WORKS = {"chicago-bibliography", "chicago-18-bibliography", "gost-description", "chicago-short", "gost-same",
            "gost-repeated"}
"""Styles without an address of the passage."""


def every_hit(index: Index) -> list[Hit]:
    searcher = index.searcher
    outcome = searcher.outcome(Request("lang:en OR lang:ru OR lang:fr OR lang:de OR lang:nl", regions=True))
    assert outcome.passages_total == len(searcher.columns)
    return list(searcher.hits(outcome, np.asarray(outcome.order)))


def check(home: Home, index: Index, catalogue: Catalogue, hits: list[Hit], styles: list[str]) -> Counter[str]:
    """Follow the citation of each hit back; gives how many were, and of how many the file was compared."""
    @cache
    def file(name: str) -> str:
        return decode(data_of(home, source_file(home, name)), name)[0]

    done: Counter[str] = Counter()
    for number, hit in enumerate(hits):
        info = index.text(hit.turn.text_id)
        said = cite(hit.turn, info, catalogue, styles[number % len(styles)], base_url=BASE).plain
        link = LINK.search(said)
        assert link, said
        found = index.find(link[1], link[2])
        assert not found.changed and found.moved_from is None
        assert found.turn.text[hit.start : hit.end] == hit.text
        if hit.turn.page.basis == "printed":
            assert hit.turn.page.label is not None and hit.turn.page.label in said
        whole = index.turn(link[1])
        done["passages"] += 1
        done["with files"] += whole.origin.start is not None
        if whole.origin.start is not None:
            source = file(whole.origin.file)
            for run in whole.offsets.slice(hit.start, hit.end).runs if hit.end > hit.start else ():
                if run.length == run.width:
                    there = source[run.source : run.source + run.length]
                    done["characters"] += run.length
                    done["same"] += sum(a == b for a, b in zip(there, hit.text[run.text : run.text + run.length],
                                                               strict=True))
    return done


LINKED = [style for style in STYLES if style not in OF_WORKS]


def test_all_passages_of_the_specimen(specimen_home: Home) -> None:
    index = open_index(specimen_home)
    hits = every_hit(index)
    done = check(specimen_home, index, load("specimen"), hits, LINKED)
    assert done["passages"] == len(hits) > 1_300
    assert done["same"] == done["characters"] > 50_000


@pytest.mark.sources
def test_a_thousand_passages_of_the_real_texts(real_home: Home) -> None:
    index = open_index(real_home)
    hits = random.Random(6).sample(every_hit(index), SAMPLE)  # noqa: S311 - a sample is no secret
    done = check(real_home, index, load("main"), hits, LINKED)
    assert done["passages"] == SAMPLE
    assert done["same"] == done["characters"] > 100_000
