"""Parts of a page as HTML that no question changes, each made once.

A template calls :meth:`Fragments.once` around what makes the part: ``{% call found.html.once("who") %}…{% endcall %}``.
So only what a template has made and escaped is kept, and only a template says what a part looks like.
"""

from __future__ import annotations

from collections.abc import Callable


class Fragments:
    """The parts of one thing by name."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[str, str] = {}

    def once(self, name: str, caller: Callable[[], str]) -> str:
        """Give a part, made by ``caller`` where it is asked for the first time."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = caller()
        return made
