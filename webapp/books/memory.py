"""Answers of a method remembered with the object that gave them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


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
