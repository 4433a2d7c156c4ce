"""What the styles of a page hide: by their properties, in an element's own ``style`` and in the rules of the page.

Of rules that say it otherwise of one element the one that names it most closely holds, of equals the last, as in
https://www.w3.org/TR/css-cascade-4/#cascade-sort. What hides: https://www.w3.org/TR/CSS22/visufx.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from corpus.limits import MAX_HIDING_STEPS
from corpus.reading.html.selectors import Place, Selector, Selectors, selectors
from corpus.reading.html.tokens import Token

_BRACE = re.compile(r"[{}]")
_NAMES = re.compile(r"[.#][\w-]+")
_ALWAYS = re.compile(r"\s*@(?:media\s+(?:only\s+)?(?:screen|all)\s*$|supports\b|layer\b)", re.IGNORECASE)
"""What stands around rules that hold for whoever reads a page on a screen."""

_ZERO = r"0(?:\.0+)?(?:px|pt|em|rem|%)?"
_WHITE = r"(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\)|transparent)"
_END = r"(?=[;}\"'\s>!]|$)"
_SIGN = r"(?<![\w-])"

_HIDING = {
    "display": "none", "visibility": "(?:hidden|collapse)", "opacity": _ZERO, "font-size": _ZERO,
    "mso-hide": "all", "text-indent": r"-\d{3}[\d.]*+\w*+", "color": _WHITE,
}
"""Values by property that hide alone; the colour of paper does on no other ground."""
_AWAY = re.compile(rf"{_SIGN}position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
_FAR = re.compile(
    rf"{_SIGN}(?:(?:left|top|right|bottom)\s*:\s*-\d{{3}}|clip\s*:\s*rect\(\s*(?:0|1px)|"
    rf"clip-path\s*:\s*inset\(\s*(?:50|100)%)", re.IGNORECASE)
_FLAT = re.compile(rf"{_SIGN}(?:max-)?(?:height|width)\s*:\s*{_ZERO}{_END}", re.IGNORECASE)
_CUT = re.compile(rf"{_SIGN}overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_GROUND = re.compile(
    rf"{_SIGN}background(?:-color|-image)?\s*:\s*(?!\s|{_WHITE}(?!\w)|none|inherit|initial)", re.IGNORECASE)
_IMPORTANT = re.compile(r"!\s*important", re.IGNORECASE)
_DECLARED = {
    name: (re.compile(rf"{_SIGN}{name}\s*:(?P<value>[^;}}]*)", re.I), re.compile(f"{value}{_END}", re.I))
    for name, value in _HIDING.items()
}

HINTS = re.compile(
    "|".join([*(rf"{_SIGN}{name}\s*:\s*{value}{_END}" for name, value in _HIDING.items()), _FAR.pattern, _CUT.pattern,
              rf"{_SIGN}color\s*=\s*[\"']?{_WHITE}", r"\shidden[\s=/>]|aria-hidden|<dialog|\spopover[\s=>]"]),
    re.IGNORECASE)
"""What a page has in which styles or attributes hide anything: the styles are those above."""

PLACE = "place"
"""What no single property says: words that are set far away, or cut off."""

_NEVER = -1
"""The place of rules whose selectors are not understood: they name no element as it stands."""

Verdict = tuple[bool, bool]
"""Whether declarations hide by a property, and whether they call that important."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What declarations say: a verdict by property, and whether they set words on another ground than white paper.

    ``opened`` says that other rules with a name of the same element would show it, as when it is opened.
    """

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    ground: bool = False
    opened: bool = False

    @property
    def hides(self) -> bool:
        """Whether they hide what they are of."""
        return any(hidden for name, (hidden, _) in self.verdicts.items() if name != "color")

    @property
    def is_pale(self) -> bool:
        """Whether they set words in the colour of paper."""
        return self.verdicts.get("color", (False, False))[0]

    @property
    def shows(self) -> bool:
        """Whether they show what others may hide."""
        return any(not self.verdicts.get(name, (True, False))[0] for name in ("display", "visibility", "opacity"))


def style(declarations: str) -> Shown:
    """Give what declarations say."""
    verdicts = {}
    for name, (declared, hiding) in _DECLARED.items():
        for found in declared.finditer(declarations):
            value = found["value"].strip()
            verdicts[name] = (hiding.match(value) is not None, _IMPORTANT.search(value) is not None)
    far = _AWAY.search(declarations) and _FAR.search(declarations)
    if far or (_FLAT.search(declarations) and _CUT.search(declarations)):
        verdicts[PLACE] = (True, False)
    return Shown(verdicts, _GROUND.search(declarations) is not None)


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: Selector
    style: Shown


class PageStyles:
    """What the style sheets of a page, and their own styles, say of its elements."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._showing: dict[str, set[int]] = {}
        self._rules = [*self._of_use(_rules(sheets))]
        self._selectors = Selectors([rule.selector for rule in self._rules])

    def _of_use(self, rules: Iterable[tuple[str, str]]) -> Iterator[_Rule]:
        """Give the rules that say whether anything is seen, as many as may be followed."""
        steps = place = 0
        for declared, declarations in rules:
            said = style(declarations)
            for written, selector in selectors(declared) if said.verdicts or said.ground else ():
                for name in _NAMES.findall(written) if said.shows else ():
                    self._showing.setdefault(name, set()).add(place if selector else _NEVER)
                if selector is None:
                    continue
                steps += len(selector.steps)
                if steps > MAX_HIDING_STEPS:
                    return
                yield _Rule(selector, said)
                place += 1

    def said_of(self, token: Token, names: Iterable[str], around: Place) -> tuple[Shown, Place]:
        """Give what is said of the element of a start tag, and what it is to those in it.

        ``names`` are its tag, ``.classes`` and ``#identifier``, ``around`` is what it stands in, which learns of it.
        """
        own = style(token.attribute("style")) if token.attributes else Shown()
        if not self._rules:
            return own, around
        met, place = self._selectors.naming(token, names, around)
        said = _strongest([self._rules[one] for one in met], own) if met else own
        if said.hides and any(self._showing.get(name, set()).difference(met) for name in names):
            said = replace(said, opened=True)
        return said, place


def _strongest(rules: Iterable[_Rule], own: Shown) -> Shown:
    """Give of each property the verdict that holds: the important, then an element's own, then of the closest name."""
    held: dict[str, Verdict] = {}
    said = [*(rule.style for rule in sorted(rules, key=lambda rule: rule.selector.specificity)), own]
    for one in said:
        for name, verdict in one.verdicts.items():
            if name not in held or verdict[1] >= held[name][1]:
                held[name] = verdict
    return Shown(held, any(one.ground for one in said))


def _rules(sheets: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the selectors of each rule with its declarations; not those for some media, as what print hides."""
    for sheet in sheets:
        around: list[str] = []
        begun = 0
        for brace in _BRACE.finditer(plain := _without_comments(sheet)):
            piece, begun = plain[begun : brace.start()], brace.end()
            if brace.group() == "{":
                around.append(piece.rpartition(";")[2] if "@" in piece else piece)
            elif around:
                written = around.pop()
                if all(map(_ALWAYS.match, around)) and not written.lstrip().startswith("@"):
                    yield written, piece


def _without_comments(sheet: str) -> str:
    """Give a sheet without its comments; one that is left open goes to the end."""
    first, *others = sheet.split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])
