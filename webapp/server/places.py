"""Places for what takes long: so many at once, the next wait a little, and who has waited in vain is told to come back.

Each process of a server has places of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from werkzeug.exceptions import TooManyRequests

PATIENCE = 10.0
"""Seconds to wait for one's turn."""


class Permit:
    """One place taken; it is left once, however often that is said."""

    def __init__(self, free: BoundedSemaphore) -> None:
        self._free: BoundedSemaphore | None = free

    def leave(self) -> None:
        """Leave the place to the next."""
        free, self._free = self._free, None
        if free is not None:
            free.release()


class Places:
    """``number`` places for one kind of work; with ``waiting`` those who come when none is free wait a little."""

    def __init__(self, number: int, *, waiting: bool = True) -> None:
        self.number, self._waiting = number, waiting
        self._free = BoundedSemaphore(number)

    def take(self) -> Permit:
        """Take a place that is left later, when an answer has been sent. Raises TooManyRequests."""
        if not self._free.acquire(timeout=PATIENCE if self._waiting else 0):
            raise TooManyRequests(retry_after=max(1, int(PATIENCE)))
        return Permit(self._free)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a place while something is done. Raises TooManyRequests."""
        permit = self.take()
        try:
            yield
        finally:
            permit.leave()


FILES = Places(3, waiting=False)
"""Files that are made at the same time, each of which keeps a thread busy until it is made and all but 16 MB of it are
taken: one of the four threads is left to those who read on, and nobody waits in it."""

CHECKS = Places(2, waiting=False)
"""Texts and files that are checked at the same time; each may keep a processor busy for seconds. Nobody waits for one
to end: who waits keeps one of the few threads of the server, which others need to read on."""

QUOTATIONS = Places(2)
"""Single quotations that are checked at the same time, each for up to a second; long checks do not delay them."""

PICTURES = Places(2)
"""Page images that are made at the same time: each starts a process of up to a gigabyte."""
