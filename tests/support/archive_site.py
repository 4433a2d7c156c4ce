"""An archive on this machine: a WordPress site with as many posts as wanted, of which every word is invented.

Titles are those of a table, or made here; bodies are of made-up words, as long as the table says, with questions and
answers where the title is that of an interrogation.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from local_site import Answer, Site

SYLLABLES = ("ла", "мо", "ри", "ве", "ту", "ко", "ша", "не", "по", "ди", "су", "ма", "ги", "ро", "бе", "ныш", "том")
FAMILIES = ("Лампадин", "Ветров", "Фонарёв", "Ромазов", "Светов", "Кубышкин", "Бакенов", "Фитилёв", "Мысов", "Туманов")


@dataclass(frozen=True, slots=True)
class Row:
    """A post: ``day`` is an ISO date, ``characters`` the size of its HTML."""

    id: int
    day: str
    slug: str
    title: str
    characters: int
    collections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def rows_of(table: Path, count: int) -> list[Row]:
    """Give ``count`` rows of a table of titles, the table again and again with other numbers where it is shorter."""
    with table.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    out = []
    for at in range(count):
        row, round_ = listed[at % len(listed)], at // len(listed)
        out.append(Row(int(row["id"]) + round_ * 100_000, row["day"], row["slug"] + (f"-{round_}" if round_ else ""),
                       row["title"], int(row["characters"]), _list(row["collection"]), _list(row["tags"])))
    return out


def invented_rows(count: int, characters: int = 900) -> list[Row]:
    """Give rows with invented titles: records of interrogations and letters in turn, two collections."""
    out = []
    for at in range(count):
        one, other = FAMILIES[at % len(FAMILIES)], FAMILIES[(at + 3) % len(FAMILIES)]
        title = (f"Протокол допроса П.К. {one}а" if at % 2 else f"Письмо П.К. {one}а О.В. {other}у")
        day = f"193{at % 8}-{at % 12 + 1:02d}-{at % 28 + 1:02d}"
        out.append(Row(100 + at, day, f"lamp-{at}", title, characters, ("Маяк" if at % 2 else "Письма",)))
    return out


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(" | ") if part)


def body(row: Row) -> str:
    """Give the HTML of a post: of made-up words, the same for the same row."""
    made = random.Random(row.id)  # noqa: S311 - the same words for the same row
    dialogue = "опрос" in row.title
    parts, size, turn = [], 0, 0
    while size < row.characters:
        label = ("ВОПРОС: ", "ОТВЕТ: ")[turn % 2] if dialogue else ""
        words = " ".join("".join(made.choices(SYLLABLES, k=made.randint(1, 4))) for _ in range(made.randint(8, 60)))
        parts.append(f"<p>{label}{words.capitalize()}.</p>\n")
        size += len(parts[-1])
        turn += 1
    return "".join(parts)


@dataclass
class ArchiveSite(Site):
    """Answers as the REST interface of WordPress does for posts, categories and tags.

    ``locked`` posts ask for a password. ``headers`` stand for those that the site would send with a page of posts; None
    leaves one out. ``before`` is called with each path before it is answered, and may change the site.
    """

    rows: Sequence[Row] = ()
    modified: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    locked: set[int] = field(default_factory=set)
    headers: dict[str, str | None] = field(default_factory=dict)
    before: Callable[[str], None] | None = None

    def answer(self, path: str) -> Answer:
        """Answer a request; ``Host`` stands first in the path, as a mirror has it."""
        if self.before:
            self.before(path)
        waiting = self.faults.get(path)
        parts = urlsplit(path)
        if waiting or "/wp-json/wp/v2/" not in parts.path:
            return super().answer(path)
        self.asked.append(path)
        kind, _, number = parts.path.partition("/wp-json/wp/v2/")[2].partition("/")
        if kind == "posts" and number:
            return Answer(json.dumps(next(self._post(row) for row in self.rows if row.id == int(number))).encode())
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found: list[Any] = list(self._terms(kind)) if kind != "posts" else self._rows(asked)
        size, page = int(asked.get("per_page", 10)), int(asked.get("page", 1))
        pages = max(1, -(-len(found) // size))
        if page > pages:
            return Answer(b'{"code":"rest_post_invalid_page_number"}', 400)
        data = found[(page - 1) * size : page * size]
        if kind == "posts":
            fields = asked.get("_fields", "").split(",") if "_fields" in asked else None
            data = [{name: value for name, value in self._post(row).items() if fields is None or name in fields}
                    for row in data]
        told = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages), **self.headers}
        return Answer(json.dumps(data, ensure_ascii=False).encode(),
                      headers={name: value for name, value in told.items() if value is not None})

    def _rows(self, asked: dict[str, str]) -> list[Row]:
        chosen = [row for row in self.rows if asked.get("slug", row.slug) == row.slug
                  and self._modified(row) > asked.get("modified_after", "")]
        return sorted(chosen, key=lambda row: row.id)

    def _modified(self, row: Row) -> str:
        return self.modified.get(row.id, "2020-01-01T00:00:00")

    def _text(self, row: Row) -> str:
        if row.id in self.locked:
            return ""
        return self.texts[row.id] if row.id in self.texts else body(row)

    def _terms(self, kind: str) -> Iterator[dict[str, Any]]:
        names = dict.fromkeys(
            name for row in self.rows for name in (row.collections if kind == "categories" else row.tags))
        return ({"id": number, "name": name.replace("&", "&amp;")} for number, name in enumerate(names, 1))

    def _post(self, row: Row) -> dict[str, Any]:
        def numbers(kind: str, own: tuple[str, ...]) -> list[int]:
            named = {term["name"].replace("&amp;", "&"): term["id"] for term in self._terms(kind)} if own else {}
            return [named[name] for name in own]

        return {
            "id": row.id, "date": f"{row.day}T12:00:00", "modified": self._modified(row), "slug": row.slug,
            "link": f"http://archive.example/{row.slug}/", "title": {"rendered": row.title},
            "content": {"rendered": self._text(row), "protected": row.id in self.locked},
            "excerpt": {"rendered": "", "protected": False},
            "categories": numbers("categories", row.collections), "tags": numbers("tags", row.tags),
        }
