"""What the styles of a page hide: by their properties, in an element's own ``style`` and in the rules of the page.

Rules are heeded that name elements by their tag, class or identifier alone, https://www.w3.org/TR/CSS22/visufx.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_BRACE = re.compile(r"[{}]")
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<names>(?:[.#][\w-]+)*)", re.IGNORECASE)
_NAMES = re.compile(r"[.#][\w-]+")

_ZERO = r"0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!important\s*)?(?:;|$)"
_NOT_SHOWN = re.compile(
    rf"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*{_ZERO}|"
    rf"(?<![\w-])opacity\s*:\s*{_ZERO}|text-indent\s*:\s*-\d{{3}}", re.IGNORECASE)
_AWAY = re.compile(r"position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
_FAR = re.compile(
    r"(?:left|top|right|bottom)\s*:\s*-\d{3}|clip\s*:\s*rect\(\s*(?:0|1px)|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE)
_FLAT = re.compile(rf"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*{_ZERO}", re.IGNORECASE)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_WHITE = r"(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\)|transparent)(?![\w])"
_PALE = re.compile(rf"(?<![\w-])color\s*:\s*{_WHITE}", re.IGNORECASE)
_GROUND = re.compile(rf"background(?:-color|-image)?\s*:\s*(?!\s|{_WHITE}|none|inherit|initial)", re.IGNORECASE)
_SHOWN = re.compile(r"display\s*:\s*(?!none)\w|visibility\s*:\s*visible|opacity\s*:\s*(?:1|0?\.[1-9])", re.IGNORECASE)

HINTS = re.compile(
    rf"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0|mso-hide|opacity\s*:\s*0|"
    rf"text-indent\s*:\s*-|clip\s*:|clip-path|overflow(?:-[xy])?\s*:\s*(?:hidden|clip)|:\s*-\d{{3}}|color\s*[:=]\s*[\"']?{_WHITE}|"
    r"\shidden[\s=/>]|aria-hidden|<dialog|\spopover[\s=>]", re.IGNORECASE)
"""What a page has in which styles or attributes hide anything."""


def hides(style: str) -> bool:
    """Say whether declarations hide the element that they are of."""
    if _NOT_SHOWN.search(style) or (_AWAY.search(style) and _FAR.search(style)):
        return True
    return bool(_FLAT.search(style) and _CUT.search(style))


def is_pale(style: str) -> bool:
    """Say whether declarations set words in the colour of paper."""
    return _PALE.search(style) is not None


def has_ground(style: str) -> bool:
    """Say whether declarations put words on another ground than white paper."""
    return _GROUND.search(style) is not None


@dataclass
class StyleRules:
    """Tags, ``.classes`` and ``#identifiers``: those the rules of a page hide, set pale, or put on a ground.

    ``shown`` are names that another rule shows, as one that is opened.
    """

    hidden: set[str] = field(default_factory=set)
    pale: set[str] = field(default_factory=set)
    grounds: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)


def style_rules(sheets: Iterable[str]) -> StyleRules:
    """Give what the style sheets within a page say."""
    rules = StyleRules()
    for selector, style in (rule for sheet in sheets for rule in _rules(sheet)):
        if _SHOWN.search(style):
            rules.shown.update(_NAMES.findall(selector))
        name = _simple_name(selector)
        kinds = ((rules.hidden, hides), (rules.pale, is_pale), (rules.grounds, has_ground))
        for names, is_so in kinds:
            if name and is_so(style):
                names.add(name)
    return rules


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Give the selectors of a sheet, each with its declarations; not those for some media, as what print hides."""
    selectors: list[str] = []
    begun = 0
    for brace in _BRACE.finditer(plain := _without_comments(sheet)):
        piece, begun = plain[begun : brace.start()], brace.end()
        if brace.group() == "{":
            selectors.append(piece)
        elif selectors:
            selector = selectors.pop()
            if not selectors and not selector.lstrip().startswith("@"):
                yield from ((one.strip(), piece) for one in selector.split(","))


def _without_comments(sheet: str) -> str:
    """Give a sheet without its comments; one that is left open goes to the end."""
    first, *others = sheet.split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _simple_name(selector: str) -> str:
    """Give the one name by which a selector tells elements, empty where it is no such one."""
    found = _SIMPLE.fullmatch(selector)
    names = _NAMES.findall(found["names"]) if found else []
    if found is None or len(names) > 1:
        return ""
    return names[0] if names else (found["tag"] or "").lower()
