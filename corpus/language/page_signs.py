"""Numbers of pages between signs within a text, ``[31]`` or ``{с. 31}``: which they are, and whether that is clear.

``[с. 31]`` says that it is a page, but may cite one; ``[31]`` may also be the mark of a note or the number of a
paragraph. How they count and where they stand tells: pages rise, notes are set close behind words, citations close
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from corpus.data_files import load_data
from corpus.language.page_labels import CALLED, LABEL, YEARS, follow, labelled, page_value, rise, run_on, steps

Trust = Literal["sure", "loose", "never"]
Place = Literal["alone", "first", "within", "behind"]
"""In a line of its own, at the beginning of a paragraph, between words, or close behind them as notes are."""

_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*(?=\n)")
_LINE = re.compile(r"\n")
_QUOTED = "\"”’»“)]"
_CLOSING = ".,;:!?)"
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Signs:
    """What stands around numbers, and how far these are trusted to be pages, ``called`` so or ``bare``."""

    opening: str
    closing: str
    called: Trust
    bare: Trust


@dataclass(frozen=True, slots=True)
class PageMarks:
    """``data/pagemarks.toml``."""

    signs: tuple[_Signs, ...]
    fewest: int


@dataclass(frozen=True, slots=True)
class PageSigns:
    """Marks of one form, in order: where each stands in the text, and its label.

    ``clear`` says that they are pages; else nothing tells whether they are.
    """

    spans: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]
    clear: bool

    @property
    def leaves(self) -> bool:
        """Whether some of them name leaves, or are Roman numbers."""
        return not all(map(str.isdigit, self.labels))


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    trust: Trust
    called: bool


def fewest_marks() -> int:
    """Give how many marks there are at least: fewer may be anything."""
    return load_data("pagemarks.toml", PageMarks).fewest


@cache
def _forms() -> tuple[_Form, ...]:
    """Give the forms of marks, the surest first."""
    found = []
    for sign in load_data("pagemarks.toml", PageMarks).signs:
        for called, trust in ((True, sign.called), (False, sign.bare)):
            word = CALLED if called else r"(?:#\s?)?"
            pattern = rf"{sign.opening}\s?{word}(?P<number>{LABEL})\s?{sign.closing}"
            found.append(_Form(re.compile(pattern, re.IGNORECASE), trust, called))
    return tuple(sorted(found, key=lambda form: (form.trust != "sure", not form.called)))


def sure_patterns() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of marks that are pages wherever they count on; their ``number`` is the label."""
    return tuple(form.pattern for form in _forms() if form.trust == "sure")


def page_signs(text: str) -> PageSigns | None:
    """Give the marks of pages within a text, those that are clear first; None where there are none.

    A blank line parts paragraphs in ``text``.
    """
    unclear: PageSigns | None = None
    for form in _forms():
        found = [m for m in form.pattern.finditer(text) if _is_apart(text, m)]
        clear = _judge(text, found, form) if found else None
        if clear is None:
            continue
        labels = labelled([(text[m.start() : m.start("number")], m["number"]) for m in found])
        signs = PageSigns(tuple(m.span() for m in found), tuple(labels), clear)
        if clear:
            return signs
        unclear = unclear or signs
    return unclear


def _is_apart(text: str, mark: re.Match[str]) -> bool:
    """Say whether a number is no letter that an editor set in, ``[I]n``."""
    return mark["number"][0].isdigit() or not (text[mark.end() : mark.end() + 1].isalpha())


def _judge(text: str, found: Sequence[re.Match[str]], form: _Form) -> bool | None:
    """Say whether marks of one form number pages; None where they are something else.

    Of loose ones on lines of their own :func:`corpus.language.page_lines.page_lines` knows more.
    """
    labels = [m["number"] for m in found]
    places = [_place(text, m) for m in found]
    if form.trust == "sure":
        labels = [label for label, _ in groupby(labels)]
    if len(labels) < fewest_marks():
        begins = not text[: found[0].start()].strip() or (form.called and not {"within", "behind"} & set(places))
        return False if begins or (len(labels) > 1 and _says_so(form, places)) else None
    if 2 * places.count("behind") > len(places) or (not form.called and page_value(labels[0]) in YEARS):
        return None
    if not rise(labels) and not (form.trust == "sure" and run_on(labels)):
        return _judge_unordered(labels, places, form)
    counts = follow(labels) or run_on(labels) or not {"within", "behind"} & set(places)
    return counts if form.trust == "sure" else _judge_loose(text, found, places, form, counts=counts)


def _judge_unordered(labels: Sequence[str], places: Sequence[Place], form: _Form) -> bool | None:
    """Say whether marks that do not rise may number pages: they call themselves so, or nearly count them.

    Those that count from 1 again are mostly of notes.
    """
    counted = page_value(labels[0]) > 1 and run_on(labels)
    return False if _says_so(form, places) or counted else None


def _says_so(form: _Form, places: Sequence[Place]) -> bool:
    """Say whether marks call themselves pages, and most stand where no citation does."""
    return form.called and form.trust == "sure" and 2 * places.count("behind") <= len(places)


def _judge_loose(
    text: str, found: Sequence[re.Match[str]], places: Sequence[Place], form: _Form, *, counts: bool
) -> bool | None:
    if page_value(found[0]["number"]) == 1 and not form.called:
        return False if "within" in places and form.trust == "loose" else None
    return counts and form.trust != "never" and set(places) != {"alone"} and not _are_paragraphs(text, found, places)


def _are_paragraphs(text: str, found: Sequence[re.Match[str]], places: Sequence[Place]) -> bool:
    """Say whether marks may number paragraphs: one by one, each at the beginning of the next one."""
    if set(places) != {"first"} or set(steps([m["number"] for m in found])) != {1}:
        return False
    between = text[found[0].start() : found[-1].start()]
    return len(_PARAGRAPH.findall(between) or _LINE.findall(between)) < len(found)


def _place(text: str, mark: re.Match[str]) -> Place:
    start, end = mark.span()
    before = text[max(0, text.rfind("\n", 0, start)) : start]
    after = text[end : end + 1]
    if not before.strip():
        close = text.find("\n", end)
        if not text[end : close if close >= 0 else len(text)].strip():
            return "alone"
        above = text[:start].rstrip()[-20:]
        blank = text[:start].rstrip(" \t\u00a0").endswith("\n\n") or not above
        return "first" if blank or _ENDED.search(above) else "within"
    close_behind = not before[-1:].isspace() and (not after or after.isspace())
    cites = before.rstrip()[-1] in _QUOTED or (after != "" and after in _CLOSING)
    return "behind" if close_behind or cites else "within"
