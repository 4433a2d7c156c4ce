"""What every XML export needs: text without what XML cannot hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Take out what XML 1.0 cannot hold: control characters and halves of pairs."""
    return _FORBIDDEN.sub("", text)
