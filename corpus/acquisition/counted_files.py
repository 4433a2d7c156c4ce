"""Files that only a number names, ``0031.txt``: whether they are pages of one text or texts of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import TrialsError
from corpus.reading.encoding import decode
from corpus.reading.formats import BOXES, load, sniff
from corpus.reading.page_files import HEAD_SHARE, MOST_WORDS, sentences_run_on


def are_pages(files: Sequence[Path]) -> bool:
    """Say whether files are pages: recognised ones, or short texts whose sentences run on from file to file.

    False where one of them cannot be read.
    """
    texts: list[list[str]] = []
    for file in files:
        try:
            data = load(file)
            form = sniff(data, file.name)
            raw = decode(data, file.name)[0] if form == "text" else ""
        except TrialsError:
            return False
        if form not in (*BOXES, "text") or len(raw.split()) > MOST_WORDS:
            return False
        if form == "text":
            texts.append([line for line in raw.splitlines() if any(map(str.isalpha, line))])
    return not texts or (len(texts) == len(files) and sentences_run_on(_without_heads(texts)))


def _without_heads(texts: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Give the first and the last line of each text that has any, running heads apart."""
    firsts = Counter(_letters(lines[0]) for lines in texts if lines)
    often = {head for head, count in firsts.items() if count > 1 and count >= HEAD_SHARE * len(texts)}
    own = ([line for n, line in enumerate(lines) if n or _letters(line) not in often] for lines in texts)
    return [(lines[0], lines[-1]) for lines in own if lines]


def _letters(line: str) -> str:
    return "".join(sign for sign in line.lower() if sign.isalpha())
