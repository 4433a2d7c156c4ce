"""A plain scan that answers queries word by word, to hold the index to: slow, short, and with no index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from corpus.language.words import words
from corpus.model.pages import page_labels
from corpus.model.passages import passages
from corpus.model.turns import SEARCHED_REGIONS, Pair, TextInfo, Turn
from corpus.names.table import name_table
from indexer.concordance.families import family_stem
from indexer.concordance.forms import lemma_keys
from indexer.query.tree import And, Field, Near, Node, Not, Or, Phrase, QueryWord, Side

_TABLE = name_table("specimen")

Span = tuple[int, int]
Place = tuple[str, int]


@dataclass
class Scan:
    """What the scan finds: passages as (reference, paragraph), occurrences as (reference, first word, end)."""

    passages: set[Place]
    hits: set[tuple[str, int, int]]


class Oracle:
    """Scans turns; ``values`` gives what a passage has for each filter."""

    def __init__(self, texts: Iterable[tuple[TextInfo, list[Turn]]], pairs: Iterable[Pair] = ()) -> None:
        self.spoken: dict[Place, bool] = {}
        self.others: dict[str, set[str]] = {}
        for pair in pairs:
            for here, there in ((pair.left, pair.right), (pair.right, pair.left)):
                for ref in here:
                    self.others.setdefault(ref, set()).update(there)
        self.turns = {turn.ref: turn for _, turns in texts for turn in turns}
        self.words = {ref: words(turn.text) for ref, turn in self.turns.items()}
        self.values: dict[Place, dict[str, tuple[str, ...]]] = {}
        self.starts: dict[str, list[int]] = {}
        self._known: dict[tuple[Node, str], set[Span]] = {}
        for info, turns in texts:
            said = info.description
            described = {
                "doctype": (said.doctype,) if said.doctype else (), "collection": said.collections,
                "author": tuple(one.speaker for one in said.authors),
                "addressee": tuple(one.speaker for one in said.addressees),
            }
            for turn in turns:
                parts = passages(turn)
                self.starts[turn.ref] = [part.start for part in parts]
                for number, part in enumerate(parts, 1):
                    self.spoken[turn.ref, number] = part.spoken
                    given = {
                        "trial": info.trial, "edition": info.id, "document": info.id, "lang": turn.lang,
                        "sitting": turn.sitting, "kind": info.kind,
                        "speaker": turn.speaker if part.spoken else None,
                        "role": turn.role if part.spoken else None,
                    }
                    self.values[turn.ref, number] = {
                        **{name: (value,) if value else () for name, value in given.items()},
                        "page": page_labels(turn, part.start, part.end),
                        **described,
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

    def single(self, node: Node) -> set[Place]:
        """Passages that answer each by itself, as the engine takes them."""
        match node:
            case Not():
                return set(self.values) - self.single(node.part)
            case And():
                return set.intersection(*(self.single(part) for part in node.parts))
            case Or():
                return set.union(*(self.single(part) for part in node.parts))
            case _:
                return self._passages(node)

    def reach(self, node: Node) -> set[Place]:
        """Passages of which the paragraph answers."""
        match node:
            case Phrase() | Near():
                found = self._passages(node)
                return {place for place in self.values if any(self.together(place, other) for other in found)}
            case Not():
                return set(self.values) - self.reach(node.part)
            case And():
                return set.intersection(*(self.reach(part) for part in node.parts))
            case Or():
                return set.union(*(self.reach(part) for part in node.parts))
            case _:
                return self._passages(node)

    def together(self, one: Place, other: Place) -> bool:
        """Whether two passages are parts of one paragraph."""
        if one[0] != other[0]:
            return False
        low, high = sorted((one[1], other[1]))
        text, starts = self.turns[one[0]].text, self.starts[one[0]]
        spoken = {self.spoken[one[0], number] for number in range(low, high + 1)}
        return len(spoken) == 1 and all(text[starts[n - 1] - 1] != "\n" for n in range(low + 1, high + 1))

    def paragraph(self, ref: str, word: int) -> int:
        at = self.words[ref][word].start
        return sum(start <= at for start in self.starts[ref])

    def _passages(self, node: Node) -> set[Place]:
        match node:
            case Field():
                return {place for place in self.values if self.has(place, node.name, node.value)}
            case Side():
                return self._side(node)
            case Not():
                return set(self.values) - self.reach(node.part)
            case And():
                found = [self._passages(part) for part in node.parts if looks(part)]
                return self.reach(node) & set.union(*found) if found else self.reach(node)
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
            case Side(absent=False):
                for ref, span in self._hits(node.part):
                    here = ref, self.paragraph(ref, span[0])
                    if self.turns[ref].lang == node.lang and here in self._passages(node.part):
                        yield ref, span
            case Phrase() | Near():
                for ref in self.turns:
                    for span in self._spans(node, ref):
                        yield ref, span

    def _side(self, node: Side) -> set[Place]:
        inner = {place for place in self._passages(node.part) if self.turns[place[0]].lang == node.lang}
        out = set()
        for place in self.values:
            if self.turns[place[0]].lang == node.lang:
                answers, has = place in inner, True
            else:
                others = [ref for ref in self.others.get(place[0], ()) if self.turns[ref].lang == node.lang]
                answers, has = any(ref in others for ref, _ in inner), bool(others)
            if has and answers != node.absent:
                out.add(place)
        return out

    def _spans(self, node: Node, ref: str) -> set[Span]:
        if (node, ref) not in self._known:
            self._known[node, ref] = self._scanned(node, ref)
        return self._known[node, ref]

    def _inserted(self, ref: str) -> set[int]:
        """Words in square brackets on one line, three at most and 60 characters between two of them."""
        out: set[int] = set()
        text = self.turns[ref].text
        for opened in (at for at, sign in enumerate(text) if sign == "["):
            closed = next((at for at in range(opened + 1, len(text)) if text[at] in "[]\n"), 0)
            inside = [at for at, word in enumerate(self.words[ref]) if opened < word.start < closed]
            if closed and text[closed] == "]" and closed - opened <= 61 and len(inside) <= 3:
                out.update(inside)
        return out

    def _scanned(self, node: Node, ref: str) -> set[Span]:
        found = [word.form for word in self.words[ref]]
        match node:
            case Phrase() if node.gapped:
                return shortest({(start, end) for start, end in _gapped(found, node.items)})
            case Phrase():
                stretches = _stretches(found, node)
                if node.gloss:
                    inserted = self._inserted(ref)
                    kept = [at for at in range(len(found)) if at not in inserted]
                    stretches |= {
                        (kept[start], kept[end - 1] + 1)
                        for start, end in _stretches([found[at] for at in kept], node)
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


def looks(node: Node) -> bool:
    """Whether there are occurrences to be found."""
    if isinstance(node, And | Or):
        return any(looks(part) for part in node.parts)
    return isinstance(node, Phrase | Near)


def _stretches(found: list[str], phrase: Phrase) -> set[Span]:
    return {
        (chain[0], chain[-1] + 1)
        for chain in _chains(found, phrase.items, 0)
        if chain[-1] + 1 - chain[0] - len(chain) <= phrase.slop
    }


def _gapped(found: list[str], items: tuple[QueryWord, ...]) -> Iterator[Span]:
    """Walk all ways through the items from every word."""
    for start in range(len(found)):
        ends = {start}
        for item in items:
            if item.how == "gap":
                ends = {end + step for end in ends for step in range(item.low, item.high + 1)}
            else:
                ends = {end + 1 for end in ends if end < len(found) and fits(found[end], item)}
        for end in ends:
            yield start, end


def _chains(found: list[str], items: tuple[QueryWord, ...], start: int) -> Iterator[list[int]]:
    for at in range(start, len(found)):
        if fits(found[at], items[0]):
            if len(items) == 1:
                yield [at]
            else:
                for rest in _chains(found, items[1:], at + 1):
                    yield [at, *rest]


def errors(one: str, other: str) -> int:
    """Letters left out, put in, changed or swapped, each stretch at most once."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (letter != against)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def fits(form: str, item: QueryWord) -> bool:
    return form not in item.off and _fits(form, item)


def _fits(form: str, item: QueryWord) -> bool:
    match item.how:
        case "fuzzy":
            return errors(form, item.form) <= item.high
        case "person":
            return item.form in _TABLE.surnames[_TABLE.keys(form)[0]].persons if is_name(form) else False
        case "family":
            meant = (item.form, *(() if is_name(item.form) else lemma_keys(item.form)))
            alike = family_stem(form) in {family_stem(one) for one in meant}
            return alike or _fits(form, QueryWord(item.form, "forms"))
        case "lemma" if (form < "а") != (item.form < "а"):
            return False
        case "exact":
            return form == item.form
        case "pattern":
            return fnmatchcase(form, item.form)
        case _ if is_name(form) or is_name(item.form):
            return bool(set(_TABLE.keys(form)) & set(_TABLE.keys(item.form)))
        case _:
            return form == item.form or bool(set(lemma_keys(form)) & set(lemma_keys(item.form)))


def is_name(form: str) -> bool:
    return bool(_TABLE.keys(form))


def shortest(spans: set[Span]) -> set[Span]:
    return {
        (a, b) for a, b in spans if not any(a <= c and d <= b and (a, b) != (c, d) for c, d in spans)
    }
