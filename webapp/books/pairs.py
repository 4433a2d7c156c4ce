"""What stands in one edition in the place of what another says, and which editions are read side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.alignment.sides import pair_side
from corpus.model.turns import Pair, TextInfo, Turn
from webapp.books.held import PARTS_KEPT, Held
from webapp.books.memory import remembered

SIDES = ("ru", "en")
"""Languages that are read side by side where a trial has them; else it is the first two that it has."""

FACING_KEPT = 4096
"""Answers kept to which editions face each other in a sitting; the catalogue has a few hundred sittings."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The turns of another edition that say the same as a turn, and the pair that tells how that is known."""

    turns: tuple[Turn, ...]
    pair: Pair


class Pairs:
    """The pairs of the texts held."""

    def __init__(self, held: Held) -> None:
        self._held = held

    @property
    def are_there(self) -> bool:
        """Whether any two texts are paired."""
        return self._held.index.searcher.fields.counterparts.has_pairs

    def in_both_languages(self, trial: str, sitting: str | None = None) -> bool:
        """Whether editions of a trial, or the texts that hold one of its sittings, are in both languages."""
        sides = self.sides(trial)
        langs = {info.lang for info in self._held.infos.values() if info.trial == trial
                 and (info.is_edition if sitting is None else sitting in info.sittings)}
        return len(sides) > 1 and langs >= set(sides)

    @remembered(FACING_KEPT)
    def sides(self, trial: str) -> tuple[str, ...]:
        """Give the two languages in which a trial is read side by side, or the one that it has."""
        langs = dict.fromkeys(
            info.lang for info in self._held.infos.values() if info.is_edition and info.trial == trial)
        return SIDES if set(SIDES) <= set(langs) else tuple(sorted(langs, key=pair_side)[:2])

    def partners(self, turn: Turn) -> list[Partner]:
        """Give what other editions have in the place of a turn."""
        return [Partner(tuple(turns), pair) for pair, turns in self._held.index.counterparts(turn.ref) if turns]

    @remembered(PARTS_KEPT)
    def partners_in(self, text_id: str, sitting: str | None) -> dict[str, list[Partner]]:
        """Give what other editions have in the place of each turn of a sitting, or of what has none."""
        return {turn.ref: self.partners(turn) for turn in self._held.turns(text_id, sitting)}

    @remembered()
    def cross_languages(self, text_id: str, name: str | None) -> bool:
        """Whether turns of a part are paired with turns in another language."""
        return any(partner.turns[0].lang != self._held.infos[text_id].lang
                   for turn in self._held.turns(text_id, name) for partner in self.partners(turn))

    @remembered(FACING_KEPT)
    def facing_editions(
        self, trial: str, sitting: str, text_id: str | None = None
    ) -> tuple[TextInfo, TextInfo] | None:
        """Give two editions in two languages of which one at least holds a sitting: ru, then en, where it has these.

        An edition that has no such sitting stands in where none of its language has, or if it is ``text_id``: its
        turns must be paired with those of the sitting. Of several, that with the most pairs. None where there are no
        two languages.
        """
        infos = self._held.infos
        texts = [info for info in infos.values() if info.is_edition and info.trial == trial]
        pairs = {info.id: self.count_paired(info.id, sitting) for info in texts if sitting in info.sittings}
        asked = text_id is not None and text_id not in pairs
        led: Counter[str] = Counter()
        sides = self.sides(trial)
        if asked or not {infos[name].lang for name in pairs} >= set(sides):
            led = self._led(pairs, sitting)

        def best(lang: str) -> TextInfo | None:
            there = [info for info in texts if info.lang == lang and (info.id in pairs or led[info.id])]
            return max(there, key=lambda i: (i.id == text_id, i.id in pairs, pairs.get(i.id, led[i.id])), default=None)

        left, right = (best(lang) for lang in sides) if len(sides) > 1 else (None, None)
        return (left, right) if left and right and {left.id, right.id} & set(pairs) else None

    def _led(self, names: Iterable[str], sitting: str) -> Counter[str]:
        """Count the turns of other texts that a sitting's turns are paired with and that are not of this sitting."""
        return Counter(
            turn.text_id for name in names for found in self.partners_in(name, sitting).values()
            for partner in found for turn in partner.turns if turn.sitting != sitting)

    @remembered()
    def sitting_beside(self, text_id: str) -> str | None:
        """Give the sitting that the turns without one are paired with, the most frequent; None where they are not."""
        count = Counter(
            turn.sitting for found in self.partners_in(text_id, None).values()
            for partner in found for turn in partner.turns if turn.sitting)
        return max(count, key=lambda name: count[name], default=None)

    def turns_beside(self, text_id: str, other_id: str, sitting: str) -> list[Turn]:
        """Give the turns of a text that belong to a sitting when read beside another text, in order.

        To those of the sitting come those of other units which the other text's turns of the sitting are paired with:
        a whole unit that is a sitting and has no pair elsewhere; else what stands between its first and its last pair.
        """
        own = list(self._held.turns(text_id, sitting)) if sitting in self._held.text(text_id).sittings else []
        led: dict[str | None, set[str]] = {}
        for turn in self._partner_turns(other_id, sitting, text_id):
            if turn.sitting != sitting:
                led.setdefault(turn.sitting, set()).add(turn.ref)
        for unit, refs in led.items():
            turns = self._held.turns(text_id, unit)
            places = [at for at, turn in enumerate(turns) if turn.ref in refs]
            whole = unit and all(turn.sitting == sitting for turn in self._partner_turns(text_id, unit, other_id))
            own += turns if whole else turns[places[0]:places[-1] + 1]
        return sorted(own, key=lambda turn: turn.ordinal)

    def _partner_turns(self, text_id: str, unit: str | None, other_id: str) -> Iterator[Turn]:
        """Give the turns of another text that those of a unit are paired with."""
        for found in self.partners_in(text_id, unit).values():
            for partner in found:
                yield from (turn for turn in partner.turns if turn.text_id == other_id)

    def count_paired(self, text_id: str, sitting: str) -> int:
        """Count the turns of a sitting that have a counterpart."""
        return sum(bool(self._held.index.counterparts(turn.ref)) for turn in self._held.turns(text_id, sitting))
