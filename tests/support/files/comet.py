"""Plays of six invented persons in two languages, whose translations have habits: ``comet.toml``, ``ferry.toml``.

A variant is the rows of each language in its order: ``plain`` as they are, ``merged`` with answers that the Russian
joins over the question between, ``moved`` with a scene that the Russian has further down. That of the ferry is called
with its name before it (``ferry moved``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
EVERY = 4
"""Of so many exchanges of two questions and two answers one is merged."""


def title_of(name: str) -> str:
    """Give the identifier of the play of which a variant is."""
    return "ferry" if name.startswith("ferry ") else "comet"


def play(name: str = "") -> dict[str, Any]:
    """Give the data of the play of a variant; each row has its place as ``at``."""
    data = tomllib.loads(Path(__file__).with_name(f"{title_of(name)}.toml").read_text("utf-8"))
    for at, row in enumerate(data["row"]):
        row["at"] = at
        row.setdefault("id", str(at))
    return data


def variant(name: str) -> dict[str, list[Row]]:
    """Give the rows by language, each in its order."""
    data = play(name)
    rows = data["row"]
    if name.endswith("merged"):
        for at in [at for at in range(len(rows) - 3) if _is_exchange(rows[at : at + 4])][::EVERY]:
            _merge(rows[at + 1 : at + 4])
    russian = rows
    if name.endswith("moved"):
        moved = [row for row in rows if row.get("scene") == data["moved"]]
        rest = [row for row in rows if row.get("scene") != data["moved"]]
        before = next(at for at, row in enumerate(rest) if row.get("scene") == data["before"])
        russian = [*rest[:before], *moved, *rest[before:]]
    return {"en": rows, "ru": russian}


def _is_exchange(rows: list[Row]) -> bool:
    plain = all("who" in row and {"en", "ru"} <= row.keys() for row in rows)
    return plain and rows[0]["who"] == rows[2]["who"] != rows[1]["who"] == rows[3]["who"]


def _merge(rows: list[Row]) -> None:
    answer, question, second = rows
    if {"ru"} <= answer.keys() & question.keys() & second.keys():
        answer["ru"] += " " + second.pop("ru")
        second["ru_in"] = answer["id"]
        del question["ru"]


def printed_rows(name: str, lang: str) -> Iterator[tuple[str | None, str]]:
    """Give what a language prints: the label, none for a direction, and the words."""
    names = play(name)["names"]
    for row in variant(name)[lang]:
        if lang in row:
            yield names[row["who"]][lang == "ru"] if "who" in row else None, row[lang]


def printed_text(name: str, lang: str) -> str:
    """Give the play as a text file: a title, a day, and a paragraph for each turn."""
    data = play(name)
    lines = [f"{label.upper()}: {words}" if label else words for label, words in printed_rows(name, lang)]
    return "\n\n".join([data[f"title_{lang}"], data[f"day_{lang}"], *lines]) + "\n"


def gold_pairs(name: str) -> set[tuple[str, str]]:
    """Give the words that belong together, Russian first: those of the turns in which each language has a row."""
    rows = variant(name)["en"]
    words = {lang: {row["id"]: row[lang] for row in rows if lang in row} for lang in ("en", "ru")}
    sides = [
        [words[lang].get(row.get(f"{lang}_in", row["id"])) for lang in ("ru", "en")] for row in rows
    ]
    return {(ru, en) for ru, en in sides if ru and en}


def catalogue_of_play(home: Path, name: str = "") -> None:
    """Write the catalogue of the play of a variant into a home."""
    data, title = play(name), title_of(name)
    roles = data["roles"]
    persons = "".join(f'[{who}]\nname_en = "{en}"\nname_ru = "{ru}"\n' for who, (en, ru) in data["names"].items())
    said = ", ".join(f'{{ person = "{who}", role = "{roles.get(who, "witness")}" }}' for who in data["names"])
    trial = (f'[{title}]\ntitle_en = "{data["title_en"]}"\ntitle_ru = "{data["title_ru"]}"\nroles = [{said}]\n'
             f'sittings = [{{ date = {data["date"]}, part = "morning", content = "the whole hearing" }}]\n')
    editions = "".join(
        f'[{lang}-{title}]\ntrial = "{title}"\nlang = "{lang}"\ntitle = "{data[f"title_{lang}"]}"\n'
        'record = "verbatim"\n'
        for lang in ("en", "ru"))
    folder = home / "catalogue"
    folder.mkdir(parents=True)
    for name, text in (("trials", trial), ("persons", persons), ("editions", editions)):
        (folder / f"{name}.toml").write_text(text, "utf-8")
