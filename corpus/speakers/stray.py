"""Labels that stand once or twice in another form than the labels of their file: what begins a line so is told.

A name of the vocabulary in quotation marks or behind a number, before a sign that no sentence has there, speaks, but is
doubted; several names joined, a title before an unknown name, a letter or a question mark for one, and a Russian
surname in any case before a colon are voices of somebody unknown.
"""

from __future__ import annotations

import re

from corpus.language.russian import is_person_name
from corpus.language.script import is_cyrillic
from corpus.language.words import fold
from corpus.speakers.label import ASIDE, SENTENCE_BEGINS, Label, is_prose, names_again
from corpus.speakers.label_forms import PLAIN, Form, FormHead, heads_at, is_strong
from corpus.speakers.run_on_sides import side_of
from corpus.speakers.stops import comma_label
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

_WORD = r"[^\W\d_a-zа-яё](?:[^\W_]|['’-]){0,30}"
_NAME = rf"(?:[^\W\d_a-zа-яё]\.\s?){{0,2}}{_WORD}(?:\s{_WORD}){{0,2}}"
_JOINT = re.compile(
    rf"(?P<names>{_NAME}(?:\s?(?:,|&|/|\+|,?\s(?:and|und|et|и))\s?{_NAME}){{1,3}}){ASIDE}\s?:\s*(?=\S)")
_JOIN = re.compile(r"\s?[,&/+]\s?(?:(?:and|und|et|и)\s)?|\s(?:and|und|et|и)\s")
_TITLED = re.compile(rf"(?P<title>(?:[Tt]he\s)?[^\W\d_]{{1,14}})\.?\s(?P<name>{_NAME}){ASIDE}\s?:\s*(?=\S)")
_LETTER = re.compile(
    rf"(?P<name>[^\W\d_a-zа-яё]\.?|\?{{1,3}}|N\.?\s?N\.?|(?:[^\W\d_a-zа-яё]\.\s?){{2}}|…|\.\.\.|\*{{3}}|_{{2,8}}){ASIDE}\s?:\s*(?=\S)")
_SURNAME = re.compile(rf"(?P<name>{_WORD}){ASIDE}\s?:\s*(?=\S)")
_SLIPPED = re.compile(rf"(?P<number>\d{{1,4}})?\s?(?P<name>{_NAME})(?P<slip>\s\S{{1,2}})?\s?:\s*(?=\S)")
_ADDRESSED = re.compile(rf"(?P<name>{_NAME})\s(?:to|к|ко)\s{_NAME}\s?:\s*(?=\S)")
_PARTED = re.compile(rf"(?P<first>{_WORD})\s?[—–‑-]\s?(?P<second>{_WORD}){ASIDE}\s?:\s*(?=\S)")
_ARTICLE = "the"
_STOPS: Form = ("", ".")
_WEAK = frozenset({_STOPS, ("", "--"), ("", "-"), ("", "…"), ("", "...")})
"""Signs behind a name that a sentence may have too."""


def joint_label(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the label of several names at ``start``, of which one at least is known: nobody is named by it."""
    found = _JOINT.match(text, start)
    if found is None or not SENTENCE_BEGINS.match(text, found.end()) or _knows(found["names"], vocabulary):
        return None
    if not any(_knows(name, vocabulary) for name in _JOIN.split(found["names"]) if name):
        return None
    return _label(found, ())


def stray_label(text: str, start: int, vocabulary: LabelVocabulary, *, small: bool) -> Label | None:
    """Give the label at ``start``, where a line begins, that is set otherwise than those of the file; None without one.

    ``small`` says that the labels of an edition are not in capitals: then such a name is one before a stop or dash.
    """
    return (_known(text, start, vocabulary, small=small) or _slipped(text, start, vocabulary)
            or _unknown(text, start, vocabulary))


def _known(text: str, start: int, vocabulary: LabelVocabulary, *, small: bool) -> Label | None:
    """Read a name of the vocabulary before a sign, not as sure as one in the form of the file."""
    for head in heads_at(text, start, vocabulary):
        if head.speakers and head.form != PLAIN and _speaks(text, head, small=small):
            return Label(start, head.said, text[head.start : head.end], head.speakers, exact=False)
    return comma_label(text, start, vocabulary) if small else None


def _speaks(text: str, head: FormHead, *, small: bool) -> bool:
    """Say whether a sign behind a name shows that a speech follows: one that no sentence has, else a stop or dash."""
    if not SENTENCE_BEGINS.match(text, head.said) or (head.form == _STOPS and names_again(text, head.said)):
        return False
    alike = head.name.isupper() or small
    directed = head.form == _STOPS and text[head.start : head.end].endswith((")", "]"))
    strong = is_strong(head.form) and (alike or ":" in head.form[1]) and head.form[0] not in ("(", "[", "*", "_")
    return strong or directed or (alike and head.form in _WEAK)


def _slipped(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Read a name with a number before it, a letter too many behind it, an addressee, or a dash for its hyphen."""
    for pattern in (_SLIPPED, _ADDRESSED):
        found = pattern.match(text, start)
        speakers = vocabulary.candidates(found["name"], tolerant=False)[0] if found else ()
        if found and speakers:
            return _label(found, speakers, found.start("name"))  # the number is of a line or a page
    parted = _PARTED.match(text, start)
    speakers = vocabulary.candidates(f"{parted['first']}-{parted['second']}", tolerant=False)[0] if parted else ()
    return _label(parted, speakers) if parted and speakers else None


def _unknown(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Read a voice of somebody unknown: a title with a name, a letter, a Russian surname."""
    found = _TITLED.match(text, start)
    if found is None or fold(found["title"]) not in (_ARTICLE, *label_words().titles):
        found = _LETTER.match(text, start)
        other = found and side_of(found["name"]) is None and not is_prose(found["name"])
        found = found if other else None
    if found is None:
        found = _SURNAME.match(text, start)
        found = found if found and is_cyrillic(found["name"]) and is_person_name(found["name"].lower()) else None
    if found is None or _knows(found["name"], vocabulary) or not SENTENCE_BEGINS.match(text, found.end()):
        return None
    return _label(found, ())


def _label(found: re.Match[str], speakers: tuple[LabelSpeaker, ...], begins: int | None = None) -> Label:
    """Give the label that was found, printed from ``begins`` on: doubted where it names somebody, else exact."""
    printed = found.string[found.start() if begins is None else begins : found.end()].rstrip(" :\n")
    return Label(found.start(), found.end(), printed, speakers, exact=not speakers)


def _knows(name: str, vocabulary: LabelVocabulary) -> bool:
    return bool(vocabulary.candidates(name, tolerant=False)[0])
