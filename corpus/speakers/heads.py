"""Labels that their place tells: what begins a line of its own and is set as labels are, in other forms than ``NAME:``.

A name or office of the vocabulary at the beginning of a line is a label with a direction in square brackets, an
apposition, a dash, a semicolon or letterspacing, in bold or between stars, or alone on its line; so is what is set as
the labels of the file are and names nobody. Such a voice is unknown: its words are never those of the speaker before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.language.words import fold, forms
from corpus.model.turns import Mark
from corpus.speakers.addressees import beside_address
from corpus.speakers.label import (
    MAX_ASIDE_CHARS,
    MAX_LABEL_WORDS,
    MAX_SMALL,
    MAX_UNKNOWN_CHARS,
    NAME_TOKEN,
    SENTENCE_BEGINS,
    Label,
    bare_name,
    behind_directions,
    fits_label,
    forms_at,
)
from corpus.speakers.label_forms import written_small
from corpus.speakers.line_starts import LineSpan
from corpus.speakers.lone_lines import broken_off, lone_label
from corpus.speakers.posts import post_label
from corpus.speakers.set_off import glued_label, set_off_label, weak_label
from corpus.speakers.sides import are_parted, owned_side, side_label
from corpus.speakers.strangers import office_label, stranger_label
from corpus.speakers.stray import joint_label, stray_label
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

OFTEN = 5
"""Labels in capitals that a file must have before unknown words in capitals are a label too."""
ALL = 2
"""Labels at least in a short file, of which each is in capitals, before the same holds."""

MAX_LIST_WORDS = 10
"""Words behind an office within which a list of the court has the initials of whoever holds it."""

_APPOSITION = re.compile(
    r",\s*[^\W\d_A-ZА-ЯЁ][^:.?!;\n]{0,60}(?=\s*:)"
    r"|\s[—–-]\s(?:[^\W\d_][\w'’]{0,14}\.?\s){0,2}[^\W\d_a-zа-яё][\w'’-]{2,30}(?=\s?:\s)")
"""Behind a name, before the colon: what it does or is, or whom it speaks to."""
_APART = r"\s{0,20}"
"""Between a name and the sign behind it; more is no label."""
_SIGN = re.compile(
    rf"{_APART}(?P<sign>:|;|\.?{_APART}[—–]|\.?\s{{1,20}}-(?=\s)|\.{_APART}-)[ \u00a0]*+(?=[^\s])"
    rf"|{_APART}(?P<end>:)\s*(?=\n|$)"
)
_STOPPED = re.compile(r"\.\s+(?=[«“\"—–-]?\s?[^\W\d_a-zа-яё])")
_OFFICE = re.compile(r"(?P<office>[a-zа-яё][\w.-]{1,24}(?: [a-zа-яё][\w.-]{1,24}){0,4}) ?: {0,3}(?=\S)")
_SPACED = re.compile(r"(?:[^\W\d_]\.\s+)?[^\W\d_](?: [^\W\d_]){2,}(?=\s*[:.;(\[])")
_STARS = re.compile(r"(?P<stars>\*{1,3}|_{1,3})(?P<name>[^\W\d_][^*_\n:]{1,60}?)[:.]?(?P=stars)[:.]?\s*")
_ABBREVIATED = re.compile(
    r"(?:\((?P<round>[^\W\d_]{1,5})\d{0,3}[:.]?\)|\[(?P<square>[^\W\d_]{1,5})\d{0,3}[:.]?\]"
    r"|(?P<word>[^\W\d_]{1,5})\d{0,3}(?P<whose>\.?\s?\([^()\n]{1,60}\))?(?:\.:|:|\.|\.?\s?[—–]))\s+(?=\S)"
)
_UNKNOWN = re.compile(
    rf"(?P<name>[^\W\d_](?:[^\n:()\[\].?!;]|(?<=\b[A-ZА-ЯЁ])\.){{1,{MAX_UNKNOWN_CHARS}}}?)(?:\s*[(\[][^()\[\]\n]{{1,120}}[)\]])?\s*:(?=\s*\S)"
)
_HOLDER = re.compile(r"[^.!?\n]*?\b[A-ZА-ЯЁ]\.\s?[A-ZА-ЯЁ]\.\s?[A-ZА-ЯЁ][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a file sets its labels: ``upper`` in capitals, ``always`` so often that capitals before a colon are one.

    ``small``: many with a colon, and not in capitals.
    ``labelled``: it has labels at all; ``common`` are the words that it writes small.
    ``alone`` on a line of their own; ``asked`` as Q. and A.; ``parted``: as Question and Answer with a stop.
    """

    upper: bool = False
    always: bool = False
    alone: bool = False
    asked: bool = False
    parted: bool = False
    small: bool = False
    labelled: bool = False
    common: frozenset[str] = frozenset()


def line_heads(
    text: str, lines: Sequence[LineSpan], following: str, vocabulary: LabelVocabulary, setting: Setting,
    marks: Sequence[Mark] = (), *, lone: bool = False,
) -> Iterator[Label]:
    """Give the labels at the beginnings of ``lines`` of a paragraph; ``following`` is the first line behind it.

    A label without ``speakers`` is that of an unknown voice. ``lone`` says that a line may be a label that is nothing
    but a name.
    """
    short = broken_off(text, lines) if lone and (setting.alone or setting.labelled) else frozenset()
    for number, line in enumerate(lines):
        if not line.begins:
            continue
        after = text[lines[number + 1].start : lines[number + 1].end] if number + 1 < len(lines) else following
        label = _known(text, line.start, vocabulary, setting, marks)
        if label is None and number in short:
            label = lone_label(text, line, after, vocabulary, alone=setting.alone, common=setting.common)
        label = label or _set_alike(text, line.start, vocabulary, setting)
        if label:
            yield label


def _known(
    text: str, start: int, vocabulary: LabelVocabulary, setting: Setting, marks: Sequence[Mark]
) -> Label | None:
    """Give the label at ``start``, where a line begins, that names somebody known, or a side."""
    return (joint_label(text, start, vocabulary) or _named_label(text, start, vocabulary, setting, marks)
            or _small_office(text, start, vocabulary, setting) or _starred(text, start, vocabulary)
            or _letterspaced(text, start, vocabulary) or _abbreviated(text, start, vocabulary, setting)
            or side_label(text, start, parted=setting.parted) or owned_side(text, start))


def _set_alike(text: str, start: int, vocabulary: LabelVocabulary, setting: Setting) -> Label | None:
    """Give the label at the beginning of a line that is set as labels are, or nearly so, whoever it names."""
    return (set_off_label(text, start, vocabulary, upper=setting.upper)
            or glued_label(text, start, vocabulary, upper=setting.upper)
            or (office_label(text, start, vocabulary) if setting.labelled else None)
            or _unknown(text, start, vocabulary, setting)
            or (weak_label(text, start, vocabulary, upper=setting.upper)
                if setting.upper or setting.labelled else None)
            or stray_label(text, start, vocabulary, small=setting.small)
            or (post_label(text, start, vocabulary) if setting.labelled else None)
            or (stranger_label(text, start, vocabulary, common=setting.common, upper=setting.upper)
                if setting.labelled else None))


def term_label(text: str, vocabulary: LabelVocabulary) -> Label:
    """Give the label that a block is which its source sets as one: of a name or office, else of an unknown voice."""
    return Label(0, len(text), text.rstrip(" :.—–-"), bare_name(text, vocabulary), exact=True)


def setting_of(lines: Sequence[str], labels: Sequence[Label], vocabulary: LabelVocabulary) -> Setting:
    """Find out how a file sets its labels: its lines, and the labels that name and colon tell."""
    bare = [bool(bare_name(line, vocabulary)) for line in lines]
    lone = [line for line, here, after in zip(lines, bare, [*bare[1:], True], strict=False) if here and not after]
    alone = len(lone) > 1
    printed = [*(label.text for label in labels), *(lone if alone else ())]
    upper = sum(map(str.isupper, printed))
    mostly = 2 * upper > len(printed)
    always = mostly and (upper >= OFTEN or (upper == len(printed) and upper >= ALL))
    small = len(printed) >= OFTEN and not mostly
    asked = asked_lines(lines) > 0
    labelled = len(printed) >= ALL or asked
    common = written_small(lines) if labelled else frozenset()
    return Setting(mostly, always, alone, asked, are_parted(lines), small, labelled, common)


def asked_lines(lines: Iterable[str]) -> int:
    """Give how many lines begin with abbreviations of question and of answer: where one is missing, they are initials.
    """
    words = [fold(_side_word(m)) for line in lines if (m := _ABBREVIATED.match(line))]
    sides = [word for word in words if word in label_words().question or word in label_words().answer]
    both = not label_words().question.isdisjoint(sides) and not label_words().answer.isdisjoint(sides)
    return len(sides) if both else 0


def _named_label(
    text: str, start: int, vocabulary: LabelVocabulary, setting: Setting, marks: Sequence[Mark]
) -> Label | None:
    """Give the label of a name or office that begins a line."""
    for end, form, exact in forms_at(text, start, vocabulary):
        speakers, known = vocabulary.candidates(form, tolerant=False)
        if not speakers:
            continue
        stop = behind_directions(text, end)
        if apposition := _APPOSITION.match(text, stop):
            stop = apposition.end()
        elif (turned := beside_address(text, stop)) > stop:
            stop = turned
            if (stopped := _STOPPED.match(text, stop)) is not None:
                return Label(start, stopped.end(), text[start:stop], speakers, exact and known)
        if (label := _signed(text, start, end, stop, setting)) is not None:
            return Label(start, label[0], text[start:stop].rstrip(" ."), speakers, exact and known and label[1])
        if _is_bold(start, end, marks) and SENTENCE_BEGINS.match(text[stop:].lstrip()):
            return Label(start, stop, text[start:stop].strip(), speakers, exact)
    return None


def _small_office(text: str, start: int, vocabulary: LabelVocabulary, setting: Setting) -> Label | None:
    """Give the label of an office in small letters with a colon, before a sentence; none where labels are in capitals.
    """
    found = _OFFICE.match(text, start) if not setting.upper else None
    if found is None or not SENTENCE_BEGINS.match(text[found.end() :]) or not vocabulary.is_office(found["office"]):
        return None
    speakers, exact = vocabulary.candidates(found["office"], tolerant=False)
    return Label(start, found.end(), found["office"], speakers, exact=False) if speakers and exact else None


def _signed(text: str, start: int, end: int, stop: int, setting: Setting) -> tuple[int, bool] | None:
    """Give where the speech begins behind a sign that ends a label, and whether that is its sign; None without one."""
    sign = _SIGN.match(text, stop)
    if sign is None or not sign["sign"]:
        return (sign.end(), True) if sign and sign["end"] else None
    if sign["sign"] == ":":
        return sign.end(), True
    # A dash or semicolon behind a name may stand in any sentence: capitals and a new sentence must speak for it.
    set_alike = text[start:end].isupper() or not setting.upper
    if not set_alike or not SENTENCE_BEGINS.match(text[sign.end() :]):
        return None
    doubted = not text[start:end].isupper() and not setting.upper and stop == end
    return sign.end(), sign["sign"] != ";" and not doubted


def _starred(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the label of a name between stars, as plain text sets bold letters, before a sentence."""
    found = _STARS.match(text, start)
    speakers, exact = vocabulary.candidates(found["name"], tolerant=False) if found else ((), False)
    if found is None or not speakers or not SENTENCE_BEGINS.match(text[found.end() :]):
        return None
    return Label(start, found.end(), found["name"], speakers, exact)


def _letterspaced(text: str, start: int, vocabulary: LabelVocabulary) -> Label | None:
    """Give the label of a name whose letters are set apart."""
    spaced = _SPACED.match(text, start)
    if spaced is None:
        return None
    initial, _, name = spaced.group().rpartition(". ")
    form = f"{initial}. {name.replace(' ', '')}" if initial else name.replace(" ", "")
    speakers, exact = vocabulary.candidates(form, tolerant=False)
    stop = behind_directions(text, spaced.end())
    if not speakers or text[stop : stop + 1] not in (":", ".", ";"):
        return None
    return Label(start, stop + 1, text[start:stop], speakers, exact)


def _abbreviated(text: str, start: int, vocabulary: LabelVocabulary, setting: Setting) -> Label | None:
    """Give the label of a question or answer, where the file has both; whom it names in brackets, it names."""
    found = _ABBREVIATED.match(text, start) if setting.asked else None
    word = _side_word(found) if found else ""
    if found is None or not word[0].isupper():
        return None
    words, role = label_words(), ""
    if fold(word) in words.question:
        role = "interrogator"
    elif fold(word) in words.answer:
        role = "answerer"
    if not role:
        return None
    whose = found["whose"] or ""
    named = vocabulary.candidates(whose.strip(" .()"), tolerant=False)[0] if whose else ()
    return Label(start, found.end(), f"{word}{whose}", named or (LabelSpeaker(None, role, word),), exact=True)


def _side_word(found: re.Match[str]) -> str:
    """Give the abbreviation of a side, without its number and brackets."""
    return str(found["word"] or found["round"] or found["square"])


def _unknown(text: str, start: int, vocabulary: LabelVocabulary, setting: Setting) -> Label | None:
    """Give the label of an unknown voice: set as the labels of the file, or with a word that only voices have.

    It may end with a name.
    """
    found = _UNKNOWN.match(text, start)
    if found is None or not SENTENCE_BEGINS.match(text[found.end() :].lstrip()):
        return None
    before = text[max(0, start - MAX_ASIDE_CHARS) : start]
    if before.rfind("(") > before.rfind(")"):
        return None  # voices that a direction tells of, cut by the end of a line
    if heads_list(text[found.end() :]):
        return None
    words = [m.group() for m in NAME_TOKEN.finditer(found["name"])]
    if not words or len(words) > MAX_LABEL_WORDS or not words[0][0].isupper():
        return None
    if label_words().saying.intersection(map(fold, words)):
        return None
    name = found["name"]
    if not _is_set_as_label(name, words, vocabulary, setting):
        return None
    several = not label_words().joining.isdisjoint(forms(name))
    named = (vocabulary.candidates(" ".join(words[-n:]), tolerant=False)[0] for n in (3, 2, 1))
    speakers = () if several else next((speakers for speakers in named if speakers), ())
    return Label(start, found.end(), text[start : found.end() - 1].rstrip(), speakers, exact=not speakers)


def _is_set_as_label(name: str, words: Sequence[str], vocabulary: LabelVocabulary, setting: Setting) -> bool:
    """Say whether a name of these ``words`` is set as the file's labels are, or has a word that only voices have."""
    voices, said = label_words().voices, forms(name)
    capitals = name.isupper() and len(said[0]) > 1
    if capitals and setting.always:
        return True
    titled = all(fits_label(x, vocabulary) or len(x) <= MAX_SMALL or fold(x) in voices for x in words)
    return (capitals or titled) and not voices.isdisjoint(said)


def heads_list(after: str) -> bool:
    """Say whether what follows an office and a colon is who holds it, as in the list of a court, and no speech."""
    found = _HOLDER.match(after.lstrip())
    return found is not None and len(found.group().split()) <= MAX_LIST_WORDS


def _is_bold(start: int, end: int, marks: Sequence[Mark]) -> bool:
    bold = (m for m in marks if m.kind == "bold" and m.end > start)
    # A stop behind the bold, and not in it, ends a heading that runs in.
    return any(m.start <= start + 1 and end <= m.end <= end + 1 for m in bold)


