"""A plain scan that answers queries word by word, to hold the index to: slow, short, and with no index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from corpus.model import SEARCHED_REGIONS, TextInfo, Turn
from corpus.passages import passages
from corpus.words import words
from indexer.forms import lemma_keys
from indexer.pages import page_labels
from indexer.tree import And, Field, Item, Near, Node, Not, Or, Phrase

Span = tuple[int, int]
Place = tuple[str, int]


@dataclass
class Scan:
    """What the scan finds: passages as (reference, paragraph), occurrences as (reference, first word, end)."""

    passages: set[Place]
    hits: set[tuple[str, int, int]]


class Oracle:
    """Scans turns; ``values`` gives what a passage has for each filter."""

    def __init__(self, texts: Iterable[tuple[TextInfo, list[Turn]]]) -> None:
        self.turns = {turn.ref: turn for _, turns in texts for turn in turns}
        self.words = {ref: words(turn.text) for ref, turn in self.turns.items()}
        self.values: dict[Place, dict[str, tuple[str, ...]]] = {}
        self.starts: dict[str, list[int]] = {}
        self._known: dict[tuple[Node, str], set[Span]] = {}
        for info, turns in texts:
            for turn in turns:
                parts = passages(turn)
                self.starts[turn.ref] = [part.start for part in parts]
                for number, part in enumerate(parts, 1):
                    given = {
                        "trial": info.trial, "edition": info.id, "document": info.id, "lang": turn.lang,
                        "sitting": turn.sitting, "kind": info.kind,
                        "speaker": turn.speaker if part.spoken else None,
                        "role": turn.role if part.spoken else None,
                    }
                    self.values[turn.ref, number] = {
                        **{name: (value,) if value else () for name, value in given.items()},
                        "page": page_labels(turn, part.start, part.end),
                    }

    def has(self, place: Place, name: str, value: str) -> bool:
        held = self.values[place][name]
        return not held if value == "unknown" else value in held

    def answer(self, root: Node, regions: bool = False, **filters: tuple[str, ...]) -> Scan:
        wanted = {
            place
            for place in self._passages(root)
            if (regions or self.turns[place[0]].region in SEARCHED_REGIONS)
            and all(any(self.has(place, name, value) for value in values) for name, values in filters.items())
        }
        hits = {(ref, *span) for ref, span in self._hits(root) if (ref, self.paragraph(ref, span[0])) in wanted}
        return Scan(wanted, hits)

    def paragraph(self, ref: str, word: int) -> int:
        at = self.words[ref][word].start
        return sum(start <= at for start in self.starts[ref])

    def _passages(self, node: Node) -> set[Place]:
        match node:
            case Field():
                return {place for place in self.values if self.has(place, node.name, node.value)}
            case Not():
                return set(self.values) - self._passages(node.part)
            case And():
                return set.intersection(*(self._passages(part) for part in node.parts))
            case Or():
                return set.union(*(self._passages(part) for part in node.parts))
            case _:
                return {
                    (ref, self.paragraph(ref, start)) for ref in self.turns for start, _ in self._spans(node, ref)
                }

    def _hits(self, node: Node) -> Iterator[tuple[str, Span]]:
        match node:
            case And() | Or():
                # An occurrence counts only where its own part of the query answers.
                answered = self._passages(node)
                for part in node.parts:
                    for ref, span in self._hits(part):
                        if (ref, self.paragraph(ref, span[0])) in answered:
                            yield ref, span
            case Phrase() | Near():
                for ref in self.turns:
                    for span in self._spans(node, ref):
                        yield ref, span

    def _spans(self, node: Node, ref: str) -> set[Span]:
        if (node, ref) not in self._known:
            self._known[node, ref] = self._scanned(node, ref)
        return self._known[node, ref]

    def _scanned(self, node: Node, ref: str) -> set[Span]:
        found = [word.form for word in self.words[ref]]
        match node:
            case Phrase():
                stretches = {
                    (chain[0], chain[-1] + 1)
                    for chain in _chains(found, node.items, 0)
                    if chain[-1] + 1 - chain[0] - len(chain) <= node.slop
                }
                return shortest(stretches) if node.slop else stretches
            case Near():
                left, right = shortest(self._spans(node.left, ref)), shortest(self._spans(node.right, ref))
                return shortest({
                    (min(a, c), max(b, d))
                    for a, b in left
                    for c, d in right
                    if 0 <= c - b <= node.gap or 0 <= a - d <= node.gap
                })
            case Or():
                return set.union(*(self._spans(part, ref) for part in node.parts))
        raise TypeError(node)


def _chains(found: list[str], items: tuple[Item, ...], start: int) -> Iterator[list[int]]:
    for at in range(start, len(found)):
        if fits(found[at], items[0]):
            if len(items) == 1:
                yield [at]
            else:
                for rest in _chains(found, items[1:], at + 1):
                    yield [at, *rest]


def fits(form: str, item: Item) -> bool:
    match item.how:
        case "exact":
            return form == item.form
        case "pattern":
            return fnmatchcase(form, item.form)
        case _:
            return form == item.form or bool(set(lemma_keys(form)) & set(lemma_keys(item.form)))


def shortest(spans: set[Span]) -> set[Span]:
    return {
        (a, b) for a, b in spans if not any(a <= c and d <= b and (a, b) != (c, d) for c, d in spans)
    }
