"""Answers of a method remembered with the object that gave them, and values kept within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache, partial, wraps
from threading import Lock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V")


class KeptValues(Generic[V]):
    """Values by key: at most ``most`` of them; what was not asked for longest goes first. Threads may share it.

    ``size`` says how many bytes a value takes, where there is room for ``most_bytes`` only.
    """

    def __init__(self, most: int, most_bytes: int = 0, size: Callable[[V], int] = lambda _: 0) -> None:
        self._most, self._most_bytes, self._size = most, most_bytes, size
        self._held: OrderedDict[Hashable, V] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable) -> V | None:
        """Give the value of a key, None where none is kept."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value in the place of what its key had."""
        with self._lock:
            before = self._held.pop(key, None)
            self._bytes -= self._size(before) if before is not None else 0
            self._held[key] = value
            self._bytes += self._size(value)
            while self._held and (len(self._held) > self._most or self._bytes > self._most_bytes):
                self._bytes -= self._size(self._held.popitem(last=False)[1])


def remembered(
    most: int | None = None,
) -> Callable[[Callable[Concatenate[Any, P], R]], Callable[Concatenate[Any, P], R]]:
    """Remember up to ``most`` answers of a method, None for all of them; they go with the object.

    ``functools.lru_cache`` on a method keeps every object alive and shares its room among them; here each object has
    a room of its own. The method keeps its signature.
    """
    def decorate(method: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
        name = f"_remembered_{method.__name__}"

        @wraps(method)
        def answer(self: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
            ask = self.__dict__.get(name)
            if ask is None:
                ask = self.__dict__.setdefault(name, lru_cache(most)(partial(method, self)))
            found: R = ask(*args, **kwargs)
            return found
        return answer
    return decorate
