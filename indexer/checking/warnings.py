"""What stands against a citation beside its quotation: pages that cannot be, and what other citations say.

A note tells why a page is doubtful (``page-beyond-book``, ``speaker-cannot-appear``), an :class:`Other` names the
citation that contradicts one: the same words cited to another page (``cited-to-two-pages``), one passage quoted in
other words (``quoted-differently``), one archival document under two numbers (``two-numbers``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import combinations, pairwise
from typing import Any

from corpus.model.notes import Note
from corpus.references.quotations import Quotation
from corpus.references.reference import Reference
from indexer.checking.comparing.quote import Asked, Labels, Quote, quote_of_parts

TWO_PAGES = "cited-to-two-pages"
DIFFERENTLY = "quoted-differently"
TWO_NUMBERS = "two-numbers"
SHINGLE = 4
"""Words of a sequence by which quotations are brought together: three in a row are often idiom."""
MIN_SHINGLES = 6
"""Sequences of the shorter one, nine words, from which their share alone tells that both quote the same."""
SAME_SHARE = 0.8
"""Share of the shorter quotation's word sequences in the longer one for both to be the same."""
SHARED_SHINGLES = 3
"""Sequences in common from which two quotations are compared word by word, which is dear."""
SHARED_WORDS = 10
"""Words that two quotations of one passage must have in common, in runs of at least RUN."""
SHARED_PART = 0.4
"""The same as a share of the shorter quotation."""
BESIDE_WORDS, BESIDE_PART = 4, 0.6
"""Both for quotations that are cited from one page."""
RUN = 3
"""Words in a row that must be equal to count: single ones are equal in any two sentences."""
OTHER_WORDS, LEFT_OUT = 8, 25
"""Words between two equal runs that may be others, or stand on one side only."""
MOST_SHARED = 60
"""A sequence of words in more quotations than this tells nothing."""


def reason_json(reason: Note) -> dict[str, Any]:
    """Give a reason as the command's JSON has it; the note in it is put in words there. What it does not tell is null.
    """
    fields = dict.fromkeys(("edition", "page", "section", "first", "last")) | reason.fields
    return {"flag": reason.code, **fields, "said": reason}


@dataclass(frozen=True, slots=True)
class Other:
    """A citation that contradicts another: where it is, how it is printed, and what it quotes in other words.

    ``place`` is where it stands in a document in no library.

    ``differences`` are the words of the first quotation (``mine``) and those of this one, either may be empty.
    """

    flag: str
    document: str
    ref: str
    line: int | None
    literal: str
    quote: str = ""
    mine: str = ""
    differences: tuple[tuple[str, str], ...] = ()
    place: Note | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the citation as the command's JSON has it."""
        return {"flag": self.flag, "document": self.document, "at": self.ref, "line": self.line,
                "literal": self.literal, "quote": self.quote,
                "differences": [{"quote": mine, "other": other} for mine, other in self.differences]}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a document, taken apart."""

    document: str
    quotation: Quotation
    quote: Quote

    @property
    def literal(self) -> str:
        """The citation as printed, empty where it has none."""
        return self.quotation.reference.literal if self.quotation.reference else ""

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells quotations apart: document, place, offset."""
        part = self.quotation.parts[0]
        return self.document, part.ref, part.start

    def other(self, flag: str, mine: Quoted, differences: Sequence[tuple[str, str]] = ()) -> Other:
        """Give it as what contradicts another one."""
        return Other(flag, self.document, self.quotation.parts[0].ref, self.quotation.line, self.literal,
                     self.quote.text, mine.quote.text, tuple(differences), self.quotation.place)


def quoted(document: str, quotations: Sequence[Quotation], labels: Labels) -> list[Quoted]:
    """Take the quotations of a document apart."""
    return [Quoted(document, q, quote_of_parts(q.parts, labels)) for q in quotations]


def contradictions(quotations: Sequence[Quoted]) -> list[list[Other]]:
    """Give for each quotation what contradicts it among the others: other pages, other words."""
    out: list[list[Other]] = [[] for _ in quotations]
    related = {(one, other): same for one, other, same in _related(quotations)}
    beside = set(_beside(quotations))
    for one, other in sorted(related.keys() | beside):
        mine, theirs = quotations[one], quotations[other]
        same = related.get((one, other), False)
        apart = _apart(mine.quotation.reference, theirs.quotation.reference)
        if same and apart:
            out[one].append(theirs.other(TWO_PAGES, mine))
            out[other].append(mine.other(TWO_PAGES, theirs))
        if not _one_passage(mine, theirs, same=same and not apart):
            continue
        if found := wordings(mine.quote, theirs.quote, beside=(one, other) in beside):
            out[one].append(theirs.other(DIFFERENTLY, mine, found))
            out[other].append(mine.other(DIFFERENTLY, theirs, [(b, a) for a, b in found]))
    return out


def _beside(quotations: Sequence[Quoted]) -> Iterator[tuple[int, int]]:
    """Give the pairs that are cited from one page of a trial."""
    of: dict[tuple[str, str], list[int]] = {}
    for number, quote in enumerate(quotations):
        reference = quote.quotation.reference
        for place in reference.places if reference else ():
            for page in place.pages:
                of.setdefault((place.edition or "", page), []).append(number)
    for found in of.values():
        yield from combinations(dict.fromkeys(found), 2)


def _related(quotations: Sequence[Quoted]) -> Iterator[tuple[int, int, bool]]:
    """Give the pairs that have sequences of words in common, and whether they are the same as a whole."""
    shingles = [_shingles(q.quote.forms) for q in quotations]
    where: dict[tuple[str, ...], list[int]] = {}
    for number, mine in enumerate(shingles):
        for shingle in mine:
            where.setdefault(shingle, []).append(number)
    for number, mine in enumerate(shingles):
        near = (where[shingle] for shingle in mine)
        shared = Counter(other for found in near if len(found) <= MOST_SHARED for other in found if other > number)
        for other, count in sorted(shared.items()):
            short = min(len(mine), len(shingles[other]))
            if count >= SHARED_SHINGLES:
                yield number, other, short >= MIN_SHINGLES and count >= SAME_SHARE * short


def _one_passage(one: Quoted, other: Quoted, *, same: bool) -> bool:
    """Say whether two quotations may be of one passage: what they cite does not tell them apart."""
    mine, theirs = one.quotation.reference, other.quotation.reference
    if one.quotation.lang != other.quotation.lang or (mine is None and theirs is None):
        return False
    if mine is None or theirs is None or same:
        return True
    if mine.trial and theirs.trial:
        return mine.trial == theirs.trial and not _apart(mine, theirs)
    return bool(mine.trial or theirs.trial) or (mine.work == theirs.work and not _apart(mine, theirs))


def _shingles(found: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1)}


def _apart(one: Reference | None, other: Reference | None) -> bool:
    """Say whether two citations name the same edition or work, and have no page of it in common."""
    if one is None or other is None:
        return False
    for place in one.places:
        for there in other.places:
            if place.edition == there.edition and place.pages and there.pages:
                return not set(place.pages) & set(there.pages)
    if one.trial or other.trial or one.work != other.work or one.issue != other.issue:
        return False
    return bool(one.pages and other.pages and not set(one.pages) & set(other.pages))


def wordings(one: Quote, other: Quote, *, beside: bool = False) -> list[tuple[str, str]]:
    """Give how two quotations differ in the stretch they have in common; nothing where that is short or the same.

    What stands in brackets or is left out at an ellipsis is no other wording. ``beside``: they are cited from one
    page, so that fewer words in common tell enough.
    """
    matcher = SequenceMatcher(None, one.forms, other.forms, autojunk=False)
    blocks = _common(matcher.get_matching_blocks(), 2 if beside else RUN)
    short = min(len(one.words), len(other.words))
    enough = max(BESIDE_WORDS, BESIDE_PART * short) if beside else max(SHARED_WORDS, SHARED_PART * short)
    if sum(block.size for block in blocks) < min(enough, max(SHARED_WORDS, SHARED_PART * short)):
        return []
    out = []
    for left, right in pairwise(blocks):
        a, b, c, d = left.a + left.size, right.a, left.b + left.size, right.b
        if _left_out(one.words, a, b) or _left_out(other.words, c, d):
            continue
        ours = [w for w in one.words[a:b] if not w.inserted]
        theirs = [w for w in other.words[c:d] if not w.inserted]
        if "".join(w.form for w in ours) != "".join(w.form for w in theirs):
            out.append((_printed(one, ours), _printed(other, theirs)))
    return out


def _common(blocks: Sequence[Match], run: int) -> list[Match]:
    """Give the equal runs of the stretch that two quotations share: from the longest one on while gaps are small."""
    runs = [block for block in blocks if block.size >= run]
    if not runs:
        return []
    low = high = max(range(len(runs)), key=lambda i: runs[i].size)
    while low and _near(runs[low - 1], runs[low]):
        low -= 1
    while high + 1 < len(runs) and _near(runs[high], runs[high + 1]):
        high += 1
    first, last = runs[low], runs[high]
    return [b for b in blocks if b.size and first.a <= b.a <= last.a]


def _near(left: Match, right: Match) -> bool:
    gaps = right.a - left.a - left.size, right.b - left.b - left.size
    return max(gaps) <= (LEFT_OUT if min(gaps) == 0 else OTHER_WORDS)


def _left_out(words: Sequence[Asked], first: int, last: int) -> bool:
    """Say whether words are left out at this place of a quotation: nothing stands there but an ellipsis."""
    return first == last and first < len(words) and words[first].cut


def _printed(quote: Quote, words: Sequence[Asked]) -> str:
    return quote.text[words[0].start : words[-1].end] if words else ""
