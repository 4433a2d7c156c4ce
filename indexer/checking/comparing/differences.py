"""How a quotation differs from the text: every difference with its kind and the words of both sides.

Kinds: ``typing-error`` a slip or misreading on one side · ``name-spelling`` one name spelled in two ways · ``gloss``
words put in brackets · ``omission-marked`` and ``omission-unmarked`` words of the text left out, with an ellipsis or
without · ``addition`` words that are not in the text · ``word`` other words · ``negation`` a negation on one side only
· ``emphasis`` · ``label-added`` a speaker's label before words that the text gives without it · ``accents`` letters
that have an accent on one side only. Punctuation, capitals, quotation marks and ё are no differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.language.words import forms, has_accents, same_accents
from indexer.checking.comparing.comparison_words import contrary, negations, recognised
from indexer.checking.comparing.fitting import Step
from indexer.checking.comparing.quote import Labels, Quote

DifferenceKind = Literal[
    "typing-error", "name-spelling", "gloss", "omission-marked", "omission-unmarked", "addition", "word", "negation",
    "emphasis", "label-added", "accents",
]
RARE = 2
"""A word that occurs no more often than this may be a slip."""
MISPRINT = 5
"""Letters a negation must have for a word like it to be its misprint; «nor» and «now» are two words."""
APART = 12
"""More words than this between two pieces of a quotation that is put together are nothing left out of it."""
CLOSE = 4
"""Words left out at an ellipsis, or put in brackets, among which a negation changes what is quoted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the words of the quotation and those of the text, either may be empty."""

    kind: DifferenceKind
    quote: str
    source: str

    @property
    def opposite(self) -> str:
        """What stands in the text instead; empty where that has the same words, as of those emphasised in a quotation.
        """
        return "" if self.source == self.quote else self.source

    def to_json(self) -> dict[str, Any]:
        """Give the difference as the command's JSON has it."""
        return {"kind": self.kind, "quote": self.quote, "source": self.source}


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word of the text held: folded, and as printed with its place in the corpus."""

    form: str
    printed: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Both sides of a comparison. ``word`` gives a word of the corpus, ``stretch`` the text between two of them."""

    quote: Quote
    word_at: Callable[[int], SourceWord]
    text_between: Callable[[int, int], str]
    frequency: Callable[[str], int]
    labels: Labels


def differences(steps: Sequence[Step], compared: Compared, *, apart: bool = False) -> list[Difference]:
    """Give the differences in the order of the quotation, from the steps of its fit.

    ``apart``: it is put together from two places; what stands between them is not left out.
    """
    words = compared.quote.words
    # A bracket of which some words stand in the text is the text's own.
    own = {words[s.quote].bracket for s in steps if s.same and s.quote is not None}
    out = _accents(steps, compared)
    for chunk in _chunks(steps, compared.quote, apart=apart):
        glosses = [i for i in chunk.quote if words[i].inserted and words[i].bracket not in own]
        out.extend(_glosses(glosses, compared))
        out.extend(_classified(chunk, [i for i in chunk.quote if i not in glosses], compared))
    return out


def _accents(steps: Sequence[Step], compared: Compared) -> list[Difference]:
    """Give the words that are the same but for accents, which search does not tell apart and a quotation should."""
    there = [step.source for step in steps if step.same and step.source is not None]
    near = there and there[-1] - there[0] <= 2 * len(steps) + APART
    if near and not has_accents(compared.quote.text + compared.text_between(there[0], there[-1])):
        return []
    out = []
    for step in steps:
        if step.same and step.quote is not None and step.source is not None:
            word = compared.quote.words[step.quote]
            ours, theirs = compared.quote.text[word.start : word.end], compared.word_at(step.source).printed
            if not same_accents(ours, theirs):
                out.append(Difference("accents", ours, theirs))
    return out


@dataclass(frozen=True, slots=True)
class _Differing:
    quote: tuple[int, ...]
    source: tuple[int, ...]
    cut: bool
    label: str | None = None


def _chunks(steps: Sequence[Step], quote: Quote, *, apart: bool) -> Iterator[_Differing]:
    """Give the stretches that differ; words of the text between two steps that are not neighbours are left out too."""
    asked: list[int] = []
    there: list[int] = []
    last: int | None = None
    begun = cut = False
    for step in _sided(steps):
        if step.source is not None:
            if last is not None and step.source > last + 1 and not (apart and step.source > last + APART):
                there.extend(range(last + 1, step.source))
            last = step.source
        if step.quote is not None and quote.words[step.quote].cut:
            cut = cut or begun
        if step.same:
            if asked or there:
                label = quote.words[step.quote].label if step.quote is not None else None
                yield _Differing(tuple(asked), tuple(there), cut, label)
            asked, there, cut, begun = [], [], False, True
            continue
        begun = True
        if step.quote is not None:
            asked.append(step.quote)
        if step.source is not None:
            there.append(step.source)
    if asked:
        yield _Differing(tuple(asked), tuple(there), cut)


def _sided(steps: Sequence[Step]) -> list[Step]:
    """Leave out the words of the text before the first and behind the last word of the quotation."""
    out = list(steps)
    while out and out[0].quote is None:
        out.pop(0)
    while out and out[-1].quote is None:
        out.pop()
    return out


def _classified(chunk: _Differing, asked: Sequence[int], compared: Compared) -> Iterator[Difference]:
    """Classify what is left of a chunk without the glosses in it."""
    words, there = compared.quote.words, list(chunk.source)
    if not asked and not there:
        return
    if not asked:
        # A label inside quoted speech: words of the text, and no difference.
        if [compared.word_at(j).form for j in there] != forms(chunk.label or ""):
            yield from _omitted(there, chunk.cut, compared)
        return
    quoted, source = _printed(asked, compared), _stretch(there, compared)
    if _negated(asked, there, compared):
        yield Difference("negation", quoted, source)
    elif not there:
        yield Difference("addition", quoted, "")
    elif "".join(words[i].form for i in asked) == "".join(compared.word_at(j).form for j in there):
        yield Difference("typing-error", quoted, source)
    elif len(asked) == len(there):
        yield from _pairwise(asked, there, compared)
    elif chunk.cut and len(there) > len(asked) + CLOSE:
        yield Difference("omission-marked", quoted, source)
    else:
        yield Difference("word", quoted, source)


def _glosses(glosses: Sequence[int], compared: Compared) -> Iterator[Difference]:
    """Give a difference for each run of bracketed words that the text does not have."""
    run: list[int] = []
    for number in [*glosses, -2]:
        if run and number != run[-1] + 1:
            negated = len(run) <= CLOSE and any(compared.quote.words[i].form in negations() for i in run)
            yield Difference("negation" if negated else "gloss", _printed(run, compared), "")
            run = []
        run.append(number)


def _omitted(there: Sequence[int], cut: bool, compared: Compared) -> Iterator[Difference]:
    """Give the difference for words of the text that the quotation leaves out.

    A long ellipsis is trusted even where a negation falls into it; a short one may turn the sense.
    """
    source = _stretch(there, compared)
    negated = any(compared.word_at(j).form in negations() for j in there)
    if cut:
        yield Difference("omission-marked", "", source)
    if negated and (not cut or len(there) <= CLOSE):
        yield Difference("negation", "", source)
    elif not cut:
        yield Difference("omission-unmarked", "", source)


def _negated(asked: Sequence[int], there: Sequence[int], compared: Compared) -> bool:
    """Say whether one side negates and the other does not, or both in other words."""
    ours = [compared.quote.words[i].form for i in asked]
    theirs = [compared.word_at(j).form for j in there]
    if len(ours) == len(theirs):
        pairs = list(zip(ours, theirs, strict=True))
        return any(contrary(*pair) or _one_negates(*pair, compared) for pair in pairs)
    return sum(f in negations() for f in ours) != sum(f in negations() for f in theirs)


def _one_negates(ours: str, theirs: str, compared: Compared) -> bool:
    """Say whether one of two words is a negation, and the other not that word misprinted."""
    if (ours in negations()) == (theirs in negations()):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    other = theirs if ours in negations() else ours
    slip = min(len(ours), len(theirs)) >= MISPRINT and DamerauLevenshtein.distance(ours, theirs) == 1
    return not (slip and compared.frequency(other) <= RARE)


def _pairwise(asked: Sequence[int], there: Sequence[int], compared: Compared) -> Iterator[Difference]:
    for i, j in zip(asked, there, strict=True):
        word = compared.quote.words[i]
        printed, other = compared.quote.text[word.start : word.end], compared.word_at(j)
        if word.form != other.form:
            yield Difference(_kind_of_word(word.form, printed, other, compared), printed, other.printed)


def _kind_of_word(form: str, printed: str, other: SourceWord, compared: Compared) -> DifferenceKind:
    """Tell how two words differ that stand for each other: misread, one name spelled in two ways, or another word.

    The order matters: what recognition confuses is a slip even in a name, and two names of one person are a spelling
    even where one is rare. Of the rest, only a word that is rare in the texts can be a slip of a common one, and never
    a longer or shorter form of it, which is grammar.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    distance = DamerauLevenshtein.distance(form, other.form, score_cutoff=4)
    alike = distance <= (2 if min(len(form), len(other.form)) >= 5 else 1)
    ours, theirs = compared.frequency(form), compared.frequency(other.form)
    if _misread(form, other.form) and min(ours, theirs) <= RARE:
        return "typing-error"
    if compared.labels.name(form) & compared.labels.name(other.form):
        return "name-spelling"
    inflected = form.startswith(other.form) or other.form.startswith(form)
    rarer = theirs <= RARE and (ours > RARE or ours >= theirs)
    slip = alike and not inflected and (rarer or ours == 0)
    names = printed[:1].isupper() and other.printed[:1].isupper()
    if slip and not (names and ours == 0):
        return "typing-error"
    if names and (alike or (distance <= 3 and len(form) >= 6)):
        return "name-spelling"
    return "word"


def _misread(one: str, other: str) -> bool:
    """Say whether two words are one, recognised in two ways, or a digit stands among the letters of one of them."""
    if recognised(one) == recognised(other):
        return True
    mixed = [any(c.isdigit() for c in form) and any(c.isalpha() for c in form) for form in (one, other)]
    return mixed[0] != mixed[1] and len(one) == len(other)


def _printed(asked: Sequence[int], compared: Compared) -> str:
    words = compared.quote.words
    return compared.quote.text[words[asked[0]].start : words[asked[-1]].end] if asked else ""


def _stretch(there: Sequence[int], compared: Compared) -> str:
    return compared.text_between(there[0], there[-1]) if there else ""
