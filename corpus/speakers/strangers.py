"""Voices that stand once, and whom no list knows: ``Halloran:``, ``The stranger:``, ``President:``, ``The President.``

What begins a line and is set as a label is one where its words are names or say who somebody is, and are none that a
speech has before a colon (``Result:``). Whoever it names is told; nobody else is given what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.language.russian import is_abbreviation, is_adjective, is_person_name, is_person_noun, is_proper, is_thing
from corpus.language.script import is_cyrillic
from corpus.language.words import fold, forms
from corpus.speakers.label import ASIDE, SENTENCE_BEGINS, Label, names_again
from corpus.speakers.run_on_sides import side_of
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

MAX_LIST = 120
"""Characters behind a colon in which a list of names is looked for."""
MIN_NAME = 3
"""Letters of a name that stands alone before a colon, at least."""
MIN_STOPPED, MIN_CAPITALS = 4, 5
"""Letters of a name before a full stop, at least, and of one in capitals among small labels: shorter words there are
answers and abbreviations."""

_WORD = r"[^\W\d_a-zа-яё](?:[^\W_]|['’\u00ad-](?=\w)){0,30}"
_TOKEN = rf"(?:[^\W\d_a-zа-яё]\.|(?:von|van|de|da|di|du|la|le|der|фон|ван|де)(?=\s)|{_WORD})"
_NAME = rf"{_TOKEN}(?:\.?[ \u00a0]{{0,2}}(?<=[. \u00a0]){_TOKEN}){{0,4}}"
_APPOSITION = r"(?:,\s[a-zа-яё][^:.?!;\nA-ZА-ЯЁ]{1,40}(?=\s?:))?"
_COLON = re.compile(rf"(?P<name>{_NAME})\.?{ASIDE}{_APPOSITION}\s?:\s*(?=\S)")
_VOICES = re.compile(
    rf"(?P<open>[(\[])?(?P<name>[^\W\d_][\w'-]{{0,20}}(?:\.?\s[\w'-]{{1,16}}){{0,4}})\.?(?(open)[)\]]){ASIDE}"
    r"(?:\s?:|(?<=\.)\s?[—–])\s*(?=\S)")
_SIDE = re.compile(r"(?P<name>[^\W\d_]{1,8})\.?(?:\s?(?:№\s?)?\d{1,3})?\.?\s?:\s*(?=\S)")
_BY = re.compile(rf"(?:By|BY)\s(?P<name>{_NAME})\s?:\s*(?=\S)")
_DASH = re.compile(rf"(?P<name>{_NAME}){ASIDE}\.?\s?(?:[—–]|--|-(?=\s))\s*(?=\S)")
_STOP = re.compile(rf"(?P<name>{_NAME}){ASIDE}\.\s+(?=\S)")
_SOMEBODY = re.compile(rf"(?P<name>[^\W\d_a-zа-яё]\w{{0,11}}(?:\s\w{{2,14}}){{0,3}}){ASIDE}{_APPOSITION}\s?:\s*(?=\S)")
_OFFICE = re.compile(
    rf"(?P<name>[^\W\d_a-zа-яё][^\W\d_]+(?: [^\W\d_]+){{0,3}}){ASIDE}\s?(?P<sign>:|\.?\s?[—–]|\s-(?=\s)|\.)\s*(?=\S)")
_LETTERS = r"(?:[^\W\d_]|['’-](?=\w)){0,30}"
_PERHAPS = re.compile(
    rf"(?P<name>[^\W\d_a-zа-яё]{_LETTERS}(?:\.?[ \u00a0][^\W\d_]{_LETTERS}){{0,4}})"
    rf"{ASIDE}\.\s(?=[«\"“—–-]{{0,2}}\s?[^\W\d_a-zа-яё])")
_PARTED = re.compile(r"[.\s]+")


def office_label(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the label of an office at ``start`` without its article, or before a stop or dash; it is not exact.

    A word for whoever holds it (``The President. He …``) goes on with a sentence that names the office.
    """
    found = _OFFICE.match(text, start)
    if found is None or not SENTENCE_BEGINS.match(text, found.end()):
        return None
    name, colon = found["name"], found["sign"] == ":"
    form = name if vocabulary.is_office(name) else f"the {name}" if colon else ""
    if not vocabulary.is_office(form) or (
            _is_holder(text, found.end()) if colon else names_again(text, found.end())):
        return None
    speakers, _ = vocabulary.candidates(form, tolerant=False)
    return Label(start, found.end(), _printed(found), speakers, exact=False) if speakers else None


def stranger_label(
    text: str, start: int, vocabulary: LabelVocabulary, *, common: frozenset[str], upper: bool
) -> Label | None:
    """Give the label of an unknown voice at ``start``, where a line of a file with labels begins; None without one.

    ``common`` are the words that the file writes small; ``upper`` says that its labels are in capitals.
    """
    for pattern, is_voice in _READ:
        found = pattern.match(text, start)
        if found is None or not SENTENCE_BEGINS.match(text, found.end()):
            continue
        known = _who(found["name"], vocabulary)
        if known and pattern in (_STOP, _DASH, _BY) and _is_called(found, vocabulary):
            return Label(start, found.end(), _printed(found), known, exact=False)
        if not known and is_voice(found, common, upper) and not _lists_names(text, found.end()):
            return Label(start, found.end(), _printed(found), (), exact=True)
    return None


def named_perhaps(
    text: str, vocabulary: LabelVocabulary, common: Callable[[], frozenset[str]], *, first: bool = False
) -> Iterator[tuple[str, int]]:
    """Give what in the paragraphs of a speech may name another speaker, and where it stands; in the ``first`` if asked.

    It begins the paragraph, with a stop and a sentence behind it (``Halloran. I saw …``); but so may an answer
    (``Hamburg. I was there.``), and labels stand otherwise in the text: so it is told, and the speech goes on.
    ``common`` gives the words that the text writes small; it is asked only where something may be a name.
    """
    for line in re.finditer("^" if first else "(?<=\n)", text, re.M):
        found = _PERHAPS.match(text, line.start())
        if found and not names_again(text, found.end()) and _may_speak(found, vocabulary, common):
            yield found["name"], line.start()


def _may_speak(
    found: re.Match[str], vocabulary: LabelVocabulary, common: Callable[[], frozenset[str]]
) -> bool:
    """Say whether words before a stop may be whoever speaks: somebody known, a voice, a name of some length."""
    if vocabulary.candidates(found["name"], tolerant=False)[0]:
        return True
    words = _PARTED.split(found["name"])
    *before, last = [word for word in words if len(word) > 1] or words[-1:]
    data = label_words()
    persons = data.people | data.voices
    if not persons.isdisjoint(map(fold, (*before, last))) or (is_cyrillic(last) and is_person_noun(last.lower())):
        return all(word[0].isupper() or fold(word) in persons | data.beside_voices for word in before)
    if len(last) < MIN_STOPPED or not all(word[0].isupper() for word in before):
        return False
    if is_cyrillic(last):
        return is_proper(last.lower()) and not is_thing(last.lower())
    return data.prose.isdisjoint(map(fold, before)) and _is_name(last, common())


def _who(name: str, vocabulary: LabelVocabulary) -> tuple[LabelSpeaker, ...]:
    """Give whom a name names, behind an office that has no article."""
    office, _, behind = name.partition(" ")
    named = behind if behind and _is_office(office, vocabulary) else name
    return vocabulary.candidates(named, tolerant=False)[0]


def _is_office(word: str, vocabulary: LabelVocabulary) -> bool:
    return vocabulary.is_office(word) or vocabulary.is_office(f"the {word}")


def _is_called(found: re.Match[str], vocabulary: LabelVocabulary) -> bool:
    """Say whether a known name has a title or office before it, and no sentence that goes on about its bearer."""
    words = _words(found["name"])
    titled = len(words) > 1 and (fold(words[0]) in label_words().titles or _is_office(words[0], vocabulary))
    return (titled or found.re is _BY) and not names_again(found.string, found.end())


def _printed(found: re.Match[str]) -> str:
    return found.group().rstrip(" .:—–-\n\u00a0")


def _is_holder(text: str, at: int) -> bool:
    """Say whether nothing but names stands behind an office, to the end of its line: an entry of a list."""
    words = text[at : at + 80].partition("\n")[0].split()
    return all(word[0].isupper() for word in words) and not text[at : at + 80].rstrip().endswith(("!", "?"))


def _lists_names(text: str, at: int) -> bool:
    """Say whether several names are all that is said next: who is meant by the words before them (``Rightists:``)."""
    words = re.split(r"[.?!\n]", text[at : at + MAX_LIST], maxsplit=1)[0].replace(",", " ,").split()
    joining = [word for word in words if word == "," or fold(word) in label_words().joining]
    return bool(joining) and all(word in joining or word[0].isupper() for word in words)


def _words(name: str) -> list[str]:
    """Give the words of a name, without initials and particles."""
    return [word for word in _PARTED.split(name) if len(word) > 1 and word[0].isupper()]


def _is_named(found: re.Match[str], common: frozenset[str], _upper: bool) -> bool:
    """Say whether words before a colon or dash are the name of somebody."""
    words, said = _words(found["name"]), forms(found.group())
    if not words or side_of(found["name"]) or (len(words) == 1 and len(words[0]) < MIN_NAME):
        return False
    return said[-1] not in label_words().saying and _are_names(words, common)


def _are_names(words: Sequence[str], common: frozenset[str]) -> bool:
    """Say whether words are names, with titles and other words for persons before them."""
    data = label_words()
    *before, last = words
    person = fold(last) in data.people or (is_cyrillic(last) and is_person_noun(last.lower()))
    fits = person and (before or fold(last) not in data.addressed)
    return (fits or _is_name(last, common)) and all(
        _is_name(word, common) or fold(word) in data.people.union(data.before_people, data.titles) or _describes(word)
        for word in before)


def _describes(word: str) -> bool:
    """Say whether a Russian word may stand before the name of a person: a noun or adjective that says who it is."""
    return is_cyrillic(word) and (is_person_noun(word.lower()) or is_adjective(word.lower()))


def _is_name(word: str, common: frozenset[str]) -> bool:
    """Say whether a word may be a surname: no word that the file writes small or that speeches have before a colon."""
    folded = fold(word)
    if folded in common or folded in label_words().prose or folded in label_words().addressed:
        return False
    return (is_person_name(word.lower()) and not is_abbreviation(word.lower())) if is_cyrillic(word) else True


def _is_somebody(found: re.Match[str], _common: frozenset[str], _upper: bool) -> bool:
    """Say whether words say who somebody is: ``The stranger``, ``An old man``."""
    *before, last = found["name"].lower().split()
    if before and is_cyrillic(last):
        return is_person_noun(last) and all(map(is_adjective, before))
    data = label_words()
    return bool(before) and fold(last) in data.people and data.before_people.issuperset(map(fold, before))


def _are_voices(found: re.Match[str], _common: frozenset[str], _upper: bool) -> bool:
    """Say whether words name voices or persons, with such beside them as tell which: ``Голос с галёрки``."""
    data, said = label_words(), forms(found["name"])
    voices = data.voices | data.people
    alone = len(said) == 1 and not found["open"]
    begins = found["name"][0].isupper() or bool(found["open"])
    return begins and not alone and not voices.isdisjoint(said) and (voices | data.beside_voices).issuperset(said)


def _is_side(found: re.Match[str], _common: frozenset[str], _upper: bool) -> bool:
    """Say whether a word is a side of an interrogation, in full with its number or abbreviated."""
    return found["name"][0].isupper() and side_of(found["name"]) is not None


def _is_by(_found: re.Match[str], _common: frozenset[str], _upper: bool) -> bool:
    """Who is unknown behind ``By`` is named by a sentence, and speaks nowhere."""
    return False


def _is_stopped(found: re.Match[str], common: frozenset[str], upper: bool) -> bool:
    """Say whether words before a full stop are the name of a voice: in capitals, with a title, a Russian surname."""
    words = _words(found["name"])
    if not words or side_of(found["name"]) or names_again(found.string, found.end()):
        return False
    surname = words[-1]
    capitals = found["name"].isupper() and len(surname) >= (MIN_STOPPED if upper else MIN_CAPITALS)
    titled = len(words) > 1 and fold(words[0]) in label_words().titles
    russian = is_cyrillic(surname) and len(surname) >= MIN_STOPPED and is_proper(surname.lower())
    return (capitals or titled or russian) and _is_name(surname, common) and _are_names(words, common)


_READ: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], frozenset[str], bool], bool]], ...] = (
    (_COLON, _is_named), (_SOMEBODY, _is_somebody), (_VOICES, _are_voices), (_SIDE, _is_side), (_BY, _is_by),
    (_DASH, _is_named), (_STOP, _is_stopped))
"""The forms of such labels, each with what says whether its words are a voice."""
