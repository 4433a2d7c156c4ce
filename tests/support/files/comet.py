"""A second play of six invented persons in two languages, whose translations have habits: ``comet.toml``.

A variant is the rows of each language in its order: ``plain`` as they are, ``merged`` with answers that the Russian
joins over the question between, ``moved`` with a scene that the Russian has further down.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
EVERY = 4
"""Of so many exchanges of two questions and two answers one is merged."""


def play() -> dict[str, Any]:
    """Give the data of the play; each row has its place as ``at``."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    for at, row in enumerate(data["row"]):
        row["at"] = at
        row.setdefault("id", str(at))
    return data


def variant(name: str) -> dict[str, list[Row]]:
    """Give the rows by language, each in its order."""
    rows = play()["row"]
    if name == "merged":
        for at in [at for at in range(len(rows) - 3) if _is_exchange(rows[at : at + 4])][::EVERY]:
            _merge(rows[at + 1 : at + 4])
    russian = rows
    if name == "moved":
        inn = [row for row in rows if row.get("scene") == "inn"]
        rest = [row for row in rows if row.get("scene") != "inn"]
        lens = next(at for at, row in enumerate(rest) if row.get("scene") == "lens")
        russian = [*rest[:lens], *inn, *rest[lens:]]
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
    names = play()["names"]
    for row in variant(name)[lang]:
        if lang in row:
            yield names[row["who"]][lang == "ru"] if "who" in row else None, row[lang]


def printed_text(name: str, lang: str) -> str:
    """Give the play as a text file: a title, a day, and a paragraph for each turn."""
    data = play()
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


def catalogue_of_comet(home: Path) -> None:
    """Write the catalogue of the play into a home."""
    data = play()
    roles = {"tamber": "president", "pask": "prosecutor", "wirth": "counsel", "strom": "defendant"}
    persons = "".join(f'[{who}]\nname_en = "{en}"\nname_ru = "{ru}"\n' for who, (en, ru) in data["names"].items())
    said = ", ".join(f'{{ person = "{who}", role = "{roles.get(who, "witness")}" }}' for who in data["names"])
    trial = (f'[comet]\ntitle_en = "{data["title_en"]}"\ntitle_ru = "{data["title_ru"]}"\nroles = [{said}]\n'
             'sittings = [{ date = 1907-11-14, part = "morning", content = "the whole hearing" }]\n')
    editions = "".join(
        f'[{lang}-comet]\ntrial = "comet"\nlang = "{lang}"\ntitle = "{data[f"title_{lang}"]}"\nrecord = "verbatim"\n'
        for lang in ("en", "ru"))
    folder = home / "catalogue"
    folder.mkdir(parents=True)
    for name, text in (("trials", trial), ("persons", persons), ("editions", editions)):
        (folder / f"{name}.toml").write_text(text, "utf-8")
