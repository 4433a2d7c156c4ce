"""A mark of the program itself: what was made by other code or other data is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The folder of the packages."""


@cache
def program_mark(*patterns: str) -> str:
    """Give the SHA-256, in hexadecimal, of the files of the packages that fit patterns such as ``corpus/model/*.py``.

    Raises LookupError where a pattern fits no file: after a move it would else keep what an older program made.
    """
    digest = hashlib.sha256()
    for pattern in patterns:
        paths = sorted(ROOT.glob(pattern))
        if not paths:
            raise LookupError(f"no file of {ROOT} fits {pattern}")
        for path in paths:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
