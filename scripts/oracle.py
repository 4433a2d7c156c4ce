"""Hold the index to a plain scan over many random corpora and queries: ``oracle.py [--pairs N] [--first SEED]``.

Each corpus is asked many queries made at random, and every answer is compared with that of a scan of its texts, word by
word: the same passages, occurrences, marks and counts, and the same from Whoosh where it can be asked. Prints how many
pairs were compared and the seeds of corpora in which something differs; ends with 1 where there are any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "indexer" / "search")]

QUERIES = 250
"""Queries of each corpus."""


def main() -> int:
    """Run the comparison; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=50_000, help="pairs of corpus and query")
    parser.add_argument("--queries", type=int, default=QUERIES, help="queries of each corpus")
    parser.add_argument("--first", type=int, default=100_000, help="seed of the first corpus")
    asked = parser.parse_args()
    import test_oracle

    test_oracle.made_small(_replace)
    began = time.monotonic()
    pairs, wrong = 0, []
    for seed in range(asked.first, asked.first - -asked.pairs // asked.queries):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test_oracle.compare(seed, Path(folder), asked.queries)
            except AssertionError as error:
                wrong.append(seed)
                print(f"seed {seed}: {str(error)[:300]}", file=sys.stderr)
        pairs += asked.queries
        if pairs % (asked.queries * 20) == 0:
            print(f"{pairs:,} pairs, {len(wrong)} corpora with differences", file=sys.stderr)
    print(f"{pairs:,} pairs in {time.monotonic() - began:.0f} s; corpora with differences: {len(wrong)} {wrong or ''}")
    return 1 if wrong else 0


def _replace(target: str, value: object) -> None:
    """Set an attribute named by its module and name."""
    import importlib

    module, _, name = target.rpartition(".")
    setattr(importlib.import_module(module), name, value)


if __name__ == "__main__":
    sys.exit(main())
