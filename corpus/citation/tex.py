"""Text as TeX and BibTeX read it, so that programs that read BibTeX without TeX find the same characters.

The signs were chosen by what Zotero, pandoc, pybtex and bibtexparser make of them, where TeX has several.
"""

from __future__ import annotations

import re

_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\^{}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}

_PAIRED = _SIGNS | {"{": r"\{", "}": r"\}"}

# BibTeX counts braces even behind a backslash; one without its partner gets an invisible one.
_UNPAIRED = _SIGNS | {"{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}"}

# Signs that fonts join to another one.
_JOINED = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=[?!`])|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")


def tex(text: str) -> str:
    """Escape text for TeX. Signs that fonts would join to another (``--``) are held apart by an empty group."""
    table = str.maketrans(_PAIRED if _balanced(text) else _UNPAIRED)
    return "{}".join(part.translate(table) for part in _JOINED.split(text))


def whole(text: str) -> str:
    """Escape text for TeX and brace it, so that no style changes its capitals and no “and” in it parts two names."""
    return f"{{{tex(text)}}}" if text else ""


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
