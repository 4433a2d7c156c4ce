"""A quotation taken apart for checking: its words, labels, brackets and ellipses, and a citation behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.catalogue.catalogue import Catalogue
from corpus.language.words import Word, forms, words
from corpus.references.quotations import QuotedPart
from indexer.checking.comparing.comparison_words import rules

_ELLIPSIS = re.compile(r"[\[(<]?(?:\.\s?){3,}[\])>]?|[\[(<]?…[\])>]?|\[\s?…\s?\]|<\.\.>")
_BRACKET = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_LETTERS = re.compile(r"\[([^\W\d_]{1,3})\](?=[^\W\d_])|(?<=[^\W\d_])\[([^\W\d_]{1,3})\]")
_STRESS = re.compile(
    r"(?<!\w)(\*\*\*|\*\*|__|\*|_)(?=\S)(?P<words>[^*_]+?)(?<=\S)\1(?!\w)"
    r"|<(?P<tag>b|strong|i|em|u)>(?P<marked>[^<>]+)</(?P=tag)>", re.IGNORECASE
)
_NOT_QUOTED = re.compile(
    r"<sup>[^<>]{1,8}</sup>|</?(?:b|strong|i|em|u|br)\b ?/?>|<[pcсs]\. ?\d{1,4}:?>|(?<!\S)/ ?\d{1,4} ?/(?!\S)"
    r"|\[(?:pp?|с|стр|s)\. ?\d{1,4}\]|[\[(](?:sic|так|так в тексте|так в оригинале)[!?.]?[\])]", re.IGNORECASE
)
"""Marks inside a quotation that are nobody's words: of notes, of type, of a page that begins."""
_STRESS_NOTE = re.compile(
    rf"[\[(][^\[\]()]{{0,40}}(?:{'|'.join(rules().notes.emphasis)})[^\[\]()]{{0,40}}[\])]", re.IGNORECASE
)
_CAPITALS = r"[A-ZА-ЯЁ][A-ZА-ЯЁ’'.-]*(?: (?:[A-ZА-ЯЁ][A-ZА-ЯЁ’'.-]*|\([^)]{1,40}\))){0,4}"
_MIXED = r"(?:[A-ZА-ЯЁ]\.? ?){0,2}[A-ZА-ЯЁ][a-zа-яё’']+(?:-[A-ZА-ЯЁ][a-zа-яё]+)?"
_LABEL = re.compile(
    rf"(?:^|(?<=[.?!…\"”»)\]—-])\s+|\n[^\S\n]*+)(?P<label>(?P<capitals>{_CAPITALS})|{_MIXED})(?: ?\([^)]{{1,40}}\))?"
    r"(?:\s?:|(?(capitals)\.)(?= ?[—–-]))\s*"
)


MAX_LABEL_WORDS = 3
"""Capitals before a colon that are longer and name nobody known are a heading."""
Piece = tuple[int, int, str | None, tuple[str, ...]]
"""A stretch of a quotation, the label before it and whom that may mean."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a quotation, ``form`` at quote[start:end].

    ``bracket``: the number of the bracket it stands in. ``cut``: an ellipsis stands before it. ``stressed``: set off
    in type.
    ``speaker`` are the persons its label may mean, empty where it has none; ``label`` is that label.
    """

    form: str
    start: int
    end: int
    bracket: int | None = None
    cut: bool = False
    stressed: bool = False
    label: str | None = None
    speakers: tuple[str, ...] = ()

    @property
    def inserted(self) -> bool:
        """Whether it stands in brackets."""
        return self.bracket is not None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as asked for: ``text`` without marks of emphasis, its words, and notes that own up to emphasis."""

    text: str
    words: tuple[Asked, ...]
    notes: tuple[str, ...] = ()

    @property
    def forms(self) -> list[str]:
        """The folded words."""
        return [word.form for word in self.words]


def mended(quote: Quote, frequency: Callable[[str], int]) -> Quote:
    """Give a quotation without what its setting did to words: parted at the end of a line, letters added in brackets.

    ``frequency`` counts a folded word in the texts: a joined word must be there, and if nothing but the hyphen tells
    that a line ended, one of its parts must not.
    """
    out: list[Asked] = []
    for word in quote.words:
        last = out[-1] if out else None
        between = quote.text[last.end : word.start] if last else ""
        if last and re.fullmatch(r"[-¬]\s*", between) and _is_one(last, word, between, frequency):
            out[-1] = replace(last, form=last.form + word.form, end=word.end)
            continue
        head, sign, _ = quote.text[word.start : word.end].partition("[")
        bare = forms(head) if sign and head else []
        out.append(replace(word, form=bare[0]) if len(bare) == 1 and frequency(bare[0]) else word)
    return replace(quote, words=tuple(out))


def _is_one(left: Asked, right: Asked, between: str, frequency: Callable[[str], int]) -> bool:
    """Say whether two words with a hyphen between them are one that was parted."""
    parted = len(between) > 1 or not min(frequency(left.form), frequency(right.form))
    return parted and bool(frequency(left.form + right.form))


class Labels:
    """Who a label names, by the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._persons: dict[tuple[str, ...], set[str]] = {}
        for person in catalogue.persons.values():
            names = (person.name_en, person.name_ru, person.display("en"), person.display("ru"),
                     *(f.text for f in person.forms_en), *(f.text for f in person.forms_ru))
            for name in names:
                self._persons.setdefault(tuple(forms(name)), set()).add(person.id)
        self._offices = {tuple(forms(office.text)): office.role for office in catalogue.offices}
        self._holders = {
            role: {entry.person for trial in catalogue.trials.values() for entry in trial.roles if entry.role == role}
            for role in set(self._offices.values())
        }
        self._titles = rules().labels.titles

    def persons(self, label: str) -> tuple[str, ...]:
        """Give everyone a label may mean; nobody where it is unknown."""
        key = tuple(forms(re.sub(r"\([^)]{0,200}\)", "", label)))
        short = tuple(form for form in key if form not in self._titles)
        found = self._persons.get(key) or self._persons.get(short)
        if not found:
            role = self._offices.get(key) or self._offices.get(short)
            found = self._holders.get(role, set()) if role else set()
        return tuple(sorted(found))

    def name(self, form: str) -> frozenset[str]:
        """Give the persons a single word may name."""
        return frozenset(self._persons.get((form,), ()))


def read_quote(text: str, labels: Labels | None = None) -> Quote:
    """Take a quotation apart that stands alone; labels are told by their form and the catalogue, if one is given."""
    plain, stressed = _unstressed(text.strip())
    pieces: list[Piece] = []
    start = 0
    label: str | None = None
    speakers: tuple[str, ...] = ()
    for match in _LABEL.finditer(plain):
        named = labels.persons(match["label"]) if labels else ()
        unknown = labels is not None and match["capitals"] and len(forms(match["label"])) <= MAX_LABEL_WORDS
        if named or unknown:
            pieces.append((start, match.start(), label, speakers))
            start, label, speakers = match.end(), match["label"], named
    pieces.append((start, len(plain), label, speakers))
    return Quote(plain, tuple(_words(plain, pieces, stressed)), _notes(plain))


def quote_of_parts(parts: Sequence[QuotedPart], labels: Labels) -> Quote:
    """Take a quotation of a document apart, whose labels have been read."""
    text, stressed = "", []
    pieces: list[Piece] = []
    for part in parts:
        text += " " if text else ""
        text += f"{part.label}: " if part.label else ""
        start = len(text)
        text += part.text
        for words_ in part.emphasised:
            at = text.find(words_, start)
            stressed.append((at, at + len(words_)))
        speakers = (part.speaker,) if part.speaker else labels.persons(part.label) if part.label else ()
        pieces.append((start, len(text), part.label, speakers))
    return Quote(text, tuple(_words(text, pieces, stressed)), _notes(text))


def _unstressed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Lift marks of emphasis out, and give the stretches they set off."""
    out, spans, last = "", [], 0
    for match in _STRESS.finditer(text):
        words_ = match["words"] or match["marked"]
        out += text[last : match.start()]
        spans.append((len(out), len(out) + len(words_)))
        out += words_
        last = match.end()
    return out + text[last:], spans


def _notes(text: str) -> tuple[str, ...]:
    return tuple(match.group() for match in _STRESS_NOTE.finditer(text))


def _words(
    text: str, pieces: Sequence[Piece], stressed: Sequence[tuple[int, int]]
) -> list[Asked]:
    """Give the words of the pieces of a quotation, each with what stands around it.

    ``pieces`` are stretches of ``text`` with the label before them and whom it names; ``stressed`` the stretches set
    off. Brackets that touch a letter are no insertion but part of a word.
    """
    brackets = [
        m.span() for m in _BRACKET.finditer(text)
        if not text[m.end() : m.end() + 1].isalpha() and not text[max(0, m.start() - 1) : m.start()].isalpha()
    ]
    cuts = [m.span() for m in _ELLIPSIS.finditer(text)]
    marks = [m.span() for pattern in (_NOT_QUOTED, _STRESS_NOTE) for m in pattern.finditer(text)]
    out: list[Asked] = []
    for start, end, label, speakers in pieces:
        first = True
        for word in _joined(text, start, end):
            if marks and _within(marks, word.start):
                continue
            before = out[-1].end if out else 0
            out.append(Asked(
                word.form, word.start, word.end,
                bracket=_number_of(brackets, word.start) if brackets else None,
                cut=bool(cuts and out) and any(before <= low and high <= word.start for low, high in cuts),
                stressed=bool(stressed) and _within(stressed, word.start),
                label=label if first else None,
                speakers=speakers,
            ))
            first = False
    return out


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(low <= at < high for low, high in spans)


def _number_of(spans: Sequence[tuple[int, int]], at: int) -> int | None:
    return next((i for i, (low, high) in enumerate(spans) if low <= at < high), None)


def _joined(text: str, start: int, end: int) -> list[Word]:
    """Give the words of a stretch; a letter in square brackets belongs to its word: ``[T]he``."""
    found = words(text[start:end])
    out: list[Word] = []
    for word in found:
        low, high = word.start + start, word.end + start
        last = out[-1] if out else None
        letters = last is not None and _LETTERS.search(text[max(0, last.start - 1) : high + 1])
        if last is not None and letters and low - last.end <= 2 and text[last.end : low] in ("]", "["):
            out[-1] = Word(last.form + word.form, last.start, high)
        else:
            out.append(Word(word.form, low, high))
    return out
