"""Speakers' labels: found in running text by a closed vocabulary for each trial.

A label is a name or office of the vocabulary before a colon, with or without a direction in brackets:
``Vyshinsky:``, ``THE PRESIDENT (to X):``, ``N. Lurye:``. Typing errors are tolerated within bounds. Mark-up plays
no part, so that the same words give the same labels however they are set. Labels that end with a full stop are
those of :mod:`corpus.speakers.habits`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.language.words import fold
from corpus.speakers.addressees import behind_address
from corpus.speakers.label import (
    GAP,
    MAX_DIRECTION_CHARS,
    MAX_LABEL_WORDS,
    MAX_LOOK_BACK,
    TOKEN,
    Label,
    begins_line,
    fits_label,
    outside_quotations,
)
from corpus.speakers.stops import line_labels
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

__all__ = ["Label", "LabelSpeaker", "LabelVocabulary", "find_labels", "misprinted_label"]


_DIRECTION = re.compile(rf"(?<!\s)\s*+\([^()]{{1,{MAX_DIRECTION_CHARS}}}\)$")
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_a-zа-яё]\.\s?$")
_INITIAL_FIRST = re.compile(r"[^\W\d_]\.")
_NUMBERED = re.compile(r"(?<=[^\d\s])\s\d{1,2}\s{1,3}\Z")
"""A number of a line or page before a name, where the words of two lines were joined."""
_MISPRINT = re.compile(r"[;:](?=\s+[^\W\d_a-zа-яё])")
_SENTENCE_END = re.compile(r"[.?!…:;)\]\"'”’»*–—|]$")
_OPENING = "\"'“„«‘(["


def find_labels(text: str, vocabulary: LabelVocabulary, *, stops: bool = False) -> list[Label]:
    """Find the labels of ``text`` in order. Those inside a quotation are no labels of the text.

    With ``stops`` a name and a full stop at the beginning of a line are a label too (the Russian book of 1938).
    """
    found: list[Label] = []
    floor = 0
    for colon in re.finditer("::?|[：﹕∶]", text):
        if colon.start() < floor:
            continue
        label = _label_before(text, floor, colon.start(), vocabulary)
        if label is not None:
            found.append(replace(label, end=colon.end()))
            floor = colon.end()
    if stops:
        taken = {label.start for label in found}
        found += [label for label in line_labels(text, vocabulary) if label.start not in taken]
        found.sort(key=lambda label: label.start)
    return outside_quotations(text, found)


def with_address(text: str, label: Label) -> Label:
    """Take what says whom the speaker turns to, and stands behind the colon, into the label."""
    address = behind_address(text, label.end)
    if address is None:
        return label
    to_end, end = address
    return replace(label, end=end, text=text[label.start : to_end])


def misprinted_label(text: str, vocabulary: LabelVocabulary) -> int | None:
    """Give where a label stands that is misprinted, most likely: with a semicolon, or an office in small letters.

    It stands between two sentences. What follows is somebody else's, but the print does not say so.
    """
    for sign in _MISPRINT.finditer(text):
        label = _label_before(text, 0, sign.start(), vocabulary, small=sign.group() == ":")
        if label and label.start and label.exact and _begins(text, label.start):
            return label.start
    return None


def _label_before(
    text: str, floor: int, colon: int, vocabulary: LabelVocabulary, *, small: bool = False
) -> Label | None:
    """Give the label that ends at ``colon``; with ``small`` one that begins with a small letter."""
    floor = max(floor, colon - MAX_LOOK_BACK)
    window = text[floor:colon].rstrip()
    direction = _DIRECTION.search(window[-MAX_DIRECTION_CHARS - 4 :])
    name_end = len(window) - len(direction.group()) if direction else len(window)
    for start in _starts(window, name_end):
        form = window[start:name_end]
        if form[0].islower() != small or not _is_name(form, vocabulary):
            continue
        if (begin := _other_initial(text, floor + start, form)) is not None and vocabulary.holds(form):
            return Label(begin, colon + 1, text[begin:colon].rstrip(), (), exact=True)
        strong = _begins(text, floor + start)
        speakers, exact = vocabulary.candidates(form, tolerant=strong or bool(direction))
        if not speakers:
            continue
        goes_on = text[colon + 1 : colon + 3].strip()[:1].islower() and not (direction or form.isupper())
        numbered = not (strong or direction or form.isupper()) and _NUMBERED.search(text, floor, floor + start)
        if strong or (not goes_on and _runs_on(text, floor + start, form, directed=direction is not None)):
            sure = exact and not numbered
            return Label(floor + start, colon + 1, text[floor + start : colon].rstrip(), speakers, sure)
        return None
    return None


def _other_initial(text: str, start: int, form: str) -> int | None:
    """Give where an initial begins that stands at the beginning of a line before a form with one of its own.

    The second initial of somebody is not the first of a namesake.
    """
    before = _INITIAL.search(text, max(0, start - MAX_LOOK_BACK), start) if _INITIAL_FIRST.match(form) else None
    return before.start() if before and begins_line(text, before.start()) else None


def _starts(window: str, end: int) -> list[int]:
    """Give where a label that ends at ``end`` may begin: the longest candidate first."""
    tail = window[:end][-160:]
    base = end - len(tail)
    tokens = [m.span() for m in TOKEN.finditer(tail)]
    if not tokens or tokens[-1][1] != len(tail):
        return []
    out: list[int] = []
    upper = len(tail)
    for start, stop in reversed(tokens[-MAX_LABEL_WORDS:]):
        if out and not GAP.fullmatch(tail[stop:upper]):
            break
        out.append(base + start)
        upper = start
    return out[::-1]


def _is_name(form: str, vocabulary: LabelVocabulary) -> bool:
    """Say whether a form is set like a name: capitals, and small words of the vocabulary, but not these alone."""
    tokens = [m.group() for m in TOKEN.finditer(form)]
    return any(t[0].isupper() for t in tokens) and all(fits_label(t, vocabulary) or t == tokens[0] for t in tokens)


def _begins(text: str, start: int) -> bool:
    """Say whether a sentence, line or text begins here. A name behind an opening quotation mark is quoted."""
    if begins_line(text, start):
        return True
    before = text[max(0, start - MAX_LOOK_BACK) : start]
    if before[-1] in _OPENING:
        return before[-1] in "\"'" and not before[-2:-1].isspace() and start > 1
    return bool(_SENTENCE_END.search(before.rstrip()))


def _runs_on(text: str, start: int, form: str, *, directed: bool) -> bool:
    """Say whether a name inside a sentence is a label after all: the stop before it was lost in print."""
    before = text[max(0, start - MAX_LOOK_BACK) : start].rstrip()
    if before[-1:] in _OPENING or before[-1:] in ",-":
        return False
    last = TOKEN.findall(before[-60:])
    # A word that goes on in capitals is none, but misread.
    if not last or (fold(last[-1].rstrip(".")) in label_words().before_prose and not last[-1][1:].isupper()):
        return False
    number = _NUMBERED.search(text, max(0, start - MAX_LOOK_BACK), start)
    return directed or form.isupper() or not before[-1:].isdigit() or number is not None
