"""Finding where a quotation stands: the exact sequence of words first, then places that share its rare words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.limits import MAX_COMPARED_WORDS
from indexer.arrays.files import Mask, Places, firsts
from indexer.checking.comparing.fitting import LIKE, Step, fit
from indexer.checking.comparing.quote import Asked
from indexer.concordance.concordance import Concordance

SEEDS = 32
"""Rarest words of a quotation by which candidates are found."""
SEED_PLACES = 12_000
"""Occurrences looked at for one quotation; commoner words are left out first."""
CANDIDATES = 4
"""Stretches that are fitted word by word, which is the dear part."""
PROMISE = 0.4
"""Share of what a quotation says that a stretch must be able to hold to be looked at: one half of a spliced one."""
ENOUGH = 0.45
"""The same, when all words of the stretch are known, in whatever order."""
WORSE = 0.1
"""A stretch that cannot come this near to the best one is not looked at."""
ALIKE_SCORE, ALIKE_BITS = 0.7, 0.3
"""What a word spelled otherwise counts, of 1 for the same word. It tells much less of where the words stand than that
they are the quoted ones: many words look alike."""
PART_SPAN = 6_000
"""Words within which the parts of a quotation with ellipses are looked for: a long speech."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A quotation placed in the corpus: its steps, with ``source`` counting words of the corpus.

    ``score`` is the share of what the words say that is found, 0 to 1; ``bits`` how much that is.
    """

    text: int
    steps: tuple[Step, ...]
    score: float
    bits: float
    exact: bool = False
    apart: bool = False

    @property
    def first(self) -> int:
        """The first word of the corpus that fits."""
        return next(s.source for s in self.steps if s.source is not None and s.quote is not None)

    @property
    def changes(self) -> int:
        """How many words of either side have no equal on the other."""
        held = [i for i, s in enumerate(self.steps) if s.quote is not None]
        return sum(not step.same for step in self.steps[held[0] : held[-1] + 1])

    @property
    def last(self) -> int:
        """The last word of the corpus that fits."""
        return next(s.source for s in reversed(self.steps) if s.source is not None and s.quote is not None)


@dataclass(slots=True)
class SoughtWords:
    """The words of a quotation as numbers of the corpus; -1 for words that do not occur."""

    asked: Sequence[Asked]
    ids: Places
    bits: list[float] = field(default_factory=list)


class Matcher:
    """Finds quotations in the texts of one concordance. ``ends`` are where each text ends, in words."""

    def __init__(self, concordance: Concordance, starts: Places, searched: Sequence[int]) -> None:
        self.concordance = concordance
        self.tokens = np.asarray(concordance.tokens)
        self.starts = starts
        self.searched = np.zeros(len(starts) - 1, dtype=bool)
        self.searched[list(searched)] = True
        self._spelled: dict[int, str] = {}
        self.place_bits = float(np.log2(max(2, len(self.tokens))))

    def look_up(self, asked: Sequence[Asked]) -> SoughtWords:
        """Look the words of a quotation up: their numbers in the corpus, and what each says in bits."""
        numbers = [self.concordance.words.find(word.form) for word in asked]
        ids = np.array([-1 if n is None else n for n in numbers], dtype=np.int64)
        return SoughtWords(asked, ids, [self._bits(int(n)) for n in ids])

    def word(self, number: int) -> str:
        """Give a word by its number."""
        found = self._spelled.get(number)
        if found is None:
            found = self._spelled[number] = self.concordance.words.word(number)
        return found

    def frequency(self, form: str) -> int:
        """Give how often a word occurs."""
        number = self.concordance.words.find(form)
        return 0 if number is None else self._frequency(number)

    def exact_starts(self, words: SoughtWords) -> Places:
        """Give the first words of all places where the words stand in this order, in one text; rising, 64 bits.

        The rarest word is looked up first, and each further one only where all before it stand.
        """
        ids = words.ids
        if not len(ids) or (ids < 0).any():
            return np.zeros(0, dtype=np.int64)
        order = sorted(range(len(ids)), key=lambda at: self._frequency(int(ids[at])))
        at = order[0]
        starts = self.concordance.positions[int(ids[at])].astype(np.int64) - at
        starts = starts[(starts >= 0) & (starts + len(ids) <= len(self.tokens))]
        for at in order[1:]:
            if not len(starts):
                break
            starts = starts[self.tokens[starts + at] == ids[at]]
        text = self.text_of(starts)
        found: Places = starts[(text == self.text_of(starts + len(ids) - 1)) & self.searched[text]]
        return found

    def text_of(self, places: Places) -> Places:
        """Give the text of each word of the corpus: one number for each of ``places``."""
        found: Places = np.searchsorted(self.starts, places, side="right") - 1
        return found

    def exact_placement(self, words: SoughtWords, start: int) -> Placement:
        """Give the place of an exact sequence."""
        steps = tuple(Step(i, start + i, True) for i in range(len(words.ids)))
        text = int(self.text_of(np.array([start]))[0])
        return Placement(text, steps, 1.0, sum(words.bits), exact=True)

    def near_placements(
        self, words: SoughtWords, texts: Mask | None = None, least: tuple[float, float] = (0.0, 0.0)
    ) -> list[Placement]:
        """Give the best places where most of the words stand about in this order, the best first.

        ``texts`` has one bool a text. What is longer than is compared in one go has none; none are given either where
        no place can have the score and the bits that ``least`` asks for.
        """
        found: list[Placement] = []
        if len(words.asked) > MAX_COMPARED_WORDS:
            return found
        windows = self._windows(words, texts)
        if any(least) and not any(self._may_hold(words, low, high, least) for low, high, _ in windows):
            return found
        for low, high, promise in windows:
            if found and promise < max(f.score for f in found) - WORSE:
                continue
            fitted = self.placement_within(words, low, high, ENOUGH)
            if fitted is not None:
                found.append(fitted)
        return sorted(found, key=lambda f: -f.score)

    def placement_within(self, words: SoughtWords, low: int, high: int, enough: float) -> Placement | None:
        """Give the best fit inside a stretch of the corpus; None where less than ``enough`` of the words is in it."""
        here = self._bits_there(words, low, high)
        return self._best_fit(words, low, high) if here >= enough * sum(words.bits) else None

    def _may_hold(self, words: SoughtWords, low: int, high: int, least: tuple[float, float]) -> bool:
        """Whether words low … high - 1 of the corpus may have a score and bits, in whatever order they stand.

        It is told without fitting: of each word whether it is there, and if not, whether one that is like it.
        """
        from rapidfuzz.distance import Indel
        from rapidfuzz.process import cdist

        there = dict.fromkeys(self.tokens[low:high].tolist())
        others = [at for at, number in enumerate(words.ids.tolist()) if number not in there]
        total = sum([bits for word, bits in zip(words.asked, words.bits, strict=True) if not word.inserted])

        def enough(alike: float) -> bool:
            return here + ALIKE_SCORE * alike >= least[0] * total and here + ALIKE_BITS * alike >= least[1]

        here = self._bits_there(words, low, high)
        # Most have too little even if each of the others is like one that is there.
        if not enough(sum([words.bits[at] for at in others])):
            return False
        like = cdist([words.asked[at].form for at in others], [self.word(number) for number in there],
                     scorer=Indel.normalized_similarity, dtype=np.float32).max(axis=1, initial=0) * 100 >= LIKE
        return enough(sum([words.bits[at] for at, is_like in zip(others, like.tolist(), strict=True) if is_like]))

    def _bits_there(self, words: SoughtWords, low: int, high: int) -> float:
        """Give what those of the words say that are among words low … high - 1 of the corpus, in whatever order."""
        there = set(self.tokens[low:high].tolist())
        return sum([bits for number, bits in zip(words.ids.tolist(), words.bits, strict=True) if number in there])

    def _windows(self, words: SoughtWords, texts: Mask | None) -> list[tuple[int, int, float]]:
        """Give the stretches with the most and rarest shared words near one diagonal, and what each may score.

        A word of the corpus less the word of the quotation it equals is the diagonal on which it lies: a quotation
        that stands somewhere has its words on one, shifted by what is left out or put in. Diagonals are counted in
        bands of a third of the quotation, and what is shared in a band and the next is what a stretch can hold at
        most. Each stretch is first and last word + 1, and the share of what the quotation says that it may hold, 0 to
        1.
        """
        ids, rest = self._seeds(words)
        if not ids:
            return []
        searched = self.searched if texts is None else self.searched & texts
        places = [self.concordance.positions[int(words.ids[at])].astype(np.int64) for at in ids]
        where = np.concatenate(places)
        seed = np.repeat(np.array(ids), [len(p) for p in places])
        keep = searched[self.text_of(where)]
        where, seed = where[keep], seed[keep]
        if not len(where):
            return []
        length = len(words.ids)
        band, slack = max(8, length // 3), 4 + length // 4
        # Each word counts once in a band; a quotation may fall between two bands.
        pairs = ((where - seed + length) // band) * length + seed
        # The places of each seed rise, so that equal pairs stand side by side before they are sorted.
        pairs = np.sort(pairs[firsts(pairs)])
        bands = pairs // length
        begun = firsts(bands)
        keys = bands[begun]
        sums = np.bincount(begun.cumsum() - 1, weights=np.array(words.bits)[pairs % length])
        both = sums.copy()
        follows = np.flatnonzero(np.diff(keys) == 1)
        both[follows] += sums[follows + 1]
        total = sum(words.bits)
        enough = np.flatnonzero(both + rest >= PROMISE * total)
        out: list[tuple[int, int, float]] = []
        for best in enough[np.argsort(-both[enough], kind="stable")][: CANDIDATES * 2]:
            low = int(keys[best]) * band - length - slack
            if any(abs(low - other) < band + slack for other, _, _ in out):
                continue
            high = low + length + 2 * band + 2 * slack
            begin, end = self._clipped_to_text(low, high, self._first_shared(where, low + slack))
            out.append((begin, end, min(1.0, (float(both[best]) + rest) / total)))
            if len(out) == CANDIDATES:
                break
        return out

    def _first_shared(self, where: Places, low: int) -> int:
        """Give the first shared word at or behind ``low``; the last there is where none is."""
        after = where[where >= low]
        return int(after.min()) if len(after) else int(where.max())

    def _seeds(self, words: SoughtWords) -> tuple[list[int], float]:
        """Give the rarest words of a quotation, and what the others say that occur too, in bits."""
        order = sorted((i for i, n in enumerate(words.ids) if n >= 0), key=lambda i: -words.bits[i])
        chosen: list[int] = []
        total = 0
        for at in order[:SEEDS]:
            total += self._frequency(int(words.ids[at]))
            if chosen and total > SEED_PLACES:
                break
            chosen.append(at)
        return chosen, sum(words.bits[at] for at in order if at not in set(chosen))

    def _clipped_to_text(self, low: int, high: int, inside: int) -> tuple[int, int]:
        text = int(self.text_of(np.array([inside]))[0])
        return max(low, int(self.starts[text])), min(high, int(self.starts[text + 1]))

    def _best_fit(self, words: SoughtWords, low: int, high: int) -> Placement | None:
        """Fit a quotation into words low … high - 1 of the corpus; None where no word is the same."""
        if high <= low:
            return None
        source = [self.word(int(n)) for n in self.tokens[low:high]]
        quote = [word.form for word in words.asked]
        _, steps = fit(quote, source, [w.inserted for w in words.asked], [w.cut for w in words.asked])
        moved = tuple(Step(s.quote, None if s.source is None else s.source + low, s.same) for s in steps)
        if not any(s.same for s in moved):
            return None
        text = int(self.text_of(np.array([low]))[0])
        score, bits = self.score(words, moved)
        return Placement(text, moved, score, bits)

    def score(self, words: SoughtWords, steps: Sequence[Step]) -> tuple[float, float]:
        """Give the share of what the words say that fits, and how much fits, in bits; brackets do not count."""
        total = sum(b for w, b in zip(words.asked, words.bits, strict=True) if not w.inserted)
        counted = [(s, s.quote) for s in steps if s.quote is not None and not words.asked[s.quote].inserted]
        same = sum(words.bits[number] for s, number in counted if s.same)
        alike = sum(words.bits[number] for s, number in counted if not s.same and self._alike(words, s))
        return (same + ALIKE_SCORE * alike) / max(total, 1e-9), same + ALIKE_BITS * alike

    def count_breaks(self, words: SoughtWords, steps: Sequence[Step]) -> int:
        """Count the stretches that differ, leaving out brackets, ellipses and other spellings of a word."""
        count, inside = 0, False
        held = [i for i, s in enumerate(steps) if s.quote is not None]
        for number in range(held[0], held[-1] + 1):
            step = steps[number]
            word = words.asked[step.quote] if step.quote is not None else None
            if step.same or (word and (word.inserted or word.cut)) or self._alike(words, step):
                count += inside and not (step.same and word is not None and word.cut)
                inside = False
            else:
                inside = True
        return count + inside

    def _alike(self, words: SoughtWords, step: Step) -> bool:
        """Say whether the words of a step may be one word spelled otherwise."""
        from rapidfuzz.distance import Indel

        if step.quote is None or step.source is None:
            return False
        there = self.word(int(self.tokens[step.source]))
        return Indel.normalized_similarity(words.asked[step.quote].form, there) * 100 >= LIKE

    def _frequency(self, number: int) -> int:
        at = self.concordance.positions.at
        return int(at[number + 1] - at[number])

    def _bits(self, number: int) -> float:
        """Give what a word says of its place: the logarithm of the words of the corpus to one of its occurrences.

        A word that does not occur says as much as one that occurs once, and the commonest still says half a bit.
        """
        if number < 0:
            return self.place_bits
        return max(0.5, self.place_bits - float(np.log2(max(1, self._frequency(number)))))
