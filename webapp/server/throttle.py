"""How many questions one address may ask: a bucket of tokens for each, filled again as time goes by.

Only the address of the connection counts; what a request says of itself (``X-Forwarded-For``) does not, unless the app
was told how many proxies of its own stand before it. Each process of a server counts for itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from math import ceil
from threading import Lock
from time import monotonic

KEPT = 10_000
"""Addresses remembered; the one not seen for longest is forgotten first."""

V6_NETWORK = 64
"""Bits of an IPv6 address that belong to one household or firm."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` questions at once, and ``per_second`` more as time goes by."""

    per_second: float
    burst: int


PUBLIC = Rate(5.0, 60)
"""For a site on the open net: what a reader with many tabs never reaches."""


class Limiter:
    """Counts questions by address; ``clock`` gives seconds."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = monotonic) -> None:
        self.rate = rate
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, address: str | None) -> int:
        """Take a token for an address. Gives 0, or the seconds after which there is one again."""
        name = who(address)
        if name is None:
            return 0
        now = self._clock()
        with self._lock:
            left, seen = self._buckets.pop(name, (float(self.rate.burst), now))
            left = min(self.rate.burst, left + (now - seen) * self.rate.per_second)
            allowed = left >= 1
            self._buckets[name] = (left - 1 if allowed else left, now)
            if len(self._buckets) > KEPT:
                self._buckets.popitem(last=False)
        return 0 if allowed else max(1, ceil((1 - left) / self.rate.per_second))


def who(address: str | None) -> str | None:
    """Give the name under which an address is counted; None for this computer itself, which is not limited."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return address or "unknown"
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    if found.is_loopback:
        return None
    if found.version == 6:
        return str(int(found) >> (128 - V6_NETWORK))
    return str(found)
