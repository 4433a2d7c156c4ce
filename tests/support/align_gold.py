"""Known alignments and the measures taken on them, for the tests and for the report on alignment."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import corpus
from corpus.alignment.lexicon import Lexicon, learn
from corpus.alignment.marks import mark
from corpus.alignment.segments import Segment, align_segments
from corpus.alignment.sentences import sentence_pairs
from corpus.alignment.turns import align
from corpus.language.sentences import sentences
from corpus.model.turns import Pair, Turn

SPECIMEN = Path(corpus.__file__).parent / "data" / "specimen"
RUSSIAN, ENGLISH, SUMMARY = "ru-specimen", "en-specimen", "en-specimen-summary"

Links = set[tuple[str, str]]
Group = tuple[tuple[int, ...], tuple[int, ...]]
Units = list[list[tuple[str, str]]]
"""Passages, each with its sentences in Russian and English, one to one."""



@dataclass(frozen=True)
class Case:
    """Sentences of two sides, and which belong together; those in no group have no partner.

    ``lexicon`` was learned from other passages.
    """

    left: list[str]
    right: list[str]
    groups: list[Group]
    lexicon: Lexicon


Aligner = Callable[[Case], Iterable[Group]]


@dataclass(frozen=True)
class Score:
    """How good links are: as a whole, and those marked as sure, with the share of what could be linked."""

    f1: float
    sure_precision: float
    sure_share: float


def truth() -> dict[str, Any]:
    """The answers that come with the specimen."""
    data: dict[str, Any] = json.loads((SPECIMEN / "truth.json").read_text("utf-8"))
    return data


def edition(name: str) -> list[Turn]:
    """The turns of an edition of the specimen, with references such as ``ru-specimen/12``."""
    keys = ("ordinal", "kind", "text", "sitting", "section", "speaker", "label", "role")
    return [
        Turn(ref=f"{name}/{entry['ordinal']}", text_id=name, lang=name[:2], **{key: entry[key] for key in keys})
        for entry in truth()["editions"][name]
    ]


def known(right: str = ENGLISH) -> Links:
    """Which turns of the Russian edition belong to which of an English one."""
    pairs = truth()["pairs" if right == ENGLISH else "summary_pairs"]
    return {(f"{RUSSIAN}/{a}", f"{right}/{b}") for pair in pairs for a in pair["ru"] for b in pair["en"]}


def by_sitting(left: Sequence[Turn], right: Sequence[Turn]) -> list[tuple[list[Turn], list[Turn]]]:
    """The turns of both sides by sitting."""
    names = sorted({t.sitting for t in left if t.sitting})
    return [([t for t in left if t.sitting == name], [t for t in right if t.sitting == name]) for name in names]


def links(pairs: Iterable[Pair], *, sure: bool = False) -> Links:
    """The links of pairs, all of them or those marked as sure."""
    return {(a, b) for p in pairs if not sure or mark(p.confidence) == "●" for a in p.left for b in p.right}


def f1(found: Links, wanted: Links) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(found & wanted) / max(1, len(found) + len(wanted))


def paired(left: Sequence[Turn], right: Sequence[Turn], record: str) -> list[Pair]:
    """Align two editions sitting by sitting."""
    return [pair for a, b in by_sitting(left, right) for pair in align(a, b, record=record)]


def turn_score(left: Sequence[Turn], right: Sequence[Turn], wanted: Links, record: str) -> Score:
    """Align turns; the share is that of the known links whose pair is sure."""
    pairs = paired(left, right, record)
    sure = links(pairs, sure=True)
    return Score(f1(links(pairs), wanted), _share(sure & wanted, sure), len(sure) / max(1, len(wanted)))


def condensed_score() -> Score:
    """Align the summary; the share is that of its sentences that are in a sure pair."""
    left, right, wanted = edition(RUSSIAN), edition(SUMMARY), known(SUMMARY)
    pairs = paired(left, right, "summary")
    sure = links(pairs, sure=True)
    size = Counter(f"{SUMMARY}/{row['turn']}" for row in truth()["summary_sentences"])
    covered = sum(size[ref] for ref in {b for _, b in sure})
    return Score(f1(links(pairs), wanted), _share(sure & wanted, sure), covered / sum(size.values()))


def _share(some: Links, of: Links) -> float:
    return len(some) / len(of) if of else 1.0


def length_only(left: Sequence[Turn], right: Sequence[Turn]) -> Links:
    """The links that Gale and Church's method finds between turns, sitting by sitting."""
    return {
        (a[i].ref, b[j].ref)
        for a, b in by_sitting(left, right)
        for here, there in gale_church([t.text for t in a], [t.text for t in b])
        for i in here
        for j in there
    }


def worn_turns(
    seed: int, *, drop: float = 0.0, merge: float = 0.0, move: float = 0.0
) -> tuple[list[Turn], list[Turn], Links]:
    """The specimen with turns lost on either side, or joined or moved in the English; the figures are shares.

    A turn is joined to the one before it, whoever spoke that. What moves goes by blocks of ten.
    """
    made = random.Random(seed)  # noqa: S311
    left = [t for t in edition(RUSSIAN) if made.random() >= drop]
    right = [t for t in edition(ENGLISH) if made.random() >= drop]
    wanted = known()
    joined: list[Turn] = []
    for turn in right:
        before = joined[-1] if joined else None
        if before and before.kind == turn.kind and before.sitting == turn.sitting and made.random() < merge:
            joined[-1] = replace(before, text=f"{before.text} {turn.text}")
            wanted = {(a, before.ref if b == turn.ref else b) for a, b in wanted}
        else:
            joined.append(turn)
    for _ in range(int(len(joined) * move / 10)):
        start = made.randrange(len(joined) - 10)
        block = joined[start : start + 10]
        del joined[start : start + 10]
        to = made.randrange(len(joined))
        joined[to:to] = [replace(t, sitting=joined[to].sitting) for t in block]
    here, there = {t.ref for t in left}, {t.ref for t in joined}
    return left, joined, {(a, b) for a, b in wanted if a in here and b in there}


def specimen_units() -> Units:
    """The paragraphs of the specimen that have as many sentences in both languages: these were written one to one."""
    turns = {t.ref: t for name in (RUSSIAN, ENGLISH) for t in edition(name)}
    units: Units = []
    for pair in truth()["pairs"]:
        left, right = (
            "\n".join(turns[f"{name}/{n}"].text for n in pair[lang]).split("\n")
            for name, lang in ((RUSSIAN, "ru"), (ENGLISH, "en"))
        )
        units.append(_one_to_one(left, right))
    return [unit for unit in units if unit]


def passage_units(examples: Path) -> Units:
    """The same from bilingual passages of a real document."""
    answers = json.loads((examples / "bilingual-passages.json").read_text("utf-8"))
    units = [
        [pair for part in answer["alignment"] for pair in _one_to_one([part["source_text"]], [part["english_text"]])]
        for answer in answers
    ]
    return [unit for unit in units if unit]


def _one_to_one(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    if len(left) == len(right):
        for russian, english in zip(left, right, strict=True):
            here, there = sentences(russian, "ru"), sentences(english, "en")
            if len(here) == len(there):
                out += [(russian[a:b], english[c:d]) for (a, b), (c, d) in zip(here, there, strict=True)]
    return out


def worn_sentences(units: Units, seed: int, size: int, drop: float, merge: float) -> list[Case]:
    """Turns of at least ``size`` sentences, made of passages one after the other, with sentences lost and joined.

    Every second passage makes up one half; the lexicon of a half is learned from the other.
    """
    made = random.Random(seed)  # noqa: S311
    cases = []
    for half in (0, 1):
        lexicon = learn(pair for unit in units[1 - half :: 2] for pair in unit)
        turns: Units = [[]]
        for unit in units[half::2]:
            if len(turns[-1]) >= size:
                turns.append([])
            turns[-1] += unit
        cases += [_worn(turn, Case([], [], [], lexicon), made, drop, merge) for turn in turns]
    return cases


def _worn(turn: list[tuple[str, str]], case: Case, made: random.Random, drop: float, merge: float) -> Case:
    rest = list(turn)
    while rest:
        russian, english = rest.pop(0)
        chance = made.random()
        if chance < drop / 2:
            case.left.append(russian)
        elif chance < drop:
            case.right.append(english)
        else:
            i, j = len(case.left), len(case.right)
            case.left.append(russian)
            case.right.append(english)
            joins = rest and made.random() < merge
            if joins and made.random() < 0.5:
                case.left[-1] += " " + rest[0][0]
                case.right.append(rest.pop(0)[1])
            elif joins:
                case.right[-1] += " " + rest[0][1]
                case.left.append(rest.pop(0)[0])
            case.groups.append((tuple(range(i, len(case.left))), tuple(range(j, len(case.right)))))
    return case


def strict_f1(cases: Iterable[Case], aligner: Aligner) -> float:
    """The F1 of groups that are found exactly."""
    right = found = wanted = 0
    for case in cases:
        groups = set(aligner(case))
        right, found, wanted = right + len(groups & set(case.groups)), found + len(groups), wanted + len(case.groups)
    return 2 * right / (found + wanted)


def without_lexicon(case: Case) -> list[Group]:
    """Our aligner of sentences, with nothing learned."""
    return _own(case, None)


def with_lexicon(case: Case) -> list[Group]:
    """Our aligner of sentences."""
    return _own(case, case.lexicon)


def _own(case: Case, lexicon: Lexicon | None) -> list[Group]:
    left, right = ([Segment(s, lang) for s in side] for side, lang in ((case.left, "ru"), (case.right, "en")))
    links = align_segments(left, right, lexicon)
    return [(tuple(link.left), tuple(link.right)) for link in links if link.left and link.right]


def baseline(case: Case) -> list[Group]:
    """The baseline for sentences."""
    return gale_church(case.left, case.right)


def gale_church(left: Sequence[str], right: Sequence[str]) -> list[Group]:
    """The baseline: nltk's aligner by length, with the ratio of this pair of languages."""
    from nltk.translate.gale_church import LanguageIndependent, align_blocks

    from corpus.alignment.costs import RATIO

    class Ratio(LanguageIndependent):  # type: ignore[misc]
        AVERAGE_CHARACTERS = RATIO

    if not left or not right:
        return []
    links = align_blocks([len(s) for s in left], [len(s) for s in right], Ratio)
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in links:
        same = next((g for g in groups if i in g[0] or j in g[1]), None)
        if same:
            same[0].add(i)
            same[1].add(j)
        else:
            groups.append(({i}, {j}))
    return [(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups]


def whole_specimen() -> float:
    """Strict F1 of sentences in the specimen as it is: turns aligned first, then the sentences inside."""
    left, right = edition(RUSSIAN), edition(ENGLISH)
    turns = {t.ref: t for t in left + right}
    pairs = paired(left, right, "verbatim")
    lexicon = learn((turns[p.left[0]].text, turns[p.right[0]].text) for p in pairs if mark(p.confidence) == "●")
    wanted = Counter(pair for unit in specimen_units() for pair in unit)
    known_here, known_there = ({pair[side] for pair in wanted} for side in (0, 1))
    found: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        sides = [turns[ref] for ref in pair.left], [turns[ref] for ref in pair.right]
        for link in sentence_pairs(*sides, lexicon):
            here, there = (
                " ".join(turns[p.ref].text[p.start : p.end] for p in side) for side in (link.left, link.right)
            )
            if link.left and link.right and (here in known_here or there in known_there):
                found[here, there] += 1
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def stand_in(sittings: int, size: int, seed: int = 0) -> tuple[list[Turn], list[Turn], Links]:
    """A long trial to measure time on: turns of the specimen at random, two in one, with figures of their own."""
    made = random.Random(seed)  # noqa: S311
    here, there = ({t.ref: t for t in edition(name)} for name in (RUSSIAN, ENGLISH))
    pairs = sorted(known())
    left: list[Turn] = []
    right: list[Turn] = []
    wanted: Links = set()
    for number in range(sittings):
        for k in range(size):
            (a, b), (c, d) = made.choices(pairs, k=2)
            figure = f" {made.randrange(10, 5000)}." if made.random() < 0.3 else ""
            place = {"sitting": f"1911-05-{number + 1:02d}-day", "speaker": here[a].speaker, "label": here[a].label}
            ours, theirs = f"{here[a].text} {here[c].text}{figure}", f"{there[b].text} {there[d].text}{figure}"
            left.append(replace(here[a], ref=f"ru/{number}/{k}", text=ours, **place))
            right.append(replace(there[b], ref=f"en/{number}/{k}", text=theirs, **place))
            wanted.add((left[-1].ref, right[-1].ref))
    kept = [[t for t in side if made.random() >= 0.03] for side in (left, right)]
    refs = {t.ref for side in kept for t in side}
    return kept[0], kept[1], {(a, b) for a, b in wanted if a in refs and b in refs}
