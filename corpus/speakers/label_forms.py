"""Labels in forms that a text has of its own: ``«Name»:``, ``Name > …``, ``Name | …``, ``Name. …``, a name and nothing.

What stands around a name at the beginning of a line is its form. A form is one of labels where it comes back around
names of the vocabulary, or around the same few names again and again; signs that any sentence may have behind its first
word must begin a good part of all lines. Who is not of the vocabulary is then a voice of somebody unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.language.russian import is_abbreviation, is_person_name, is_person_noun
from corpus.language.script import is_cyrillic
from corpus.language.words import fold, forms
from corpus.speakers.label import MAX_LABEL_WORDS, SENTENCE_BEGINS, Label, fits_label
from corpus.speakers.lead_ins import behind_lead_in
from corpus.speakers.line_starts import LineSpan
from corpus.speakers.run_on_sides import side_of
from corpus.speakers.vocabulary import LabelSpeaker, LabelVocabulary, label_words

FEWEST = 3
"""Times that a form stands around names of the vocabulary, or around one unknown name, before it is one of labels."""
SHARE_OF_LINES = 0.4
"""Share of all lines that a form must begin whose signs may stand in any sentence: prose does not reach it."""
SHARE_ALONE = 0.2
"""Share of all lines that unknown names must be which stand alone on theirs."""
SHARE_OF_FORM = 0.5
"""Share of the lines of a form that must have such names: the rest are unknown voices, or were no labels."""
MAX_UNKNOWN_WORDS = 3
"""Words of the name of an unknown voice, at most."""

_OPEN = re.compile(r"(?:\d{1,4}[.)]?[ \u00a0]{1,3}|[•·▪■][ \u00a0]{0,3})?(?P<open>[«\"“„'‘(\[{</*_|=]{0,2})")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’\u00ad]|-(?=\w))*")
_SIGN = r"(?:[ \u00a0]?(?:\.[ \u00a0]?[—–]|::?|[;,=|→/–—…]|>>?|--?|\.(?!\.)|\.{3}))?"
"""The sign between a name and what is said, as part of an expression; dots behind another sign are the speaker's."""
_AFTER = re.compile(
    r"(?P<aside>[ \u00a0]{0,2}\([^()\n]{1,120}\)|[ \u00a0]{0,2}\[[^\[\]\n]{1,120}\])?"
    rf"(?P<sign>[»”’)\]}}*_/]{{0,2}}{_SIGN}[»”’*_]{{0,2}})(?P<gap>[ \u00a0\n]{{0,4}})"
)
_AFTER_QUOTED = re.compile(rf"(?P<aside>)(?P<sign>(?:[»\"“”'’]{_SIGN}|{_SIGN}[»\"“”'’]))(?P<gap>[ \u00a0\n]{{0,4}})")
NAME_WORD = r"(?:[^\W\d_a-zа-яё][^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W\d_a-zа-яё]\.|[IVX]+)"
"""A name, an initial or a number, as part of an expression."""
_ALONE = re.compile(
    rf"(?P<name>{NAME_WORD}(?: {NAME_WORD}){{0,3}})(?: ?[(\[][^()\[\]]{{1,120}}[)\]])?\s*+(?P<sign>[:.]?)\s*+")
_STRONG = re.compile(r"[:>|=→*_)\]}»\"”“]|\.-")
"""Signs that no sentence has behind its first words."""
_PLAIN_SIGNS = str.maketrans("–—", "--", " \u00a0")

Form = tuple[str, str]
"""What stands before a name and what behind it, dashes made one, without spaces."""


@dataclass(frozen=True, slots=True)
class FormHead:
    """A name in a form at the beginning of a line: text[start:end] is the name, the speech begins at ``said``."""

    form: Form
    name: str
    start: int
    end: int
    said: int
    speakers: tuple[LabelSpeaker, ...]


@dataclass(frozen=True, slots=True)
class LabelForms:
    """The forms in which a text sets its labels.

    ``known`` stand around names of the vocabulary, those of ``upper`` mostly in capitals; ``names`` are unknown names
    that come back in a form, ``alone`` those that do so alone on their line, each with the sign behind it.
    """

    known: frozenset[Form] = frozenset()
    upper: frozenset[Form] = frozenset()
    names: Mapping[Form, frozenset[str]] = field(default_factory=dict)
    alone: frozenset[tuple[str, str]] = frozenset()

    def label(self, text: str, start: int, vocabulary: LabelVocabulary | None) -> Label | None:
        """Give the label that begins at ``start`` in one of the forms, without speakers where nobody is known."""
        if not (self.known or self.names):
            return None
        set_so = self.known.union(self.names)
        found = [head for head in heads_at(text, start, vocabulary) if head.form in set_so]
        head = next((x for x in found if x.speakers and x.form in self.known and x.form != PLAIN), None)
        head = head or next((head for head in found if self._is_unknown(head)), None)
        return Label(start, head.said, text[head.start : head.end], head.speakers, exact=True) if head else None

    def alone_name(self, text: str) -> str | None:
        """Give the name that is all of a line, where it is one of those that stand so."""
        found = _ALONE.fullmatch(text) if self.alone else None
        return found["name"] if found and (found["name"], found["sign"]) in self.alone else None

    def alone_label(self, text: str, line: LineSpan, vocabulary: LabelVocabulary) -> Label | None:
        """Give the label that a line of a paragraph is."""
        said = text[line.start : line.end].rstrip()
        name = self.alone_name(said)
        if name is None:
            return None
        speakers, _ = vocabulary.candidates(name, tolerant=False)
        return Label(line.start, line.start + len(said), said.rstrip(" .:"), speakers, exact=True)

    def _is_unknown(self, head: FormHead) -> bool:
        """Say whether a name is that of an unknown voice: it comes back, or has the form and the letters of labels."""
        if head.speakers:
            return False
        if head.name in self.names.get(head.form, ()):
            return True
        if head.form == PLAIN or head.form not in self.known or len(head.name.split()) > MAX_UNKNOWN_WORDS:
            return False
        if not (is_strong(head.form) or _may_speak(head.name)):
            return False
        capitals = head.name.isupper() and len(head.name) > 1
        return (capitals or head.form not in self.upper) and (capitals or is_strong(head.form))


STOP_AND_DASH: Form = ("", ".-")
PLAIN: Form = ("", ":")
"""The usual form, of which other rules know more: here its unknown names are told that come back."""


def label_forms(lines: Iterable[str], vocabulary: LabelVocabulary | None) -> LabelForms:
    """Find the forms in which the lines of a text set labels; ``vocabulary`` None knows nobody."""
    every = [line for line in lines if line.strip()]
    heads: dict[Form, list[FormHead]] = {}
    for line in every:
        for head in _one_a_form(heads_at(line, behind_lead_in(line, 0), vocabulary)):
            heads.setdefault(head.form, []).append(head)
    known = frozenset(form for form, found in heads.items()
                      if _names_known(form, found, len(every)) or _is_stop_and_dash(form, found, len(every)))
    small = written_small(every) if heads else frozenset()
    names = {form: often for form, found in heads.items()
             if (often := _often(found, small, len(every), with_known=form in known))}
    upper = frozenset(form for form in known if 2 * sum(h.name.isupper() for h in heads[form] if h.speakers)
                      > sum(bool(h.speakers) for h in heads[form]))
    return LabelForms(known, upper, names, _names_alone(every, vocabulary))


def heads_at(text: str, start: int, vocabulary: LabelVocabulary | None) -> Iterator[FormHead]:
    """Give the names that may stand at ``start`` in some form, the shortest first."""
    opened = _OPEN.match(text, start)
    if opened is None:
        return
    after = _AFTER_QUOTED if opened["open"][-1:] in tuple("«\"“„'‘") else _AFTER
    begin = at = opened.end()
    for _ in range(MAX_LABEL_WORDS):
        word = _WORD.match(text, at)
        if word is None or not _may_be_name(word.group(), vocabulary):
            return
        initial = word.end() - at == 1 and text[word.end() : word.end() + 1] == "."
        end = word.end() + initial
        behind = after.match(text, end)
        if behind and behind.end() < len(text) and (behind["sign"] or behind["gap"]):
            name = text[begin:end]
            form = (opened["open"], behind["sign"].translate(_PLAIN_SIGNS))
            speakers = vocabulary.candidates(name, tolerant=False)[0] if vocabulary else ()
            begins = SENTENCE_BEGINS.match(text, behind.end()) or (speakers and is_strong(form))
            if begins and (speakers or not initial):
                stop = behind.end("aside") if behind["aside"] else end
                yield FormHead(form, name, begin, stop, behind.end(), speakers)
        at = end + (text[end : end + 1] in (" ", "\u00a0"))


def _may_be_name(word: str, vocabulary: LabelVocabulary | None) -> bool:
    return word[0].isupper() or (vocabulary is not None and fits_label(word, vocabulary))


def _may_speak(name: str) -> bool:
    """Say whether a name before a sign that sentences have too may be somebody's: no answer, no ``СССР``, no thing."""
    last = name.split()[-1].lower()
    if is_cyrillic(last):
        return (is_person_name(last) or is_person_noun(last)) and not is_abbreviation(last)
    return fold(last) not in label_words().prose


def _one_a_form(heads: Iterable[FormHead]) -> list[FormHead]:
    """Give one name for each form of a line: the first that is known, else the shortest."""
    best: dict[Form, FormHead] = {}
    for head in heads:
        if head.form not in best or (head.speakers and not best[head.form].speakers):
            best[head.form] = head
    return list(best.values())


def _names_known(form: Form, heads: Sequence[FormHead], lines: int) -> bool:
    """Say whether a form stands often enough around names of the vocabulary, of two persons at least."""
    named = [head for head in heads if head.speakers]
    least = FEWEST if is_strong(form) else max(FEWEST + 1, SHARE_OF_LINES * lines)
    several = len({head.speakers for head in named}) > 1
    return several and len(named) >= least and len(named) >= SHARE_OF_FORM * len(heads)


def _is_stop_and_dash(form: Form, heads: Sequence[FormHead], lines: int) -> bool:
    """Say whether a stop and a dash (``Name.— …``) begin so many lines, behind several names, that they end labels."""
    several = len({head.name for head in heads}) > 1
    return form == STOP_AND_DASH and several and len(heads) >= max(FEWEST, SHARE_OF_LINES * lines)


def _often(heads: Sequence[FormHead], small: frozenset[str], lines: int, *, with_known: bool) -> frozenset[str]:
    """Give the unknown names that come back in a form, of two at least, unless known ones stand in it too.

    A word that the text writes small as well is none, and no side of an interrogation, which has rules of its own.
    """
    counts = Counter(head.name for head in heads if not head.speakers)
    often = {name: number for name, number in counts.items()
             if number >= FEWEST and small.isdisjoint(forms(name)) and side_of(name) is None
             and len(name.split()) <= MAX_UNKNOWN_WORDS}
    if with_known:
        return frozenset(often)
    least = max(SHARE_OF_FORM * len(heads), SHARE_OF_LINES * lines)
    return frozenset(often) if len(often) > 1 and sum(often.values()) >= least else frozenset()


def _names_alone(lines: Sequence[str], vocabulary: LabelVocabulary | None) -> frozenset[tuple[str, str]]:
    """Give the names that stand alone on lines again and again, of two at least, with the sign behind them.

    Where names of the vocabulary stand so, what has another sign behind it is said: ``Bukharin:`` before ``Yes.``
    """
    counts = Counter((found["name"], found["sign"]) for line in lines if (found := _ALONE.fullmatch(line)))
    often = {form: number for form, number in counts.items() if number >= FEWEST}
    signs = {sign for name, sign in often if vocabulary and vocabulary.candidates(name, tolerant=False)[0]}
    kept = [form for form in often if not signs or form[1] in signs]
    enough = len(kept) > 1 and sum(often[form] for form in kept) >= SHARE_ALONE * len(lines)
    return frozenset(kept) if enough else frozenset()


def is_strong(form: Form) -> bool:
    """Say whether a form has signs that no sentence has behind its first words."""
    return bool(form[0]) or _STRONG.search(form[1]) is not None


def written_small(lines: Iterable[str]) -> frozenset[str]:
    """Give the words that lines write small, folded."""
    return frozenset(chain.from_iterable(map(_lower, lines)))


def _lower(line: str) -> Iterator[str]:
    """Give the words of a line that are written small, folded."""
    return (fold(word) for word in _WORD.findall(line) if word.islower())
