"""Labels at the beginning of a line that more than a sign sets off: brackets, a bullet, initials behind the name.

So does a sign that a recogniser misread, or that was lost: a name in capitals before a sentence is a label where the
labels of the file are in capitals. Such a label is not exact, so that it is told.
"""

from __future__ import annotations

import re

from corpus.language.words import fold
from corpus.speakers.label import BULLET, MAX_LABEL_WORDS, SENTENCE_BEGINS, Label, names_again
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

_WORD = r"[^\W\d_][\w'’-]*\.?"
_NAME = rf"{_WORD}(?: {_WORD}){{0,4}}"
_WRAPPED = re.compile(
    rf"(?:\[(?P<square>{_NAME})\s?(?P<in_square>:?)\]|\((?P<round>{_NAME})\s?(?P<in_round>:?)\)|<(?P<pointed>{_NAME})>)"
    r"(?P<sign>\s?[:.]?)\s*"
)
_BULLET = re.compile(rf"{BULLET}(?P<name>{_NAME})\s?:\s*")
_INVERTED = re.compile(
    r"(?P<name>[^\W\d_a-zа-яё][\w'’-]+),\s?(?P<initials>(?:[^\W\d_a-zа-яё]\.\s?){1,2})(?:\([^()\n]{1,120}\)\s?)?:\s*"
)
_CAPITALS = re.compile(r"[^\W\d_a-zа-яё](?:[^\W\d_a-zа-яё]|['’.-])*")
_WEAK = re.compile(
    r"\s?(?P<sign>[=/|>»…►▶→]{1,3}|\.{3}|,|(?P<call>[!?]{1,3}))?\s+(?:[«“\"'—–-]\s?)?"
    r"(?:[^\W\d_a-zа-яё][^\W\d_A-ZА-ЯЁ]|[^\W\d_a-zа-яё]\s)"
)
_GLUED = re.compile(r"(?P<name>[^\W\d_a-zа-яё][^\W\d_]{2,40})(?P<tie>\.?-|\.)(?P<first>[^\W\d_a-zа-яё][^\W\d_]*)")
_ENDS = (".", "?", "!", "…", "»", "”", '"')
_SENTENCE_FROM = re.compile(r"[«“\"'—–-]?\s?[^\W\d_]")


def set_off_label(text: str, start: int, vocabulary: LabelVocabulary, *, upper: bool) -> Label | None:
    """Give the label at ``start`` that brackets, a bullet or initials behind the name set off, None without one.

    ``upper`` says that the labels of the file are in capitals.
    """
    return (_wrapped(text, start, vocabulary, upper=upper) or _behind_bullet(text, start, vocabulary)
            or _inverted(text, start, vocabulary))


def _who(name: str, vocabulary: LabelVocabulary) -> tuple[LabelSpeaker, ...]:
    return vocabulary.candidates(name, tolerant=False)[0]


def _wrapped(text: str, start: int, vocabulary: LabelVocabulary, *, upper: bool) -> Label | None:
    """Read a name in brackets before a sentence; in round ones, where directions stand, with a colon only.

    In square ones without a colon, and set otherwise than the labels of the file, it may be an editor's word.
    """
    found = _WRAPPED.match(text, start)
    if found is None or not SENTENCE_BEGINS.match(text, found.end()):
        return None
    name = found["square"] or found["round"] or found["pointed"]
    signed = ":" in (found["sign"].strip(), found["in_square"], found["in_round"])
    if found["round"] and not signed:
        return None
    speakers = _who(name, vocabulary)
    exact = signed or name.isupper() or not upper or bool(found["pointed"])
    return Label(start, found.end(), name, speakers, exact) if speakers else None


def _behind_bullet(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    found = _BULLET.match(text, start)
    speakers = _who(found["name"], vocabulary) if found else ()
    return Label(start, found.end(), found["name"], speakers, exact=True) if found and speakers else None


def _inverted(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Read a name before its initials, as lists have it: ``KORVIN, A.:``."""
    found = _INVERTED.match(text, start)
    speakers = _who(f"{found['initials'].strip()} {found['name']}", vocabulary) if found else ()
    if found is None or not speakers:
        return None
    return Label(start, found.end(), text[start : found.end()].rstrip().rstrip(":").rstrip(), speakers, exact=True)


def weak_label(text: str, start: int, vocabulary: LabelVocabulary, *, upper: bool) -> Label | None:
    """Give the name in capitals at ``start`` before a sentence, whatever sign stands between them; it is not exact.

    Behind a name that is called or asked for nobody is named. Where the labels of the file are not ``upper``, no sign
    at all may be that of a heading, which ends with no stop.
    """
    end, ends = start, list[int]()
    while len(ends) < MAX_LABEL_WORDS and (word := _CAPITALS.match(text, end)):
        ends.append(word.end())
        end = word.end() + 1
    for end in reversed(ends):
        sign = _WEAK.match(text, end)
        speakers = _who(text[start:end], vocabulary) if sign else ()
        if sign and speakers and (upper or sign["sign"] or text.rstrip().endswith(_ENDS)):
            first = _SENTENCE_FROM.search(text, end)
            said = first.start() if first else end
            if sign["call"]:
                return Label(start, said, text[start : sign.end("call")], (), exact=True)
            return Label(start, said, text[start:end], speakers, exact=False)
    return None


def glued_label(text: str, start: int, vocabulary: LabelVocabulary, *, upper: bool) -> Label | None:
    """Give the name at ``start`` to which a hyphen, read for a dash, or a stop ties the first word said; not exact.

    Two names make one, or a pair, and no label; an initial behind a stop belongs to the name. ``upper`` says that the
    labels of the file are in capitals.
    """
    found = _GLUED.match(text, start)
    if found is None or _who(found.group(), vocabulary):
        return None
    speakers, first, stopped = _who(found["name"], vocabulary), found["first"], found["tie"] == "."
    if not speakers or _who(first, vocabulary) or fold(first) in label_words().never:
        return None
    if stopped and (names_again(text, found.start("first")) or text.startswith(".", found.start("first") + 1)):
        return None
    if upper and not (stopped or found["name"].isupper()):
        return None
    return Label(start, found.start("first"), found["name"], speakers, exact=False)
