r"""Words of Rich Text Format (RTF) that stand in the code of a field: those with others printed small above them.

Word and LibreOffice set such words (ruby) as a formula, ``EQ \o\ad(\s\up 11(small words),words)`` (ECMA-376, part 1,
17.16.5.15), with a comma or a semicolon in between as the lists of the country have it.
"""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"\)\s*[,;]")
_MEANT = re.compile(r"\\([(),;\\])")
"""A sign of formulas that is meant as such has a stroke before it."""


def words_of_field(code: str) -> tuple[str, str]:
    """Give the words that the code of a field sets in the text, and what else it shows; both empty for most fields."""
    if not code.lstrip().startswith("EQ "):
        return "", ""
    over, _, rest = code.rstrip().partition("(")
    raised, _, rest = rest.partition("(")
    small, *words = _BETWEEN.split(rest, maxsplit=1)
    if not (r"\o" in over and r"\up" in raised and words and rest.endswith(")")):
        return "", code
    return _MEANT.sub(r"\1", words[0][:-1]), _MEANT.sub(r"\1", small)
