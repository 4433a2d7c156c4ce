"""Labels of pages and leaves, ``31``, ``ix``, ``31v``, ``31 об.``: how they are printed, and how they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.language.roman import roman_value
from corpus.model.leaves import bare_label, is_leaf, leaf_label

ARABIC = r"\d{1,4}"
ROMAN = r"[ivxlc]{1,8}|[IVXLC]{1,8}"
BACK = r"\s?(?:об(?:\.|орот)?(?![^\W\d_])|ob\b\.?|verso\b|v[°º]?(?![^\W\d_]))"
"""How the back of a leaf is named; its front is named so or not at all."""
FRONT = r"\s?(?:recto\b|r[°º]?(?![^\W\d_]))"
LABEL = rf"{ARABIC}(?:{BACK}|{FRONT})?|{ROMAN}"
"""A label as printed, within longer patterns."""

CALLED = (r"(?:страница|лист|стр|с|л|page|pages|pg|p|folio|fol|f|ff|leaf|l(?=\.)|seite|s)(?![^\W\d_])[.:]?\s?"
          r"(?:no\.?|№|#)?\s?")
"""What calls a number that of a page or a leaf."""

_LEAF = re.compile(r"(?<![^\W\d_])(?:(?P<russian>лист|л)|folio|fol|ff?|leaf|l(?=\.))(?![^\W_])", re.IGNORECASE)
_PAGE = re.compile(r"(?<![^\W\d_])(?:страница|стр|с|pages?|pg|p|seite|s)(?![^\W_])", re.IGNORECASE)
_RUSSIAN_SIDE = re.compile(r"\d\s?об", re.IGNORECASE)

YEARS = range(1500, 2100)
"""Numbers that stand for years where nothing calls them pages."""

ONES = 0.5
"""Share of steps by one, at least, in numbers of pages that do not only rise."""

MAX_STEP = 2
"""Usual step from one page that is marked to the next; some editions mark every second page."""

_ALONE = re.compile(rf"(?P<called>{CALLED})?(?P<label>{LABEL})", re.IGNORECASE)
_PARTS = re.compile(rf"(?P<number>{ARABIC})(?:(?P<back>{BACK})|{FRONT})?", re.IGNORECASE)


def labelled(marks: Sequence[tuple[str, str]]) -> list[str]:
    """Give the labels of marks of one form, each given as what stands before its number, and the number with its side.

    A leaf is what is called so or has a side, and what is counted with such and not called a page.
    """
    sided = [label for _, label in marks if _has_side(label)]
    russian = any(map(_RUSSIAN_SIDE.search, sided))
    out = []
    for before, label in marks:
        called = _LEAF.search(before)
        leaf = label[:1].isdigit() and (called or _has_side(label) or (sided and not _PAGE.search(before)))
        out.append(leaf_label(label, russian=bool(called["russian"]) if called else russian) if leaf else label)
    return out


def as_label(said: str) -> str:
    """Give a label that stands alone as one, as markup says it; what is none stays as it is."""
    found = _ALONE.fullmatch(said.strip())
    return labelled([(found["called"] or "", found["label"])])[0] if found else said


def meant_page(said: str) -> tuple[str, bool] | None:
    """Give which page or leaf is meant, however that is written: its number, and whether it is the back of a leaf.

    ``fol. 12v``, ``л.12об`` and ``12 verso`` are one, and so are ``л. 12`` and ``12r``, as the front of a leaf is named
    or not. None for what is no label.
    """
    found = _ALONE.fullmatch(" ".join(said.split()))
    if found is None:
        return None
    parts = _PARTS.fullmatch(found["label"])
    return (str(int(parts["number"])), bool(parts["back"])) if parts else (found["label"].lower(), False)


def with_fronts(labels: Sequence[str]) -> dict[str, str]:
    """Give the labels of the numbers without a side that are fronts of leaves, as others are backs of some."""
    leaves = [label for label in labels if is_leaf(label)]
    sided = [leaf for leaf in leaves if _has_side(bare_label(leaf))]
    fronts = {label for label in labels if label.isdigit()} if sided else set()
    return {label: leaf_label(label, russian=bool(_RUSSIAN_SIDE.search(sided[0]))) for label in fronts}


def _has_side(label: str) -> bool:
    return label[:1].isdigit() and not label.isdigit()


def page_value(label: str) -> float:
    """Give what a label counts: a page its number, the back of a leaf half a leaf more than its front."""
    parts = _PARTS.fullmatch(label)
    if parts is None:
        return roman_value(label.lower())
    return int(parts["number"]) + (0.5 if parts["back"] else 0)


def steps(labels: Sequence[str]) -> list[float]:
    """Give the steps from label to label; Roman numbers and Arabic ones count apart."""
    counted = [(page_value(label), label[0].isdigit()) for label in labels]
    return [b - a for (a, one), (b, other) in pairwise(counted) if one == other]


def rise(labels: Sequence[str]) -> bool:
    """Say whether labels only rise, by whatever steps. Roman ones may come before the others, not behind."""
    back = any(one[0].isdigit() and not other[0].isdigit() for one, other in pairwise(labels))
    return not back and min(steps(labels), default=0) > 0


def follow(labels: Sequence[str]) -> bool:
    """Say whether labels count pages: they rise, and mostly one by one."""
    found = steps(labels)
    return rise(labels) and (1 in found or median(found) <= MAX_STEP)


def run_on(labels: Sequence[str]) -> bool:
    """Say whether labels count pages though they do not only rise: mostly one by one.

    A number may stand twice, or be misprinted between two that follow each other, and parts may count from their
    beginning.
    """
    found = steps(labels)
    if len(found) < len(labels) - 1 or found.count(1) < ONES * len(found):
        return False
    values = [page_value(label) for label in labels]
    odd = {at for at, step in enumerate(found, 1) if not 0 < step <= MAX_STEP}
    known = {at for at in odd if values[at] <= MAX_STEP or values[at] == values[at - 1]}
    misprinted = {at for at in odd if at + 1 < len(values) and values[at + 1] - values[at - 1] == MAX_STEP}
    return odd <= known | misprinted | {at + 1 for at in misprinted}


def before_first(labels: Sequence[str]) -> str | None:
    """Give the label of the page before the first, None where that is a leaf, or the first page of all."""
    first = labels[0]
    return str(int(first) - 1) if first.isdigit() and int(first) > 1 and not _are_leaves(labels) else None


def behind_last(labels: Sequence[str]) -> str | None:
    """Give the label of the page behind the last, None where that is a leaf or not told by a figure."""
    return str(int(labels[-1]) + 1) if labels[-1].isdigit() and not _are_leaves(labels) else None


def _are_leaves(labels: Sequence[str]) -> bool:
    return any(map(is_leaf, labels))
