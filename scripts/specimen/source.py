"""Reading the source text of the specimen: what each edition prints, and which turns say the same.

The form of the source text is told in its first lines (``corpus/data/specimen/source/inquiry.txt``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["en", "ru"]
LANGS: tuple[Lang, Lang] = ("en", "ru")
_HEAD = re.compile(r"\* (?P<who>[a-z-]+)(?: (?P<joins>\+))?"
                   r"(?: \((?P<en>[^|]*)\|(?P<ru>[^|]*)\))?$")


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the cast: labels in both languages, and the role in each sitting in order."""

    labels: dict[str, str]
    roles: list[str]


@dataclass(slots=True)
class Block:
    """A turn of the source text, with the paragraphs of either language and what the summary says in its place."""

    who: str
    joins: bool
    directions: dict[str, str]
    sitting: int
    style: str
    paragraphs: dict[str, list[str]] = field(default_factory=lambda: {"en": [], "ru": []})
    told: str | None = None


@dataclass(slots=True)
class Source:
    """The whole source text."""

    cast: dict[str, Member]
    sittings: list[str]
    blocks: list[Block]


@dataclass(slots=True)
class Unit:
    """A turn as one edition prints it. ``blocks`` are the numbers of the blocks it came from."""

    kind: str
    paragraphs: list[str]
    sitting: str
    section: str | None
    style: str
    blocks: list[int]
    speaker: str | None = None
    label: str | None = None
    role: str | None = None

    @property
    def text(self) -> str:
        """The wording without the label, paragraphs separated by a newline."""
        return "\n".join(self.paragraphs)


def read(text: str) -> Source:
    """Read a source text. Raises ValueError with the line that is not understood."""
    source = Source({}, [], [])
    style = ""
    for line in text.splitlines():
        if not line or line.startswith("%"):
            continue
        if line.startswith("@cast "):
            name, english, russian, roles = (part.strip() for part in line[6:].split("|"))
            source.cast[name] = Member({"en": english, "ru": russian}, roles.split())
        elif line.startswith("@sitting "):
            source.sittings.append(line[9:])
        elif line.startswith("@labels "):
            style = line[8:]
        elif line.startswith(("E: ", "R: ")):
            source.blocks[-1].paragraphs["en" if line[0] == "E" else "ru"].append(line[3:])
        elif line.startswith("N: "):
            source.blocks[-1].told = line[3:]
        elif found := _HEAD.match(line):
            directions: dict[str, str] = {lang: (found[lang] or "").strip() for lang in LANGS}
            source.blocks.append(
                Block(found["who"], bool(found["joins"]), directions, len(source.sittings) - 1, style)
            )
        else:
            raise ValueError(f"not a line of the specimen's source text: {line!r}")
    return source


def edition(source: Source, lang: Lang) -> list[Unit]:
    """Give the turns of one edition in order."""
    units: list[Unit] = []
    sitting, section = -1, None
    for number, block in enumerate(source.blocks):
        paragraphs = block.paragraphs[lang]
        if not paragraphs:
            continue
        if block.joins and lang == "en":
            _join(units, block.who, paragraphs, number)
            continue
        if block.who == "heading":
            section = paragraphs[0] if block.sitting == sitting else None
            sitting = block.sitting
        unit = Unit(block.who, paragraphs, source.sittings[sitting], section, block.style, [number])
        if block.who in source.cast:
            member = source.cast[block.who]
            unit.kind, unit.speaker, unit.role = "speech", block.who, member.roles[sitting]
            unit.label = _label(member.labels[lang], block, lang)
        units.append(unit)
    return units


def pairs(english: list[Unit], russian: list[Unit]) -> list[tuple[list[int], list[int]]]:
    """Give the turns that say the same, as ordinals from 1 of the English and of the Russian edition."""
    place = {number: at for at, unit in enumerate(russian, 1) for number in unit.blocks}
    found = []
    for at, unit in enumerate(english, 1):
        partners = sorted({place[number] for number in unit.blocks if number in place})
        if partners:
            found.append(([at], partners))
    return found


def _join(units: list[Unit], who: str, paragraphs: list[str], number: int) -> None:
    unit = next(unit for unit in reversed(units) if unit.speaker == who)
    unit.paragraphs = [*unit.paragraphs[:-1], " ".join([unit.paragraphs[-1], *paragraphs])]
    unit.blocks.append(number)


def _label(name: str, block: Block, lang: Lang) -> str:
    if lang == "en" or block.style == "caps":
        name = name.upper()
    if lang == "ru" and block.style == "stop":
        name = name.replace("ё", "е")
    direction = block.directions[lang]
    return f"{name} ({direction})" if direction else name
