"""Parts of web pages that are none of the text: readers' comments, buttons to share, what else a site offers.

What stands in a header, footer or menu is navigation unless it shows that it is text: a sentence, a label with its
speech, a day, a signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from corpus.data_files import load_data
from corpus.model.blocks import Block
from corpus.reading.html.linked_text import is_evident_text, is_line

LEAST_WORDS, HEADING_WORDS = 4, 3
"""A sentence without links has as many words, at least, and a heading that is no menu's."""

_SENTENCE = re.compile(r"[\"'“«„(\[—–-]*\s?[^\W\d_].*[.!?…][\"'”’»)\]]*$", re.DOTALL)
_SIGNED = re.compile(
    r"(?:signed|correct|attested|clerk|secretary|president|верно|подпис\w*|секретарь|председатель|записал|допросил)\b.{0,80}"
    r"[A-ZА-ЯЁ][^\W\d_]+\W{0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebParts:
    """``data/webparts.toml``."""

    apart: tuple[str, ...]
    boilerplate: str


@cache
def _apart() -> re.Pattern[str]:
    return re.compile("|".join(load_data("webparts.toml", WebParts).apart), re.IGNORECASE)


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile(load_data("webparts.toml", WebParts).boilerplate.replace("\n", ""), re.IGNORECASE)


def is_apart(names: Iterable[str]) -> bool:
    """Say whether the classes or the identifier of an element call it a part that is none of the text."""
    return any(map(_apart().fullmatch, names))


def is_text_there(block: Block, *, linked: bool) -> bool:
    """Say whether a block of a header, footer or menu is text, of which some or none is ``linked``."""
    text, words = block.text, len(block.text.split())
    if _boilerplate().search(text):
        return False
    if is_evident_text(text) or is_line(text):
        return True
    sentence = words >= LEAST_WORDS and _SENTENCE.match(text) is not None
    heading = block.level > 0 and words >= HEADING_WORDS
    return not linked and (sentence or heading or _SIGNED.match(text) is not None)
