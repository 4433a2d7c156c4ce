"""The worked searches: what each asks for as a command line, and whether the answer is the expected one."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from corpus.home import Home
from indexer.reader import Index, open_index
from indexer.results import Request

pytestmark = pytest.mark.sources

ALL_RIGHT = {
    "exact phrase, English", "phrase across a page or line break", "phrase across a footnote marker",
    "phrase across an italics or bold marker", "exact phrase, Russian", "Russian phrase across a break",
    "Russian phrase across a footnote marker", "Russian word, mixed script", "proximity", "must return nothing",
}
"""Categories in which every task must be answered as expected."""

FLOOR = 0.71
"""Share of all tasks that a search answers at present; it only rises."""


def command(query: dict[str, Any]) -> tuple[str, dict[str, tuple[str, ...]]] | None:
    """Say a task as a query and filters; None where it asks for something that is no search."""
    if "phrase" in query:
        return f'"{query["phrase"]}"', {}
    for key in ("lemma", "lemma_phrase", "name"):
        if key in query:
            return query[key], {}
    if "near" in query:
        first, second = query["near"]
        return f"{first} NEAR/{query['distance']} {second}", {}
    if "all" in query:
        wanted = [f"({word})" if " OR " in word else word for word in query["all"]]
        return " ".join([*wanted, *(f"-{word}" for word in query.get("none", []))]), {}
    if "speaker" in query and "text" in query:
        return query["text"], {"speaker": (query["speaker"].lower(),)}
    return None


def is_right(index: Index, task: dict[str, Any], documents: dict[str, str]) -> bool:
    """Ask a task's query of the citing documents and compare count and places."""
    asked = command(task["query"])
    assert asked is not None
    query, filters = asked
    request = Request(query, {"document": tuple(documents.values()), **filters}, sort="record", limit=1000)
    places = [
        (hit.turn.text_id, hit.turn.origin.line_at(hit.start + start), hit.turn.ref)
        for hit in index.search(request).hits
        for start, _ in hit.matches
    ]
    expected = task["expected"]
    found = len(places) if expected["unit"] == "occurrence" else len({ref for _, _, ref in places})
    covered = all(
        any(text == documents[hit["doc"]] and hit["lines"][0] <= (line or 0) <= hit["lines"][1]
            for text, line, _ in places)
        for hit in expected["hits"]
    )
    return found == expected["count"] and covered


def test_searches(real_home: Home, examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks = [t for t in json.loads((examples / "searches.json").read_text("utf-8")) if command(t["query"])]
    scores: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    with open_index(real_home) as index:
        names = {hit["doc"] for task in tasks for hit in task["expected"]["hits"]}
        documents = {
            name: info.id for info in index.texts for name in names if any(file.endswith(name) for file in info.files)
        }
        for task in tasks:
            right = is_right(index, task, documents)
            scores[task["category"]].append(right)
            if not right:
                wrong.append(f"{task['id']}: {' '.join(map(str, command(task['query']) or ()))}")
    with capsys.disabled():
        for category, results in scores.items():
            print(f"\n  {category}: {sum(results)} of {len(results)}", end="")  # noqa: T201 -- the score is the point
        print()  # noqa: T201
    failed = {category for category, results in scores.items() if category in ALL_RIGHT and not all(results)}
    assert not failed, wrong
    right, asked = sum(map(sum, scores.values())), sum(map(len, scores.values()))
    assert right / asked >= FLOOR, wrong
