"""Parts of a page as HTML that no question changes, each made once.

A template calls :meth:`Fragments.once` around what makes the part: ``{% call found.html.once("who") %}…{% endcall %}``.
What a question changes within a part leaves gaps in it, and :meth:`Fragments.around` gives what stands around them. So
only what a template has made and escaped is kept, and only a template says what a part looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

GAP = "<gap>"
"""Stands in a part where something is filled in: no text can set it, as texts are escaped."""


class Fragments:
    """The parts of one thing by name."""

    __slots__ = ("_around", "_made")

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._around: dict[str, Sequence[str]] = {}

    def once(self, name: str, caller: Callable[[], str]) -> str:
        """Give a part, made by ``caller`` where it is asked for the first time."""
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = caller()
        return made

    def around(self, name: str, macro: Callable[[object], str], shown: object) -> Sequence[str]:
        """Give what stands around the gaps of a part: one string more than there are gaps.

        ``macro`` of a template makes the part of what is ``shown``, with ``<gap>`` wherever something is filled in.
        """
        found = self._around.get(name)
        if found is None:
            found = self._around[name] = macro(shown).split(GAP)
        return found
