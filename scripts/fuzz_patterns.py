"""Look for regular expressions that take more than linear time, over all of the project; it takes some minutes.

Each is tried on runs of every class of sign, with what stands in the pattern before and in them, of two lengths. Those
whose processor time grows faster than the length are listed, the place first: by what factor at ten times the length,
where the pattern is, and the run as (begin, what is repeated, end). ``fuzz_patterns.py [BEGINNING]`` tries those whose
place begins so.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

import patterns


def main() -> int:
    """Try all patterns, print the slow ones, and give 1 where there are any."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    everything = {key: found for key, found in patterns.patterns().items() if found.where.startswith(wanted)}
    slow = 0
    for (pattern, flags), found in everything.items():
        factor, run = patterns.slowest(re.compile(pattern, flags), anchored=found.anchored)
        if factor > patterns.SLOWER:
            slow += 1
            print(f"{factor:6.0f}  {found.where}  {run}  {pattern[:100]!r}", flush=True)
    print(f"{slow} of {len(everything)} patterns take more than linear time")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
