"""Print how good alignment is, beside nltk's Gale-Church: ``align_report.py [EXAMPLES]``.

Measured on the bundled specimen and, where EXAMPLES is a folder with ``bilingual-passages.json``, on these.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import mean
from time import process_time

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests" / "support"))

import align_gold as gold

from corpus.alignment.marks import mark

SEEDS = range(3)
WEAR = ((4, 0.02, 0.06), (3, 0.05, 0.10), (12, 0.05, 0.10))
STRESS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5)


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    turns()
    units = {"specimen": gold.specimen_units()}
    if arguments:
        units["bilingual passages"] = gold.passage_units(Path(arguments[0]))
    inside(units)
    stress()
    speed()


def turns() -> None:
    """Print the measures on whole editions."""
    left, right = gold.edition(gold.RUSSIAN), gold.edition(gold.ENGLISH)
    score = gold.turn_score(left, right, gold.known(), "verbatim")
    base = gold.f1(gold.length_only(left, right), gold.known())
    print("| editions | ours | Gale-Church |\n|---|---|---|")
    print(f"| turns, full translation, F1 ({len(gold.known())} links) | {score.f1:.3f} | {base:.3f} |")
    print(f"| precision of ● (share of links) | {score.sure_precision:.3f} ({score.sure_share:.2f}) | |")
    print(f"| sentences inside, strict F1 | {gold.whole_specimen():.3f} | |")
    pairs = gold.paired(left, gold.edition(gold.SUMMARY), "summary")
    for sign in "●◐○":
        found = gold.links(p for p in pairs if mark(p.confidence) == sign)
        precision = len(found & gold.known(gold.SUMMARY)) / max(1, len(found))
        print(f"| precision of {sign}, condensation | {precision:.3f} ({len(found)} links) | |")
    score = gold.condensed_score()
    base = gold.f1(gold.length_only(left, gold.edition(gold.SUMMARY)), gold.known(gold.SUMMARY))
    print(f"| turns, condensation, F1 | {score.f1:.3f} | {base:.3f} |")
    print(f"| precision of ● (share of English sentences) | {score.sure_precision:.3f} ({score.sure_share:.2f}) | |\n")


def inside(units: dict[str, gold.Units]) -> None:
    """Print the measures on sentences inside of known turns."""
    print("| sentences inside of turns, strict F1 | ours | without lexicon | Gale-Church |\n|---|---|---|---|")
    for name, passages in units.items():
        for size, drop, merge in WEAR:
            cases = [case for seed in SEEDS for case in gold.worn_sentences(passages, seed, size, drop, merge)]
            ways = (gold.with_lexicon, gold.without_lexicon, gold.baseline)
            figures = [gold.strict_f1(cases, way) for way in ways]
            label = f"{name}: turns of {size} or more, {drop:.0%} dropped, {merge:.0%} merged"
            print(f"| {label} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")
    print()


def stress() -> None:
    """Print the curve for turns that are dropped, merged and moved."""
    print("| turns worn, share | dropped: F1, ● | merged: F1, ● | moved: F1, ● |\n|---|---|---|---|")
    for share in STRESS:
        cells = []
        for wear in ("drop", "merge", "move"):
            scores = [
                gold.turn_score(*gold.worn_turns(seed, **{wear: share}), "cut" if share else "verbatim")
                for seed in SEEDS
            ]
            cells.append(f"{mean(s.f1 for s in scores):.3f}, {mean(s.sure_precision for s in scores):.3f}")
        print(f"| {share:.2f} | {' | '.join(cells)} |")


def speed() -> None:
    """Print what a corpus of 27 sittings of 740 turns takes."""
    left, right, wanted = gold.stand_in(27, 740)
    began = process_time()
    found = gold.links(gold.paired(left, right, "verbatim"))
    seconds, memory = process_time() - began, getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{len(left):,} and {len(right):,} turns: {seconds:.0f} s on one core, {memory} MiB, "
          f"F1 {gold.f1(found, wanted):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
