"""The worked searches: what each asks for as a command line, and whether the answer is the expected one."""

from __future__ import annotations

import json
import re
import shlex
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from corpus.storage.home import Home
from indexer.generation.index import Index, open_index
from indexer.results import Hit, Request, Result

pytestmark = pytest.mark.sources

ALL_RIGHT = {
    "exact phrase, English", "phrase across a page or line break", "phrase across a footnote marker",
    "phrase across an italics or bold marker", "exact phrase, Russian", "Russian phrase across a break",
    "Russian phrase across a footnote marker", "Russian word, mixed script", "proximity", "must return nothing",
    "phrase with an inserted gloss", "Russian word, any case", "disambiguation of persons", "bilingual",
    "English name variants", "speaker-restricted",
}
"""Categories in which every task must be answered as expected."""

FLOOR = 0.97
"""Share of all tasks that a search answers at present; it only rises."""

INFERRED = re.compile(r"^(\d+) .*\bshould be inherited\b")
"""A note that names one more line, whose speaker is not printed but told by what stands beside it."""


def command(query: dict[str, Any]) -> tuple[str, dict[str, tuple[str, ...]]] | None:
    """Say a task as a query and filters; None where it asks for something that is no search."""
    if "phrase" in query:
        return f'{"gloss:" if query.get("allow_gloss") else ""}"{query["phrase"]}"', {}
    for key, form in (("lemma", '[lemma="{}"]'), ("name", '[lemma="{}"]'), ("lemma_phrase", '~"{}"'),
                      ("person", 'person:"{}"'), ("ru_phrase", '"{}"'), ("en_phrase", '"{}"')):
        if key in query:
            return form.format(query[key]), {}
    if "near" in query:
        first, second = query["near"]
        return f"{first} NEAR/{query['distance']} {second}", {}
    if "all" in query:
        return " ".join([*map(bracketed, query["all"]), *(f"-{word}" for word in query.get("none", []))]), {}
    if query.get("speaker") == "interrogator":
        return f"role:interrogator lang:{query['language']}", {}
    if "speaker" in query and "text" in query:
        wanted = (f'~"{part}"' if " " in part else part for part in query["text"].split(" OR "))
        return " OR ".join(wanted), {"speaker": (query["speaker"],)}
    return None


def command_line(query: dict[str, Any]) -> str:
    """Say a task as it is typed: quoted for the shell, filters as options."""
    asked = command(query)
    assert asked is not None
    options = [part for name, values in asked[1].items() for value in values for part in (f"--{name}", value)]
    return shlex.join(["trials", "search", asked[0], *options])


def bracketed(word: str) -> str:
    return f"({word})" if " OR " in word else word


def is_right(index: Index, task: dict[str, Any], documents: dict[str, str]) -> bool:
    """Ask a task's query of the citing documents and compare count and places."""
    asked = command(task["query"])
    assert asked is not None
    expected = task["expected"]
    result = ask(index, *asked, documents)
    places = [place for hit in result.hits for place in lines_of(hit)]
    match expected["unit"]:
        case "occurrence" | "pair of lines":
            found = len(places) if expected["unit"] == "occurrence" else result.passages_total
        case "line":
            # A paragraph that goes on over a page is several lines; all words are to stand on one.
            same = [{place[:2] for hit in ask(index, bracketed(word), {}, documents).hits for place in lines_of(hit)}
                    for word in task["query"]["all"]]
            places = [place for place in places if all(place[:2] in lines for lines in same)]
            found = len({place[:2] for place in places})
        case "aligned passage":
            pairs = [pair for hit in result.hits for pair in index.counterparts(hit.turn.ref)]
            others = [turn for _, turns in pairs for turn in turns]
            places += [(turn.text_id, turn.origin.line_start, turn.ref) for turn in others]
            found = len(pairs)
        case _:
            found = len({ref for _, _, ref in places})
    covered = all(
        any(text == documents[hit["doc"]] and hit["lines"][0] <= (line or 0) <= hit["lines"][1]
            for text, line, _ in places)
        for hit in expected["hits"]
    )
    barred = any(
        text == documents[hit["doc"]] and hit["lines"][0] <= (line or 0) <= hit["lines"][1]
        for hit in task.get("must_not_return", ()) for text, line, _ in places
    )
    inferred = sum(int(line) in {line for _, line, _ in places} for line in INFERRED.findall(task.get("note") or ""))
    return found == expected["count"] + inferred and covered and not barred


def ask(index: Index, query: str, filters: dict[str, tuple[str, ...]], documents: dict[str, str]) -> Result:
    return index.search(Request(query, {"document": tuple(documents.values()), **filters}, sort="record", limit=1000))


def lines_of(hit: Hit) -> list[tuple[str, int | None, str]]:
    """Give text, line and turn of each occurrence, of the turn where nothing is looked for in it."""
    starts = [hit.start + start for start, _ in hit.matches] or [hit.start]
    return [(hit.turn.text_id, hit.turn.origin.line_at(start), hit.turn.ref) for start in starts]


def test_searches(real_home: Home, examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks = [t for t in json.loads((examples / "searches.json").read_text("utf-8")) if command(t["query"])]
    scores: dict[str, list[bool]] = defaultdict(list)
    lines: dict[str, list[str]] = defaultdict(list)
    wrong = []
    with open_index(real_home) as index:
        names = {hit["doc"] for task in tasks for hit in task["expected"]["hits"]}
        documents = {
            name: info.id for info in index.texts for name in names if any(file.endswith(name) for file in info.files)
        }
        for task in tasks:
            right = is_right(index, task, documents)
            scores[task["category"]].append(right)
            lines[task["category"]].append(f"{'  ' if right else '! '}{task['id']}: {command_line(task['query'])}")
            if not right:
                wrong.append(f"{task['id']}: {' '.join(map(str, command(task['query']) or ()))}")
    with capsys.disabled():
        for category, results in scores.items():
            print(f"\n  {category}: {sum(results)} of {len(results)}")  # noqa: T201 -- the score is the point
            print("\n".join(f"    {line}" for line in lines[category]), end="")  # noqa: T201
        print()  # noqa: T201
    failed = {category for category, results in scores.items() if category in ALL_RIGHT and not all(results)}
    assert not failed, wrong
    right, asked = sum(map(sum, scores.values())), sum(map(len, scores.values()))
    assert right / asked >= FLOOR, wrong
