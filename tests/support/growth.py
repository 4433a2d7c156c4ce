"""Holds work to its growth: what is so many times as large takes about so many times as long, and not its square.

Times on a machine that has other work are only ever too long, so the least of several counts; and the rubbish of all
tests before is not collected while time is taken, as ``timeit`` does not.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

ROUNDS = 6
"""Times that both sizes are tried at most; a true square fails in each."""

FELT = 0.004
"""Processor seconds below which two times say nothing of growth."""

Prepare = Callable[[int], Callable[[], object]]
"""Makes what is to be worked on in a size, untimed, and gives the work."""


def seconds(work: Callable[[], object]) -> float:
    """Give the processor seconds that the work takes once."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        begun = process_time()
        work()
        return process_time() - begun
    finally:
        if collecting:
            gc.enable()


def assert_grows(
    prepare: Prepare, small: int, times: int = 8, slack: float = 2.5, felt: float = FELT, empty: int | None = None
) -> None:
    """Fail where work of ``times`` the small size takes more than ``slack`` × ``times`` as long in every round.

    ``slack`` × ``times`` stays below ``times`` squared, which is what must not pass. ``felt``: seconds; a small size
    that takes less counts as if it took this. ``empty``: a size next to nothing, whose time every size takes beside
    its own and which is not counted.
    """
    assert slack < times, "the square would pass"
    prepare(small)()  # what is loaded or compiled once
    nothing = 0.0 if empty is None else min(seconds(prepare(empty)) for _ in range(2))
    least, most = float("inf"), float("inf")
    for _ in range(ROUNDS):
        least = min(least, seconds(prepare(small)))
        most = min(most, seconds(prepare(small * times)))
        if most - nothing <= slack * times * max(least - nothing, felt):
            return
    raise AssertionError(f"{times} times the size takes {most:.3f} s, the size {least:.3f} s, nothing {nothing:.3f} s")
