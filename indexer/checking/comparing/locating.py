"""Placing a whole quotation: exact, with glosses left out, in parts at its ellipses, nearly, or pieced together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise

import numpy as np

from corpus.limits import MAX_COMPARED_WORDS
from indexer.arrays.files import Mask, Places
from indexer.checking.comparing.fitting import Step
from indexer.checking.comparing.matching import PART_SPAN, Matcher, Placement, SoughtWords

NEAR_SCORE = 0.6
"""Share of what a quotation says that must stand in the text for it to be the same passage."""
SHORT, SHORT_SCORE = 5, 0.75
"""Words up to which a quotation is short, and the share such a one must have."""
WORDS_A_BREAK = 4
"""Words for each stretch that may differ; what is broken more often is another text on the same matter."""
NEAR_PLACES = 1.4
"""What must fit at least, in units of what naming one word's place in the corpus takes; less is chance."""
APART_PLACES = 2.3
"""The same for a piece from another place: five or six words."""
APART_WORDS = 5
"""Words that such a piece has at least, however rare they are."""
PIECE_SCORE = 0.2
"""Share that one piece of a quotation must hold before the other is looked for."""
PIECE_GAIN = 0.15
"""So much better two places must explain a quotation than one: less is the same passage with a word or two changed."""
EXACT_PLACES = 60
"""Exact places that are weighed against each other; what stands in more of them is a formula, and no quotation."""
PARTS_PLACED = 400
"""Parts that are placed for one quotation, each takes about a millisecond: with six ellipses all exact places of the
part that says most are tried, with eighty the first five."""
GOOD_PART = 0.7
"""Share that an altered part must have to be that part: beside the others it needs less proof than a whole one."""
PART_HERE = 0.6
"""Share of a part whose words must be in a stretch, in whatever order, before it is fitted."""
NEAR_PART_WORDS = 1_200
"""Words behind one part of a quotation within which an altered next part is looked for."""


def locate(matcher: Matcher, words: SoughtWords, texts: Mask | None = None) -> list[Placement]:
    """Give the places of a quotation, best first: all exact ones, else the good near ones; none where it is absent.

    ``texts`` limits the search to some texts, one bool a text.
    """
    exact = [f for f in _exact(matcher, words) if texts is None or texts[f.text]]
    if exact:
        return exact
    enough = NEAR_SCORE if len(words.asked) > SHORT else SHORT_SCORE
    needed = NEAR_PLACES * matcher.place_bits
    # Most short phrases of common words say too little to be told from chance, wherever they stand.
    if sum(words.bits) < needed:
        return []
    # What is too short for a piece from elsewhere is near as a whole or not at all.
    least = (enough, needed) if len(words.asked) < APART_WORDS else (0.0, 0.0)
    found = _in_parts(matcher, words, texts) + matcher.near_placements(words, texts, least)
    good = sorted((f for f in found if f.score > 0), key=lambda f: -f.score)
    if good and PIECE_SCORE < good[0].score < 1.0:
        pieced = _pieced(matcher, words, good[0], texts)
        if pieced is not None and pieced.score > good[0].score + PIECE_GAIN:
            good.insert(0, pieced)
    most = max(1, len(words.asked) // WORDS_A_BREAK)
    return [
        f for f in good
        if f.score >= enough and f.bits >= needed
        and (f.apart or matcher.count_breaks(words, f.steps) <= most)
    ]


def _exact(matcher: Matcher, words: SoughtWords) -> list[Placement]:
    """Give the places where the words stand one behind the other, with the bracketed ones or without them."""
    starts = matcher.exact_starts(words)
    if len(starts):
        return [matcher.exact_placement(words, int(start)) for start in starts[:EXACT_PLACES]]
    kept = [i for i, word in enumerate(words.asked) if not word.inserted]
    if len(kept) < 2 or len(kept) == len(words.asked):
        return []
    short = _chosen(words, kept)
    return [
        _mapped(matcher, words, matcher.exact_placement(short, int(start)), kept)
        for start in matcher.exact_starts(short)[:EXACT_PLACES]
    ]


def _chosen(words: SoughtWords, numbers: Sequence[int]) -> SoughtWords:
    """Give some of the words by number, as a quotation of their own."""
    return SoughtWords([words.asked[i] for i in numbers], words.ids[list(numbers)], [words.bits[i] for i in numbers])


def _counted(steps: Sequence[Step], numbers: Sequence[int]) -> list[Step]:
    """Count the steps of a part in the whole quotation; ``numbers`` are the words of the part."""
    return [Step(None if s.quote is None else numbers[s.quote], s.source, s.same) for s in steps]


def _mapped(matcher: Matcher, words: SoughtWords, found: Placement, numbers: Sequence[int]) -> Placement:
    """Give the place of a part as one of the whole quotation; words that the part lacks have no place."""
    whole = found.exact and len(numbers) == len(words.asked)
    return _whole(matcher, words, _counted(found.steps, numbers), found.text, exact=whole)


def _whole(
    matcher: Matcher, words: SoughtWords, steps: Sequence[Step], text: int, *, exact: bool = False, apart: bool = False
) -> Placement:
    """Add the words of the quotation that have no step, in their place."""
    out: list[Step] = []
    following = 0
    for step in steps:
        if step.quote is not None:
            out.extend(Step(i, None) for i in range(following, step.quote))
            following = step.quote + 1
        out.append(step)
    out.extend(Step(i, None) for i in range(following, len(words.asked)))
    score, bits = matcher.score(words, out)
    return Placement(text, tuple(out), score, bits, exact, apart)


def _in_parts(matcher: Matcher, words: SoughtWords, texts: Mask | None) -> list[Placement]:
    """Place the parts between ellipses one after the other, beginning with the one that says most.

    What is too long to be compared in one go is placed in parts in the same way.
    """
    parts = [_Part(matcher, words, numbers) for numbers in _parted(words)]
    if len(parts) < 2:
        return []
    anchor = max(range(len(parts)), key=lambda i: sum(parts[i].words.bits))
    part = parts[anchor]
    places = part.exact_placements()[: max(1, PARTS_PLACED // len(parts))]
    places = places or matcher.near_placements(part.words, texts)[:2]
    out = []
    for place in places:
        if texts is not None and not texts[place.text]:
            continue
        # Each part's steps go into a list of their own: joining at every part would take the square of their number.
        behind, before = [_counted(place.steps, part.numbers)], list[list[Step]]()
        low, high = place.first, place.last + 1
        for other in parts[anchor + 1 :]:
            if after := other.placed_behind(high, place.text):
                behind += [other.left_out(high, after.first), _counted(after.steps, other.numbers)]
                high = after.last + 1
        for other, following in zip(reversed(parts[:anchor]), reversed(parts[1 : anchor + 1]), strict=True):
            if found := other.placed_before(low, place.text):
                before += [following.left_out(found.last + 1, low), _counted(found.steps, other.numbers)]
                low = found.first
        out.append(_whole(matcher, words, list(chain(*reversed(before), *behind)), place.text))
    return out


def _parted(words: SoughtWords) -> list[range]:
    """Give the words of each part: between ellipses, and of those no more than can be compared in one go."""
    cuts = [0, *(i for i, word in enumerate(words.asked) if word.cut), len(words.asked)]
    return [range(low, min(end, low + MAX_COMPARED_WORDS))
            for begin, end in pairwise(cuts) for low in range(begin, end, MAX_COMPARED_WORDS)]


class _Part:
    """A part of a quotation; where it stands word for word is looked up once, however many places are tried."""

    def __init__(self, matcher: Matcher, words: SoughtWords, numbers: range) -> None:
        self.matcher, self.numbers = matcher, numbers
        self.words = _chosen(words, numbers)

    @cached_property
    def starts(self) -> Places:
        """The first words of the places where it stands word for word, rising."""
        return self.matcher.exact_starts(self.words)

    def exact_placements(self) -> list[Placement]:
        """Give the first of the places where it stands word for word."""
        return [self.matcher.exact_placement(self.words, int(start)) for start in self.starts[:EXACT_PLACES]]

    def left_out(self, low: int, high: int) -> list[Step]:
        """Give the words of the text left out before it; those at an ellipsis are none of the quotation's."""
        return [] if self.words.asked[0].cut else [Step(None, number) for number in range(low, high)]

    def placed_behind(self, low: int, text: int) -> Placement | None:
        """Place it behind another part, exactly anywhere in a long speech, altered only close by."""
        end = int(self.matcher.starts[text + 1])
        at = int(np.searchsorted(self.starts, low))
        if at < len(self.starts) and self.starts[at] < min(end, low + PART_SPAN):
            return self.matcher.exact_placement(self.words, int(self.starts[at]))
        return _good(self.matcher.placement_within(self.words, low, min(end, low + self._reach), PART_HERE))

    def placed_before(self, high: int, text: int) -> Placement | None:
        """Place it before another part, by the same rule as :meth:`placed_behind`."""
        begin = int(self.matcher.starts[text])
        at = int(np.searchsorted(self.starts, high - len(self.numbers), side="right")) - 1
        if at >= 0 and self.starts[at] >= max(begin, high - PART_SPAN):
            return self.matcher.exact_placement(self.words, int(self.starts[at]))
        return _good(self.matcher.placement_within(self.words, max(begin, high - self._reach), high, PART_HERE))

    @property
    def _reach(self) -> int:
        """Words of the text in which it is looked for where it is altered."""
        return max(NEAR_PART_WORDS, 2 * len(self.numbers))


def _good(found: Placement | None) -> Placement | None:
    return found if found is not None and found.score >= GOOD_PART else None


def _pieced(matcher: Matcher, words: SoughtWords, best: Placement, texts: Mask | None) -> Placement | None:
    """Look elsewhere for the beginning or end of a quotation that does not stand where the rest of it does."""
    fitting = {step.quote for step in best.steps if step.same}
    fits = [number in fitting for number in range(len(words.asked))]
    for head in (True, False):
        length = _loose(fits if head else fits[::-1])
        numbers = range(length) if head else range(len(fits) - length, len(fits))
        place = _place_apart(matcher, words, numbers, best, texts)
        if place is None:
            continue
        moved = _counted(place.steps, numbers)
        rest = _trimmed([s for s in best.steps if s.quote is None or s.quote not in numbers])
        return _whole(matcher, words, moved + rest if head else rest + moved, best.text, apart=True)
    return None


def _place_apart(
    matcher: Matcher, words: SoughtWords, numbers: range, best: Placement, texts: Mask | None
) -> Placement | None:
    """Give where a piece stands apart from the rest, nearest to it; None where it is too short to say or nowhere."""
    if len(numbers) < APART_WORDS:
        return None
    part = _chosen(words, numbers)
    if sum(part.bits) < APART_PLACES * matcher.place_bits:
        return None
    starts = matcher.exact_starts(part)
    places = [matcher.exact_placement(part, int(s)) for s in starts[:EXACT_PLACES]]
    places = places or [f for f in matcher.near_placements(part, texts) if f.score >= GOOD_PART]
    places = [p for p in places if texts is None or texts[p.text]]
    return min(places, key=lambda p: abs(p.first - best.first), default=None)


def _loose(fits: Sequence[bool]) -> int:
    """Give how many words at the beginning do not fit, up to the first three in a row that do."""
    for i in range(len(fits)):
        if all(fits[i : i + 3]):
            return i
    return len(fits)


def _trimmed(steps: list[Step]) -> list[Step]:
    """Drop words of the text at the ends that no word of the quotation holds in place."""
    while steps and steps[0].quote is None:
        steps = steps[1:]
    while steps and steps[-1].quote is None:
        steps = steps[:-1]
    return steps
