"""One cited place as it was found, and how a number that is a page is told from one that is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.references.page_numbers import SIGN, CitedPages
from corpus.references.rules import rules

Style = Literal["named", "bare", "edition", "title", "prose", "note"]
CHAPTER = rules().items.chapter
YEAR = re.compile(r"(?:1[789]|20)\d\d(?: ?[-–] ?(?:1[789]|20)?\d\d)?")
_NO_PAGE = re.compile(rf"(?:\b(?:{'|'.join(rules().items.no_page)})\b\.?|№|#)\s?$")


@dataclass(frozen=True, slots=True)
class CitedItem:
    """One cited place at text[start:end]. ``work`` is how the work is named ("" for bare pages).

    ``trials`` are those the name may mean, ``editions`` those that bear it as their title. ``lang`` is the language of
    the name, or of the edition named.
    ``first`` tells that no item of the same bracket stands before it; ``closing`` that it ends its sentence.
    """

    start: int
    end: int
    style: Style
    work: str
    pages: CitedPages | None
    trials: tuple[str, ...] = ()
    lang: str = ""
    first: bool = True
    closing: bool = True
    editions: tuple[str, ...] = ()


def is_no_page(work: str, pages: str) -> bool:
    """Say whether a number behind ``work`` is a year, a day, a volume or a note, and no page."""
    if re.match(SIGN, pages):
        return False
    return bool(YEAR.fullmatch(pages) or _NO_PAGE.search(work + " ") or _NO_PAGE.search(work))


def unsigned(work: str) -> str:
    """Give the name of a work without a page sign at its end."""
    return re.sub(rf"[,:]?\s*(?:{SIGN}[^A-Za-z]*)?$", "", work.rstrip() + " ").strip(" ,:")
