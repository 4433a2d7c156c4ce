"""The numbers that Word prints before the paragraphs of lists, and before headings that are numbered.

Format: ECMA-376, 17.9. A paragraph or its style names an instance (``num``) and a level of it; the instance names the
levels (``abstractNum``), whose counts all its instances share, and may let a level begin anew. A list of levels may be
another style's (``numStyleLink``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.reading.books.office.docx_notes import FORMS
from corpus.reading.books.office.docx_parts import Element, parts
from corpus.reading.list_numbers import Form, LevelCounts, numeral

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
MAX_LINKS = 10
"""Styles of lists followed from one to the next; Word writes one, and they may go round in a circle."""

_PLACE = re.compile(r"%([1-9])")
_INTEGER = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level is numbered; ``form`` None for bullets. ``restart`` is the level, from 1, that begins it anew."""

    start: int = 1
    form: Form | None = "decimal"
    text: str = ""
    in_figures: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _Numbering:
    """Levels with their counts."""

    levels: dict[int, _Level]
    counts: LevelCounts = field(default_factory=LevelCounts)


@dataclass(slots=True)
class _Instance:
    """An instance: what it numbers, and where its own beginnings are that were not used yet."""

    numbering: _Numbering
    levels: dict[int, _Level]
    begins: dict[int, int]


class ListsOfWord:
    """Counts the paragraphs of a document in their order."""

    def __init__(self, document: Document) -> None:
        self._styles = {str(style.style_id): style.element for style in document.styles}
        self._of_styles: dict[str, tuple[str | None, int | None]] = {}
        self._instances = dict(_instances(_part(document), self._styles))

    def number_of(self, paragraph: Element) -> str | None:
        """Give what is printed before the next paragraph, empty for a bullet; None for one that is in no list."""
        name, level = self._place(paragraph)
        instance = self._instances.get(name or "")
        if instance is None:
            return None
        return _counted(instance, min(max(0, level), _LEVELS - 1))

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """Give instance and level of a paragraph, from its style where it does not say them itself."""
        name, level = _stated(paragraph.find(f"{_W}pPr/{_W}numPr"))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if name is None and style is not None:
            name, of_style = self._of_style(str(style.get(f"{_W}val")))
            level = of_style if level is None else level
        return name, level or 0

    def _of_style(self, style: str) -> tuple[str | None, int | None]:
        """Give instance and level that a style states, or one that it is based on; each style is looked up once."""
        passed: list[str] = []
        found: tuple[str | None, int | None] = (None, None)
        for name, element in _based_on(self._styles, style):
            if name in self._of_styles:
                found = self._of_styles[name]
                break
            passed.append(name)
            stated = _stated(element.find(f"{_W}pPr/{_W}numPr"))
            if stated[0] is not None:
                found = stated
                break
        for name in reversed(passed):
            found = self._of_styles[name] = found[0], self._level_of(name, found)
        return found

    def _level_of(self, style: str, found: tuple[str | None, int | None]) -> int | None:
        """Give the level of an instance that is bound to a style, else the one found so far."""
        instance = self._instances.get(found[0] or "")
        levels = instance.levels.items() if instance else ()
        return next((number for number, level in levels if level.style == style), found[1])


def _based_on(styles: dict[str, Element], style: str) -> Iterator[tuple[str, Element]]:
    """Give a style and those that it is based on, each once: a file may let them go round in a circle."""
    seen: set[str] = set()
    while style in styles and style not in seen:
        seen.add(style)
        yield style, styles[style]
        base = styles[style].find(f"{_W}basedOn")
        style = "" if base is None else str(base.get(f"{_W}val"))


def _counted(instance: _Instance, level: int) -> str:
    """Count a paragraph of a level, and give its number as printed."""
    counts = instance.numbering.counts
    here = instance.levels.get(level, _Level())
    starts = {number: one.start for number, one in instance.levels.items()}
    going_on = [number for number, one in instance.levels.items() if one.restart is not None and level >= one.restart]
    counts.count(level, starts, begins=instance.begins.pop(level, None), going_on=going_on)
    if here.form is None:
        return ""

    def printed(found: re.Match[str]) -> str:
        shown = int(found.group(1)) - 1
        form, value = instance.levels.get(shown, _Level()).form, counts[shown]
        if form is None or value is None or shown > level:
            return ""
        return numeral(value, "decimal" if here.in_figures else form, doubled=True)

    return _PLACE.sub(printed, here.text)


def _part(document: Document) -> Element | None:
    """Give the part of a document that says how lists are numbered."""
    return next((part for _, part in parts(document, ("numbering",))), None)


def _instances(part: Element | None, styles: dict[str, Element]) -> Iterator[tuple[str, _Instance]]:
    if part is None:
        return
    abstract = {str(one.get(f"{_W}abstractNumId")): one for one in part.iter(f"{_W}abstractNum")}
    numbers = {str(one.get(f"{_W}numId")): one for one in part.iter(f"{_W}num")}
    made: dict[str, _Numbering] = {}
    for name, number in numbers.items():
        key = _abstract_of(number, abstract, numbers, styles)
        if key not in abstract or name == "0":  # an instance of that name takes a paragraph out of all lists
            continue
        if key not in made:
            made[key] = _Numbering(dict(_levels(abstract[key])))
        levels, begins = dict(made[key].levels), {}
        for own in number.iter(f"{_W}lvlOverride"):
            place = _integer(own.get(f"{_W}ilvl")) or 0
            levels.update(_levels(own))
            if (begun := _integer(_value(own, "startOverride"))) is not None:
                begins[place] = begun
                levels[place] = replace(levels.get(place, _Level()), start=begun)
        yield name, _Instance(made[key], levels, begins)


def _abstract_of(
    number: Element, abstract: dict[str, Element], numbers: dict[str, Element], styles: dict[str, Element]
) -> str:
    """Give the name of the levels of an instance, those of another style where they are that style's."""
    key = _value(number, "abstractNumId")
    for _ in range(MAX_LINKS):
        if key not in abstract:
            break
        style = styles.get(_value(abstract[key], "numStyleLink"))
        linked = None if style is None else style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        other = None if linked is None else numbers.get(str(linked.get(f"{_W}val")))
        if other is None:
            break
        key = _value(other, "abstractNumId")
    return key


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    for level in element.findall(f"{_W}lvl"):
        place = _integer(level.get(f"{_W}ilvl"))
        if place is None or not 0 <= place < _LEVELS:
            continue
        form = _value(level, "numFmt") or "decimal"
        hidden = level.find(f"{_W}rPr/{_W}vanish") is not None
        start = _integer(_value(level, "start"))
        yield place, _Level(
            0 if start is None else start, None if form == "bullet" or hidden else FORMS.get(form, "decimal"),
            _value(level, "lvlText") if form != "none" else _PLACE.sub("", _value(level, "lvlText")),
            level.find(f"{_W}isLgl") is not None, _integer(_value(level, "lvlRestart")), _value(level, "pStyle"))


def _stated(properties: Element | None) -> tuple[str | None, int | None]:
    """Give instance and level that properties state, None for what they do not."""
    if properties is None:
        return None, None
    name = properties.find(f"{_W}numId")
    return (None if name is None else str(name.get(f"{_W}val"))), _integer(_value(properties, "ilvl"))


def _value(element: Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _integer(stated: object) -> int | None:
    return int(str(stated)) if _INTEGER.fullmatch(str(stated)) else None
