"""Parts of a page as HTML that no question changes, each made once.

A template calls :meth:`Fragments.once` around what makes the part: ``{% call found.html.once("who") %}…{% endcall %}``.
What a question changes within a part leaves gaps in it, and :meth:`Fragments.around` gives what stands around them. So
only what a template has made and escaped is kept, and only a template says what a part looks like. Where thousands of
parts differ in a few values, the template makes one of them, and :func:`filled` puts the values of each into its gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import escape

GAP = "<gap>"
"""Stands in a part where something is filled in: no text can set it, as texts are escaped."""


_BETWEEN = "\0"
"""Stands between values that are escaped together."""


class _Html:
    """HTML that was put together; it says so of itself in the way that markupsafe asks for, which gives it its type."""

    __slots__ = ("_html",)

    def __init__(self, html: str) -> None:
        self._html = html

    def __html__(self) -> str:
        return self._html


def filled(around: Sequence[str], values: Iterable[str]) -> str:
    """Fill the gaps of a part: what a template has made ``around`` them stays, each value is escaped."""
    values = list(values)
    # Escaped in one go, which leaves what stands between them as it is; a value that has it itself is told by number.
    shown = str(escape(_BETWEEN.join(values))).split(_BETWEEN)
    if len(shown) != len(values):
        shown = [str(escape(value)) for value in values]
    out = [around[0]]
    for value, part in zip(shown, around[1:], strict=True):
        out += (value, part)
    return escape(_Html("".join(out)))


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
