"""Passages that a document prints in two languages: the original, and what the document gives as its translation.

Known are a passage with a line such as "Translated:" between it and its translation, notes lifted out; one with
its translation straight behind it; the same text of two editions, or the original behind its translation, with a
line that says so; and words in quotation marks with the original in brackets behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.alignment.clues import clues
from corpus.alignment.segments import Segment, align_segments
from corpus.documents.bilingual_notes import PassageNotes, says_edition, says_original, translator_in
from corpus.documents.translations import following, is_page_mark, translations, weigh_ends
from corpus.language.script import is_cyrillic
from corpus.language.sentences import Span
from corpus.model.turns import Pair, Turn

READ = frozenset({"body", "quotation", "heading"})
UNMARKED = -10.0
"""Odds, as a negative logarithm, that a translation without any line before it needs."""

EDITIONS = -4.0
"""The same where the line before it names the edition."""

LEAST_SHARED = 3
"""Names and numbers that a translation without any line before it shares with its original."""

GLOSS = re.compile(r"[\"“«]([^\"“”«»]{2,600})[\"”»] ?\([\"“«]?([^()\"“”«»]{2,600}?)[\"”»]?\)")


@dataclass(frozen=True, slots=True)
class BilingualPassage:
    """A passage and its translation in the document's own language; page turns of quoted works are left out.

    ``form`` says how it was known: ``marked``, ``unmarked``, ``editions`` or ``gloss``. ``units`` are the
    paragraphs that belong together. ``source`` is the citation as printed. ``spans`` are set for a gloss, which
    is part of one turn: offsets of the original and of the translation.
    """

    lang: str
    form: str
    original: tuple[Turn, ...]
    translation: tuple[Turn, ...]
    units: tuple[tuple[tuple[Turn, ...], tuple[Turn, ...]], ...]
    translator: str | None = None
    source: str | None = None
    spans: tuple[Span, Span] | None = None


def passages_of(turns: Sequence[Turn], author: str | None = None) -> list[BilingualPassage]:
    """Find the bilingual passages of one document, in the order of the originals.

    ``author`` is taken for the translator where a passage is only marked as translated and nobody is named.
    """
    flow = [turn for turn in turns if turn.region in READ and turn.kind != "note"]
    if not flow:
        return []
    main = _main_language(flow)
    marked = _marked(flow, main)
    found = [*marked, *_unmarked(flow, main, {i for each in marked for i in each.original})]
    notes = PassageNotes(turns)
    out = _with_sources(sorted(found, key=lambda p: p.original[0]), flow, notes, author)
    return sorted([*out, *_glosses(turns, main, author)], key=lambda p: p.original[0].ordinal)


def pairs_of(passages: Iterable[BilingualPassage]) -> list[Pair]:
    """Give the pairs of turns for passages, Russian on the left, or else the original.

    A gloss is part of one turn and makes no pair.
    """
    out: list[Pair] = []
    for passage in (p for p in passages if p.spans is None):
        even = len(passage.original) == len(passage.translation)
        sure = 1.0 if even else _least_confidence(passage)
        for original, translation in passage.units:
            sides = [original, translation]
            if translation[0].lang == "ru":
                sides.reverse()
            out.append(
                Pair(
                    left=tuple(t.ref for t in sides[0]),
                    right=tuple(t.ref for t in sides[1]),
                    langs=(sides[0][0].lang, sides[1][0].lang),
                    kind="translation",
                    confidence=sure,
                    status="printed",
                    translator=passage.translator,
                    source=passage.source,
                    document=original[0].text_id,
                )
            )
    return out


@dataclass(frozen=True, slots=True)
class _FoundPassage:
    """A passage by places in the flow."""

    original: tuple[int, ...]
    translation: tuple[int, ...]
    form: str
    marker: int = -1


def _main_language(flow: Sequence[Turn]) -> str:
    sizes: Counter[str] = Counter()
    for turn in flow:
        sizes[turn.lang] += len(turn.text)
    return sizes.most_common(1)[0][0]


def _marked(flow: Sequence[Turn], main: str) -> list[_FoundPassage]:
    langs = [turn.lang for turn in flow]
    return [
        _FoundPassage(t.original, t.translation, "marked", t.marker)
        for t in translations(flow, langs, main)
        if t.original and t.translation
    ]


def _unmarked(flow: Sequence[Turn], main: str, taken: set[int]) -> Iterator[_FoundPassage]:
    """Find runs in another language that no marker follows and that have a translation beside them."""
    langs = [turn.lang for turn in flow]
    for foreign, run in groupby(range(len(flow)), lambda i: langs[i] != main and i not in taken):
        at = tuple(i for i in run if not is_page_mark(flow[i]) and flow[i].kind != "heading")
        if not foreign or not at or langs[at[0]] == main:
            continue
        best = min(_beside(flow, langs, main, at), default=None, key=lambda found: found[0])
        if best and best[0] < 0:
            yield best[1]


def _beside(
    flow: Sequence[Turn], langs: Sequence[str], main: str, at: tuple[int, ...]
) -> Iterator[tuple[float, _FoundPassage]]:
    """Give the possible translations of a run with how far their odds are beyond what they need."""
    here = [(flow[i].text, langs[i]) for i in at]
    behind = following(flow, langs, main, range(at[-1] + 1, len(flow)), at)
    if behind:
        costs = weigh_ends(here, [(flow[i].text, main) for i in behind])
        size = costs.index(min(costs)) + 1
        shared = _clues(flow, at) & _clues(flow, behind[:size])
        if len(shared) >= LEAST_SHARED:
            yield min(costs) - UNMARKED, _FoundPassage(at, tuple(behind[:size]), "unmarked")
    if behind and says_edition(flow[behind[0]].text, main) and behind[1:]:
        costs = weigh_ends(here, [(flow[i].text, main) for i in behind[1:]])
        size = costs.index(min(costs)) + 1
        yield min(costs) - EDITIONS, _FoundPassage(at, tuple(behind[1 : size + 1]), "editions")
    lead = at[0] - 1
    if lead > 0 and (says_edition(flow[lead].text, langs[at[0]]) or says_original(flow[lead].text)):
        places = following(flow, langs, main, range(lead - 1, -1, -1), at)
        options = [
            (weigh_ends(here, [(flow[i].text, main) for i in places[size - 1 :: -1]])[-1], size)
            for size in range(1, len(places) + 1)
        ]
        if options:
            cost, size = min(options)
            yield cost - EDITIONS, _FoundPassage(at, tuple(places[size - 1 :: -1]), "editions")


def _clues(flow: Sequence[Turn], places: Iterable[int]) -> frozenset[str]:
    return frozenset().union(*(clues(flow[i].text, flow[i].lang) for i in places))


def _with_sources(
    found: Sequence[_FoundPassage], flow: Sequence[Turn], notes: PassageNotes, author: str | None
) -> list[BilingualPassage]:
    """Say who translated each passage and where it is from.

    Passages that follow each other without a word between share the citation behind the last.
    """
    out: list[BilingualPassage] = []
    later: tuple[int, str | None] = (-1, None)
    for each in reversed(found):
        original, translation = ([flow[i] for i in side] for side in (each.original, each.translation))
        end = max(*each.original, *each.translation) + 1
        source = notes.citation_of(original, translation, flow[end] if end < len(flow) else None)
        if source is None and later[0] == end:
            source = later[1]
        later = each.original[0], source
        told = [flow[each.marker].text] if each.marker >= 0 else []
        told += notes.notes_of([*original, *translation])
        translator = translator_in([*told, source or ""])
        if translator is None and each.form == "marked" and not notes.is_report(source):
            translator = author
        units = tuple(_units(original, translation))
        out.append(BilingualPassage(
            original[0].lang, each.form, tuple(original), tuple(translation), units, translator, source
        ))
    return out


def _units(
    original: Sequence[Turn], translation: Sequence[Turn]
) -> Iterator[tuple[tuple[Turn, ...], tuple[Turn, ...]]]:
    if len(original) == len(translation):
        yield from (((a,), (b,)) for a, b in zip(original, translation, strict=True))
        return
    for link in _links(original, translation):
        if link[0] and link[1]:
            yield tuple(original[i] for i in link[0]), tuple(translation[j] for j in link[1])


def _links(original: Sequence[Turn], translation: Sequence[Turn]) -> list[tuple[range, range, float]]:
    sides = [[Segment(t.text, t.lang) for t in side] for side in (original, translation)]
    return [(link.left, link.right, link.confidence) for link in align_segments(sides[0], sides[1], gaps=False)]


def _least_confidence(passage: BilingualPassage) -> float:
    sure = [link[2] for link in _links(passage.original, passage.translation) if link[0] and link[1]]
    return round(min(sure, default=0.0), 3)


def _glosses(turns: Sequence[Turn], main: str, author: str | None) -> Iterator[BilingualPassage]:
    if main == "ru":
        return
    for turn in turns:
        if turn.lang != main:
            continue
        for match in GLOSS.finditer(turn.text):
            if is_cyrillic(match.group(2)) and not is_cyrillic(match.group(1)):
                spans = match.span(2), match.span(1)
                yield BilingualPassage("ru", "gloss", (turn,), (turn,), (((turn,), (turn,)),), author, spans=spans)
